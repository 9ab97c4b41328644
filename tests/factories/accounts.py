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


class PasskeyFactory(factory.django.DjangoModelFactory):
    """A passkey as it stands in lists; nobody signs in by it."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(UserFactory)
    type = Authenticator.Type.WEBAUTHN
    data = factory.LazyAttribute(lambda passkey: {"name": "Phone", "credential": {}})


class SocialAccountFactory(factory.django.DjangoModelFactory):
    """A login at ORCID, connected to an account."""

    class Meta:
        model = SocialAccount

    user = factory.SubFactory(UserFactory)
    provider = "orcid"
    uid = factory.Sequence("0000-0002-1825-{:04}".format)
