from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.models import Event
from events.registrations import counting
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_safe
def charts(request, slug):
    """Registrations over time, by institution and by part in the programme."""
    event = get_object_or_404(Event, slug=slug)
    context = {
        "event": event,
        "days": counting.per_day(event),
        "institutions": counting.by_institution(event),
        "parts": counting.by_part(event),
    }
    return render(request, "events/registrations/desk/charts.html", context)
