from functools import cache

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password

from portal.accounts.models import User

PASSWORD = "plainly made-up passphrase"

# Hashing is slow by design: the same password is hashed once for all users of a test run.
hashed = cache(make_password)


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody with a confirmed address who signs in with PASSWORD.

    `roles=[Role.EDITOR]` says what for; `confirmed=False` leaves the address unconfirmed.
    """

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        administrator = factory.Trait(is_staff=True, is_superuser=True)

    email = factory.Sequence("sample.person.{}@example.org".format)
    name = factory.Sequence("Sample Person {}".format)
    password = factory.Transformer(PASSWORD, transform=hashed)

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        if create and extracted:
            self.grant(*extracted)

    @factory.post_generation
    def confirmed(self, create, extracted, **kwargs):
        if create and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


# What Chromium's virtual device made of a passkey once; its key is nobody's.
CREDENTIAL = {
    "id": "3HyhbliWXdbBARK33URrhhxe2uf1F5LHEW5wV8FO5iM",
    "rawId": "3HyhbliWXdbBARK33URrhhxe2uf1F5LHEW5wV8FO5iM",
    "type": "public-key",
    "response": {
        "clientDataJSON": (
            "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiRjFiLWJldDk4NFB0clBQQzVSbUJYbUF0RzhJU3hV"
            "c3QyVGFxZUJRU3N6OCIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6MzM1MTciLCJjcm9zc09yaWdpbiI6ZmFsc2V9"
        ),
        "attestationObject": (
            "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NFAAAAAQEC"
            "AwQFBgcIAQIDBAUGBwgAINx8oW5Yll3WwQESt91Ea4YcXtrn9ReSxxFucFfBTuYjpQECAyYgASFYIBHVfba1POad1os6"
            "kL-tpHzpqTjiXAWkr0EjRSX0_d8pIlggkm6AeOFyk_gdDYN5JxbIWmJPoqb_DWH6sI5jwNTdY_c"
        ),
    },
    "clientExtensionResults": {"credProps": {"rk": True}},
}


class PasskeyFactory(factory.django.DjangoModelFactory):
    """A passkey called Phone, or `named` otherwise; nobody holds it, so nobody signs in by it."""

    class Meta:
        model = Authenticator

    class Params:
        named = "Phone"

    user = factory.SubFactory(UserFactory)
    type = Authenticator.Type.WEBAUTHN
    data = factory.LazyAttribute(lambda key: {"name": key.named, "credential": CREDENTIAL})


class SocialAccountFactory(factory.django.DjangoModelFactory):
    """A login at ORCID, connected to an account."""

    class Meta:
        model = SocialAccount

    user = factory.SubFactory(UserFactory)
    provider = "orcid"
    uid = factory.Sequence("0000-0002-1825-{:04}".format)
