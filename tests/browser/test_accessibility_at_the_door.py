"""The pages at the door and of certificates, while there is something to press: nothing for axe to find."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.registrations import codes
from events.registrations.models import State
from portal.accounts.roles import Role
from tests.browser.axe import findings
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory


@pytest.fixture
def pages(transactional_db):
    """Checking people in at an event that goes on, and the certificates of one that is over."""
    event = EventFactory(registrations=True, starts_at=timezone.now() - timedelta(minutes=5))
    for state in ("confirmed", "attended", "waiting"):
        registration = RegistrationFactory(event=event, state=state)
    door = reverse("checkin-desk:entrance", args=[event.slug])
    over = RegistrationFactory(event__past=True, state=State.ATTENDED).event
    return [
        *(door, f"{door}?q=sample", f"{door}list/"),
        reverse("checkin:code", args=[codes.code_of(registration)]),
        reverse("certificates-desk:certificates", args=[over.slug]),
    ]


def test_the_pages_at_the_door_are_accessible(pages, new_page, sign_in):
    page = new_page(width=320)
    sign_in(page, UserFactory(roles=[Role.ORGANISER]))

    assert findings(page, pages) == {}
