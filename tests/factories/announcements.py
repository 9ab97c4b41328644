import factory

from events.announcements.models import Announcement, Choice
from tests.factories.events import EventFactory


class AnnouncementFactory(factory.django.DjangoModelFactory):
    """A draft to who holds a place."""

    class Meta:
        model = Announcement

    event = factory.SubFactory(EventFactory, registrations=True)
    subject = factory.Sequence("Sample announcement {}".format)
    text = "Dear {name},\n\nit will be **good**."
    audience = [Choice.PLACES]
    created_by = factory.SubFactory("tests.factories.accounts.UserFactory")
