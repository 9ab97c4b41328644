"""Inviting a speaker who has no account, and looking after the link."""

import pytest
from django.core.signing import BadSignature

from events.invited_talks import inviting
from events.invited_talks.models import InvitedTalk
from events.submissions.models import Call, State, Submission
from portal.mail.models import Delivery, Message
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, SeriesFactory
from tests.factories.invited_talks import InvitedTalkFactory
from tests.factories.submissions import CallFactory, from_now

pytestmark = pytest.mark.django_db

SPEAKER = {"name": "Sample Guest", "email": "Guest@Example.org"}


def invite(host, organiser, **facts):
    return inviting.invite(host, by=organiser, until=from_now(days=5), **SPEAKER | facts)


def by_key(key):
    return InvitedTalk.objects.by_key(key)


def letters():
    return [
        (delivery.email, delivery.message.text)
        for delivery in Delivery.objects.select_related("message").order_by("pk")
    ]


def steps(invited):
    return list(invited.steps.values_list("what", "by__name"))


def test_a_speaker_gets_one_confidential_letter_with_the_link(organiser):
    invited = invite(EventFactory(title="Sample Workshop"), organiser, words="Please come!")

    ((email, text),) = letters()
    message = Message.objects.get()
    assert email == "guest@example.org"
    assert "Please come!" in text
    assert invited.submission.ways["submission"] in text
    assert (message.confidential, message.reply_to) == (True, organiser.email)
    assert steps(invited) == [("invited", "Sample Organiser")]


def test_the_letter_leads_to_no_page_that_its_reader_would_not_find(organiser):
    events = EventFactory(), EventFactory(draft=True)

    for event in events:
        invite(event, organiser)

    leads = [
        event.get_absolute_url() in text for event, (_, text) in zip(events, letters(), strict=True)
    ]
    assert leads == [True, False]


def test_an_event_without_a_call_gets_one_that_nobody_sees(organiser):
    event = EventFactory()

    invite(event, organiser)

    call = Call.objects.get(event=event)
    assert (call.phase, call.is_open) == (Call.Phase.BY_INVITATION, False)
    assert list(Call.objects.visible_to(organiser)) == list(Call.objects.open()) == []


def test_at_a_call_that_is_open_or_closed_the_talk_belongs_to_it(organiser):
    open_call, closed = CallFactory(), CallFactory(closed=True)

    invited = [invite(call.event, organiser) for call in (open_call, closed)]

    assert [one.submission.call for one in invited] == [open_call, closed]


def test_to_a_series_speakers_are_invited_as_well(organiser):
    series = SeriesFactory()

    assert invite(series, organiser).submission.call.series == series


def test_a_button_pressed_twice_invites_once(organiser):
    event = EventFactory()
    invite(event, organiser)

    with pytest.raises(inviting.AlreadyInvited):
        invite(event, organiser, email="guest@example.org")


def test_who_has_handed_in_can_be_invited_to_another_talk(organiser):
    invited = InvitedTalkFactory(handed_in=True)
    submission = invited.submission

    again = invite(submission.call.event, organiser, email=submission.contact_email)

    assert again.submission.call == submission.call


def test_a_draft_is_nobodys_but_its_speakers(organiser):
    invite(EventFactory(), organiser, title="A first idea")

    assert list(Submission.objects.for_organisers()) == []


def test_a_new_link_ends_the_old_one(organiser):
    invited = InvitedTalkFactory()
    old = invited.key

    inviting.renew(invited, by=organiser)

    invited.refresh_from_db()
    assert by_key(old).is_over
    assert not by_key(invited.key).is_over
    assert invited.key in letters()[0][1]


def test_a_made_up_key_is_none(organiser):
    key = InvitedTalkFactory().key

    with pytest.raises(BadSignature):
        by_key(key[:-1] + ("A" if key[-1] != "A" else "B"))


def test_the_key_is_not_stored(organiser):
    invited = InvitedTalkFactory()

    assert invited.key not in str(list(InvitedTalk.objects.values()))


def test_another_address_gets_the_letter_and_stands_beside_the_talk(organiser):
    invited = InvitedTalkFactory(handed_in=True)
    talk = invited.submission.talk
    talk.speakers.update(email=invited.submission.contact_email)
    old = invited.key

    inviting.readdress(invited, email="Right@example.org", by=organiser)

    assert [email for email, _text in letters()] == ["right@example.org"]
    assert talk.speakers.get().email == "right@example.org"
    assert by_key(old).is_over
    assert steps(invited) == [("readdressed", "Sample Organiser")]


def test_more_time_leaves_the_link_as_it_is(organiser):
    invited = InvitedTalkFactory(over=True)
    assert by_key(invited.key).is_over

    inviting.prolong(invited, until=from_now(days=3), by=organiser)

    assert not by_key(invited.key).is_over
    assert letters() == []


def test_revoked_it_can_neither_be_written_nor_opened_and_stays(organiser):
    invited = InvitedTalkFactory(submission__title="So far")

    inviting.revoke(invited, by=organiser)

    found = by_key(invited.key)
    assert found.is_over
    assert not found.submission.can_be_written
    assert (found.submission.title, found.submission.state) == ("So far", State.DRAFT)


@pytest.mark.parametrize(
    "verb",
    [
        lambda invited: inviting.renew(invited, by=None),
        lambda invited: inviting.readdress(invited, email="other@example.org", by=None),
        lambda invited: inviting.prolong(invited, until=from_now(days=3), by=None),
    ],
    ids=["renew", "readdress", "prolong"],
)
def test_what_was_revoked_is_opened_by_nothing_but_opening_it_again(organiser, verb):
    invited = InvitedTalkFactory()
    inviting.revoke(invited, by=organiser)

    with pytest.raises(inviting.Revoked):
        verb(invited)

    assert by_key(invited.key).is_over
    assert letters() == []


def test_opened_again_there_is_a_new_link_and_a_new_time(organiser):
    invited = InvitedTalkFactory()
    old = invited.key
    inviting.revoke(invited, by=organiser)

    inviting.reopen(invited, until=from_now(days=3), by=organiser)

    invited.refresh_from_db()
    assert by_key(old).is_over
    assert by_key(invited.key).submission.can_be_written
    assert invited.key in letters()[0][1]


def test_who_has_an_account_by_now_gets_no_link(organiser):
    invited = InvitedTalkFactory(submission__submitter=UserFactory(), submission__contact_email="")

    with pytest.raises(inviting.InAccount):
        inviting.renew(invited, by=organiser)
