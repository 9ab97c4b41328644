"""What becomes of talks when one of their speakers is erased."""

from django.db import transaction

from events import organising
from events.models import Speaker, Talk
from portal.common.personal import NAME_REMOVED


def is_given(talk: Talk) -> bool:
    """Tell whether the talk was held, as far as the portal knows."""
    return talk.event.is_over and not talk.is_cancelled and not talk.event.is_cancelled


def is_left_alone(talk: Talk, speakers) -> bool:
    """Tell whether nobody would be left to give this talk without these speakers."""
    others = talk.speakers.exclude(pk__in=[speaker.pk for speaker in speakers])
    return not is_given(talk) and not talk.is_cancelled and not others.exists()


@transaction.atomic
def step_back(speakers, *, keep_names):
    """Let these speakers go: a talk that nobody is left to give is cancelled.

    A given talk keeps its speaker's name as plain text, or nobody's where `keep_names` is false; no short CV.
    """
    of_talks = speakers.select_related("talk__event", "talk__session")
    for speaker in list(of_talks.order_by("talk__event", "pk")):
        if not is_given(speaker.talk):
            _leave(speaker)
        elif keep_names:
            _forget(speaker)
        else:
            _forget(speaker, name=NAME_REMOVED, affiliation="")


def _forget(speaker, **more):
    Speaker.objects.filter(pk=speaker.pk).update(
        person=None, email="", biography="", biography_html="", **more
    )


def _leave(speaker):
    talk = speaker.talk
    organising.lock(talk.event)
    speaker.delete()
    if not talk.is_cancelled and not talk.speakers.exists():
        talk.is_cancelled = True
        talk.abstract = ""
        talk.save(update_fields=["is_cancelled", "abstract", "abstract_html", "changed_at"])
