"""Members are told that a call for talks is open, once per opening."""

import datetime

import pytest
from django.utils import timezone

from events import organising
from events.announcements.tasks import notice
from events.submissions.models import Call
from portal.accounts.roles import Role
from portal.mail.models import Delivery
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.submissions import CallFactory

pytestmark = pytest.mark.django_db


def from_now(**time):
    return timezone.now() + datetime.timedelta(**time)


def told(kind):
    found = Delivery.objects.filter(message__kind=kind).order_by("email")
    return list(found.values_list("email", flat=True))


def calling(event=None, **time):
    return CallFactory(event=event or EventFactory(), opens_at=from_now(**time))


def test_members_are_told_once_when_a_call_opens(reader):
    call = calling(minutes=1)
    notice()
    assert told("call-open") == []

    Call.objects.update(opens_at=from_now(minutes=-1))
    notice()
    notice()

    assert told("call-open") == [reader.email]
    message = Delivery.objects.get().message
    assert message.topic == "events"
    assert call.get_absolute_url() in message.text


def test_of_an_opening_put_right_nobody_hears_again_of_another_one_everybody(reader):
    calling(minutes=-5)
    notice()
    Call.objects.update(opens_at=from_now(minutes=-30))
    notice()
    assert len(told("call-open")) == 1

    Call.objects.update(opens_at=timezone.now())
    notice()

    assert told("call-open") == [reader.email, reader.email]


@pytest.mark.parametrize(
    "facts", [{"draft": True}, {"cancelled": True}, {"past": True}, {"sends_notices": False}]
)
def test_of_a_call_that_opens_unseen_or_is_to_be_silent_nobody_is_told(reader, facts):
    calling(EventFactory(**facts), minutes=-1)

    notice()

    assert told("call-open") == []


def test_a_call_that_opened_long_ago_is_no_news(reader):
    calling(days=-2)

    notice()

    assert told("call-open") == []


def test_of_a_call_at_an_event_for_members_members_are_told(reader):
    calling(EventFactory(members_only=True), minutes=-1)

    notice()

    assert told("call-open") == [reader.email]


def test_of_a_call_open_on_publishing_members_are_told_at_once_however_long_it_is_open(reader):
    call = calling(EventFactory(draft=True), days=-2)

    organising.publish(call.event)
    notice()

    assert told("call-open") == [reader.email]


def test_an_announcement_on_publishing_tells_of_the_open_call_so_that_nobody_hears_twice(reader):
    call = calling(EventFactory(draft=True), minutes=-1)

    organising.publish(call.event, announce=True)
    notice()

    assert told("call-open") == []
    text = Delivery.objects.get(email=reader.email).message.text
    assert "Members of the programme can submit a talk until" in text
    assert call.get_absolute_url() in text


def test_a_call_that_opens_after_publishing_is_told_beside_the_announcement(reader):
    call = calling(EventFactory(draft=True), minutes=1)
    organising.publish(call.event, announce=True)
    assert "submit a talk" not in Delivery.objects.get(email=reader.email).message.text

    Call.objects.update(opens_at=timezone.now())
    notice()

    assert told("call-open") == [reader.email]


def test_publishing_a_silent_event_tells_nobody_of_its_call(reader):
    call = calling(EventFactory(draft=True, sends_notices=False), minutes=-1)

    organising.publish(call.event)

    assert told("call-open") == []


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ({"days": -1}, "Without the tick 1 member is told of the call alone."),
        ({"days": 1}, "When the call for talks opens, 1 member is told by the portal."),
    ],
)
def test_the_page_that_asks_before_publishing_says_who_is_told_of_the_call(
    client, reader, time, said
):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    call = calling(EventFactory(draft=True), **time)

    shown = client.get(f"/desk/events/{call.event.slug}/publish/").text

    assert said in " ".join(shown.split())


@pytest.mark.parametrize("sends_notices", [True, False])
def test_the_page_of_a_call_says_whom_its_opening_reaches(client, reader, sends_notices):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    event = EventFactory(sends_notices=sends_notices)

    shown = client.get(f"/desk/talks/calls/events/{event.slug}/").text

    assert ("1 member who subscribed is told" in " ".join(shown.split())) == sends_notices


@pytest.mark.parametrize(
    ("draft", "days", "is_said"), [(False, 1, True), (False, -2, False), (True, -2, True)]
)
def test_the_page_of_a_call_speaks_of_its_opening_only_while_that_is_news(
    client, reader, draft, days, is_said
):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    call = calling(EventFactory(draft=draft), days=days)

    shown = client.get(f"/desk/talks/calls/events/{call.event.slug}/").text

    assert ("1 member who subscribed is told" in " ".join(shown.split())) == is_said
