"""Whom an announcement reaches: everybody who was chosen, once, by the nearest reason."""

from dataclasses import replace

from events.announcements import matters
from events.announcements.models import Choice
from events.announcements.readers import Reader


def readers(matter, choice, project=None, chosen=()) -> list[Reader]:
    """Return who belongs to one choice of those there are for this event or series.

    `project` and `chosen` registrations say more where the choice needs it.
    """
    return list(matters.of(matter).readers(choice, project, chosen))


def gather(by_choice: dict[str, list[Reader]]) -> list[Reader]:
    """Return everybody once; who is there for several reasons knows all that they give."""
    found: dict[str, Reader] = {}
    for choice in Choice:  # the nearest reason stands first
        for reader in by_choice.get(choice, ()):
            known = found.setdefault(reader.address, reader)
            found[reader.address] = replace(
                known,
                token=known.token or reader.token,
                may_join=known.may_join or reader.may_join,
            )
    return list(found.values())


def reached(announcement) -> list[Reader]:
    """Return everybody whom the announcement reaches as things stand."""
    return gather(of(announcement))


def of(announcement) -> dict[str, list[Reader]]:
    """Return who belongs to each choice of the announcement as things stand."""
    chosen = announcement.registrations.values("pk") if announcement.pk else ()
    return by_choice(announcement.matter, announcement.choices, announcement.project, chosen)


def by_choice(matter, choices, project=None, chosen=()) -> dict[str, list[Reader]]:
    """Return who belongs to each of these choices."""
    return {choice: readers(matter, choice, project, chosen) for choice in choices}
