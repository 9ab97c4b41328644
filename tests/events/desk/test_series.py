import pytest

from events.models import Series
from tests.factories.events import EventFactory, SeriesFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]
SEMINAR = {
    "title": "Sample seminar",
    "summary": "For **everybody**.",
    "rhythm": "Every second Thursday",
    "usual_start": "16:00",
    "usual_end": "17:00",
    "zone": "Europe/Berlin",
    "venue": "Online",
    "join_link": "meet.example.org/room",
}


def test_an_organiser_makes_a_series(client):
    client.post("/desk/events/series/new/", SEMINAR)

    series = Series.objects.get()
    assert series.slug == "sample-seminar"
    assert series.join_link == "https://meet.example.org/room"


def test_a_series_keeps_its_address_when_it_is_changed(client):
    series = SeriesFactory(slug="sample")

    client.post("/desk/events/series/sample/edit/", SEMINAR)

    series.refresh_from_db()
    assert (series.slug, series.title) == ("sample", "Sample seminar")


@pytest.mark.parametrize(
    "mistake", [{"zone": "Nowhere"}, {"usual_start": "teatime"}, {"title": ""}]
)
def test_a_mistake_keeps_everything_typed(client, mistake):
    response = client.post("/desk/events/series/new/", SEMINAR | mistake)

    assert "For **everybody**." in response.content.decode()
    assert not Series.objects.exists()


def test_the_list_of_series_costs_the_same_with_one_and_with_many(queries_of):
    EventFactory(series=SeriesFactory())
    with_one = queries_of("/desk/events/series/")
    for _time in range(29):
        EventFactory(series=SeriesFactory())

    assert queries_of("/desk/events/series/") == with_one
