import pytest

from events.registrations.models import State
from tests.events.registrations.desk.conftest import desk, page
from tests.factories.events import RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def three(event):
    """Three who asked for the two places of an event."""
    return RegistrationFactory.create_batch(3, event=event, state=State.REQUESTED)


@pytest.fixture
def decide(event, client):
    def decide(decision, **said):
        address = desk("decide-several", event)
        return client.post(address, {"decision": decision} | said, follow=True)

    return decide


def states(event):
    return list(event.registrations.order_by("line_number").values_list("state", flat=True))


def test_it_is_asked_first_on_whom_is_decided(event, three, decide):
    html = page(decide("approve", pk=[three[0].pk, three[2].pk]))

    assert "Approve 2 people?" in html
    assert three[0].name in html
    assert three[1].name not in html
    assert states(event) == [State.REQUESTED] * 3


def test_those_who_are_approved_get_places_in_the_order_of_asking_and_then_wait(
    event, three, decide, letters
):
    html = page(decide("approve", everybody="on", confirmed="yes", seen="3"))

    assert states(event) == [State.CONFIRMED, State.CONFIRMED, State.WAITING]
    assert [kind for kind, _email in letters()] == ["place", "place", "waiting"]
    assert "3 decided" in html


def test_only_those_who_were_ticked_are_refused(event, three, decide):
    decide("refuse", pk=[three[1].pk], confirmed="yes", seen="1")

    assert states(event) == [State.REQUESTED, State.CANCELLED, State.REQUESTED]


def test_all_means_all_that_match_the_filter(event, three, decide):
    three[1].affiliation = "Göttingen"
    three[1].save()

    decide("refuse", everybody="on", q="gottingen", confirmed="yes", seen="1")

    assert states(event) == [State.REQUESTED, State.CANCELLED, State.REQUESTED]


def test_if_somebody_asked_meanwhile_it_is_asked_again(event, three, decide):
    html = page(decide("approve", everybody="on", confirmed="yes", seen="2"))

    assert "Approve 3 people?" in html
    assert states(event) == [State.REQUESTED] * 3


def test_what_was_typed_goes_along_with_the_question(three, decide):
    html = page(decide("approve", pk=[three[0].pk], q="sample"))

    assert f'<input type="hidden" name="pk" value="{three[0].pk}">' in html
    assert '<input type="hidden" name="q" value="sample">' in html


@pytest.mark.parametrize(
    ("decision", "said", "told"),
    [
        ("perhaps", {"everybody": "on"}, "Please choose: approve or refuse."),
        ("approve", {}, "Nobody among those chosen waits for a decision."),
        ("approve", {"pk": ["x"]}, "Nobody among those chosen waits for a decision."),
        ("approve", {"pk": ["0"]}, "Nobody among those chosen waits for a decision."),
    ],
)
def test_what_makes_no_sense_changes_nothing(event, three, decide, decision, said, told):
    assert told in page(decide(decision, **said))
    assert states(event) == [State.REQUESTED] * 3


def test_nobody_of_another_event_is_decided_on(event, three, decide):
    other = RegistrationFactory(state=State.REQUESTED)

    decide("refuse", pk=[other.pk], confirmed="yes", seen="1")

    other.refresh_from_db()
    assert other.state == State.REQUESTED
