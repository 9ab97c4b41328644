import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.events import EventFactory, SessionFactory, TalkFactory

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def event():
    """A meeting that began an hour ago, with a talk that goes on."""
    now = timezone.now()
    event = EventFactory(starts_at=now - HOUR, ends_at=now + 8 * HOUR)
    hall = SessionFactory(
        event=event, starts_at=now - HOUR, ends_at=now + HOUR, room="Hall A", title="Morning"
    )
    facts = {"event": event, "session": hall}
    TalkFactory(
        **facts, title="Going on", starts_at=now - HOUR / 2, ends_at=now + HOUR / 2, room="Hall A"
    )
    return event


def address(event, query=""):
    return reverse("events:now", args=[event.slug]) + query


def test_it_tells_what_goes_on(event, text_of):
    html = text_of(address(event))

    assert "Hall A" in html
    assert "Going on</a>" in html
    assert "Morning" in html


def test_no_cache_may_keep_it(event, client):
    assert "no-store" in client.get(address(event))["Cache-Control"]


def test_a_page_that_looks_again_gets_the_part_that_changes(event, client):
    html = client.get(address(event), headers={"HX-Request": "true"}).content.decode()

    assert html.strip().startswith("<section")
    assert "Going on" in html


def test_it_keeps_the_zone_asked_for(event, text_of):
    html = text_of(address(event, "?zone=Asia/Tokyo"))

    assert "time in Tokyo (UTC+09:00)" in html
    assert f'hx-get="{address(event)}?zone=Asia%2FTokyo"' in html
    assert f'href="{reverse("events:programme", args=[event.slug])}?zone=Asia%2FTokyo"' in html


def test_what_is_over_says_so(text_of):
    event = EventFactory(past=True)
    TalkFactory(event=event, starts_at=event.starts_at, ends_at=event.ends_at)

    assert "The programme is over." in text_of(address(event))


def test_a_programme_that_is_over_does_not_lead_there(event, text_of):
    over = EventFactory(past=True)
    TalkFactory(event=over, starts_at=over.starts_at)
    programmes = [reverse("events:programme", args=[one.slug]) for one in (event, over)]

    assert ["Now and next</a>" in text_of(one) for one in programmes] == [True, False]


def test_the_programme_itself_is_the_same_at_any_time_of_the_day(event, client, monkeypatch):
    """So a copy that a cache kept is never wrong: what goes on is asked for anew."""
    programme = reverse("events:programme", args=[event.slug])
    page = client.get(programme).content
    later = timezone.now() + 2 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert client.get(programme).content == page


def test_it_costs_the_same_with_few_talks_and_with_many(event, queries_of):
    with_few = queries_of(address(event))
    TalkFactory.create_batch(20, event=event, session=event.sessions.get())

    assert queries_of(address(event)) == with_few <= 8
