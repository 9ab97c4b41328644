import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from projects.models import ChangeRequest, Person
from tests.factories.accounts import UserFactory
from tests.factories.projects import (
    InstitutionFactory,
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    ProjectFactory,
)
from tests.projects.pages import text_of

pytestmark = pytest.mark.django_db
PROFILE = reverse("profile:profile")
ORCID = "0000-0002-1825-0097"
PROVED = {"openid_connect": {"APPS": [{"provider_id": "orcid"}]}}


@pytest.fixture
def person(client):
    """The page of whoever is signed in."""
    user = UserFactory(name="Ada Sample", roles=[Role.MEMBER])
    client.force_login(user)
    return PersonFactory(name="Ada Sample", slug="ada-sample", user=user)


def row(number, person, **fields):
    """What the form sends for one place of work."""
    place = {"person": person.pk, "institution": "", "start": "", "end": "", "id": ""} | fields
    return {f"affiliations-{number}-{name}": value for name, value in place.items()}


def save(client, *rows, stored=0, **fields):
    said = {"name": "Ada Sample", "homepage": "", "orcid": ""} | fields
    said |= {"affiliations-TOTAL_FORMS": len(rows), "affiliations-INITIAL_FORMS": stored}
    for one in rows:
        said |= one
    return client.post(PROFILE, said)


def test_a_member_changes_name_and_homepage(client, person):
    response = save(client, name="Ada S. Sample", homepage="ada.example/me")

    assert response.url == PROFILE
    person.refresh_from_db()
    assert (person.name, person.homepage) == ("Ada S. Sample", "https://ada.example/me")
    assert person.slug == "ada-sample"
    assert person.user.name == "Ada S. Sample"


def test_the_way_to_change_ones_page_stands_on_it_for_its_owner_alone(client, person):
    assert PROFILE in client.get(person.get_absolute_url()).text.partition("<main")[2]

    other = client.get(PersonFactory().get_absolute_url())
    assert PROFILE not in other.text.partition("<main")[2]


def test_saving_the_page_says_that_it_is_right(client, person):
    save(client)

    person.refresh_from_db()
    assert (timezone.now() - person.reviewed_at).total_seconds() < 60


def test_one_button_says_that_the_page_is_right(client, person):
    assert "You have not said yet" in client.get(PROFILE).text

    client.post(reverse("profile:confirm"))

    assert "You last said on" in client.get(PROFILE).text


def test_reading_the_page_confirms_nothing(client, person):
    client.get(PROFILE)

    assert client.get(reverse("profile:confirm")).status_code == 405
    person.refresh_from_db()
    assert person.reviewed_at is None


def test_a_place_is_added_with_times_as_precise_as_they_are_known(client, person):
    here = InstitutionFactory()

    save(client, row(0, person, institution=here.pk, start="2021-03"))

    place = person.affiliations.get()
    assert (place.institution, str(place.start), place.end) == (here, "2021-03", None)
    assert not place.is_former


def test_a_place_whose_end_is_past_is_a_former_one(client, person):
    save(client, row(0, person, institution=InstitutionFactory().pk, start="2019", end="2020"))

    assert person.affiliations.get().is_former


def test_a_place_is_removed(client, person):
    place = person.affiliations.create(institution=InstitutionFactory())

    gone = row(0, person, id=place.pk, institution=place.institution_id, DELETE="on")
    save(client, gone, stored=1)

    assert not person.affiliations.exists()


def test_a_place_of_somebody_else_is_out_of_reach(client, person):
    other = PersonFactory()
    theirs = other.affiliations.create(institution=InstitutionFactory())

    save(
        client,
        row(0, person, id=theirs.pk, institution=theirs.institution_id, DELETE="on"),
        stored=1,
    )

    assert other.affiliations.get() == theirs


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"start": "March"}, "is no date"),
        ({"start": "2021-13"}, "no such date"),
        ({"start": "2022", "end": "2021"}, "It ends before it begins."),
        ({"institution": "0"}, "valid choice"),
        ({"institution": "", "start": "2021"}, "required"),
    ],
)
def test_what_is_wrong_with_a_place_is_said_at_its_field_and_kept(client, person, fields, words):
    fields = {"institution": InstitutionFactory().pk} | fields

    response = save(client, row(0, person, **fields), homepage="https://ada.example")

    assert words in response.text
    assert "https://ada.example" in response.text
    assert not person.affiliations.exists()


