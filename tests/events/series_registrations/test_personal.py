"""What is stored about people who register for a series goes when it is not needed any more."""

import datetime

import pytest
from django.utils import timezone

from events import organising
from events.models import Event
from events.series_registrations import following, personal
from events.series_registrations.models import SeriesRegistration, Standing
from portal.consents.models import Consent
from portal.preferences.models import Preferences
from portal.privacy import erasing, subjects
from tests.events.series_registrations.conftest import ADA, registered, session, standings
from tests.factories.consents import ConsentTextFactory
from tests.factories.events import moment
from tests.factories.series_registrations import SeriesRegistrationFactory

pytestmark = pytest.mark.django_db


def purge():
    return [purged.count for purged in personal.purge(Preferences.current(), timezone.now())]


def long_ago(who, days):
    at = timezone.now() - datetime.timedelta(days=days)
    SeriesRegistration.objects.filter(pk=who.pk).update(asked_at=at, changed_at=at)


def test_who_is_erased_leaves_every_session_and_is_not_registered_again(series):
    registered(series, agreed_to=ConsentTextFactory(published=True))

    erasing.erase(subjects.of_address(ADA["email"]), keep_names=False)
    following.catch_up()
    organising.publish(session(series, title="Third", draft=True))

    assert standings() == {}
    assert not SeriesRegistration.objects.exists()
    assert not Consent.objects.exists()
    assert [event.places_taken for event in Event.objects.all()] == [0, 0, 0]


def test_what_was_never_confirmed_is_removed_after_its_days(series):
    new = SeriesRegistrationFactory(series=series, state=Standing.UNCONFIRMED)
    old = SeriesRegistrationFactory(series=series, state=Standing.UNCONFIRMED)
    long_ago(old, days=15)

    assert purge() == [1, 0]
    assert SeriesRegistration.objects.get() == new


def test_who_left_or_whose_series_is_over_is_removed_after_the_days_of_registrations(series):
    coming = SeriesRegistrationFactory(series=series)
    left = SeriesRegistrationFactory(series=series, state=Standing.CANCELLED)
    over = SeriesRegistrationFactory()
    session(over.series, starts_at=moment(days=-200))
    lately = SeriesRegistrationFactory()
    session(lately.series, starts_at=moment(days=-100))
    for who in (coming, left, over, lately):
        long_ago(who, days=300)

    assert purge() == [0, 2]
    assert set(SeriesRegistration.objects.all()) == {coming, lately}
