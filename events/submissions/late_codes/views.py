from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from events.submissions.late_codes import admitting, trying
from events.submissions.late_codes.forms import CodeForm
from events.submissions.models import Submission
from portal.accounts.roles import Role, role_required


@role_required(Role.MEMBER)
@require_POST
def admit(request, pk):
    """Open a draft of one's own again by a code."""
    own = get_object_or_404(Submission.objects.of(request.user).with_call(), pk=pk)
    form = CodeForm(request.POST)
    signs = form.cleaned_data["code"] if form.is_valid() else ""
    try:
        trying.tried(request, lambda: admitting.admit_draft(own, signs))
    except admitting.NoSuchCode as error:
        messages.error(request, str(error))
        return redirect(own)
    return redirect("submissions:edit", own.pk)
