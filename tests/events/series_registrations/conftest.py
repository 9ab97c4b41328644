import pytest

from events.registrations.models import Registration
from events.series_registrations import registering
from events.series_registrations.models import SeriesRegistration
from portal.mail.models import Delivery
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, SeriesFactory, moment

ADA = {
    "name": "Sample Ada",
    "affiliation": "Sample University",
    "email": "ada@example.org",
    "wish": "either",
}


def asked(series, **changes):
    """Ask for all sessions as Ada; return what was remembered."""
    registering.ask(series, **ADA | changes)
    return SeriesRegistration.objects.latest("pk")


def registered(series, **changes):
    """Register Ada for all sessions, her address confirmed."""
    return registering.confirm(asked(series, **changes))


def session(series, **facts):
    return EventFactory(series=series, **{"registrations": True} | facts)


def standings(email=ADA["email"]):
    """Return the state of the registration for each session, by its title."""
    rows = Registration.objects.filter(email_key=email)
    return dict(rows.values_list("event__title", "state"))


@pytest.fixture
def series(db):
    """A series with two sessions to come, which take registrations."""
    series = SeriesFactory(takes_registrations=True)
    session(series, title="First", starts_at=moment(days=7))
    session(series, title="Second", starts_at=moment(days=14))
    return series


@pytest.fixture
def member(db):
    return UserFactory(name="Sample Member", email="member@example.org")


@pytest.fixture
def letters(db):
    """Ask which letters are on their way to an address, in the order of queueing."""

    def queued(email=ADA["email"]):
        kinds = Delivery.objects.filter(email=email).order_by("pk")
        return list(kinds.values_list("message__kind", flat=True))

    return queued
