import factory
from django.utils import timezone

from portal.consents.models import Consent, ConsentText, Purpose


class ConsentTextFactory(factory.django.DjangoModelFactory):
    """A draft for registrations; `published=True` makes it hold from today."""

    class Meta:
        model = ConsentText

    class Params:
        published = factory.Trait(published_at=factory.LazyFunction(timezone.now))

    purpose = Purpose.REGISTRATION
    version = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence("We store what you type. *(Sample wording {}.)*".format)


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    text = factory.SubFactory(ConsentTextFactory, published=True)
    email = factory.Sequence("sample.guest.{}@example.org".format)
