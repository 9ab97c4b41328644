"""What is stored about people who review. Authors learn nothing of it: their own data leads to no review."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.reviews.models import Assignment, DeclaredConflict, Review, Reviewer
from portal.common.personal import Fact, Outcome, Section, Statement
from portal.common.scrubbing import scrub

HOLDS = (Reviewer, Review, Assignment, DeclaredConflict)


def _reviewing(subject):
    return Reviewer.objects.filter(user__isnull=False, user=subject.user_id)


def _of(subject, model):
    rows = model.objects.filter(reviewer__in=_reviewing(subject))
    return rows.select_related("submission").order_by("pk")


def stored(subject):
    calls = _reviewing(subject).select_related("call__event", "call__series")
    named = [
        [
            Fact("call", _("Event"), str(one.call)),
            Fact("added_at", _("Named"), one.added_at),
            Fact("removed_at", _("Removed"), one.removed_at),
        ]
        for one in calls.order_by("pk")
    ]
    if named:
        yield Section("reviewing", _("Calls you review for"), named)
    yield from _rows("reviews", _("Reviews you wrote"), _of(subject, Review), _review)
    yield from _rows("assigned", _("Talks you were to review"), _of(subject, Assignment), _assigned)
    declared = _of(subject, DeclaredConflict)
    yield from _rows("conflicts", _("Conflicts of interest"), declared, _conflict)


def _rows(key, title, rows, facts):
    if records := [[_title(one), *facts(one)] for one in rows]:
        yield Section(key, title, records)


def _title(row):
    return Fact("title", _("Title"), row.submission.title, html=row.submission.title_html)


def _review(one):
    yield Fact("score", _("Score"), str(one.get_score_display()))
    yield Fact("confidence", _("Knows the field"), one.get_confidence_display() or "")
    yield Fact("comment", _("Comment"), one.comment, html=one.comment_html)
    yield Fact("changed_at", _("Changed"), one.changed_at)


def _assigned(one):
    yield Fact("assigned_at", _("Assigned"), one.assigned_at)


def _conflict(one):
    yield Fact("why", _("Why"), one.why)
    yield Fact("declared_at", _("Declared"), one.declared_at)


def outlook(subject, *, keep_names):
    if number := _of(subject, Review).count():
        text = ngettext(
            "%(n)d review stays without your name.", "%(n)d reviews stay without your name.", number
        )
        yield Outcome(text % {"n": number}, goes=False)
    if number := _reviewing(subject).count():
        text = ngettext(
            "You no longer review for %(n)d call.", "You no longer review for %(n)d calls.", number
        )
        yield Outcome(text % {"n": number})


def erase(subject, *, keep_names):
    """Forget who reviewed; what was judged still counts for the decisions."""
    mine = _reviewing(subject)
    Assignment.objects.filter(reviewer__in=mine).delete()
    DeclaredConflict.objects.filter(reviewer__in=mine).delete()
    mine.filter(reviews=None).delete()
    mine.update(user=None, removed_at=timezone.now())
    if subject.user_id:
        Reviewer.objects.filter(added_by=subject.user_id).update(added_by=None)
        Assignment.objects.filter(assigned_by=subject.user_id).update(assigned_by=None)
        DeclaredConflict.objects.filter(declared_by=subject.user_id).update(declared_by=None)
    # Whoever was erased may also be named in what others wrote.
    scrub(Review.objects.all(), ("comment", "comment_html"), subject.traces)
    scrub(DeclaredConflict.objects.all(), ("why",), subject.traces)


def purge(preferences, now):
    """Reviews are kept with the talk they are about."""
    return iter(())


def statements(preferences):
    yield Statement(
        _("Reviewing talks"),
        [
            _(
                "Who reviews for a call, scores and comments, and conflicts of interest; only organisers read them."
            ),
            _("Authors never learn who reviewed, neither by a page nor by a mail or an export."),
            _("Reviews are kept with the talk; who is erased as a reviewer leaves no name."),
        ],
    )
