"""What is stored about people who register for events."""

from django.db.models import CharField, Func, Q, UUIDField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from events import when
from events.registrations import registering
from events.registrations.models import MOVES, Invited, Reason, Registration, State, Step, key_of
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

HOLDS = (Registration, Step, Invited)
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
        ]
        for one in _of(subject).prefetch_related("steps").order_by("-created_at", "-pk")
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


def over_by(moment):
    """Registrations for events that had ended by that moment, as far as their end is known."""
    day = timezone.localdate(moment)
    return Registration.objects.filter(
        Q(event__ends_at__lte=moment)
        | Q(event__ends_at=None, event__last_day__lt=day)
        | Q(event__ends_at=None, event__last_day=None, changed_at__lte=moment)
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
    due = over_by(long_ago(now, preferences.registration_days)).filter(anonymised_at=None)
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
                "Your name, affiliation and address, and what becomes of your place; the organisers see it."
            ),
            _(
                "%(days)d days after the event your name, affiliation and address are removed; how many took"
                " part stays known. What is not confirmed is removed after %(unconfirmed)d days."
            )
            % {
                "days": preferences.registration_days,
                "unconfirmed": preferences.unconfirmed_days,
            },
        ],
        everybody=True,
    )
