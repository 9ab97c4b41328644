from functools import partial

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events import happening
from events.forms.zone import OFFERED, ZoneForm
from events.models import Event
from events.programme import timetable
from events.programme_rows import PROGRAMME
from portal.common import kept


@require_safe
def programme(request, slug):
    """The programme, in the zone that the address asks for; kept as long as nothing in it changes."""
    zone = request.GET.get("zone", "")
    if zone not in ("", *OFFERED):  # whoever tries out hundreds of zones fills no cache
        return _programme(request, slug).response
    make = partial(_programme, request, slug)
    return kept.page(request, make, rows=PROGRAMME, slug=slug, facts=(zone,))


def _programme(request, slug):
    event, zone = _asked_for(request, slug)
    page = {"event": event, "zone": zone, "timetable": timetable(event, zone.chosen)}
    # Beforehand: it may be over while the page is made.
    until = None if event.is_over else event.over_at
    if event.begins_at is None:
        until = timezone.now()  # how far away a zone is depends on the day
    return kept.Made(render(request, "events/programme.html", page), until)


@require_safe
@never_cache
def now(request, slug):
    """What goes on at this moment: what no cache may keep."""
    event, zone = _asked_for(request, slug)
    planned = timetable(event, zone.chosen)
    page = {"event": event, "zone": zone, "now": happening.at(planned, timezone.now())}
    part = "#now-and-next" if request.htmx else ""
    return render(request, f"events/now.html{part}", page)


def _asked_for(request, slug):
    events = Event.objects.visible_to(request.user).with_timetable()
    event = get_object_or_404(events, slug=slug)
    return event, ZoneForm(request.GET, event=event)
