"""An accepted talk of a series is given a date."""

import pytest
from django.urls import reverse

from events import organising, when
from events.models import Talk
from events.submissions import deciding, placing, writing
from events.submissions.changes import amending
from events.submissions.models import State, Submission
from portal.accounts.roles import Role
from portal.mail.models import Message
from tests.events.submissions.at_once import Meeting, at_once
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, TalkFactory, moment
from tests.factories.submissions import CallFactory, ChangeProposalFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallFactory(of_series=True, series__title="A seminar")


@pytest.fixture
def accepted(call):
    submission = SubmissionFactory(call=call, title="On $x$", speaker_name="Sample Speaker")
    deciding.decide(submission, State.ACCEPTED, by=None)
    return submission


@pytest.fixture
def session(call):
    return EventFactory(series=call.series, title="A seminar – 3 December", venue="Hall A")


def give(client, submission, session):
    url = reverse("submissions-desk:date", args=[submission.pk])
    return client.post(url, {"session": session.pk}, follow=True)


def test_coming_sessions_without_a_talk_are_offered(client, organiser, accepted, session):
    series = session.series
    open_slot = EventFactory(series=series, is_open_slot=True, starts_at=moment(days=9))
    called_off = TalkFactory(event__series=series, is_cancelled=True)
    TalkFactory(event__series=series)
    EventFactory(series=series, past=True)
    EventFactory(series=series, draft=True)
    EventFactory(series=series, cancelled=True)
    EventFactory()

    form = client.get(accepted.desk_url).context["date_form"]

    offered = set(form.fields["session"].queryset)
    assert offered == {session, open_slot, called_off.event}


def test_a_given_date_makes_the_talk_and_tells_its_author(
    client, organiser, accepted, session, told
):
    participant = RegistrationFactory(event=session)
    Message.objects.all().delete()

    page = give(client, accepted, session)

    assert told(page) == ["The talk has its date; the author is told by mail."]
    accepted.refresh_from_db()
    talk = accepted.talk
    assert (talk.event, talk.title) == (session, "On $x$")
    assert talk.speakers.get().name == "Sample Speaker"
    session.refresh_from_db()
    assert session.title == "On $x$"
    letter = Message.objects.get(kind="submission-slot")
    assert "Hall A" in letter.text
    assert talk.get_absolute_url() in letter.text
    assert [one.email for one in letter.deliveries.all()] == [accepted.submitter.email]
    others = Message.objects.exclude(pk=letter.pk)
    assert {one.email for m in others for one in m.deliveries.all()} == {participant.email}


def test_desk_and_author_see_when_and_where_it_is_given(client, organiser, accepted, session):
    at_desk = give(client, accepted, session).text
    client.force_login(accepted.submitter)
    own = client.get(accepted.get_absolute_url()).text

    for page in (at_desk, own):
        assert when.full(session) in page
        assert "Hall A" in page
        assert "No time yet" not in page


def test_the_letter_of_the_decision_promises_no_place_on_a_page(accepted):
    letter = Message.objects.get(kind="submission-decision")

    assert "Its date follows" in letter.text
    assert "It stands on the page" not in letter.text


@pytest.mark.parametrize("chosen", ["", "x", "-1", "9" * 400])
def test_what_is_no_session_is_refused_at_its_field(client, organiser, accepted, session, chosen):
    page = client.post(reverse("submissions-desk:date", args=[accepted.pk]), {"session": chosen})

    assert list(page.context["date_form"].errors) == ["session"]
    assert not Talk.objects.exists()


def test_a_date_on_which_the_speaker_cannot_come_says_so(client, organiser, accepted, session):
    Submission.objects.update(absences=[f"{session.day:%Y-%m-%d}-pm"])

    assert "cannot speak then" in client.get(accepted.desk_url).text


def test_a_talk_that_waits_for_no_date_gets_none(client, organiser, call, session, told):
    waiting = SubmissionFactory(call=call)

    assert told(give(client, waiting, session)) == ["This talk waits for no date."]
    assert not Talk.objects.exists()


def test_accepted_again_after_it_was_withdrawn_it_waits_for_a_date_again(
    accepted, session, organiser
):
    placing.give_date(accepted, session, by=organiser)
    writing.withdraw(accepted, by=accepted.submitter)
    accepted.refresh_from_db()
    writing.take_up_again(accepted, by=accepted.submitter)
    writing.write(accepted, submit=True)

    deciding.decide(accepted, State.ACCEPTED, by=None)

    assert Submission.objects.get().waits_for_date
    assert list(placing.free_dates(session.series)) == [session]


def test_a_withdrawn_talk_leaves_its_session_free_under_its_usual_title(
    accepted, session, organiser
):
    participant = RegistrationFactory(event=session)
    placing.give_date(accepted, session, by=organiser)
    Message.objects.all().delete()

    writing.withdraw(accepted, by=accepted.submitter)

    session.refresh_from_db()
    assert session.title == f"A seminar – {when.days(session.day, session.day)}"
    assert list(placing.free_dates(session.series)) == [session]
    told = {one.email for message in Message.objects.all() for one in message.deliveries.all()}
    assert told == {participant.email}


def test_a_session_is_called_after_its_talk_also_once_that_has_another_title(
    accepted, session, organiser
):
    placing.give_date(accepted, session, by=organiser)
    proposal = ChangeProposalFactory(submission=accepted, title="On $y$")

    amending.accept(proposal, by=organiser, revision=accepted.revision)

    session.refresh_from_db()
    assert session.title == "On $y$"


def test_a_session_that_was_called_otherwise_since_keeps_its_title(accepted, session, organiser):
    placing.give_date(accepted, session, by=organiser)
    type(session).objects.filter(pk=session.pk).update(title="A guest day")

    writing.withdraw(accepted, by=accepted.submitter)

    session.refresh_from_db()
    assert session.title == "A guest day"


# --- Two organisers at once -----------------------------------------------------------------------


@pytest.fixture
def organisers(transactional_db, monkeypatch):
    """Two organisers give two talks the same date; both have seen it free before either gives it."""
    call = CallFactory(of_series=True)
    session = EventFactory(series=call.series)
    meeting = Meeting()
    save = organising.save
    monkeypatch.setattr(
        organising, "save", lambda event: meeting.wait_for_the_other() or save(event)
    )

    def giving(submission, by):
        def act():
            try:
                placing.give_date(Submission.objects.get(pk=submission.pk), session, by=by)
            except placing.DateTaken:
                return "taken"
            return "given"

        return act

    by = UserFactory(roles=[Role.ORGANISER])
    talks = SubmissionFactory.create_batch(2, call=call, state=State.ACCEPTED)
    return [giving(submission, by) for submission in talks]


def test_of_two_organisers_who_give_the_same_date_one_is_told_that_it_is_taken(organisers):
    assert sorted(at_once(*organisers)) == ["given", "taken"]
    assert Talk.objects.count() == 1


def test_without_the_lock_two_talks_would_have_the_date(organisers, monkeypatch):
    monkeypatch.setattr(organising, "lock", lambda event: type(event).objects.get(pk=event.pk))

    assert at_once(*organisers) == ["given", "given"]
    assert Talk.objects.count() == 2
