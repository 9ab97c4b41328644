import pytest
from django.urls import reverse

from events.reviews.models import Assignment, DeclaredConflict, Reviewer, Round
from events.submissions.models import Decision, State, Submission
from portal.accounts.roles import Role
from portal.mail.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.reviews import (
    AssignmentFactory,
    DeclaredConflictFactory,
    ReviewerFactory,
    ReviewFactory,
)
from tests.factories.submissions import SubmissionFactory, TrackFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


def url(name, thing):
    return reverse(f"reviews-desk:{name}", args=[thing.pk])


def page(response):
    return " ".join(response.content.decode().split())


# --- Reviewers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["Rosa Reader <rosa@example.org>", "rosa@example.org", "ROSA@example.org", "rosa reader"],
)
def test_an_organiser_names_a_member(client, call, organiser, typed):
    rosa = UserFactory(roles=[Role.MEMBER], name="Rosa Reader", email="rosa@example.org")
    listed = page(client.get(url("reviewers", call)))
    assert 'value="Rosa Reader &lt;rosa@example.org&gt;"' in listed

    client.post(url("reviewers", call), {"member": typed})

    reviewer = Reviewer.objects.get()
    assert (reviewer.user, reviewer.all_tracks, reviewer.added_by) == (rosa, True, organiser)


def test_for_some_tracks_alone(client, call):
    track, _other = TrackFactory.create_batch(2, call=call)
    rosa = UserFactory(roles=[Role.MEMBER])

    client.post(url("reviewers", call), {"member": rosa.email, "tracks": [track.pk]})

    assert list(Reviewer.objects.get().tracks.all()) == [track]
    assert not Reviewer.objects.get().all_tracks


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "This field is required."),
        ("Nobody", "No member has this name or address."),
        ("guest@example.org", "No member has this name or address."),
        ("closed@example.org", "No member has this name or address."),
        ("named@example.org", "No member has this name or address."),
        ("Twin", "Several are called that: give the address."),
        ("\0", "holds signs that cannot be read"),
    ],
)
def test_who_cannot_be_named_is_said_and_what_was_typed_is_kept(client, call, typed, message):
    UserFactory(email="guest@example.org")
    UserFactory(email="closed@example.org", roles=[Role.MEMBER], is_active=False)
    ReviewerFactory(call=call, user__email="named@example.org")
    UserFactory.create_batch(2, name="Twin", roles=[Role.MEMBER])

    response = client.post(url("reviewers", call), {"member": typed})

    assert message in page(response)
    assert Reviewer.objects.count() == 1
    if typed.strip("\0"):
        assert f'value="{typed}"' in page(response)


def test_a_track_of_another_call_is_no_choice(client, call):
    TrackFactory(call=call)
    rosa = UserFactory(roles=[Role.MEMBER])

    response = client.post(
        url("reviewers", call), {"member": rosa.email, "tracks": [TrackFactory().pk]}
    )

    assert "not one of the available choices" in page(response)


def test_tracks_are_changed_later(client, call, reviewer):
    track = TrackFactory(call=call)

    client.post(url("tracks", reviewer), {"tracks": [track.pk]})
    reviewer.refresh_from_db()
    assert not reviewer.all_tracks
    assert "checked" in page(client.get(url("tracks", reviewer)))

    client.post(url("tracks", reviewer), {})
    reviewer.refresh_from_db()
    assert reviewer.all_tracks


def test_without_tracks_there_is_nothing_to_choose(client, reviewer):
    assert "No tracks" in page(client.get(url("tracks", reviewer)))


def test_a_reviewer_is_removed(client, call, reviewer):
    client.post(url("remove", reviewer), follow=True)

    assert (
        "Rita Reviewsome" not in page(client.get(url("reviewers", call))).partition("datalist")[0]
    )
    assert client.get(url("tracks", reviewer)).status_code == 404


