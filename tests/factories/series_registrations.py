import factory

from events.registrations.models import key_of
from events.series_registrations.models import SeriesRegistration, Standing
from tests.factories.events import SeriesFactory


class SeriesRegistrationFactory(factory.django.DjangoModelFactory):
    """Somebody registered for a series, without the registrations for sessions that the verbs make of it."""

    class Meta:
        model = SeriesRegistration

    series = factory.SubFactory(SeriesFactory, takes_registrations=True)
    name = factory.Sequence("Sample Regular {}".format)
    affiliation = "Sample University"
    email = factory.Sequence("regular-{}@example.org".format)
    email_key = factory.LazyAttribute(lambda who: key_of(who.email))
    state = Standing.REGISTERED
