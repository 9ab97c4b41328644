"""What is stored about people who register for a whole series."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from events.models import Event
from events.registrations.models import Reason, key_of
from events.series_registrations import registering
from events.series_registrations.models import SeriesRegistration, Standing
from portal.common.personal import (
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

HOLDS = (SeriesRegistration,)


def _of(subject):
    theirs = Q(email_key__in=[key_of(email) for email in subject.emails])
    if subject.user_id:
        theirs |= Q(user=subject.user_id)
    return SeriesRegistration.objects.filter(theirs).select_related("series")


def stored(subject):
    records = [
        [
            Fact("series", _("Series"), str(one.series)),
            Fact("name", _("Name"), one.name),
            Fact("affiliation", _("Affiliation"), one.affiliation),
            Fact("email", _("E-mail address"), one.email),
            Fact("wish", _("Takes part"), one.get_wish_display()),
            Fact("state", _("State"), one.get_state_display()),
            Fact("asked_at", _("Registered"), one.asked_at),
            Fact("changed_at", _("Changed"), one.changed_at),
        ]
        for one in _of(subject).order_by("-asked_at", "-pk")
    ]
    if records:
        yield Section("series_registrations", _("Registrations for series"), records)


def outlook(subject, *, keep_names):
    if number := _of(subject).count():
        text = ngettext(
            "%(n)d registration for a series is removed.",
            "%(n)d registrations for series are removed.",
            number,
        )
        yield Outcome(text % {"n": number})


def erase(subject, *, keep_names):
    # Before the sessions: nobody is registered again for what was just cancelled.
    for who in _of(subject).order_by("pk"):
        registering.leave(who, reason=Reason.ERASED)
    _delete(_of(subject).select_related(None))


def purge(preferences, now):
    unconfirmed = SeriesRegistration.objects.filter(
        state=Standing.UNCONFIRMED, asked_at__lte=long_ago(now, preferences.unconfirmed_days)
    )
    yield Purged(
        gettext_noop("registrations for series that were never confirmed"),
        in_batches(unconfirmed, _delete),
    )
    yield Purged(
        gettext_noop("registrations for series that are over, or were left"),
        in_batches(_over_by(long_ago(now, preferences.registration_days)), _delete),
    )


def _over_by(moment):
    """Those that nothing has come of since that moment: left, or without a session since."""
    sessions = Event.objects.filter(series=OuterRef("series"))
    since = sessions.filter(last_day__gte=timezone.localdate(moment))
    old = SeriesRegistration.objects.filter(changed_at__lte=moment)
    return old.filter(Q(state=Standing.CANCELLED) | ~Exists(since))


def _delete(rows):
    consents.forget(f"series-registration:{key}" for key in rows.values_list("pk", flat=True))
    return delete(rows)


def statements(preferences):
    yield Statement(
        _("Registering for a series"),
        [
            _(
                "Your name, affiliation and address, so that you are registered for each session; the organisers"
                " see it."
            ),
            _(
                "%(days)d days after the last session, or after you left, it is removed. What is not confirmed is"
                " removed after %(unconfirmed)d days."
            )
            % {
                "days": preferences.registration_days,
                "unconfirmed": preferences.unconfirmed_days,
            },
        ],
        everybody=True,
    )
