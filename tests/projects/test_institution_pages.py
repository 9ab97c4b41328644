import pytest
from django.urls import reverse

from tests.factories.projects import (
    InstitutionFactory,
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    ProjectFactory,
)
from tests.projects.pages import text_of, titles

pytestmark = pytest.mark.django_db
INSTITUTIONS = reverse("projects:institutions")


def test_institutions_stand_by_city_with_their_projects(client):
    tech = InstitutionFactory(name="Tech", city="Munich")
    InstitutionFactory(name="Arts", city="munich ")
    ProjectFactory.create_batch(2, institutions=[tech])
    InstitutionFactory(name="Academy", city="Åland")
    InstitutionFactory(name="Nowhere Institute", city="")

    assert text_of(client.get(INSTITUTIONS)).endswith(
        "Åland Academy munich Arts Tech 2 projects Nowhere Institute Nowhere Institute"
    )


def test_an_empty_portal_says_so(client):
    assert "No institution is known yet" in text_of(client.get(INSTITUTIONS))


def test_thirty_institutions_cost_as_many_queries_as_one(client, django_assert_num_queries):
    ProgrammeFactory()

    for number in (1, 29):
        for institution in InstitutionFactory.create_batch(number, latitude=51, longitude=10):
            ProjectFactory(institutions=[institution])
        with django_assert_num_queries(2):
            client.get(INSTITUTIONS)


def test_an_institution_shows_its_names_projects_and_people(client):
    here = InstitutionFactory(
        name="Here University",
        city="Heretown",
        website="https://www.here.example/en",
        ror="https://ror.org/05591te55",
    )
    here.aliases.create(name="HU")
    ProjectFactory(title="Alpha", institutions=[here])
    ProjectFactory(title="Elsewhere")
    PersonFactory(name="Ada Sample").affiliations.create(institution=here)
    PersonFactory(name="Bo Sample").affiliations.create(institution=here, is_former=True)

    response = client.get(here.get_absolute_url())

    assert titles(response) == ["Alpha"]
    assert text_of(response) == (
        "Institutions Heretown Here University Projects Alpha Here University "
        "People Ada Sample Bo Sample formerly "
        "Also known as HU Website here.example ROR 05591te55"
    )


def test_the_host_is_named_as_such(client):
    here = InstitutionFactory()
    ProgrammeFactory(host=here)

    assert "Host of the programme" in text_of(client.get(here.get_absolute_url()))


def test_an_institution_that_does_not_exist_is_not_found(client):
    assert client.get("/institutions/nowhere/").status_code == 404


def test_thirty_projects_of_an_institution_cost_as_many_queries_as_one(
    client, django_assert_num_queries
):
    ProgrammeFactory()
    here = InstitutionFactory()

    for number in (1, 29):
        for _ in range(number):
            person = MembershipFactory(project=ProjectFactory(institutions=[here])).person
            person.affiliations.create(institution=here)
        with django_assert_num_queries(5):
            client.get(here.get_absolute_url())
