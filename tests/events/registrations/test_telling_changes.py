import datetime

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events import organising
from events.models import Event
from events.registrations import registering
from events.registrations.models import Registration, State
from portal.accounts.roles import Role
from portal.mail.models import Delivery
from tests.events.registrations.conftest import asked
from tests.factories.accounts import UserFactory
from tests.factories.events import RegistrationFactory, SpeakerFactory, TalkFactory
from tests.factories.projects import ProgrammeFactory

pytestmark = pytest.mark.django_db


def letters_of(kind):
    """The letters of this kind by address."""
    found = Delivery.objects.filter(message__kind=kind).select_related("message")
    return {delivery.email: delivery.message for delivery in found}


def entry_of(message):
    """The one entry a letter brings along, with the method it has."""
    calendar = icalendar.Calendar.from_ical(message.calendar)
    (entry,) = calendar.events
    return str(calendar["method"]), entry


def move(event, **facts):
    for name, value in facts.items():
        setattr(event, name, value)
    organising.save(event)


def test_a_place_comes_with_the_entry_for_the_calendar(event):
    ProgrammeFactory(contact="office@example.org")
    event.join_link = "https://meet.example.org/secret"
    event.save()

    registering.confirm(asked(event))

    method, entry = entry_of(letters_of("registration-place")["ada@example.org"])
    assert method == "REQUEST"
    assert str(entry["uid"]) == str(event.uuid)
    assert str(entry["organizer"]) == "mailto:office@example.org"
    assert str(entry["attendee"]) == "mailto:ada@example.org"
    assert entry["attendee"].params["PARTSTAT"] == "ACCEPTED"
    assert "secret" in entry["description"]


def test_a_place_on_the_waiting_list_is_no_entry_for_the_calendar(event):
    event.capacity = 0
    event.save()

    registering.confirm(asked(event))

    assert letters_of("registration-waiting")["ada@example.org"].calendar == ""


def test_a_changed_room_is_told_from_and_to_and_changes_the_calendar(event):
    event.venue = "Hall 1"
    event.save()
    RegistrationFactory(event=event, email="ada@example.org")
    before = event.sequence

    move(event, venue="Hall 2")

    message = letters_of("event-changed")["ada@example.org"]
    assert "- Place: **Hall 2 · On site** (it was: Hall 1 · On site)" in message.text
    method, entry = entry_of(message)
    assert (method, entry["sequence"]) == ("REQUEST", before + 1)
    assert entry["location"] == "Hall 2"


def test_who_waits_is_told_without_an_entry_and_who_cancelled_is_not(event):
    RegistrationFactory(event=event, email="waiting@example.org", state=State.WAITING)
    RegistrationFactory(event=event, email="gone@example.org", state=State.CANCELLED)
    event.capacity = 0
    event.save()

    move(event, venue="Hall 2")

    told = letters_of("event-changed")
    assert list(told) == ["waiting@example.org"]
    assert told["waiting@example.org"].calendar == ""


@pytest.mark.parametrize(
    "facts",
    [{"state": Event.State.DRAFT}, {"state": Event.State.CANCELLED}],
    ids=lambda facts: facts["state"],
)
def test_of_a_draft_or_what_is_called_off_nobody_is_told(event, facts):
    RegistrationFactory(event=event)
    Event.objects.filter(pk=event.pk).update(**facts)
    event.refresh_from_db()

    move(event, venue="Hall 2")

    assert letters_of("event-changed") == {}


def test_of_what_is_over_nobody_is_told(event):
    RegistrationFactory(event=event)
    past = event.starts_at - datetime.timedelta(days=30)
    Event.objects.filter(pk=event.pk).update(starts_at=past, ends_at=past)
    event.refresh_from_db()

    move(event, venue="Hall 2")

    assert letters_of("event-changed") == {}


def test_what_concerns_no_calendar_is_told_to_nobody(event):
    RegistrationFactory(event=event)

    move(event, summary="Other words", website="https://example.org")

    assert letters_of("event-changed") == {}


def test_two_changes_are_two_letters(event):
    RegistrationFactory(event=event)

    move(event, venue="Hall 2")
    move(event, venue="Hall 1")

    assert Delivery.objects.filter(message__kind="event-changed").count() == 2


def test_a_speaker_is_told_and_one_with_a_place_not_twice(event):
    speaker = UserFactory(roles=[Role.MEMBER], email="speaker@example.org")
    talk = TalkFactory(event=event, by=speaker)
    SpeakerFactory(talk=talk, email="guest@example.org")
    RegistrationFactory(event=event, email="speaker@example.org")

    move(event, venue="Hall 2")

    told = letters_of("event-changed")
    assert sorted(told) == ["guest@example.org", "speaker@example.org"]
    assert told["speaker@example.org"].calendar
    assert "at which you speak" in told["guest@example.org"].text


def test_who_gives_the_place_back_has_the_entry_taken_out(event):
    registration = registering.confirm(asked(event))

    registering.cancel(registration)

    method, entry = entry_of(letters_of("registration-cancelled")["ada@example.org"])
    assert (method, entry["status"]) == ("CANCEL", "CANCELLED")
    assert str(entry["uid"]) == str(event.uuid)


def test_calling_off_takes_the_entry_out_of_every_calendar_and_tells_the_speakers(event):
    RegistrationFactory(event=event, email="ada@example.org")
    RegistrationFactory(event=event, email="waiting@example.org", state=State.WAITING)
    SpeakerFactory(talk=TalkFactory(event=event, speakers=[]), email="guest@example.org")
    before = event.sequence

    organising.call_off(event)

    told = letters_of("event-called-off")
    method, entry = entry_of(told["ada@example.org"])
    assert (method, entry["status"], entry["sequence"]) == ("CANCEL", "CANCELLED", before + 1)
    assert told["waiting@example.org"].calendar == told["guest@example.org"].calendar == ""


def test_a_letter_that_cannot_be_queued_undoes_the_change(event, monkeypatch):
    RegistrationFactory(event=event)

    def fails(letters):
        raise OSError

    monkeypatch.setattr("portal.mail.outbox.queue_all", fails)

    with pytest.raises(OSError):
        move(event, venue="Hall 2")
    assert Event.objects.get(pk=event.pk).venue == ""


def test_each_gets_the_letter_in_the_language_of_the_registration(event):
    RegistrationFactory(event=event, email="ada@example.org", language="de")

    move(event, venue="Hall 2")

    message = letters_of("event-changed")["ada@example.org"]
    assert message.language == "de"
    assert f"/de/registrations/{Registration.objects.get().token}/" in message.text


def test_thirty_people_are_told_at_the_cost_of_one(event):
    counts = []
    event.capacity = None
    event.save()
    for number in (1, 29):
        RegistrationFactory.create_batch(number, event=event)
        event = Event.objects.get(pk=event.pk)
        with CaptureQueriesContext(connection) as queries:
            move(event, venue=f"Hall {number}")
        counts.append(len(queries))

    assert counts[0] == counts[1]
