"""Whoever opens or changes the call of a series is asked before the portal tells members by itself."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from events import consequences
from events.announcements.tasks import notice
from events.consequences import Coming
from events.submissions.models import Call
from portal.accounts.roles import Role
from portal.mail.models import Delivery, Subscription
from tests.events.announcements.test_foreseeing import (
    ASKED,
    CALL_OPEN,
    CLOSES,
    from_now,
    to_the_minute,
)
from tests.factories.accounts import UserFactory
from tests.factories.events import SeriesFactory
from tests.factories.mail import SubscriptionFactory
from tests.factories.submissions import CallFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return SeriesFactory(title="Sample seminar", zone="UTC")


@pytest.fixture(autouse=True)
def _reader(series):
    """A member who subscribed to the series."""
    member = UserFactory(roles=[Role.MEMBER], email="member@example.org")
    SubscriptionFactory(user=member, email=member.email, topic=series.topic)


@pytest.fixture
def save(client, series):
    """Save the call of the series at the desk as it is to be; return the page that follows."""
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    address = reverse("submissions-desk:series-call", args=[series.slug])

    def save(opens_at, closes_at, **more):
        posted = {"text": "Tell us.", "opens_at": opens_at, "closes_at": closes_at}
        posted |= {
            f"{rows}-{number}_FORMS": 0
            for rows in ("types", "tracks")
            for number in ("TOTAL", "INITIAL")
        }
        for name in ("opens_at", "closes_at"):
            posted[name] = f"{posted[name]:%Y-%m-%dT%H:%M}"
        return client.post(address, posted | more, follow=True)

    return save


def brought(series, call):
    return consequences.new_notices_in_series(series, call)


def test_a_call_is_told_when_it_opens_and_before_it_closes(series):
    call = CallFactory.build(
        event=None, series=series, opens_at=from_now(days=2), closes_at=from_now(days=20)
    )

    assert brought(series, call) == [
        Coming(CALL_OPEN, to_the_minute(call.opens_at), 1),
        Coming(CLOSES, to_the_minute(call.closes_at - datetime.timedelta(days=3)), 1),
    ]


def test_what_comes_anyway_is_no_consequence(series):
    call = CallFactory(event=None, series=series, opens_at=from_now(days=2))

    call.text = "Other words."

    assert brought(series, call) == []


def test_of_a_silent_series_nothing_is_to_come(series):
    series.sends_notices = False
    call = CallFactory.build(event=None, series=series, opens_at=from_now(days=2))

    assert brought(series, call) == []


def test_an_organiser_is_asked_and_nothing_is_saved_before_the_answer(save):
    times = from_now(days=2), from_now(days=20)

    page = save(*times)
    assert ASKED in page.text
    assert "A call for talks is open" in page.text
    assert not Call.objects.exists()
    save(*times, confirmed="yes")

    assert Call.objects.get().series
    assert ASKED not in save(*times).text


def test_who_would_rather_change_the_form_finds_what_was_typed(save):
    page = save(from_now(days=2), from_now(days=20), back="yes")

    assert page.context["form"]["text"].value() == "Tell us."
    assert not Call.objects.exists()


def test_where_nobody_would_be_told_nobody_is_asked(save):
    Subscription.objects.all().delete()

    assert ASKED not in save(from_now(days=2), from_now(days=20)).text
    assert Call.objects.exists()


def test_what_is_foreseen_is_what_is_told(series):
    call = CallFactory.build(event=None, series=series, opens_at=timezone.now())
    (coming, _closes) = brought(series, call)
    call.save()

    notice()

    assert coming == Coming(CALL_OPEN, None, Delivery.objects.count())
