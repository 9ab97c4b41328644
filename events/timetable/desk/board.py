from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Event
from events.timetable import arranging, drafting, releasing
from events.timetable import board as boards
from events.timetable.arrangement import Place
from events.timetable.forms import MoveForm
from portal.accounts.roles import Role, role_required

TEMPLATE = "events/timetable/desk/board.html"
GONE = gettext_lazy("It does not stand there any more: somebody else has changed the programme.")


@role_required(Role.ORGANISER)
@require_safe
def board(request, slug):
    draft = drafting.read(get_object_or_404(Event, slug=slug))
    return render(request, TEMPLATE, page_of(draft))


def page_of(draft):
    """Return what the page of the board shows."""
    ahead = releasing.prospect(draft.event, draft)
    cancelled = draft.event.talks.filter(is_cancelled=True).with_speakers()
    page = {"event": draft.event, "board": boards.board(draft), "ahead": ahead}
    page["holds_at_once"] = bool(draft.talks) and releasing.needs_no_release(draft)
    return page | {"cancelled": cancelled}


@role_required(Role.ORGANISER)
@require_POST
def move(request, slug):
    """Put what was dragged, or carried by keys, where it was dropped."""
    event = get_object_or_404(Event, slug=slug)
    form = MoveForm(request.POST, zone=event.zone)
    if not form.is_valid():
        messages.error(request, _("This move cannot be read."))
        return answer(request, event, None)
    return act(request, event, lambda: _move(event, form, request.user), form.cleaned_data["seen"])


def _move(event, form, by):
    to = form.cleaned_data
    if to["moved"] and form.moment:
        arranging.move_session(event, to["moved"], form.moment, to["room"], by=by)
    elif to["moved"]:
        raise arranging.Gone
    elif to["block"]:
        arranging.put(event, to["talk"], to["block"], before=to["before"], by=by)
    elif form.moment:
        arranging.place_freely(event, to["talk"], form.moment, to["room"], by=by)
    else:
        arranging.place(event, to["talk"], Place(), by=by)


@role_required(Role.ORGANISER)
@require_POST
def step(request, slug):
    """Let a talk change places with the one before it ("12:-1") or after it ("12:1")."""
    event = get_object_or_404(Event, slug=slug)
    talk, _sign, steps = request.POST.get("step", "").partition(":")
    if not talk.isdecimal() or len(talk) > 18 or steps not in ("-1", "1"):  # noqa: PLR2004  a bigint
        messages.error(request, _("This move cannot be read."))
        return answer(request, event, None)

    def verb():
        arranging.step(event, int(talk), int(steps), by=request.user)

    return act(request, event, verb, None)


@role_required(Role.ORGANISER)
@require_POST
def undo(request, slug):
    event = get_object_or_404(Event, slug=slug)

    def verb():
        if not arranging.undo(event):
            messages.info(request, _("There is nothing to undo."))

    return act(request, event, verb, None)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request, slug):
    """Ask on GET, throw the draft away on POST."""
    event = get_object_or_404(Event, slug=slug)
    if request.method != "POST":
        return render(request, "events/timetable/desk/discard.html", {"event": event})
    arranging.discard(event)
    messages.success(request, _("The draft is thrown away; the programme is as it was released."))
    return redirect("timetable-desk:board", slug=slug)


def act(request, event, verb, seen):
    """Do something with the draft and answer with what looks otherwise now."""
    before: boards.Board | None = boards.board(drafting.read(event))
    was = before and before.revision
    try:
        verb()
    except arranging.Gone:
        messages.error(request, GONE)
        return answer(request, event, None)
    except releasing.RoomTaken:
        messages.error(request, _("Another talk is given in this room at that time."))
        return answer(request, event, None)
    if seen not in (None, was):
        messages.info(
            request, _("Somebody else has arranged, too: this is the draft as it is now.")
        )
        before = None
    return answer(request, event, before)


def answer(request, event, before):
    """Return the way back to the board; with scripts the parts that changed since `before`, or all."""
    if not request.htmx:
        return redirect("timetable-desk:board", slug=event.slug)
    page = page_of(drafting.read(event))
    days = boards.changed_days(before, page["board"]) if before else None
    page |= {"days": page["board"].days if days is None else days, "whole": days is None}
    return render(request, f"{TEMPLATE}#parts", page)


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def grid(request):
    """Answer the lines of the board's grid: a style sheet, since styles in the page are refused."""
    return HttpResponse(_grid(), content_type="text/css; charset=utf-8")


def _grid():
    rows = boards.DAY // boards.STEP
    rules = [f".at-{n}{{grid-row-start:{n + 2}}}" for n in range(rows)]
    rules += [f".for-{n}{{grid-row-end:span {n}}}" for n in range(1, rows + 1)]
    rules += [
        f".in-{n}{{grid-column:{n + 1}}}"
        f".rooms-{n}{{grid-template-columns:3.2rem repeat({n},minmax(14rem,1fr))}}"
        for n in range(1, boards.MOST_COLUMNS + 1)
    ]
    return f"@media screen and (min-width:60rem){{{''.join(rules)}}}\n"
