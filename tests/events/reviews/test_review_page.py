import pytest
from django.urls import reverse

from events.reviews.models import DeclaredConflict, Review, Reviewer
from events.submissions.models import Call, State, Submission
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.reviews import (
    AssignmentFactory,
    DeclaredConflictFactory,
    ReviewerFactory,
    ReviewFactory,
    RoundFactory,
)
from tests.factories.submissions import CoAuthorFactory, SubmissionFactory

pytestmark = pytest.mark.django_db
WRITTEN = {"score": "4", "confidence": "", "comment": "Good.", "revision": "1", "seen": "0"}


def page(response):
    return " ".join(response.content.decode().split())


def url(talk):
    return reverse("reviews:review", args=[talk.pk])


def of_call(talk):
    return reverse("reviews:call", args=[talk.call_id])


def test_a_reviewer_finds_the_talks_reads_one_and_judges_it(as_reviewer, talk, told):
    assert url(talk) in page(as_reviewer.get(of_call(talk)))
    assert "Ada Authorly" in page(as_reviewer.get(url(talk)))

    response = as_reviewer.post(url(talk), WRITTEN, follow=True)

    assert told(response) == ["Saved. 1 of 1 talk reviewed."]
    assert response.redirect_chain[-1][0] == of_call(talk)
    assert Review.objects.get().comment == "Good."


