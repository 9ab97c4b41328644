"""The talks of a call as its reviewers see them."""

from dataclasses import dataclass, field
from statistics import fmean, pstdev

from events.reviews import reading
from events.reviews.models import Review, Reviewer, Score
from events.reviews.strictness import leanings
from events.reviews.table import Table
from events.submissions.models import Decision, State, Submission

# From this many points between the lowest and the highest score on, reviewers disagree.
DISAGREEMENT = 3


@dataclass
class Row:
    """A talk with what its reviewers think of it, in numbers."""

    talk: Submission
    decision: Decision | None
    is_hidden: bool  # from this organiser
    reviews: list[Review] = field(default_factory=list)
    adjusted: float | None = None

    @property
    def scores(self):
        return sorted(review.score for review in self.reviews)

    @property
    def number(self):
        return len(self.reviews)

    @property
    def mean(self):
        return fmean(self.scores) if self.reviews else None

    @property
    def deviation(self):
        return pstdev(self.scores) if self.reviews else None

    @property
    def spread(self):
        """How many points lie between the lowest score and the highest."""
        return self.scores[-1] - self.scores[0] if self.reviews else 0

    @property
    def is_disputed(self):
        return self.spread >= DISAGREEMENT

    @property
    def older(self):
        """How many reviews are of an older text."""
        return sum(review.is_of_older_text for review in self.reviews)


def of(call, *, user):
    """Return a row for every talk of a call, at a fixed number of queries; best first.

    Reviews by somebody with whom there is a conflict by now do not count. Of what this organiser must not
    know there are no numbers.
    """
    talks = Submission.objects.proposed().filter(call=call)
    talks = talks.exclude(state__in=[State.DRAFT, State.WITHDRAWN]).select_related("decision")
    table = Table(call, reviewers=Reviewer.objects.filter(call=call).for_desk(), talks=talks)
    hidden = reading.hidden_from(user, talks)
    rows = [_row(talk, talk.pk in hidden) for talk in table.talks]
    by_key = {row.talk.pk: row for row in rows if not row.is_hidden}
    for (reviewer, talk), review in sorted(table.reviews.items()):
        if talk in by_key and (reviewer, talk) not in table.conflicts:
            review.submission = by_key[talk].talk
            by_key[talk].reviews.append(review)
    _adjust(rows)
    return sorted(rows, key=KEYS["mean"])


def _row(talk, is_hidden):
    return Row(talk, getattr(talk, "decision", None), is_hidden)


def _adjust(rows):
    """Say what the mean would be if all reviewers were equally strict, as far as their scores tell."""
    leaning = leanings(
        {(one.reviewer_id, row.talk.pk): one.score for row in rows for one in row.reviews}
    )
    for row in rows:
        if row.reviews:
            adjusted = fmean(one.score - leaning[one.reviewer_id] for one in row.reviews)
            # Who is strict and gives the best score says the best there is: nothing lies beyond the scale.
            row.adjusted = min(max(adjusted, min(Score)), max(Score))


def _lowest(value):
    """Sort what has no value behind everything else."""
    return (value is None, -(value or 0))


def _track(row):
    return str(row.talk.track.position if row.talk.track else ""), str(row.talk.track or "")


def _decision(row):
    return row.decision.state if row.decision else "~"  # what is not decided stands last


# By what the list is ordered; each leaves the best first among equals.
KEYS = {
    "mean": lambda row: (*_lowest(row.mean), row.talk.pk),
    "adjusted": lambda row: (*_lowest(row.adjusted), *_lowest(row.mean), row.talk.pk),
    "number": lambda row: (row.number, *_lowest(row.mean), row.talk.pk),
    "spread": lambda row: (-row.spread, *_lowest(row.mean), row.talk.pk),
    "track": lambda row: (*_track(row), *_lowest(row.mean), row.talk.pk),
    "state": lambda row: (row.talk.state, *_lowest(row.mean), row.talk.pk),
    "decision": lambda row: (_decision(row), *_lowest(row.mean), row.talk.pk),
    "title": lambda row: (row.talk.title.casefold(), row.talk.pk),
}
