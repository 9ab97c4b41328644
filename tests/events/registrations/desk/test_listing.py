import pytest

from events.registrations.models import Attendance, Registration, State, Wish
from tests.events.registrations.desk.conftest import crowd, desk, page
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def listed(client):
    """Ask whom the list of an event shows, in its order."""

    def ask(event, query=""):
        response = client.get(f"{desk('registrations', event)}?{query}")
        return [registration.name for registration in response.context["page"]]

    return ask


def test_an_organiser_sees_who_registered_and_how_many(event, client):
    RegistrationFactory(event=event, name="Sample Holder")
    RegistrationFactory(event=event, name="Sample Waiter", state=State.WAITING)

    html = page(client.get(desk("registrations", event)))

    assert "Sample Holder" in html
    assert "no. 1" in html
    for label, number in [("All", 2), ("Confirmed", 1), ("Waiting list", 1)]:
        assert f'{label} <span class="figures">{number}</span>' in html
    assert "Cancelled <span" not in html
    assert ">1 / 2</dd>" in html


def test_of_a_hybrid_event_places_on_site_and_online_are_counted_apart(hybrid, client):
    for attendance in [Attendance.ON_SITE, Attendance.ONLINE, Attendance.ONLINE]:
        RegistrationFactory(event=hybrid, attendance=attendance)

    html = page(client.get(desk("registrations", hybrid)))

    assert "<dt>On site</dt> <dd>1 / 2</dd>" in html
    assert "<dt>Online</dt> <dd>2 / 3</dd>" in html


def test_without_a_limit_the_list_says_so(client):
    event = EventFactory(registrations=True, capacity=None)

    assert "0 / no limit" in page(client.get(desk("registrations", event)))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("state=confirmed", ["Sample Hölder"]),
        ("q=HERE@", ["Sample Hölder"]),
        ("q=holder", ["Sample Hölder"]),
        ("q=gottingen+sample", ["Sample Waiter"]),
        ("q=gottingen+holder", []),
        ("order=name", ["A Waiter", "Sample Hölder", "Sample Waiter"]),
        ("order=newest", ["A Waiter", "Sample Waiter", "Sample Hölder"]),
        ("", ["Sample Hölder", "Sample Waiter", "A Waiter"]),
    ],
)
def test_the_list_finds_by_words_whatever_their_accents_and_by_state(event, listed, query, names):
    RegistrationFactory(event=event, name="Sample Hölder", email="here@example.org")
    waiter = {"event": event, "state": State.WAITING, "affiliation": "Göttingen"}
    RegistrationFactory(name="Sample Waiter", **waiter)
    RegistrationFactory(name="A Waiter", **waiter)

    assert listed(event, query) == names


def test_who_waits_is_found_by_how_they_would_take_part(hybrid, listed):
    facts = {"event": hybrid, "state": State.WAITING}
    RegistrationFactory(event=hybrid, name="Hall", attendance=Attendance.ON_SITE)
    RegistrationFactory(name="Screen", wish=Wish.ONLINE, **facts)
    RegistrationFactory(name="Either", wish=Wish.EITHER, **facts)

    assert listed(hybrid, "attendance=on-site") == ["Hall", "Either"]
    assert listed(hybrid, "attendance=online") == ["Screen", "Either"]


def test_an_event_that_is_not_hybrid_asks_for_no_kind_of_place(event, client, listed):
    RegistrationFactory(event=event, name="Sample Holder")

    assert "attendance" not in page(client.get(desk("registrations", event)))
    assert listed(event, "attendance=online") == ["Sample Holder"]


def test_where_nobody_matches_the_list_says_so_and_leads_back(event, client):
    RegistrationFactory(event=event)

    html = page(client.get(f"{desk('registrations', event)}?q=nobody"))

    assert "Nobody matches" in html
    assert '<a class="button" href="?">Show all</a>' in html


@pytest.mark.parametrize("query", ["q=%00", "state=lost", "page=-1", "q=" + "x" * 300, "order=x"])
def test_a_query_that_makes_no_sense_is_a_list_all_the_same(event, client, query):
    assert client.get(f"{desk('registrations', event)}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["", "?order=name&q=sample", "?page=2&state=waiting"])
def test_the_list_costs_the_same_with_20_registrations_and_with_5000(queries_of, query):
    event = EventFactory(registrations=True, capacity=None)
    crowd(event, 20)
    with_20 = queries_of(desk("registrations", event) + query)
    Registration.objects.all().delete()
    crowd(event, 5000)

    assert queries_of(desk("registrations", event) + query) == with_20


def test_positions_are_right_on_every_page(client):
    event = EventFactory(registrations=True, capacity=None)
    crowd(event, 300)

    response = client.get(f"{desk('registrations', event)}?state=waiting&page=3&order=arrival")

    positions = [registration.position for registration in response.context["page"]]
    assert positions == list(range(101, 151))
