import datetime

import pytest
from django.utils import timezone

from events import organising
from events.announcements.models import Notice
from events.announcements.tasks import notice
from events.models import Event
from events.submissions.models import State
from portal.accounts.roles import Role
from portal.mail.models import Delivery
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, SeriesFactory
from tests.factories.mail import SubscriptionFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def from_now(**time):
    return timezone.now() + datetime.timedelta(**time)


def told(kind):
    found = Delivery.objects.filter(message__kind=kind).order_by("email")
    return list(found.values_list("email", flat=True))


# Registration opens


def opening(**time):
    return EventFactory(registrations=True, registration_opens_at=from_now(**time))


def test_subscribers_are_told_once_when_registration_opens():
    SubscriptionFactory(email="reader@example.org")
    event = opening(minutes=1)
    notice()
    assert told("registration-open") == []

    Event.objects.update(registration_opens_at=from_now(minutes=-1))
    notice()
    Event.objects.update(registration_opens_at=from_now(seconds=-1))
    notice()

    assert told("registration-open") == ["reader@example.org"]
    message = Delivery.objects.get().message
    assert message.topic == "events"
    assert f"/events/{event.slug}/register/" in message.text


@pytest.mark.parametrize(
    "facts",
    [
        {"draft": True},
        {"cancelled": True},
        {"past": True},
        {"registrations": False},
        {"sends_notices": False},
        {"registration_closes_at": from_now(seconds=-30)},
    ],
)
def test_where_nobody_can_register_nobody_is_told(facts):
    SubscriptionFactory()
    facts = {"registrations": True, "registration_opens_at": from_now(minutes=-1)} | facts
    EventFactory(**facts)

    notice()

    assert told("registration-open") == []


def test_what_opened_long_ago_is_no_news():
    SubscriptionFactory()
    opening(days=-2)

    notice()

    assert told("registration-open") == []


@pytest.mark.parametrize(
    ("opens_at", "expected"), [(None, 0), (from_now(minutes=-1), 0), (from_now(days=1), 1)]
)
def test_who_could_register_from_the_publication_on_is_not_told_again(opens_at, expected):
    SubscriptionFactory()
    event = EventFactory(draft=True, registrations=True, registration_opens_at=opens_at)
    organising.publish(event)
    Event.objects.update(registration_opens_at=from_now(seconds=-1))

    notice()

    assert len(told("registration-open")) == expected


@pytest.mark.parametrize("sends_notices", [True, False])
def test_the_page_of_the_event_says_whom_that_reaches(client, sends_notices):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    SubscriptionFactory()
    event = EventFactory(registrations=True, sends_notices=sends_notices)

    shown = client.get(f"/desk/events/{event.slug}/edit/").text

    assert ("1 subscriber is told, once" in " ".join(shown.split())) == sends_notices


@pytest.mark.parametrize("sends_notices", [True, False])
def test_the_page_of_a_call_says_whom_its_deadline_reaches(client, sends_notices):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    call = CallFactory(event=EventFactory(sends_notices=sends_notices))
    SubmissionFactory(call=call, state=State.DRAFT)

    shown = client.get(f"/desk/talks/calls/events/{call.event.slug}/").text

    assert ("1 author has a draft" in " ".join(shown.split())) == sends_notices


# A call closes soon


@pytest.fixture
def call():
    return CallFactory(opens_at=from_now(days=-20), closes_at=from_now(days=2))


def test_authors_with_drafts_are_reminded_three_days_before(call):
    draft = SubmissionFactory(call=call, state=State.DRAFT, title="On secret samples")
    for state in (State.SUBMITTED, State.WITHDRAWN):
        SubmissionFactory(call=call, state=state)

    notice()
    notice()

    assert told("call-closes") == [draft.submitter.email]
    message = Delivery.objects.get().message
    assert message.topic == ""
    assert message.confidential
    assert draft.get_absolute_url() in message.text


def test_earlier_nobody_is_reminded():
    call = CallFactory(opens_at=from_now(days=-20), closes_at=from_now(days=3, minutes=1))
    SubmissionFactory(call=call, state=State.DRAFT)

    notice()

    assert told("call-closes") == []


def test_of_a_short_call_people_are_told_in_its_second_half():
    call = CallFactory(opens_at=from_now(hours=-1), closes_at=from_now(days=2))
    SubmissionFactory(call=call, state=State.DRAFT)
    notice()
    assert told("call-closes") == []

    call.opens_at = from_now(days=-3)
    call.save()
    notice()

    assert len(told("call-closes")) == 1


def test_a_new_deadline_moves_the_reminder_along(call):
    SubmissionFactory(call=call, state=State.DRAFT)
    notice()
    call.closes_at = from_now(days=5)
    call.save()
    notice()
    assert len(told("call-closes")) == 1

    call.closes_at = from_now(days=2, hours=1)
    call.save()
    notice()

    assert len(told("call-closes")) == 2


def test_members_who_proposed_nothing_are_told_if_they_asked_for_events(call):
    silent, idle, busy = (UserFactory(roles=[Role.MEMBER]) for _ in range(3))
    for user in (idle, busy, UserFactory()):
        SubscriptionFactory(user=user, email=user.email)
    SubscriptionFactory()  # a guest
    SubmissionFactory(call=call, submitter=busy)

    notice()

    assert told("call-closes") == [idle.email]
    assert Delivery.objects.get().message.topic == "events"
    assert silent.email not in told("call-closes")


@pytest.mark.parametrize(
    "facts", [{"draft": True}, {"cancelled": True}, {"past": True}, {"sends_notices": False}]
)
def test_of_a_call_that_nobody_sees_or_that_is_to_be_silent_nobody_is_told(facts):
    call = CallFactory(
        event=EventFactory(**facts), opens_at=from_now(days=-20), closes_at=from_now(days=2)
    )
    SubmissionFactory(call=call, state=State.DRAFT)

    notice()

    assert told("call-closes") == []


# A silent series


def session_of(series, **facts):
    return EventFactory(
        series=series, registrations=True, registration_opens_at=from_now(minutes=-1), **facts
    )


def test_of_the_sessions_of_a_silent_series_nobody_is_told_whatever_they_say(reader):
    event = session_of(SeriesFactory(sends_notices=False), sends_notices=True)
    SubmissionFactory(
        call=CallFactory(event=event, opens_at=from_now(hours=-2), closes_at=from_now(hours=1)),
        state=State.DRAFT,
    )

    notice()

    assert not Delivery.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(("sends_notices", "number"), [(True, 2), (False, 0)])
def test_of_a_session_of_another_series_people_are_told_as_it_says(reader, sends_notices, number):
    session_of(SeriesFactory(), sends_notices=sends_notices)

    notice()

    assert len(told("registration-open")) == number


def test_a_series_that_speaks_again_tells_what_has_opened_lately(reader):
    series = SeriesFactory(sends_notices=False)
    session_of(series)
    notice()
    assert told("registration-open") == []

    series.sends_notices = True
    series.save()
    notice()

    assert len(told("registration-open")) == 2


@pytest.mark.parametrize("path", ["events/{}/edit/", "talks/calls/events/{}/"])
def test_the_pages_of_a_session_say_that_its_series_is_silent(client, path):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    silent = session_of(SeriesFactory(title="Quiet seminar", sends_notices=False))
    other = session_of(SeriesFactory())

    said = "The series “Quiet seminar” is silent"
    assert said in client.get(f"/desk/{path.format(silent.slug)}").text
    assert "is silent" not in client.get(f"/desk/{path.format(other.slug)}").text.replace(
        "unless its series is silent", ""
    )
