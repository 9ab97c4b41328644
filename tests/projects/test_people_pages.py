import pytest
from django.urls import reverse

from projects.models import Membership
from tests.factories.projects import (
    InstitutionFactory,
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    ProjectFactory,
)
from tests.projects.pages import text_of

pytestmark = pytest.mark.django_db
PEOPLE = reverse("projects:people")


def test_people_stand_by_family_name_under_their_letter(client):
    for name in ("Ada Zeta", "Zoe Alpha", "Émile Öde", "Bo Omega"):
        PersonFactory(name=name)

    assert text_of(client.get(PEOPLE)).endswith(
        "4 people A Zoe Alpha O Émile Öde Bo Omega Z Ada Zeta"
    )


def test_a_row_tells_where_somebody_is_and_in_how_many_projects(client):
    ada = PersonFactory(name="Ada Sample")
    ada.affiliations.create(institution=InstitutionFactory(name="Here University"))
    project = MembershipFactory(person=ada).project
    MembershipFactory(person=ada, project=project, role=Membership.Role.RESEARCHER)
    MembershipFactory(person=ada)

    assert "Ada Sample Here University 2 projects" in text_of(client.get(PEOPLE))


def test_people_made_up_for_a_sample_are_marked(client):
    PersonFactory(name="Ada Sample", is_sample=True)

    assert "Ada Sample sample" in text_of(client.get(PEOPLE))


@pytest.mark.parametrize("text", ["kutyniok", "Kutiniok", "GUIDO", "guido k"])
def test_people_are_found_by_name(client, text):
    PersonFactory(name="Guido Kutyniok")
    PersonFactory(name="Ada Sample")

    assert text_of(client.get(PEOPLE, {"q": text})).endswith("1 person K Guido Kutyniok")


def test_where_nobody_is_found_the_way_back_is_shown(client):
    PersonFactory()

    assert "Nobody of this name Try a part of the name. Show everybody" in text_of(
        client.get(PEOPLE, {"q": "zebra"})
    )


@pytest.mark.parametrize("query", ["q=%00", "q=" + "a" * 300, "q=%25", "page=x", "page=99"])
def test_whatever_is_asked_there_is_an_answer(client, query):
    assert client.get(f"{PEOPLE}?{query}").status_code == 200


def test_the_list_comes_in_pages_that_keep_the_words(client):
    PersonFactory.create_batch(70)

    html = client.get(PEOPLE, {"q": "person"}).content.decode()

    assert html.count('class="row"') == 60
    assert "?q=person&amp;page=2" in html


def test_thirty_people_cost_as_many_queries_as_one(client, django_assert_num_queries):
    ProgrammeFactory()

    def grow(number):
        for person in PersonFactory.create_batch(number):
            person.affiliations.create(institution=InstitutionFactory())
            MembershipFactory(person=person)

    for query, expected in (("", 4), ("?q=sample", 5)):
        grow(1)
        with django_assert_num_queries(expected):
            client.get(PEOPLE + query)
        grow(29)
        with django_assert_num_queries(expected):
            client.get(PEOPLE + query)


def test_a_person_shows_projects_by_role_and_places(client):
    ada = PersonFactory(
        name="Ada Sample", orcid="0000-0002-1825-0097", homepage="https://ada.example/me"
    )
    ada.affiliations.create(institution=InstitutionFactory(name="Old University"), is_former=True)
    ada.affiliations.create(institution=InstitutionFactory(name="New University"))
    beta = ProjectFactory(title="Beta", slug="beta", start="2021")
    for role, title in (("associate", "Alpha"), ("researcher", "Gamma")):
        MembershipFactory(person=ada, role=role, project=ProjectFactory(title=title))
    MembershipFactory(person=ada, project=beta)

    response = client.get(ada.get_absolute_url())

    assert text_of(response) == (
        "People Ada Sample New University "
        "Principal investigator Beta since 2021 Researcher Gamma Associate Alpha "
        "Formerly Old University ORCID 0000-0002-1825-0097 Homepage ada.example"
    )
    assert 'href="/projects/beta/"' in response.content.decode()
    assert 'href="https://orcid.org/0000-0002-1825-0097"' in response.content.decode()


def test_the_coordinator_is_named_as_such(client):
    ada = PersonFactory(name="Ada Sample")
    ProgrammeFactory(coordinator=ada)

    assert "Coordinator of the programme Ada Sample" in text_of(client.get(ada.get_absolute_url()))


def test_a_person_without_projects_has_a_page_too(client):
    text = text_of(client.get(PersonFactory().get_absolute_url()))

    assert "No project is known here in which this person has a part." in text


def test_a_person_who_does_not_exist_is_not_found(client):
    assert client.get("/people/nobody/").status_code == 404


def test_thirty_projects_of_a_person_cost_as_many_queries_as_one(client, django_assert_num_queries):
    ProgrammeFactory()
    person = PersonFactory()

    for number in (1, 29):
        MembershipFactory.create_batch(number, person=person)
        with django_assert_num_queries(5):
            client.get(person.get_absolute_url())
