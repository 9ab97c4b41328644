"""Signing in by ORCID and by a university, against real providers on this machine."""

import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.mail import tasks
from portal.preferences.models import Preferences
from tests import oidc
from tests.factories.accounts import PASSWORD, SocialAccountFactory, UserFactory
from tests.factories.projects import InstitutionFactory, PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)

ORCID = "0000-0002-1825-0097"


@pytest.fixture
def user(db):
    return UserFactory(email="known@uni-a.example")


@pytest.fixture
def open_signup(db):
    Preferences(signup=Preferences.Signup.INSTITUTIONS).save()
    return InstitutionFactory(domains=["uni-a.example"])


def signed_in(client):
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def leave_for(client, provider, process="login"):
    """Press the button of the provider; return the address the browser is led to."""
    address = reverse("openid_connect_login", args=[provider])
    return client.post(f"{address}?process={process}").context["address"]


def come_by(client, servers, provider, subject, process="login"):
    server = getattr(servers, provider.replace("-", "_"))
    return client.get(server.agrees(leave_for(client, provider, process), subject), follow=True)


def by_university(client, servers, *, provider="uni-a", email, verified=True, name="Sample Person"):
    claims = {"name": name, "email": email, "email_verified": verified}
    getattr(servers, provider.replace("-", "_")).knows("subject-1", **claims)
    return come_by(client, servers, provider, "subject-1")


def confirm_password(client, page):
    address = page.redirect_chain[-1][0] if hasattr(page, "redirect_chain") else page.url
    return client.post(address, {"password": PASSWORD}, follow=True)


def connect(client, servers, provider="orcid", subject=ORCID):
    """Connect a login to the account of whoever is signed in, saying the password again."""
    return confirm_password(client, come_by(client, servers, provider, subject, process="connect"))


def subjects_sent():
    tasks.deliver_due()
    return [letter.subject for letter in mail.outbox]


# Buttons


def test_without_providers_the_page_offers_none(client, db):
    assert "With ORCID" not in client.get("/account/login/").text


def test_each_provider_has_its_button(client, servers, db):
    page = client.get("/account/login/").text

    assert all(f"With {name}" in page for name in ("ORCID", "University A", "University B"))


def test_a_provider_that_is_not_configured_does_not_exist(client, servers, db):
    for name in ("uni-c", "openid_connect"):
        assert client.post(reverse("openid_connect_login", args=[name])).status_code == 404


def test_nobody_is_led_away_without_pressing_a_button(client, servers, db):
    page = client.get(reverse("openid_connect_login", args=["orcid"]))

    assert page.status_code == 200
    assert "address" not in page.context


def test_the_provider_gets_one_address_to_return_to_whatever_the_language(client, servers, db):
    address = leave_for(client, "orcid")

    assert (
        "redirect_uri=http%3A%2F%2Ftestserver%2Faccount%2Foidc%2Forcid%2Flogin%2Fcallback%2F"
        in address
    )


# ORCID


def test_an_unknown_orcid_signs_nobody_in(client, servers, user):
    page = come_by(client, servers, "orcid", ORCID)

    assert "No account is connected" in page.text
    assert signed_in(client) is None
    assert SocialAccount.objects.count() == 0


def test_an_unknown_orcid_signs_nobody_in_where_signing_up_is_open(client, servers, open_signup):
    servers.orcid.knows(ORCID, email="new@uni-a.example", email_verified=True)

    come_by(client, servers, "orcid", ORCID)

    assert User.objects.count() == 0


def test_who_has_connected_an_orcid_signs_in_by_it(client, servers, user):
    SocialAccountFactory(user=user, uid=ORCID)

    come_by(client, servers, "orcid", ORCID)

    assert signed_in(client) == user


def test_the_same_subject_at_a_university_is_somebody_else(client, servers, user):
    SocialAccountFactory(user=user, provider="uni-b", uid="subject-1")

    by_university(client, servers, email="other@elsewhere.example")

    assert signed_in(client) is None


def test_one_returns_to_where_one_was_sent_from(client, servers, user):
    SocialAccountFactory(user=user, uid=ORCID)
    address = reverse("openid_connect_login", args=["orcid"])
    there = client.post(address, {"next": "/events/"}).context["address"]

    back = client.get(servers.orcid.agrees(there, ORCID))

    assert back.url == "/events/"


def test_a_closed_account_stays_closed(client, servers):
    SocialAccountFactory(user=UserFactory(is_active=False), uid=ORCID)

    page = come_by(client, servers, "orcid", ORCID)

    assert "This account is closed" in page.text
    assert signed_in(client) is None


# Connecting


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
    assert subjects_sent() == ["ORCID is connected"]


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


