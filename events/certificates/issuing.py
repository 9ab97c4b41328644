"""Issuing certificates: only of what is over and was recorded; asked for again, the same one comes."""

from django.db import transaction
from django.utils.translation import get_language

from events.certificates import finding, saying
from events.certificates.models import Certificate, Kind
from events.registrations import line
from events.registrations.models import key_of


class NothingToCertify(Exception):
    """There is nothing that a certificate could say."""


@transaction.atomic
def of_attendance(registration, *, by=None):
    """Issue the certificate of somebody who was checked in at an event that is over."""
    line.lock(registration.event)  # nobody takes the attendance back meanwhile
    stored = finding.attended().filter(pk=registration.pk).first()
    if stored is None:
        raise NothingToCertify
    return _of_registration(stored, by=by)


@transaction.atomic
def of_everybody(event, registrations, *, by):
    """Issue the certificates of all of these who were checked in at an event that is over, by name."""
    line.lock(event)
    attended = finding.attended().filter(event=event, pk__in=registrations).order_by("name", "pk")
    certificates = [_of_registration(one, by=by) for one in attended]
    if not certificates:
        raise NothingToCertify
    return certificates


@transaction.atomic
def of_talk(speaker, *, by=None):
    """Issue the certificate of somebody who gave a talk at an event that is over."""
    stored = finding.speakers_at(speaker.talk.event).filter(pk=speaker.pk).first()
    if stored is None:
        raise NothingToCertify
    return _issue(
        Kind.TALK,
        stored.name,
        saying.of_talk(stored.talk),
        user_id=stored.person.user_id if stored.person else None,
        email=stored.email,
        talks=[stored.talk],
        by=by,
    )


@transaction.atomic
def of_period(user, first, last):
    """Issue the record of all that this person attended and gave from one day to another."""
    within = {"event__day__gte": first, "event__day__lte": last}
    registrations = list(finding.attended_by(user).filter(**within))
    talks = list(finding.given_by(user).filter(**within))
    if not registrations and not talks:
        raise NothingToCertify
    return _issue(
        Kind.PERIOD,
        str(user.name or getattr(user, "person", "") or registrations[0].name),
        saying.of_period(first, last, registrations, talks),
        user_id=user.pk,
        email=user.email,
        registrations=registrations,
        talks=talks,
    )


def _of_registration(registration, *, by):
    return _issue(
        Kind.ATTENDANCE,
        registration.name,
        saying.of_event(registration.event, online=saying.is_online(registration)),
        user_id=registration.user_id,
        email=registration.email,
        registrations=[registration],
        by=by,
    )


def _issue(kind, name, facts, *, user_id, email, registrations=(), talks=(), by=None):
    """Return the certificate that says exactly this of the same person, a new one where there is none."""
    language = get_language() or ""
    email_key = key_of(email)
    same = {"kind": kind, "name": name, "facts": facts, "language": language}
    same |= {"user_id": user_id, "email_key": email_key, "revoked_at": None}
    known = Certificate.objects.known().filter(**same)
    if registrations:
        known = known.filter(registrations=registrations[0])
    if talks:
        known = known.filter(talks=talks[0])
    if found := known.first():
        return found
    certificate = Certificate.objects.create(**same, issued_by=by)
    certificate.registrations.set(registrations)
    certificate.talks.set(talks)
    return certificate
