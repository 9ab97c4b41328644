from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events import happening
from events.forms.zone import ZoneForm
from events.models import Event
from events.programme import timetable


@require_safe
def programme(request, slug):
    """The programme, in the zone that the address asks for; nothing in it depends on the time of day."""
    event, zone = _asked_for(request, slug)
    page = {"event": event, "zone": zone, "timetable": timetable(event, zone.chosen)}
    return render(request, "events/programme.html", page)


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
