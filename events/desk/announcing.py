from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from events import announcing
from events.announcing import NothingToAnnounce
from events.forms.announcement import LONGEST, AnnouncementForm
from events.models import Event
from portal.accounts.roles import Role, role_required
from portal.mail import wording


@role_required(Role.ORGANISER)
@require_POST
def preview(request, slug):
    """The text as it will be read, for the live preview beside the form."""
    return HttpResponse(wording.html(request.POST.get("text", "")[:LONGEST]))


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request, slug):
    events = Event.objects.select_related("series").prefetch_related("talks__speakers")
    event = get_object_or_404(events, slug=slug)
    proposal = announcing.proposal(event)
    form = AnnouncementForm(
        request.POST if request.method == "POST" else None,
        initial={"subject": proposal.subject, "text": proposal.text},
        preview_url=reverse("events-desk:announcement-preview", args=[slug]),
    )
    if form.is_bound and form.is_valid() and "send" in request.POST:
        return _send(request, event, form)
    page = {
        "event": event,
        "form": form,
        "announcement": announcing.announcement(event),
        "number": len(announcing.recipients(event)),
        "preview": wording.html(form["text"].value() or "") if not form.errors else "",
    }
    return render(request, "events/desk/announce.html", page)


def _send(request, event, form):
    try:
        is_new = announcing.announce(event, **form.cleaned_data, by=request.user)
    except NothingToAnnounce:
        messages.error(request, _("Nothing was sent: there is nobody, or nothing, to announce."))
        return redirect("events-desk:announce", slug=event.slug)
    number = announcing.number_told(event)
    if is_new:
        text = ngettext(
            "On its way to %(n)d subscriber.", "On its way to %(n)d subscribers.", number
        )
        messages.success(request, text % {"n": number})
    else:
        messages.info(request, _("This event was announced before: nothing is sent twice."))
    return redirect("events-desk:announce", slug=event.slug)
