from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.forms.filters import EventsFilterForm, When
from events.models import Event
from events.programme import timetable

PER_PAGE = 20


@require_safe
def event_list(request):
    form = EventsFilterForm(request.GET)
    of_time = _at_time(Event.objects.visible_to(request.user), form.chosen_when)
    events = of_time.filter(kind=form.chosen_kind) if form.chosen_kind else of_time
    page = {
        "page": Paginator(events.for_agenda(), PER_PAGE).get_page(request.GET.get("page")),
        "when": form.chosen_when,
        "kind": form.chosen_kind,
        "times": When,
        "kinds": _kinds_in(of_time),
    }
    return render(request, "events/events.html", page)


def _at_time(events, when):
    return events.past() if when == When.PAST else events.upcoming()


def _kinds_in(events):
    """The kinds worth a link: those there are events of, with their number."""
    numbers = dict(events.order_by().values_list("kind").annotate(Count("pk")))
    return [(kind, numbers[kind]) for kind in Event.Kind if kind in numbers]


@require_safe
def event(request, slug):
    events = Event.objects.visible_to(request.user).with_programme()
    event = get_object_or_404(events, slug=slug)
    page = {"event": event, "timetable": timetable(event)}
    return render(request, "events/event.html", page)
