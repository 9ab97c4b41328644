"""Changing a text that is fixed: the author asks, an organiser sees the difference and answers."""

import time

import pytest

from events.submissions.changes import amending, differing
from events.submissions.models import ChangeProposal, State, Submission
from portal.accounts.roles import Role
from portal.mail.models import Message
from tests.events.submissions.at_once import Meeting, at_once
from tests.factories.accounts import UserFactory
from tests.factories.submissions import CallFactory, ChangeProposalFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(member):
    return SubmissionFactory(submitter=member, accepted=True, abstract="We study $x^2$ here.")


def ask(client, submission, **text):
    typed = {"title": submission.title, "abstract": submission.abstract} | text
    typed = {"affiliation": submission.affiliation} | typed
    return client.post(f"/submissions/{submission.pk}/change/", typed, follow=True)


def answer(client, proposal, word, revision=None, words=""):
    revision = revision or proposal.submission.revision
    posted = {"answer": word, "revision": revision, "words": words}
    return client.post(proposal.desk_url, posted, follow=True)


def test_the_author_asks_for_a_change_and_nothing_is_changed_yet(client, own):
    page = ask(client, own, title="Better", note="A slip.")

    proposal = own.change_proposals.get()
    assert (proposal.title, proposal.note, proposal.revision) == ("Better", "A slip.", own.revision)
    assert "You have asked for a change" in page.text
    own.refresh_from_db()
    assert own.title != "Better"


def test_one_change_is_asked_for_at_a_time_and_can_be_taken_back(client, own):
    ask(client, own, title="Better")
    page = ask(client, own, title="Best")
    assert "You have asked for a change already" in page.text
    assert page.context["form"]["title"].value() == "Best"

    client.post(f"/submissions/{own.pk}/change/back/")
    ask(client, own, title="Best")

    assert [one.title for one in own.change_proposals.open()] == ["Best"]


def test_what_stands_there_already_is_no_change(client, own):
    assert "This is what stands there already." in ask(client, own).text
    assert not own.change_proposals.exists()


@pytest.mark.parametrize(
    ("state", "closed", "may"),
    [
        (State.DRAFT, True, False),
        (State.SUBMITTED, False, False),
        (State.SUBMITTED, True, True),
        (State.WAITLISTED, True, True),
        (State.CONFIRMED, False, True),
        (State.REJECTED, True, False),
        (State.WITHDRAWN, True, False),
    ],
)
def test_only_a_text_that_is_fixed_and_stands_can_be_amended(client, member, state, closed, may):
    call = CallFactory(closed=closed)
    submission = SubmissionFactory(call=call, submitter=member, state=state)

    ask(client, submission, title="Better")

    assert submission.change_proposals.exists() == may


def test_mistakes_are_told_at_their_fields(client, own):
    page = ask(client, own, title="", abstract="x" * 10_001)

    assert list(page.context["form"].errors) == ["title", "abstract"]


# --- At the desk ----------------------------------------------------------------------------------


def test_an_organiser_sees_what_would_go_and_come(client, organiser):
    proposal = ChangeProposalFactory(
        submission__abstract="We study $x^2$ & more.", abstract="We prove $x^2$ & <b>more</b>."
    )

    page = client.get(proposal.desk_url).text

    assert "<del>study </del><ins>prove </ins><span>$x^2$ &amp; </span>" in page
    assert "<ins>&lt;b&gt;more&lt;/b&gt;.</ins>" in page
    assert proposal.desk_url in client.get("/desk/").text
    assert proposal.desk_url in client.get(proposal.submission.desk_url).text


