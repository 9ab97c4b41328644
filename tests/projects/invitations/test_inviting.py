import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from portal.accounts.roles import Role
from portal.mail.models import Delivery, Message
from projects.invitations import inviting
from projects.invitations.addresses import read
from projects.invitations.inviting import Offer, Outcome
from projects.invitations.models import Invitation, State
from projects.models import Membership
from tests.factories.accounts import UserFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.projects import MembershipFactory, PersonFactory, ProjectFactory

pytestmark = pytest.mark.django_db
PORTAL = Offer()
PI = Membership.Role.PRINCIPAL_INVESTIGATOR


@pytest.fixture
def coordinator():
    return UserFactory(name="Sample Coordinator", roles=[Role.COORDINATOR])


@pytest.fixture
def leader():
    """A member who leads a project."""
    user = UserFactory(roles=[Role.MEMBER])
    MembershipFactory(person=PersonFactory(user=user))
    return user


def led_by(user):
    return user.person.memberships.get().project


def part_of(project, role="researcher", **more):
    return Offer(project=project, project_role=role, **more)


def letters_to(email):
    return list(Message.objects.filter(deliveries__email=email).order_by("pk"))


def outcomes(text, offer, by):
    return [step.outcome for step in inviting.plan(read(text), offer, by=by)]


# --- One invitation -------------------------------------------------------------------------------


def test_whoever_is_invited_gets_a_link_by_mail_that_only_they_can_read(coordinator):
    inviting.invite("Ada@Example.org", PORTAL, by=coordinator, name="Ada Sample")

    invitation = Invitation.objects.get()
    (letter,) = letters_to("ada@example.org")
    assert invitation.state == State.OPEN
    assert invitation.get_absolute_url() in letter.text
    assert "Sample Coordinator" in letter.text
    assert letter.confidential
    assert letter.expires_at == invitation.expires_at
    assert letter.reply_to == coordinator.email


def test_the_mail_is_written_in_the_language_that_was_chosen(coordinator):
    inviting.invite("ada@example.org", Offer(language="de"), by=coordinator)

    (letter,) = letters_to("ada@example.org")
    assert letter.language == "de"
    assert "/de/invitations/" in letter.text


def test_the_mail_says_to_which_project_and_until_when(coordinator):
    project = ProjectFactory(title="On $x^2$")

    inviting.invite("ada@example.org", part_of(project), by=coordinator)

    (letter,) = letters_to("ada@example.org")
    assert letter.subject == "Invitation to the project On x^2"
    assert "Researcher" in letter.text
    assert "works until" in letter.text


def test_an_invitation_holds_for_thirty_days(coordinator):
    inviting.invite("ada@example.org", PORTAL, by=coordinator)

    days = (Invitation.objects.get().expires_at - timezone.now()).days
    assert days in {29, 30}


def test_inviting_somebody_again_sends_the_same_invitation_again(coordinator):
    inviting.invite("ada@example.org", PORTAL, by=coordinator)
    token = Invitation.objects.get().token
    step = inviting.invite("ada@example.org", PORTAL, by=coordinator)

    assert step.outcome == Outcome.AGAIN
    assert Invitation.objects.get().token == token
    assert len(letters_to("ada@example.org")) == 2


def test_an_expired_invitation_is_extended(coordinator):
    invitation = InvitationFactory(expired=True)

    assert inviting.send_again(invitation)

    invitation.refresh_from_db()
    assert invitation.state == State.OPEN
    assert len(letters_to(invitation.email)) == 1


def test_an_address_may_be_invited_to_several_projects(coordinator):
    for project in (ProjectFactory(), ProjectFactory()):
        inviting.invite("ada@example.org", part_of(project), by=coordinator)

    assert Invitation.objects.count() == 2


def test_the_database_refuses_a_second_open_invitation():
    InvitationFactory(email="ada@example.org")

    with pytest.raises(IntegrityError):
        InvitationFactory(email="ada@example.org")


