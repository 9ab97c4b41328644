"""What is stored about people who register for events."""

from datetime import timedelta

from django.db.models import (
    CharField,
    DateTimeField,
    ExpressionWrapper,
    F,
    Func,
    Q,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from events import when
from events.registrations import registering
from events.registrations.models import (
    MOVES,
    Answer,
    Invited,
    PartPlace,
    Reason,
    Registration,
    State,
    Step,
    key_of,
)
from portal.common.moves import ForbiddenMove
from portal.common.personal import (
    NAME_REMOVED,
    NOWHERE,
    Fact,
    Outcome,
    Purged,
    Section,
    Statement,
    delete,
    in_batches,
    long_ago,
)
from portal.consents import personal as consents

HOLDS = (Registration, Step, Invited, Answer, PartPlace)
CANCELLABLE = [state for state, to in MOVES.items() if State.CANCELLED in to]


def _of(subject):
    theirs = Q(email_key__in=[key_of(email) for email in subject.emails])
    if subject.user_id:
        theirs |= Q(user=subject.user_id)
    return Registration.objects.filter(theirs).select_related("event__series")


def _to_cancel(subject):
    cancellable = _of(subject).filter(state__in=CANCELLABLE).order_by("event", "pk")
    return [registration for registration in cancellable if registration.can_be_cancelled]


def stored(subject):
    records = [
        [
            Fact("event", _("Event"), str(one.event), html=one.event.title_html),
            Fact("when", _("When"), when.full(one.event)),
            Fact("name", _("Name"), one.name),
            Fact("affiliation", _("Affiliation"), one.affiliation),
            Fact("email", _("E-mail address"), one.email),
            Fact("state", _("State"), one.get_state_display()),
            Fact(
                "takes_part",
                _("Takes part"),
                one.get_attendance_display() or one.get_wish_display(),
            ),
            Fact("created_at", _("Registered"), one.created_at),
            Fact("changed_at", _("Changed"), one.changed_at),
            Fact("history", _("History"), _history(one)),
            *(
                Fact(f"part_{place.part_id}", place.part.name, place.get_state_display())
                for place in one.part_places.all()
            ),
            *(
                Fact(f"answer_{answer.question_id}", answer.question.text, answer.words)
                for answer in one.answers.all()
            ),
        ]
        for one in _of(subject)
        .prefetch_related("steps", "answers__question", "part_places__part")
        .order_by("-created_at", "-pk")
    ]
    if records:
        yield Section("registrations", _("Registrations"), records)
    invited = [
        [Fact("event", _("Event"), str(one.event)), Fact("email", _("E-mail address"), one.email)]
        for one in _invited(subject).select_related("event")
    ]
    if invited:
        yield Section("invited", _("Invited to register"), invited)


def _history(registration):
    steps = registration.steps.all()
    return "; ".join(
        f"{step.get_to_state_display()} ({step.get_reason_display()})" for step in steps
    )


def _invited(subject):
    return Invited.objects.filter(email_key__in=[key_of(email) for email in subject.emails])


def outlook(subject, *, keep_names):
    coming = [one for one in _to_cancel(subject) if one.is_in_line]
    if coming:
        text = ngettext(
            "%(n)d registration for a coming event is cancelled; the place goes to the next in line.",
            "%(n)d registrations for coming events are cancelled; the places go to the next in line.",
            len(coming),
        )
        yield Outcome(text % {"n": len(coming)})
    if number := _of(subject).count() - len(coming):
        text = ngettext(
            "%(n)d past or cancelled registration still counts, but without your name and address.",
            "%(n)d past or cancelled registrations still count, but without your name and address.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=False)


def erase(subject, *, keep_names):
    for registration in _to_cancel(subject):
        try:
            registering.cancel(registration, reason=Reason.ERASED)
        except ForbiddenMove:
            continue  # it has been checked in or has ended meanwhile: anonymised below
    anonymise(_of(subject).select_related(None))
    _invited(subject).delete()


def anonymise(registrations):
    """Take out who it was; that somebody registered still counts. Return how many."""
    keys = list(registrations.values_list("pk", flat=True))
    consents.forget(f"registration:{key}" for key in keys)
    Answer.objects.filter(registration__in=keys).delete()
    address = Concat(Cast("pk", CharField()), Value(f"@{NOWHERE}"))
    return Registration.objects.filter(pk__in=keys).update(
        name=NAME_REMOVED,
        affiliation="",
        email=address,
        email_key=address,
        user=None,
        # The link in their mails opens nothing any more.
        token=Cast(Func(function="gen_random_uuid", output_field=UUIDField()), CharField()),
        anonymised_at=timezone.now(),
    )


def kept_long_enough(term, usual_days, now):
    """Registrations for events that ended longer ago than their terms say in the field `term`.

    As far as their end is known; where the terms say nothing the usual number of days holds.
    """
    days = Coalesce(f"event__stored_terms__{term}", Value(usual_days))
    ended_by = ExpressionWrapper(
        Value(now) - days * Value(timedelta(days=1)), output_field=DateTimeField()
    )
    return Registration.objects.annotate(ended_by=ended_by).filter(
        Q(event__ends_at__lte=F("ended_by"))
        | Q(event__ends_at=None, event__last_day__lt=TruncDate("ended_by"))
        | Q(event__ends_at=None, event__last_day=None, changed_at__lte=F("ended_by"))
    )


def purge(preferences, now):
    unconfirmed = Registration.objects.filter(
        state=State.UNCONFIRMED,
        anonymised_at=None,
        asked_at__lte=long_ago(now, preferences.unconfirmed_days),
    )
    yield Purged(
        gettext_noop("registrations that were never confirmed"), in_batches(unconfirmed, _delete)
    )
    invited = Invited.objects.filter(
        event__last_day__lt=timezone.localdate(long_ago(now, preferences.registration_days))
    )
    yield Purged(gettext_noop("addresses invited to past events"), in_batches(invited, delete))
    over = kept_long_enough("keep_sensitive_days", preferences.sensitive_days, now)
    sensitive = Answer.objects.filter(
        question__is_sensitive=True, registration__in=over.values("pk")
    )
    yield Purged(gettext_noop("answers to sensitive questions"), in_batches(sensitive, delete))
    over = kept_long_enough("keep_days", preferences.registration_days, now)
    due = Registration.objects.filter(pk__in=over.values("pk"), anonymised_at=None)
    yield Purged(
        gettext_noop("registrations, of which only the count stays"), in_batches(due, anonymise)
    )


def _delete(registrations):
    consents.forget(f"registration:{key}" for key in registrations.values_list("pk", flat=True))
    return delete(registrations)


def statements(preferences):
    yield Statement(
        _("Registering for an event"),
        [
            _(
                "Your name, affiliation and address, what you answer to the organisers' questions, and what becomes"
                " of your place, and whether you were there; the organisers see it, and answers for the office only the office."
            ),
            _(
                "%(days)d days after the event, or after as many as its form says, your name, affiliation, address"
                " and answers are removed, sensitive answers after %(sensitive)d days; how many took part stays"
                " known. What is not confirmed is removed after %(unconfirmed)d days."
            )
            % {
                "days": preferences.registration_days,
                "sensitive": preferences.sensitive_days,
                "unconfirmed": preferences.unconfirmed_days,
            },
        ],
        everybody=True,
    )
