"""What the talks of an event still lack."""

from django.utils.translation import gettext_lazy as _

from events.chasing.models import Thing
from events.slides.models import Slides, Version
from events.submissions.models import State

# What stands in a programme as long as nobody knows what it is going to be about.
PLACEHOLDERS = {"tba", "tbd", "tbc", "n.n", "nn", "to be announced", "title to be announced"}
TO_BE_ANNOUNCED = _("To be announced")


def missing_at(event):
    """Return, for each talk of an event that is not called off, what it lacks; in a fixed number of queries."""
    talks = event.talks.filter(is_cancelled=False)
    talks = talks.select_related(
        "submission__submitter", "submission__invitation", "session"
    ).with_speakers()
    settled = _with_slides(event)
    return {talk: _missing(talk, has_slides=talk.pk in settled) for talk in talks}


def _missing(talk, *, has_slides):
    submission = getattr(talk, "submission", None)
    lacks = {
        Thing.CONFIRMATION: submission is not None and submission.state == State.ACCEPTED,
        Thing.TITLE: has_no_title(talk.title),
        Thing.ABSTRACT: not talk.abstract.strip(),
        Thing.CV: submission is not None and not submission.introduction.strip(),
        Thing.SLIDES: not has_slides,
    }
    return [thing for thing in Thing if lacks[thing]]


def has_no_title(title):
    """Tell whether a title says nothing yet: "TBA" and the like, in any spelling."""
    words = " ".join(title.casefold().strip(" .…?").split())
    return not words or words in PLACEHOLDERS or words == str(TO_BE_ANNOUNCED).casefold()


def _with_slides(event):
    """Return the keys of the talks that have slides, or will have none."""
    held = Version.objects.filter(ended_at=None, slides__talk__event=event)
    none_will_come = Slides.objects.filter(talk__event=event, none_will_come=True)
    return {
        *held.values_list("slides__talk", flat=True),
        *none_will_come.values_list("talk", flat=True),
    }
