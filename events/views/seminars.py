from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.models import Series

PER_PAGE = 20


@require_safe
def seminar(request, slug):
    series = get_object_or_404(Series, slug=slug)
    sessions = series.events.visible_to(request.user)
    upcoming = list(sessions.upcoming().for_agenda()[:PER_PAGE])
    past = Paginator(sessions.past().for_agenda(), PER_PAGE).get_page(request.GET.get("page"))
    page = {"series": series, "upcoming": upcoming, "past": past, "next": _next(upcoming)}
    return render(request, "events/seminar.html", page)


def _next(sessions):
    return next((session for session in sessions if session.takes_place), None)
