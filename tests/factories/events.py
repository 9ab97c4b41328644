import datetime

import factory
from django.utils import timezone

from events.models import Event, JointAuthor, Series, Session, Speaker, Talk
from events.registrations.models import IN_LINE, Part, Registration, State, key_of
from tests.factories.projects import PersonFactory


def moment(days=0, hour=16, zone=datetime.UTC):
    """Return the full hour that many days from today."""
    day = timezone.now().astimezone(zone).replace(hour=hour, minute=0, second=0, microsecond=0)
    return day + datetime.timedelta(days=days)


class SeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Series

    slug = factory.Sequence("sample-seminar-{}".format)
    title = factory.Sequence("Sample seminar {}".format)


class EventFactory(factory.django.DjangoModelFactory):
    """A published public event next week; see the traits for others.

    `past`, `draft`, `cancelled`, `members_only`, `registrations` (takes them), `capacity=10`.
    """

    class Meta:
        model = Event

    class Params:
        past = factory.Trait(
            starts_at=factory.LazyFunction(lambda: moment(days=-7)),
        )
        draft = factory.Trait(state=Event.State.DRAFT)
        cancelled = factory.Trait(state=Event.State.CANCELLED)
        members_only = factory.Trait(visibility=Event.Visibility.MEMBERS)
        registrations = factory.Trait(takes_registrations=True)
        of_record = factory.Trait(starts_at=None, ends_at=None)

    slug = factory.Sequence("sample-event-{}".format)
    title = factory.Sequence("Sample event {}".format)
    kind = Event.Kind.WORKSHOP
    mode = Event.Mode.ON_SITE
    starts_at = factory.LazyFunction(lambda: moment(days=7))
    ends_at = factory.LazyAttribute(
        lambda event: event.starts_at and event.starts_at + datetime.timedelta(hours=1)
    )
    state = Event.State.PUBLISHED


class SessionFactory(factory.django.DjangoModelFactory):
    """A session in the first hour of its event."""

    class Meta:
        model = Session

    event = factory.SubFactory(EventFactory)
    title = factory.Sequence("Sample session {}".format)
    starts_at = factory.SelfAttribute("event.starts_at")
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + datetime.timedelta(hours=1))


class TalkFactory(factory.django.DjangoModelFactory):
    """A talk with one made-up speaker; `speakers=0` for none, `speakers=["Name"]` for these.

    `by=user` makes the person of this account its only speaker.
    """

    class Meta:
        model = Talk
        skip_postgeneration_save = True

    event = factory.SubFactory(EventFactory)
    title = factory.Sequence("Sample talk {}".format)

    @factory.post_generation
    def speakers(self, create, extracted, **kwargs):
        names = ["Sample Speaker"] if extracted is None else extracted or []
        for position, name in enumerate(names):
            SpeakerFactory(talk=self, name=name, position=position)

    @factory.post_generation
    def by(self, create, extracted, **kwargs):
        if extracted:
            person = getattr(extracted, "person", None) or PersonFactory(
                user=extracted, name=extracted.name
            )
            self.speakers.all().delete()
            SpeakerFactory(talk=self, name=person.name, person=person)


class SpeakerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Speaker

    talk = factory.SubFactory(TalkFactory, speakers=[])
    name = factory.Sequence("Sample Speaker {}".format)
    affiliation = "Sample University"


class JointAuthorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JointAuthor

    talk = factory.SubFactory(TalkFactory)
    name = factory.Sequence("Sample Co-author {}".format)
    affiliation = "Sample University"


class RegistrationFactory(factory.django.DjangoModelFactory):
    """A confirmed registration; another with `state=State.WAITING`. In line in the order of making."""

    class Meta:
        model = Registration

    event = factory.SubFactory(EventFactory, takes_registrations=True)
    name = factory.Sequence("Sample Participant {}".format)
    affiliation = "Sample University"
    email = factory.Sequence("participant-{}@example.org".format)
    email_key = factory.LazyAttribute(lambda registration: key_of(registration.email))
    state = State.CONFIRMED
    line_number = factory.LazyAttributeSequence(
        lambda registration, n: n + 1 if registration.state in IN_LINE else None
    )


class PartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Part

    event = factory.SubFactory(EventFactory, takes_registrations=True)
    name = factory.Sequence("Sample dinner {}".format)
