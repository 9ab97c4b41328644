from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.submissions import placing
from events.submissions.date_form import DateForm
from events.submissions.forms import FilterForm
from events.submissions.models import Decision, State, Submission
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove

PER_PAGE = 50


@role_required(Role.ORGANISER)
def submissions(request):
    form = FilterForm(request.GET)
    found = form.of_call(Submission.objects.for_organisers())
    listed = form.in_state(found).with_call().undecided_first()
    context = {
        "filter": form,
        "page": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
        "states": _states(found.counted_by_state()),
        "wanted": form.state_wanted,
    }
    return render(request, "events/submissions/desk/submissions.html", context)


def _states(counts):
    """Return value, label and count of each state to choose from, all of them together first."""
    shown = [(s.value, s.label, counts.get(s, 0)) for s in State if s != State.DRAFT]
    return [("", _("All"), sum(counts.values())), *shown]


@role_required(Role.ORGANISER)
def submission(request, pk):
    return show(request, at_desk(pk))


@role_required(Role.ORGANISER)
@require_POST
def give_date(request, pk):
    """Have an accepted talk of a series given at one of its sessions."""
    read = at_desk(pk)
    if not read.waits_for_date:
        messages.error(request, _("This talk waits for no date."))
        return answer(request, read)
    form = DateForm(request.POST, submission=read)
    if not form.is_valid():
        return show(request, read, date_form=form)
    try:
        placing.give_date(read, form.cleaned_data["session"], by=request.user)
    except placing.DateTaken:
        messages.error(request, _("Another talk is given then by now: choose another date."))
    except ForbiddenMove:
        messages.error(request, _("This talk waits for no date."))
    else:
        messages.success(request, _("The talk has its date; the author is told by mail."))
    return answer(request, at_desk(pk))


def at_desk(pk):
    """Return a submission that organisers may read, with all that its page shows; else 404."""
    readable = Submission.objects.for_organisers().for_page().with_co_authors()
    return get_object_or_404(readable.prefetch_related("late_uses__code"), pk=pk)


def answer(request, submission):
    """Return what follows after something was done: the part of the page, or the way back to it."""
    return show(request, submission) if request.htmx else redirect(submission.desk_url)


def show(request, submission, date_form=None):
    """Return the page of a submission, or with scripts the part of it that changes."""
    template = "events/submissions/desk/submission.html"
    if submission.waits_for_date and date_form is None:
        date_form = DateForm(submission=submission)
    answers = list(submission.answers.readable_by(request.user))
    context = {
        "submission": submission,
        "date_form": date_form,
        "answers": [one for one in answers if not one.question.is_sensitive],
        "has_sensitive": any(one.question.is_sensitive for one in answers),
        "moves": submission.moves.select_related("moved_by"),
        "decision": Decision.objects.filter(submission=submission)
        .select_related("decided_by")
        .first(),
        "proposal": submission.change_proposals.open().first(),
        "next": Submission.objects.awaiting_decision().exclude(pk=submission.pk).first(),
    }
    return render(request, template + "#review" * bool(request.htmx), context)
