import copy
import datetime

import pytest
from django.utils import translation

from events import organising
from events.changes import changes
from events.models import Event, EventBefore
from tests.factories.events import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def before():
    return EventFactory(
        title="On $x^2$",
        starts_at=datetime.datetime(2031, 7, 1, 14, tzinfo=datetime.UTC),
        ends_at=datetime.datetime(2031, 7, 1, 15, tzinfo=datetime.UTC),
        zone="Europe/Berlin",
        venue="Hall 1",
        city="Exampletown",
    )


def told(before, **facts):
    after = copy.copy(before)
    for name, value in facts.items():
        setattr(after, name, value)
    return [(str(c.what), c.before, c.after) for c in changes(before, after)]


def test_a_title_a_time_and_a_place_are_told_from_and_to(before):
    later = before.starts_at + datetime.timedelta(days=1)

    assert told(before, title="On $x^3$", starts_at=later, ends_at=None, venue="Hall 2") == [
        ("Title", "On x^2", "On x^3"),
        (
            "Time",
            "Tuesday, 1 July 2031, 16:00–17:00 CEST",
            "Wednesday, 2 July 2031, 16:00 CEST",
        ),
        ("Place", "Hall 1, Exampletown · On site", "Hall 2, Exampletown · On site"),
    ]


@pytest.mark.parametrize(
    "facts",
    [{"summary": "Anew"}, {"capacity": 5}, {"website": "https://example.org"}, {}],
    ids=lambda facts: next(iter(facts), "nothing"),
)
def test_what_concerns_no_calendar_is_no_change(before, facts):
    assert told(before, **facts) == []


def test_going_online_is_a_change_of_place(before):
    changed = told(before, mode=Event.Mode.ONLINE, venue="", city="")

    assert changed == [("Place", "Hall 1, Exampletown · On site", "Online")]


def test_another_zone_is_a_change_of_time(before):
    assert told(before, zone="Asia/Tokyo")[0][0] == "Time"


def test_changes_are_told_in_the_readers_language(before):
    with translation.override("de"):
        assert "Juli" in told(before, starts_at=before.starts_at - datetime.timedelta(days=1))[0][2]


def test_how_an_announced_event_stood_before_a_change_is_kept(before):
    after = copy.copy(before)
    after.venue = "Hall 2"

    organising.save(after)

    kept = EventBefore.objects.get()
    assert changes(kept.as_event(), before) == []
    assert kept.changed_at == after.changed_at


@pytest.mark.parametrize("facts", [{"state": Event.State.DRAFT}, {"state": Event.State.CANCELLED}])
def test_of_what_nobody_can_come_to_no_former_state_is_kept(before, facts):
    Event.objects.update(**facts)
    after = Event.objects.get()
    after.venue = "Hall 2"

    organising.save(after)

    assert not EventBefore.objects.exists()
