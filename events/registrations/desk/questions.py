from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Event
from events.questions import arranging
from events.questions.forms import QuestionForm, TakeOverForm, events_asking
from events.questions.models import Question
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_safe
def question_list(request, slug):
    event = get_object_or_404(Event, slug=slug)
    questions = event.questions.annotate(answered=Count("answers"))
    page = {
        "event": event,
        "questions": questions,
        "take_over": TakeOverForm(among=events_asking(but=event)),
    }
    return render(request, "events/registrations/desk/questions.html", page)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request, slug, pk=None):
    """Write or change a question."""
    event = get_object_or_404(Event, slug=slug)
    question = get_object_or_404(event.questions, pk=pk) if pk else Question(event=event)
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        instance=question,
        is_answered=bool(pk) and question.answers.exists(),
    )
    if form.is_bound and form.is_valid():
        question.save() if pk else arranging.append(question)
        messages.success(request, _("Saved."))
        return redirect("registrations-desk:questions", slug=slug)
    page = {"event": event, "form": form}
    return render(request, "events/registrations/desk/question.html", page)


@role_required(Role.ORGANISER)
@require_POST
def move_up(request, slug, pk):
    arranging.move_up(_of_event(slug, pk))
    return redirect("registrations-desk:questions", slug=slug)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, slug, pk):
    """Ask on GET, take the question away with its answers on POST."""
    question = _of_event(slug, pk)
    if request.method != "POST":
        answered = question.answers.count()
        page = {"event": question.event, "question": question, "answered": answered}
        return render(request, "events/registrations/desk/delete_question.html", page)
    question.delete()
    messages.success(request, _("Deleted."))
    return redirect("registrations-desk:questions", slug=slug)


@role_required(Role.ORGANISER)
@require_POST
def take_over(request, slug):
    """Ask here what is asked at another event."""
    event = get_object_or_404(Event, slug=slug)
    form = TakeOverForm(request.POST, among=events_asking(but=event))
    if form.is_valid():
        arranging.take_over(form.cleaned_data["source"], event)
        messages.success(request, _("The questions are copied."))
    else:
        messages.error(request, _("Please choose an event whose questions you want."))
    return redirect("registrations-desk:questions", slug=slug)


def _of_event(slug, pk):
    return get_object_or_404(Question.objects.select_related("event"), event__slug=slug, pk=pk)
