"""The words of a certificate, for paper and for the page that verifies it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.certificates.models import Kind

HOUR = 60


def duration(minutes):
    """Return "6 h 30 min", nothing where it is not known."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, HOUR)
    parts = [_("%(n)d h") % {"n": hours}] if hours else []
    return " ".join([*parts, _("%(n)d min") % {"n": rest}] if rest else parts)


def sentence(certificate):
    """Return what comes before and what is certified: ("took part in", "The annual meeting")."""
    facts = certificate.facts
    if certificate.kind == Kind.ATTENDANCE:
        return _("took part in"), facts["title"]
    if certificate.kind == Kind.TALK:
        return _("gave the talk"), facts["title"]
    return (
        _("took part in the events of the programme that are listed below"),
        _("%(first)s – %(last)s") % {"first": facts["first"], "last": facts["last"]},
    )


def details(certificate):
    """Return what else it says, as pairs of a label and its words."""
    facts = certificate.facts
    if certificate.kind == Kind.PERIOD:
        number = len(facts["entries"])
        listed = ngettext("%(n)d entry", "%(n)d entries", number) % {"n": number}
        pairs = [(_("Listed"), listed), (_("Attended in all"), duration(facts["minutes"]))]
    else:
        pairs = [
            (_("Kind"), facts.get("kind", "")),
            (_("Event"), facts.get("event", "")),
            (_("Date"), facts["when"]),
            (_("Place"), facts["where"]),
            (_("Duration"), duration(facts["minutes"])),
        ]
    return [(label, words) for label, words in pairs if words]


def entries(certificate):
    """Return the rows of a record: date, what it was, place, duration."""
    return [
        {
            "when": one["when"],
            "title": one["title"],
            "what": _("Talk given, %(event)s") % one if one.get("is_talk") else one["kind"],
            "where": one["where"],
            "duration": duration(one["minutes"]),
        }
        for one in certificate.facts.get("entries", ())
    ]
