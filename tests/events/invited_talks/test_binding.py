"""Speakers who were invited without an account, and have one now."""

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed

from events.invited_talks import binding, inviting
from events.submissions.models import Submission
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.invited_talks import InvitedTalkFactory
from tests.factories.projects import PersonFactory

pytestmark = pytest.mark.django_db


def account(invited, *, verified=True, **facts):
    """Somebody with an account, to whom the address of the invitation belongs, or so they say."""
    user = UserFactory(**{"roles": [Role.MEMBER], "name": "Sample Guest"} | facts)
    email = invited.submission.contact_email.title()
    EmailAddress.objects.create(user=user, email=email, verified=verified)
    return user


def own(user):
    return [one.pk for one in Submission.objects.of(user)]


def test_signing_in_the_talk_is_among_ones_own(client):
    invited = InvitedTalkFactory()
    user = account(invited)

    client.force_login(user)

    assert own(user) == [invited.submission_id]
    assert client.get(f"/submissions/{invited.submission_id}/").status_code == 200
    assert list(invited.steps.values_list("what", "by")) == [("bound", user.pk)]


def test_an_address_that_is_proved_later_counts_from_then_on():
    invited = InvitedTalkFactory()
    user = account(invited, verified=False)
    assert binding.bind(user) == 0

    address = EmailAddress.objects.get(user=user, verified=False)
    address.verified = True
    address.save()
    email_confirmed.send(EmailAddress, request=None, email_address=address)

    assert own(user) == [invited.submission_id]


@pytest.mark.parametrize("facts", [{"roles": []}, {"is_active": False}], ids=["no-role", "closed"])
def test_an_account_that_could_not_open_it_leaves_the_link_as_it_is(facts):
    invited = InvitedTalkFactory()
    user = account(invited, **facts)

    assert binding.bind(user) == 0
    assert own(user) == []


def test_what_was_revoked_belongs_to_nobody():
    invited = InvitedTalkFactory()
    inviting.revoke(invited, by=None)

    assert binding.bind(account(invited)) == 0


def test_whose_author_was_erased_is_nobodys():
    invited = InvitedTalkFactory(handed_in=True)
    user = account(invited)
    Submission.objects.update(contact_email="")

    assert binding.bind(user) == 0


def test_the_link_leads_to_the_talk_in_the_account(client):
    invited = InvitedTalkFactory()
    link = invited.submission.ways["submission"]
    page = f"/submissions/{invited.submission_id}/"
    client.force_login(account(invited))

    assert client.get(link).url == page
    client.logout()
    assert client.get(link).url == page
    assert client.get(page).url.startswith("/account/login/")


def test_visiting_the_link_signed_in_is_enough(client):
    invited = InvitedTalkFactory()
    user = account(invited, verified=False)
    client.force_login(user)
    EmailAddress.objects.filter(user=user).update(verified=True)

    assert client.get(invited.submission.ways["submission"]).status_code == 302
    assert own(user) == [invited.submission_id]


def test_somebody_else_who_is_signed_in_sees_what_the_link_opens(client):
    invited = InvitedTalkFactory()
    other = UserFactory(roles=[Role.MEMBER])
    client.force_login(other)

    assert client.get(invited.submission.ways["submission"]).status_code == 200
    assert own(other) == []


def test_the_speaker_in_the_programme_is_reached_by_the_account_and_is_its_person():
    invited = InvitedTalkFactory(handed_in=True)
    user = account(invited)
    person = PersonFactory(user=user, name="Sample Guest")

    binding.bind(user)

    speaker = invited.submission.talk.speakers.get()
    assert (speaker.email, speaker.person) == (user.email, person)


def test_slides_are_given_by_the_account(client):
    invited = InvitedTalkFactory(handed_in=True)
    client.force_login(account(invited))

    assert client.get(f"/talks/{invited.submission.talk_id}/slides/").status_code == 200


def test_invited_talks_do_not_count_among_those_a_member_may_propose():
    invited = InvitedTalkFactory(submission__call__max_per_person=1)
    user = account(invited)

    binding.bind(user)

    assert invited.submission.call.left_for(user) == 1


def test_it_can_be_handed_in_by_the_account(client):
    invited = InvitedTalkFactory()
    client.force_login(account(invited))
    typed = {"title": "T", "speaker_name": "S", "abstract": "A", "seen": 1, "then": "submit"}

    client.post(f"/submissions/{invited.submission_id}/edit/", typed)

    submission = Submission.objects.get()
    assert (submission.state, submission.talk.title) == ("confirmed", "T")
