"""Open dates of a seminar: members take them for talks and give them back."""

import pytest

from events.models import Event, Talk
from events.slots import claiming
from portal.accounts.roles import Role
from portal.mail.models import Delivery
from tests.common.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, SeriesFactory, TalkFactory
from tests.factories.projects import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def slot(db):
    return EventFactory(series=SeriesFactory(), title="Open slot", is_open_slot=True)


@pytest.fixture
def organiser(db):
    return UserFactory(roles=[Role.ORGANISER], email="organiser@example.org")


@pytest.fixture
def person(db):
    return PersonFactory(name="Sample Ada", user=UserFactory(roles=[Role.MEMBER]))


def page(client, address, user=None):
    client.logout()
    if user:
        client.force_login(user)
    return client.get(address).content.decode()


def take(client, slot, person, **typed):
    client.force_login(person.user)
    return client.post(f"/events/{slot.slug}/claim/", {"title": "Mine", "abstract": ""} | typed)


def told():
    return list(Delivery.objects.values_list("message__kind", "email"))


def test_members_see_open_dates_on_the_page_of_the_seminar_and_visitors_do_not(
    client, slot, person
):
    address = slot.series.get_absolute_url()

    assert f"/events/{slot.slug}/claim/" in page(client, address, person.user)
    assert f"/events/{slot.slug}/claim/" not in page(client, address)


def test_taking_a_date_makes_a_talk_and_tells_the_organisers(client, slot, organiser, person):
    take(client, slot, person, abstract="About $x^2$.")

    talk = Talk.objects.get(event=slot)
    assert (talk.title, talk.speakers.get().person) == ("Mine", person)
    assert told() == [("slot-claimed", "organiser@example.org")]
    assert f"/events/{slot.slug}/claim/" not in page(
        client, slot.series.get_absolute_url(), person.user
    )


def test_the_session_is_called_after_its_talk_until_the_date_is_given_back(client, slot, person):
    take(client, slot, person, title="On $x^2$")
    slot.refresh_from_db()
    called = slot.title

    client.post(f"/talks/{Talk.objects.get().pk}/give-back/")

    slot.refresh_from_db()
    assert called == "On $x^2$"
    assert slot.title.startswith(f"{slot.series.title} – ")


def test_who_has_registered_already_learns_of_the_talk(client, slot, person):
    slot.takes_registrations = True
    slot.save()
    RegistrationFactory(event=slot, email="guest@example.org")

    take(client, slot, person)

    assert ("event-changed", "guest@example.org") in told()
    assert ("event-changed", person.user.email) not in told()


def test_who_comes_too_late_is_told_so_and_keeps_what_was_typed(client, slot, person):
    TalkFactory(event=slot)

    html = take(client, slot, person, title="Too late").content.decode()

    assert "This date is not open any more." in html
    assert 'value="Too late"' in html
    assert Talk.objects.count() == 1


def test_a_date_given_back_is_open_again_and_the_organisers_are_told(
    client, slot, organiser, person
):
    take(client, slot, person)
    talk = Talk.objects.get()

    assert "Give the date back?" in page(client, f"/talks/{talk.pk}/give-back/", person.user)
    client.post(f"/talks/{talk.pk}/give-back/")

    assert list(claiming.open_slots(slot.series, person.user)) == [slot]
    assert told()[-1] == ("slot-given-back", "organiser@example.org")


@pytest.mark.parametrize("typed", [{"title": ""}, {"title": "x" * 301}, {"title": "\0"}])
def test_nonsense_gets_a_message_and_takes_nothing(client, slot, person, typed):
    answer = take(client, slot, person, **typed | {"abstract": "Kept"})

    assert answer.status_code == 200
    assert "Kept" in answer.content.decode()
    assert not Talk.objects.exists()


@pytest.mark.parametrize("facts", [{"draft": True}, {"is_open_slot": False}, {"series": None}])
def test_what_is_no_open_date_for_a_member_is_not_there(client, person, facts):
    event = EventFactory(**{"series": SeriesFactory(), "is_open_slot": True} | facts)

    assert take(client, event, person).status_code == 404


def no_lock(event):
    """The test switch: what claiming would do without taking the event's row."""
    return Event.objects.get(pk=event.pk)


def claim_at_once(slot):
    people = PersonFactory.create_batch(8)
    return at_once(lambda one: claiming.claim(slot, one, title=f"By {one.name}"), people)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_a_date_at_once_one_gets_it(slot):
    errors = claim_at_once(slot)

    assert [type(error) for error in errors] == [claiming.Taken] * 7
    assert Talk.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_several_get_the_same_date(slot, monkeypatch):
    monkeypatch.setattr(claiming, "lock", no_lock)

    claim_at_once(slot)

    assert Talk.objects.count() > 1
