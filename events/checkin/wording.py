"""What is said at the entrance, in one sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import when
from events.checkin import opening
from events.registrations.models import State

WHY_NOT = {
    State.UNCONFIRMED: gettext_lazy("%(name)s never confirmed the address, and has no place."),
    State.REQUESTED: gettext_lazy("%(name)s asked to take part; nobody has decided yet."),
    State.WAITING: gettext_lazy("%(name)s is on the waiting list, and has no place."),
    State.OFFERED: gettext_lazy("%(name)s was offered a place, and has not answered yet."),
    State.CANCELLED: gettext_lazy("The registration of %(name)s is cancelled."),
}


def arrival(arrived):
    """Return that somebody is checked in: now, or already since then and by whom."""
    registration, step = arrived.registration, arrived.step
    if arrived.is_new:
        return _("%(name)s is checked in.") % {"name": registration.name}
    if step is None:
        return _("%(name)s was checked in already.") % {"name": registration.name}
    at = when.local(step.at, registration.event.zone)
    facts = {"name": registration.name, "when": f"{when.day(at)}, {at:%H:%M}", "by": step.by}
    if step.by is None:
        return _("%(name)s was checked in already: %(when)s.") % facts
    return _("%(name)s was checked in already: %(when)s, by %(by)s.") % facts


def why_not(registration):
    """Return why somebody is not simply checked in."""
    return WHY_NOT[State(registration.state)] % {"name": registration.name}


def all_taken(registration):
    """Return why somebody cannot be let in."""
    text = _("No place is free, so nobody else can be let in. Cancel a place or add one first.")
    return f"{why_not(registration)} {text}"


def closed(event):
    """Return why nobody is checked in now."""
    if event.state != event.State.PUBLISHED or event.begins_at is None:
        return _("People can be checked in for a published event whose date is known.")
    if opening.is_open(event):
        return ""
    opens_at = when.moment(opening.opens_at(event), event.zone)
    closes_at = when.moment(opening.closes_at(event), event.zone)
    text = _("People can be checked in from %(from)s until %(until)s.")
    return text % {"from": opens_at, "until": closes_at}