def test_until_when_and_how_many_is_set(client, call):
    client.post(url("round", call), {"due_at": "2031-07-01T12:00", "wanted": "3"})

    terms = Round.objects.get()
    assert (terms.due_at.isoformat(), terms.wanted) == ("2031-07-01T10:00:00+00:00", 3)


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"wanted": "0"}, "greater than or equal to 1"),
        ({"wanted": "21"}, "less than or equal to 20"),
        ({"due_at": "soon"}, "Give a date and a time"),
    ],
)
def test_terms_that_make_no_sense_are_refused(client, call, mistake, message):
    response = client.post(url("round", call), {"due_at": "", "wanted": "2"} | mistake)

    assert message in page(response)
    assert not Round.objects.exists()


def test_progress_is_shown_for_each_reviewer(client, call, reviewer, talk):
    SubmissionFactory(call=call)
    ReviewFactory(reviewer=reviewer, submission=talk)

    assert "1 of 2" in page(client.get(url("reviewers", call)))


# --- Assignments ----------------------------------------------------------------------------------


def test_all_is_shared_out_by_a_button_and_then_told(client, call, reviewer, talk, told):
    shared = client.post(url("assignments", call), follow=True)
    assert told(shared)[0] == "1 review is assigned. Nobody is told yet."
    assert "too few reviewers without a conflict: On samples (−1)" in told(shared)[1]
    assert not Message.objects.exists()
    assert "1 reviewer has new talks and is not told yet" in page(shared)

    response = client.post(url("tell", call), follow=True)

    assert told(response) == ["1 reviewer is told by mail."]
    assert "not told yet" not in page(response)


def test_those_with_open_reviews_are_reminded(client, call, reviewer, talk, told):
    assert "Remind those" in page(client.get(url("reviewers", call)))

    response = client.post(url("remind", call), follow=True)

    assert told(response) == ["1 reviewer is reminded by mail, at most once a day."]


def test_by_hand_only_who_may_judge_can_be_chosen_and_why_is_said(client, call, reviewer, talk):
    other = ReviewerFactory(call=call, user__name="Conrad Conflict")
    DeclaredConflictFactory(reviewer=other, submission=talk, why="His sister")

    shown = page(client.get(url("assign", talk)))
    assert f'value="{other.pk}" disabled' in shown
    assert "declared: His sister" in shown

    client.post(url("assign", talk), {"reviewers": [reviewer.pk]})
    assert Assignment.objects.get().reviewer == reviewer
    refused = client.post(url("assign", talk), {"reviewers": [other.pk]})
    assert "must not judge this talk" in page(refused)
    assert Assignment.objects.get().reviewer == reviewer


@pytest.mark.parametrize("chosen", ["nonsense", "999999", "-1"])
def test_what_is_no_reviewer_is_refused(client, talk, reviewer, chosen):
    response = client.post(url("assign", talk), {"reviewers": [chosen]})

    assert "is not one of the available choices" in page(response)


def test_an_organiser_notes_a_conflict_and_takes_it_back(client, organiser, talk, reviewer):
    client.post(url("declare", talk), {"reviewer": reviewer.pk, "why": "Married"})
    conflict = DeclaredConflict.objects.get()
    assert (conflict.declared_by, conflict.why) == (organiser, "Married")
    assert "Married" in page(client.get(url("assign", talk)))

    client.post(url("withdraw", conflict))

    assert not DeclaredConflict.objects.exists()


def test_a_conflict_of_nobody_is_none(client, talk, told):
    response = client.post(
        url("declare", talk), {"reviewer": ReviewerFactory().pk, "why": ""}, follow=True
    )

    assert "Choose a reviewer" in told(response)[0]


# --- The ranking ----------------------------------------------------------------------------------


def test_the_list_shows_the_numbers_and_marks_disagreement(client, call):
    talk = SubmissionFactory(call=call)
    for score in (1, 5):
        ReviewFactory(submission=talk, score=score)

    shown = page(client.get(url("ranking", call)))

    assert "3.00" in shown
    assert "1–5" in shown
    assert "±2.00" in shown
    assert "disputed" in shown


