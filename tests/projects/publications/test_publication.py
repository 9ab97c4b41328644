import pytest
from django.core.exceptions import ValidationError

from projects.publications.models import Publication
from tests.factories.projects import PersonFactory
from tests.factories.publications import PublicationFactory

pytestmark = pytest.mark.django_db


def test_authors_keep_their_order_with_or_without_a_page_of_their_own():
    person = PersonFactory(name="Sample Person")
    PublicationFactory(authors=["First Author", person, "Last Author"])

    publication = Publication.objects.with_authors().get()

    assert publication.author_line == "First Author, Sample Person, Last Author"


def test_the_publications_of_a_person_are_theirs_alone():
    person, other = PersonFactory.create_batch(2)
    own = PublicationFactory(authors=[person, other])
    PublicationFactory(authors=[other])

    assert list(Publication.objects.of(person)) == [own]


def test_a_title_is_typeset():
    assert "<math" in PublicationFactory(title="On $L^2$").title_html


def test_a_doi_is_kept_once_however_it_was_pasted():
    PublicationFactory(doi="10.1000/sample")
    again = Publication(title="Again", doi="https://doi.org/10.1000/SAMPLE")

    with pytest.raises(ValidationError, match="already exists"):
        again.full_clean()


def test_publications_without_identifiers_do_not_clash():
    for title in ("One", "Two"):
        publication = Publication(title=title, doi="", arxiv_id="")
        publication.full_clean()
        publication.save()

    assert Publication.objects.filter(doi=None, arxiv_id=None).count() == 2


@pytest.mark.parametrize(
    ("facts", "href"),
    [
        ({"doi": "10.1000/a", "arxiv_id": "2101.00001"}, "https://doi.org/10.1000/a"),
        ({"arxiv_id": "2101.00001"}, "https://arxiv.org/abs/2101.00001"),
        ({"url": "https://papers.example.org/1"}, "https://papers.example.org/1"),
        ({}, ""),
    ],
)
def test_it_leads_to_where_it_can_be_read(facts, href):
    assert Publication(title="Sample", **facts).href == href


def test_bibtex_is_kept_as_it_was_given():
    given = "@article{sample,\r\n  title = {On {L}^2},\n}\n"

    publication = PublicationFactory(bibtex=given)
    publication.refresh_from_db()

    assert publication.bibtex == given
