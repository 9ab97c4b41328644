import dataclasses
import re

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event
from events.registrations import registering, views
from events.registrations.models import Registration, State
from portal.accounts.roles import Role
from tests.events.registrations.conftest import ADA
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, moment

pytestmark = pytest.mark.django_db


def register_url(event):
    return reverse("registrations:register", args=[event.slug])


def page(response):
    return " ".join(response.content.decode().split())


def test_a_visitor_registers_by_form_letter_and_button(event, client, letters):
    response = client.post(register_url(event), ADA)
    registration = event.registrations.get()
    opened = client.get(registration.get_absolute_url())
    client.post(reverse("registrations:confirm", args=[registration.token]))
    registration.refresh_from_db()

    assert "ada@example.org" in page(response)
    assert "Confirm your registration" in page(opened)
    assert registration.state == State.CONFIRMED
    assert "You have a place" in page(client.get(registration.get_absolute_url()))
    assert letters() == [("confirm", "ada@example.org"), ("place", "ada@example.org")]


def test_opening_a_link_changes_nothing(event, client):
    registration = RegistrationFactory(event=event, state=State.UNCONFIRMED)

    for name in ("registration", "confirm", "cancel"):
        client.get(reverse(f"registrations:{name}", args=[registration.token]))

    registration.refresh_from_db()
    assert registration.state == State.UNCONFIRMED


def test_who_waits_sees_the_position_in_words(event, client):
    RegistrationFactory.create_batch(2, event=event)
    waiting = RegistrationFactory.create_batch(3, event=event, state=State.WAITING)

    response = client.get(waiting[2].get_absolute_url())

    assert "You are 3rd in line" in page(response)
    assert "first come, first served" in page(response)


def test_cancelling_asks_first_and_then_gives_the_place_back(event, client):
    registration = RegistrationFactory(event=event)
    url = reverse("registrations:cancel", args=[registration.token])

    asked = client.get(url)
    answered = client.post(url, follow=True)

    assert "Cancel your registration?" in page(asked)
    assert "Your registration is cancelled" in page(answered)
    assert Event.objects.get(pk=event.pk).places_taken == 0


def test_known_and_unknown_addresses_get_the_same_answer(event, client):
    RegistrationFactory(event=event, email="known@example.org")
    RegistrationFactory(event=event, email="gone@example.org", state=State.CANCELLED)

    answers = {
        page(client.post(register_url(event), ADA | {"email": email})).replace(email, "…")
        for email in ("known@example.org", "gone@example.org", "new@example.org")
    }

    assert len(answers) == 1


def test_a_visitor_gets_no_cookie(event, client):
    client.get(register_url(event))
    client.post(register_url(event), ADA)
    registration = event.registrations.get()
    client.get(registration.get_absolute_url())
    client.post(reverse("registrations:confirm", args=[registration.token]))

    assert not client.cookies


def test_a_member_registers_at_once_with_the_own_address(event, client, member):
    client.force_login(member)

    form = client.get(register_url(event))
    response = client.post(register_url(event), {"name": "Sample Member", "affiliation": ""})

    registration = event.registrations.get()
    assert 'value="Sample Member"' in page(form)
    assert 'name="email"' not in page(form)
    assert response.url == registration.get_absolute_url()
    assert (registration.email, registration.state) == ("member@example.org", State.CONFIRMED)


def test_a_member_cannot_register_another_address(event, client, member):
    client.force_login(member)

    client.post(register_url(event), ADA)

    assert event.registrations.get().email == "member@example.org"


def test_a_member_who_is_registered_is_led_to_the_registration(event, client, member):
    mine = RegistrationFactory(event=event, email="Member@Example.org")
    client.force_login(member)

    assert client.get(register_url(event)).url == mine.get_absolute_url()
    assert client.post(register_url(event), {"name": "x"}).url == mine.get_absolute_url()


def test_a_members_form_needs_its_csrf_token(event, member):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)

    assert strict.post(register_url(event), {"name": "Sample"}).status_code == 403
    assert not event.registrations.exists()


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"cancelled": True}, "This event is cancelled."),
        ({"past": True}, "This event is over."),
        ({"takes_registrations": False}, "No registration is needed"),
        ({"registration_opens_at": moment(days=1)}, "Registration opens on"),
        ({"registration_closes_at": moment(days=-1)}, "Registration has been closed since"),
    ],
)
def test_who_cannot_register_is_told_why(facts, message, client, member):
    event = EventFactory(**{"takes_registrations": True} | facts)

    shown = client.get(register_url(event))
    posted = client.post(register_url(event), ADA)
    client.force_login(member)
    as_member = client.post(register_url(event), ADA)

    for response in (shown, posted, as_member):
        assert message in page(response)
    assert not event.registrations.exists()


@pytest.mark.parametrize("facts", [{"draft": True}, {"members_only": True}])
def test_what_one_may_not_see_one_cannot_register_for(facts, client):
    event = EventFactory(registrations=True, **facts)

    assert client.get(register_url(event)).status_code == 404
    assert client.post(register_url(event), ADA).status_code == 404


