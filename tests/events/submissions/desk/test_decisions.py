"""Decisions are noted first, looked at together, then released."""

import pytest
from django.urls import reverse

from events.models import Talk
from events.submissions import deciding, writing
from events.submissions.models import Decision, State, Submission
from portal.mail.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.projects import MembershipFactory, PersonFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def signed_in(organiser):
    return organiser


def address(name, submission):
    return reverse(f"submissions-desk:{name}", args=[submission.pk])


def stage(client, submission, state, *, revision=1, seen="", **more):
    posted = {"state": state, "revision": revision, "seen": seen}
    return client.post(address("decide", submission), posted, **more)


def overview(call):
    return reverse("submissions-desk:decisions", args=[call.pk])


def release(client, call, mark=None):
    """Release all decisions of a call as the page shows them, or as it showed them at `mark`."""
    seen = mark or client.get(overview(call)).context["mark"]
    return client.post(overview(call), {"seen": seen}, follow=True)


@pytest.fixture
def call():
    return CallFactory()


@pytest.mark.parametrize("state", [State.ACCEPTED, State.WAITLISTED, State.REJECTED])
def test_a_decision_is_noted_and_nobody_is_told(client, told, state):
    submission = SubmissionFactory()

    page = stage(client, submission, state, follow=True)

    assert page.redirect_chain == [(submission.desk_url, 302)]
    assert told(page) == ["Noted. Nobody is told before the decisions are released."]
    submission.refresh_from_db()
    assert (submission.state, submission.decision.state) == (State.SUBMITTED, state)
    assert not Message.objects.exists()
    assert not Talk.objects.exists()


def test_with_scripts_a_decision_swaps_only_its_part_of_the_page(client):
    submission = SubmissionFactory(abstract="Only on the whole page.")

    page = stage(client, submission, State.ACCEPTED, headers=HTMX).text

    assert page.strip().startswith("<aside")
    assert 'id="review"' in page
    assert "Noted." in page
    assert "Only on the whole page." not in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_organiser_sees_what_the_first_noted(client, headers):
    submission = SubmissionFactory()
    first = UserFactory(name="First Sample Organiser")
    deciding.stage(submission, State.REJECTED, by=first)

    page = stage(client, submission, State.ACCEPTED, headers=headers, follow=True).text

    assert "Somebody else has decided meanwhile: see below." in page
    assert "First Sample Organiser" in page
    assert Decision.objects.get().state == State.REJECTED


def test_who_has_seen_a_decision_may_change_it(client, organiser):
    submission = SubmissionFactory()
    deciding.stage(submission, State.REJECTED, by=UserFactory())

    stage(client, submission, State.ACCEPTED, seen="rejected")

    decision = Decision.objects.get()
    assert (decision.state, decision.decided_by) == (State.ACCEPTED, organiser)


def test_what_is_released_is_decided_no_more(client):
    submission = SubmissionFactory(state=State.REJECTED)

    page = stage(client, submission, State.ACCEPTED, follow=True).text

    assert "It was decided already." in page


def test_a_text_changed_meanwhile_is_read_again_before_it_is_decided(client, told):
    submission = SubmissionFactory()
    revised = Submission.objects.with_call().get()
    revised.abstract = "Changed meanwhile."
    writing.write(revised)

    page = stage(client, submission, State.ACCEPTED, follow=True)
    with_scripts = stage(client, submission, State.ACCEPTED, headers=HTMX)

    assert told(page) == ["The text was changed since you opened this page: read it again."]
    assert "Changed meanwhile." in page.text
    assert with_scripts["HX-Redirect"] == submission.desk_url
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "posted", [{}, {"state": "withdrawn", "revision": 1}, {"state": "accepted", "revision": "x"}]
)
def test_what_is_no_decision_changes_nothing(client, told, posted):
    submission = SubmissionFactory()

    page = client.post(address("decide", submission), posted, follow=True)

    assert told(page) == ["Choose to accept, to put on the waiting list or to reject."]
    assert not Decision.objects.exists()


def test_a_decision_is_taken_back(client, told):
    submission = SubmissionFactory()
    stage(client, submission, State.ACCEPTED)

    page = client.post(address("take-back", submission), follow=True)

    assert told(page)[-1] == "The decision is taken back; nobody was told."
    assert not Decision.objects.exists()


def test_one_decision_is_released_by_itself(client, told, organiser):
    submission = SubmissionFactory()
    stage(client, submission, State.ACCEPTED)

    page = client.post(address("release", submission), follow=True)

    assert told(page)[-1] == "Decided. The author is told by mail."
    submission.refresh_from_db()
    assert submission.state == State.ACCEPTED
    assert submission.moves.get().moved_by == organiser
    assert Message.objects.count() == 1


def test_releasing_twice_tells_once(client, told):
    submission = SubmissionFactory()
    stage(client, submission, State.ACCEPTED)

    for _time in range(2):
        page = client.post(address("release", submission), follow=True)

    assert told(page)[-1] == "There is nothing to release: somebody was faster."
    assert Message.objects.count() == 1


