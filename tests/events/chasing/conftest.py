import datetime

import pytest
from django.utils import timezone

from portal.accounts.roles import Role
from portal.mail.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, TalkFactory


@pytest.fixture
def organiser(client, db):
    """An organiser, signed in."""
    user = UserFactory(roles=[Role.ORGANISER])
    client.force_login(user)
    return user


@pytest.fixture
def speaker(db):
    """A member who speaks."""
    return UserFactory(roles=[Role.MEMBER], name="Sample Speaker", email="speaker@example.org")


@pytest.fixture
def event_in(db):
    """Makes an event that begins in so many days and lasts two hours."""

    def make(days, **facts):
        begin = timezone.now() + datetime.timedelta(days=days, minutes=-1)
        return EventFactory(starts_at=begin, ends_at=begin + datetime.timedelta(hours=2), **facts)

    return make


@pytest.fixture
def bare_talk(event_in, speaker):
    """Makes a talk of the speaker that has neither title nor abstract, so many days before it is given."""

    def make(days, **facts):
        return TalkFactory(event=event_in(days), title="TBA", abstract="", by=speaker, **facts)

    return make


@pytest.fixture
def letters():
    """Returns the letters that were written, each as its subject, text and addresses."""

    def written():
        return [
            (one.subject, one.text, sorted(d.email for d in one.deliveries.all()))
            for one in Message.objects.filter(kind="talk-missing").order_by("pk")
        ]

    return written
