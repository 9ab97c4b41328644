import threading

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from projects import binding, granting, leaving
from projects.granting import NotPossible
from projects.invitations.models import Invitation, State
from tests.common.at_once import at_once
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.events import SpeakerFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.projects import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    user = UserFactory(roles=[Role.COORDINATOR])
    client.force_login(user)
    return user


def roles_of(user):
    return set(User.objects.get(pk=user.pk).groups.values_list("name", flat=True))


def post(client, name, user, **said):
    return client.post(reverse(f"people-desk:{name}", args=[user.pk]), said, follow=True)


# --- Roles ----------------------------------------------------------------------------------------


def test_a_coordinator_gives_and_takes_roles(client, coordinator):
    user = UserFactory(roles=[Role.MEMBER, Role.EDITOR])

    post(client, "roles", user, roles=["member", "organiser"])

    assert roles_of(user) == {"member", "organiser"}


def test_groups_that_are_no_roles_are_left_alone(client, coordinator):
    user = UserFactory()
    user.groups.create(name="choir")

    post(client, "roles", user, roles=["member"])

    assert roles_of(user) == {"choir", "member"}


def test_a_role_that_does_not_exist_is_given_to_nobody(client, coordinator):
    user = UserFactory(roles=[Role.MEMBER])

    post(client, "roles", user, roles=["emperor"])

    assert roles_of(user) == {"member"}


def test_the_last_coordinator_stays_one(client, coordinator):
    UserFactory(roles=[Role.COORDINATOR], is_active=False)

    answer = post(client, "roles", coordinator, roles=["member"])

    assert "This is the last coordinator" in answer.text
    assert "coordinator" in roles_of(coordinator)


def test_one_of_two_coordinators_may_stop(client, coordinator):
    other = UserFactory(roles=[Role.COORDINATOR])

    post(client, "roles", other, roles=["member"])

    assert roles_of(other) == {"member"}


@pytest.mark.django_db(transaction=True)
def test_of_coordinators_who_all_stop_at_once_one_stays():
    users = UserFactory.create_batch(6, roles=[Role.COORDINATOR])

    errors = at_once(lambda user: granting.set_roles(user, [Role.MEMBER]), users)

    assert [type(error) for error in errors] == [NotPossible]
    assert sum("coordinator" in roles_of(user) for user in users) == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_nobody_would_coordinate(monkeypatch):
    monkeypatch.setattr(granting.Group.objects, "select_for_update", granting.Group.objects.all)
    users = UserFactory.create_batch(6, roles=[Role.COORDINATOR])
    all_asked = threading.Barrier(6, timeout=30)
    lock = binding.lock
    monkeypatch.setattr(binding, "lock", lambda user: all_asked.wait() >= 0 and lock(user))

    at_once(lambda user: granting.set_roles(user, [Role.MEMBER]), users)

    assert sum("coordinator" in roles_of(user) for user in users) == 0


# --- Leaving --------------------------------------------------------------------------------------


@pytest.fixture
def member():
    user = UserFactory(email="ada@example.org", roles=[Role.MEMBER, Role.EDITOR])
    PersonFactory(name="Ada Sample", user=user)
    return user


def is_signed_in(client):
    return client.get(reverse("me")).status_code == 200


def test_a_closed_account_is_signed_out_everywhere_at_once(client, coordinator, member):
    phone = Client()
    phone.force_login(member)
    assert is_signed_in(phone)

    post(client, "close", member)

    assert not is_signed_in(phone)


def test_sessions_from_before_do_not_come_back_with_the_account(client, coordinator, member):
    phone = Client()
    phone.force_login(member)
    post(client, "close", member)

    post(client, "reopen", member)

    assert not is_signed_in(phone)


def test_nobody_signs_in_to_a_closed_account(client, coordinator, member):
    post(client, "close", member)
    visitor = Client()

    visitor.post("/account/login/", {"login": member.email, "password": PASSWORD})

    assert not is_signed_in(visitor)


def test_closing_is_asked_before_it_is_done(client, coordinator, member):
    page = client.get(reverse("people-desk:close", args=[member.pk])).text

    assert "signed out everywhere" in page
    member.refresh_from_db()
    assert member.is_active


def test_roles_calendar_and_open_invitations_go(client, coordinator, member):
    member.calendar_token = "a secret"
    member.save()
    to_address = InvitationFactory(email=member.email, to_project=True)
    to_page = InvitationFactory(person=member.person)
    other = InvitationFactory()

    post(client, "close", member)

    assert roles_of(member) == set()
    member.refresh_from_db()
    assert member.calendar_token is None
    states = {one.pk: one.state for one in Invitation.objects.all()}
    assert states == {
        to_address.pk: State.REVOKED,
        to_page.pk: State.REVOKED,
        other.pk: State.OPEN,
    }


def test_the_page_and_its_talks_stay(client, coordinator, member):
    talk = SpeakerFactory(person=member.person).talk

    post(client, "close", member)

    page = Client().get(member.person.get_absolute_url())
    assert page.status_code == 200
    assert talk.title in page.text


def test_parts_in_projects_end_on_the_day_that_is_given(client, coordinator, member):
    running = MembershipFactory(person=member.person)
    ended = MembershipFactory(person=member.person, end="2020")

    post(client, "close", member, ends="2021-06")

    running.refresh_from_db()
    ended.refresh_from_db()
    assert (str(running.end), str(ended.end)) == ("2021-06", "2020")


def test_without_a_day_they_stay_as_they_are(client, coordinator, member):
    running = MembershipFactory(person=member.person)

    post(client, "close", member, ends="")

    running.refresh_from_db()
    assert running.end is None


def test_a_day_that_is_none_closes_nothing(client, coordinator, member):
    answer = post(client, "close", member, ends="soon")

    assert "is no date" in answer.text
    member.refresh_from_db()
    assert member.is_active


def test_the_form_offers_today(client, coordinator, member):
    page = client.get(reverse("people-desk:close", args=[member.pk])).text

    assert f'value="{timezone.localdate().isoformat()}"' in page


@pytest.mark.parametrize(
    ("who", "words"),
    [("self", "This is your own account"), ("administrator", "an administrator&#x27;s account")],
)
def test_some_accounts_are_not_for_a_coordinator_to_close(client, coordinator, who, words):
    user = coordinator if who == "self" else UserFactory(administrator=True)

    answer = post(client, "close", user)

    assert words in answer.text
    user.refresh_from_db()
    assert user.is_active


def test_the_last_coordinator_cannot_be_closed_even_by_an_administrator():
    last = UserFactory(roles=[Role.COORDINATOR])

    with pytest.raises(NotPossible):
        leaving.close(last, by=UserFactory(administrator=True))

    last.refresh_from_db()
    assert last.is_active


def test_who_comes_back_is_a_member_again(client, coordinator, member):
    post(client, "close", member)

    post(client, "reopen", member)

    member.refresh_from_db()
    assert member.is_active
    assert roles_of(member) == {"member"}
