import datetime

import pytest

from tests.factories.events import EventFactory, SeriesFactory, TalkFactory, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return SeriesFactory(
        title="Sample seminar",
        rhythm="Every second Thursday",
        usual_start=datetime.time(16, 0),
        usual_end=datetime.time(17, 0),
        venue="Online",
    )


def test_a_series_shows_its_rhythm_and_usual_time(series, text_of):
    html = text_of(series.get_absolute_url())

    assert "Every second Thursday" in html
    assert "16:00–17:00" in html


def test_a_series_shows_what_comes_and_what_was(series, text_of):
    EventFactory(series=series, title="To come")
    EventFactory(series=series, title="Was", past=True)
    EventFactory(title="Of another series")

    html = text_of(series.get_absolute_url())

    assert html.index("Coming up") < html.index("To come") < html.index("Past sessions")
    assert html.index("Past sessions") < html.index("Was")
    assert "Of another series" not in html


def test_the_next_session_is_one_that_takes_place(series, text_of):
    EventFactory(series=series, title="Called off", starts_at=moment(days=1), cancelled=True)
    EventFactory(series=series, title="Takes place", starts_at=moment(days=2))

    html = text_of(series.get_absolute_url())

    assert html.index("Takes place") < html.index("Called off") or (
        "Takes place" in html.partition("Next session")[2]
    )


def test_an_unknown_series_is_not_found(client):
    assert client.get("/seminars/no-such/").status_code == 404


def test_a_series_costs_the_same_with_one_session_and_with_many(series, queries_of):
    def more(number):
        for _time in range(number):
            TalkFactory(event=EventFactory(series=series, registrations=True, capacity=0))
            TalkFactory(event=EventFactory(series=series, past=True))

    more(1)
    with_one = queries_of(series.get_absolute_url())
    more(19)

    assert queries_of(series.get_absolute_url()) == with_one <= 8
