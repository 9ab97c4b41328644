import pytest

from events.chasing.missing import has_no_title, missing_at
from events.chasing.models import Thing
from events.submissions.models import State
from tests.factories.events import EventFactory, TalkFactory
from tests.factories.slides import SlidesFactory, VersionFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "title", ["", "TBA", "tba.", "T B A".replace(" ", ""), "N.N.", "To be  Announced…"]
)
def test_a_placeholder_is_no_title(title):
    assert has_no_title(title)


@pytest.mark.parametrize("title", ["On $x^2$", "TBA spaces", "Tbilisi"])
def test_words_that_say_something_are_one(title):
    assert not has_no_title(title)


def test_a_talk_without_anything_lacks_all_but_what_needs_a_submission():
    talk = TalkFactory(title="TBA", abstract=" ")

    assert missing_at(talk.event) == {talk: [Thing.TITLE, Thing.ABSTRACT, Thing.SLIDES]}


def test_an_accepted_talk_lacks_its_confirmation_and_a_cv():
    submission = SubmissionFactory(accepted=True)
    talk = submission.talk
    VersionFactory(slides__talk=talk)
    talk.abstract = "Some words"
    talk.save()

    assert missing_at(talk.event) == {talk: [Thing.CONFIRMATION, Thing.CV]}

    talk.speakers.update(biography="Sample Speaker is made up.")
    submission.move_to(State.CONFIRMED, by=submission.submitter)
    assert missing_at(talk.event) == {talk: []}


def test_who_says_that_no_slides_will_come_lacks_none():
    talk = TalkFactory(title="On $x$", abstract="Words")
    SlidesFactory(talk=talk, none_will_come=True)

    assert missing_at(talk.event) == {talk: []}


def test_a_talk_called_off_lacks_nothing():
    talk = TalkFactory(is_cancelled=True)

    assert missing_at(talk.event) == {}


def test_many_talks_cost_no_more_queries_than_one(django_assert_num_queries):
    for number in (1, 20):
        event = EventFactory()
        TalkFactory.create_batch(number, event=event)
        with django_assert_num_queries(4):
            assert len(missing_at(event)) == number
