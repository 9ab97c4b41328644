import pytest
from django.utils import translation

from events.registrations import codes, registering
from events.registrations.models import Registration
from portal.mail.models import Delivery, Message
from tests.events.registrations.conftest import ADA, asked
from tests.factories.events import EventFactory

pytestmark = pytest.mark.django_db


def test_the_letter_to_an_unproven_address_says_nothing_a_stranger_typed(event):
    asked(event, name="Buy at evil.example", affiliation="Cheap pills")

    delivery = latest_delivery()
    assert "evil" not in delivery.name + delivery.message.text + delivery.message.subject
    assert "pills" not in delivery.message.text


@pytest.mark.parametrize("capacity", [0, 1])
def test_nobody_at_the_desk_reads_a_letter_whose_link_is_a_key(event, capacity):
    event.capacity = capacity
    event.save()

    registering.confirm(asked(event))
    asked(event)  # once more: registered already

    token = Registration.objects.get().token
    with_key = Message.objects.filter(text__contains=token)
    assert with_key.count() == 3
    assert all(message.confidential for message in with_key)


def test_a_letter_without_a_key_stays_readable_at_the_desk(event):
    registration = registering.cancel(registering.confirm(asked(event)))

    message = latest_delivery().message
    assert message.kind == "registration-cancelled"
    assert registration.token not in message.text
    assert not message.confidential


def latest_delivery():
    return Delivery.objects.select_related("message").latest("pk")


def test_the_join_link_goes_to_who_holds_a_place_and_to_nobody_else(event):
    event.join_link = "https://meet.example.org/secret-room"
    event.capacity = 1
    event.save()

    registering.confirm(asked(event))
    with_place = latest_delivery().message.text
    registering.confirm(asked(event, email="second@example.org"))
    waiting = latest_delivery().message.text

    assert "secret-room" in with_place
    assert "secret-room" not in waiting


def test_a_letter_is_written_in_the_language_of_who_registered(event):
    with translation.override("de"):
        registration = asked(event)

    assert registration.language == "de"
    assert latest_delivery().message.language == "de"
    assert f"/de/registrations/{registration.token}/" in latest_delivery().message.text


def test_a_title_with_formulas_and_marks_is_readable_in_a_letter(event):
    event.title = r"Über $\ell_1$-Normen und *Sätze*"
    event.save()

    asked(event)

    assert "**Über ℓ_1-Normen und Sätze**" in latest_delivery().message.text


def test_a_letter_that_cannot_be_queued_undoes_the_registration(event, monkeypatch):
    def fails(letter):
        raise OSError

    monkeypatch.setattr("portal.mail.outbox.queue", fails)

    with pytest.raises(OSError):
        registering.ask(event, **ADA)

    assert not event.registrations.exists()


def test_the_letter_of_a_place_shows_the_code_for_the_entrance_and_nobody_at_the_desk_reads_it(
    event,
):
    registration = registering.confirm(asked(event))

    message = latest_delivery().message
    assert message.code == codes.address_of(registration)
    assert message.confidential


def test_who_waits_or_takes_part_online_or_is_not_proven_gets_no_code(event):
    event.capacity = 0
    event.save()
    asked(event)
    registering.confirm(asked(event))
    online = EventFactory(registrations=True, mode="online")
    registering.confirm(asked(online))

    assert set(Message.objects.values_list("code", flat=True)) == {""}
