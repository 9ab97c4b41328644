import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.projects import (
    InstitutionFactory,
    MembershipFactory,
    PersonFactory,
    ProjectFactory,
)
from tests.projects.pages import text_of

pytestmark = pytest.mark.django_db
PEOPLE = reverse("people-desk:people")


@pytest.fixture(autouse=True)
def coordinator(client):
    user = UserFactory(name="Zoe Coordinator", roles=[Role.COORDINATOR])
    client.force_login(user)
    return user


def page_of(person):
    return reverse("people-desk:person", args=[person.pk])


def listed(client, **query):
    page = client.get(PEOPLE, query).context["page"]
    return [entry.name for entry in page.object_list]


@pytest.fixture
def everybody(coordinator):
    """One of each kind."""
    PersonFactory(name="Ada Alone")
    PersonFactory(name="Bo Both", user=UserFactory(email="bo@example.org", roles=[Role.EDITOR]))
    PersonFactory(name="Cy Closed", user=UserFactory(is_active=False))
    InvitationFactory(person=PersonFactory(name="Ida Invited"), invited_by=None)
    PersonFactory(name="Sam Ple", is_sample=True)
    UserFactory(name="Pageless", email="pageless@example.org", roles=[Role.MEMBER])


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (
            {},
            [
                *("Ada Alone", "Bo Both", "Cy Closed", "Ida Invited", "Pageless", "Sam Ple"),
                "Zoe Coordinator",
            ],
        ),
        ({"show": "with"}, ["Bo Both", "Pageless", "Zoe Coordinator"]),
        ({"show": "without"}, ["Ada Alone", "Ida Invited", "Sam Ple"]),
        ({"show": "invited"}, ["Ida Invited"]),
        ({"show": "closed"}, ["Cy Closed"]),
        ({"show": "sample"}, ["Sam Ple"]),
        ({"role": "editor"}, ["Bo Both"]),
        ({"role": "member"}, ["Pageless"]),
        ({"q": "both"}, ["Bo Both"]),
        ({"q": "BO@EXAMPLE"}, ["Bo Both"]),
        ({"q": "pageless@"}, ["Pageless"]),
        ({"q": "nobody of this name"}, []),
        ({"q": "%", "show": "nonsense", "role": "nonsense"}, []),
    ],
)
def test_people_and_accounts_are_found_by_name_address_state_and_role(
    client, everybody, query, names
):
    assert sorted(listed(client, **query)) == names


def test_the_list_tells_account_and_roles(client, everybody):
    text = text_of(client.get(PEOPLE))

    assert "Bo Both bo@example.org Editor" in text
    assert "Ida Invited invited" in text
    assert "pageless@example.org no page Member" in text


def test_sixty_people_cost_as_many_queries_as_two_and_come_in_pages(client):
    def grow(number):
        for _ in range(number):
            person = PersonFactory(user=UserFactory(roles=[Role.MEMBER]))
            person.affiliations.create(institution=InstitutionFactory())
            UserFactory(roles=[Role.MEMBER])

    counts = []
    for number in (1, 29):
        grow(number)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(PEOPLE).text
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert "?page=2" in page


def test_a_page_without_an_account_offers_to_invite(client):
    person = PersonFactory()

    page = client.get(page_of(person)).text

    assert f"{reverse('invitations-desk:invite')}?person={person.pk}" in page


def test_somebody_is_shown_with_places_projects_account_and_requests(client):
    person = PersonFactory(user=UserFactory(email="ada@example.org", roles=[Role.EDITOR]))
    person.affiliations.create(institution=InstitutionFactory(name="Here"), start="2021")
    MembershipFactory(person=person, project=ProjectFactory(title="On samples"), end="2022")
    person.change_requests.create(text="Please mend.")

    text = text_of(client.get(page_of(person)))

    assert "Here since 2021" in text
    assert "On samples Principal investigator, until 2022" in text
    assert "ada@example.org" in text
    assert "Please mend." in text


def test_an_account_with_a_page_is_shown_there(client):
    person = PersonFactory(user=UserFactory())

    answer = client.get(reverse("people-desk:account", args=[person.user.pk]))

    assert answer.url == page_of(person)


# --- Joining pages and accounts -------------------------------------------------------------------


def test_a_page_is_joined_to_an_account_by_its_address(client):
    person, user = PersonFactory(), UserFactory(email="ada@example.org")

    client.post(reverse("people-desk:bind", args=[person.pk]), {"email": "Ada@Example.org"})

    person.refresh_from_db()
    assert person.user == user


@pytest.mark.parametrize(
    ("email", "words"),
    [("nobody@example.org", "No account has this address"), ("no address", "valid email address")],
)
def test_an_address_without_an_account_is_joined_to_nothing(client, email, words):
    person = PersonFactory()

    answer = client.post(
        reverse("people-desk:bind", args=[person.pk]), {"email": email}, follow=True
    )

    assert words in answer.text


def test_a_page_is_not_taken_from_its_account_in_passing(client):
    person, user = PersonFactory(user=UserFactory()), UserFactory(email="ada@example.org")

    answer = client.post(
        reverse("people-desk:bind", args=[person.pk]), {"email": user.email}, follow=True
    )

    assert "has a page and an account already" in answer.text
    person.refresh_from_db()
    assert person.user != user


def test_page_and_account_are_separated(client):
    person = PersonFactory(user=UserFactory())

    client.post(reverse("people-desk:unbind", args=[person.pk]))

    person.refresh_from_db()
    assert person.user is None


def test_an_account_looks_for_its_page_and_finds_it_by_name(client):
    user = UserFactory(name="Ada Sample")
    person = PersonFactory(name="Ada Sample")
    address = reverse("people-desk:account", args=[user.pk])
    assert "Ada Sample" in [one.name for one in client.get(address).context["found"]]

    client.post(reverse("people-desk:give-page", args=[user.pk]), {"person": person.pk})

    person.refresh_from_db()
    assert person.user == user


def test_an_account_gets_a_new_page(client):
    user = UserFactory(name="Ada Sample")

    client.post(reverse("people-desk:give-page", args=[user.pk]), {"person": "new"})

    assert (user.person.name, user.person.slug) == ("Ada Sample", "ada-sample")


# --- Changing a page ------------------------------------------------------------------------------


def test_a_coordinator_changes_a_page_with_places_and_parts(client):
    person = PersonFactory(user=UserFactory())
    here, project = InstitutionFactory(), ProjectFactory()
    said = {"name": "Ada New", "homepage": "", "orcid": "0000-0002-1825-0097"}
    for name in ("affiliations", "memberships"):
        said |= {
            f"{name}-TOTAL_FORMS": 1,
            f"{name}-INITIAL_FORMS": 0,
            f"{name}-0-person": person.pk,
        }
    said |= {"affiliations-0-institution": here.pk, "affiliations-0-start": "2020"}
    said |= {"memberships-0-project": project.pk, "memberships-0-role": "associate"}

    answer = client.post(reverse("people-desk:edit", args=[person.pk]), said)

    assert answer.url == page_of(person)
    person.refresh_from_db()
    assert (person.name, person.user.name) == ("Ada New", "Ada New")
    assert person.affiliations.get().institution == here
    assert person.memberships.get().role == "associate"
    assert person.reviewed_at is None


def test_thirty_places_and_parts_cost_as_many_queries_as_one(client):
    person = PersonFactory()
    counts = []
    for number in (1, 29):
        for _ in range(number):
            person.affiliations.create(institution=InstitutionFactory())
            MembershipFactory(person=person)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("people-desk:edit", args=[person.pk]))
        counts.append(len(captured))

    assert counts[0] == counts[1]
