"""How many talks somebody may propose to a call."""

import pytest

from events.submissions import writing
from events.submissions.models import Call, State, Submission, TalkType
from portal.accounts.roles import Role
from tests.events.submissions.at_once import Meeting, at_once
from tests.factories.accounts import UserFactory
from tests.factories.submissions import CallFactory, SubmissionFactory, TalkTypeFactory

pytestmark = pytest.mark.django_db

TEXT = {"title": "A talk", "speaker_name": "Sample Speaker", "abstract": "An abstract."}
LIMIT = "Each person can propose 2 talks here. Withdraw one to propose another."


@pytest.fixture
def call():
    return CallFactory(max_per_person=2)


@pytest.mark.parametrize("then", ["", "submit"])
def test_one_talk_too_many_is_refused_and_nothing_typed_is_lost(client, member, call, then):
    SubmissionFactory(call=call, submitter=member, state=State.DRAFT)
    SubmissionFactory(call=call, submitter=member)

    page = client.post(call.get_absolute_url(), TEXT | {"then": then})

    assert page.context["form"].non_field_errors() == [LIMIT]
    assert page.context["form"]["abstract"].value() == TEXT["abstract"]
    assert Submission.objects.count() == 2


def test_withdrawn_talks_and_those_of_others_do_not_count(client, member, call):
    SubmissionFactory(call=call, submitter=member)
    SubmissionFactory(call=call, submitter=member, state=State.WITHDRAWN)
    SubmissionFactory.create_batch(2, call=call)
    SubmissionFactory(submitter=member)

    client.post(call.get_absolute_url(), TEXT)

    assert call.left_for(member) == 0
    assert Submission.objects.filter(call=call, submitter=member).count() == 3


def test_the_page_says_how_many_are_left(client, member, call):
    assert "you have 2 left" in client.get(call.get_absolute_url()).text

    SubmissionFactory.create_batch(2, call=call, submitter=member)

    page = client.get(call.get_absolute_url()).text
    assert LIMIT in page
    assert "<textarea" not in page


def test_those_that_are_there_can_still_be_changed(client, member, call):
    mine = SubmissionFactory.create_batch(2, call=call, submitter=member)
    call.max_per_person = 1
    call.save()

    mine[0].refresh_from_db()
    client.post(f"{mine[0].get_absolute_url()}edit/", TEXT | {"title": "Better", "seen": 1})

    assert Submission.objects.get(pk=mine[0].pk).title == "Better"


def test_a_withdrawn_talk_is_not_taken_up_beyond_the_maximum(client, member, call, told):
    SubmissionFactory.create_batch(2, call=call, submitter=member)
    withdrawn = SubmissionFactory(call=call, submitter=member, state=State.WITHDRAWN)

    page = client.post(f"{withdrawn.get_absolute_url()}again/", follow=True)

    assert told(page) == [LIMIT]
    assert Submission.objects.get(pk=withdrawn.pk).state == State.WITHDRAWN


# --- Two tabs at once -----------------------------------------------------------------------------


@pytest.fixture
def tabs(transactional_db, monkeypatch):
    """Two tabs in which a member proposes the last talk that is left; both have counted, if they can."""
    meeting = Meeting()
    save = Submission.save

    def save_after_meeting(row, *args, **kwargs):
        if row.pk is None:
            meeting.wait_for_the_other()
        save(row, *args, **kwargs)

    member = UserFactory(roles=[Role.MEMBER])
    call = CallFactory(max_per_person=1)
    monkeypatch.setattr(Submission, "save", save_after_meeting)

    def propose():
        try:
            writing.write(writing.blank(Call.objects.with_host().get(pk=call.pk), by=member))
        except writing.TooMany:
            return "refused"
        return "proposed"

    return [propose, propose]


def test_of_two_tabs_at_once_one_proposes_the_last_talk(tabs):
    assert sorted(at_once(*tabs)) == ["proposed", "refused"]
    assert Submission.objects.count() == 1


def test_without_the_lock_both_would(tabs, monkeypatch):
    monkeypatch.setattr(Call, "lock", lambda call: None)

    assert at_once(*tabs) == ["proposed", "proposed"]
    assert Submission.objects.count() == 2


def test_a_type_removed_while_somebody_chose_it_is_told(client, member, monkeypatch):
    call = CallFactory()
    types = TalkTypeFactory.create_batch(3, call=call)
    monkeypatch.setattr(Call, "lock", lambda call: TalkType.objects.filter(pk=types[0].pk).delete())

    page = client.post(call.get_absolute_url(), TEXT | {"type": types[0].pk})

    assert page.context["form"].non_field_errors() == [
        "The organisers have taken away what you chose: choose again."
    ]
    assert page.context["form"]["title"].value() == TEXT["title"]
    assert not Submission.objects.exists()
