import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.registrations.models import State
from events.submissions.models import State as SubmissionState
from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import RegistrationFactory, TalkFactory
from tests.factories.mail import SubscriptionFactory
from tests.factories.projects import MembershipFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db
ME = "/me/"


@pytest.fixture
def page_of(client):
    """Return what somebody sees of "My programme"."""

    def look(user):
        client.force_login(user)
        return client.get(ME).content.decode()

    return look


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client):
    response = client.get(ME)

    assert response["Location"] == f"{reverse('account_login')}?next=/me/"


def test_it_says_who_i_am(page_of):
    page = page_of(UserFactory(name="Sample Person", email="sample@example.org"))

    assert "<h1>Sample Person</h1>" in page
    assert "sample@example.org" in page


@pytest.mark.parametrize(
    ("roles", "shown"),
    [
        ([], []),
        ([Role.MEMBER], ["Member"]),
        ([Role.EDITOR, Role.ORGANISER], ["Organiser", "Editor"]),
        ([Role.COORDINATOR], ["Coordinator"]),
    ],
)
def test_it_names_my_roles_and_not_what_they_include(client, roles, shown):
    client.force_login(UserFactory(roles=roles))

    assert client.get(ME).context["roles"] == shown


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.MEMBER, False), (Role.EDITOR, True), (Role.ORGANISER, True)]
)
def test_who_works_at_the_desk_finds_the_way_there(page_of, role, sees):
    assert ("To the desk" in page_of(UserFactory(roles=[role]))) == sees


def test_my_registrations_are_there(page_of):
    user = UserFactory()
    mine = RegistrationFactory(user=user, event__title="Sample workshop of mine")
    RegistrationFactory(event__title="Sample workshop of another")

    page = page_of(user)

    assert mine.get_absolute_url() in page
    assert "Sample workshop of mine" in page
    assert "Sample workshop of another" not in page


def test_my_talks_are_there(page_of):
    user = UserFactory(roles=[Role.MEMBER])
    mine = SubmissionFactory(submitter=user, title="A sample talk of mine")

    page = page_of(user)

    assert mine.get_absolute_url() in page
    assert "A sample talk of mine" in page


def test_a_registration_to_my_address_that_is_not_confirmed_is_to_do(page_of):
    user = UserFactory(email="mine@example.org")
    unconfirmed = RegistrationFactory(email="Mine@example.org", state=State.UNCONFIRMED)

    page = page_of(user)

    assert "To do" in page
    assert unconfirmed.get_absolute_url() in page


def test_an_address_that_is_not_proved_mine_is_not_confirmed_from_here(page_of):
    user = UserFactory()
    elsewhere = RegistrationFactory(
        user=user, email="somebody.else@example.org", state=State.UNCONFIRMED
    )

    assert elsewhere.get_absolute_url() not in page_of(user)


def test_a_draft_for_an_open_call_is_to_do_and_one_for_a_closed_call_is_not(page_of):
    user = UserFactory(roles=[Role.MEMBER])
    SubmissionFactory(submitter=user, state=SubmissionState.DRAFT)
    assert "Submit your draft" in page_of(user)

    user = UserFactory(roles=[Role.MEMBER])
    SubmissionFactory(submitter=user, state=SubmissionState.DRAFT, call=CallFactory(closed=True))
    assert "Submit your draft" not in page_of(user)


def test_with_nothing_to_do_nothing_is_asked(page_of):
    assert "To do" not in page_of(UserFactory())


def test_what_is_mine_is_there_and_what_is_anothers_is_not(page_of):
    user = UserFactory(roles=[Role.MEMBER])
    mine = TalkFactory(by=user, title="A talk of mine", abstract="Of this.")
    MembershipFactory(person=user.person, project__title="A project of mine")
    SubscriptionFactory(topic="news", email=user.email, weekly=True)
    others = TalkFactory(title="A talk of another")
    MembershipFactory(project__title="A project of another")

    page = page_of(user)

    assert mine.get_absolute_url() in page
    assert "A project of mine" in page
    assert "Principal investigator" in page
    assert re.search(r'<li class="row">\s*All news <span[^>]*>Weekly', page)
    assert others.title not in page
    assert "A project of another" not in page


def test_thirty_of_everything_cost_no_more_queries_than_one(client):
    user = UserFactory(roles=[Role.MEMBER])
    client.force_login(user)
    counts = []
    for number in (1, 29):
        for _ in range(number):
            RegistrationFactory(email=user.email)
            RegistrationFactory(email=user.email, state=State.UNCONFIRMED)
            TalkFactory(by=user)
            SubmissionFactory(submitter=user, state=SubmissionState.DRAFT)
            user = User.objects.get(pk=user.pk)
            MembershipFactory(person=user.person)
        with CaptureQueriesContext(connection) as queries:
            client.get(ME)
        counts.append(len(queries))

    assert counts[0] == counts[1]
