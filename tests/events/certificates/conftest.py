import io

import pytest
from pypdf import PdfReader

from events.models import Event
from events.registrations.models import State
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, TalkFactory


def words_of(pdf):
    """Return the words of a PDF, page by page, on one line each."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


@pytest.fixture
def event(db):
    """A workshop of an hour, a week ago."""
    return EventFactory(
        past=True,
        registrations=True,
        title="Sample workshop on sampling",
        kind=Event.Kind.WORKSHOP,
        venue="Sample Hall",
        city="Exampletown",
    )


@pytest.fixture
def member(db):
    return UserFactory(name="Sample Member", email="member@example.org", roles=[Role.MEMBER])


@pytest.fixture
def attended(event, member):
    """The registration of the member, who was there."""
    return RegistrationFactory(
        event=event, user=member, name=member.name, email=member.email, state=State.ATTENDED
    )


@pytest.fixture
def given(event, member):
    """A talk that the member gave."""
    return TalkFactory(event=event, title="Sample talk on trees", by=member)
