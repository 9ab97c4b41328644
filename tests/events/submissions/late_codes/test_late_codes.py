"""Submitting after the deadline, by a code."""

import pytest
from django.urls import reverse
from django.utils import timezone

from events.submissions import writing
from events.submissions.late_codes import admitting, trying
from events.submissions.models import LateCode, LateUse, State, Submission
from events.submissions.models.late_code import new_code
from portal.accounts.roles import Role
from tests.events.submissions.at_once import Meeting, at_once
from tests.factories.accounts import UserFactory
from tests.factories.submissions import (
    CallFactory,
    LateCodeFactory,
    LateUseFactory,
    SubmissionFactory,
    from_now,
)

pytestmark = pytest.mark.django_db

TEXT = {"title": "A talk", "speaker_name": "Sample Speaker", "abstract": "An abstract."}
WRONG = "Nothing opens by this code: check how it is spelt, or ask who gave it to you."
SIGNS = "K7QX-M3PD-9TBA-WZ4E"


@pytest.fixture
def code():
    return LateCodeFactory(signs=SIGNS, call__event__zone="UTC")


def test_a_closed_call_opens_by_a_code_in_the_address(client, member, code):
    url = code.call.get_absolute_url()
    assert "<textarea" not in client.get(url).text

    page = client.get(url, {"code": SIGNS.lower().replace("-", " ")})

    assert "<textarea" in page.text
    client.post(url, TEXT | {"code": SIGNS, "then": "submit"})
    talk = Submission.objects.get()
    assert talk.state == State.SUBMITTED
    assert (talk.late_uses.get().code, talk.late_uses.get().used_by) == (code, member)


def test_what_was_let_in_can_be_changed_until_the_code_ends(client, member, code):
    client.post(code.call.get_absolute_url(), TEXT | {"code": SIGNS, "then": "submit"})
    talk = Submission.objects.get()
    edit = reverse("submissions:edit", args=[talk.pk])

    assert client.get(edit).status_code == 200
    client.post(edit, TEXT | {"title": "Better", "seen": talk.revision})
    LateCode.objects.update(ends_at=from_now(seconds=-1))
    page = client.post(edit, TEXT | {"title": "Too late", "seen": talk.revision + 1})

    assert page.context["form"]["title"].value() == "Too late"
    assert Submission.objects.get().title == "Better"


@pytest.mark.parametrize(
    "spent",
    [
        {"ends_at": from_now(minutes=-1)},
        {"revoked_at": timezone.now()},
        {"call__event__cancelled": True},
    ],
)
def test_a_code_that_is_over_opens_nothing(client, member, spent):
    code = LateCodeFactory(signs=SIGNS, **spent)

    page = client.post(code.call.get_absolute_url(), TEXT | {"code": SIGNS})

    assert page.context["form"]["abstract"].value() == TEXT["abstract"]
    assert not Submission.objects.exists()


def test_a_code_lets_in_as_many_talks_as_it_says(client, member, code):
    LateUseFactory(code=code)

    page = client.get(code.call.get_absolute_url(), {"code": SIGNS})

    assert page.context["asks"].errors == {"code": [WRONG]}
    assert "<textarea" not in page.text


def test_a_code_of_another_call_or_of_one_that_is_not_open_yet_opens_nothing(client, member, code):
    for call in (CallFactory(closed=True), CallFactory(later=True)):
        page = client.get(call.get_absolute_url(), {"code": SIGNS})

        assert "<textarea" not in page.text
    LateCodeFactory(call=CallFactory(later=True), signs="EARLY")
    client.post(LateCode.objects.first().call.get_absolute_url(), TEXT | {"code": "EARLY"})
    assert not Submission.objects.exists()


def test_guessing_ends_after_some_tries_even_with_the_right_code(client, member, code):
    url = code.call.get_absolute_url()
    for n in range(trying.LIMIT.per_address):
        page = client.get(url, {"code": f"WRONG-{n}"})
        assert page.context["asks"].errors == {"code": [WRONG]}

    page = client.get(url, {"code": SIGNS})

    assert page.context["asks"].errors == {
        "code": ["Too many codes were tried. Please wait an hour."]
    }


