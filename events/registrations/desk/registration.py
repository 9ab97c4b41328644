from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.models import Event
from events.questions.models import Question
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_safe
def registration(request, slug, pk):
    """One registration with what became of its place, step by step."""
    event = get_object_or_404(Event, slug=slug)
    registration = get_object_or_404(event.registrations.select_related("user"), pk=pk)
    registration.event = event
    listed = Question.objects.for_lists()
    context = {
        "event": event,
        "registration": registration,
        "answers": registration.answers.readable_by(request.user).filter(question__in=listed),
        "part_places": registration.part_places.with_position().select_related("part"),
        "steps": registration.steps.select_related("by", "other_event"),
    }
    return render(request, "events/registrations/desk/registration.html", context)
