import icalendar
import pytest

from events.registrations.models import State
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, TalkFactory, moment

pytestmark = pytest.mark.django_db
ADDRESS = "/me/calendar/"


@pytest.fixture
def member():
    return UserFactory(roles=[Role.MEMBER], email="member@example.org")


def entries(client, user):
    """The titles in somebody's calendar."""
    answer = client.get(f"{ADDRESS}{user.calendar_token or user.renew_calendar_token()}.ics")
    assert answer.status_code == 200
    return [str(entry["summary"]) for entry in icalendar.Calendar.from_ical(answer.content).events]


def test_it_holds_the_places_one_has_and_the_events_one_speaks_at(client, member):
    RegistrationFactory(event__title="Place", email=member.email)
    RegistrationFactory(event__title="Waiting", email=member.email, state=State.WAITING)
    RegistrationFactory(event__title="Given back", email=member.email, state=State.CANCELLED)
    RegistrationFactory(event__title="Of another")
    TalkFactory(event=EventFactory(title="Speaking"), by=member)

    assert sorted(entries(client, member)) == ["Place", "Speaking"]


def test_a_talk_with_a_time_of_its_own_has_an_entry_of_its_own(client, member):
    event = EventFactory(title="Meeting", starts_at=moment(days=7, hour=8))
    talk = TalkFactory(event=event, title="Mine", by=member, starts_at=moment(days=7, hour=9))
    talk.speakers.update(name="Sample Ada", affiliation="")

    assert sorted(entries(client, member)) == ["Meeting", "Sample Ada: Mine"]


def test_an_event_called_off_stays_and_says_so(client, member):
    RegistrationFactory(event=EventFactory(cancelled=True, registrations=True), email=member.email)

    answer = client.get(f"{ADDRESS}{member.renew_calendar_token()}.ics")

    (entry,) = icalendar.Calendar.from_ical(answer.content).events
    assert entry["status"] == "CANCELLED"


def test_whoever_holds_the_address_gets_the_join_links(client, member):
    event = EventFactory(registrations=True, join_link="https://meet.example.org/secret")
    RegistrationFactory(event=event, email=member.email)

    answer = client.get(f"{ADDRESS}{member.renew_calendar_token()}.ics")

    assert b"https://meet.example.org/secret" in answer.content.replace(b"\r\n ", b"")


def test_there_is_no_address_before_it_is_asked_for(client, member):
    client.force_login(member)
    assert "Make an address" in client.get("/me/").content.decode()
    assert client.get(f"{ADDRESS}None.ics").status_code == 404

    page = client.post(ADDRESS, follow=True).content.decode()

    member.refresh_from_db()
    assert f"http://localhost:8000/me/calendar/{member.calendar_token}.ics" in page


def test_a_new_address_ends_the_old_one(client, member):
    old = member.renew_calendar_token()
    client.force_login(member)

    client.post(ADDRESS)

    assert client.get(f"{ADDRESS}{old}.ics").status_code == 404


def test_nothing_changes_when_the_address_is_merely_visited(client, member):
    client.force_login(member)

    assert client.get(ADDRESS).status_code == 405
    member.refresh_from_db()
    assert member.calendar_token is None


def test_a_closed_account_has_no_calendar(client, member):
    token = member.renew_calendar_token()
    member.is_active = False
    member.save()

    assert client.get(f"{ADDRESS}{token}.ics").status_code == 404


def test_an_unchanged_calendar_is_not_sent_again(client, member):
    RegistrationFactory(email=member.email)
    address = f"{ADDRESS}{member.renew_calendar_token()}.ics"
    etag = client.get(address)["ETag"]

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_it_is_kept_by_nobody_in_between(client, member):
    answer = client.get(f"{ADDRESS}{member.renew_calendar_token()}.ics")

    assert answer["Cache-Control"] == "private"
