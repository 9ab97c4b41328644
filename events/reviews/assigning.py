"""Which reviewers are wanted for which talks, by hand or evenly, and their letters."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from events.reviews import mail
from events.reviews.models import Assignment
from events.reviews.spreading import spread
from events.reviews.table import Table
from events.submissions.models import Call, State, Submission
from portal.mail import outbox


class InTheWay(Exception):
    """Something stands between a reviewer and a talk: a conflict, another track, or the talk is decided."""


@dataclass(frozen=True)
class Shared:
    """What came of sharing out: how many were assigned, and the talks that lack reviewers, with how many."""

    assigned: int
    lacking: list[tuple[Submission, int]]


@transaction.atomic
def by_hand(submission, reviewers, *, by):
    """Want exactly these reviewers for a talk; raise InTheWay where one of them must not judge it."""
    lock(submission.call)
    stored = Submission.objects.filter(pk=submission.pk)
    table = Table(submission.call, talks=stored)
    (submission,) = table.talks
    wanted = {reviewer.pk for reviewer in reviewers}
    stand = {reviewer for reviewer, _talk in table.assigned}
    if submission.state != State.SUBMITTED or wanted - stand - table.allowed(submission):
        raise InTheWay
    submission.assignments.exclude(reviewer__in=wanted).delete()
    _assign({submission.pk: wanted - stand}, by=by)


@transaction.atomic
def evenly(call, number, *, by):
    """Assign the undecided talks of a call so that each has `number` reviewers; return what came of it.

    What is assigned or written stays, unless something stands in the way by now.
    """
    lock(call)
    table = Table(call)
    allowed = {talk.pk: table.allowed(talk) for talk in table.talks}
    taken = {talk.pk: table.taken(talk) for talk in table.talks}
    _clear_what_is_in_the_way(table, allowed)
    added = spread(list(allowed), allowed=allowed, taken=taken, wanted=number)
    _assign(added, by=by)
    missing = {key: number - len(taken[key]) - len(added[key]) for key in allowed}
    lacking = [(talk, missing[talk.pk]) for talk in table.talks if missing[talk.pk] > 0]
    return Shared(sum(map(len, added.values())), lacking)


@transaction.atomic
def tell(call, *, by):
    """Write one letter to everybody with talks they were not told of; return how many letters."""
    lock(call)
    news = defaultdict(list)
    untold = Assignment.objects.of(call).untold()
    for assignment in untold.select_related("reviewer__user").order_by("pk"):
        news[assignment.reviewer].append(assignment)
    for reviewer, assignments in news.items():
        version = str(assignments[-1].pk)
        outbox.queue(mail.assigned(call, reviewer, version=version, by=by))
    untold.update(told_at=timezone.now())
    return len(news)


@transaction.atomic
def remind(call, *, by):
    """Remind everybody who has reviews to write; return how many. On one day nobody is reminded twice."""
    lock(call)
    table = Table(call)
    late = [one for one in table.reviewers if any(item.is_due for item in table.items_of(one))]
    day = timezone.localdate().isoformat()
    for reviewer in late:
        outbox.queue(mail.reminder(call, reviewer, version=day, by=by))
    return len(late)


def lock(call):
    """Let nobody else assign reviewers at this call until the transaction ends."""
    return Call.objects.select_for_update(of=("self",)).get(pk=call.pk)


def _clear_what_is_in_the_way(table, allowed):
    for reviewer, talk in table.assigned:
        if reviewer not in allowed[talk]:
            Assignment.objects.filter(reviewer=reviewer, submission=talk).delete()


def _assign(added, *, by):
    Assignment.objects.bulk_create(
        Assignment(submission_id=talk, reviewer_id=reviewer, assigned_by=by)
        for talk, reviewers in sorted(added.items())
        for reviewer in sorted(reviewers)
    )