def test_saving_leads_to_what_is_due_next(as_reviewer, talk, call, told):
    following = SubmissionFactory(call=call)

    response = as_reviewer.post(url(talk), WRITTEN, follow=True)

    assert response.redirect_chain[-1][0] == url(following)
    assert told(response) == ["Saved. 1 of 2 talks reviewed."]


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"score": ""}, "This field is required."),
        ({"score": "6"}, "6 is not one of the available choices"),
        ({"score": "nonsense"}, "nonsense is not one of the available choices"),
        ({"confidence": "9"}, "9 is not one of the available choices"),
        ({"comment": "x" * 10_001}, "at most 10000 are possible"),
        ({"revision": ""}, "This field is required."),
        ({"seen": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_makes_no_sense_is_said_and_what_was_typed_is_kept(
    as_reviewer, talk, mistake, message
):
    response = as_reviewer.post(url(talk), WRITTEN | {"comment": "My words"} | mistake)

    assert message in page(response)
    assert mistake.get("comment", "My words") in page(response)
    assert not Review.objects.exists()


@pytest.mark.parametrize("number", ["99999999999999999999", "2147483648"])
def test_absurd_numbers_break_nothing(as_reviewer, talk, number):
    response = as_reviewer.post(url(talk), WRITTEN | {"revision": number, "seen": number})

    assert response.status_code in {200, 302}


def test_a_second_window_is_shown_what_the_first_has_saved(as_reviewer, talk):
    as_reviewer.post(url(talk), WRITTEN | {"comment": "From the first"})

    late = as_reviewer.post(url(talk), WRITTEN | {"score": "1", "comment": "From the second"})

    assert "in another window" in page(late)
    assert "From the first" in page(late)
    assert "From the second</textarea>" in page(late)
    assert Review.objects.get().comment == "From the first"
    as_reviewer.post(url(talk), WRITTEN | {"seen": "1", "comment": "From the second"})
    assert Review.objects.get().comment == "From the second"


def test_the_page_says_when_the_text_has_changed_since(as_reviewer, reviewer, talk):
    ReviewFactory(reviewer=reviewer, submission=talk)
    Submission.objects.update(revision=2)

    assert "changed the text since you judged it" in page(as_reviewer.get(url(talk)))


def test_once_decided_the_page_shows_what_was_written_and_takes_nothing(
    as_reviewer, reviewer, talk, told
):
    ReviewFactory(reviewer=reviewer, submission=talk, comment="Rather dull")
    Submission.objects.update(state=State.ACCEPTED)

    shown = page(as_reviewer.get(url(talk)))
    assert "Rather dull" in shown
    assert "Save and go on" not in shown

    response = as_reviewer.post(url(talk), WRITTEN | {"seen": "1"}, follow=True)
    assert told(response) == ["This talk has been decided: nothing can be changed."]


# --- Conflicts: what must not be judged is not there ------------------------------------------------


def test_a_reviewer_declares_a_conflict_and_the_talk_is_gone(as_reviewer, talk):
    as_reviewer.post(reverse("reviews:conflict", args=[talk.pk]), {"why": "My student"})

    assert DeclaredConflict.objects.get().why == "My student"
    assert url(talk) not in page(as_reviewer.get(of_call(talk)))
    assert as_reviewer.get(url(talk)).status_code == 404


def test_a_reason_that_is_too_long_is_said_and_nothing_declared(as_reviewer, talk, told):
    address = reverse("reviews:conflict", args=[talk.pk])
    response = as_reviewer.post(address, {"why": "x" * 301}, follow=True)

    assert told(response) == ["The reason has at most 300 characters."]
    assert not DeclaredConflict.objects.exists()


@pytest.fixture
def strangers(talk, reviewer):
    """People for whom this talk is not there to be judged."""
    other_call = ReviewerFactory()
    conflicted = ReviewerFactory(call=talk.call)
    DeclaredConflictFactory(reviewer=conflicted, submission=talk)
    removed = ReviewerFactory(call=talk.call, removed_at="2026-01-01T12:00Z")
    other_track = ReviewerFactory(call=talk.call, tracks=[])
    no_member = ReviewerFactory(call=talk.call, user__roles=[])
    reviewers = [other_call, conflicted, removed, other_track, no_member]
    organiser = UserFactory(roles=[Role.ORGANISER])
    return [*(one.user for one in reviewers), organiser, talk.submitter]


def test_for_others_the_talk_is_not_there_whatever_they_try(client, strangers, talk):
    for user in strangers:
        client.force_login(user)

        assert client.get(url(talk)).status_code == 404
        assert client.post(url(talk), WRITTEN).status_code == 404
        declared = client.post(reverse("reviews:conflict", args=[talk.pk]), {})
        assert declared.status_code == 404
        if (listed := client.get(of_call(talk))).status_code == 200:
            assert "On samples" not in page(listed)
    assert not Review.objects.exists()


def test_a_conflicted_talk_counts_in_no_number(client, talk, call):
    reviewer = ReviewerFactory(call=call)
    DeclaredConflictFactory(reviewer=reviewer, submission=talk)
    SubmissionFactory(call=call)
    client.force_login(reviewer.user)

    for path in ("/reviews/", of_call(talk), "/me/"):
        assert "0 of 1 talk reviewed" in page(client.get(path))


# --- Anonymous calls ------------------------------------------------------------------------------


def test_an_anonymous_call_tells_nothing_of_the_authors(as_reviewer, talk):
    Call.objects.update(is_anonymous=True)
    Submission.objects.update(biography="Born in Sampletown", biography_html="Born in Sampletown")
    CoAuthorFactory(submission=talk, name="Carl Coworker", affiliation="Hidden Institute")

    for path in (url(talk), of_call(talk), "/reviews/", "/me/"):
        shown = page(as_reviewer.get(path))
        for secret in ("Authorly", "Elsewhere", "Coworker", "Hidden Institute", "Sampletown"):
            assert secret not in shown
        assert talk.get_absolute_url() not in shown
    assert "reviewed anonymously" in page(as_reviewer.get(url(talk)))


def test_an_open_call_tells_who_speaks_with_whom(as_reviewer, talk):
    CoAuthorFactory(submission=talk, name="Carl Coworker")

    assert "Carl Coworker" in page(as_reviewer.get(url(talk)))


def test_wishes_and_absences_are_for_organisers_alone(as_reviewer, talk):
    Submission.objects.update(wishes="Not on Friday, my birthday")

    assert "birthday" not in page(as_reviewer.get(url(talk)))


# --- The lists, and /me/ --------------------------------------------------------------------------


def test_my_programme_says_what_is_due_and_until_when(as_reviewer, call):
    SubmissionFactory.create_batch(3, call=call)
    RoundFactory(call=call, due_at="2031-07-01T10:00Z")

    shown = page(as_reviewer.get("/me/"))

    assert "3 talks to review" in shown
    assert "Tuesday, 1 July 2031, 12:00 CEST" in shown


def test_my_programme_says_nothing_to_who_reviews_nothing(client, talk):
    client.force_login(talk.submitter)

    shown = page(client.get("/me/"))

    assert "My reviews" not in shown
    assert "to review" not in shown


def test_who_reviews_for_no_call_is_told_how_one_becomes_a_reviewer(client):
    client.force_login(UserFactory(roles=[Role.MEMBER]))

    assert "Nothing to review" in page(client.get("/reviews/"))


def test_what_others_are_wanted_for_may_be_reviewed_as_well(as_reviewer, reviewer, talk, call):
    AssignmentFactory(submission=SubmissionFactory(call=call), reviewer=reviewer)

    shown = page(as_reviewer.get(of_call(talk)))

    assert "You may review these as well" in shown


def test_a_call_of_a_series_is_reviewed_alike(client):
    reviewer = ReviewerFactory(call__of_series=True)
    talk = SubmissionFactory(call=reviewer.call)
    client.force_login(reviewer.user)

    for path in ("/me/", "/reviews/", of_call(talk), url(talk)):
        assert client.get(path).status_code == 200


def test_the_pages_cost_the_same_with_many_talks(as_reviewer, reviewer, call, queries):
    def more(number):
        for talk in SubmissionFactory.create_batch(number, call=call):
            CoAuthorFactory(submission=talk)
            ReviewFactory(reviewer=reviewer, submission=talk)
        return talk

    pages = [of_call(more(1)), "/reviews/", "/me/"]
    few = [queries(path) for path in pages]
    more(10)

    assert [queries(path) for path in pages] == few
    assert Reviewer.objects.count() == 1
