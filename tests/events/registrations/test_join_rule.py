"""Who is shown the link to take part online, and from when: on pages, in mails, in calendars."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events import organising
from events.announcements import matters
from events.models.joining import JoinRule
from events.registrations import mail, reminding
from events.registrations.models import State
from events.series_registrations import registering as series_registering
from portal.accounts.roles import Role
from portal.mail.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.events import (
    EventFactory,
    RegistrationFactory,
    SeriesFactory,
    TalkFactory,
)

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/secret-room"
PLACE, BEFORE, MEMBERS, EVERYBODY = JoinRule


def event_in(minutes, **facts):
    facts = {"join_link": LINK, "registrations": True} | facts
    return EventFactory(starts_at=timezone.now() + timedelta(minutes=minutes), **facts)


def member():
    return UserFactory(roles=[Role.MEMBER])


def page(client, address, user=None):
    client.logout()
    if user:
        client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\r\n ", "").split())


def ways_to(registration, client):
    """Return everything that goes to who registered: page, calendar, letter, and the letter's entry."""
    calendar = reverse("registrations:registration-ics", args=[registration.token])
    mail.place(registration)
    message = Message.objects.latest("pk")
    return [
        page(client, registration.get_absolute_url()),
        page(client, calendar),
        message.text,
        message.calendar.replace("\r\n ", ""),
    ]


def public_ways_to(event, client):
    """Return everything about the event that somebody without a place may ask for."""
    addresses = [
        event.get_absolute_url(),
        f"{event.get_absolute_url()}event.ics",
        f"{event.get_absolute_url()}programme/",
        "/calendar.ics",
        "/events/",
    ]
    if event.series:
        addresses += [
            event.series.get_absolute_url(),
            f"{event.series.get_absolute_url()}calendar.ics",
        ]
    return [page(client, address) for address in addresses]


def told(ways):
    return ["secret-room" in way for way in ways]


def test_who_has_a_place_gets_the_link_at_once_unless_something_else_is_said(client):
    registration = RegistrationFactory(event=event_in(60 * 24))

    assert all(told(ways_to(registration, client)))
    assert not any(told(public_ways_to(registration.event, client)))


def test_until_shortly_before_nobody_gets_it_and_page_and_mail_say_when_it_appears(client):
    event = event_in(120, join_rule=BEFORE, join_minutes=20)
    registration = RegistrationFactory(event=event, user=member())

    own_page, entry, letter, letters_entry = ways_to(registration, client)

    assert not any(told([own_page, entry, letter, letters_entry]))
    assert not any(told(public_ways_to(event, client)))
    at = timezone.localtime(event.starts_at - timedelta(minutes=20))
    assert f"{at:%H:%M}" in own_page
    assert f"{at:%H:%M}" in letter
    for one in (entry, letters_entry):
        assert f"http://localhost:8000{registration.get_absolute_url()}" in one


def test_shortly_before_who_has_a_place_gets_it_and_nobody_else(client):
    event = event_in(19, join_rule=BEFORE, join_minutes=20)
    registration = RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, state=State.WAITING)

    assert all(told(ways_to(registration, client)))
    assert not any(told(ways_to(waiting, client)))
    assert not any(told(public_ways_to(event, client)))


def test_a_reminder_holds_the_link_only_if_it_goes_out_late_enough():
    early, late = (
        event_in(50, join_rule=BEFORE, join_minutes=minutes, reminders=[60]) for minutes in (15, 60)
    )
    for event in (early, late):
        RegistrationFactory(event=event)

    reminding.remind_all()

    texts = {one.about: one.text for one in Message.objects.filter(kind="registration-reminder")}
    assert [
        "secret-room" in texts[f"registration:{event.registrations.get().pk}"]
        for event in (early, late)
    ] == [False, True]


def test_a_letter_about_a_change_tells_no_link_before_its_time(client):
    event = event_in(60 * 24, join_rule=BEFORE)
    RegistrationFactory(event=event)

    event.venue = "Another room"
    organising.save(event)

    message = Message.objects.get(kind="event-changed")
    assert "secret-room" not in message.text + message.calendar


def test_without_registrations_everybody_gets_it_but_only_shortly_before(client):
    later = event_in(120, join_rule=BEFORE, registrations=False)
    soon = event_in(10, join_rule=BEFORE, registrations=False)

    assert "The link appears here on" in page(client, later.get_absolute_url())
    assert "secret-room" not in page(client, later.get_absolute_url())
    assert "secret-room" in page(client, soon.get_absolute_url())


