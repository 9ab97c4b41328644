import pytest
from django.urls import reverse

from events.submissions.models import State, Submission
from tests.factories.accounts import UserFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

TEXT = {"title": "After", "speaker_name": "Sample Speaker", "abstract": "After.", "seen": 1}


def url(name, submission):
    return reverse(f"submissions:{name}", args=[submission.pk])


def own(member, **more):
    return SubmissionFactory(submitter=member, **more)


def read(client, submission):
    return client.get(submission.get_absolute_url()).content.decode()


def test_the_author_reads_the_text_as_it_will_be_published(client, member):
    submission = own(member, title="On $x^2$", abstract="Some $y^2$.")

    page = read(client, submission)

    assert submission.title_html in page
    assert submission.abstract_html in page


def test_the_author_sees_every_step_with_its_time(client, member):
    submission = own(member, state=State.DRAFT)
    for state in (State.SUBMITTED, State.WITHDRAWN, State.DRAFT):
        submission.move_to(state, by=member)

    page = client.get(submission.get_absolute_url())

    assert [move.to_state for move in page.context["moves"]] == ["submitted", "withdrawn", "draft"]


@pytest.mark.parametrize(
    ("state", "call", "words"),
    [
        (State.DRAFT, {}, "This is a draft: nobody else sees it"),
        (State.DRAFT, {"closed": True}, "This draft cannot be changed or submitted now"),
        (State.SUBMITTED, {}, "You can change or withdraw it until"),
        (State.SUBMITTED, {"in_grace": True}, "one minute of grace"),
        (State.SUBMITTED, {"closed": True}, "It cannot be changed any more"),
        (State.REJECTED, {}, "It could not find a place in this programme"),
        (State.WITHDRAWN, {}, "You can take it up again until"),
        (State.WITHDRAWN, {"closed": True}, "Closed since"),
    ],
)
def test_the_page_says_what_stands_and_what_can_be_done(client, member, state, call, words):
    submission = own(member, state=state, call=CallFactory(**call))

    page = read(client, submission)

    assert words in page
    assert (url("edit", submission) in page) == submission.can_be_written
    assert (url("withdraw", submission) in page) == submission.can_be_withdrawn
    assert (url("take-up-again", submission) in page) == submission.can_be_taken_up


def test_the_time_of_an_accepted_talk_stands_on_the_page(client, member):
    submission = own(member, accepted=True)
    assert "The text cannot be changed here any more" in read(client, submission)
    assert "Time and room follow" in read(client, submission)

    submission.talk.starts_at = submission.call.event.starts_at
    submission.talk.room = "Hall A"
    submission.talk.save()

    assert "Hall A" in read(client, submission)


def test_the_page_of_a_talk_taken_out_of_the_programme_says_so(client, member):
    submission = own(member, accepted=True)
    submission.talk.delete()

    assert "The organisers took it out of the programme" in read(client, submission)


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED])
def test_the_author_edits_until_the_deadline(client, member, state, told):
    submission = own(member, state=state, title="Before")
    assert client.get(url("edit", submission)).context["form"]["title"].value() == "Before"

    page = client.post(url("edit", submission), TEXT, follow=True)

    stored = Submission.objects.get()
    assert (stored.title, stored.state) == ("After", state)
    assert page.redirect_chain == [(submission.get_absolute_url(), 302)]


def test_what_is_submitted_must_stay_complete(client, member):
    submission = own(member, title="Before")

    page = client.post(url("edit", submission), TEXT | {"title": ""})

    assert list(page.context["form"].errors) == ["title"]
    assert Submission.objects.get().title == "Before"


def test_a_draft_is_submitted_from_its_edit_page(client, member, told):
    submission = own(member, state=State.DRAFT)

    page = client.post(url("edit", submission), TEXT | {"then": "submit"}, follow=True)

    assert Submission.objects.get().state == State.SUBMITTED
    assert told(page) == ["Submitted. You can still change it until the deadline."]


