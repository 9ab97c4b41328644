"""Two speakers of a seminar exchange their dates, if both want it."""

import pytest

from events.models import Event
from events.slots import swapping
from events.slots.models import Swap
from portal.accounts.roles import Role
from portal.mail.models import Delivery
from portal.me import due
from tests.common.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.events import (
    EventFactory,
    RegistrationFactory,
    SeriesFactory,
    TalkFactory,
    moment,
)

pytestmark = pytest.mark.django_db


def talk_at(series, days, name):
    event = EventFactory(
        series=series,
        title=f"Session of {name}",
        starts_at=moment(days=days),
        ends_at=moment(days=days, hour=17),
        takes_registrations=True,
    )
    user = UserFactory(name=name, email=f"{name.lower()}@example.org", roles=[Role.MEMBER])
    return TalkFactory(event=event, title=f"Talk of {name}", by=user)


@pytest.fixture
def series(db):
    return SeriesFactory()


@pytest.fixture
def ada(series):
    return talk_at(series, 7, "Ada")


@pytest.fixture
def bob(series):
    return talk_at(series, 14, "Bob")


def speaker(talk):
    return talk.speakers.get().person.user


def day(talk):
    return Event.objects.get(pk=talk.event_id).starts_at


def told(kind):
    rows = Delivery.objects.filter(message__kind=kind).order_by("pk")
    return list(rows.values_list("email", flat=True))


def answer(client, user, swap, what):
    client.force_login(user)
    return client.post(swap.get_absolute_url(), {"answer": what}, follow=True)


def test_one_asks_by_choosing_another_talk_of_the_series(client, ada, bob):
    client.force_login(speaker(ada))

    page = client.get(f"/talks/{ada.pk}/swap/").text
    client.post(f"/talks/{ada.pk}/swap/", {"other": bob.pk})

    assert "Talk of Bob" in page
    assert told("swap-asked") == ["bob@example.org"]
    assert day(ada) < day(bob)  # nothing changes before the other agrees


def test_who_is_asked_finds_it_among_what_is_due(ada, bob):
    swap = swapping.ask(ada, bob)

    assert swap.get_absolute_url() in [task.href for task in due.due(speaker(bob))]
    assert swap.get_absolute_url() not in [task.href for task in due.due(speaker(ada))]


def test_agreeing_exchanges_the_dates_and_everybody_keeps_their_place_and_is_told_once(
    client, ada, bob
):
    RegistrationFactory(event=ada.event, email="guest@example.org")
    swap = swapping.ask(ada, bob)
    before = day(ada), day(bob)

    answer(client, speaker(bob), swap, "accept")

    assert (day(bob), day(ada)) == before
    assert ada.event.registrations.get().email == "guest@example.org"
    assert told("event-changed").count("guest@example.org") == 1
    assert told("swap-accepted") == ["ada@example.org"]
    assert not Swap.objects.exists()


def test_the_entries_in_calendars_change_along(ada, bob):
    sequence = Event.objects.get(pk=ada.event_id).sequence

    swapping.accept(swapping.ask(ada, bob))

    assert Event.objects.get(pk=ada.event_id).sequence == sequence + 1


def test_declining_leaves_the_dates_and_tells_who_asked(client, ada, bob):
    swap = swapping.ask(ada, bob)
    before = day(ada)

    answer(client, speaker(bob), swap, "decline")

    assert day(ada) == before
    assert told("swap-declined") == ["ada@example.org"]
    assert not Swap.objects.exists()


def test_who_asks_can_take_it_back_and_not_agree_for_the_other(client, ada, bob):
    swap = swapping.ask(ada, bob)

    answer(client, speaker(ada), swap, "accept")
    assert Swap.objects.exists()
    answer(client, speaker(ada), swap, "withdraw")

    assert not Swap.objects.exists()
    assert day(ada) < day(bob)


def test_a_swap_is_nobody_elses_business(client, ada, bob):
    swap = swapping.ask(ada, bob)
    client.force_login(UserFactory(roles=[Role.MEMBER]))

    assert client.get(swap.get_absolute_url()).status_code == 404
    assert client.get(f"/talks/{ada.pk}/swap/").status_code == 404


def test_asking_twice_asks_once(ada, bob):
    swapping.ask(ada, bob)
    swapping.ask(ada, bob)

    assert told("swap-asked") == ["bob@example.org"]


def test_an_exchange_answers_whatever_else_was_asked_about_these_talks(series, ada, bob):
    eve = talk_at(series, 21, "Eve")
    swapping.ask(eve, ada)

    swapping.accept(swapping.ask(ada, bob))

    assert not Swap.objects.exists()


def test_a_talk_called_off_meanwhile_is_not_exchanged(client, ada, bob):
    swap = swapping.ask(ada, bob)
    ada.is_cancelled = True
    ada.save()
    before = day(bob)

    page = answer(client, speaker(bob), swap, "accept").text

    assert "nothing was exchanged" in page
    assert day(bob) == before


def test_only_coming_sessions_with_one_talk_of_a_member_can_be_exchanged(series, ada, bob):
    TalkFactory(event=EventFactory(series=series))  # of a guest
    crowded = talk_at(series, 21, "Eve")
    TalkFactory(event=crowded.event)
    TalkFactory(event=EventFactory(series=SeriesFactory()), by=UserFactory(name="Elsewhere"))

    assert swapping.partners(ada) == [bob]


def test_a_choice_that_is_none_gets_a_message(client, ada, bob):
    client.force_login(speaker(ada))

    page = client.post(f"/talks/{ada.pk}/swap/", {"other": "999999"})

    assert page.status_code == 200
    assert "other" in page.context["form"].errors
    assert not Swap.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_answered_twice_at_once_it_is_exchanged_once(ada, bob):
    swap = swapping.ask(ada, bob)
    before = day(ada), day(bob)

    errors = at_once(swapping.accept, [swap] * 4)

    assert [type(error) for error in errors] == [swapping.Overtaken] * 3
    assert (day(bob), day(ada)) == before
