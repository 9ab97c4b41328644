import json

import pytest

from events.registrations.models import Registration
from portal.accesslog.models import Access
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.privacy import retention
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.projects import PersonFactory

pytestmark = pytest.mark.django_db
DESK = "/desk/privacy/"
WHY = "Asked by mail on 3 May"


@pytest.fixture
def coordinator(client):
    user = UserFactory(roles=[Role.COORDINATOR], name="Sample Coordinator")
    client.force_login(user)
    return user


@pytest.fixture
def proved(coordinator, client):
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return coordinator


def look(client, whose, why=WHY, step="look", **fields):
    return client.post(f"{DESK}{step}/", {"whose": whose, "why": why} | fields)


def test_finding_lists_accounts_people_and_the_bare_address(coordinator, client):
    UserFactory(name="Ada Sample", email="ada@example.org")
    PersonFactory(name="Adam Sample")

    by_name = client.get(DESK, {"q": "Ada"}).text
    by_address = client.get(DESK, {"q": "guest@example.org"}).text

    assert "Ada Sample" in by_name
    assert "Adam Sample" in by_name
    assert 'value="address:guest@example.org"' in by_address


def test_finding_shows_nothing_of_what_is_stored_and_is_no_look(coordinator, client):
    RegistrationFactory(email="guest@example.org", name="Guest Sample")

    assert "Guest Sample" not in client.get(DESK, {"q": "guest@example.org"}).text
    assert not Access.objects.exists()


def test_of_a_guest_without_an_account_one_sees_what_is_stored(coordinator, client):
    RegistrationFactory(email="guest@example.org", name="Guest Sample")

    page = look(client, "address:guest@example.org").text

    assert "Guest Sample" in page
    assert "Erase this person" in page


def test_each_look_is_written_down_and_its_subject_reads_it(coordinator, client):
    user = UserFactory(email="ada@example.org")

    look(client, f"user:{user.pk}")
    look(client, f"user:{user.pk}", step="export", format="json")

    kinds = Access.objects.order_by("pk").values_list("who", "whose", "kind", "why")
    assert list(kinds) == [(coordinator.pk, user.pk, kind, WHY) for kind in ("look", "export")]
    client.force_login(user)
    assert "Sample Coordinator" in client.get("/account/privacy/").text
    assert WHY in client.get("/account/privacy/").text


def test_nobody_looks_without_a_reason(coordinator, client):
    user = UserFactory(email="ada@example.org")

    page = look(client, f"user:{user.pk}", why="").text

    assert "ada@example.org" not in page
    assert not Access.objects.exists()


@pytest.mark.parametrize("whose", ["", "user:0", "user:²", "person:x", "address:none", "nonsense"])
def test_nobody_is_found_by_nonsense(coordinator, client, whose):
    response = look(client, whose)

    assert response.status_code == 200
    assert not Access.objects.exists()


def test_the_log_holds_no_address(coordinator, client):
    look(client, "address:guest@example.org")

    assert "guest" not in str(Access.objects.values())
    assert "an address without an account" in client.get(f"{DESK}accesses/").text


def test_the_export_is_a_file(coordinator, client):
    RegistrationFactory(email="guest@example.org", name="Guest Sample")

    data = look(client, "address:guest@example.org", step="export", format="json")
    page = look(client, "address:guest@example.org", step="export", format="html")

    assert json.loads(data.content)["stored"]["registrations"][0]["name"] == "Guest Sample"
    assert "Guest Sample" in page.text
    assert "attachment" in page["Content-Disposition"]


def test_a_guest_is_erased_on_request(proved, client):
    RegistrationFactory(
        email="guest@example.org", name="Guest Sample", event=EventFactory(past=True)
    )

    look(client, "address:guest@example.org", step="erase", names="keep")

    assert Registration.objects.get().name == "Name removed"
    # That somebody was erased stays known, but not who.
    assert Access.objects.get().address_key == ""


def test_erasing_somebody_else_needs_a_proof_of_who_asks(coordinator, client):
    user = UserFactory()

    response = look(client, f"user:{user.pk}", step="erase", names="keep")

    assert response["Location"].startswith("/account/reauthenticate/")
    assert User.objects.filter(pk=user.pk).exists()


def test_coordinators_erase_neither_themselves_here_nor_an_administrator(proved, client):
    administrator = UserFactory(administrator=True)

    for user in (proved, administrator):
        look(client, f"user:{user.pk}", step="erase", names="keep")

    assert User.objects.filter(pk__in=[proved.pk, administrator.pk]).count() == 2


def test_what_the_nights_removed_is_shown(coordinator, client):
    assert "Nothing has run yet" in client.get(f"{DESK}retention/").text
    RegistrationFactory(event=EventFactory(past=True))
    retention.run()

    assert "Nothing was due." in client.get(f"{DESK}retention/").text


def test_thirty_runs_cost_no_more_queries_than_one(
    coordinator, client, django_assert_max_num_queries
):
    for _night in range(30):
        retention.run()

    with django_assert_max_num_queries(12):
        client.get(f"{DESK}retention/")
