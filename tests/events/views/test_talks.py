import pytest

from portal.common.partial_dates import PartialDate
from tests.factories.events import EventFactory, SpeakerFactory, TalkFactory, moment
from tests.factories.projects import MembershipFactory, PersonFactory, ProjectFactory

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


def test_a_talk_names_the_projects_in_which_its_speaker_has_a_part_now(text_of):
    talk = TalkFactory(speakers=0)
    now, over, other = ProjectFactory.create_batch(3)
    person = PersonFactory()
    SpeakerFactory(talk=talk, person=person)
    MembershipFactory(person=person, project=now)
    MembershipFactory(person=person, project=over, end=PartialDate(2020))
    MembershipFactory(project=other)

    html = text_of(talk.get_absolute_url())

    assert now.get_absolute_url() in html
    assert over.get_absolute_url() not in html
    assert other.get_absolute_url() not in html


def test_a_talk_costs_the_same_with_few_projects_and_with_many(queries_of):
    talk = TalkFactory(speakers=0)
    person = PersonFactory()
    SpeakerFactory(talk=talk, person=person)
    MembershipFactory(person=person)
    with_one = queries_of(talk.get_absolute_url())
    MembershipFactory.create_batch(8, person=person)

    assert queries_of(talk.get_absolute_url()) == with_one <= 8


def test_the_entry_of_a_talk_is_a_file_to_keep(client):
    talk = TalkFactory(title="On samples")

    response = client.get(f"/talks/{talk.pk}/talk.bib")

    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="on-samples.bib"'
    assert response.content.startswith(b"@misc{")
