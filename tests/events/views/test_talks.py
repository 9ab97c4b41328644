import pytest

from tests.factories.events import EventFactory, TalkFactory, moment

pytestmark = pytest.mark.django_db


def test_a_talk_has_a_page_with_its_abstract(text_of):
    talk = TalkFactory(title="On samples", abstract="About **samples**.")

    html = text_of(talk.get_absolute_url())

    assert "<strong>samples</strong>" in html
    assert talk.event.get_absolute_url() in html


def test_another_ending_of_the_address_leads_to_the_right_one(client):
    talk = TalkFactory(title="On samples")

    response = client.get(f"/talks/{talk.pk}/an-older-title/")

    assert (response.status_code, response.url) == (302, f"/talks/{talk.pk}/on-samples/")


def test_a_talk_takes_time_and_place_from_its_event(text_of):
    event = EventFactory(venue="Sample House")

    html = text_of(TalkFactory(event=event).get_absolute_url())

    assert "Sample House" in html
    assert f"{event.starts_at:%Y}" in html


def test_a_talk_with_a_time_of_its_own_shows_that(text_of):
    event = EventFactory(zone="UTC")
    talk = TalkFactory(event=event, starts_at=moment(days=7, hour=9), room="Hall A")

    html = text_of(talk.get_absolute_url())

    assert "09:00 UTC" in html
    assert "Hall A" in html


@pytest.mark.parametrize("pk", ["0", "99999999999999999999999"])
def test_an_unknown_talk_is_not_found(client, pk):
    assert client.get(f"/talks/{pk}/x/").status_code == 404