def test_for_members_it_stands_on_the_page_of_the_event_and_goes_to_no_guest(client):
    event = event_in(60, join_rule=MEMBERS)
    guest = RegistrationFactory(event=event)

    assert "secret-room" in page(client, event.get_absolute_url(), member())
    assert not any(told(ways_to(guest, client)))
    assert not any(told(public_ways_to(event, client)))
    assert "Members of the programme find the link" in page(client, event.get_absolute_url())
    assert "secret-room" not in page(client, event.get_absolute_url(), UserFactory())


def test_a_member_with_a_place_gets_a_link_for_members_by_mail(client):
    registration = RegistrationFactory(event=event_in(60, join_rule=MEMBERS), user=member())

    assert all(told(ways_to(registration, client)))


def test_a_link_for_everybody_stands_on_the_page_though_places_are_given(client):
    event = event_in(60 * 24, join_rule=EVERYBODY)
    registration = RegistrationFactory(event=event)

    assert "secret-room" in page(client, event.get_absolute_url())
    assert all(told(ways_to(registration, client)))
    # Calendars that anybody can subscribe to are copied about: they tell no link.
    assert told(public_ways_to(event, client)) == [True, False, False, False, False]


@pytest.mark.parametrize("rule", JoinRule)
def test_no_rule_shows_the_link_of_a_draft_or_of_what_is_over_or_called_off(client, rule):
    facts = {"join_rule": rule, "join_link": LINK, "registrations": True}
    for state in ({"draft": True}, {"past": True}, {"cancelled": True}):
        event = EventFactory(**facts | state)
        registration = RegistrationFactory(event=event, user=member())

        assert event.join_link_for(registration.user, has_place=True) == ""
        assert "secret-room" not in page(client, registration.get_absolute_url())


def test_a_session_goes_by_the_rule_of_its_series_unless_it_has_one_of_its_own(client):
    series = SeriesFactory(join_link=LINK, join_rule=BEFORE, join_minutes=90)
    soon = RegistrationFactory(event=event_in(80, series=series, join_link=""))
    own = RegistrationFactory(
        event=event_in(80, series=series, join_link="", join_rule=BEFORE, join_minutes=5)
    )

    assert all(told(ways_to(soon, client)))
    assert not any(told(ways_to(own, client)))
    assert not any(told(public_ways_to(soon.event, client)))


def test_who_speaks_sees_the_link_on_the_page_of_the_event(client):
    speaker = member()
    event = event_in(60)
    TalkFactory(event=event, by=speaker)

    assert "secret-room" in page(client, event.get_absolute_url(), speaker)
    assert "secret-room" not in page(client, event.get_absolute_url(), member())


def test_the_personal_calendar_holds_the_link_once_it_is_shown(client):
    user = member()
    address = f"/me/calendar/{user.renew_calendar_token()}.ics"
    RegistrationFactory(event=event_in(10, join_rule=BEFORE, join_link=f"{LINK}-soon"), user=user)
    RegistrationFactory(event=event_in(99, join_rule=BEFORE, join_link=f"{LINK}-later"), user=user)

    calendar = page(client, address)

    assert "secret-room-soon" in calendar
    assert "secret-room-later" not in calendar
    assert "The link to join appears shortly before" in calendar


@pytest.mark.parametrize(
    ("rule", "minutes", "link"),
    [
        (PLACE, 99, LINK),
        (BEFORE, 99, ""),
        (BEFORE, 10, LINK),
        (MEMBERS, 10, ""),
        (EVERYBODY, 99, LINK),
    ],
)
def test_an_announcement_fills_in_no_link_that_is_not_to_be_shown(rule, minutes, link):
    event = event_in(minutes, join_rule=rule)

    assert matters.of(event).join_link == link


def test_the_calendar_of_a_whole_series_tells_no_link_before_its_time(client):
    series = SeriesFactory(
        join_link=LINK, join_rule=BEFORE, join_minutes=20, takes_registrations=True
    )
    soon, later = (event_in(minutes, series=series, join_link="") for minutes in (10, 90))
    who = series_registering.register(series, member(), name="Sample Ada", affiliation="")

    calendar = page(client, f"{who.get_absolute_url()}sessions.ics")

    assert calendar.count("secret-room") == 1
    registration = later.registrations.get()
    assert (
        f"appears shortly before on http://localhost:8000{registration.get_absolute_url()}"
        in calendar
    )
    assert soon.registrations.exists()
