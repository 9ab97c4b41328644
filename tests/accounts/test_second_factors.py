import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from tests.accounts.steps import (
    code_of_app,
    confirm_password,
    is_signed_in,
    letters_to,
    set_up_app,
    sign_in,
    sign_in_by_code,
)
from tests.factories.accounts import PasskeyFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

EMAIL = "sample@example.org"
SECOND = "/account/login/second/"


@pytest.fixture
def user():
    return UserFactory(email=EMAIL)


@pytest.fixture
def secret(client, user):
    """The key of an app that was set up; nobody is signed in afterwards."""
    client.force_login(user)
    secret = set_up_app(client)
    client.logout()
    return secret


def recovery_codes(client):
    page = client.get(reverse("mfa_view_recovery_codes"), follow=True)
    return confirm_password(client, page).context["unused_codes"]


def test_the_page_on_security_shows_every_way_in(client, user):
    PasskeyFactory(user=user)
    client.force_login(user)

    page = client.get(reverse("mfa_index")).text

    assert all(word in page for word in ("Password", "Passkeys", "Phone", "Authenticator app"))


def test_setting_up_an_app_asks_again_who_is_there(client, user):
    client.force_login(user)

    page = client.get(reverse("mfa_activate_totp"), follow=True)

    assert "Is it you?" in page.text


def test_an_app_is_set_up_by_its_code_and_the_owner_is_told(client, user):
    client.force_login(user)

    set_up_app(client)

    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert [letter.subject for letter in letters_to(EMAIL)] == ["An app was set up"]


def test_who_has_just_set_up_an_app_sees_the_recovery_codes_at_once(client):
    User.objects.create_user("without.password@example.org")
    sign_in_by_code(client, "without.password@example.org")

    set_up_app(client)

    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200


def test_who_has_a_passkey_and_no_app_is_asked_for_the_passkey_first(client):
    user = User.objects.create_user("without.password@example.org")
    PasskeyFactory(user=user)
    RecoveryCodes.activate(user)
    client.force_login(user)

    answer = client.get(reverse("account_reauthenticate"))

    assert answer["Location"] == reverse("mfa_reauthenticate_webauthn")


def test_a_wrong_code_sets_up_nothing(client, user):
    client.force_login(user)
    address = reverse("mfa_activate_totp")
    confirm_password(client, client.get(address, follow=True))

    page = client.post(address, {"code": "000000x"})

    assert "code" in page.context["form"].errors
    assert not Authenticator.objects.exists()


def test_a_password_alone_no_longer_signs_in(client, secret):
    page = sign_in(client, EMAIL)

    assert page.url == SECOND
    assert not is_signed_in(client)
    assert client.get("/me/").status_code == 302


def test_a_code_by_mail_alone_no_longer_signs_in(client, secret):
    page = sign_in_by_code(client, EMAIL)

    assert page.redirect_chain[-1][0] == SECOND
    assert not is_signed_in(client)


def test_the_code_of_the_app_is_the_second_step(client, secret):
    sign_in(client, EMAIL)

    page = client.post(SECOND, {"code": code_of_app(secret)})

    assert page.url == reverse("me")
    assert is_signed_in(client)


def test_a_wrong_code_of_the_app_does_not_sign_in(client, secret):
    sign_in(client, EMAIL)

    page = client.post(SECOND, {"code": "123"})

    assert "code" in page.context["form"].errors
    assert not is_signed_in(client)


def test_a_code_of_the_app_works_once(client, secret):
    code = code_of_app(secret)
    for browser in (client, Client()):
        sign_in(browser, EMAIL)
        browser.post(SECOND, {"code": code})

    assert is_signed_in(client)
    assert not is_signed_in(browser)


def test_nobody_gets_to_the_second_step_without_the_first(client, secret):
    assert client.get(SECOND).url == "/account/login/"


def test_a_recovery_code_opens_the_account_once(client, user):
    client.force_login(user)
    set_up_app(client)
    code, *others = recovery_codes(client)
    client.logout()

    for browser in (client, Client()):
        sign_in(browser, EMAIL)
        browser.post(SECOND, {"code": code})

    assert is_signed_in(client)
    assert not is_signed_in(browser)
    assert recovery_codes(client) == others


def test_recovery_codes_are_downloaded_as_text(client, user):
    client.force_login(user)
    set_up_app(client)
    codes = recovery_codes(client)

    answer = client.get(reverse("mfa_download_recovery_codes"))

    assert answer["Content-Type"].startswith("text/plain")
    assert [line for line in answer.text.splitlines() if line in codes] == codes


def test_new_recovery_codes_end_the_old_and_the_owner_is_told(client, user):
    client.force_login(user)
    set_up_app(client)
    old = recovery_codes(client)

    client.post(reverse("mfa_generate_recovery_codes"))

    assert set(recovery_codes(client)).isdisjoint(old)
    assert letters_to(EMAIL)[-1].subject == "New recovery codes"


def test_an_app_is_removed_with_its_recovery_codes_and_the_owner_is_told(client, user):
    client.force_login(user)
    set_up_app(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()
    assert letters_to(EMAIL)[-1].subject == "The app was removed"


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_the_passkey_of_somebody_else_does_not_exist(client, user, name):
    address = reverse(name, args=[PasskeyFactory().pk])
    client.force_login(user)

    page = client.get(address, follow=True)
    page = client.post(page.redirect_chain[-1][0], {"password": "plainly made-up passphrase"})

    assert client.get(page.url).status_code == 404
    assert client.post(address).status_code == 404


def test_a_passkey_is_renamed(client, user):
    passkey = PasskeyFactory(user=user)
    client.force_login(user)
    confirm_password(client, client.get(reverse("mfa_activate_totp"), follow=True))

    page = client.post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": "Laptop"})

    assert page.url == reverse("mfa_index")
    assert "Laptop" in client.get(page.url).text


@pytest.mark.parametrize(
    "credential", ["", "nonsense", "{}", "[]", '"a"', '{"id": "a", "response": "b"}', "null"]
)
def test_a_passkey_that_is_none_signs_nobody_in(client, user, credential):
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})

    page = client.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert page.url == "/account/login/"
    assert not is_signed_in(client)


def test_what_an_authenticator_holds_is_shown_to_no_administrator(client, secret):
    client.force_login(UserFactory(administrator=True))
    app = Authenticator.objects.get(type="totp")

    page = client.get(reverse("admin:mfa_authenticator_change", args=[app.pk]))

    assert page.status_code == 200
    assert app.data["secret"] not in page.text
