from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Event
from events.registrations import answering
from events.registrations.models import Answer
from portal.accesslog.models import Access
from portal.accesslog.noting import note_accesses
from portal.accounts.roles import Role, role_required
from portal.common.personal import Subject


@role_required(Role.ORGANISER)
@require_safe
def overview(request, slug):
    """Show how often what was answered, for the questions this reader may know the answers of."""
    event = get_object_or_404(Event, slug=slug)
    questions = event.questions.readable_by(request.user)
    page = {
        "event": event,
        "tallies": answering.tallies(event, questions),
        "others": event.questions.exclude(pk__in=questions),
        "taking_part": event.registrations.taking_part().count(),
    }
    return render(request, "events/registrations/desk/answers.html", page)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def of_question(request, slug, pk):
    """List who answered what; to see the answers of a sensitive question one says so by POST."""
    event = get_object_or_404(Event, slug=slug)
    question = get_object_or_404(event.questions.readable_by(request.user), pk=pk)
    page = {"event": event, "question": question}
    if not question.is_sensitive or request.method == "POST":
        page["answers"] = answers = list(Answer.objects.of_people_in_line(question))
        if question.is_sensitive:
            _note(request.user, answers, event)
    return render(request, "events/registrations/desk/answers_of_question.html", page)


def _note(user, answers, event):
    """Write down that somebody looked at what these people answered."""
    subjects = [
        Subject(user_id=one.registration.user_id, emails=frozenset([one.registration.email_key]))
        for one in answers
    ]
    why = _("organising an event (no. %(number)d)") % {"number": event.pk}
    note_accesses(user, subjects, kind=Access.Kind.LOOK, what="sensitive answers", why=why)