def test_what_was_revoked_can_be_invited_anew_with_another_link(coordinator):
    old = InvitationFactory(email="ada@example.org")
    assert inviting.revoke(old)

    inviting.invite("ada@example.org", PORTAL, by=coordinator)

    new = Invitation.objects.open().get()
    assert new.token != old.token


def test_what_was_accepted_can_neither_be_revoked_nor_sent_again():
    invitation = InvitationFactory(accepted=True)

    assert not inviting.revoke(invitation)
    assert not inviting.send_again(invitation)
    assert Delivery.objects.count() == 0


# --- What it comes to -----------------------------------------------------------------------------


def test_each_line_of_a_list_is_told_what_it_comes_to(coordinator):
    project = ProjectFactory()
    InvitationFactory(email="again@example.org", project=project, project_role="researcher")
    UserFactory(email="account@example.org")
    UserFactory(email="closed@example.org", is_active=False)
    here = UserFactory(email="here@example.org")
    MembershipFactory(person=PersonFactory(user=here), project=project)
    text = "\n".join(
        f"{name}@example.org" for name in ("new", "again", "account", "closed", "here")
    )

    assert outcomes(f"{text}\nnobody", part_of(project), coordinator) == [
        Outcome.INVITE,
        Outcome.AGAIN,
        Outcome.ADD,
        Outcome.CLOSED,
        Outcome.MEMBER,
        Outcome.UNCLEAR,
    ]
    assert not Delivery.objects.exists()


def test_an_account_is_known_by_its_second_address_too(coordinator):
    user = UserFactory()
    user.emailaddress_set.create(email="second@example.org", verified=True)

    assert outcomes("second@example.org", PORTAL, coordinator) == [Outcome.MEMBER]


def test_who_has_an_account_joins_the_project_at_once_and_is_told(coordinator):
    user, project = UserFactory(name="Ada Sample"), ProjectFactory()

    step = inviting.invite(user.email, part_of(project), by=coordinator)

    assert step.outcome == Outcome.ADD
    assert project.memberships.get().person.user == user
    (letter,) = letters_to(user.email)
    assert "has added you" in letter.text
    assert not Invitation.objects.exists()


def test_a_list_costs_no_more_queries_than_one_line(coordinator, django_assert_num_queries):
    coordinator.roles  # noqa: B018  asked for once
    project = ProjectFactory()

    def lines(number):
        for n in range(number):
            MembershipFactory(
                person=PersonFactory(user=UserFactory(email=f"u{n}.{number}@example.org"))
            )
            PersonFactory(name=f"Namesake {n} {number}")
        return "\n".join(
            f"u{n}.{number}@example.org\nNamesake {n} {number} <n{n}@example.org>"
            for n in range(number)
        )

    for text in (lines(1), lines(30)):
        recipients = read(text)
        with django_assert_num_queries(7):
            inviting.plan(recipients, part_of(project), by=coordinator)


# --- Pages of the same name -----------------------------------------------------------------------


def test_who_bears_the_name_of_a_page_without_an_account_gets_it(coordinator):
    ada = PersonFactory(name="Ada Sämple")

    step = inviting.invite("ada@example.org", PORTAL, by=coordinator, name="ada Sample")

    assert step.person == ada
    assert Invitation.objects.get().person == ada


def test_of_two_pages_of_one_name_neither_is_given_away(coordinator):
    PersonFactory.create_batch(2, name="Ada Sample")

    step = inviting.invite("ada@example.org", PORTAL, by=coordinator, name="Ada Sample")

    assert step.person is None


def test_of_two_people_of_one_name_in_a_list_neither_gets_the_page(coordinator):
    PersonFactory(name="Ada Sample")
    text = "Ada Sample <a@example.org>\nAda Sample <b@example.org>"

    assert [step.person for step in inviting.plan(read(text), PORTAL, by=coordinator)] == [None] * 2


def test_pages_that_have_an_account_and_sample_pages_are_not_given_away(coordinator):
    PersonFactory(name="Ada Sample", user=UserFactory())
    PersonFactory(name="Bo Sample", is_sample=True)

    for name in ("Ada Sample", "Bo Sample"):
        step = inviting.invite(f"{name[0]}@example.org", PORTAL, by=coordinator, name=name)
        assert step.person is None


