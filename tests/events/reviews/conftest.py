import pytest

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.projects import PersonFactory
from tests.factories.reviews import ReviewerFactory
from tests.factories.submissions import CallFactory, SubmissionFactory


@pytest.fixture
def call(db):
    return CallFactory()


@pytest.fixture
def reviewer(call):
    """Somebody with a page in the programme who reviews all that is proposed to the call."""
    reviewer = ReviewerFactory(call=call, user__name="Rita Reviewsome")
    PersonFactory(user=reviewer.user, name="Rita Reviewsome")
    return reviewer


@pytest.fixture
def talk(call):
    """A submitted talk of somebody with a page in the programme, with whom nothing is shared."""
    talk = SubmissionFactory(
        call=call, title="On samples", speaker_name="Ada Authorly", affiliation="Elsewhere"
    )
    PersonFactory(user=talk.submitter, name="Ada Authorly")
    return talk


@pytest.fixture
def as_reviewer(client, reviewer):
    """A browser in which the reviewer is signed in."""
    client.force_login(reviewer.user)
    return client


@pytest.fixture
def organiser(client):
    """An organiser, signed in."""
    user = UserFactory(roles=[Role.ORGANISER], name="Sample Organiser")
    client.force_login(user)
    return user


@pytest.fixture
def told():
    """Tells what the messages on a page say."""
    return lambda response: [str(message) for message in response.context["messages"]]
