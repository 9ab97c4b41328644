"""What is stored about organisers who released a programme."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.timetable.models import Release
from portal.common.personal import Fact, Outcome, Section

HOLDS = (Release,)


def _releases(subject):
    if not subject.user_id:
        return Release.objects.none()
    return Release.objects.filter(released_by=subject.user_id).select_related("event")


def stored(subject):
    records = [
        [
            Fact("event", _("Event"), str(one.event)),
            Fact("version", _("Version"), one.version),
            Fact("note", _("Note"), one.note),
            Fact("released_at", _("Released"), one.released_at),
        ]
        for one in _releases(subject).order_by("pk")
    ]
    if records:
        yield Section("programme_releases", _("Programmes that you released"), records)


def outlook(subject, *, keep_names):
    if number := _releases(subject).count():
        text = ngettext(
            "%(n)d version of a programme stays, but no longer leads to you.",
            "%(n)d versions of programmes stay, but no longer lead to you.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=False)


def erase(subject, *, keep_names):
    _releases(subject).update(released_by=None)


def purge(preferences, now):
    """Versions of a programme hold nothing of people but who released them."""
    return iter(())


def statements(preferences):
    return iter(())
