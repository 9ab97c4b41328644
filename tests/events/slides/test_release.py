import datetime

import pytest
from django.utils import timezone

from events.models import Event
from events.slides.models import Slides
from portal.common.partial_dates import PartialDate
from tests.factories.events import EventFactory, TalkFactory
from tests.factories.slides import SlidesFactory, VersionFactory

HOUR = datetime.timedelta(hours=1)
pytestmark = pytest.mark.django_db


def given_out(**facts):
    VersionFactory(slides=SlidesFactory(**facts))
    return Slides.objects.given_out().exists()


def past():
    return TalkFactory(event=EventFactory(past=True))


def test_slides_are_public_from_when_the_speaker_says():
    now = timezone.now()

    assert given_out(release="now")
    Slides.objects.all().delete()
    assert given_out(release="at", release_at=now - HOUR)
    Slides.objects.all().delete()
    assert not given_out(release="at", release_at=now + HOUR)
    assert not given_out(release="never", talk=past())


def test_after_the_talk_means_its_own_end_else_that_of_its_event():
    now = timezone.now()
    event = EventFactory(starts_at=now - HOUR, ends_at=now + HOUR)

    assert not given_out(talk=TalkFactory(event=event))
    assert given_out(talk=past())
    Slides.objects.all().delete()
    assert given_out(talk=TalkFactory(event=event, starts_at=now - HOUR, ends_at=now))


def test_after_the_talk_is_known_of_an_event_of_record_from_its_last_day():
    event = EventFactory(of_record=True, start=PartialDate.parse("2021-03"), end=None)

    assert given_out(talk=TalkFactory(event=event))


@pytest.mark.parametrize("state", [Event.State.DRAFT, Event.State.CANCELLED])
def test_slides_of_an_event_that_is_not_there_are_not_given_out(state):
    assert not given_out(release="now", talk=TalkFactory(event=EventFactory(state=state)))


def test_slides_of_a_talk_called_off_are_not_given_out():
    assert not given_out(release="now", talk=TalkFactory(is_cancelled=True))


def test_without_a_file_there_is_nothing_to_give_out():
    SlidesFactory(release="now")

    assert not Slides.objects.given_out().exists()
