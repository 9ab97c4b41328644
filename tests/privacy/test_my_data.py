import json

import pytest

from portal.accounts.roles import Role
from portal.privacy import exporting, subjects
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.events import RegistrationFactory
from tests.factories.mail import DeliveryFactory, SubscriptionFactory
from tests.privacy.somebody import EMAIL, NAME, somebody

pytestmark = pytest.mark.django_db
PAGE = "/account/privacy/"


@pytest.fixture
def member(client):
    user = UserFactory(roles=[Role.MEMBER], name="Ada Sample", email="ada@example.org")
    client.force_login(user)
    return user


def test_the_page_shows_what_is_stored(member, client):
    RegistrationFactory(email="ada@example.org", event__title="Sample workshop")

    page = client.get(PAGE).text

    assert "Sample workshop" in page
    assert "ada@example.org" in page


def test_nobody_else_keeps_a_copy(member, client):
    for address in (PAGE, f"{PAGE}my-data.json", f"{PAGE}my-data.html"):
        assert {"no-store", "private"} <= set(client.get(address)["Cache-Control"].split(", "))


def test_the_data_is_plain_json(member, client):
    RegistrationFactory(user=member, name="Ada Sample", email="ada@example.org")

    response = client.get(f"{PAGE}my-data.json")

    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    stored = json.loads(response.content)["stored"]
    (registration,) = stored["registrations"]
    assert (registration["name"], registration["state"]) == ("Ada Sample", "Confirmed")
    assert stored["account"][0]["email"] == "ada@example.org"


def test_the_file_needs_nothing_else(member, client):
    page = client.get(f"{PAGE}my-data.html").text

    assert "ada@example.org" in page
    assert not any(outside in page for outside in ("<script", "<link", "src=", "url("))


def test_what_others_have_is_not_shown(member, client):
    RegistrationFactory(email="other@example.org", name="Somebody Else")
    DeliveryFactory(email="other@example.org", message__subject="For somebody else")

    page = client.get(PAGE).text
    assert "Somebody Else" not in page
    assert "For somebody else" not in page


def test_an_address_that_is_not_proved_shows_nobodys_data(member, client):
    member.emailaddress_set.create(email="victim@example.org", verified=False)
    RegistrationFactory(email="victim@example.org", name="The Victim")
    SubscriptionFactory(email="victim@example.org")

    stored = json.loads(client.get(f"{PAGE}my-data.json").content)["stored"]

    assert "registrations" not in stored
    assert "subscriptions" not in stored


def test_every_address_that_is_proved_counts(member, client):
    member.emailaddress_set.create(email="second@example.org", verified=True)
    RegistrationFactory(email="Second@Example.org")

    assert "registrations" in json.loads(client.get(f"{PAGE}my-data.json").content)["stored"]


def test_the_text_of_a_confidential_mail_stays_secret(member, client):
    DeliveryFactory(
        email="ada@example.org", message__text="the key 1234", message__confidential=True
    )

    assert "1234" not in client.get(PAGE).text


def test_of_somebody_with_everything_all_kinds_are_told():
    world = somebody()

    kinds = {section.key for section in exporting.sections(subjects.of_user(world.user))}

    assert kinds == {
        *("account", "addresses", "logins", "factors", "sessions", "administration"),
        *(
            "person",
            "affiliations",
            "memberships",
            "publications",
            "talks",
            "joint_talks",
            "certificates",
            "slides",
            "submissions",
            "programme_releases",
            "co_authored",
            "reviewing",
            "reviews",
            "assigned",
            "conflicts",
            "registrations",
            "series_registrations",
        ),
        *(
            "articles",
            "announcements",
            "subscriptions",
            "suppressed",
            "mails",
            "written",
            "invitations",
            "invited",
            "invited_talks",
        ),
        *("consents", "accesses", "history", "requests"),
    }


def test_many_rows_cost_no_more_queries_than_one(member, client, django_assert_max_num_queries):
    RegistrationFactory.create_batch(30, email="ada@example.org")
    DeliveryFactory.create_batch(30, email="ada@example.org")

    with django_assert_max_num_queries(60):
        client.get(PAGE)


def test_the_file_of_somebody_with_everything_is_readable(client):
    world = somebody()
    client.force_login(world.user)

    page = client.get(f"{PAGE}my-data.html").text

    assert EMAIL in page
    assert NAME in page
    assert "To be given alone" in page


def test_the_password_is_never_told(member, client):
    assert member.password
    assert member.password not in client.get(f"{PAGE}my-data.json").text
    assert PASSWORD not in client.get(f"{PAGE}my-data.json").text
