"""Drafts saved while somebody types."""

import uuid

import pytest
from django.urls import reverse

from events.submissions.models import State, Submission
from tests.factories.submissions import (
    CallFactory,
    LateCodeFactory,
    SubmissionFactory,
    TalkTypeFactory,
)

pytestmark = pytest.mark.django_db

WINDOW = str(uuid.uuid4())
TEXT = {"title": "A talk", "speaker_name": "Sample Speaker", "abstract": "", "window": WINDOW}


@pytest.fixture
def call():
    return CallFactory()


@pytest.fixture
def draft(call, member):
    return SubmissionFactory(call=call, submitter=member, state=State.DRAFT, title="Before")


def begin(client, call, **typed):
    return client.post(call.begin_url, TEXT | typed).json()


def keep(client, draft, **typed):
    typed = {"seen": draft.revision, "window": str(uuid.uuid4())} | typed
    return client.post(reverse("submissions:keep", args=[draft.pk]), TEXT | typed).json()


@pytest.mark.parametrize("of_series", [False, True])
def test_the_first_saving_begins_a_draft_and_says_where_it_is(client, member, of_series):
    call = CallFactory(of_series=True) if of_series else CallFactory()

    answer = begin(client, call)

    draft = Submission.objects.get()
    assert (draft.title, draft.state, draft.submitter) == ("A talk", State.DRAFT, member)
    assert answer == {
        "state": "saved",
        "revision": 1,
        "name": f"submission-{draft.pk}",
        "edit": f"/submissions/{draft.pk}/edit/",
        "keep": f"/submissions/{draft.pk}/draft/",
    }


def test_a_saving_whose_answer_was_lost_begins_no_second_draft(client, member, call):
    begin(client, call)

    answer = begin(client, call, title="A better title", seen=1)

    assert (answer["state"], answer["revision"]) == ("saved", 2)
    assert Submission.objects.get().title == "A better title"


def test_a_button_pressed_in_that_window_goes_on_with_the_same_draft(client, member, call):
    begin(client, call)

    client.post(call.get_absolute_url(), TEXT | {"abstract": "Text.", "then": "submit", "seen": 1})

    assert Submission.objects.get().state == State.SUBMITTED


def test_another_window_begins_another_draft(client, member, call):
    begin(client, call)
    begin(client, call, window=str(uuid.uuid4()))
    begin(client, call, window="")

    assert Submission.objects.count() == 3


def test_nobody_goes_on_with_the_draft_of_somebody_else(client, member, call):
    SubmissionFactory(call=call, state=State.DRAFT, window=WINDOW, title="Theirs")

    begin(client, call)

    assert Submission.objects.filter(title="Theirs").count() == 1
    assert Submission.objects.filter(submitter=member).count() == 1


def test_what_is_typed_into_a_draft_is_saved(client, draft):
    answer = keep(client, draft, title="After")

    draft.refresh_from_db()
    assert (draft.title, draft.revision, answer["revision"]) == ("After", 2, 2)


def test_what_another_window_wrote_is_told_and_never_overwritten(client, draft):
    keep(client, draft, title="Mine")

    answer = keep(client, draft, title="Yours", seen=1)

    assert answer == {"state": "conflict"}
    assert Submission.objects.get().title == "Mine"


def test_a_window_whose_answer_was_lost_overtakes_only_itself(client, draft):
    keep(client, draft, window=WINDOW, title="Once")
    assert keep(client, draft, window=WINDOW, title="Twice", seen=1)["state"] == "saved"
    keep(client, draft, title="Elsewhere", seen=3)

    assert keep(client, draft, window=WINDOW, title="Again", seen=3) == {"state": "conflict"}
    assert Submission.objects.get().title == "Elsewhere"


def test_nothing_is_submitted_whatever_is_sent(client, draft):
    keep(client, draft, then="submit", abstract="A whole text.")

    assert Submission.objects.get().state == State.DRAFT


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED, State.WITHDRAWN])
def test_only_drafts_are_saved_without_a_button(client, draft, state):
    Submission.objects.update(state=state, submitted_at=draft.created_at)

    answer = keep(client, draft, title="After")

    assert answer == {"state": "refused", "why": "Nothing can be changed any more."}
    assert Submission.objects.get().title == "Before"


@pytest.mark.parametrize(
    ("field", "typed"),
    [("title", "x" * 301), ("abstract", "x" * 10_001), ("biography", "x" * 1_501)],
)
def test_what_is_too_long_is_said(client, draft, field, typed):
    answer = keep(client, draft, **{field: typed})

    assert answer["state"] == "refused"
    assert str(len(typed)) in answer["why"] or "at most" in answer["why"]
    assert Submission.objects.get().title == "Before"


def test_half_an_address_of_a_co_author_keeps_nothing_else_from_being_saved(client, draft):
    lines = {
        "co_authors-TOTAL_FORMS": 1,
        "co_authors-INITIAL_FORMS": 0,
        "co_authors-0-name": "Sample Co-author",
        "co_authors-0-email": "sample@",
    }

    assert keep(client, draft, title="After", **lines)["state"] == "saved"
    assert keep(client, draft, seen=2, **lines | {"co_authors-0-email": "sample@example.org"})

    draft.refresh_from_db()
    assert draft.co_authors.get().email == "sample@example.org"


@pytest.mark.parametrize(
    ("traits", "why"),
    [
        ({"closed": True}, "Nothing can be changed any more."),
        ({"later": True}, "Nothing can be changed any more."),
    ],
)
def test_nothing_is_begun_where_the_call_is_not_open(client, member, traits, why):
    assert begin(client, CallFactory(**traits)) == {"state": "refused", "why": why}
    assert not Submission.objects.exists()


def test_the_maximum_holds_while_typing_too(client, member):
    call = CallFactory(max_per_person=1)
    SubmissionFactory(call=call, submitter=member)

    answer = begin(client, call)

    assert answer["state"] == "refused"
    assert "Each person can propose one talk here." in answer["why"]


def test_a_late_code_opens_it_while_typing_too(client, member):
    code = LateCodeFactory(signs="SAMPLE-SIGNS")

    assert begin(client, code.call, code="SAMPLE-SIGNS")["state"] == "saved"
    assert Submission.objects.get().late_uses.get().code == code


def test_a_choice_of_another_call_is_refused(client, draft):
    TalkTypeFactory.create_batch(2, call=draft.call)

    assert keep(client, draft, type=TalkTypeFactory().pk)["state"] == "refused"


@pytest.mark.parametrize("window", ["x", "9" * 4000, "'; --"])
def test_a_nonsensical_window_does_no_harm(client, member, call, window):
    assert begin(client, call, window=window)["state"] == "refused"


def test_the_draft_of_somebody_else_does_not_exist(client, member):
    theirs = SubmissionFactory(state=State.DRAFT)

    assert client.post(reverse("submissions:keep", args=[theirs.pk]), TEXT).status_code == 404