def test_an_accepted_change_reaches_text_talk_and_author(client, organiser):
    proposal = ChangeProposalFactory(title="On $y$", abstract="New $z$.", affiliation="New U")
    submission = proposal.submission
    sequence = submission.talk.sequence

    answer(client, proposal, "accept", words="Gladly.")

    submission = Submission.objects.get()
    assert (submission.title, submission.abstract, submission.affiliation) == (
        *("On $y$", "New $z$."),
        "New U",
    )
    assert submission.revision == proposal.revision + 1
    assert "<math" in submission.title_html
    talk = submission.talk
    assert (talk.title, talk.abstract, talk.sequence) == ("On $y$", "New $z$.", sequence + 1)
    assert talk.speakers.get().affiliation == "New U"
    letter = Message.objects.get(kind="submission-change-answered")
    assert letter.subject.startswith("Changed as you wished")
    assert "Gladly." in letter.text


def test_a_declined_change_changes_nothing_and_the_author_is_told_why(client, organiser):
    proposal = ChangeProposalFactory()

    answer(client, proposal, "decline", words="The programme is printed.")

    assert Submission.objects.get().title != proposal.title
    assert "The programme is printed." in Message.objects.get().text
    client.force_login(proposal.asked_by)
    assert "The programme is printed." in client.get(proposal.submission.get_absolute_url()).text


def test_a_text_that_has_changed_meanwhile_is_looked_at_again(client, organiser):
    proposal = ChangeProposalFactory()
    Submission.objects.update(revision=7)

    page = answer(client, proposal, "accept", revision=proposal.revision)

    assert "become another" in page.text
    assert ChangeProposal.objects.get().is_open
    assert "since the change was asked for" in client.get(proposal.desk_url).text
    answer(client, proposal, "accept", revision=7)
    assert Submission.objects.get().title == proposal.title


def test_the_second_organiser_sees_the_answer_of_the_first(client, organiser):
    proposal = ChangeProposalFactory()
    answer(client, proposal, "decline")

    page = answer(client, proposal, "accept")

    assert "Somebody was faster" in page.text
    assert "Declined" in page.text
    assert Message.objects.count() == 1


@pytest.mark.parametrize("posted", [{}, {"answer": "x", "revision": 1}, {"answer": "accept"}])
def test_nonsense_answers_nothing(client, organiser, posted):
    proposal = ChangeProposalFactory()

    assert client.post(proposal.desk_url, posted).status_code == 200
    assert ChangeProposal.objects.get().is_open


def test_a_talk_of_which_nothing_was_asked_has_no_such_page(client, organiser):
    assert client.get(f"{SubmissionFactory().desk_url}change/").status_code == 404


def test_the_difference_of_long_and_odd_texts_is_there_in_time():
    began = time.monotonic()

    for before, after in [
        ("a " * 5_000, "a b " * 2_500),
        ("ab " * 1_900, "ba " * 1_900),
        ("x" * 10_000, ""),
        ("a\n" * 5_000, "b\na\n" * 2_500),
    ]:
        found = differing.parts(before, after)
        assert "".join(part.text for part in found if part.kind != "del") == after
        assert "".join(part.text for part in found if part.kind != "ins") == before

    assert time.monotonic() - began < 60  # a loaded machine is slow: minutes would be a fault


# --- Two at once ----------------------------------------------------------------------------------


@pytest.fixture
def answers(monkeypatch):
    """One accepts, one declines; both have seen the proposal open before either answers, if the lock lets them."""
    Meeting().before(monkeypatch, ChangeProposal, "answered_at")
    by = UserFactory(roles=[Role.ORGANISER])
    proposal = ChangeProposalFactory()
    revision = proposal.submission.revision

    def answering(verb, **more):
        def act():
            try:
                verb(ChangeProposal.objects.get(), by=by, **more)
            except amending.AnsweredMeanwhile as first:
                return first.proposal.state
            return "done"

        return act

    return [answering(amending.accept, revision=revision), answering(amending.decline)]


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_holds_and_the_other_learns_of_it(answers):
    results = at_once(*answers)

    assert sorted(results) == sorted(["done", ChangeProposal.objects.get().state])
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_answer(answers, monkeypatch):
    monkeypatch.setattr(
        type(Submission.objects.all()), "select_for_update", lambda queryset, **_: queryset.all()
    )

    assert at_once(*answers) == ["done", "done"]
