"""Putting somebody who registered for the series into the line of one session."""

from events.registrations import line, registering
from events.series_registrations import sessions


def enter(event, who, *, tell=True):
    """Give them a place in a session or let them wait; who is in its line already stays where they are.

    `tell` is False where one letter says it of all sessions.
    """
    event = line.lock(event)
    registration = registering.of_address(event, who.email)
    if registration.is_in_line:
        return registration
    registration.user = registration.user or who.user
    registering.note(
        registration,
        name=who.name,
        affiliation=who.affiliation,
        email=who.email,
        wish=who.wish,
    )
    registration.language = who.language
    registration.save()
    return line.join(registration, tell=tell)


def enter_all(who):
    """Put them into the line of every session that takes registrations now, without a letter for each."""
    for event in sorted(sessions.coming(who), key=lambda event: event.pk):
        if event.registration_is_open:
            enter(event, who, tell=False)
