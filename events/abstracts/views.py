from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from events.abstracts import book, paper
from events.models import Event
from portal.accounts.roles import Role, role_required

KEPT = 24 * 3600  # seconds


@require_safe
def abstracts(request, slug):
    """All abstracts of an event on one page, with an index of speakers."""
    event = _visible_event(request, slug)
    chapters = book.chapters(event)
    page = {"event": event, "chapters": chapters, "speakers": book.speakers(chapters)}
    return render(request, "events/abstracts/abstracts.html", page)


@require_safe
def abstracts_pdf(request, slug):
    return _file(request, slug, "pdf", paper.pdf, "application/pdf")


@require_safe
def abstracts_tex(request, slug):
    return _file(request, slug, "tex", paper.tex, "application/x-tex; charset=utf-8")


@role_required(Role.ORGANISER)
@require_safe
def problems(request, slug):
    """Say which formulas could not be set on paper, so that organisers can have them mended."""
    event = get_object_or_404(Event.objects.with_programme(), slug=slug)
    page = {"event": event, "problems": paper.problems(event)}
    return render(request, "events/abstracts/desk/problems.html", page)


def _file(request, slug, ending, make, content_type):
    """Answer with the book as a file, made once for each state of the programme."""
    event = _visible_event(request, slug)
    key = f"abstracts:{ending}:{event.pk}:{get_language()}:{paper.mark(event)}"
    body = cache.get(key)
    if body is None:
        body = make(event)
        cache.set(key, body, KEPT)
    response = HttpResponse(body, content_type=content_type)
    name = f"{event.slug}-abstracts.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def _visible_event(request, slug):
    events = Event.objects.visible_to(request.user).with_programme()
    return get_object_or_404(events, slug=slug)
