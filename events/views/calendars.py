from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from events import ics
from events.models import Event, Series
from projects.models import Programme


@require_safe
@conditional_page
def event(request, slug):
    events = Event.objects.visible_to(request.user).select_related("series")
    event = get_object_or_404(events.prefetch_related("talks__speakers"), slug=slug)
    if not event.is_known_to_the_day:
        raise Http404
    return _answer([event], filename=event.slug)


@require_safe
@conditional_page
def calendar(request):
    """All public events; a calendar program is nobody in particular, whoever set it up."""
    programme = Programme.objects.first()
    name = programme.acronym or programme.name if programme else _("Events")
    return _answer(Event.objects.public().in_calendars(), filename="calendar", name=name)


@require_safe
@conditional_page
def seminar(request, slug):
    series = get_object_or_404(Series, slug=slug)
    return _answer(series.events.public().in_calendars(), filename=slug, name=series.title)


def _answer(events, *, filename, name=""):
    body = ics.calendar(events, name=name)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    return response
