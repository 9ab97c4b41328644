"""Certificates are issued of what is over and was recorded, of nothing else."""

import datetime

import pytest
from django.utils import translation

from events.certificates import issuing
from events.certificates.issuing import NothingToCertify
from events.certificates.models import Certificate, Kind
from events.checkin import arriving
from events.models import Event
from events.registrations.models import State
from events.registrations.personal import anonymise
from tests.factories.events import EventFactory, RegistrationFactory, SpeakerFactory, TalkFactory

pytestmark = pytest.mark.django_db
YEAR = (datetime.date(2000, 1, 1), datetime.date(2199, 12, 31))


def test_a_certificate_of_attendance_says_who_what_when_where_and_how_long(attended, member):
    certificate = issuing.of_attendance(attended)

    assert certificate.name == "Sample Member"
    assert certificate.user == member
    facts = certificate.facts
    assert facts["title"] == "Sample workshop on sampling"
    assert (facts["kind"], facts["where"]) == ("Workshop", "Sample Hall, Exampletown")
    assert facts["minutes"] == 60
    assert facts["when"].startswith(str(attended.event.day.day))


@pytest.mark.parametrize(
    "state", [State.CONFIRMED, State.WAITING, State.CANCELLED, State.UNCONFIRMED]
)
def test_without_recorded_attendance_there_is_none(event, state):
    with pytest.raises(NothingToCertify):
        issuing.of_attendance(RegistrationFactory(event=event, state=state))


def test_before_the_event_is_over_there_is_none():
    with pytest.raises(NothingToCertify):
        issuing.of_attendance(RegistrationFactory(state=State.ATTENDED))


def test_of_an_event_called_off_there_is_none(attended):
    Event.objects.update(state=Event.State.CANCELLED)

    with pytest.raises(NothingToCertify):
        issuing.of_attendance(attended)


def test_of_somebody_anonymous_there_is_none(attended):
    anonymise(type(attended).objects.all())

    with pytest.raises(NothingToCertify):
        issuing.of_attendance(attended)


def test_asked_for_again_the_same_one_comes(attended):
    assert issuing.of_attendance(attended) == issuing.of_attendance(attended)


def test_after_a_correction_another_one_comes_and_the_first_still_says_what_it_said(attended):
    first = issuing.of_attendance(attended)
    Event.objects.update(title="Sample workshop, title corrected")

    second = issuing.of_attendance(attended)

    assert second.facts["title"] == "Sample workshop, title corrected"
    assert Certificate.objects.get(pk=first.pk).facts["title"] == "Sample workshop on sampling"


def test_in_another_language_another_one_comes(attended):
    first = issuing.of_attendance(attended)
    with translation.override("de"):
        assert issuing.of_attendance(attended).language == "de"
    assert first.language == "en"


def test_a_certificate_of_a_talk_says_what_was_spoken_about_and_where(given, member):
    certificate = issuing.of_talk(given.speakers.get())

    assert certificate.kind == Kind.TALK
    assert certificate.user == member
    assert certificate.facts["title"] == "Sample talk on trees"
    assert certificate.facts["event"] == "Sample workshop on sampling"


def test_a_talk_that_was_cancelled_or_is_still_to_come_is_not_certified(event):
    cancelled = TalkFactory(event=event, is_cancelled=True)
    coming = TalkFactory()

    for talk in (cancelled, coming):
        with pytest.raises(NothingToCertify):
            issuing.of_talk(talk.speakers.get())


def test_a_guest_who_spoke_has_a_certificate_too(event):
    speaker = SpeakerFactory(talk__event=event, name="Sample Guest", email="Guest@example.org")

    certificate = issuing.of_talk(speaker)

    assert (certificate.name, certificate.email_key) == ("Sample Guest", "guest@example.org")


def test_a_record_lists_all_of_a_period_by_date_and_sums_the_hours(attended, given, member):
    before = EventFactory(
        registrations=True,
        title="Sample seminar",
        starts_at=attended.event.starts_at - datetime.timedelta(days=30),
    )
    RegistrationFactory(event=before, user=member, state=State.ATTENDED)
    RegistrationFactory(event__past=True, user=member)  # a place, but not there

    record = issuing.of_period(member, *YEAR)

    listed = [entry["title"] for entry in record.facts["entries"]]
    assert listed == ["Sample seminar", "Sample workshop on sampling", "Sample talk on trees"]
    assert record.facts["minutes"] == 120


def test_a_record_leaves_out_what_was_before_and_after(attended, member):
    day = attended.event.day
    with pytest.raises(NothingToCertify):
        issuing.of_period(member, day + datetime.timedelta(days=1), YEAR[1])
    with pytest.raises(NothingToCertify):
        issuing.of_period(member, YEAR[0], day - datetime.timedelta(days=1))

    assert issuing.of_period(member, day, day)


def test_codes_are_long_and_differ(attended, given):
    codes = {
        one.code for one in (issuing.of_attendance(attended), issuing.of_talk(given.speakers.get()))
    }

    assert len(codes) == 2
    assert all(len(code.replace("-", "")) == 25 for code in codes)


def test_taking_an_attendance_back_revokes_its_certificates(attended, member):
    both = [issuing.of_attendance(attended), issuing.of_period(member, *YEAR)]

    arriving.take_back(attended, by=None)
    assert [one.is_revoked for one in both] == [True, True]

    arriving.check_in(attended, by=None)
    assert [one.is_revoked for one in both] == [False, False]


def test_a_talk_that_is_cancelled_or_deleted_revokes_its_certificate(given):
    certificate = issuing.of_talk(given.speakers.get())
    assert not certificate.is_revoked

    given.is_cancelled = True
    given.save()
    assert certificate.is_revoked

    given.delete()
    assert Certificate.objects.get().is_revoked


def test_calling_the_event_off_revokes_its_certificates(attended):
    certificate = issuing.of_attendance(attended)

    Event.objects.update(state=Event.State.CANCELLED)

    assert certificate.is_revoked
