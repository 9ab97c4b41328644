import pytest

from events.registrations.models import State
from tests.events.registrations.desk.conftest import desk, page
from tests.factories.events import RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def decide(event, client):
    def decide(registration, decision):
        address = desk("decide", event, registration.pk)
        return client.post(address, {"decision": decision}, follow=True)

    return decide


@pytest.mark.parametrize(
    ("decision", "state"), [("approve", State.CONFIRMED), ("refuse", State.CANCELLED)]
)
def test_an_organiser_decides_on_who_asked(event, decide, organiser, decision, state):
    asked = RegistrationFactory(event=event, state=State.REQUESTED)

    decide(asked, decision)

    asked.refresh_from_db()
    assert asked.state == state
    assert asked.steps.get().by == organiser


def test_who_decides_second_is_told(event, decide):
    asked = RegistrationFactory(event=event, state=State.REQUESTED)
    decide(asked, "approve")

    response = decide(asked, "refuse")

    assert "Somebody has decided on this registration already." in page(response)
    asked.refresh_from_db()
    assert asked.state == State.CONFIRMED


def test_a_decision_that_is_none_is_refused(event, decide):
    asked = RegistrationFactory(event=event, state=State.REQUESTED)

    assert "Please choose: approve or refuse." in page(decide(asked, "perhaps"))
    asked.refresh_from_db()
    assert asked.state == State.REQUESTED


def test_the_list_offers_to_decide_on_who_asked_and_on_nobody_else(event, client):
    placed = RegistrationFactory(event=event)
    asked = RegistrationFactory(event=event, state=State.REQUESTED)

    html = page(client.get(desk("registrations", event)))

    assert desk("decide", event, asked.pk) in html
    assert desk("decide", event, placed.pk) not in html


def test_where_nobody_waits_for_a_decision_there_is_nothing_to_press(event, client):
    RegistrationFactory(event=event)

    assert 'value="approve"' not in page(client.get(desk("registrations", event)))
