"""The board on which organisers arrange: per day a grid of rooms and times, and what has no place yet."""

import datetime
from collections import Counter
from dataclasses import dataclass, replace

from events import when
from events.timetable import clashes
from events.timetable.drafting import Draft

STEP = 5  # minutes in a row of the grid
DAY = 24 * 60
HOUR = 60
USUAL_HOURS = (9 * HOUR, 18 * HOUR)
MOST_COLUMNS = 30
LANES = 3  # of what overlaps in a room
MOST_EMPTY_DAYS = 14  # a longer event shows only the days on which something happens


@dataclass(frozen=True)
class Card:
    """A talk on the board."""

    pk: int
    title_html: str
    speakers: str
    type: str
    minutes: int | None
    begins: str
    ends: str
    room: str  # where it is not that of its session
    is_changed: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Panel:
    """A block of the grid: a session with its talks, a break, or a talk on its own."""

    key: str  # of its session; "" for a talk on its own
    kind: str
    title: str
    room: str
    begins: str
    ends: str
    row: int
    span: int
    column: int
    lane: int
    cards: tuple[Card, ...]
    is_changed: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hour:
    label: str
    row: int


@dataclass(frozen=True)
class Day:
    """A day of the board: its rooms are columns, its hours rows."""

    date: datetime.date
    first_minute: int
    rooms: tuple[str, ...]
    hours: tuple[Hour, ...]
    panels: tuple[Panel, ...]

    @property
    def columns(self):
        return min(len(self.rooms), MOST_COLUMNS)


@dataclass(frozen=True)
class Board:
    """All there is to arrange."""

    days: tuple[Day, ...]
    unplaced: tuple[Card, ...]
    dropped: tuple[str, ...]  # titles of sessions that the draft takes away
    warnings: tuple[clashes.Warning, ...]
    revision: int
    is_begun: bool
    can_undo: bool
    overtaken: tuple[str, ...]


def board(draft: Draft) -> Board:
    """Return the board of a draft."""
    return _Making(draft).board()


class _Making:
    def __init__(self, draft):
        self.draft, self.now = draft, draft.arrangement
        self.lengths = draft.lengths
        self.warnings = tuple(clashes.warnings(draft))
        self.texts: dict[int | str, list[str]] = {}
        for one in self.warnings:
            about: tuple[int | str, ...] = (*one.talks, *one.blocks)
            for what in about:
                self.texts.setdefault(what, []).append(one.text)

    def board(self):
        panels = sorted(self._panels(), key=lambda found: (found[0], found[1].row, found[1].room))
        dates = dict.fromkeys([*self._days_of_event(), *(date for date, _panel in panels)])
        unplaced = [talk for talk, place in self.now.places.items() if not place.is_somewhere]
        released, kept = self.draft.released.blocks, self.now.blocks
        return Board(
            days=tuple(
                _day(date, [panel for on, panel in panels if on == date]) for date in sorted(dates)
            ),
            unplaced=tuple(self._card(talk) for talk in sorted(unplaced)),
            dropped=tuple(block.title for key, block in released.items() if key not in kept),
            warnings=self.warnings,
            revision=self.draft.plan.revision,
            is_begun=self.draft.is_begun,
            can_undo=bool(self.draft.plan.earlier),
            overtaken=tuple(self.draft.overtaken),
        )

    def _days_of_event(self):
        first, last = self.draft.event.day, self.draft.event.last_day
        if first is None or (last - first).days >= MOST_EMPTY_DAYS:
            return []
        return [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]

    def _panels(self):
        """Yield day and panel; its row is still the minute of the day, its span in minutes."""
        for block in self.now.blocks.values():
            order = self.now.talks_in(block.key)
            yield self._panel(
                block.starts_at,
                block.ends_at,
                key=block.key,
                kind=block.kind,
                title=block.title,
                room=block.room,
                cards=tuple(self._card(talk, block.room) for talk in order),
                is_changed=self.draft.released.blocks.get(block.key) != block,
                warnings=tuple(self.texts.get(block.key, ())),
            )
        for talk, place in self.now.places.items():
            if place.starts_at and not place.block:
                yield self._panel(
                    place.starts_at,
                    place.ends_at or place.starts_at,
                    key="",
                    kind="talk",
                    title="",
                    room=place.room,
                    cards=(self._card(talk, place.room),),
                )

    def _panel(self, starts_at, ends_at, **facts):
        begins, ends = (self._local(moment) for moment in (starts_at, ends_at))
        minute = begins.hour * 60 + begins.minute
        until = DAY if ends.date() > begins.date() else ends.hour * 60 + ends.minute
        span = max(until - minute, 15)
        return begins.date(), Panel(
            begins=f"{begins:%H:%M}",
            ends=f"{ends:%H:%M}",
            row=minute,
            span=span,
            column=0,
            lane=0,
            **facts,
        )

    def _card(self, talk, room=""):
        known, place = self.draft.talks[talk], self.now.places[talk]
        begins, ends = (
            moment and f"{self._local(moment):%H:%M}" for moment in (place.starts_at, place.ends_at)
        )
        length = self.lengths[talk]
        return Card(
            pk=talk,
            title_html=known.title_html,
            speakers=known.speakers,
            type=known.type,
            minutes=int(length.total_seconds() // 60) if length else None,
            begins=begins or "",
            ends=ends or "",
            room=place.room if place.room != room else "",
            is_changed=self.draft.released.places[talk] != place,
            warnings=tuple(self.texts.get(talk, ())),
        )

    def _local(self, moment):
        return when.local(moment, self.draft.event.zone)


def _day(date, panels):
    first, last = USUAL_HOURS
    if panels:
        first = min(panel.row for panel in panels) // HOUR * HOUR
        last = max(panel.row + panel.span for panel in panels)
        last = min((-(-last // HOUR) + 1) * HOUR, DAY)  # and an hour to put something into
    rooms = _rooms(panels)
    laid = [
        replace(
            panel,
            row=(panel.row - first) // STEP,
            span=max(-(-panel.span // STEP), 1),
            column=min(rooms.index(panel.room) + 1, MOST_COLUMNS),
            lane=lane,
        )
        for panel, lane in _lanes(panels)
    ]
    hours = [
        Hour(f"{minute // HOUR:02d}:00", (minute - first) // STEP)
        for minute in range(first, last, HOUR)
    ]
    return Day(date, first, tuple(rooms), tuple(hours), tuple(laid))


def _rooms(panels):
    """The rooms of a day, those in which most happens first; the one without a name last."""
    busy = Counter(panel.room for panel in panels)
    rooms = sorted(busy, key=lambda room: (room == "", -busy[room], room))
    return rooms or [""]


def _lanes(panels):
    """Give what overlaps in a room a lane of its own, so that nothing is hidden."""
    until: dict[tuple[str, int], int] = {}
    for panel in sorted(panels, key=lambda one: one.row):
        lane = 0
        while lane < LANES - 1 and until.get((panel.room, lane), 0) > panel.row:
            lane += 1
        until[panel.room, lane] = panel.row + panel.span
        yield panel, lane


def changed_days(before: Board, after: Board) -> list[Day] | None:
    """Return the days that look otherwise than before; None where there are other days."""
    if [day.date for day in before.days] != [day.date for day in after.days]:
        return None
    return [now for was, now in zip(before.days, after.days, strict=True) if was != now]
