"""What is kept about invited speakers, and when it goes."""

import datetime

import pytest
from django.utils import timezone

from events.invited_talks import personal
from events.invited_talks.models import InvitedTalk
from events.submissions.models import Submission
from portal.common.personal import NAME_REMOVED
from portal.preferences.models import Preferences
from portal.privacy import erasing, exporting, subjects
from tests.factories.events import EventFactory
from tests.factories.invited_talks import InvitedTalkFactory
from tests.factories.slides import VersionFactory

pytestmark = pytest.mark.django_db


def event_ended(days):
    end = timezone.now() - datetime.timedelta(days=days)
    return EventFactory(starts_at=end - datetime.timedelta(hours=1), ends_at=end)


def test_a_guest_gets_what_is_stored_by_the_address_alone():
    invited = InvitedTalkFactory(handed_in=True, words="Do come.")
    subject = subjects.of_address(invited.submission.contact_email)

    sections = {one.key: one for one in exporting.sections(subject)}

    assert {"invited_talks", "submissions"} <= sections.keys()
    facts = {fact.key: fact.value for fact in sections["invited_talks"].records[0]}
    assert (facts["name"], facts["words"]) == ("Sample Guest", "Do come.")


def test_of_a_guest_who_is_erased_no_name_is_left_and_the_link_is_dead():
    invited = InvitedTalkFactory(handed_in=True, submission__biography="Sample Guest was born.")
    address, key = invited.submission.contact_email, invited.key
    draft = InvitedTalkFactory(submission__contact_email=address)
    VersionFactory(slides__talk=invited.submission.talk, uploaded_by=None)

    erasing.erase(subjects.of_address(address), keep_names=False)

    submission = Submission.objects.get()
    assert (submission.speaker_name, submission.contact_email) == (NAME_REMOVED, "")
    assert submission.biography == ""
    assert InvitedTalk.objects.get().name == NAME_REMOVED
    assert InvitedTalk.objects.by_key(key).is_over
    assert not InvitedTalk.objects.filter(pk=draft.pk).exists()
    assert not submission.talk.slides.versions.exists()


def test_the_address_goes_as_long_after_the_event_as_registrations_are_kept():
    days = Preferences.current().registration_days
    old = InvitedTalkFactory(handed_in=True, submission__call__event=event_ended(days + 2))
    lately = InvitedTalkFactory(handed_in=True, submission__call__event=event_ended(days - 2))

    counted = [one.count for one in personal.purge(Preferences.current(), timezone.now())]

    assert counted == [1]
    assert (
        InvitedTalk.objects.by_key(old.key) is None or InvitedTalk.objects.by_key(old.key).is_over
    )
    old.submission.refresh_from_db()
    lately.submission.refresh_from_db()
    assert old.submission.contact_email == ""
    assert lately.submission.contact_email != ""
