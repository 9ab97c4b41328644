import pytest
from django.db import transaction

from events.models import Talk
from events.submissions import deciding, writing
from events.submissions.models import State, Submission
from portal.common.moves import ForbiddenMove
from portal.mail import tasks
from portal.mail.models import Delivery, Message
from tests.factories.projects import PersonFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

DECISIONS = [State.ACCEPTED, State.REJECTED]


def letters():
    return [
        (m.subject, [d.email for d in m.deliveries.all()]) for m in Message.objects.order_by("pk")
    ]


def test_an_accepted_talk_joins_the_programme_of_its_event(organiser):
    submission = SubmissionFactory(title="On $x^2$", abstract="Some $y$.", affiliation="Sample Uni")

    deciding.decide(submission, State.ACCEPTED, by=organiser)

    talk = Talk.objects.get()
    speaker = talk.speakers.get()
    assert submission.talk == talk
    assert (talk.event, talk.title, talk.abstract) == (
        submission.call.event,
        "On $x^2$",
        "Some $y$.",
    )
    assert talk.abstract_html == submission.abstract_html
    assert talk.title_html == submission.title_html
    assert (speaker.name, speaker.affiliation) == ("Sample Speaker", "Sample Uni")
    assert not talk.is_cancelled


def test_a_rejected_talk_does_not(organiser):
    submission = SubmissionFactory()

    deciding.decide(submission, State.REJECTED, by=organiser)

    assert Submission.objects.get().state == State.REJECTED
    assert not Talk.objects.exists()


def test_the_talk_of_a_sample_event_is_a_sample(organiser):
    submission = SubmissionFactory(call__event__is_sample=True)

    deciding.decide(submission, State.ACCEPTED, by=organiser)

    assert submission.talk.is_sample


@pytest.mark.parametrize(
    ("speaker", "is_linked"), [("Sample Author", True), ("Sample Guest", False)]
)
def test_the_speaker_is_linked_to_the_author_who_speaks(organiser, speaker, is_linked):
    submission = SubmissionFactory(speaker_name=speaker)
    person = PersonFactory(name="Sample Author", user=submission.submitter)

    deciding.decide(submission, State.ACCEPTED, by=organiser)

    assert submission.talk.speakers.get().person == (person if is_linked else None)


@pytest.mark.parametrize("state", DECISIONS)
def test_the_author_is_told_once(organiser, state, mailoutbox):
    submission = SubmissionFactory(title="Sample talk")

    deciding.decide(submission, state, by=organiser)
    tasks.deliver_due()
    tasks.deliver_due()

    assert [mail.recipients() for mail in mailoutbox] == [
        [f'"{submission.submitter}" <{submission.submitter.email}>']
    ]
    word = "Accepted" if state == State.ACCEPTED else "Not accepted"
    assert mailoutbox[0].subject == f"{word}: Sample talk"
    assert f"/submissions/{submission.pk}/" in mailoutbox[0].body


@pytest.mark.parametrize("state", DECISIONS)
def test_the_letter_names_an_event_with_formulas_in_readable_words(organiser, state):
    submission = SubmissionFactory(call__event__title=r"Days of *sparse* $\ell_1$")

    deciding.decide(submission, state, by=organiser)

    assert "**Days of sparse ℓ_1**" in Message.objects.get().text


def test_a_decision_rolled_back_tells_nobody(organiser):
    submission = SubmissionFactory()

    with transaction.atomic():
        deciding.decide(submission, State.ACCEPTED, by=organiser)
        transaction.set_rollback(True)

    assert Submission.objects.get().state == State.SUBMITTED
    assert not Talk.objects.exists()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("first", DECISIONS)
@pytest.mark.parametrize("second", DECISIONS)
def test_a_decision_is_final(organiser, first, second):
    submission = SubmissionFactory()
    stale = Submission.objects.get()
    deciding.decide(submission, first, by=organiser)

    with pytest.raises(ForbiddenMove):
        deciding.decide(stale, second, by=organiser)

    assert Submission.objects.get().state == first
    assert len(letters()) == 1


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_is_not_submitted_cannot_be_decided(organiser, state):
    submission = SubmissionFactory(state=state)

    with pytest.raises(ForbiddenMove):
        deciding.decide(submission, State.ACCEPTED, by=organiser)

    assert not Talk.objects.exists()
    assert letters() == []


def test_nobody_decides_on_a_text_that_changed_since_it_was_read(organiser):
    read = SubmissionFactory(abstract="Read.")
    revised = Submission.objects.with_call().get()
    revised.abstract = "Not read."
    writing.write(revised)

    with pytest.raises(writing.Overtaken):
        deciding.decide(read, State.ACCEPTED, by=organiser, revision=1)

    assert Submission.objects.get().state == State.SUBMITTED


def test_what_is_published_is_the_stored_text(organiser):
    stale = SubmissionFactory(title="Old")
    revised = Submission.objects.with_call().get()
    revised.title = "New"
    writing.write(revised)

    deciding.decide(stale, State.ACCEPTED, by=organiser)

    assert Talk.objects.get().title == "New"


def test_a_talk_taken_up_again_and_accepted_again_is_the_same_entry_in_calendars(organiser):
    submission = SubmissionFactory(title="First title")
    author = submission.submitter
    deciding.decide(submission, State.ACCEPTED, by=organiser)
    known = submission.talk
    writing.withdraw(submission, by=author)
    writing.take_up_again(submission, by=author)
    submission = Submission.objects.with_call().get()
    submission.title = "Second title"
    writing.write(submission, submit=True)

    deciding.decide(submission, State.ACCEPTED, by=organiser)

    talk = Talk.objects.get()
    assert (talk.uuid, talk.title, talk.is_cancelled) == (known.uuid, "Second title", False)
    assert talk.sequence > known.sequence
    assert talk.speakers.count() == 1
    assert [subject for subject, _ in letters()] == [
        "Accepted: First title",
        "Accepted: Second title",
    ]


def test_an_accepted_talk_of_a_series_waits_for_its_date(organiser):
    submission = SubmissionFactory(call=CallFactory(of_series=True))

    deciding.decide(submission, State.ACCEPTED, by=organiser)

    submission.refresh_from_db()
    assert submission.state == State.ACCEPTED
    assert submission.talk is None
