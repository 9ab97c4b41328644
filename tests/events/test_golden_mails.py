"""What mails to one person carry for their calendar: an event in one night, moved, called off."""

import datetime
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import timezone

from events import ics, organising
from events.ics import Address
from tests.factories.events import EventFactory

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent
INVITED = datetime.datetime(2029, 12, 24, 18, 30, tzinfo=datetime.UTC)
PEOPLE = {
    "attendee": Address("ada@example.org", "Ada “Sample” Lovelace, Countess"),
    "organiser": Address("office@example.org", "Sample Programme"),
}


@pytest.fixture
def clock(monkeypatch):
    """Set the time of day."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def event(clock):
    """An hour in the night in which an hour is left out."""
    clock(INVITED)
    return EventFactory(
        uuid="00000000-0000-4000-8000-000000000007",
        slug="sample-night",
        title="Sample night",
        starts_at=datetime.datetime.fromisoformat("2030-03-31T00:30Z"),
        ends_at=datetime.datetime.fromisoformat("2030-03-31T01:30Z"),
        join_link="https://meet.example.org/sample",
        takes_registrations=True,
    )


def move(event):
    """To the hour that clocks show twice, when they show it for the second time."""
    event.starts_at = datetime.datetime.fromisoformat("2030-10-27T01:10Z")
    event.ends_at = datetime.datetime.fromisoformat("2030-10-27T01:50Z")
    event.save()


@override_settings(SITE_URL="https://portal.example.org")
def test_invitation_change_and_end_are_written_exactly_so(event, clock):
    invitation = ics.request(event, joining=f"Join: {event.join_link}", **PEOPLE)
    clock(INVITED + datetime.timedelta(days=1))
    move(event)
    change = ics.request(event, joining=f"Join: {event.join_link}", **PEOPLE)
    clock(INVITED + datetime.timedelta(days=2))
    end = ics.cancellation(organising.call_off(event), **PEOPLE)

    written = {"request": invitation, "update": change, "cancel": end}
    assert written == {name: _golden(name) for name in written}


def _golden(name):
    return (GOLDEN / f"golden-{name}.ics").read_bytes().decode()
