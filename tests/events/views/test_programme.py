import datetime

import pytest
from django.urls import reverse

from events.models import Session
from tests.factories.events import EventFactory, SessionFactory, TalkFactory

pytestmark = pytest.mark.django_db
NINE = datetime.datetime(2030, 7, 1, 7, tzinfo=datetime.UTC)  # nine o'clock in Berlin
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def event():
    return EventFactory(starts_at=NINE, ends_at=NINE + 48 * HOUR)


def address(event, query=""):
    return reverse("events:programme", args=[event.slug]) + query


def session(event, begin=0, **facts):
    starts_at = NINE + begin * HOUR
    return SessionFactory(event=event, starts_at=starts_at, ends_at=starts_at + HOUR, **facts)


def test_the_programme_leads_to_each_of_its_days(event, text_of):
    session(event)
    session(event, 24)
    TalkFactory(event=event)

    html = text_of(address(event))

    for number, day in (
        ("1", "Mon</span> 1 Jul"),
        ("2", "Tue</span> 2 Jul"),
        ("later", "Without"),
    ):
        assert f'href="#day-{number}"' in html
        assert f'id="day-{number}"' in html
        assert day in html


def test_a_cancelled_talk_says_so_and_keeps_its_speaker(event, text_of):
    TalkFactory(event=event, session=session(event), starts_at=NINE, is_cancelled=True)

    html = text_of(address(event))

    assert '<span class="badge badge-bad">Cancelled</span>' in html
    assert "<bdi>Sample Speaker</bdi>" in html


def test_a_break_is_no_heading(event, text_of):
    session(event, kind=Session.Kind.BREAK, title="Coffee")
    session(event, 1, kind=Session.Kind.SOCIAL, title="Dinner")

    html = text_of(address(event))

    assert "<p>Coffee</p>" in html
    assert "<h3>Dinner</h3>" in html


def test_a_cancelled_event_says_so_above_its_programme(event, text_of):
    event.state = event.State.CANCELLED
    event.save()

    assert "This event is cancelled." in text_of(address(event))


def test_times_are_those_of_the_event_and_say_so(event, text_of):
    session(event)

    html = text_of(address(event))

    assert ">09:00</time>" in html
    assert "Times are those of the event: <b>Berlin (UTC+02:00)</b>." in html


def test_a_visitor_may_have_the_times_of_another_zone(event, text_of):
    session(event)

    html = text_of(address(event, "?zone=America/Los_Angeles"))

    assert ">00:00</time>" in html
    assert "Times in <b>Los Angeles (UTC−07:00)</b>, 9 h behind the event." in html
    assert "Monday, 1 July 2030" in html


def test_days_break_at_the_midnight_of_the_zone_asked_for(event, text_of):
    session(event)
    session(event, 8)  # 00:00 of the next day in Tokyo

    html = text_of(address(event, "?zone=Asia/Tokyo"))

    assert "Monday, 1 July 2030" in html
    assert "Tuesday, 2 July 2030" in html


def test_a_zone_that_is_not_in_the_list_may_be_asked_for(event, text_of):
    session(event)

    html = text_of(address(event, "?zone=America/Indiana/Knox"))

    assert 'value="America/Indiana/Knox" selected' in html


@pytest.mark.parametrize("zone", ["Mars", "../etc/passwd", "Europe", "a" * 300, "%00", "x%0Ay"])
def test_what_is_no_zone_is_told_and_the_events_own_holds(event, text_of, zone):
    session(event)

    html = text_of(address(event, f"?zone={zone}"))

    assert "notice-bad" in html
    assert "All times are those of the event, Europe/Berlin." in html
    assert ">09:00</time>" in html


def test_an_empty_zone_is_the_events_own(event, text_of):
    session(event)

    assert "notice-bad" not in text_of(address(event, "?zone="))


def test_choosing_a_zone_leaves_no_cookie(event, client):
    session(event)

    client.get(address(event, "?zone=Asia/Tokyo"))

    assert not client.cookies


def test_a_programme_costs_the_same_with_few_talks_and_with_many(event, queries_of):
    def more(number):
        for _time in range(number):
            talks = TalkFactory.create_batch(5, event=event, session=session(event))
            TalkFactory(event=event, session=talks[0].session, speakers=["A Sample", "B Sample"])

    more(1)
    with_few = queries_of(address(event))
    more(33)

    assert queries_of(address(event)) == with_few <= 8
