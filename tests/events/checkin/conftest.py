import datetime

import pytest
from django.utils import timezone

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory


@pytest.fixture
def event(db):
    """An event with three places that has just begun."""
    begun = timezone.now() - datetime.timedelta(minutes=10)
    return EventFactory(registrations=True, capacity=3, starts_at=begun)


@pytest.fixture
def door(db):
    """Somebody at the entrance."""
    return UserFactory(name="Sample Door", roles=[Role.ORGANISER])
