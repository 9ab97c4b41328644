import pytest

from events.registrations.models import State as Place
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, TalkFactory
from tests.factories.mail import SubscriptionFactory


@pytest.fixture
def event(db):
    """A workshop with a join link, to which three people came: one has a place, one waits, one speaks."""
    event = EventFactory(
        title="Sample workshop",
        venue="Hall 1",
        registrations=True,
        join_link="https://meet.example.org/secret",
    )
    RegistrationFactory(event=event, name="Ada Sample", email="ada@example.org")
    RegistrationFactory(event=event, name="Wai Ting", email="wait@example.org", state=Place.WAITING)
    RegistrationFactory(event=event, email="gone@example.org", state=Place.CANCELLED)
    speaker = UserFactory(email="speaker@example.org", name="Emmy Sample", roles=[Role.MEMBER])
    TalkFactory(event=event, title="On samples", by=speaker)
    SubscriptionFactory(email="reader@example.org")
    return event


@pytest.fixture
def reader(db):
    """A member who asked for news of events; a guest who did so, too, can propose no talk."""
    member = UserFactory(roles=[Role.MEMBER])
    SubscriptionFactory(user=member, email=member.email)
    SubscriptionFactory()
    return member
