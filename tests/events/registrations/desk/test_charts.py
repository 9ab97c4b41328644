import datetime

import pytest

from events.registrations import counting
from events.registrations.models import Registration, State
from tests.events.registrations.desk.conftest import crowd, desk, page
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.projects import MembershipFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


def told(bars):
    return [(str(bar.label), bar.number) for bar in bars]


def test_registrations_are_counted_per_day_of_the_events_zone_and_in_all():
    event = EventFactory(registrations=True, zone="Europe/Berlin")
    for hour in [(10, 12), (10, 23), (11, 12)]:  # the second is past midnight in Berlin
        one = RegistrationFactory(event=event)
        at = datetime.datetime(2026, 11, *hour, 30, tzinfo=datetime.UTC)
        Registration.objects.filter(pk=one.pk).update(created_at=at)

    first, second = counting.per_day(event)

    assert (first.number, first.total, first.length) == (1, 1, 50.0)
    assert (second.number, second.total, second.length) == (2, 3, 100.0)
    assert str(second.label) == "2026-11-11"


def test_institutions_written_alike_are_one_and_small_ones_are_put_together():
    event = EventFactory(registrations=True)
    for name in ["UNI KOLN", "Uni Köln", "Uni Köln", "", *(f"Small {n}" for n in range(20))]:
        RegistrationFactory(event=event, affiliation=name)

    bars = told(counting.by_institution(event))

    assert bars[0] == ("Uni Köln", 3)
    assert bars[-2:] == [("others", 6), ("not said", 1)]


def test_the_part_in_the_programme_is_told_where_the_account_says_who_it_is():
    event = EventFactory(registrations=True)
    user = UserFactory()
    person = PersonFactory(user=user)
    MembershipFactory(person=person, role="associate")
    MembershipFactory(person=person, role="principal investigator")
    RegistrationFactory(event=event, user=user)
    RegistrationFactory(event=event)

    bars = told(counting.by_part(event))

    assert bars == [("Principal investigator", 1), ("not known", 1)]


def test_who_has_cancelled_or_never_confirmed_does_not_count(event, client):
    for state in [State.CANCELLED, State.UNCONFIRMED]:
        RegistrationFactory(event=event, state=state)

    assert "Nobody here yet" in page(client.get(desk("charts", event)))


def test_each_number_stands_in_a_table_beside_its_bar(event, client):
    RegistrationFactory.create_batch(2, event=event, affiliation="<b>Sample")

    html = page(client.get(desk("charts", event)))

    assert "<bdi>&lt;b&gt;Sample</bdi>" in html
    assert '<rect width="100.0" height="10" />' in html
    assert '<td class="number-cell">2</td>' in html


def test_the_charts_cost_the_same_with_20_registrations_and_with_5000(queries_of):
    event = EventFactory(registrations=True, capacity=None)
    crowd(event, 20)
    with_20 = queries_of(desk("charts", event))
    Registration.objects.all().delete()
    crowd(event, 5000)

    assert queries_of(desk("charts", event)) == with_20
