from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from events import consequences
from events.desk import confirming
from events.models import Event
from events.submissions import calling, deciding, scheduling, wording
from events.submissions.forms import CallForm, DecisionForm, FilterForm
from events.submissions.models import Call, State, Submission
from events.submissions.slot_form import SlotForm
from events.submissions.writing import Overtaken
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove

PER_PAGE = 50
NOT_ACCEPTED = gettext_lazy("Only an accepted talk has a slot.")


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
    return _show(request, _submission(pk))


@role_required(Role.ORGANISER)
@require_POST
def decide(request, pk):
    form = DecisionForm(request.POST)
    read = _submission(pk)
    if not form.is_valid():
        messages.error(request, _("Choose to accept or to reject this talk."))
        return _answer(request, read)
    try:
        deciding.decide(read, by=request.user, **form.cleaned_data)
    except ForbiddenMove:
        messages.error(request, _("This talk has already been decided."))
    except Overtaken:
        messages.error(
            request, _("The text was changed since you opened this page: read it again.")
        )
        if request.htmx:
            return HttpResponseClientRedirect(read.desk_url)
    else:
        messages.success(request, _("Decided. The author is told by mail."))
    return _answer(request, _submission(pk))


@role_required(Role.ORGANISER)
@require_POST
def give_slot(request, pk):
    placed = _submission(pk)
    if not placed.stands_in_programme:
        messages.error(request, NOT_ACCEPTED)
        return _answer(request, placed)
    form = SlotForm(request.POST, talk=placed.talk)
    if form.is_valid():
        try:
            scheduling.give_slot(placed, form.slot, by=request.user)
        except scheduling.RoomTaken as clash:
            form.add_error("starts_at", _room_taken(clash.talk))
        except ForbiddenMove:
            messages.error(request, NOT_ACCEPTED)
            return _answer(request, _submission(pk))
        else:
            messages.success(request, _("The slot is saved."))
            return _answer(request, _submission(pk))
    return _show(request, placed, slot_form=form)


def _room_taken(talk):
    return _("Another talk is given in this room at that time: %(talk)s, %(time)s.") % {
        "talk": talk,
        "time": wording.slot(talk),
    }


@role_required(Role.ORGANISER)
def calls(request):
    without = Event.objects.upcoming().filter(call=None).exclude(state=Event.State.CANCELLED)
    context = {"calls": Call.objects.with_counts().order_by("-closes_at"), "events": without}
    return render(request, "events/submissions/desk/calls.html", context)


@role_required(Role.ORGANISER)
def call(request, slug):
    event = get_object_or_404(Event.objects.select_related("call", "series"), slug=slug)
    stored = getattr(event, "call", None)
    form = CallForm(request.POST or None, instance=stored or Call(event=event))
    if form.is_valid() and not confirming.goes_back(request):
        if (asked := _to_be_confirmed(request, form.instance)) is not None:
            return asked
        try:
            calling.save(form.instance)
        except calling.AlreadyCalled:
            form.add_error(
                None, _("Somebody else opened this call meanwhile. Save again to replace it.")
            )
        else:
            messages.success(request, _("The call is saved."))
            return redirect("submissions-desk:calls")
    context = {"form": form, "event": event, "call": stored}
    return render(request, "events/submissions/desk/call.html", context)


def _to_be_confirmed(request, call):
    """Return the page that says which notices the times bring; None where it was seen or there are none."""
    if confirming.is_confirmed(request):
        return None
    before = Event.objects.select_related("series").get(pk=call.event.pk)
    coming = consequences.new_notices(before, call.event, call)
    if not coming:
        return None
    page = {"event": call.event, "call": call, "coming": coming}
    return confirming.ask(request, "events/submissions/desk/consequences.html", page)


def _submission(pk):
    return get_object_or_404(Submission.objects.for_organisers().for_page(), pk=pk)


def _answer(request, submission):
    return _show(request, submission) if request.htmx else redirect(submission.desk_url)


def _show(request, submission, slot_form=None):
    template = "events/submissions/desk/submission.html"
    if submission.stands_in_programme and slot_form is None:
        slot_form = SlotForm(talk=submission.talk)
    context = {
        "submission": submission,
        "slot_form": slot_form,
        "moves": submission.moves.select_related("moved_by"),
        "next": Submission.objects.awaiting_decision().exclude(pk=submission.pk).first(),
    }
    return render(request, template + "#review" * bool(request.htmx), context)
