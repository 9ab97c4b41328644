import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from events import organising
from events.models import Event
from events.registrations import registering
from portal.accounts.roles import Role
from portal.common.partial_dates import PartialDate
from portal.mail.models import Message
from tests.events.registrations.conftest import ADA
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory

pytestmark = pytest.mark.django_db

INSTANT = datetime.datetime.resolution


@pytest.fixture
def midnight():
    """The beginning of today in UTC."""
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)


def test_an_event_whose_end_is_unknown_lasts_until_its_day_is_over(midnight):
    today = EventFactory(starts_at=midnight, ends_at=None, zone="UTC")
    yesterday = EventFactory(
        starts_at=midnight - datetime.timedelta(minutes=1), ends_at=None, zone="UTC"
    )

    assert (today.is_over, yesterday.is_over) == (False, True)


def test_the_day_is_that_of_the_clocks_at_the_event(midnight):
    event = EventFactory(
        starts_at=midnight - datetime.timedelta(minutes=1), ends_at=None, zone="Pacific/Honolulu"
    )

    assert event.over_at == midnight + datetime.timedelta(hours=10) - INSTANT


def test_whoever_registers_while_it_goes_on_gets_the_letter(midnight):
    event = EventFactory(starts_at=midnight, ends_at=None, zone="UTC", takes_registrations=True)

    registering.ask(event, **ADA)

    assert Message.objects.get().expires_at == midnight + datetime.timedelta(days=1) - INSTANT


def test_an_event_without_a_date_counts_as_over():
    assert EventFactory(of_record=True).is_over


def test_an_event_on_the_last_day_there_is_harms_nothing(client):
    event = EventFactory(of_record=True, start=PartialDate(9999, 12, 31))

    assert not event.is_over
    assert "DTSTART;VALUE=DATE:99991231" in client.get("/calendar.ics").text


# Who sees it


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.EDITOR, Role.ORGANISER, Role.COORDINATOR])
def test_one_event_tells_who_may_see_it_as_the_database_does(role):
    user = UserFactory(roles=[role]) if role else AnonymousUser()
    for visibility in Event.Visibility:
        for how in ({}, {"draft": True}, {"cancelled": True}):
            EventFactory(visibility=visibility, **how)

    seen = [event for event in Event.objects.order_by("pk") if event.is_visible_to(user)]

    assert seen == list(Event.objects.visible_to(user).order_by("pk"))


# When it became known


def test_it_is_published_and_called_off_at_the_moment_it_is(midnight):
    event = EventFactory(draft=True)
    assert event.published_at is None

    organising.publish(event)
    event.refresh_from_db()
    published_at = event.published_at
    organising.call_off(event)
    event.refresh_from_db()

    assert midnight < published_at == event.published_at < event.called_off_at


def test_later_changes_leave_these_moments_alone(midnight):
    event = EventFactory(cancelled=True, published_at=midnight, called_off_at=midnight)

    event.title = "Another"
    event.save(update_fields=["title"])
    event.refresh_from_db()

    assert event.published_at == event.called_off_at == midnight
