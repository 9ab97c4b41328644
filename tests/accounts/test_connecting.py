"""Connecting logins elsewhere to an account, and taking them away."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from portal.accounts.models import User
from tests.accounts.coming import (
    ORCID,
    come_by,
    connect,
    disconnect,
    signed_in,
)
from tests.accounts.steps import confirm_password, letters_to
from tests.factories.accounts import SocialAccountFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user(db):
    return UserFactory(email="known@uni-a.example")


def test_connecting_asks_again_who_is_there(client, servers, user):
    client.force_login(user)

    page = come_by(client, servers, "orcid", ORCID, process="connect")

    assert "Is it you?" in page.text
    assert SocialAccount.objects.count() == 0


def test_a_member_connects_an_orcid_and_is_told_by_mail(client, servers, user):
    client.force_login(user)

    page = connect(client, servers)

    assert page.redirect_chain[-1][0] == reverse("mfa_index")
    assert "You can sign in by ORCID now." in page.text
    assert SocialAccount.objects.get().user == user
    assert [letter.subject for letter in letters_to(user.email)] == ["ORCID is connected"]


def test_connecting_needs_an_account(client, servers, db):
    page = come_by(client, servers, "orcid", ORCID, process="connect")

    assert page.redirect_chain[-1][0].startswith("/account/login/")
    assert SocialAccount.objects.count() == 0


def test_an_orcid_opens_one_account_only(client, servers, user):
    SocialAccountFactory(uid=ORCID)
    client.force_login(user)

    page = come_by(client, servers, "orcid", ORCID, process="connect")
    page = confirm_password(client, page)

    assert "belongs to another account" in page.text
    assert SocialAccount.objects.get().user != user


def test_several_logins_open_one_account(client, servers, user):
    client.force_login(user)
    connect(client, servers)
    come_by(client, servers, "uni-a", "subject-7", process="connect")
    come_by(client, servers, "uni-b", "subject-8", process="connect")

    client.logout()
    come_by(client, servers, "uni-b", "subject-8")

    assert signed_in(client) == user
    assert user.socialaccount_set.count() == 3


def test_of_what_the_provider_says_only_little_is_kept(client, servers, user):
    servers.uni_a.knows(
        "subject-9", name="Sample", email="a@b.example", phone="1", groups=["staff"]
    )
    client.force_login(user)

    connect(client, servers, "uni-a", "subject-9")

    kept = {"sub": "subject-9", "name": "Sample", "email": "a@b.example"}
    assert SocialAccount.objects.get().extra_data == {"userinfo": kept}


def test_a_login_is_disconnected_by_a_button(client, servers, user):
    account = SocialAccountFactory(user=user, uid=ORCID)
    client.force_login(user)

    page = disconnect(client, account)

    assert "no longer connected" in page.text
    assert SocialAccount.objects.count() == 0
    assert [letter.subject for letter in letters_to(user.email)] == ["ORCID is no longer connected"]


def test_the_last_login_may_go_without_a_password_for_a_code_by_mail_remains(client, servers):
    account = SocialAccountFactory(user=User.objects.create_user("a@example.org"), uid=ORCID)
    come_by(client, servers, "orcid", ORCID)

    disconnect(client, account)

    assert SocialAccount.objects.count() == 0


def test_a_login_whose_provider_is_gone_is_shown_and_can_be_disconnected(client, user, db):
    account = SocialAccountFactory(user=user, provider="closed-university")
    client.force_login(user)

    assert "closed-university" in client.get(reverse("mfa_index")).text
    disconnect(client, account)

    assert SocialAccount.objects.count() == 0


def test_nobody_disconnects_the_login_of_somebody_else(client, servers, user):
    account = SocialAccountFactory(uid=ORCID)
    client.force_login(user)

    disconnect(client, account)

    assert SocialAccount.objects.get() == account
