"""The abstracts of an event in the order of its programme."""

from dataclasses import dataclass

from events import when
from events.models import Event, Talk
from events.programme import timetable


@dataclass(frozen=True)
class Chapter:
    """The talks of a session, or those that stand for themselves; `title` is empty for these."""

    title: str
    when: str
    talks: list[Talk]


@dataclass(frozen=True)
class Mention:
    """Where a speaker stands in the book: by name, with the talks."""

    name: str
    talks: list[Talk]


def chapters(event: Event) -> list[Chapter]:
    """Return the talks of an event that was loaded `with_programme()`, those called off left out."""
    planned = timetable(event)
    slots = [slot for day in planned.days for block in day.blocks for slot in block.slots]
    made = [
        Chapter(
            slot.session.title if slot.session else "",
            _time(slot, event.zone),
            [talk for talk in slot.talks if not talk.is_cancelled],
        )
        for slot in slots
    ]
    rest = [talk for talk in planned.unplanned if not talk.is_cancelled]
    return [chapter for chapter in (*made, Chapter("", "", rest)) if chapter.talks]


def speakers(chapters: list[Chapter]) -> list[Mention]:
    """Return everybody who speaks, by last name, each with their talks in the order of the book."""
    talks: dict[str, list[Talk]] = {}
    for chapter in chapters:
        for talk in chapter.talks:
            for speaker in talk.speakers.all():
                talks.setdefault(speaker.name, []).append(talk)
    return [Mention(name, talks[name]) for name in sorted(talks, key=_last_name_first)]


def _time(slot, zone):
    begin = when.local(slot.starts_at, zone)
    end = f"–{when.local(slot.ends_at, zone):%H:%M}" if slot.ends_at else ""
    return f"{when.day(begin)}, {begin:%H:%M}{end}"


def _last_name_first(name):
    words = name.casefold().split()
    return (words[-1:], words)
