import pytest

from events.models import Speaker
from portal.accounts.models import User
from portal.accounts.roles import Role
from projects import binding
from projects.invitations import accepting
from projects.invitations.models import State
from projects.models import Person
from tests.factories.accounts import UserFactory
from tests.factories.events import TalkFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.projects import MembershipFactory, PersonFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def test_accepting_opens_an_account_with_the_address_confirmed():
    invitation = InvitationFactory(email="ada@example.org")

    user = accepting.accept(invitation, name="Ada Sample")

    assert (user.email, user.name) == ("ada@example.org", "Ada Sample")
    assert user.emailaddress_set.get().verified
    assert user.roles == {Role.MEMBER}
    invitation.refresh_from_db()
    assert (invitation.state, invitation.accepted_by) == (State.ACCEPTED, user)


def test_accepting_gives_the_roles_that_were_offered():
    user = accepting.accept(InvitationFactory(roles=[Role.EDITOR]), name="Ada Sample")

    assert user.has_role(Role.EDITOR)
    assert not user.has_role(Role.ORGANISER)


def test_accepting_makes_a_page_at_an_address_of_its_own():
    PersonFactory(name="Ada Sample", slug="ada-sample")

    user = accepting.accept(InvitationFactory(), name="Ada Sample")

    assert user.person.slug == "ada-sample-2"


def test_accepting_makes_a_part_in_the_project():
    invitation = InvitationFactory(to_project=True)

    user = accepting.accept(invitation, name="Ada Sample")

    membership = user.person.memberships.get()
    assert (membership.project, membership.role) == (invitation.project, "researcher")


def test_a_part_that_somebody_has_already_is_not_made_twice():
    membership = MembershipFactory()
    invitation = InvitationFactory(
        person=membership.person, project=membership.project, project_role="researcher"
    )

    user = accepting.accept(invitation, name="Ada Sample")

    assert user.person.memberships.get() == membership


def test_a_part_that_had_ended_is_taken_up_again():
    membership = MembershipFactory(role="researcher", end="2021")
    invitation = InvitationFactory(
        person=membership.person, project=membership.project, project_role="researcher"
    )

    user = accepting.accept(invitation, name="Ada Sample")

    assert user.person.memberships.get().end is None


def test_the_page_that_was_known_before_becomes_theirs_with_all_that_is_on_it():
    person = MembershipFactory(person__name="A. Sample").person
    talk = TalkFactory(speakers=[])
    Speaker.objects.create(talk=talk, person=person, name="A. Sample")

    user = accepting.accept(InvitationFactory(person=person), name="Ada Sample")

    assert Speaker.objects.filter(person__user=user).get().talk == talk
    assert user.person.memberships.count() == 1
    assert (user.person.name, user.person.slug) == ("Ada Sample", person.slug)


def test_a_talk_given_before_stands_on_the_page_of_whoever_accepted(client):
    person = PersonFactory()
    talk = TalkFactory(title="On samples", speakers=[])
    Speaker.objects.create(talk=talk, person=person, name=person.name)

    user = accepting.accept(InvitationFactory(person=person), name=person.name)

    assert "On samples" in client.get(user.person.get_absolute_url()).text


@pytest.mark.parametrize("state", ["expired", "revoked", "accepted"])
def test_what_is_not_open_is_not_accepted(state):
    invitation = InvitationFactory(**{state: True})

    with pytest.raises(accepting.NotOpen):
        accepting.accept(invitation, name="Ada Sample")

    assert not User.objects.filter(email=invitation.email).exists()


def test_an_address_that_has_an_account_gets_no_second_one():
    UserFactory(email="ada@example.org")

    with pytest.raises(accepting.HasAccount):
        accepting.accept(InvitationFactory(email="ada@example.org"), name="Ada Sample")


# --- With an account one has ----------------------------------------------------------------------


def test_the_invited_address_becomes_a_second_one_of_the_account_that_accepts():
    user = UserFactory(roles=[Role.MEMBER])
    invitation = InvitationFactory(email="new@example.org", to_project=True)

    accepting.accept(invitation, user=user)

    second = user.emailaddress_set.get(email="new@example.org")
    assert (second.verified, second.primary) == (True, False)
    assert user.person.memberships.get().project == invitation.project
    assert user.person.name == user.name


def test_an_account_keeps_its_page():
    user = UserFactory()
    person = PersonFactory(user=user)

    accepting.accept(InvitationFactory(), user=user)

    assert Person.objects.get() == person


def test_an_address_of_somebody_else_is_not_taken_over():
    UserFactory(email="theirs@example.org")
    invitation = InvitationFactory(email="theirs@example.org")
    user = UserFactory()

    with pytest.raises(accepting.HasAccount):
        accepting.accept(invitation, user=user)

    assert not user.emailaddress_set.filter(email="theirs@example.org").exists()


@pytest.mark.parametrize("has_page", [True, False])
def test_a_page_that_is_somebody_elses_stays_theirs(has_page):
    taken = PersonFactory(user=UserFactory())
    user = UserFactory()
    if has_page:
        PersonFactory(user=user)
    invitation = InvitationFactory(person=taken)

    with pytest.raises(accepting.PageTaken):
        accepting.accept(invitation, user=user)

    invitation.refresh_from_db()
    assert invitation.is_open
    assert not user.emailaddress_set.filter(email=invitation.email).exists()


def test_an_account_that_has_a_page_gets_no_second_one():
    user = UserFactory()
    PersonFactory(user=user)
    free = PersonFactory()

    with pytest.raises(accepting.PageTaken):
        accepting.accept(InvitationFactory(person=free), user=user)

    free.refresh_from_db()
    assert free.user is None


# --- Binding --------------------------------------------------------------------------------------


def test_somebody_is_called_the_same_on_page_and_account():
    user = UserFactory(name="A. Sample")

    binding.bind(user, PersonFactory(name="Ada Sample"))

    user.refresh_from_db()
    assert user.name == "Ada Sample"


def test_a_page_that_is_parted_from_its_account_stays():
    person = PersonFactory(user=UserFactory())

    binding.unbind(person)

    person.refresh_from_db()
    assert person.user is None


def test_a_researcher_who_is_to_lead_does_so_from_then_on():
    membership = MembershipFactory(role="researcher")

    binding.join(membership.person, membership.project, "principal investigator")

    roles = set(membership.person.memberships.values_list("role", flat=True))
    assert roles == {"researcher", "principal investigator"}


def test_whoever_works_in_a_project_already_does_not_join_it_again():
    membership = MembershipFactory()

    assert binding.join(membership.person, membership.project, "associate") is None
    assert binding.join(membership.person, ProjectFactory(), "associate") is not None
