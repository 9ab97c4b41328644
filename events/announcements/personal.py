"""What is stored about people who write announcements."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.announcements.models import Announcement, Move
from portal.common.personal import Outcome, Statement, section
from portal.common.scrubbing import scrub

HOLDS = (Announcement, Move)


def _written(subject):
    return Announcement.objects.filter(created_by=subject.user_id).exclude(created_by=None)


def stored(subject):
    written = _written(subject).newest_first()
    names = ("subject", "text", "state", "created_at", "sent_at")
    yield from section("announcements", _("Announcements written"), written, *names)


def outlook(subject, *, keep_names):
    if number := _written(subject).count():
        text = ngettext(
            "%(n)d announcement you wrote stays at the desk, without your name.",
            "%(n)d announcements you wrote stay at the desk, without your name.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=False)


def erase(subject, *, keep_names):
    _written(subject).update(created_by=None)
    if subject.user_id:
        Move.objects.filter(moved_by=subject.user_id).update(moved_by=None)
    scrub(Announcement.objects.all(), ("subject", "text"), subject.traces)


def purge(preferences, now):
    """What was announced stays with its event; its letters go with all mails."""
    return iter(())


def statements(preferences):
    text = _(
        "Who wrote, scheduled or sent an announcement is known to the organisers alone, until the account is"
        " erased."
    )
    yield Statement(_("Writing announcements"), [text])
