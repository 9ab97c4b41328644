from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.questions import arranging
from events.questions.forms import TakeOverForm
from events.submissions.calls.question_form import CallQuestionForm, calls_asking
from events.submissions.models import Call, CallQuestion
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_safe
def question_list(request, pk):
    call = _call(pk)
    page = {
        "call": call,
        "questions": call.questions.annotate(answered=Count("answers")),
        "take_over": TakeOverForm(among=calls_asking(but=call)),
    }
    return render(request, "events/submissions/desk/questions.html", page)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk):
    """Ask something more."""
    return _edit(request, CallQuestion(call=_call(pk)))


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request, pk):
    """Change a question."""
    return _edit(request, _question(pk))


def _edit(request, question):
    form = CallQuestionForm(
        request.POST if request.method == "POST" else None,
        instance=question,
        is_answered=bool(question.pk) and question.answers.exists(),
    )
    if form.is_bound and form.is_valid():
        question.save() if question.pk else arranging.append(question)
        messages.success(request, _("Saved."))
        return redirect("submissions-desk:questions", question.call_id)
    page = {"call": question.call, "form": form}
    return render(request, "events/submissions/desk/question.html", page)


@role_required(Role.ORGANISER)
@require_POST
def move_up(request, pk):
    found = _question(pk)
    arranging.move_up(found)
    return redirect("submissions-desk:questions", found.call_id)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    """Ask on GET, take the question away with its answers on POST."""
    found = _question(pk)
    if request.method != "POST":
        page = {"call": found.call, "question": found, "answered": found.answers.count()}
        return render(request, "events/submissions/desk/delete_question.html", page)
    found.delete()
    messages.success(request, _("Deleted."))
    return redirect("submissions-desk:questions", found.call_id)


@role_required(Role.ORGANISER)
@require_POST
def take_over(request, pk):
    """Ask here what is asked by another call."""
    call = _call(pk)
    form = TakeOverForm(request.POST, among=calls_asking(but=call))
    if form.is_valid():
        arranging.take_over(form.cleaned_data["source"], call)
        messages.success(request, _("The questions are copied."))
    else:
        messages.error(request, _("Please choose a call whose questions you want."))
    return redirect("submissions-desk:questions", call.pk)


def _call(pk):
    return get_object_or_404(Call.objects.with_host(), pk=pk)


def _question(pk):
    questions = CallQuestion.objects.select_related("call__event", "call__series")
    return get_object_or_404(questions, pk=pk)
