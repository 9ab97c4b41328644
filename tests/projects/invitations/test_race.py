"""Many accept at once, over real connections: one thread and one connection each."""

import pytest

from portal.accounts.models import User
from portal.accounts.roles import Role
from projects.invitations import accepting, inviting
from projects.invitations.inviting import Offer
from projects.invitations.models import Invitation
from projects.models import Membership, Person
from tests.common.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.projects import PersonFactory, ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)


def no_lock(invitation):
    """The test switch: what accepting would do without taking the invitation's row."""
    return Invitation.objects.select_related("project", "person").get(pk=invitation.pk)


def accept(invitation):
    accepting.accept(invitation, name="Ada Sample")


@pytest.fixture
def invitation():
    return InvitationFactory(email="ada@example.org", to_project=True)


def made():
    """How many accounts of the address, pages and memberships there are."""
    accounts = User.objects.filter(email="ada@example.org").count()
    return accounts, Person.objects.count(), Membership.objects.count()


def test_twenty_who_accept_one_invitation_at_once_open_one_account(invitation):
    errors = at_once(accept, [invitation] * 20)

    assert made() == (1, 1, 1)
    assert [type(error) for error in errors] == [accepting.NotOpen] * 19


def test_without_the_lock_the_same_trial_fails(invitation, monkeypatch):
    monkeypatch.setattr(accepting, "lock", no_lock)

    errors = at_once(accept, [invitation] * 20)

    assert [type(error) for error in errors] != [accepting.NotOpen] * 19
    # Even then the database lets no second account of the address come to be.
    assert made()[0] == 1


def test_twenty_accounts_that_accept_one_invitation_at_once_are_one_that_does(invitation):
    users = UserFactory.create_batch(20)

    errors = at_once(lambda user: accepting.accept(invitation, user=user), users)

    assert [type(error) for error in errors] == [accepting.NotOpen] * 19
    assert Membership.objects.count() == 1
    invitation.refresh_from_db()
    assert Membership.objects.get().person.user == invitation.accepted_by


def test_without_the_lock_several_accounts_would_accept(invitation, monkeypatch):
    monkeypatch.setattr(accepting, "lock", no_lock)
    users = UserFactory.create_batch(20)

    errors = at_once(lambda user: accepting.accept(invitation, user=user), users)

    assert [type(error) for error in errors] != [accepting.NotOpen] * 19


def test_two_invitations_of_one_address_accepted_at_once_open_one_account():
    invitations = [InvitationFactory(email="ada@example.org", to_project=True) for _ in range(4)]

    errors = at_once(accept, invitations)

    assert made() == (1, 1, 1)
    assert [type(error) for error in errors] == [accepting.HasAccount] * 3


def test_two_invitations_to_one_page_accepted_at_once_give_it_to_one_account():
    person = PersonFactory()
    invitations = InvitationFactory.create_batch(6, person=person)

    errors = at_once(accept, invitations)

    assert [type(error) for error in errors] == [accepting.PageTaken] * 5
    assert User.objects.filter(person=person).count() == 1


def test_one_account_that_accepts_several_invitations_at_once_gets_one_page():
    user = UserFactory()
    invitations = [InvitationFactory(to_project=True) for _ in range(6)]

    errors = at_once(lambda one: accepting.accept(one, user=user), invitations)

    assert errors == []
    assert Person.objects.get().memberships.count() == 6


def test_an_address_invited_many_times_at_once_has_one_invitation():
    coordinators = [UserFactory(roles=[Role.COORDINATOR]) for _ in range(8)]
    offer = Offer(project=ProjectFactory(), project_role="researcher")

    errors = at_once(lambda by: inviting.invite("ada@example.org", offer, by=by), coordinators)

    assert errors == []
    assert Invitation.objects.count() == 1
