import re
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from portal.accounts.forms import SignupForm
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.preferences.models import Preferences
from tests.accounts.steps import confirm_password, is_signed_in, letters_to, sign_in_by_code
from tests.factories.accounts import UserFactory
from tests.factories.projects import InstitutionFactory

pytestmark = pytest.mark.django_db(transaction=True)

SIGNUP = "/account/signup/"
NEW = "new@math.uni-a.example"


@pytest.fixture
def _open(db):
    InstitutionFactory(domains=["uni-a.example"])
    Preferences(signup=Preferences.Signup.INSTITUTIONS).save()


def sign_up(client, email=NEW, name="Emma Sample"):
    return client.post(SIGNUP, {"name": name, "email": email})


def link_sent_to(email):
    return re.search(
        r"https?://[^\s>]+(/account/confirm-email/[^\s>]+)", letters_to(email)[-1].body
    )[1]


def confirm(client, email=NEW):
    return client.post(link_sent_to(email), follow=True)


@pytest.mark.usefixtures("_open")
def test_the_sign_in_page_leads_to_the_form_where_it_is_open(client):
    assert f'href="{SIGNUP}"' in client.get("/account/login/").text
    assert client.get(SIGNUP).context["form"].fields.keys() == {"name", "email"}


def test_the_sign_in_page_speaks_of_invitations_where_it_is_not(client, db):
    page = client.get("/account/login/").text

    assert "by invitation" in page
    assert SIGNUP not in page


@pytest.mark.usefixtures("_open")
def test_an_address_of_an_institution_opens_an_account_once_it_is_confirmed(client):
    page = sign_up(client)
    assert page.url == reverse("account_email_verification_sent")
    assert not is_signed_in(client)

    page = confirm(client)

    user = User.objects.get()
    assert (user.email, user.name, user.has_usable_password()) == (NEW, "Emma Sample", False)
    assert is_signed_in(client)
    assert page.redirect_chain[-1][0] == reverse("me")


@pytest.mark.usefixtures("_open")
def test_only_a_confirmed_address_makes_a_member(client):
    sign_up(client)
    user = User.objects.get()
    assert user.roles == set()

    confirm(client)

    assert User.objects.get().roles == {Role.MEMBER}


@pytest.mark.usefixtures("_open")
def test_signing_up_makes_no_person(client):
    sign_up(client)
    confirm(client)

    assert not hasattr(User.objects.get(), "person")


@pytest.mark.usefixtures("_open")
def test_opening_the_link_confirms_nothing(client):
    sign_up(client)

    client.get(link_sent_to(NEW))

    assert not EmailAddress.objects.get().verified


@pytest.mark.usefixtures("_open")
def test_in_another_browser_the_link_confirms_and_signs_nobody_in(client):
    sign_up(client)
    other = type(client)()

    confirm(other)

    assert EmailAddress.objects.get().verified
    assert not is_signed_in(other)


@pytest.mark.usefixtures("_open")
def test_a_code_by_mail_confirms_the_address_as_well(client):
    sign_up(client)

    sign_in_by_code(client, NEW)

    assert is_signed_in(client)
    assert User.objects.get().roles == {Role.MEMBER}


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize("email", ["new@elsewhere.example", "new@notuni-a.example", "new@example"])
def test_an_address_elsewhere_is_refused_at_the_field_and_what_was_typed_is_kept(client, email):
    page = sign_up(client, email=email)

    assert "email" in page.context["form"].errors
    assert "Emma Sample" in page.text
    assert email in page.text
    assert User.objects.count() == 0


@pytest.mark.usefixtures("_open")
def test_an_address_elsewhere_is_refused_alike_whether_it_has_an_account(client):
    UserFactory(email="known@elsewhere.example")

    known, unknown = (
        sign_up(client, email=email).context["form"].errors
        for email in ("known@elsewhere.example", "other@elsewhere.example")
    )

    assert known == unknown != {}


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize("fields", [{}, {"name": "", "email": ""}, {"name": "a\0b", "email": "\0"}])
def test_a_form_without_what_is_needed_is_shown_again(client, fields):
    page = client.post(SIGNUP, fields)

    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"name", "email"}


@pytest.mark.usefixtures("_open")
def test_an_address_that_has_an_account_gets_a_mail_that_says_so(client):
    UserFactory(email=NEW)

    page = sign_up(client)

    assert page.url == reverse("account_email_verification_sent")
    assert [letter.subject for letter in letters_to(NEW)] == ["You have an account already"]
    assert User.objects.count() == 1


@pytest.mark.usefixtures("_open")
def test_who_signs_up_a_moment_after_somebody_else_with_the_same_address_gets_that_mail(rf):
    request = rf.post(SIGNUP)
    request.session = SessionStore()
    request.user = AnonymousUser()
    request.allauth = SimpleNamespace()
    request._messages = FallbackStorage(request)  # noqa: SLF001  where Django keeps them
    form = SignupForm({"name": "Emma Sample", "email": NEW})
    assert form.is_valid()
    UserFactory(email=NEW)

    with request_context(request):
        user, answer = form.try_save(request)

    assert user is None
    assert answer.url == reverse("account_email_verification_sent")
    assert [letter.subject for letter in letters_to(NEW)] == ["You have an account already"]


@pytest.mark.usefixtures("_open")
def test_a_password_that_is_sent_along_is_not_set(client):
    client.post(SIGNUP, {"name": "Emma", "email": NEW, "password1": "a made-up passphrase"})

    assert not User.objects.get().has_usable_password()


def test_a_second_address_makes_nobody_a_member(client):
    user = UserFactory()
    client.force_login(user)
    added = {"action_add": "", "email": "second@example.org"}
    confirm_password(client, client.post(reverse("account_email"), added, follow=True))

    confirm(client, "second@example.org")

    assert user.emailaddress_set.filter(verified=True).count() == 2
    assert User.objects.get().roles == set()
