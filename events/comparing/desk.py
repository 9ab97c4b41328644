from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.comparing import comparing
from events.models import Event
from portal.accounts.roles import Role, role_required

PER_PAGE = 50


@role_required(Role.ORGANISER)
@require_safe
def talks(request, slug):
    """Who gives a talk and is not registered, and who is registered and gives none."""
    event = get_object_or_404(Event, slug=slug)
    authors = comparing.authors(event)
    found = comparing.without_talk(event, authors)
    context = {
        "event": event,
        "authors": authors,
        "unregistered": comparing.unregistered(event, authors),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "events/comparing/talks.html", context)
