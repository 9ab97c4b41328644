"""Papers for the entrance: name badges to cut out, and the list of participants to sign."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import when
from portal.common import typesetting
from portal.common.text import plain
from projects.masthead import masthead


def badges(event, registrations) -> bytes:
    """Return the badges of those of these who have a place, ten to a sheet."""
    people = [
        {
            "name": one.name,
            "affiliation": one.affiliation,
            "how": str(one.get_attendance_display()) if event.is_hybrid else "",
        }
        for one in _taking_part(registrations)
    ]
    return _set("badges.typ", event, title=_("Name badges"), people=people)


def participants(event, registrations) -> bytes:
    """Return the list of those of these who have a place, with room for their signatures."""
    columns = [_("No."), _("Name"), _("Affiliation")]
    columns += [_("Takes part")] if event.is_hybrid else []
    people = [
        [str(number), *_row(one, event), ""]
        for number, one in enumerate(_taking_part(registrations), 1)
    ]
    return _set(
        "participants.typ",
        event,
        title=_("Participants"),
        columns=[*columns, _("Signature")],
        when=when.full(event),
        people=people,
    )


def _taking_part(registrations):
    return registrations.taking_part().of_somebody()


def _row(registration, event):
    how = [str(registration.get_attendance_display())] if event.is_hybrid else []
    return [registration.name, registration.affiliation, *how]


def _set(template, event, *, title, **data):
    name = plain(event.title)
    common = {
        "title": f"{title}: {name}",
        "language": get_language() or "en",
        "head": masthead(),
        "event": name,
        "nobody": _("Nobody here has a place."),
    }
    return typesetting.pdf(template, common | data, at=timezone.now())
