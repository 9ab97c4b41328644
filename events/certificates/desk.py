from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.certificates import finding, issuing
from events.certificates.issuing import NothingToCertify
from events.certificates.views import answer
from events.models import Event, Speaker
from portal.accounts.roles import Role, role_required

PER_PAGE = 100


@role_required(Role.ORGANISER)
@require_safe
def certificates(request, slug):
    """Who of an event can have a certificate, of attendance or of a talk."""
    event = get_object_or_404(Event, slug=slug)
    page = {"event": event, "page": _page(request, event), "speakers": finding.speakers_at(event)}
    return render(request, "events/certificates/desk/certificates.html", page)


@role_required(Role.ORGANISER)
@require_POST
def everybody(request, slug):
    """Hand out the certificates of all on a page of the list, as one PDF."""
    event = get_object_or_404(Event, slug=slug)
    listed = [one.pk for one in _page(request, event)]
    return _handed_out(request, event, lambda: issuing.of_everybody(event, listed, by=request.user))


@role_required(Role.ORGANISER)
@require_POST
def attendance(request, slug, pk):
    """Hand out the certificate of somebody who was there."""
    event = get_object_or_404(Event, slug=slug)
    registration = get_object_or_404(event.registrations.select_related("event"), pk=pk)
    return _handed_out(
        request, event, lambda: [issuing.of_attendance(registration, by=request.user)]
    )


@role_required(Role.ORGANISER)
@require_POST
def talk(request, slug, pk):
    """Hand out the certificate of somebody who spoke."""
    event = get_object_or_404(Event, slug=slug)
    speakers = Speaker.objects.select_related("talk__event")
    speaker = get_object_or_404(speakers, talk__event=event, pk=pk)
    return _handed_out(request, event, lambda: [issuing.of_talk(speaker, by=request.user)])


def _page(request, event):
    attended = finding.attended().filter(event=event).order_by("name", "pk")
    return Paginator(attended, PER_PAGE).get_page(request.GET.get("page"))


def _handed_out(request, event, issue):
    try:
        return answer(*issue())
    except NothingToCertify:
        text = _("There is nothing to certify: the event is not over, or nobody was checked in.")
        messages.error(request, text)
        return redirect("certificates-desk:certificates", slug=event.slug)
