import pytest
from django.urls import reverse

from events.models import Event
from events.registrations.models import Registration, State
from tests.factories.events import EventFactory


def page(response):
    """Return the HTML of an answer on one line."""
    return " ".join(response.content.decode().split())


def desk(name, event, *args):
    """Return the address of a page of the desk's registrations."""
    return reverse(f"registrations-desk:{name}", args=[event.slug, *args])


def crowd(event, number):
    """Register that many at once, past the verbs; half of them wait. Return them."""
    return Registration.objects.bulk_create(
        Registration(
            event=event,
            name=f"Sample Person {n}",
            affiliation=f"Sample University {n % 7}",
            email=f"crowd-{n}@example.org",
            email_key=f"crowd-{n}@example.org",
            state=State.WAITING if n % 2 else State.CONFIRMED,
            line_number=n,
        )
        for n in range(1, number + 1)
    )


@pytest.fixture
def hybrid(db):
    """An event with two places on site and three online."""
    return EventFactory(registrations=True, mode=Event.Mode.HYBRID, capacity=2, online_capacity=3)
