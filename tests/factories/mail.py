from datetime import timedelta

import factory
from django.utils import timezone

from portal.mail.letters import Letter, Recipient
from portal.mail.models import Delivery, Message, Subscription, Suppression, Topic
from portal.mail.models.suppression import Reason


class RecipientFactory(factory.Factory):
    class Meta:
        model = Recipient

    email = factory.Sequence("sample.reader.{}@example.org".format)
    name = factory.Sequence("Sample Reader {}".format)


class LetterFactory(factory.Factory):
    """A letter to one made-up reader."""

    class Meta:
        model = Letter

    kind = "sample-letter"
    about = factory.Sequence("sample:{}".format)
    version = "1"
    subject = factory.Sequence("Sample letter {}".format)
    text = "A **sample** text."
    to = factory.List([factory.SubFactory(RecipientFactory)])


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Message

    kind = "sample-letter"
    about = factory.Sequence("sample:{}".format)
    version = "1"
    subject = factory.Sequence("Sample letter {}".format)
    text = "A **sample** text."
    language = "en"


class DeliveryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Delivery

    message = factory.SubFactory(MessageFactory)
    key = factory.LazyAttribute(
        lambda delivery: f"{delivery.message.kind}|{delivery.message.about}|1"
    )
    email = factory.Sequence("sample.reader.{}@example.org".format)


class SubscriptionFactory(factory.django.DjangoModelFactory):
    """A confirmed subscription to events."""

    class Meta:
        model = Subscription

    class Params:
        unconfirmed = factory.Trait(confirmed_at=None)
        ended = factory.Trait(frequency="off")
        weekly = factory.Trait(
            frequency="weekly",
            told_until=factory.LazyFunction(lambda: timezone.now() - timedelta(days=7)),
        )

    topic = "events"
    email = factory.Sequence("sample.subscriber.{}@example.org".format)
    confirmed_at = factory.LazyFunction(timezone.now)


class SuppressionFactory(factory.django.DjangoModelFactory):
    """An address to which mail came back."""

    class Meta:
        model = Suppression

    email = factory.Sequence("sample.gone.{}@example.org".format)
    reason = Reason.BOUNCE
    detail = "550 No such mailbox"


class TopicFactory(factory.django.DjangoModelFactory):
    """A topic of something that no app here knows."""

    class Meta:
        model = Topic

    key = factory.Sequence("sample:{}".format)
    name = factory.Sequence("Sample topic {}".format)
