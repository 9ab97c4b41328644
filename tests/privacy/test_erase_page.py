import time

import pytest

from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/account/privacy/erase/"
REAUTHENTICATE = "/account/reauthenticate/"


@pytest.fixture
def member(client):
    user = UserFactory(roles=[Role.MEMBER])
    client.force_login(user)
    return user


@pytest.fixture
def proved(member, client):
    client.post(REAUTHENTICATE, {"password": PASSWORD})
    return member


def test_one_shows_first_that_it_is_oneself(member, client):
    for response in (client.get(PAGE), client.post(PAGE, {"names": "keep"})):
        assert response["Location"].startswith(REAUTHENTICATE)
    assert User.objects.filter(pk=member.pk).exists()


def test_looking_changes_nothing(proved, client):
    assert "Your account is deleted" in client.get(PAGE).text
    assert User.objects.filter(pk=proved.pk).exists()


def test_the_button_erases_signs_out_and_says_good_bye(proved, client):
    response = client.post(PAGE, {"names": "keep"}, follow=True)

    assert response.redirect_chain == [("/account/privacy/goodbye/", 302)]
    assert "What was stored about you is erased" in response.text
    assert not User.objects.filter(pk=proved.pk).exists()
    assert client.get("/me/").status_code == 302


def test_a_choice_that_is_none_erases_nobody(proved, client):
    assert "Please check" in client.post(PAGE, {"names": "perhaps"}).text
    assert User.objects.filter(pk=proved.pk).exists()


def test_the_last_coordinator_reads_why_not(proved, client):
    proved.grant(Role.COORDINATOR)

    assert "Erase me for good" not in client.get(PAGE).text
    response = client.post(PAGE, {"names": "keep"})

    assert response.status_code == 409
    assert "You are the last coordinator" in response.text
    assert User.objects.filter(pk=proved.pk).exists()


@pytest.fixture
def without_password(member, client):
    member.set_unusable_password()
    member.save()
    client.force_login(member)
    return member


def signed_in_by_code(client, user, *, seconds_ago):
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "code", "at": time.time() - seconds_ago}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def test_whoever_signs_in_by_code_alone_signs_in_anew(without_password, client):
    signed_in_by_code(client, without_password, seconds_ago=3600)

    for response in (client.get(PAGE), client.post(PAGE, {"names": "keep"})):
        assert response["Location"].startswith("/account/again/")
    assert User.objects.filter(pk=without_password.pk).exists()


def test_whoever_has_just_signed_in_by_a_code_need_not(without_password, client):
    signed_in_by_code(client, without_password, seconds_ago=60)

    client.post(PAGE, {"names": "keep"})

    assert not User.objects.filter(pk=without_password.pk).exists()