def test_all_decisions_of_a_call_are_released_together(client, call, told):
    for state in (State.ACCEPTED, State.WAITLISTED, State.REJECTED):
        stage(client, SubmissionFactory(call=call), state)
    elsewhere = SubmissionFactory()
    stage(client, elsewhere, State.ACCEPTED)

    page = release(client, call)

    assert told(page)[-1] == "3 decisions are released, and their authors told by mail."
    states = set(call.submissions.values_list("state", flat=True))
    assert states == {State.ACCEPTED, State.WAITLISTED, State.REJECTED}
    subjects = [subject.partition(":")[0] for subject in _subjects()]
    assert sorted(subjects) == ["Accepted", "Not accepted", "On the waiting list"]
    assert Decision.objects.get().submission == elsewhere


def _subjects():
    return Message.objects.values_list("subject", flat=True)


def test_what_was_decided_after_the_page_was_made_is_looked_at_first(client, call, told):
    stage(client, SubmissionFactory(call=call), State.ACCEPTED)
    mark = client.get(overview(call)).context["mark"]
    stage(client, SubmissionFactory(call=call), State.REJECTED)

    page = release(client, call, mark)

    assert told(page)[-1] == "Something was decided meanwhile: look at all of it again."
    assert not Message.objects.exists()


def test_a_text_changed_after_its_decision_holds_all_of_them_back(client, call, told):
    changed = SubmissionFactory(call=call)
    for submission in (changed, SubmissionFactory(call=call)):
        stage(client, submission, State.ACCEPTED)
    mark = client.get(overview(call)).context["mark"]
    changed = Submission.objects.with_call().get(pk=changed.pk)
    changed.abstract = "Changed meanwhile."
    writing.write(changed)

    page = release(client, call, mark)

    assert told(page)[-1] == "A text was changed, or withdrawn, since it was decided on."
    assert "Some texts were changed after they were decided on." in page.text
    assert not Message.objects.exists()
    assert not Talk.objects.exists()


def test_withdrawing_takes_the_decision_along(client, call):
    submission = SubmissionFactory(call=call)
    stage(client, submission, State.ACCEPTED)

    writing.withdraw(submission, by=submission.submitter)

    assert not Decision.objects.exists()


def test_a_letter_goes_out_in_words_of_ones_own(client):
    submission = SubmissionFactory()
    stage(client, submission, State.ACCEPTED)

    form = client.get(address("letter", submission))
    client.post(address("letter", submission), {"letter": "Dear *Sample Speaker*,\r\nwonderful!"})
    client.post(address("release", submission))

    assert "has been accepted" in form.text
    text = Message.objects.get().text
    assert "wonderful!" in text
    assert "has been accepted" not in text
    assert submission.get_absolute_url() in text  # where to confirm stays


def test_the_usual_words_saved_unchanged_stay_the_usual_words(client):
    submission = SubmissionFactory()
    stage(client, submission, State.ACCEPTED)
    usual = client.get(address("letter", submission)).context["form"].initial["letter"]

    client.post(address("letter", submission), {"letter": usual.replace("\n", "\r\n")})

    assert Decision.objects.get().letter == ""


def test_the_usual_words_hold_a_title_as_it_was_written(client):
    submission = SubmissionFactory(title="Bits & <pieces>")
    stage(client, submission, State.ACCEPTED)

    usual = client.get(address("letter", submission)).context["form"].initial["letter"]

    assert "> Bits & <pieces>" in usual


def test_another_decision_forgets_the_letter_of_the_one_before(client):
    submission = SubmissionFactory()
    stage(client, submission, State.ACCEPTED)
    client.post(address("letter", submission), {"letter": "Wonderful!"})

    stage(client, submission, State.REJECTED, seen="accepted")

    assert Decision.objects.get().letter == ""


def test_a_letter_needs_a_decision(client):
    assert client.get(address("letter", SubmissionFactory())).status_code == 404


def test_the_overview_counts_what_would_be_accepted_by_project_institution_and_part(client, call):
    person = PersonFactory(user=UserFactory())
    membership = MembershipFactory(person=person, role="researcher", project__title="Sampling")
    mine = SubmissionFactory(call=call, submitter=person.user)
    stage(client, mine, State.ACCEPTED)
    SubmissionFactory(call=call, affiliation="Sample University")

    tables = {
        table.title: [(group.name, group.accepted, group.undecided) for group in table.groups]
        for table in client.get(overview(call)).context["balance"]
    }

    assert tables["By project"] == [(membership.project.title, 1, 0), ("not known", 0, 1)]
    assert tables["By institution"] == [("Sample University", 1, 1)]
    assert tables["By part in the programme"] == [("Researcher", 1, 0), ("not known", 0, 1)]


def test_the_overview_costs_the_same_for_one_talk_and_for_thirty(client, call, queries):
    counts = []
    for number in (1, 29):
        for _each in range(number):
            person = PersonFactory(user=UserFactory())
            MembershipFactory(person=person)
            submission = SubmissionFactory(call=call, submitter=person.user)
            deciding.stage(submission, State.ACCEPTED, by=None)
        counts.append(queries(overview(call)))

    assert counts[0] == counts[1]