def disconnect(client, account):
    address = reverse("socialaccount_connections")
    page = client.post(address, {"account": account.pk}, follow=True)
    return confirm_password(client, page) if "Is it you?" in page.text else page


def test_a_login_is_disconnected_by_a_button(client, servers, user):
    account = SocialAccountFactory(user=user, uid=ORCID)
    client.force_login(user)

    page = disconnect(client, account)

    assert "no longer connected" in page.text
    assert SocialAccount.objects.count() == 0
    assert subjects_sent() == ["ORCID is no longer connected"]


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


# The ORCID on one's page


def test_a_connected_orcid_is_put_on_the_page_of_the_person(client, servers, user):
    person = PersonFactory(user=user, orcid="0000-0001-0000-0009")
    client.force_login(user)

    page = connect(client, servers)

    person.refresh_from_db()
    assert person.orcid == ORCID
    assert "Your ORCID stands on your page now." in page.text


def test_an_orcid_on_the_page_of_another_person_is_left_there_and_said(client, servers, user):
    person, other = PersonFactory(user=user), PersonFactory(orcid=ORCID)
    client.force_login(user)

    page = connect(client, servers)

    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.orcid, other.orcid) == (None, ORCID)
    assert "another person" in page.text
    assert SocialAccount.objects.get().user == user


def test_what_a_university_calls_somebody_is_no_orcid(client, servers, user):
    person = PersonFactory(user=user)
    client.force_login(user)

    connect(client, servers, "uni-a", ORCID)

    person.refresh_from_db()
    assert person.orcid is None


# Universities


def test_a_university_signs_in_the_account_with_the_same_address(client, servers, user):
    by_university(client, servers, email="Known@Uni-A.example")

    assert signed_in(client) == user


def test_an_address_below_the_domain_counts(client, servers):
    user = UserFactory(email="known@math.uni-a.example")

    by_university(client, servers, email="known@math.uni-a.example")

    assert signed_in(client) == user


@pytest.mark.parametrize("verified", [False, "false", None, "yes"])
def test_an_address_that_the_university_has_not_verified_signs_nobody_in(
    client, servers, user, verified
):
    page = by_university(client, servers, email="known@uni-a.example", verified=verified)

    assert "No account is connected" in page.text
    assert signed_in(client) is None


@pytest.mark.parametrize(
    "email", ["known@uni-a.example", "known@notuni-b.example", "known@uni-b.example.evil.example"]
)
def test_a_university_answers_for_its_own_domains_alone(client, servers, email):
    UserFactory(email=email)

    page = by_university(client, servers, provider="uni-b", email=email)

    assert "No account is connected" in page.text
    assert signed_in(client) is None


def test_an_address_that_its_owner_never_confirmed_opens_nothing(client, servers, user):
    # Somebody wrote another's address into their own account, to have them sign in there.
    EmailAddress.objects.create(user=user, email="victim@uni-a.example", verified=False)

    by_university(client, servers, email="victim@uni-a.example")

    assert signed_in(client) is None


def test_an_unknown_address_gets_no_account_while_accounts_are_by_invitation(client, servers, db):
    InstitutionFactory(domains=["uni-a.example"])

    page = by_university(client, servers, email="new@uni-a.example")

    assert "No account is connected" in page.text
    assert User.objects.count() == 0


def test_a_university_opens_an_account_where_signing_up_is_open(client, servers, open_signup):
    by_university(client, servers, email="new@uni-a.example", name="Emma Sample")

    user = User.objects.get()
    assert signed_in(client) == user
    assert (user.email, user.name, user.has_usable_password()) == (
        "new@uni-a.example",
        "Emma Sample",
        False,
    )
    assert user.roles == {Role.MEMBER}
    assert EmailAddress.objects.get().verified
    assert SocialAccount.objects.get().user == user


@pytest.mark.parametrize(
    ("email", "verified"), [("new@uni-a.example", False), ("new@elsewhere.example", True)]
)
def test_no_account_is_opened_for_an_address_that_does_not_fit(
    client, servers, open_signup, email, verified
):
    by_university(client, servers, email=email, verified=verified)

    assert User.objects.count() == 0


def test_no_account_is_opened_where_the_university_does_not_take_part(client, servers, open_signup):
    by_university(client, servers, provider="uni-b", email="new@uni-b.example")

    assert User.objects.count() == 0


def test_a_second_sign_in_finds_the_account_of_the_first(client, servers, open_signup):
    by_university(client, servers, email="new@uni-a.example")
    client.logout()

    by_university(client, servers, email="changed@uni-a.example")

    assert signed_in(client) == User.objects.get()


# What goes wrong