def test_members_register_for_what_is_for_members(client):
    event = EventFactory(registrations=True, members_only=True)
    client.force_login(UserFactory(roles=[Role.MEMBER]))

    response = client.post(register_url(event), {"name": "Sample Member"})

    assert response.status_code == 302


def test_a_mistake_keeps_everything_that_was_typed(event, client):
    response = client.post(register_url(event), ADA | {"email": "ada at example"})

    html = page(response)
    assert "Enter a valid email address." in html
    for typed in ("Sample Ada", "Sample University", "ada at example"):
        assert f'value="{typed}"' in html


@pytest.mark.parametrize("token", ["x", "a" * 500, "%00", "..%2f", "ä"])
def test_a_wrong_link_is_not_found(client, token):
    for tail in ("", "confirm/", "cancel/", "event.ics"):
        assert client.get(f"/registrations/{token}/{tail}").status_code == 404


def test_trying_too_often_is_slowed_down_with_everything_kept(event, client, monkeypatch):
    monkeypatch.setattr(views, "LIMIT", dataclasses.replace(views.LIMIT, per_address=2))

    responses = [client.post(register_url(event), ADA) for _time in range(3)]

    assert [response.status_code for response in responses] == [200, 200, 429]
    assert 'value="ada@example.org"' in page(responses[2])


def test_one_network_place_is_slowed_down_too(event, client, monkeypatch):
    monkeypatch.setattr(views, "LIMIT", dataclasses.replace(views.LIMIT, per_place=1))

    client.post(register_url(event), ADA)
    response = client.post(register_url(event), ADA | {"email": "other@example.org"})

    assert response.status_code == 429


def test_without_redis_people_register_all_the_same(event, client, settings, tmp_path):
    gone = settings.CACHES["default"] | {"LOCATION": f"unix://{tmp_path}/no-redis"}
    settings.CACHES = {"default": gone}

    response = client.post(register_url(event), ADA)

    assert response.status_code == 200
    assert event.registrations.count() == 1


def test_the_join_link_is_shown_to_who_holds_a_place_alone(event, client):
    event.join_link = "https://meet.example.org/secret-room"
    event.save()
    holder = RegistrationFactory(event=event)
    others = [
        RegistrationFactory(event=event, state=state)
        for state in (State.UNCONFIRMED, State.WAITING, State.CANCELLED)
    ]

    assert "secret-room" in page(client.get(holder.get_absolute_url()))
    assert "secret-room" not in page(client.get(event.get_absolute_url()))
    for other in others:
        assert "secret-room" not in page(client.get(other.get_absolute_url()))


def test_the_calendar_entry_of_who_holds_a_place_has_the_join_link(event, client):
    event.join_link = "https://meet.example.org/secret-room"
    event.save()
    holder = RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, state=State.WAITING)

    def entry(registration):
        url = reverse("registrations:registration-ics", args=[registration.token])
        return client.get(url).content.decode().replace("\r\n ", "")

    assert "secret-room" in entry(holder)
    assert "secret-room" not in entry(waiting)


def test_an_old_link_says_that_it_came_too_late(event, client):
    registration = RegistrationFactory(event=event, state=State.UNCONFIRMED)
    event.registration_closes_at = moment(days=-3)
    event.save()
    Registration.objects.update(asked_at=moment(days=-5))

    response = client.post(reverse("registrations:confirm", args=[registration.token]))

    assert response.status_code == 409
    assert "Registration has been closed since" in page(response)


def test_an_event_that_was_called_off_says_so_on_the_registration(client):
    registration = RegistrationFactory(event__cancelled=True)

    assert "will not take place" in page(client.get(registration.get_absolute_url()))


def test_who_cancelled_is_offered_to_register_again(event, client):
    registration = RegistrationFactory(event=event, state=State.CANCELLED)

    assert register_url(event) in page(client.get(registration.get_absolute_url()))


def test_names_cannot_break_the_page(event, client):
    registration = RegistrationFactory(event=event, name="<b>Sample</b> \u202e rtl")

    html = page(client.get(registration.get_absolute_url()))

    assert "<bdi>&lt;b&gt;Sample&lt;/b&gt; \u202e rtl</bdi>" in html


def test_registering_asks_the_database_no_more_when_the_line_is_long(
    event, client, django_assert_max_num_queries
):
    RegistrationFactory.create_batch(2, event=event)
    RegistrationFactory.create_batch(30, event=event, state=State.WAITING)

    registration = RegistrationFactory(event=event, state=State.UNCONFIRMED)
    with django_assert_max_num_queries(20):
        registering.confirm(registration)


def test_the_pages_of_a_registration_are_kept_out_of_caches_and_indexes(event, client):
    response = client.get(RegistrationFactory(event=event).get_absolute_url())

    assert "no-store" in response["Cache-Control"]
    assert re.search('name="robots" content="noindex"', page(response))
