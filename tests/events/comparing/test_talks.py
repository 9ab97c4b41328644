import pytest
from django.urls import reverse

from events.registrations.models import State
from events.submissions.models import State as Proposal
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, SpeakerFactory, TalkFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def event():
    return EventFactory(registrations=True)


@pytest.fixture
def lists(event, client):
    """Ask for the names in both lists: talk but not registered, registered but no talk."""

    def ask():
        context = client.get(address(event)).context
        return [one.name for one in context["unregistered"]], [one.name for one in context["page"]]

    return ask


def address(event):
    return reverse("comparing-desk:talks", args=[event.slug])


def test_speakers_are_found_among_the_registrations_by_address(event, lists):
    talk = TalkFactory(event=event, speakers=[])
    for name in ["Ada", "Bob"]:
        SpeakerFactory(talk=talk, name=name, email=f"{name}@Example.org")
    RegistrationFactory(event=event, name="Ada S.", email="ada@example.org")
    RegistrationFactory(event=event, name="Eve")

    assert lists() == (["Bob"], ["Eve"])


def test_speakers_are_found_by_their_account_whatever_the_address(event, lists):
    user = UserFactory(name="Ada")
    TalkFactory(event=event, by=user)
    RegistrationFactory(event=event, user=user, email="elsewhere@example.org")

    assert lists() == ([], [])


def test_who_has_proposed_a_talk_counts_as_long_as_it_is_wanted(event, lists):
    call = CallFactory(event=event)
    for name, state in [("Sub", Proposal.SUBMITTED), ("Rej", Proposal.REJECTED)]:
        SubmissionFactory(call=call, state=state, speaker_name=name)
    SubmissionFactory(call=call, state=Proposal.DRAFT, speaker_name="Draft")

    assert lists() == (["Sub"], [])


def test_who_has_cancelled_is_not_registered_and_a_cancelled_talk_is_none(event, lists):
    SpeakerFactory(talk=TalkFactory(event=event, speakers=[]), name="Ada", email="ada@example.org")
    TalkFactory(event=event, speakers=["Gone"], is_cancelled=True)
    RegistrationFactory(event=event, email="ada@example.org", state=State.CANCELLED)

    assert lists() == (["Ada"], [])


def test_of_a_guest_without_address_it_is_said_that_it_cannot_be_told(event, text_of):
    TalkFactory(event=event, speakers=["Guest"])

    assert "none known: it cannot be told" in text_of(address(event))


def test_an_event_without_talks_says_so(event, text_of):
    assert "There are no talks yet." in text_of(address(event))


def test_the_lists_cost_the_same_with_one_and_with_many(event, queries_of):
    TalkFactory(event=event, by=UserFactory())
    RegistrationFactory(event=event)
    with_one = queries_of(address(event))
    for _n in range(8):
        TalkFactory(event=event, by=UserFactory())
        RegistrationFactory(event=event)

    assert queries_of(address(event)) == with_one