def test_a_coordinator_may_want_new_pages_all_the_same(coordinator):
    PersonFactory(name="Ada Sample")

    step = inviting.invite(
        "ada@example.org", Offer(known_pages=False), by=coordinator, name="Ada Sample"
    )

    assert step.person is None


def test_who_leads_a_project_hands_over_pages_of_its_own_people_alone(leader):
    project = led_by(leader)
    PersonFactory(name="Sample Stranger")
    colleague = MembershipFactory(project=project, role="researcher").person
    other_leader = MembershipFactory(project=project, role="researcher").person
    MembershipFactory(person=other_leader)

    steps = inviting.plan(
        read(
            f"Sample Stranger <a@example.org>\n{colleague.name} <b@example.org>\n"
            f"{other_leader.name} <c@example.org>"
        ),
        part_of(project),
        by=leader,
    )

    assert [step.person for step in steps] == [None, colleague, None]


# --- Who may --------------------------------------------------------------------------------------


def test_who_leads_a_project_invites_to_it(leader):
    inviting.invite("ada@example.org", part_of(led_by(leader)), by=leader)

    assert Invitation.objects.get().project == led_by(leader)


@pytest.mark.parametrize("roles", [(Role.EDITOR,), (Role.MEMBER, Role.COORDINATOR)])
def test_who_leads_a_project_gives_no_role_beyond_that_of_a_member(leader, roles):
    with pytest.raises(PermissionDenied):
        inviting.invite("ada@example.org", part_of(led_by(leader), roles=roles), by=leader)


def test_who_leads_a_project_makes_nobody_lead_it(leader):
    with pytest.raises(PermissionDenied):
        inviting.invite("ada@example.org", part_of(led_by(leader), PI), by=leader)


def test_who_leads_a_project_invites_neither_to_another_nor_to_the_portal(leader):
    for offer in (PORTAL, part_of(ProjectFactory())):
        with pytest.raises(PermissionDenied):
            inviting.invite("ada@example.org", offer, by=leader)


def test_who_led_a_project_once_does_not_invite_to_it_any_more(leader):
    last_year = str(timezone.localdate().year - 1)
    leader.person.memberships.update(end=last_year)

    with pytest.raises(PermissionDenied):
        inviting.invite("ada@example.org", part_of(led_by(leader)), by=leader)


def test_somebody_who_merely_works_in_a_project_does_not_invite_to_it():
    user = UserFactory(roles=[Role.MEMBER])
    project = MembershipFactory(person=PersonFactory(user=user), role="researcher").project

    with pytest.raises(PermissionDenied):
        inviting.invite("ada@example.org", part_of(project), by=user)


def test_an_offer_of_a_leader_takes_no_role_away_that_a_coordinator_gave(leader, coordinator):
    project = led_by(leader)
    given = part_of(project, PI, roles=(Role.EDITOR,))
    inviting.invite("ada@example.org", given, by=coordinator)

    inviting.invite("ada@example.org", part_of(project), by=leader)

    invitation = Invitation.objects.get()
    assert (invitation.roles, invitation.project_role) == ([Role.EDITOR], PI)


def test_a_list_pasted_later_takes_no_role_away(coordinator):
    inviting.invite("ada@example.org", Offer(roles=(Role.EDITOR,)), by=coordinator)

    inviting.invite("ada@example.org", Offer(roles=(Role.ORGANISER,)), by=coordinator)
    inviting.invite("ada@example.org", PORTAL, by=coordinator)

    assert Invitation.objects.get().roles == [Role.EDITOR, Role.ORGANISER]


def test_invitations_that_expire_are_told_from_open_ones():
    soon = timezone.now() + datetime.timedelta(minutes=1)
    open_one = InvitationFactory(expires_at=soon)
    expired = InvitationFactory(expired=True)

    assert list(Invitation.objects.in_state(State.OPEN)) == [open_one]
    assert list(Invitation.objects.in_state(State.EXPIRED)) == [expired]
