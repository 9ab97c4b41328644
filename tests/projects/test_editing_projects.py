import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from portal.common.text import MAX_LENGTH
from portal.mail.models import Message
from projects.models import Membership, Project
from tests.factories.accounts import UserFactory
from tests.factories.projects import (
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    ProjectFactory,
)
from tests.projects.pages import text_of

pytestmark = pytest.mark.django_db
SAID = {
    "acronym": "RAFSA",
    "title_de": "Raten für Muster",
    "summary": "Why $x^2$ **generalises**.",
    "keywords": "rates, samples; rates",
    "website": "rates.example",
}


@pytest.fixture
def project(client):
    """A project led by whoever is signed in."""
    user = UserFactory(roles=[Role.MEMBER])
    client.force_login(user)
    project = ProjectFactory(title="Rates", summary="Before.")
    MembershipFactory(project=project, person=PersonFactory(user=user))
    return project


@pytest.fixture
def coordinator(client):
    user = UserFactory(roles=[Role.COORDINATOR])
    client.force_login(user)
    return user


def address(name, project):
    return reverse(f"projects:{name}", args=[project.slug])


def save(client, project, **changes):
    seen = client.get(address("edit", project)).context["form"]["seen"].value()
    return client.post(address("edit", project), SAID | {"seen": seen} | changes)


# --- The text -------------------------------------------------------------------------------------


def test_who_leads_a_project_changes_what_its_page_says(client, project):
    response = save(client, project)

    assert response.url == project.get_absolute_url()
    project.refresh_from_db()
    assert "<strong>generalises</strong>" in project.summary_html
    assert "<math" in project.summary_html
    assert project.keywords == ["rates", "samples"]
    assert project.website == "https://rates.example"
    assert project.title_de == "Raten für Muster"


def test_the_title_is_for_coordinators_to_change(client, project):
    save(client, project, title="Something else")

    project.refresh_from_db()
    assert project.title == "Rates"


def test_a_coordinator_changes_the_title_and_the_address_stays(client, coordinator):
    project = ProjectFactory(title="Rates", slug="rates")

    save(client, project, title="Rates of $x$")

    project.refresh_from_db()
    assert "<math" in project.title_html
    assert project.slug == "rates"


def test_the_preview_shows_what_would_be_published(client, project):
    response = client.post(address("edit-preview", project), SAID)

    assert "<strong>generalises</strong>" in response.text
    assert "Raten für Muster" in response.text
    project.refresh_from_db()
    assert project.summary == "Before."


def test_without_scripts_a_button_makes_the_preview_and_saves_nothing(client, project):
    response = save(client, project, then="preview")

    assert "<strong>generalises</strong>" in response.text
    assert Project.objects.get(pk=project.pk).summary == "Before."


def test_a_hostile_text_comes_out_harmless(client, project):
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"

    preview = client.post(address("edit-preview", project), SAID | {"summary": hostile}).text
    save(client, project, summary=hostile)

    project.refresh_from_db()
    for html in (preview, project.summary_html):
        assert "<script" not in html
        assert "<img" not in html
        assert 'href="javascript' not in html


def test_of_two_who_write_at_once_the_second_sees_what_the_first_stored(client, project):
    seen = client.get(address("edit", project)).context["form"]["seen"].value()
    save(client, project, summary="The first.")

    second = client.post(address("edit", project), SAID | {"summary": "The second.", "seen": seen})

    assert "Somebody changed this project" in second.text
    assert "The first." in second.text
    assert "The second." in second.text
    again = second.context["form"]["seen"].value()
    client.post(address("edit", project), SAID | {"summary": "The second.", "seen": again})
    project.refresh_from_db()
    assert project.summary == "The second."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("website", "no address"),
        ("summary", "x" * (MAX_LENGTH + 1)),
        ("acronym", "x" * 41),
        ("keywords", ", ".join(f"word {n}" for n in range(21))),
        ("keywords", "x" * 121),
        ("title_de", "x" * 401),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_everything_is_kept(client, project, field, value):
    response = save(client, project, **{field: value})

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert response.context["form"]["title_de"].value() == (SAID | {field: value})["title_de"]
    project.refresh_from_db()
    assert project.summary == "Before."


# --- The team -------------------------------------------------------------------------------------


def team(client, project, *rows):
    said = {"memberships-TOTAL_FORMS": len(rows), "memberships-INITIAL_FORMS": len(rows)}
    for number, (membership, fields) in enumerate(rows):
        row = {"id": membership.pk, "role": membership.role, "start": "", "end": ""} | fields
        said |= {f"memberships-{number}-{name}": value for name, value in row.items()}
    return client.post(address("team", project), said)


