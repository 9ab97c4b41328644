from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.models import Series

PER_PAGE = 20


@require_safe
def seminar(request, slug):
    series = get_object_or_404(Series.objects.select_related("call"), slug=slug)
    # The talks of what comes and of what was are asked for together, below.
    sessions = series.events.visible_to(request.user).for_agenda().prefetch_related(None)
    upcoming = list(sessions.upcoming()[:PER_PAGE])
    past = Paginator(sessions.past(), PER_PAGE).get_page(request.GET.get("page"))
    past.object_list = list(past.object_list)
    prefetch_related_objects([*upcoming, *past.object_list], "talks__speakers")
    page = {"series": series, "upcoming": upcoming, "past": past, "next": _next(upcoming)}
    return render(request, "events/seminar.html", page)


def _next(sessions):
    return next((session for session in sessions if session.takes_place), None)