def test_who_cancels_at_the_provider_is_told_that_nothing_happened(client, servers, user):
    page = client.get(servers.orcid.refuses(leave_for(client, "orcid")), follow=True)

    assert "Signing in was cancelled" in page.text
    assert signed_in(client) is None


def test_an_answer_that_nobody_asked_for_signs_nobody_in(client, servers, user):
    SocialAccountFactory(user=user, uid=ORCID)
    mine = servers.orcid.agrees(leave_for(client, "orcid"), ORCID)
    somebody_else = type(client)()

    page = somebody_else.get(mine)

    assert page.status_code == 401
    assert "did not tell us who you are" in page.text
    assert signed_in(somebody_else) is None


def test_an_answer_for_one_provider_is_none_for_another(client, servers, user):
    SocialAccountFactory(user=user, provider="uni-b", uid="subject-1")
    back = servers.uni_a.agrees(leave_for(client, "uni-a"), "subject-1")

    page = client.get(back.replace("/uni-a/", "/uni-b/"))

    assert page.status_code == 401
    assert signed_in(client) is None


def test_an_answer_works_once(client, servers, user):
    SocialAccountFactory(user=user, uid=ORCID)
    back = servers.orcid.agrees(leave_for(client, "orcid"), ORCID)
    client.get(back)
    client.logout()

    assert client.get(back).status_code == 401
    assert signed_in(client) is None


def test_a_provider_that_is_away_gives_a_page(client, settings, db):
    gone = oidc.Liar()
    gone.stop()
    settings.SOCIALACCOUNT_PROVIDERS = oidc.configured(uni_a=(gone.url, ""))

    page = client.post(reverse("openid_connect_login", args=["uni-a"]))

    assert page.status_code == 401
    assert "University A did not tell us who you are" in page.text


@pytest.mark.parametrize(
    "said",
    [b"<html>", b"", [], "sample", {}, {"authorization_endpoint": "javascript:alert(1)"}],
)
def test_a_provider_that_describes_itself_wrongly_gives_a_page(client, liar, db, said):
    liar.answers["/.well-known/openid-configuration"] = said

    assert client.post(reverse("openid_connect_login", args=["uni-a"])).status_code == 401


def answer_with_code(client, meanwhile=lambda: None):
    """Leave for uni-a and come back from there with a code, whatever that is good for."""
    query = parse_qs(urlsplit(leave_for(client, "uni-a")).query)
    meanwhile()
    back = reverse("openid_connect_callback", args=["uni-a"])
    return client.get(back, {"code": "1", "state": query["state"][0]})


TOKEN = {"access_token": "a", "id_token": "b.c.d"}


@pytest.mark.parametrize(
    ("token", "userinfo"),
    [
        (b"<html>", {}),
        ([], {}),
        ("access_token", {}),
        ({"access_token": None}, {}),
        ({"access_token": "a"}, {"sub": "subject-1"}),
        (TOKEN, {}),
        (TOKEN, []),
        (TOKEN, b"<html>"),
        (TOKEN, {"sub": ""}),
        (TOKEN, {"sub": 7}),
        (TOKEN, {"sub": "x" * 500}),
        (TOKEN, {"sub": "subject-1"}),
        (TOKEN | {"expires_in": "soon"}, {"sub": "subject-1"}),
    ],
)
def test_a_provider_that_answers_nonsense_gives_a_page(client, liar, db, token, userinfo):
    liar.answers |= {"/token": token, "/userinfo": userinfo}

    page = answer_with_code(client)

    assert page.status_code == 401
    assert signed_in(client) is None


def id_token(liar, **changed):
    claims = {"iss": liar.url, "aud": "portal", "sub": "subject-1", "exp": time.time() + 60}
    return jwt.encode(claims | changed, "x" * 32)


@pytest.mark.parametrize(
    ("changed", "comes_in"),
    [
        ({}, True),
        ({"sub": "subject-2"}, False),
        ({"aud": "somebody else"}, False),
        ({"iss": "https://elsewhere.example"}, False),
        ({"exp": 1}, False),
    ],
)
def test_a_token_that_is_for_somebody_else_opens_nothing(client, liar, user, changed, comes_in):
    SocialAccountFactory(user=user, provider="uni-a", uid="subject-1")
    token = {"access_token": "a", "id_token": id_token(liar, **changed)}
    liar.answers |= {"/token": token, "/userinfo": {"sub": "subject-1"}}

    answer_with_code(client)

    assert (signed_in(client) == user) is comes_in


def test_a_provider_that_goes_away_in_between_gives_a_page(client, liar, db):
    page = answer_with_code(client, meanwhile=liar.answers.clear)

    assert page.status_code == 401
