from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.invited_talks import inviting
from events.invited_talks.forms import AddressForm, InviteForm, UntilForm, usual_end
from events.invited_talks.models import InvitedTalk
from events.models import Event, Series
from portal.accounts.roles import Role, role_required

PAGE = ["GET", "HEAD", "POST"]


@role_required(Role.ORGANISER)
@require_http_methods(PAGE)
def at_event(request, slug):
    """The invited talks of an event, and the form to invite a speaker."""
    return _talks(
        request, get_object_or_404(Event.objects.select_related("call", "series"), slug=slug)
    )


@role_required(Role.ORGANISER)
@require_http_methods(PAGE)
def in_series(request, slug):
    """The invited talks of a series, and the form to invite a speaker."""
    return _talks(request, get_object_or_404(Series.objects.select_related("call"), slug=slug))


def _talks(request, host):
    form = InviteForm(request.POST if request.method == "POST" else None, host=host)
    if form.is_bound and form.is_valid():
        try:
            inviting.invite(host, by=request.user, **form.cleaned_data)
        except inviting.AlreadyInvited:
            text = _("Somebody is invited here at this address and has handed in nothing yet.")
            form.add_error("email", text)
        else:
            messages.success(request, _("Invited: the letter with the link is on its way."))
            return redirect(request.path)
    call = getattr(host, "call", None)
    page = {"host": host, "call": call, "form": form, "invited": InvitedTalk.objects.at(host)}
    return render(request, "events/invited_talks/desk/invited_talks.html", page)


@role_required(Role.ORGANISER)
def invited_talk(request, pk):
    """What has become of an invitation, and what can be done with it."""
    return _page(request, _at_desk(pk))


@role_required(Role.ORGANISER)
@require_POST
def renew(request, pk):
    invited = _at_desk(pk)
    sent = _("A new link is on its way; the old one opens nothing any more.")
    return _done(request, invited, lambda: inviting.renew(invited, by=request.user), sent)


@role_required(Role.ORGANISER)
@require_POST
def readdress(request, pk):
    invited = _at_desk(pk)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, invited, address_form=form)
    email = form.cleaned_data["email"]
    sent = _("The address is changed, and a new link on its way there.")
    return _done(
        request, invited, lambda: inviting.readdress(invited, email=email, by=request.user), sent
    )


@role_required(Role.ORGANISER)
@require_POST
def prolong(request, pk):
    return _until(request, pk, inviting.prolong, _("Saved. The link stays the same."))


@role_required(Role.ORGANISER)
@require_POST
def reopen(request, pk):
    return _until(request, pk, inviting.reopen, _("Opened again: a new link is on its way."))


@role_required(Role.ORGANISER)
@require_POST
def revoke(request, pk):
    invited = _at_desk(pk)
    ended = _("The link opens nothing any more. What was written stays.")
    return _done(request, invited, lambda: inviting.revoke(invited, by=request.user), ended)


def _until(request, pk, verb, words):
    invited = _at_desk(pk)
    form = UntilForm(request.POST, host=invited.submission.call.host)
    if not form.is_valid():
        return _page(request, invited, until_form=form)
    until = form.cleaned_data["until"]
    return _done(request, invited, lambda: verb(invited, until=until, by=request.user), words)


def _done(request, invited, act, words):
    """Do it, and say what came of it."""
    try:
        act()
    except inviting.Revoked:
        messages.error(request, _("The link was revoked meanwhile: open it again first."))
    except inviting.InAccount:
        messages.error(request, _("The speaker has an account by now, and needs no link."))
    else:
        messages.success(request, words)
    return redirect("invited-talks-desk:invited-talk", invited.pk)


def _at_desk(pk):
    return get_object_or_404(InvitedTalk.objects.for_desk(), pk=pk)


def _page(request, invited, *, address_form=None, until_form=None):
    submission = invited.submission
    host = submission.call.host
    page = {
        "invited": invited,
        "submission": submission,
        "host": host,
        "steps": invited.steps.all(),
        "address_form": address_form or AddressForm(initial={"email": submission.contact_email}),
        "until_form": until_form or UntilForm(host=host, initial={"until": _until_when(invited)}),
    }
    return render(request, "events/invited_talks/desk/invited_talk.html", page)


def _until_when(invited):
    """Return what stands in the form: what holds, or the usual time once it is over."""
    submission = invited.submission
    return submission.writable_until if submission.is_in_time else usual_end(submission.call.host)
