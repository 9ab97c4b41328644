"""How long what people typed is kept, event by event."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.registrations.models import Answer, State, Terms
from portal.preferences.models import Preferences
from portal.privacy import retention
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.questions import AnswerFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def over_for(days, **facts):
    """An event that ended so many days ago."""
    ended_at = NOW - timedelta(days=days)
    return EventFactory(
        starts_at=ended_at - timedelta(hours=1), ends_at=ended_at, takes_registrations=True, **facts
    )


def known(registration):
    registration.refresh_from_db()
    return registration.anonymised_at is None


def test_an_event_keeps_registrations_for_as_long_as_its_terms_say():
    due, kept = (RegistrationFactory(event=over_for(days)) for days in (7, 6))
    usual = RegistrationFactory(event=over_for(7))
    for registration in (due, kept):
        Terms.objects.create(event=registration.event, keep_days=7)

    retention.run(NOW)

    assert (known(due), known(kept), known(usual)) == (False, True, True)


def test_terms_may_keep_them_longer_than_usual():
    days = Preferences.current().registration_days
    registration = RegistrationFactory(event=over_for(days))
    Terms.objects.create(event=registration.event, keep_days=days + 1)

    retention.run(NOW)

    assert known(registration)


def test_sensitive_answers_go_earlier_than_the_rest():
    days = Preferences.current().sensitive_days
    registration = RegistrationFactory(event=over_for(days))
    AnswerFactory(registration=registration, question__sensitive=True)
    harmless = AnswerFactory(registration=registration)

    retention.run(NOW)

    assert list(Answer.objects.all()) == [harmless]
    assert known(registration)


def test_sensitive_answers_stay_until_their_day():
    days = Preferences.current().sensitive_days
    answer = AnswerFactory(registration__event=over_for(days - 1), question__sensitive=True)

    retention.run(NOW)

    assert Answer.objects.filter(pk=answer.pk).exists()


def test_an_event_may_say_how_long_its_sensitive_answers_are_kept():
    answer = AnswerFactory(registration__event=over_for(2), question__sensitive=True)
    Terms.objects.create(event=answer.registration.event, keep_sensitive_days=2)

    retention.run(NOW)

    assert not Answer.objects.exists()


def test_with_the_person_all_answers_go_and_the_count_stays():
    days = Preferences.current().registration_days
    registration = RegistrationFactory(event=over_for(days), state=State.ATTENDED)
    AnswerFactory(registration=registration)

    retention.run(NOW)

    assert not Answer.objects.exists()
    assert registration.event.registrations.counts()[State.ATTENDED] == 1