def test_who_leads_a_project_ends_the_part_of_somebody(client, project):
    membership = MembershipFactory(project=project, role="researcher")

    team(client, project, (membership, {"start": "2020", "end": "2021-06"}))

    membership.refresh_from_db()
    assert (str(membership.start), str(membership.end)) == ("2020", "2021-06")
    page = text_of(client.get(project.get_absolute_url()))
    assert f"Formerly in the team {membership.person.name} 2020 – June 2021" in page


def test_somebody_who_was_never_there_is_removed(client, project):
    membership = MembershipFactory(project=project, role="researcher")

    team(client, project, (membership, {"DELETE": "on"}))

    assert not project.memberships.filter(pk=membership.pk).exists()


def test_who_leads_is_shown_to_leaders_and_not_theirs_to_change(client, project):
    other = MembershipFactory(project=project)

    page = client.get(address("team", project)).text
    team(client, project, (other, {"end": "2020"}))

    assert other.person.name in page
    other.refresh_from_db()
    assert other.end is None


def test_a_leader_makes_nobody_lead(client, project):
    membership = MembershipFactory(project=project, role="researcher")

    response = team(client, project, (membership, {"role": "principal investigator"}))

    assert "valid choice" in response.text
    membership.refresh_from_db()
    assert membership.role == "researcher"


def test_a_coordinator_changes_who_leads(client, coordinator):
    membership = MembershipFactory()

    team(client, membership.project, (membership, {"end": "2020"}))

    membership.refresh_from_db()
    assert str(membership.end) == "2020"


def test_two_parts_of_one_person_do_not_become_the_same(client, project):
    one = MembershipFactory(project=project, role="researcher")
    two = MembershipFactory(project=project, role="associate", person=one.person)

    response = team(client, project, (one, {"role": "associate"}), (two, {}))

    assert "has that part already" in response.text


def test_a_row_of_another_project_is_out_of_reach(client, project):
    other = MembershipFactory(role="researcher")

    team(client, project, (other, {"DELETE": "on"}))

    assert Membership.objects.filter(pk=other.pk).exists()


def test_somebody_who_has_a_page_is_found_and_added(client, project):
    ada = PersonFactory(name="Ada Findable")

    page = client.get(address("team", project), {"q": "findable"}).text
    client.post(address("join", project), {"person": ada.pk, "role": "associate"})

    assert "Ada Findable" in page
    assert project.memberships.get(person=ada).role == "associate"


def test_who_is_added_and_has_an_account_is_told_by_mail(client, project):
    ada = PersonFactory(user=UserFactory())

    for _twice in range(2):
        client.post(address("join", project), {"person": ada.pk, "role": "associate"})
    client.post(address("join", project), {"person": PersonFactory().pk, "role": "associate"})

    letter = Message.objects.get()
    assert letter.deliveries.get().email == ada.user.email
    assert project.get_absolute_url() in letter.text


@pytest.mark.parametrize("role", ["principal investigator", "director", ""])
def test_a_leader_adds_nobody_as_anything_else(client, project, role):
    answer = client.post(address("join", project), {"person": PersonFactory().pk, "role": role})

    assert answer.status_code == 404
    assert project.memberships.count() == 1


def test_thirty_in_the_team_cost_as_many_queries_as_one(client, project):
    ProgrammeFactory()
    counts = []
    for number in (1, 29):
        MembershipFactory.create_batch(number, project=project, role="researcher")
        with CaptureQueriesContext(connection) as captured:
            client.get(address("team", project))
        counts.append(len(captured))

    assert counts[0] == counts[1]


# --- Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["edit", "team"])
def test_who_merely_works_in_a_project_does_not_change_its_page(client, name):
    user = UserFactory(roles=[Role.MEMBER])
    client.force_login(user)
    project = MembershipFactory(person=PersonFactory(user=user), role="researcher").project

    assert client.get(address(name, project)).status_code == 404


def test_who_led_a_project_once_does_not_change_its_page_any_more(client, project):
    project.memberships.update(end="2020")

    assert client.get(address("edit", project)).status_code == 404


def test_the_ways_to_change_a_project_are_shown_to_who_may(client, project):
    assert address("edit", project) in client.get(project.get_absolute_url()).text
    assert address("edit", project) not in client.get(ProjectFactory().get_absolute_url()).text


def test_a_visitor_pays_no_query_for_them(client, project):
    client.logout()
    ProgrammeFactory()

    with CaptureQueriesContext(connection) as captured:
        page = client.get(project.get_absolute_url()).text

    assert address("edit", project) not in page
    asked = " ".join(query["sql"] for query in captured)
    assert "accounts_user" not in asked
    assert len(captured) <= 8
