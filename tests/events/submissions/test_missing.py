import pytest
from django.urls import reverse

from events.submissions.missing import in_words, missing
from events.submissions.models import State
from tests.factories.submissions import (
    CallFactory,
    SubmissionFactory,
    TalkTypeFactory,
    TrackFactory,
)

pytestmark = pytest.mark.django_db

EMPTY = {"title": "", "speaker_name": "", "abstract": " "}


@pytest.fixture
def call():
    call = CallFactory()
    TalkTypeFactory.create_batch(2, call=call)
    TrackFactory(call=call)
    return call


def keys(submission):
    return [thing.key for thing in missing(submission)]


def test_a_draft_lacks_what_it_needs_to_be_submitted_in_the_order_of_the_form(call):
    draft = SubmissionFactory(call=call, state=State.DRAFT, **EMPTY)

    assert keys(draft) == ["title", "speaker_name", "abstract", "type", "track"]
    assert in_words(missing(draft)) == "title, speaker, abstract, type, track"


def test_what_there_is_only_one_of_is_not_missing():
    call = CallFactory()
    TalkTypeFactory(call=call)

    assert keys(SubmissionFactory(call=call, state=State.DRAFT)) == []


@pytest.mark.parametrize("state", [State.ACCEPTED, State.CONFIRMED])
def test_an_accepted_talk_lacks_its_cv(state):
    assert keys(SubmissionFactory(state=state)) == ["biography"]
    assert keys(SubmissionFactory(state=state, biography="I study $x$.")) == []


@pytest.mark.parametrize("state", [State.REJECTED, State.WITHDRAWN])
def test_nothing_is_wanted_any_more_of_what_is_not_given(call, state):
    assert keys(SubmissionFactory(call=call, state=state, **EMPTY)) == []


def test_nothing_is_wanted_any_more_once_the_talk_was_given():
    call = CallFactory(event__past=True)

    assert keys(SubmissionFactory(call=call, accepted=True)) == []


def test_page_and_form_of_a_draft_say_what_is_missing_and_lead_there(client, member, call):
    draft = SubmissionFactory(call=call, submitter=member, state=State.DRAFT, abstract="")
    edit = reverse("submissions:edit", args=[draft.pk])

    page, form = client.get(draft.get_absolute_url()).text, client.get(edit).text

    assert f'href="{edit}#id_abstract"' in page
    assert f'href="{edit}#id_type"' in page
    assert 'href="#id_abstract"' in form
    assert 'id="id_abstract"' in form
    assert 'id="id_type"' in form


def test_what_is_due_names_it(client, member, call):
    SubmissionFactory(call=call, submitter=member, state=State.DRAFT, abstract="")
    SubmissionFactory(submitter=member, accepted=True)

    page = client.get("/me/").text

    assert "Still missing: abstract, type, track." in page
    assert "Complete your talk" in page
    assert "Still missing: short CV." in page


def test_what_is_due_costs_the_same_for_one_draft_and_for_ten(client, member, call, queries):
    SubmissionFactory(call=call, submitter=member, state=State.DRAFT)
    SubmissionFactory(submitter=member, accepted=True)
    few = queries("/me/")

    for _ in range(9):
        other = CallFactory()
        TrackFactory(call=other)
        SubmissionFactory(call=other, submitter=member, state=State.DRAFT)
        SubmissionFactory(submitter=member, accepted=True)

    assert queries("/me/") == few
