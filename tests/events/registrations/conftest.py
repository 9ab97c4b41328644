import pytest

from events.registrations import registering
from events.registrations.models import Registration
from portal.mail.models import Delivery, Message
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory

ADA = {"name": "Sample Ada", "affiliation": "Sample University", "email": "ada@example.org"}


def asked(event, **changes):
    """Ask for a place as Ada; return what was remembered."""
    registering.ask(event, **ADA | changes)
    return Registration.objects.latest("pk")


def full(event):
    """Give all places of an event away."""
    return RegistrationFactory.create_batch(event.capacity, event=event)


@pytest.fixture
def event(db):
    """An event with two places."""
    return EventFactory(registrations=True, capacity=2)


@pytest.fixture
def member(db):
    return UserFactory(name="Sample Member", email="member@example.org")


@pytest.fixture
def letters(db):
    """Ask which letters are on their way: (kind, address) in the order of queueing."""

    def queued(kind=None):
        rows = Delivery.objects.order_by("pk").values_list("message__kind", "email")
        known = [(name.removeprefix("registration-"), email) for name, email in rows]
        return [email for name, email in known if name == kind] if kind else known

    return queued


@pytest.fixture
def mail_texts(db):
    """The texts of the letters of a kind, in the order of queueing."""

    def texts(kind):
        letters = Message.objects.filter(kind=f"registration-{kind}").order_by("pk")
        return [letter.text for letter in letters]

    return texts


@pytest.fixture
def line():
    """Ask for the state of each name at an event, in the order of the line."""

    def states(event):
        rows = Registration.objects.filter(event=event).order_by("line_number", "pk")
        return list(rows.values_list("name", "state"))

    return states
