from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.reviews import reading, reviewing
from events.reviews.desk.assignments import readable, reviewers_of
from events.reviews.desk.forms import OrganisersConflictForm
from events.reviews.models import DeclaredConflict
from events.submissions.models import Submission
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_POST
def declare(request, pk):
    """Note that a reviewer must not judge a talk."""
    talk = readable(request.user, pk)
    form = OrganisersConflictForm(request.POST, reviewers=reviewers_of(talk))
    if form.is_valid():
        reviewer = form.cleaned_data["reviewer"]
        why = form.cleaned_data["why"]
        reviewing.declare_conflict(reviewer, talk, why=why, by=request.user)
        messages.success(request, _("Noted: %(name)s does not see this talk.") % {"name": reviewer})
    else:
        messages.error(request, _("Choose a reviewer; a reason has at most 300 characters."))
    return redirect("reviews-desk:assign", pk)


@role_required(Role.ORGANISER)
@require_POST
def withdraw(request, pk):
    """Let a reviewer judge a talk again."""
    conflict = get_object_or_404(DeclaredConflict.objects.select_related("reviewer"), pk=pk)
    about = Submission.objects.filter(pk=conflict.submission_id)
    if reading.hidden_from(request.user, about):
        raise Http404
    reviewing.withdraw_conflict(conflict)
    messages.success(request, _("The conflict is taken back."))
    return redirect("reviews-desk:assign", conflict.submission_id)
