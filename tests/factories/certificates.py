import factory

from events.certificates.models import Certificate, Kind


class CertificateFactory(factory.django.DjangoModelFactory):
    """A certificate of attendance that rests on nothing; issue one to have a whole one."""

    class Meta:
        model = Certificate

    kind = Kind.ATTENDANCE
    name = factory.Sequence("Sample Participant {}".format)
    language = "en"
    facts = factory.LazyFunction(
        lambda: {
            "title": "Sample workshop",
            "kind": "Workshop",
            "when": "3 March 2027",
            "where": "Exampletown",
            "minutes": 90,
        }
    )
