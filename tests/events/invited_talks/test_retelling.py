"""An invited talk that stands in the programme is written anew: what others wrote there stays."""

import pytest
from django.utils import timezone

from events.models import Talk
from events.submissions import writing
from events.submissions.models import Submission
from tests.factories.invited_talks import InvitedTalkFactory
from tests.factories.submissions import CoAuthorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return InvitedTalkFactory(handed_in=True).submission.talk


def write(talk, **text):
    own = Submission.objects.for_author().get(talk=talk)
    for name, value in text.items():
        setattr(own, name, value)
    writing.write(own)


def test_an_abstract_of_the_organisers_stays_while_the_speaker_changes_the_title(talk):
    Talk.objects.update(abstract="As the organisers put it.")

    write(talk, title="Better")

    talk.refresh_from_db()
    assert (talk.title, talk.abstract) == ("Better", "As the organisers put it.")


def test_what_the_speaker_writes_anew_replaces_what_organisers_wrote(talk):
    Talk.objects.update(abstract="As the organisers put it.")

    write(talk, abstract="As the speaker puts it.")

    assert Talk.objects.get().abstract == "As the speaker puts it."


def test_the_short_cv_that_a_co_speaker_wrote_stays(talk):
    spoken = {"is_speaker": True, "email": "second@example.org", "confirmed_at": timezone.now()}
    CoAuthorFactory(submission=talk.submission, name="Second Sample", **spoken)
    talk.speakers.create(name="Second Sample", position=1, biography="In *own* words.")

    write(talk, title="Better")

    second = talk.speakers.get(name="Second Sample")
    assert second.biography_html == "<p>In <em>own</em> words.</p>"
