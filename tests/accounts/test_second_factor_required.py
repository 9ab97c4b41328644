import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from portal.preferences.models import Preferences
from tests.accounts.steps import set_up_app
from tests.factories.accounts import PasskeyFactory, UserFactory
from tests.factories.events import EventFactory

pytestmark = pytest.mark.django_db

SECURITY = "/account/security/"
NOTICE = "Your role needs a second factor"


@pytest.fixture
def wanted():
    """Have a second factor required of organisers."""
    Preferences(second_factor_roles=[Role.ORGANISER]).save()


@pytest.fixture
def organiser(client, wanted):
    """Somebody signed in whose role needs what they lack."""
    user = UserFactory(roles=[Role.ORGANISER])
    client.force_login(user)
    return user


def test_nobody_needs_one_unless_the_programme_wants_it(client, db):
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))

    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize("address", ["/desk/", "/desk/events/", "/me/", "/desk/events/new/"])
def test_who_lacks_one_is_led_to_set_it_up(client, organiser, address):
    page = client.get(address, follow=True)

    assert page.redirect_chain == [(SECURITY, 302)]
    assert NOTICE in page.text


def test_who_lacks_one_is_led_there_in_their_language(client, organiser):
    assert client.get("/de/me/").url == f"/de{SECURITY}"


def test_a_form_that_is_sent_without_one_changes_nothing(client, organiser):
    event = EventFactory(draft=True)

    page = client.post(reverse("events-desk:publish", args=[event.slug]))

    event.refresh_from_db()
    assert page.url == SECURITY
    assert event.state == "draft"


def test_a_part_of_a_page_has_the_whole_page_led_there(client, organiser):
    part = client.get("/desk/", headers={"hx-request": "true"})

    assert (part.status_code, part["HX-Redirect"]) == (204, SECURITY)


def test_without_one_the_portal_is_what_a_visitor_sees(client, organiser):
    hidden = EventFactory(members_only=True)

    page = client.get("/")

    assert page.status_code == 200
    assert NOTICE in page.text
    assert organiser.email not in page.text
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_a_visitor_is_asked_to_sign_in_as_ever(client, wanted):
    assert client.get("/desk/").url.startswith("/account/login/")
    assert NOTICE not in client.get("/").text


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_email", "account_logout"],
)
def test_the_pages_of_the_account_stay_open(client, organiser, name):
    page = client.get(reverse(name))

    assert page.status_code == 200 or page.url.startswith("/account/reauthenticate/")


def test_signing_out_stays_possible(client, organiser):
    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session


@pytest.mark.django_db(transaction=True)
def test_once_it_is_set_up_everything_is_open_at_once(client, organiser):
    set_up_app(client)

    assert client.get("/desk/").status_code == 200
    assert NOTICE not in client.get("/").text


def test_a_passkey_will_do(client, organiser):
    PasskeyFactory(user=organiser)

    assert client.get("/desk/").status_code == 200


def test_it_is_needed_again_once_the_last_is_removed(client, organiser):
    PasskeyFactory(user=organiser).delete()

    assert client.get("/desk/").url == SECURITY


def test_recovery_codes_alone_are_no_second_factor(client, organiser):
    PasskeyFactory(user=organiser, type="recovery_codes", data={"seed": "a", "used_mask": 0})

    assert client.get("/desk/").url == SECURITY


def test_a_larger_role_needs_what_the_role_it_includes_needs(client, wanted):
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))

    assert client.get("/desk/").url == SECURITY


def test_a_smaller_role_does_not(client, wanted):
    client.force_login(UserFactory(roles=[Role.EDITOR]))

    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/account/emailaddress/", "/admin/mfa/authenticator/"]
)
def test_administrators_need_one_as_soon_as_anybody_does(client, wanted, address):
    client.force_login(UserFactory(administrator=True))

    page = client.get(address, follow=True)

    assert page.redirect_chain[-1][0] == SECURITY


def test_an_administrator_who_has_one_works_on(client, wanted):
    user = UserFactory(administrator=True)
    PasskeyFactory(user=user)
    client.force_login(user)

    assert client.get("/admin/").status_code == 200
