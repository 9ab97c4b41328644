import datetime

import pytest
from django.utils import timezone

from events.registrations.models import State as Place
from events.slides import noticing, sharing
from events.slides.models import Notice, Slides
from portal.mail.models import Delivery, Message
from tests.factories.events import EventFactory, RegistrationFactory, TalkFactory
from tests.factories.slides import VersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """An event of last week at which two people were, and one waited in vain."""
    event = EventFactory(past=True, takes_registrations=True)
    RegistrationFactory(event=event, email="ada@example.org")
    RegistrationFactory(event=event, email="emmy@example.org", state=Place.ATTENDED)
    RegistrationFactory(event=event, email="wait@example.org", state=Place.WAITING)
    RegistrationFactory(event=event, email="gone@example.org", state=Place.CANCELLED)
    return event


def with_slides(event, title):
    return VersionFactory(slides__talk=TalkFactory(event=event, title=title)).slides


def told():
    return sorted(Delivery.objects.values_list("email", flat=True))


def test_who_held_a_place_is_told_once_of_all_talks_with_slides(event):
    with_slides(event, "On samples")
    with_slides(event, "On examples")

    noticing.notice_all()
    noticing.notice_all()

    assert told() == ["ada@example.org", "emmy@example.org"]
    text = Message.objects.first().text
    assert ("On samples" in text, "On examples" in text) == (True, True)


def test_what_comes_later_that_day_is_told_of_the_next(event):
    with_slides(event, "On samples")
    noticing.notice_all()
    with_slides(event, "On examples")

    noticing.notice_all()
    assert len(told()) == 2

    Notice.objects.update(day=timezone.localdate() - datetime.timedelta(days=1))
    Message.objects.update(version="yesterday")
    noticing.notice_all()
    assert Slides.objects.filter(told_at=None).count() == 0


def test_slides_withdrawn_before_anybody_was_told_are_not_told_of(event):
    slides = with_slides(event, "On samples")
    sharing.withdraw(slides.talk, by=None)

    noticing.notice_all()

    assert told() == []


def test_slides_that_are_not_public_are_not_told_of(event):
    with_slides(event, "On samples")
    Slides.objects.update(release="never")

    noticing.notice_all()

    assert told() == []


def test_an_event_without_notices_tells_nobody_also_not_later(event):
    event.sends_notices = False
    event.save()
    with_slides(event, "On samples")
    noticing.notice_all()
    event.sends_notices = True
    event.save()

    noticing.notice_all()

    assert told() == []
