import datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings

from events import calendar_links
from portal.common.partial_dates import PartialDate
from tests.factories.events import EventFactory, SeriesFactory

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def asked(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@pytest.fixture
def event():
    return EventFactory(
        title="On $x^2$ & more",
        slug="on-x2",
        starts_at=datetime.datetime(2030, 3, 28, 16, tzinfo=BERLIN),
        ends_at=datetime.datetime(2030, 3, 28, 17, tzinfo=BERLIN),
        venue="Hall 1",
    )


def test_google_is_offered_an_event_in_universal_time(event):
    assert asked(calendar_links.google(event)) == {
        "action": "TEMPLATE",
        "text": "On x^2 & more",
        "dates": "20300328T150000Z/20300328T160000Z",
        "location": "Hall 1",
        "details": "http://localhost:8000/events/on-x2/",
    }


def test_outlook_is_offered_an_event_in_universal_time(event):
    offered = asked(calendar_links.outlook(event))

    assert (offered["startdt"], offered["enddt"]) == (
        "2030-03-28T15:00:00Z",
        "2030-03-28T16:00:00Z",
    )
    assert offered["allday"] == "false"


def test_whole_days_end_where_the_next_day_begins():
    event = EventFactory(of_record=True, start=PartialDate(2030, 5, 6), end=PartialDate(2030, 5, 8))

    assert asked(calendar_links.google(event))["dates"] == "20300506/20300509"
    assert asked(calendar_links.outlook(event))["allday"] == "true"


def test_an_event_without_an_end_is_offered_all_the_same(event):
    event.ends_at = None

    assert asked(calendar_links.google(event))["dates"] == "20300328T150000Z/20300328T150000Z"


@override_settings(SITE_URL="https://portal.example.org")
def test_a_calendar_is_followed_by_each_program_in_its_own_way():
    path = "/calendar.ics"

    assert calendar_links.subscription(path) == "webcal://portal.example.org/calendar.ics"
    assert asked(calendar_links.google_subscription(path)) == {
        "cid": "webcal://portal.example.org/calendar.ics"
    }
    assert asked(calendar_links.outlook_subscription(path)) == {
        "url": "https://portal.example.org/calendar.ics"
    }


def test_a_join_link_is_told_to_no_program(event):
    event.join_link = "https://meet.example.org/secret"

    assert "secret" not in calendar_links.google(event) + calendar_links.outlook(event)


@pytest.mark.parametrize("kind", ["event", "series", "events"])
def test_the_pages_lead_into_the_common_programs(client, event, kind):
    address = {
        "event": event.get_absolute_url(),
        "series": SeriesFactory().get_absolute_url(),
        "events": "/events/",
    }[kind]

    page = client.get(address).text

    assert "https://calendar.google.com/" in page
    assert "https://outlook.live.com/" in page
