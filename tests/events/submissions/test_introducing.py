"""The short CV: proposed with the text, then held by the speaker and shown with the talk."""

import pytest
from django.urls import reverse

from events.models import Speaker, Talk
from events.submissions import deciding, placing, writing
from events.submissions.models import State, Submission
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.submissions import CallFactory, CoAuthorFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def url(submission):
    return reverse("submissions:introduce", args=[submission.pk])


@pytest.fixture
def accepted(member):
    """A talk of the member's that was accepted with a short CV."""
    talk = SubmissionFactory(submitter=member, biography="Studies *proofs*.")
    deciding.decide(talk, State.ACCEPTED, by=None)
    return Submission.objects.get()


def test_it_is_shown_with_the_talk_once_that_is_accepted(accepted, text_of):
    for page in (accepted.talk.get_absolute_url(), accepted.call.event.get_absolute_url()):
        html = text_of(page)
        assert "Studies <em>proofs</em>." in html
        assert "About <bdi>Sample Speaker</bdi>" in html


def test_a_co_speaker_has_none_of_it(member, text_of):
    talk = SubmissionFactory(submitter=member, biography="Studies proofs.")
    CoAuthorFactory(submission=talk, is_speaker=True, confirmed_at=talk.submitted_at)

    deciding.decide(talk, State.ACCEPTED, by=None)

    assert [one.biography for one in Speaker.objects.all()] == ["Studies proofs.", ""]


def test_it_can_be_written_when_the_talk_is_accepted(client, member, text_of):
    talk = SubmissionFactory(submitter=member, accepted=True)
    assert f'href="{url(talk)}"' in client.get(talk.get_absolute_url()).text

    refused = client.post(url(talk), {"biography": "x" * 1_501})
    client.post(url(talk), {"biography": "I study $x$."})

    assert refused.context["form"]["biography"].value() == "x" * 1_501
    assert Speaker.objects.get().biography == "I study $x$."
    assert Submission.objects.get().revision == talk.revision
    assert "still wait for" not in client.get(talk.get_absolute_url()).text
    assert "I study" in text_of(talk.talk.get_absolute_url())


def test_it_can_be_changed_and_what_was_proposed_stays(client, accepted):
    assert "Change the short CV" in client.get(accepted.get_absolute_url()).text
    assert client.get(url(accepted)).context["form"]["biography"].value() == "Studies *proofs*."

    client.post(url(accepted), {"biography": "Studies *samples*."})

    assert Speaker.objects.get().biography == "Studies *samples*."
    assert Submission.objects.get().biography == "Studies *proofs*."
    page = client.get(accepted.get_absolute_url()).text
    assert "Studies <em>samples</em>." in page
    assert "proofs" not in page


def test_what_was_proposed_before_it_was_shown_is_offered_and_not_shown(client, member, text_of):
    talk = SubmissionFactory(submitter=member, accepted=True, biography="For the chair alone.")

    assert "For the chair" not in text_of(talk.talk.get_absolute_url())
    assert "still wait for" in client.get(talk.get_absolute_url()).text
    form = client.get(url(talk)).context["form"]
    assert form["biography"].value() == "For the chair alone."


def test_in_a_series_it_goes_along_with_the_date(client, member):
    organiser = UserFactory()
    talk = SubmissionFactory(submitter=member, call=CallFactory(of_series=True))
    deciding.decide(talk, State.ACCEPTED, by=None)
    client.post(url(talk), {"biography": "Studies proofs."})
    session = EventFactory(series=talk.call.series)

    placing.give_date(Submission.objects.get(), session, by=organiser)

    assert Speaker.objects.get().biography == "Studies proofs."


def test_a_talk_taken_up_again_keeps_what_was_changed_in_the_programme(client, accepted):
    client.post(url(accepted), {"biography": "Studies samples."})
    writing.withdraw(accepted, by=None)

    writing.take_up_again(Submission.objects.get(), by=None)

    assert Submission.objects.get().biography_html == "<p>Studies samples.</p>"


def test_what_an_organiser_takes_away_is_missing_again(client, accepted):
    assert "still wait for" not in client.get(accepted.get_absolute_url()).text

    Speaker.objects.update(biography="", biography_html="")

    assert "still wait for" in client.get(accepted.get_absolute_url()).text


def test_the_page_of_a_talk_costs_the_same_for_one_speaker_and_for_five(accepted, queries):
    talk = Talk.objects.get()
    few = queries(talk.get_absolute_url())

    for number in range(4):
        talk.speakers.create(name=f"Sample {number}", biography="Studies.", position=number + 1)

    assert queries(talk.get_absolute_url()) == few


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.REJECTED])
def test_the_cv_of_what_is_not_accepted_stands_in_its_text(client, member, state):
    talk = SubmissionFactory(submitter=member, state=state)

    answer = client.post(reverse("submissions:introduce", args=[talk.pk]), {"biography": "Me."})

    assert answer.url == talk.get_absolute_url()
    assert Submission.objects.get().biography == ""
