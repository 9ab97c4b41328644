import factory

from events.questions.models import HAVE_CHOICES, Audience, Kind, Question
from events.registrations.models import Answer
from tests.factories.events import EventFactory, RegistrationFactory


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question for a short text; `office` for one that only the office reads, `sensitive`."""

    class Meta:
        model = Question

    class Params:
        office = factory.Trait(audience=Audience.OFFICE)
        sensitive = factory.Trait(is_sensitive=True)

    event = factory.SubFactory(EventFactory, takes_registrations=True)
    text = factory.Sequence("Sample question {}?".format)
    kind = Kind.TEXT
    choices = factory.LazyAttribute(
        lambda question: ["Red", "Green", "Blue"] if question.kind in HAVE_CHOICES else []
    )


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    registration = factory.SubFactory(RegistrationFactory)
    question = factory.SubFactory(
        QuestionFactory, event=factory.SelfAttribute("..registration.event")
    )
    value = "Sample answer"
