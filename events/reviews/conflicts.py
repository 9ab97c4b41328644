"""Who must not judge which talk: worked out for a whole list at a fixed number of queries."""

from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from events.reviews import facts
from events.reviews.models import DeclaredConflict
from projects.publications.co_authors import pairs_since

YEARS = relativedelta(years=3)


class Kind(models.TextChoices):
    AUTHOR = "author", gettext_lazy("is an author")
    INSTITUTION = "institution", gettext_lazy("same institution")
    CO_AUTHOR = "co-author", gettext_lazy("published together in the last three years")
    DECLARED = "declared", gettext_lazy("declared")


@dataclass(frozen=True)
class Conflict:
    """Why somebody must not judge a talk, in words for organisers."""

    kind: Kind
    detail: str = ""

    def __str__(self):
        return f"{self.kind.label}: {self.detail}" if self.detail else str(self.kind.label)


def among(reviewers, submissions):
    """Return {(key of reviewer, key of submission): Conflict} for all that stand in each other's way.

    `reviewers` have their users at hand; `submissions` is a QuerySet.
    """
    users = [reviewer.user for reviewer in reviewers if reviewer.user]
    judges, works = facts.judges(users), facts.works(submissions)
    people = [judge.person_id for judge in judges.values() if judge.person_id]
    written = pairs_since(people, timezone.localdate() - YEARS)
    found = {}
    for reviewer in reviewers:
        if judge := judges.get(reviewer.user_id):
            for work in works:
                if conflict := _between(judge, work, written):
                    found[reviewer.pk, work.pk] = conflict
    return found | _declared(reviewers, works)


def written_by(user, submissions):
    """Return the keys of those submissions of which this user is an author."""
    judge = facts.judges([user])[user.pk]
    return {work.pk for work in facts.works(submissions) if _is_author(judge, work)}


def _between(judge, work, written):
    if _is_author(judge, work):
        return Conflict(Kind.AUTHOR)
    if shared := judge.places.keys() & work.places.keys():
        return Conflict(Kind.INSTITUTION, work.places[min(shared)])
    if named := judge.place_names.keys() & work.place_names:
        return Conflict(Kind.INSTITUTION, judge.place_names[min(named)])
    for key, name in work.people.items():
        if (judge.person_id, key) in written:
            return Conflict(Kind.CO_AUTHOR, name)
    return None


def _is_author(judge, work):
    # Somebody of the same name is taken for the same: better a reviewer less than an author who judges.
    return (
        judge.user_id == work.user_id
        or judge.person_id in work.people
        or bool(judge.emails & work.emails)
        or bool(judge.names & work.names)
    )


def _declared(reviewers, works):
    rows = DeclaredConflict.objects.filter(
        reviewer__in=[reviewer.pk for reviewer in reviewers],
        submission__in=[work.pk for work in works],
    )
    return {
        (reviewer, submission): Conflict(Kind.DECLARED, why)
        for reviewer, submission, why in rows.values_list("reviewer", "submission", "why")
    }
