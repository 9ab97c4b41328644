"""What is stored about people who propose a talk."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Speaker
from events.personal import outcomes
from events.stepping_back import step_back
from events.submissions.models import IN_PROGRAMME as STANDING
from events.submissions.models import Decision, Move, Submission
from portal.common.personal import NAME_REMOVED, Fact, Outcome, Section, Statement

HOLDS = (Submission, Move, Decision)
IN_PROGRAMME = Q(state__in=STANDING, talk__isnull=False)


def _submissions(subject):
    if not subject.user_id:
        return Submission.objects.none()
    return Submission.objects.filter(submitter=subject.user_id)


def _speaking(subject):
    """Speakers that came of these submissions and are no person of the programme."""
    speakers = Speaker.objects.filter(
        person=None, talk__submission__in=_submissions(subject), name__in=subject.names
    )
    return speakers.exclude(name="")


def stored(subject):
    submissions = _submissions(subject).with_call().prefetch_related("moves__moved_by")
    records = [
        [
            Fact("event", _("Event"), str(one.call.event)),
            Fact("title", _("Title"), one.title, html=one.title_html),
            Fact("speaker_name", _("Speaker"), one.speaker_name),
            Fact("affiliation", _("Affiliation"), one.affiliation),
            Fact("abstract", _("Abstract"), one.abstract, html=one.abstract_html),
            Fact("state", _("State"), one.get_state_display()),
            Fact("changed_at", _("Changed"), one.changed_at),
            Fact("moves", _("Steps"), "; ".join(_step(move) for move in one.moves.all())),
        ]
        for one in submissions.order_by("-changed_at", "-pk")
    ]
    if records:
        yield Section("submissions", _("Proposed talks"), records)


def _step(move):
    return f"{move.get_to_state_display()} {move.moved_at:%Y-%m-%d}"


def outlook(subject, *, keep_names):
    mine = _submissions(subject)
    if number := mine.exclude(IN_PROGRAMME).count():
        text = ngettext(
            "%(n)d proposed talk that is not in a programme is deleted.",
            "%(n)d proposed talks that are not in a programme are deleted.",
            number,
        )
        yield Outcome(text % {"n": number})
    if number := mine.filter(IN_PROGRAMME).count():
        text = ngettext(
            "%(n)d accepted proposal stays with its talk, but no longer leads to you.",
            "%(n)d accepted proposals stay with their talks, but no longer lead to you.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=False)
    yield from outcomes(_speaking(subject), keep_names=keep_names)


def erase(subject, *, keep_names):
    step_back(_speaking(subject), keep_names=keep_names)
    mine = _submissions(subject)
    mine.exclude(IN_PROGRAMME).delete()
    # Whoever was proposed as the speaker by somebody else keeps the name there.
    accepted = mine.filter(IN_PROGRAMME)
    accepted.filter(speaker_name__in=subject.names).update(
        speaker_name=NAME_REMOVED, affiliation="", abstract="", abstract_html=""
    )
    accepted.update(submitter=None)
    if subject.user_id:
        Move.objects.filter(moved_by=subject.user_id).update(moved_by=None)
        Decision.objects.filter(decided_by=subject.user_id).update(decided_by=None)


def purge(preferences, now):
    """Proposals are kept as long as their authors have an account."""
    return iter(())


def statements(preferences):
    yield Statement(
        _("Proposing a talk"),
        [
            _(
                "The text, who proposed it and what was decided when; organisers read it once it is submitted."
            ),
            _(
                "It is kept until you erase your data; what stands in a programme stays there as a talk."
            ),
        ],
    )
