from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.submissions import refusing
from events.submissions.authoring import back_to
from events.submissions.changes import amending
from events.submissions.changes.forms import ChangeForm
from events.submissions.models import ChangeProposal, Submission
from events.submissions.writing import NotOpen
from portal.accounts.roles import Role, role_required


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    return ask(request, _own(request, pk))


@role_required(Role.MEMBER)
@require_POST
def take_back(request, pk):
    return ask_no_more(request, _own(request, pk))


def _own(request, pk):
    return get_object_or_404(Submission.objects.of(request.user).for_page(), pk=pk)


# --- By account, or by the link of an invitation --------------------------------------------------


def ask(request, own):
    """Ask for a change of one's own talk, whose text is fixed."""
    if request.method != "POST" and not own.can_be_amended:
        return back_to(own)
    text = {name: getattr(own, name) for name in ChangeProposal.TEXT}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=text)
    if form.is_bound and form.is_valid():
        try:
            amending.propose(own, by=own.submitter, **form.cleaned_data)
        except NotOpen:
            form.add_error(None, refusing.why_not(refusing.AMEND, own))
        except amending.AlreadyProposed:
            form.add_error(None, _("You have asked for a change already: take that back first."))
        except amending.NothingChanged:
            form.add_error(None, _("This is what stands there already."))
        else:
            messages.success(request, _("The organisers look at it, and you are told by mail."))
            return back_to(own)
    page = {"form": form, "submission": own, "proposal": own.change_proposals.open().first()}
    return render(request, "events/submissions/change.html", page)


def ask_no_more(request, own):
    """Take back the change one asked for."""
    if amending.take_back(own):
        messages.success(request, _("Taken back: nothing is changed."))
    else:
        messages.error(request, _("There is nothing to take back: it was answered meanwhile."))
    return back_to(own)