def test_who_has_the_code_may_look_as_often_as_they_like(client, member, code):
    for _ in range(trying.LIMIT.per_address + 2):
        page = client.get(code.call.get_absolute_url(), {"code": SIGNS})

    assert "<textarea" in page.text


@pytest.mark.parametrize("typed", ["", "x" * 10_000, "\0", "💥", "'; --"])
def test_nonsense_for_a_code_does_no_harm(client, member, code, typed):
    assert client.get(code.call.get_absolute_url(), {"code": typed}).status_code == 200


def test_a_draft_from_before_the_deadline_is_finished_by_a_code(client, member, code, told):
    draft = SubmissionFactory(call=code.call, submitter=member, state=State.DRAFT)
    admit = reverse("submissions:admit-late", args=[draft.pk])
    assert "I have a code" in client.get(draft.get_absolute_url()).text

    assert told(client.post(admit, {"code": "WRONG"}, follow=True)) == [WRONG]
    page = client.post(admit, {"code": SIGNS}, follow=True)

    assert page.redirect_chain == [(reverse("submissions:edit", args=[draft.pk]), 302)]
    client.post(page.redirect_chain[0][0], TEXT | {"seen": 1, "then": "submit"})
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED
    assert "By your code you can" in client.get(draft.get_absolute_url()).text


def test_the_same_draft_uses_a_code_once(member, code):
    draft = SubmissionFactory(call=code.call, submitter=member, state=State.DRAFT)

    admitting.admit(draft, code)
    admitting.admit(draft, code)

    assert code.uses.count() == 1


def test_what_was_decided_is_not_opened_by_a_code(member, code):
    decided = SubmissionFactory(call=code.call, submitter=member, state=State.REJECTED)

    with pytest.raises(admitting.NoSuchCode):
        admitting.admit_draft(decided, SIGNS)


def test_codes_are_long_and_never_the_same():
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert {len(code.replace("-", "")) for code in codes} == {16}


def test_the_maximum_holds_for_who_has_a_code_too(client, member, code):
    code.call.max_per_person = 1
    code.call.save()
    SubmissionFactory(call=code.call, submitter=member)

    client.post(code.call.get_absolute_url(), TEXT | {"code": SIGNS})

    assert Submission.objects.count() == 1
    assert not LateUse.objects.exists()


# --- Two people at once ---------------------------------------------------------------------------


@pytest.fixture
def takers(transactional_db, monkeypatch):
    """Two members take the last use of a code; both have looked whether one is left, if they can."""
    meeting = Meeting()
    create = LateUse.objects.create

    def create_after_meeting(**facts):
        meeting.wait_for_the_other()
        return create(**facts)

    code = LateCodeFactory(signs=SIGNS)
    drafts = [
        SubmissionFactory(
            call=code.call, state=State.DRAFT, submitter=UserFactory(roles=[Role.MEMBER])
        )
        for _ in range(2)
    ]
    monkeypatch.setattr(LateUse.objects, "create", create_after_meeting)

    def taking(draft):
        def act():
            try:
                admitting.admit(draft, LateCode.objects.get(pk=code.pk))
            except admitting.NoSuchCode:
                return "refused"
            return "let in"

        return act

    return [taking(draft) for draft in drafts]


def test_of_two_who_take_the_last_use_at_once_one_is_let_in(takers):
    assert sorted(at_once(*takers)) == ["let in", "refused"]
    assert LateUse.objects.count() == 1


def test_without_the_lock_both_would_be(takers, monkeypatch):
    monkeypatch.setattr(
        type(LateCode.objects.all()), "select_for_update", lambda queryset, **_: queryset.all()
    )

    assert at_once(*takers) == ["let in", "let in"]


def test_a_code_that_ran_out_while_writing_keeps_what_was_typed(member, code):
    new = writing.blank(code.call, by=member)
    new.late_code = code
    LateUseFactory(code=code)

    with pytest.raises(writing.NotOpen):
        writing.write(new)

    assert Submission.objects.count() == 1
