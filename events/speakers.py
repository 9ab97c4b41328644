"""Those who speak at an event, and how they are reached."""

from events.models import Speaker
from portal.mail.letters import Recipient


def recipients(*events):
    """Return the speakers of these events who can be written to, each address once."""
    return _reached(Speaker.objects.filter(talk__event__in=events, talk__is_cancelled=False))


def of_talk(talk):
    """Return the speakers of a talk who can be written to, each address once."""
    return _reached(Speaker.objects.filter(talk=talk))


def of_talks(talks):
    """Return the speakers of each of these talks who can be written to, by the key of the talk."""
    found: dict[int, list[Speaker]] = {}
    for speaker in _in_order(Speaker.objects.filter(talk__in=talks)):
        found.setdefault(speaker.talk_id, []).append(speaker)
    return {talk: _each_once(speakers) for talk, speakers in found.items()}


def _reached(speakers):
    return _each_once(_in_order(speakers))


def _in_order(speakers):
    return speakers.select_related("person__user").order_by("pk")


def _each_once(speakers):
    found = {}
    for speaker in speakers:
        user = speaker.person.user if speaker.person else None
        if user and user.is_active:
            found[user.email] = Recipient(user.email, speaker.name, user.pk)
        elif speaker.email:
            found.setdefault(speaker.email, Recipient(speaker.email, speaker.name))
    return list(found.values())
