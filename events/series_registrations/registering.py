"""Registering for a whole series: asking, confirming, skipping a session, leaving.

Rows are taken in one order everywhere, so that nobody waits for each other: the series, its sessions
by number, who registered.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from events.models import Series
from events.registrations import line
from events.registrations import registering as one_by_one
from events.registrations.models import Reason, Registration, Wish, key_of
from events.registrations.registering import RegistrationClosed
from events.series_registrations import mail, sessions
from events.series_registrations.entering import enter, enter_all
from events.series_registrations.models import SeriesRegistration, Standing
from portal.common.moves import ForbiddenMove
from portal.consents import consenting


@transaction.atomic
def ask(series, *, name, affiliation, email, wish=Wish.EITHER, agreed_to=None):
    """Remember who wants to come, and write to the address; nothing is held until it is confirmed.

    What comes back says nothing about the address: who is registered already learns it by mail alone.
    """
    who = _of_address(_open(series), email)
    if who.is_registered:
        mail.already_registered(who)
        return
    _note(who, name=name, affiliation=affiliation, email=email, wish=wish)
    if who.is_cancelled:
        who.enter(Standing.UNCONFIRMED)
    who.save()
    _agree(who, agreed_to)
    mail.please_confirm(who)


@transaction.atomic
def register(series, user, *, name, affiliation, wish=Wish.EITHER, agreed_to=None):
    """Register somebody who is signed in for all sessions; return the result."""
    series = _open(series)
    sessions.lock_coming(series)
    who = _of_address(series, user.email)
    who.user = user
    if who.is_registered:
        who.save(update_fields=["user", "changed_at"])
        return who
    _note(who, name=name, affiliation=affiliation, email=user.email, wish=wish)
    _begin(who)
    _agree(who, agreed_to)
    return who


@transaction.atomic
def confirm(who):
    """Register whoever has opened the link in the mail for all sessions that take registrations now."""
    who = _locked(who)
    if who.is_registered:
        return who
    if not who.can_be_confirmed:
        raise RegistrationClosed
    _begin(who)
    return who


@transaction.atomic
def skip(who, event):
    """Give back the place in one session, which is not taken again by itself."""
    event = line.lock(event)
    registration = Registration.objects.filter(event=event, email_key=who.email_key).first()
    if registration:
        registration.event = event
        one_by_one.cancel(registration)


@transaction.atomic
def take_up(who, event):
    """Come to a session after all, at the end of its line."""
    event = line.lock(event)
    who = _stored(who)
    if not who.is_registered:
        raise ForbiddenMove(who.state)
    if not event.registration_is_open or not sessions.is_for(event, who):
        raise RegistrationClosed
    return enter(event, who)


@transaction.atomic
def leave(who, *, reason=None):
    """Give back every place in a session to come; one letter says so."""
    who = _locked(who)
    if who.is_cancelled:
        return who
    was_registered = who.is_registered
    who.enter(Standing.CANCELLED)
    who.save()
    if was_registered:
        for registration in _to_cancel(who):
            one_by_one.cancel(registration, reason=reason or Reason.BY_THEMSELVES, tell=False)
        mail.left(who)
    return who


def _to_cancel(who):
    theirs = Registration.objects.filter(event__series=who.series_id, email_key=who.email_key)
    theirs = theirs.in_line().select_related("event__series").order_by("event")
    return [one for one in theirs if one.can_be_cancelled]


def _begin(who):
    who.enter(Standing.REGISTERED)
    who.times += 1
    who.save()
    enter_all(who)
    mail.registered(who)


def _open(series):
    series = Series.objects.select_for_update(no_key=True).get(pk=series.pk)
    if not series.takes_registrations:
        raise RegistrationClosed
    return series


def _locked(who):
    sessions.lock_coming(who.series)
    return _stored(who)


def _stored(who):
    """Return the stored row, which nobody else can change until the transaction ends."""
    rows = SeriesRegistration.objects.select_related("series", "user")
    return rows.select_for_update(of=("self",)).get(pk=who.pk)


def _of_address(series, email):
    """Return the one registration of this address, a new unsaved one if there is none."""
    rows = SeriesRegistration.objects.select_related("user").select_for_update(of=("self",))
    who = rows.filter(series=series, email_key=key_of(email)).first()
    who = who or SeriesRegistration(series=series, email=email)
    who.series = series
    return who


def _note(who, *, name, affiliation, email, wish):
    who.name = name
    who.affiliation = affiliation
    who.email = email
    who.wish = wish
    who.asked_at = timezone.now()
    who.language = get_language() or who.language


def _agree(who, text):
    consenting.give(text, user=who.user, email=who.email, about=f"series-registration:{who.pk}")
