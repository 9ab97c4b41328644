import datetime
import zoneinfo

import pytest
from django.urls import reverse

from events.models import Event, Talk
from events.submissions import scheduling, writing
from events.submissions.models import State, Submission
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, SessionFactory, TalkFactory, moment
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

LIST = "/desk/talks/"
HTMX = {"HX-Request": "true"}


def decide(client, submission, state, revision=1, **more):
    url = reverse("submissions-desk:decide", args=[submission.pk])
    return client.post(url, {"state": state, "revision": revision}, **more)


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
        "Rejected 1",
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
    assert queries(submission.desk_url) == for_one <= 9


@pytest.mark.parametrize("state", [State.ACCEPTED, State.REJECTED])
def test_a_decision_without_scripts_leads_back_to_the_page(client, organiser, told, state):
    submission = SubmissionFactory()

    page = decide(client, submission, state, follow=True)

    assert page.redirect_chain == [(submission.desk_url, 302)]
    assert told(page) == ["Decided. The author is told by mail."]
    stored = Submission.objects.get()
    assert stored.state == state
    assert stored.moves.get().moved_by == organiser


def test_with_scripts_a_decision_swaps_only_its_part_of_the_page(client, organiser):
    submission = SubmissionFactory(abstract="Only on the whole page.")

    page = decide(client, submission, State.ACCEPTED, headers=HTMX).content.decode()

    assert page.strip().startswith("<aside")
    assert 'id="review"' in page
    assert "Decided. The author is told by mail." in page
    assert "Only on the whole page." not in page
    assert Submission.objects.get().state == State.ACCEPTED


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_organiser_sees_what_the_first_decided(client, organiser, headers):
    submission = SubmissionFactory()
    submission.move_to(State.REJECTED, by=UserFactory(name="First Sample Organiser"))

    page = decide(client, submission, State.ACCEPTED, headers=headers, follow=True).content.decode()

    assert "This talk has already been decided." in page
    assert "First Sample Organiser" in page
    assert Submission.objects.get().state == State.REJECTED


def test_a_text_changed_meanwhile_is_read_again_before_it_is_decided(client, organiser, told):
    submission = SubmissionFactory()
    revised = Submission.objects.with_call().get()
    revised.abstract = "Changed meanwhile."
    writing.write(revised)

    page = decide(client, submission, State.ACCEPTED, follow=True)
    with_scripts = decide(client, submission, State.ACCEPTED, headers=HTMX)

    assert told(page) == ["The text was changed since you opened this page: read it again."]
    assert "Changed meanwhile." in page.content.decode()
    assert with_scripts["HX-Redirect"] == submission.desk_url
    assert Submission.objects.get().state == State.SUBMITTED


@pytest.mark.parametrize(
    "posted", [{}, {"state": "withdrawn", "revision": 1}, {"state": "accepted", "revision": "x"}]
)
def test_what_is_no_decision_changes_nothing(client, organiser, told, posted):
    submission = SubmissionFactory()

    page = client.post(f"{submission.desk_url}decision/", posted, follow=True)

    assert told(page) == ["Choose to accept or to reject this talk."]
    assert Submission.objects.get().state == State.SUBMITTED


def test_the_page_leads_to_the_next_undecided_talk(client, organiser):
    first, second = SubmissionFactory(), SubmissionFactory()

    assert client.get(first.desk_url).context["next"] == second
    assert client.get(second.desk_url).context["next"] == first
    decide(client, second, State.REJECTED)
    assert client.get(first.desk_url).context["next"] is None


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_was_never_submitted_is_not_at_the_desk(client, organiser, state):
    submission = SubmissionFactory(state=state, submitted_at=None)

    assert client.get(submission.desk_url).status_code == 404
    assert decide(client, submission, State.ACCEPTED).status_code == 404


@pytest.mark.parametrize("part", ["decision/", "slot/"])
def test_nothing_changes_on_get(client, organiser, part):
    assert client.get(SubmissionFactory(accepted=True).desk_url + part).status_code == 405


# --- The slot -------------------------------------------------------------------------------------


@pytest.fixture
def accepted(organiser):
    """An accepted talk of a meeting of three days in Berlin, 16 to 16 o'clock."""
    event = EventFactory(
        starts_at=moment(days=30), ends_at=moment(days=32), zone="Europe/Berlin", slug="meeting"
    )
    return SubmissionFactory(accepted=True, call__event=event, title="Sample talk")


def on(submission, time, day=1):
    return f"{submission.call.event.day + datetime.timedelta(days=day)}T{time}"


def give(client, submission, *, begin="09:00", end="09:30", day=1, headers=None, **more):
    posted = {
        "starts_at": begin and on(submission, begin, day),
        "ends_at": end and on(submission, end, day),
    }
    url = reverse("submissions-desk:slot", args=[submission.pk])
    return client.post(url, posted | {"room": "Hall A"} | more, headers=headers or {}, follow=True)


def test_a_slot_is_given_in_the_time_of_the_event(client, accepted, told):
    page = give(client, accepted)

    talk = Talk.objects.get()
    assert told(page) == ["The slot is saved."]
    local = talk.starts_at.astimezone(zoneinfo.ZoneInfo("Europe/Berlin"))
    assert (local.hour, local.minute, talk.room) == (9, 0, "Hall A")
    assert f'value="{on(accepted, "09:00")}"' in page.content.decode()


