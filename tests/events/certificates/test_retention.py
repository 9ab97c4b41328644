"""A certificate is kept for verifying, and no longer leads to who became anonymous."""

import datetime

import pytest
from django.utils import timezone

from events.certificates import issuing, personal
from events.registrations.models import Registration, State
from events.registrations.personal import anonymise
from portal.preferences.models import Preferences
from tests.factories.certificates import CertificateFactory

pytestmark = pytest.mark.django_db


def purge():
    return {one.label: one.count for one in personal.purge(Preferences.current(), timezone.now())}


def issued(days):
    return CertificateFactory(issued_at=timezone.now() - datetime.timedelta(days=days))


def test_what_it_says_goes_after_the_days_that_are_set_and_the_code_stays():
    days = Preferences.current().certificate_days
    due, kept = issued(days), issued(days - 1)

    assert purge() == {"certificates, of which only the code stays": 1}

    due.refresh_from_db()
    kept.refresh_from_db()
    assert (due.name, due.facts) == ("", {})
    assert due.forgotten_at
    assert kept.name


def test_it_outlives_the_registration_and_no_longer_tells_whose_that_was(attended):
    certificate = issuing.of_attendance(attended)
    anonymise(Registration.objects.all())

    purge()

    certificate.refresh_from_db()
    assert certificate.name == "Sample Member"
    assert not certificate.registrations.exists()
    assert not certificate.is_revoked


def test_one_that_was_revoked_stays_so(attended):
    certificate = issuing.of_attendance(attended)
    Registration.objects.update(state=State.CONFIRMED)
    anonymise(Registration.objects.all())

    purge()

    certificate.refresh_from_db()
    assert certificate.is_revoked
