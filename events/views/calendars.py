from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from events import ics
from events.forms.selection import SelectionForm
from events.models import Event, Series, Talk
from portal.common.text import plain
from projects.models import Programme, Project


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
    """All public events, or those of one `kind`; a calendar program is nobody in particular."""
    programme = Programme.objects.first()
    name = programme.acronym or programme.name if programme else _("Events")
    events = Event.objects.public().in_calendars()
    if "kind" in request.GET:
        kind = _kind(request.GET["kind"])
        events, name = events.filter(kind=kind), f"{name}: {kind.label}"
    return _answer(events, filename="calendar", name=name)


def _kind(value):
    try:
        return Event.Kind(value)
    except ValueError:
        raise Http404 from None


@require_safe
@conditional_page
def talk(request, pk):
    talks = Talk.objects.visible_to(request.user).select_related("event", "session")
    talk = get_object_or_404(talks.with_speakers(), pk=pk)
    if not talk.event.is_known_to_the_day:
        raise Http404
    return _answer([], [talk], filename=talk.slug)


@require_safe
@conditional_page
def selection(request, slug):
    """The talks named in the address, as far as they are of this event and visible to the reader."""
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    form = SelectionForm(request.GET)
    if not form.is_valid():
        message = " ".join(map(str, form.errors["talks"]))
        return HttpResponseBadRequest(message, content_type="text/plain; charset=utf-8")
    chosen = Talk.objects.filter(event=event, pk__in=form.cleaned_data["talks"])
    name = _("My selection: %(event)s") % {"event": plain(event.title)}
    return _answer([], chosen.in_calendars(), filename=f"{event.slug}-selection", name=name)


@require_safe
@conditional_page
def project(request, slug):
    """The public talks of a project's members."""
    project = get_object_or_404(Project.objects.only("title", "slug"), slug=slug)
    talks = Talk.objects.filter(event__in=Event.objects.public().order_by()).of_project(project)
    return _answer([], talks.in_calendars(), filename=slug, name=plain(project.title))


@require_safe
@conditional_page
def seminar(request, slug):
    series = get_object_or_404(Series, slug=slug)
    return _answer(series.events.public().in_calendars(), filename=slug, name=series.title)


def _answer(events, talks=(), *, filename, name=""):
    body = ics.calendar(events, talks, name=name)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    return response
