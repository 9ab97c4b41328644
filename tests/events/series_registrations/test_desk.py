import pytest
from django.urls import reverse

from events.models import Event
from events.registrations.models import State
from events.series_registrations import registering
from portal.accounts.roles import Role
from tests.events.series_registrations.conftest import asked, registered, session
from tests.factories.accounts import UserFactory
from tests.factories.events import RegistrationFactory
from tests.factories.series_registrations import SeriesRegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    return client


def list_url(series):
    return reverse("series-registrations-desk:registrations", args=[series.slug])


def cells(response):
    return " ".join(response.text.split())


def test_organisers_see_who_is_registered_and_in_how_many_sessions(series, organiser):
    RegistrationFactory(event=session(series, title="Full", capacity=1))
    who = registered(series)
    registering.skip(who, Event.objects.get(title="First"))
    asked(series, email="other@example.org")

    html = cells(organiser.get(list_url(series)))

    assert "<bdi>Sample Ada</bdi>" in html
    for label in ("Places to come", "Waiting", "Skipped"):
        assert f'data-label="{label}">1</td>' in html
    assert "other@example.org" in html


def test_the_list_asks_no_more_for_many(series, organiser, django_assert_max_num_queries):
    SeriesRegistrationFactory.create_batch(3, series=series)
    organiser.get(list_url(series))

    with django_assert_max_num_queries(12) as few:
        organiser.get(list_url(series))
    for who in SeriesRegistrationFactory.create_batch(20, series=series):
        RegistrationFactory(event=series.events.first(), email=who.email, state=State.WAITING)
    with django_assert_max_num_queries(len(few)):
        organiser.get(list_url(series))


def test_organisers_allow_it_where_they_edit_the_series(series, organiser):
    html = organiser.get(reverse("events-desk:edit-series", args=[series.slug])).text

    assert 'name="takes_registrations"' in html
