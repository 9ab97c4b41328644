import pytest

from events.announcements import audience
from events.announcements.models import Choice
from events.submissions.models import State
from portal.accounts.roles import Role
from portal.mail import subscribing, topics
from portal.mail.letters import Recipient
from tests.factories.accounts import UserFactory
from tests.factories.events import RegistrationFactory
from tests.factories.mail import SubscriptionFactory
from tests.factories.projects import MembershipFactory, PersonFactory, ProjectFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def addresses(event, *choices, project=None):
    found = audience.gather(audience.by_choice(event, choices, project))
    return sorted(reader.recipient.email for reader in found)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice.PLACES, ["ada@example.org"]),
        (Choice.WAITING, ["wait@example.org"]),
        (Choice.SPEAKERS, ["speaker@example.org"]),
        (Choice.MEMBERS, ["speaker@example.org"]),
        (Choice.SUBSCRIBERS, ["reader@example.org"]),
        (Choice.PROJECT, []),
    ],
)
def test_each_choice_reaches_its_people(event, choice, expected):
    assert addresses(event, choice) == expected


@pytest.mark.parametrize(
    ("choice", "state"),
    [
        (Choice.DRAFTS, State.DRAFT),
        (Choice.SUBMITTED, State.SUBMITTED),
        (Choice.ACCEPTED, State.ACCEPTED),
        (Choice.REJECTED, State.REJECTED),
    ],
)
def test_authors_are_reached_by_what_became_of_their_talk(event, choice, state):
    call = CallFactory(event=event)
    author = UserFactory(email="author@example.org")
    SubmissionFactory(call=call, state=state, submitter=author)
    other = State.WITHDRAWN
    SubmissionFactory(call=call, state=other)

    assert addresses(event, choice) == ["author@example.org"]


def test_members_of_a_project_are_reached_by_their_accounts(event):
    project = ProjectFactory()
    account = UserFactory(email="member@example.org")
    MembershipFactory(project=project, person=PersonFactory(user=account))
    MembershipFactory(project=project, person=PersonFactory(user=UserFactory()), end="2020")
    MembershipFactory(project=project)  # without an account
    MembershipFactory(person=PersonFactory(user=UserFactory()))  # of another project

    assert addresses(event, Choice.PROJECT, project=project) == ["member@example.org"]


def test_who_is_there_for_several_reasons_is_reached_once_and_knows_all_of_it(event):
    registration = RegistrationFactory(event=event, email="Speaker@example.org", state="waiting")
    SubscriptionFactory(email="speaker@example.org")

    readers = audience.gather(audience.by_choice(event, list(Choice)))

    [speaker] = [one for one in readers if one.address == "speaker@example.org"]
    assert (speaker.topic, speaker.token, speaker.may_join) == ("", registration.token, True)
    assert len(readers) == 4


def test_who_has_an_account_that_is_closed_is_not_reached(event):
    UserFactory(roles=[Role.MEMBER], is_active=False)
    RegistrationFactory(event=event, user=UserFactory(is_active=False))

    assert len(addresses(event, *Choice)) == 4


def test_a_member_who_ended_such_letters_is_not_reached(event):
    member = UserFactory(roles=[Role.MEMBER], email="tired@example.org")
    assert "tired@example.org" in addresses(event, Choice.MEMBERS)

    subscribing.enrol(topics.MEMBERS, [Recipient(member.email, member.name, member.pk)])
    subscribing.end(member.subscriptions.get())

    assert "tired@example.org" not in addresses(event, Choice.MEMBERS)


@pytest.mark.parametrize("choice", list(Choice))
def test_any_number_of_readers_takes_the_same_number_of_queries(
    event, choice, django_assert_max_num_queries
):
    project, call = ProjectFactory(), CallFactory(event=event)
    for _one in range(5):
        RegistrationFactory(event=event)
        SubscriptionFactory()
        member = UserFactory(roles=[Role.MEMBER])
        MembershipFactory(project=project, person=PersonFactory(user=member))
        SubmissionFactory(call=call, submitter=member, state="draft")

    with django_assert_max_num_queries(3):
        audience.readers(event, choice, project)


def test_letters_to_members_are_ended_on_the_page_of_subscriptions_before_the_first_one(
    event, client
):
    member = UserFactory(roles=[Role.MEMBER], email="tired@example.org")
    client.force_login(member)

    assert 'name="members"' in client.get("/subscribe/").content.decode()
    client.post("/subscribe/", {"news": "at-once"})
    assert "tired@example.org" in addresses(event, Choice.MEMBERS)
    client.post("/subscribe/", {"members": "off"})

    assert "tired@example.org" not in addresses(event, Choice.MEMBERS)
