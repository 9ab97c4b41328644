"""Signing in by a university, against real providers on this machine."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.preferences.models import Preferences
from tests.accounts.coming import by_university, signed_in
from tests.factories.accounts import UserFactory
from tests.factories.projects import InstitutionFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user(db):
    return UserFactory(email="known@uni-a.example")


@pytest.fixture
def open_signup(db):
    Preferences(signup=Preferences.Signup.INSTITUTIONS).save()
    return InstitutionFactory(domains=["uni-a.example"])


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
