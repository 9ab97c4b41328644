"""What the desk's page and a project's page of invitations do alike."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.common.limits import Limit
from projects.invitations import inviting
from projects.invitations.inviting import Outcome

LIMIT = Limit("inviting", seconds=3600, per_address=40, per_place=400)


def invite(request, form, context, *, template, back):
    """Show the form, then what it comes to, then invite and go back."""
    status = 200
    if form.is_bound and form.is_valid():
        if form.wants_to_send and LIMIT.allows(request, request.user.email):
            steps = inviting.invite_many(form.recipients, form.offer(), by=request.user)
            messages.success(request, _outcome(steps))
            return redirect(back)
        if form.wants_to_send:
            form.add_error(None, _("That was done many times. Please try again in an hour."))
            status = 429
        else:
            context |= {"previewed": True}
    return render(request, template, context | {"form": form}, status=status)


def send_again(request, invitation, *, back):
    """Send the mail once more, say so, and go back."""
    if not LIMIT.allows(request, request.user.email):
        messages.error(request, _("That was done many times. Please try again in an hour."))
    elif inviting.send_again(invitation):
        message = _("The invitation to %(address)s is sent again and works for another 30 days.")
        messages.success(request, message % {"address": invitation.email})
    else:
        messages.error(request, _("This invitation was accepted or revoked meanwhile."))
    return redirect(back)


def revoke(request, invitation, *, back):
    """Revoke the invitation, say so, and go back."""
    if inviting.revoke(invitation):
        message = _("The invitation to %(address)s is revoked: its link opens nothing any more.")
        messages.success(request, message % {"address": invitation.email})
    else:
        messages.error(request, _("It was accepted before you revoked it."))
    return redirect(back)


def _outcome(steps):
    invited = sum(step.outcome in {Outcome.INVITE, Outcome.AGAIN} for step in steps)
    added = sum(step.outcome == Outcome.ADD for step in steps)
    said = []
    if invited or not added:
        text = ngettext(
            "%(n)d invitation is on its way.", "%(n)d invitations are on their way.", invited
        )
        said.append(text % {"n": invited})
    if added:
        text = ngettext(
            "%(n)d person with an account was added to the project.",
            "%(n)d people with an account were added to the project.",
            added,
        )
        said.append(text % {"n": added})
    return " ".join(said)
