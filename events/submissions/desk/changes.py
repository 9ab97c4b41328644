from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.submissions import refusing
from events.submissions.changes import amending, differing
from events.submissions.changes.forms import ChangeAnswerForm
from events.submissions.desk.talks import at_desk
from events.submissions.models import ChangeProposal
from events.submissions.writing import NotOpen, Overtaken
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Show what the author would like to have changed, as a difference; answer on POST."""
    submission = at_desk(pk)
    proposal = submission.change_proposals.with_submission().first()
    proposal = get_object_or_404(ChangeProposal, pk=proposal and proposal.pk)
    proposal.submission = submission
    form = ChangeAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _is_answered(request, proposal, form.cleaned_data):
        return redirect(proposal.desk_url)
    page = {
        "submission": submission,
        "proposal": proposal,
        "form": form,
        "differences": differing.of(proposal) if proposal.is_open else [],
    }
    return render(request, "events/submissions/desk/change.html", page)


def _is_answered(request, proposal, answer):
    """Do as the organiser says; tell whether the page is to be read anew."""
    by, words = request.user, answer["words"]
    try:
        if answer["answer"] == "accept":
            amending.accept(proposal, by=by, revision=answer["revision"], words=words)
        else:
            amending.decline(proposal, by=by, words=words)
    except amending.AnsweredMeanwhile:
        messages.error(request, _("Somebody was faster: see below what became of it."))
    except Overtaken:
        messages.error(request, _("The text has become another meanwhile: look at it again."))
        return False
    except NotOpen:
        messages.error(request, refusing.why_not(refusing.AMEND, proposal.submission))
    else:
        messages.success(request, _("Answered. The author is told by mail."))
    return True
