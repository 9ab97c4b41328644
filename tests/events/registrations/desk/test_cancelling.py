import pytest

from events.registrations.models import State
from tests.events.registrations.desk.conftest import desk, page
from tests.factories.events import RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


def test_cancelling_for_somebody_asks_first_and_offers_the_place_to_the_next(
    event, client, letters
):
    holder, _other = RegistrationFactory.create_batch(2, event=event)
    waiting = RegistrationFactory(event=event, state=State.WAITING)
    url = desk("cancel", event, holder.pk)

    asked = client.get(url)
    client.post(url)

    waiting.refresh_from_db()
    assert f"Cancel the registration of {holder.name}?" in page(asked)
    assert waiting.state == State.OFFERED
    assert letters() == [("cancelled", holder.email), ("place-offered", waiting.email)]


def test_who_attended_cannot_be_cancelled(event, client):
    attended = RegistrationFactory(event=event, state=State.ATTENDED)
    url = desk("cancel", event, attended.pk)

    response = client.post(url, follow=True)

    assert "cannot be cancelled any more" in page(response)


def test_the_registration_of_another_event_is_not_found(event, client):
    other = RegistrationFactory()

    url = desk("cancel", event, other.pk)
    assert client.post(url).status_code == 404