def test_one_place_twice_with_the_same_beginning_is_refused(client, person):
    here = InstitutionFactory()

    response = save(
        client, row(0, person, institution=here.pk), row(1, person, institution=here.pk)
    )

    assert "stands here twice" in response.text


def test_an_orcid_is_typed_where_nobody_can_prove_it(client, person):
    save(client, orcid=f"https://orcid.org/{ORCID}")

    person.refresh_from_db()
    assert person.orcid == ORCID


@pytest.mark.parametrize(
    ("orcid", "words"), [("0000-0002-1825-0079", "does not fit"), ("12", "looks like")]
)
def test_an_orcid_with_a_slip_in_it_is_refused_and_kept_in_the_form(client, person, orcid, words):
    response = save(client, orcid=orcid)

    assert words in response.text
    person.refresh_from_db()
    assert person.orcid is None


def test_an_orcid_of_somebody_else_is_refused(client, person):
    PersonFactory(orcid=ORCID)

    response = save(client, orcid=ORCID)

    assert "already exists" in response.text


def test_an_orcid_that_can_be_proved_is_shown_not_typed(client, person, settings):
    settings.SOCIALACCOUNT_PROVIDERS = PROVED
    Person.objects.filter(pk=person.pk).update(orcid=ORCID)

    page = client.get(PROFILE).text
    save(client, orcid="0000-0001-5109-3700")

    assert ORCID in page
    assert 'name="orcid"' not in page
    assert "under Security" in page
    person.refresh_from_db()
    assert person.orcid == ORCID


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 201, "a\0b"])
def test_a_name_that_is_none_is_refused(client, person, name):
    response = save(client, name=name)

    assert response.context["form"].errors["name"]
    person.refresh_from_db()
    assert person.name == "Ada Sample"


def test_a_name_stands_in_one_line(client, person):
    save(client, name="Ada\r\nSample\t")

    person.refresh_from_db()
    assert person.name == "Ada Sample"


def test_somebody_without_a_page_sees_why_and_whom_to_ask(client):
    ProgrammeFactory()
    client.force_login(UserFactory(roles=[Role.MEMBER]))

    page = client.get(PROFILE).text

    assert "Your account has no page yet." in page
    assert "office@example.org" in page
    assert reverse("profile:ask") in page


def test_twenty_places_cost_no_more_queries_than_one(client, person):
    ProgrammeFactory()
    counts = []
    for number in (1, 19):
        for _ in range(number):
            person.affiliations.create(institution=InstitutionFactory())
        with CaptureQueriesContext(connection) as captured:
            client.get(PROFILE)
        counts.append(len(captured))

    assert counts[0] == counts[1]


# --- Requests to change ---------------------------------------------------------------------------


def test_a_member_asks_for_a_change_of_the_own_page(client, person):
    response = client.post(reverse("profile:ask"), {"text": "My page is there twice."})

    assert response.url == PROFILE
    asked = ChangeRequest.objects.open().get()
    assert (asked.person, asked.asked_by, asked.text) == (
        person,
        person.user,
        "My page is there twice.",
    )


def test_a_member_asks_for_a_change_of_a_project(client, person):
    project = MembershipFactory(person=person, role="researcher").project
    address = reverse("projects:ask", args=[project.slug])
    assert address in client.get(project.get_absolute_url()).text

    client.post(address, {"text": "The title is wrong."})

    assert ChangeRequest.objects.get().project == project


def test_of_somebody_elses_project_one_asks_nothing(client, person):
    project = ProjectFactory()

    assert client.get(reverse("projects:ask", args=[project.slug])).status_code == 404
    assert "Ask for a change" not in client.get(project.get_absolute_url()).text


@pytest.mark.parametrize("text", ["", "x" * 4001, "a\0b"])
def test_a_request_without_words_or_with_too_many_is_refused(client, person, text):
    response = client.post(reverse("profile:ask"), {"text": text})

    assert response.context["form"].errors["text"]
    assert not ChangeRequest.objects.exists()


def test_what_one_asked_for_is_listed_with_its_answer(client, person):
    ChangeRequest.objects.create(
        text="Wrong.", asked_by=person.user, answer="Mended.", done_at=timezone.now()
    )

    assert "Wrong. Mended. answered" in text_of(client.get(reverse("profile:ask")))