def test_a_slot_can_be_changed_and_taken_back(client, accepted):
    give(client, accepted)
    give(client, accepted, begin="10:00", end="10:30", room="Hall B")
    assert Talk.objects.get().room == "Hall B"

    give(client, accepted, begin="", end="", room="")
    talk = Talk.objects.get()
    assert (talk.starts_at, talk.ends_at, talk.room) == (None, None, "")


def test_with_scripts_the_slot_swaps_only_its_part_of_the_page(client, accepted):
    page = give(client, accepted, headers=HTMX).content.decode()

    assert page.strip().startswith("<aside")
    assert "The slot is saved." in page


@pytest.mark.parametrize(
    ("posted", "field", "words"),
    [
        ({"day": 3}, "starts_at", "The event takes place"),
        ({"day": -1}, "starts_at", "The event takes place"),
        ({"end": ""}, "ends_at", "Give the begin and the end, or neither."),
        ({"begin": ""}, "starts_at", "Give the begin and the end, or neither."),
        ({"end": "09:00"}, "ends_at", "The talk must end after it begins."),
        ({"end": "08:30"}, "ends_at", "The talk must end after it begins."),
        ({"begin": "25:61"}, "starts_at", "Give a date and a time"),
        ({"session": "9" * 30}, "session", "Select a valid choice"),
        ({"session": "x"}, "session", "Select a valid choice"),
        ({"room": "x" * 121}, "room", "at most 120 characters"),
    ],
)
def test_a_slot_that_cannot_be_is_refused_at_its_field(client, accepted, posted, field, words):
    page = give(client, accepted, **posted)

    form = page.context["slot_form"]
    assert words in form.errors[field][0]
    assert form["room"].value() == posted.get("room", "Hall A")
    assert Talk.objects.get().starts_at is None


@pytest.mark.parametrize("year", ["0001", "1949", "2200", "9999"])
def test_a_year_nobody_means_is_refused(client, accepted, year):
    Event.objects.update(day=None, last_day=None)
    url = reverse("submissions-desk:slot", args=[accepted.pk])

    page = client.post(url, {"starts_at": f"{year}-01-01T00:00", "ends_at": f"{year}-12-31T23:59"})

    assert "The year must be" in page.content.decode()


def test_a_slot_lies_within_its_session(client, accepted):
    begin = moment(days=31, hour=8)
    session = SessionFactory(event=accepted.call.event, starts_at=begin, room="Hall A")

    refused = give(client, accepted, begin="12:00", end="12:30", session=session.pk)
    assert "This is not within the session" in refused.context["slot_form"].errors["session"][0]

    give(client, accepted, begin="", end="", session=session.pk, room="")
    talk = Talk.objects.get()
    assert (talk.session, talk.room) == (session, "Hall A")


def test_a_session_of_another_event_is_no_choice(client, accepted):
    page = give(client, accepted, session=SessionFactory().pk)

    assert "session" in page.context["slot_form"].errors


def test_a_room_that_is_taken_is_refused_with_the_talk_in_it(client, accepted):
    other = SubmissionFactory(accepted=True, call=accepted.call, title="The other talk")
    give(client, accepted)

    page = give(client, other, begin="09:15", end="09:45", room="hall a")

    (error,) = page.context["slot_form"].errors["starts_at"]
    assert error.startswith("Another talk is given in this room at that time: Sample talk, ")
    assert "09:00–09:30" in error


def test_only_an_accepted_talk_gets_a_slot(client, organiser, told):
    page = give(client, SubmissionFactory())

    assert told(page) == ["Only an accepted talk has a slot."]


def test_a_withdrawn_talk_gets_no_slot_any_more(client, accepted, told):
    writing.withdraw(accepted, by=accepted.submitter)

    assert told(give(client, accepted)) == ["Only an accepted talk has a slot."]
    assert Talk.objects.get().starts_at is None


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_talk_withdrawn_while_its_slot_is_saved_gets_none(client, accepted, monkeypatch, headers):
    give_slot = scheduling.give_slot

    def withdraw_first(submission, *args, **kwargs):
        writing.withdraw(Submission.objects.get(), by=accepted.submitter)
        give_slot(submission, *args, **kwargs)

    monkeypatch.setattr(scheduling, "give_slot", withdraw_first)

    page = give(client, accepted, headers=headers).content.decode()

    assert "Only an accepted talk has a slot." in page
    assert Talk.objects.get().starts_at is None


# --- The whole way --------------------------------------------------------------------------------


def test_an_accepted_talk_stands_on_the_page_of_its_event(client, organiser):
    submission = SubmissionFactory(title="Standing Sample Talk")

    decide(client, submission, State.ACCEPTED)
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
    assert decide(client, submission, State.ACCEPTED).status_code == 404
    assert Submission.objects.get().state == State.SUBMITTED


def test_a_talk_whose_author_was_erased_is_still_read(client, organiser):
    submission = SubmissionFactory(accepted=True, submitter=None, title="Left behind")

    page = client.get(submission.desk_url).content.decode()

    assert "Left behind" in page
    assert "Written by" not in page
