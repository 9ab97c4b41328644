import pytest

from events.models import Talk
from events.submissions import deciding
from events.submissions.models import Decision, State
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import SessionFactory, TalkFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

LIST = "/desk/talks/"
HTMX = {"HX-Request": "true"}


def listed(client, query=""):
    return [submission.title for submission in client.get(LIST + query).context["page"]]


def test_the_desk_lists_what_was_submitted_and_no_drafts(client, organiser):
    SubmissionFactory(title="Rejected", state=State.REJECTED)
    SubmissionFactory(title="Undecided")
    SubmissionFactory(title="Draft", state=State.DRAFT)

    assert listed(client) == ["Undecided", "Rejected"]


def test_the_list_is_filtered_by_call_and_state(client, organiser):
    call = CallFactory()
    SubmissionFactory(call=call, title="Here")
    SubmissionFactory(call=call, title="Here, rejected", state=State.REJECTED)
    SubmissionFactory(title="Elsewhere")

    assert listed(client, f"?call={call.pk}") == ["Here", "Here, rejected"]
    assert listed(client, f"?call={call.pk}&state=rejected") == ["Here, rejected"]
    assert listed(client, "?state=submitted") == ["Here", "Elsewhere"]


@pytest.mark.parametrize(
    "query",
    ["?state=draft", "?state=x", "?call=x", "?call=0", "?call=" + "9" * 30, "?page=x&page=-1"],
)
def test_a_nonsensical_filter_is_no_error_and_shows_no_drafts(client, organiser, query):
    SubmissionFactory(title="Undecided")
    SubmissionFactory(title="Draft", state=State.DRAFT)

    assert listed(client, query) == ["Undecided"]


def test_the_list_counts_the_states_of_the_chosen_call(client, organiser):
    call = CallFactory()
    SubmissionFactory.create_batch(2, call=call)
    SubmissionFactory(call=call, state=State.REJECTED)
    SubmissionFactory(state=State.REJECTED)

    states = client.get(f"{LIST}?call={call.pk}&state=submitted").context["states"]

    assert [f"{label} {count}" for _value, label, count in states] == [
        "All 3",
        "Submitted 2",
        "Accepted 0",
        "Waiting list 0",
        "Rejected 1",
        "Confirmed 0",
        "Withdrawn 0",
    ]


def test_the_list_costs_the_same_for_one_talk_and_for_thirty(organiser, queries):
    SubmissionFactory()
    for_one = queries(LIST)

    SubmissionFactory.create_batch(14)
    SubmissionFactory.create_batch(15, accepted=True)

    assert queries(LIST) == for_one <= 9


def test_an_organiser_reads_the_text_and_its_history(client, organiser):
    submission = SubmissionFactory(state=State.DRAFT, title="On $x$", abstract="Some $y$.")
    submission.move_to(State.SUBMITTED, by=submission.submitter)

    page = client.get(submission.desk_url)

    assert submission.abstract_html in page.content.decode()
    assert submission.submitter.email in page.content.decode()
    assert [move.to_state for move in page.context["moves"]] == ["submitted"]


@pytest.mark.parametrize("accepted", [False, True])
def test_the_page_costs_the_same_for_a_full_programme(organiser, queries, accepted):
    submission = SubmissionFactory(accepted=accepted) if accepted else SubmissionFactory()
    event = submission.call.event
    SessionFactory(event=event)
    for_one = queries(submission.desk_url)

    SessionFactory.create_batch(29, event=event)
    TalkFactory.create_batch(29, event=event)
    SubmissionFactory.create_batch(29, call=submission.call)

    # Of the others only the next undecided one is asked for.
    assert queries(submission.desk_url) == for_one <= 16


def test_the_page_leads_to_the_next_undecided_talk(client, organiser):
    first, second = SubmissionFactory(), SubmissionFactory()

    assert client.get(first.desk_url).context["next"] == second
    assert client.get(second.desk_url).context["next"] == first
    deciding.decide(second, State.REJECTED, by=organiser)
    assert client.get(first.desk_url).context["next"] is None


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_was_never_submitted_is_not_at_the_desk(client, organiser, state):
    submission = SubmissionFactory(state=state, submitted_at=None)

    assert client.get(submission.desk_url).status_code == 404


@pytest.mark.parametrize("part", ["decision/", "decision/release/", "decision/take-back/"])
def test_nothing_changes_on_get(client, organiser, part):
    assert client.get(SubmissionFactory(accepted=True).desk_url + part).status_code == 405


def test_an_accepted_talk_stands_on_the_page_of_its_event(client, organiser):
    submission = SubmissionFactory(title="Standing Sample Talk")

    deciding.decide(submission, State.ACCEPTED, by=organiser)
    client.logout()
    page = client.get(submission.call.event.get_absolute_url()).content.decode()

    assert "Standing Sample Talk" in page
    assert Talk.objects.get().get_absolute_url() in page


@pytest.mark.parametrize("role", [Role.MEMBER, Role.EDITOR])
def test_the_desk_of_talks_is_for_organisers(client, role):
    client.force_login(UserFactory(roles=[role]))
    submission = SubmissionFactory()

    for url in (LIST, submission.desk_url, f"{LIST}calls/"):
        assert client.get(url).status_code == 404
    decision = {"state": State.ACCEPTED, "revision": 1}
    assert client.post(f"{submission.desk_url}decision/", decision).status_code == 404
    assert not Decision.objects.exists()


def test_a_talk_whose_author_was_erased_is_still_read(client, organiser):
    submission = SubmissionFactory(accepted=True, submitter=None, title="Left behind")

    page = client.get(submission.desk_url).content.decode()

    assert "Left behind" in page
    assert "Written by" not in page