@pytest.mark.parametrize(
    ("state", "call"),
    [
        (State.DRAFT, {"closed": True}),
        (State.SUBMITTED, {"closed": True}),
        (State.ACCEPTED, {}),
        (State.REJECTED, {}),
        (State.WITHDRAWN, {}),
    ],
)
def test_what_cannot_be_changed_leads_back_to_the_page_that_says_why(client, member, state, call):
    submission = own(member, state=state, call=CallFactory(**call), title="Before")

    assert client.get(url("edit", submission)).url == submission.get_absolute_url()

    client.post(url("edit", submission), TEXT)
    assert Submission.objects.get().title == "Before"


def test_two_windows_do_not_overwrite_each_other(client, member):
    submission = own(member, title="Before")
    client.post(url("edit", submission), TEXT | {"title": "First window"})

    page = client.post(url("edit", submission), TEXT | {"title": "Second window"})

    assert Submission.objects.get().title == "First window"
    assert page.context["stored"].title == "First window"
    form = page.context["form"]
    assert form["title"].value() == "Second window"

    client.post(url("edit", submission), TEXT | {"title": "Second", "seen": form["seen"].value()})
    assert Submission.objects.get().title == "Second"


def test_the_author_withdraws_by_a_button(client, member, told):
    submission = own(member, accepted=True)

    page = client.post(url("withdraw", submission), follow=True)

    assert told(page) == ["Withdrawn."]
    submission = Submission.objects.with_call().get()
    assert submission.state == State.WITHDRAWN
    assert submission.talk.is_cancelled


def test_what_was_rejected_cannot_be_withdrawn(client, member, told):
    submission = own(member, state=State.REJECTED)

    page = client.post(url("withdraw", submission), follow=True)

    assert told(page) == ["It was decided already."]
    assert Submission.objects.get().state == State.REJECTED


def test_the_author_takes_a_withdrawn_talk_up_again(client, member):
    submission = own(member, state=State.WITHDRAWN)

    page = client.post(url("take-up-again", submission))

    assert page.url == url("edit", submission)
    assert Submission.objects.get().state == State.DRAFT


@pytest.mark.parametrize(
    ("state", "call", "words"),
    [
        (State.WITHDRAWN, {"closed": True}, "The call closed on"),
        (State.SUBMITTED, {}, "It is submitted"),
    ],
)
def test_other_talks_are_not_taken_up_again(client, member, told, state, call, words):
    submission = own(member, state=state, call=CallFactory(**call))

    page = client.post(url("take-up-again", submission), follow=True)

    assert told(page)[0].startswith(words)
    assert Submission.objects.get().state == state


@pytest.mark.parametrize("name", ["withdraw", "take-up-again"])
def test_nothing_changes_on_get(client, member, name):
    submission = own(member, state=State.DRAFT)

    assert client.get(url(name, submission)).status_code == 405
    assert Submission.objects.get().state == State.DRAFT


@pytest.mark.parametrize("name", ["submission", "edit", "withdraw", "take-up-again"])
def test_somebody_elses_submission_does_not_exist(client, member, name):
    submission = own(UserFactory(roles=member.roles))

    assert client.post(url(name, submission), TEXT).status_code == 404
    assert client.get(url(name, submission)).status_code in {404, 405}
    assert Submission.objects.get().title == submission.title


@pytest.mark.parametrize("number", ["0", "99999999999999999999999", "9" * 5000])
def test_a_number_nobody_has_is_not_found(client, member, number):
    assert client.get(f"/submissions/{number}/").status_code == 404


def test_the_page_costs_the_same_for_one_step_and_for_thirty(member, queries):
    submission = own(member, state=State.DRAFT)
    submission.move_to(State.WITHDRAWN, by=member)
    for_one = queries(submission.get_absolute_url())

    for number in range(29):
        state = State.WITHDRAWN if number % 2 else State.DRAFT
        submission.move_to(state, by=UserFactory())

    assert queries(submission.get_absolute_url()) == for_one <= 13
