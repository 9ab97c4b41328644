import pytest
from django.conf import global_settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from portal.accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def addresses_of(user):
    return list(user.emailaddress_set.values_list("email", "verified", "primary"))


def test_an_address_is_kept_in_small_letters():
    user = User.objects.create_user(" Sample.Person@Example.ORG ")

    assert user.email == "sample.person@example.org"


def test_an_address_opens_one_account_however_it_is_written():
    UserFactory(email="sample@example.org")

    with pytest.raises(IntegrityError):
        User.objects.create(email="SAMPLE@example.org")


def test_a_form_says_that_an_address_is_taken_however_it_is_written():
    UserFactory(email="sample@example.org")

    with pytest.raises(ValidationError, match="already exists"):
        User(email="Sample@example.org", password="x").full_clean()


def test_an_account_opened_for_an_address_can_sign_in_with_it():
    user = User.objects.create_user("sample@example.org")

    assert addresses_of(user) == [("sample@example.org", True, True)]
    assert not user.has_usable_password()


def test_a_superuser_can_sign_in_like_everybody():
    user = User.objects.create_superuser("sample@example.org", "made-up passphrase")

    assert user.is_staff
    assert user.is_superuser
    assert user.check_password("made-up passphrase")
    assert addresses_of(user) == [("sample@example.org", True, True)]


def test_a_corrected_address_replaces_the_old_one():
    user = UserFactory(email="old@example.org")
    user.emailaddress_set.create(email="second@example.org", verified=True)

    user.email = "new@example.org"
    user.save()
    user.confirm_address()

    assert sorted(addresses_of(user)) == [
        ("new@example.org", True, True),
        ("second@example.org", True, False),
    ]


def test_somebody_without_a_name_is_shown_by_address():
    user = UserFactory(name="Sample Person")
    assert str(user) == user.get_full_name() == "Sample Person"
    assert str(UserFactory(name="", email="sample@example.org")) == "sample@example.org"


def test_an_account_is_found_by_its_address():
    user = UserFactory(email="sample@example.org")

    assert User.objects.get_by_natural_key("Sample@Example.org") == user


def test_a_password_is_hashed_by_what_django_thinks_best(settings):
    assert settings.PASSWORD_HASHERS == global_settings.PASSWORD_HASHERS
    assert UserFactory().password.startswith("pbkdf2_sha256$")
