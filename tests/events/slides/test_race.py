"""Two schedulers tell of the same slides at once, each over a connection of its own."""

import pytest

from events import organising
from events.slides import noticing
from events.slides.models import Notice
from portal.mail.models import Delivery
from portal.mail.models.delivery import DeliveryQuerySet
from tests.events.submissions.at_once import Meeting, at_once
from tests.factories.events import EventFactory, RegistrationFactory, TalkFactory
from tests.factories.slides import VersionFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def schedulers(monkeypatch):
    """Two schedulers; who comes first waits for the other before it writes the letters."""
    event = EventFactory(past=True, takes_registrations=True)
    RegistrationFactory(event=event)
    VersionFactory(slides__talk=TalkFactory(event=event))
    meeting, write = Meeting(), DeliveryQuerySet.bulk_create
    told = []

    def write_after_meeting(rows, *args, **kwargs):
        meeting.wait_for_the_other()
        return write(rows, *args, **kwargs)

    tell = noticing.mail.slides_available

    def tell_and_count(*args):
        told.append(args)
        tell(*args)

    monkeypatch.setattr(DeliveryQuerySet, "bulk_create", write_after_meeting)
    monkeypatch.setattr(noticing.mail, "slides_available", tell_and_count)
    at_once_twice = [noticing.notice_all] * 2
    return lambda: (at_once(*at_once_twice), len(told))[1]


def test_two_at_once_tell_once(schedulers):
    assert schedulers() == 1
    assert Delivery.objects.count() == 1


def test_without_the_lock_and_the_row_both_would_tell(schedulers, monkeypatch):
    monkeypatch.setattr(organising, "lock", lambda event: type(event).objects.get(pk=event.pk))
    monkeypatch.setattr(noticing, "_note", lambda event: True)
    assert Notice.objects.count() == 0

    assert schedulers() == 2
