import pytest

from events.abstracts import book
from events.models import Event
from tests.factories.events import EventFactory, SessionFactory, TalkFactory, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(starts_at=moment(days=7, hour=8), ends_at=moment(days=8))


def titles(event):
    event = Event.objects.with_programme().get(pk=event.pk)
    return [
        (chapter.title, [talk.title for talk in chapter.talks]) for chapter in book.chapters(event)
    ]


def test_the_talks_stand_in_the_order_of_the_programme(event):
    late = SessionFactory(event=event, title="Late", starts_at=moment(days=7, hour=14))
    early = SessionFactory(event=event, title="Early", starts_at=moment(days=7, hour=9))
    TalkFactory(event=event, session=late, title="Third")
    TalkFactory(event=event, title="Second", starts_at=moment(days=7, hour=12))
    TalkFactory(event=event, session=early, title="First")
    TalkFactory(event=event, title="Without a time")

    assert titles(event) == [
        ("Early", ["First"]),
        ("", ["Second"]),
        ("Late", ["Third"]),
        ("", ["Without a time"]),
    ]


def test_talks_that_are_called_off_and_sessions_without_talks_are_left_out(event):
    SessionFactory(event=event, title="Lunch")
    TalkFactory(event=event, title="Given")
    TalkFactory(event=event, is_cancelled=True)

    assert titles(event) == [("", ["Given"])]


def test_the_index_names_everybody_once_by_last_name(event):
    TalkFactory(event=event, title="A", speakers=["Zoe Alpha", "Ada Omega"])
    TalkFactory(event=event, title="B", speakers=["Ada Omega"])
    event = Event.objects.with_programme().get(pk=event.pk)

    index = book.speakers(book.chapters(event))

    assert [(one.name, [talk.title for talk in one.talks]) for one in index] == [
        ("Zoe Alpha", ["A"]),
        ("Ada Omega", ["A", "B"]),
    ]
