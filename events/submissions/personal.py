"""What is stored about people who propose a talk."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from events.models import JointAuthor, Speaker
from events.personal import forget_joint_authors, outcomes
from events.stepping_back import is_given, step_back
from events.submissions.models import IN_PROGRAMME as STANDING
from events.submissions.models import (
    CallAnswer,
    ChangeProposal,
    CoAuthor,
    Decision,
    LateCode,
    LateUse,
    Move,
    Submission,
)
from portal.common.personal import (
    NAME_REMOVED,
    Fact,
    Outcome,
    Purged,
    Section,
    Statement,
    delete,
    in_batches,
    long_ago,
)
from portal.common.scrubbing import scrub

HOLDS = (Submission, CoAuthor, Move, Decision, LateCode, LateUse, CallAnswer, ChangeProposal)
IN_PROGRAMME = Q(state__in=STANDING, talk__isnull=False)


def _submissions(subject):
    """What they proposed, and what they were invited to write at an address that is theirs."""
    theirs = Q(contact_email__in=subject.emails)
    if subject.user_id:
        theirs |= Q(submitter=subject.user_id)
    return Submission.objects.filter(theirs)


def _co_authored(subject):
    """Where others named them beside themselves: by their page, or by an address that is theirs."""
    theirs = Q(email__in=subject.emails)
    if subject.person_id:
        theirs |= Q(person=subject.person_id)
    return CoAuthor.objects.filter(theirs)


def _speaking(subject):
    """Speakers that came of these submissions and are no person of the programme."""
    speakers = Speaker.objects.filter(
        person=None, talk__submission__in=_submissions(subject), name__in=subject.names
    )
    return speakers.exclude(name="")


def stored(subject):
    submissions = (
        _submissions(subject)
        .with_call()
        .prefetch_related("moves__moved_by", "late_uses", "answers__question", "change_proposals")
    )
    records = [
        [
            Fact("event", _("Event"), str(one.call)),
            Fact("title", _("Title"), one.title, html=one.title_html),
            Fact("speaker_name", _("Speaker"), one.speaker_name),
            Fact("affiliation", _("Affiliation"), one.affiliation),
            Fact("abstract", _("Abstract"), one.abstract, html=one.abstract_html),
            Fact("biography", _("Short CV"), one.biography, html=one.biography_html),
            Fact("wishes", _("Wishes for the programme"), one.wishes),
            Fact("absences", _("Cannot speak"), ", ".join(one.absences)),
            Fact("email", _("E-mail address"), one.contact_email),
            Fact("state", _("State"), one.get_state_display()),
            Fact("changed_at", _("Changed"), one.changed_at),
            *(
                Fact(f"answer_{answer.question_id}", answer.question.text, answer.words)
                for answer in one.answers.all()
            ),
            Fact(
                "late",
                _("Let in after the deadline"),
                "; ".join(f"{use.used_at:%Y-%m-%d}" for use in one.late_uses.all()),
            ),
            Fact(
                "changes",
                _("Changes asked for"),
                "; ".join(_proposal(change) for change in one.change_proposals.all()),
            ),
            Fact("moves", _("Steps"), "; ".join(_step(move) for move in one.moves.all())),
        ]
        for one in submissions.order_by("-changed_at", "-pk")
    ]
    if records:
        yield Section("submissions", _("Proposed talks"), records)
    named = [
        [
            Fact("title", _("Title"), one.submission.title, html=one.submission.title_html),
            Fact("name", _("Name"), one.name),
            Fact("affiliation", _("Affiliation"), one.affiliation),
            Fact("email", _("E-mail address"), one.email),
            Fact("is_speaker", _("Speaks too"), one.is_speaker),
            Fact("answer", _("Answer"), one.answer.label if one.answer else ""),
        ]
        for one in _co_authored(subject).select_related("submission", "person__user").order_by("pk")
    ]
    if named:
        yield Section("co_authored", _("Named as a co-author"), named)


def _proposal(change):
    said = (change.title, change.affiliation, change.abstract, change.note, change.answer)
    return f"{change.asked_at:%Y-%m-%d} {change.get_state_display()}: " + " | ".join(
        filter(None, said)
    )


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
    if number := _co_authored(subject).count():
        text = ngettext(
            "%(n)d naming as a co-author no longer leads to you.",
            "%(n)d namings as a co-author no longer lead to you.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=not keep_names)
    yield from outcomes(_speaking(subject), keep_names=keep_names)


def erase(subject, *, keep_names):
    step_back(_speaking(subject), keep_names=keep_names)
    _erase_co_authored(_co_authored(subject), keep_names=keep_names)
    mine = _submissions(subject)
    mine.exclude(IN_PROGRAMME).delete()
    CallAnswer.objects.filter(submission__in=mine).delete()
    ChangeProposal.objects.filter(submission__in=mine).delete()
    # Whoever was proposed as the speaker by somebody else keeps the name there.
    accepted = mine.filter(IN_PROGRAMME)
    own_name = Q(speaker_name__in=subject.names) | Q(contact_email__in=subject.emails)
    accepted.filter(own_name).update(
        speaker_name=NAME_REMOVED, affiliation="", abstract="", abstract_html=""
    )
    accepted.update(
        submitter=None, contact_email="", biography="", biography_html="", wishes="", absences=[]
    )
    if subject.user_id:
        Move.objects.filter(moved_by=subject.user_id).update(moved_by=None)
        Decision.objects.filter(decided_by=subject.user_id).update(decided_by=None)
        ChangeProposal.objects.filter(asked_by=subject.user_id).update(asked_by=None)
        ChangeProposal.objects.filter(answered_by=subject.user_id).update(answered_by=None)
        LateUse.objects.filter(used_by=subject.user_id).update(used_by=None)
        LateCode.objects.filter(created_by=subject.user_id).update(created_by=None)
    scrub(LateCode.objects.all(), ("label",), subject.traces)
    scrub(ChangeProposal.objects.all(), ("note", "answer"), subject.traces)


def _erase_co_authored(named, *, keep_names):
    """Leave no name beside what is merely proposed; with a given talk it may stay."""
    stays = []
    for one in named.select_related("submission__talk__event", "submission__talk__session"):
        talk = one.submission.talk
        beside = JointAuthor.objects.filter(talk=talk, name=one.name) if talk else None
        if beside is not None:
            forget_joint_authors(beside, keep_names=keep_names)
        if talk and keep_names and is_given(talk):
            stays.append(one.pk)
    accepted = named.filter(submission__state__in=STANDING)
    named.exclude(submission__state__in=STANDING).delete()
    accepted.exclude(pk__in=stays).update(name=NAME_REMOVED, affiliation="")
    accepted.update(person=None, email="")


def purge(preferences, now):
    """Proposals are kept as long as their authors have an account, sensitive answers not."""
    until = long_ago(now, preferences.sensitive_days)
    over = Q(submission__call__event__last_day__lt=timezone.localdate(until))
    # A series goes on, and an event may have no date: then the deadline counts.
    undated = Q(submission__call__event__last_day=None, submission__call__closes_at__lte=until)
    answers = CallAnswer.objects.sensitive().filter(over | undated)
    yield Purged(
        gettext_noop("sensitive answers of who proposed a talk"), in_batches(answers, delete)
    )


def statements(preferences):
    yield Statement(
        _("Proposing a talk"),
        [
            _(
                "The text, who proposed it and with whom, and what was decided when; organisers read it once it is"
                " submitted."
            ),
            _(
                "What you answer to the organisers' questions; sensitive answers are removed %(days)d days after the"
                " event, or after the deadline where there is no date."
            )
            % {"days": preferences.sensitive_days},
            _(
                "It is kept until you erase your data; what stands in a programme stays there as a talk."
            ),
        ],
    )
