"""What an invited speaker is told later, each time with a link that works for them and that nobody else reads."""

import datetime

import pytest
from django.utils import timezone

from events.announcements import readers
from events.announcements.models import Choice
from events.chasing import chasing
from events.submissions import placing
from events.submissions.changes import amending
from events.submissions.co_authors import co_speaking
from events.submissions.models import MOST_LETTERS
from events.timetable import arranging
from events.timetable.arrangement import Place
from portal.mail.models import Delivery
from tests.factories.events import EventFactory
from tests.factories.invited_talks import InvitedTalkFactory
from tests.factories.submissions import CallFactory, ChangeProposalFactory, CoAuthorFactory

pytestmark = pytest.mark.django_db


def letter(kind):
    """Return the only letter of a kind: to whom, its text, whether it is confidential."""
    (delivery,) = Delivery.objects.filter(message__kind=kind).select_related("message")
    return delivery.email, delivery.message.text, delivery.message.confidential


@pytest.fixture
def near():
    """An invited talk that was handed in, at an event the day after tomorrow."""
    begin = timezone.now() + datetime.timedelta(days=2, minutes=-1)
    event = EventFactory(starts_at=begin, ends_at=begin + datetime.timedelta(hours=2))
    invited = InvitedTalkFactory(handed_in=True, submission__call__event=event)
    invited.submission.talk.speakers.update(email=invited.submission.contact_email)
    return invited


def test_reminders_lead_to_what_is_missing_by_the_link(near):
    ways = near.submission.ways

    chasing.chase(near.submission.call.event)

    email, text, confidential = letter("talk-missing")
    assert (email, confidential) == (near.submission.contact_email, True)
    assert ways["introduce"] in text
    assert ways["slides"] in text


def test_a_date_in_a_series_is_told(organiser):
    call = CallFactory(of_series=True, is_by_invitation=True)
    invited = InvitedTalkFactory(handed_in=True, submission__call=call, submission__talk=None)

    placing.give_date(invited.submission, EventFactory(series=call.series), by=organiser)

    email, text, confidential = letter("submission-slot")
    assert (email, confidential) == (invited.submission.contact_email, True)
    assert invited.submission.ways["submission"] in text


def test_a_slot_is_told_with_the_way_to_withdraw(near, organiser):
    event, talk = near.submission.call.event, near.submission.talk
    end = event.starts_at + datetime.timedelta(minutes=30)

    arranging.place(event, talk.pk, Place("", event.starts_at, end, "Hall A"), by=organiser)

    email, text, confidential = letter("talk-slot")
    assert (email, confidential) == (near.submission.contact_email, True)
    assert near.submission.ways["submission"] in text


def test_the_answer_to_a_change_is_told(organiser):
    invited = InvitedTalkFactory(handed_in=True, over=True)
    proposal = ChangeProposalFactory(submission=invited.submission)

    amending.accept(proposal, by=organiser, revision=invited.submission.revision)

    email, text, confidential = letter("submission-change-answered")
    assert (email, confidential) == (invited.submission.contact_email, True)
    assert invited.submission.ways["submission"] in text


def test_what_organisers_write_to_accepted_authors_reaches_them(near):
    found = list(readers.authors(near.submission.call.event, Choice.ACCEPTED))

    assert [one.recipient.email for one in found] == [near.submission.contact_email]


def test_who_was_erased_is_written_to_no_more(near):
    near.submission.contact_email = ""
    near.submission.save()

    assert list(readers.authors(near.submission.call.event, Choice.ACCEPTED)) == []


def test_they_ask_at_most_ten_co_speakers_a_day():
    invited = InvitedTalkFactory(handed_in=True)
    for number in range(MOST_LETTERS + 2):
        CoAuthorFactory(
            submission=invited.submission, is_speaker=True, email=f"co-{number}@example.org"
        )

    assert co_speaking.ask(invited.submission) == 2
    assert co_speaking.ask(invited.submission) == 2
    assert Delivery.objects.count() == MOST_LETTERS
