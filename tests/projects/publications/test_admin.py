import pytest

from projects.publications.models import Publication
from tests.factories.accounts import UserFactory
from tests.factories.projects import PersonFactory

pytestmark = pytest.mark.django_db

PAPER = {
    "title": "On samples",
    "date": "2025-03",
    "doi": "https://doi.org/10.1000/Sample",
    "arxiv_id": "",
    "authorships-TOTAL_FORMS": "1",
    "authorships-INITIAL_FORMS": "0",
    "authorships-0-name": "Sample Person",
    "authorships-0-position": "0",
}


@pytest.fixture(autouse=True)
def administrator(client):
    client.force_login(UserFactory(administrator=True))


def test_an_administrator_adds_a_publication_with_its_authors(client):
    person = PersonFactory(name="Sample Person")

    client.post("/admin/publications/publication/add/", PAPER | {"authorships-0-person": person.pk})

    publication = Publication.objects.of(person).get()
    assert (str(publication.date), publication.doi) == ("2025-03", "10.1000/sample")
    assert publication.arxiv_id is None


def test_the_lists_open(client):
    for path in ("", "add/"):
        assert client.get(f"/admin/publications/publication/{path}").status_code == 200