@pytest.mark.parametrize("sort", ["title", "track", "mean", "spread", "nonsense", ""])
def test_every_order_opens(client, call, talk, sort):
    assert client.get(url("ranking", call), {"sort": sort}).status_code == 200


@pytest.mark.parametrize("htmx", [True, False])
def test_decisions_are_noted_from_the_list(client, call, talk, organiser, htmx):
    headers = {"HX-Request": "true"} if htmx else {}
    posted = {"state": "accepted", "revision": talk.revision, "seen": ""}

    response = client.post(url("stage", talk), posted, follow=True, headers=headers)

    assert Decision.objects.get().decided_by == organiser
    assert "nobody is told yet" in page(response)
    assert ("<h1>" in page(response)) is not htmx


@pytest.mark.parametrize(
    ("posted", "message"),
    [
        ({"state": "confirmed"}, "This talk has already been decided."),
        ({}, "This talk has already been decided."),
        ({"state": "accepted", "seen": "rejected"}, "Somebody else has decided meanwhile"),
        ({"state": "accepted", "revision": "7"}, "The text was changed"),
    ],
)
def test_what_cannot_be_noted_is_said(client, talk, told, posted, message):
    if posted:
        posted = {"revision": "1", "seen": ""} | posted
    response = client.post(url("stage", talk), posted, follow=True)

    assert message in told(response)[0]
    assert not Decision.objects.exists()


def test_organisers_read_the_reviews_where_they_decide(client, talk, reviewer):
    ReviewFactory(submission=talk, reviewer=reviewer, comment="Rather dull")
    AssignmentFactory(
        submission=talk, reviewer=ReviewerFactory(call=talk.call, user__name="Late Reader")
    )

    shown = page(client.get(talk.desk_url))

    assert "Rather dull" in shown
    assert "Rita Reviewsome" in shown
    assert "Waiting for: <bdi>Late Reader" in shown


def test_without_reviewers_the_desk_says_nothing_of_reviews(client, talk):
    assert 'id="reviews"' not in page(client.get(talk.desk_url))


def test_a_review_that_does_not_count_says_why(client, talk, reviewer):
    ReviewFactory(submission=talk, reviewer=reviewer)
    DeclaredConflictFactory(submission=talk, reviewer=reviewer, why="His sister")

    assert "does not count: declared: His sister" in page(client.get(talk.desk_url))


def test_the_lists_cost_the_same_with_many_rows(client, call, queries):
    def more(number):
        for _ in range(number):
            reviewer = ReviewerFactory(call=call, tracks=[TrackFactory(call=call)])
            talk = SubmissionFactory(call=call, track=reviewer.tracks.get())
            ReviewFactory(reviewer=reviewer, submission=talk)
            AssignmentFactory(reviewer=reviewer, submission=talk)
            AssignmentFactory(
                reviewer=ReviewerFactory(call=call), submission=SubmissionFactory(call=call)
            )

    more(2)
    talk = Submission.objects.first()
    pages = [url(name, call) for name in ("ranking", "reviewers", "assignments")]
    pages += [url("assign", talk), talk.desk_url]
    few = [queries(path) for path in pages]
    more(12)

    assert [queries(path) for path in pages] == few


def test_two_hundred_talks_are_ranked_at_the_same_number_of_queries(client, call, queries):
    reviewers = ReviewerFactory.create_batch(3, call=call)

    def more(number):
        for talk in SubmissionFactory.create_batch(number, call=call):
            for reviewer in reviewers:
                ReviewFactory(reviewer=reviewer, submission=talk)

    more(2)
    few = queries(url("ranking", call))
    more(198)

    assert queries(url("ranking", call)) == few <= 30
    assert Submission.objects.filter(state=State.SUBMITTED).count() == 200
