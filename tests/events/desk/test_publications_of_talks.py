import pytest
from django.urls import reverse

from tests.events.desk.test_talks import TALK, page
from tests.factories.events import EventFactory, TalkFactory
from tests.factories.publications import PublicationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def talk():
    return TalkFactory(event=EventFactory())


@pytest.fixture
def save(client, talk):
    """Save the talk with these lines as its publications."""
    url = reverse("events-desk:talk", args=[talk.event.slug, talk.pk])
    return lambda lines: client.post(url, TALK | {"publications": lines})


def test_an_organiser_names_publications_by_what_is_on_their_pages(save, talk, text_of):
    by_doi = PublicationFactory(doi="10.1000/a", authors=["Sample Author"])
    by_arxiv = PublicationFactory(arxiv_id="2101.00001")
    by_url = PublicationFactory(url="https://papers.example.org/1")

    save("https://doi.org/10.1000/A\narXiv:2101.00001v2\nhttps://papers.example.org/1")

    assert set(talk.publications.all()) == {by_doi, by_arxiv, by_url}
    talk.refresh_from_db()
    html = text_of(talk.get_absolute_url())
    assert "Sample Author" in html
    assert "https://arxiv.org/abs/2101.00001" in html


def test_what_the_portal_does_not_know_is_named_and_what_was_typed_is_kept(save, talk):
    response = save("10.1000/unknown")

    assert "knows no such publication: 10.1000/unknown" in page(response)
    assert "10.1000/unknown</textarea>" in page(response)
    assert not talk.publications.exists()


def test_the_form_shows_what_is_linked_and_emptied_takes_it_away(client, save, talk):
    talk.publications.add(PublicationFactory(doi="10.1000/a"))
    form = client.get(reverse("events-desk:talk", args=[talk.event.slug, talk.pk]))

    assert "10.1000/a</textarea>" in page(form)
    save("")
    assert not talk.publications.exists()


def test_signs_that_nobody_types_are_no_identifier(save):
    assert "knows no such publication" in page(save("10.1000/\0a"))
