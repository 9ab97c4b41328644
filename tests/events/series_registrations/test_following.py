"""Whoever is registered for a series is registered for what comes later, once, unless they skip it."""

import pytest
from django.urls import reverse

from events import organising
from events.models import Event
from events.registrations import registering as one_by_one
from events.registrations.models import OpenTo, Registration, State, Terms
from events.series_registrations import following, registering
from events.series_registrations.tasks import catch_up
from portal.accounts.roles import Role
from tests.events.series_registrations.conftest import ADA, asked, registered, session, standings
from tests.factories.accounts import UserFactory
from tests.factories.events import SeriesFactory, moment
from tests.factories.series_registrations import SeriesRegistrationFactory

pytestmark = pytest.mark.django_db


def test_a_session_published_later_registers_everybody_with_its_usual_letter(series, letters):
    registered(series)
    third = session(series, title="Third", draft=True)

    organising.publish(third)

    assert standings()["Third"] == State.CONFIRMED
    assert letters()[2:] == ["registration-place"]


def test_the_places_go_to_who_registered_for_the_series_first(series):
    first, second = SeriesRegistrationFactory.create_batch(2, series=series)

    organising.publish(session(series, title="Third", draft=True, capacity=1))

    assert standings(first.email)["Third"] == State.CONFIRMED
    assert standings(second.email)["Third"] == State.WAITING


def test_a_session_that_starts_to_take_registrations_registers_everybody(series):
    registered(series)
    third = session(series, title="Third", registrations=False)

    third.takes_registrations = True
    organising.save(third)

    assert standings()["Third"] == State.CONFIRMED


def test_an_event_that_joins_the_series_registers_everybody(series):
    registered(series)
    third = session(None, title="Third")

    third.series = series
    organising.save(third)

    assert standings()["Third"] == State.CONFIRMED


def test_a_session_that_opens_by_the_clock_is_found_by_the_task(series, letters):
    session(series, title="Third", registration_opens_at=moment(days=1))
    registered(series)
    Event.objects.filter(title="Third").update(registration_opens_at=moment(days=-1))

    catch_up()
    catch_up()

    assert standings()["Third"] == State.CONFIRMED
    assert letters()[2:] == ["registration-place"]


def test_a_skipped_session_is_not_registered_for_again(series):
    who = registered(series)
    first = Event.objects.get(title="First")
    registering.skip(who, first)

    first.venue = "Room 2"
    organising.save(first)
    catch_up()

    assert standings()["First"] == State.CANCELLED


def test_who_was_taken_out_of_a_session_by_an_organiser_stays_out(series, member):
    registered(series)
    one_by_one.cancel(Registration.objects.get(event__title="First"), by=member)

    catch_up()

    assert standings()["First"] == State.CANCELLED


def test_who_has_left_or_not_confirmed_is_not_registered(series):
    registering.leave(registered(series))
    asked(series, email="other@example.org")

    organising.publish(session(series, title="Third", draft=True))
    catch_up()

    assert "Third" not in standings()
    assert standings("other@example.org") == {}


def test_other_series_are_left_alone(series):
    registered(SeriesFactory(takes_registrations=True))

    organising.publish(session(series, title="Third", draft=True))

    assert standings() == {}


def test_sessions_for_members_are_for_members_alone(series):
    registered(series)

    organising.publish(session(series, title="Third", draft=True, members_only=True))

    assert "Third" not in standings()


def test_looking_again_asks_little_where_nothing_is_to_do(series, django_assert_max_num_queries):
    SeriesRegistrationFactory.create_batch(5, series=series)
    catch_up()

    with django_assert_max_num_queries(5):
        catch_up()


def test_looking_again_asks_little_where_a_session_is_not_for_them(
    series, django_assert_max_num_queries
):
    SeriesRegistrationFactory.create_batch(5, series=series)
    session(series, title="Members only", members_only=True)
    Terms.objects.create(event=session(series, title="Invited"), open_to=OpenTo.INVITED)
    Terms.objects.create(event=session(series, title="Members"), open_to=OpenTo.MEMBERS)
    catch_up()

    with django_assert_max_num_queries(7):
        catch_up()

    assert set(standings("regular-0@example.org")) <= {"First", "Second"}


def test_organisers_are_told_whom_publishing_a_session_registers(series, client):
    SeriesRegistrationFactory.create_batch(2, series=series)
    third = session(series, title="Third", draft=True)
    client.force_login(UserFactory(roles=[Role.ORGANISER]))

    page = client.get(reverse("events-desk:publish", args=[third.slug])).text

    assert "2 people" in page
    assert "registered for the whole series" in page


def test_a_change_that_registers_people_is_foreseen(series):
    SeriesRegistrationFactory.create_batch(2, series=series)
    third = session(series, title="Third", registrations=False)
    SeriesRegistrationFactory(series=series, state="unconfirmed")

    assert following.foresee(third) == []
    third.takes_registrations = True
    assert [(one.at, one.people) for one in following.foresee(third)] == [(None, 2)]
    third.registration_opens_at = moment(days=1)
    assert [(one.at, one.people) for one in following.foresee(third)] == [(moment(days=1), 2)]
    third.registration_closes_at = moment(days=-1)
    third.registration_opens_at = None
    assert following.foresee(third) == []


def test_the_letter_of_a_later_session_is_in_the_readers_language(series):
    SeriesRegistrationFactory(series=series, email=ADA["email"], language="de")

    organising.publish(session(series, title="Third", draft=True))

    assert Registration.objects.get(event__title="Third").language == "de"
