import dataclasses

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event
from events.registrations.models import Registration, State
from events.series_registrations import registering, views
from events.series_registrations.models import SeriesRegistration, Standing
from tests.events.series_registrations.conftest import ADA, asked, registered, session, standings
from tests.factories.events import RegistrationFactory, moment
from tests.factories.series_registrations import SeriesRegistrationFactory

pytestmark = pytest.mark.django_db


def register_url(series):
    return reverse("series-registrations:register", args=[series.slug])


def url(name, who, *more):
    return reverse(f"series-registrations:{name}", args=[who.token, *more])


def page(response):
    return " ".join(response.content.decode().split())


def test_the_page_of_a_series_leads_to_its_form(series, client):
    assert register_url(series) in page(client.get(series.get_absolute_url()))

    series.takes_registrations = False
    series.save()

    assert register_url(series) not in page(client.get(series.get_absolute_url()))


def test_a_visitor_registers_by_form_letter_and_button(series, client, letters):
    response = client.post(register_url(series), ADA)
    who = SeriesRegistration.objects.get()
    opened = client.get(who.get_absolute_url())
    confirmed = client.post(url("confirm", who), follow=True)

    assert "ada@example.org" in page(response)
    assert "Confirm your registration" in page(opened)
    assert "You are registered for all sessions" in page(confirmed)
    assert page(confirmed).count("You have a place") == 2
    assert letters() == ["series-registration-confirm", "series-registration-registered"]
    assert not client.cookies


def test_a_member_registers_at_once_and_is_led_to_the_registration(series, client, member):
    client.force_login(member)

    form = client.get(register_url(series))
    response = client.post(register_url(series), {"name": "Sample Member", "wish": "either"})

    who = SeriesRegistration.objects.get()
    assert 'value="Sample Member"' in page(form)
    assert 'name="email"' not in page(form)
    assert response.url == who.get_absolute_url()
    assert (who.email, who.state) == ("member@example.org", Standing.REGISTERED)
    assert client.get(register_url(series)).url == who.get_absolute_url()
    assert "You are registered for the whole series" in page(client.get(series.get_absolute_url()))
    assert who.get_absolute_url() in page(client.get("/me/"))


def test_a_members_form_needs_its_csrf_token(series, member):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)

    assert strict.post(register_url(series), {"name": "Sample"}).status_code == 403
    assert not SeriesRegistration.objects.exists()


def test_opening_links_changes_nothing(series, client):
    who, other = asked(series), registered(series, email="other@example.org")

    for name in ("registration", "confirm", "leave"):
        client.get(url(name, who))
        client.get(url(name, other))
    for name in ("skip", "take-up"):
        client.get(url(name, other, Event.objects.get(title="First").slug))

    assert standings() == {}
    assert set(standings("other@example.org").values()) == {State.CONFIRMED}


def test_a_session_is_skipped_and_taken_up_again_by_its_button(series, client):
    who = registered(series)
    first = Event.objects.get(title="First")

    skipped = client.post(url("skip", who, first.slug), follow=True)
    assert standings()["First"] == State.CANCELLED
    assert "You skip it" in page(skipped)
    assert url("take-up", who, first.slug) in page(skipped)

    client.post(url("take-up", who, first.slug))
    assert standings()["First"] == State.CONFIRMED


def test_leaving_asks_first(series, client):
    who = registered(series)

    asked_first = client.get(url("leave", who))
    answered = client.post(url("leave", who), follow=True)

    assert "Leave the series?" in page(asked_first)
    assert "You have left the series" in page(answered)
    assert set(standings().values()) == {State.CANCELLED}


def test_the_page_says_where_one_stands_in_each_session(series, client):
    who = registered(series)
    full = session(series, title="Full", capacity=1)
    RegistrationFactory(event=full)
    RegistrationFactory.create_batch(2, event=full, state=State.WAITING)
    registering.take_up(who, full)
    offered = session(series, title="Offered")
    RegistrationFactory(
        event=offered, email=who.email, state=State.OFFERED, offered_until=moment(days=1)
    )
    session(series, title="Later", registration_opens_at=moment(days=1))
    session(series, title="Closed", registration_closes_at=moment(days=-1))

    html = page(client.get(who.get_absolute_url()))

    for said in (
        "3rd in line",
        "A place for you: please answer",
        "Registration not open yet",
        "Registration closed",
    ):
        assert said in html


def test_what_is_not_possible_any_more_is_said(series, client):
    who = registered(series)
    first = Event.objects.get(title="First")
    registering.skip(who, first)
    Event.objects.filter(pk=first.pk).update(registration_closes_at=moment(days=-1))

    response = client.post(url("take-up", who, first.slug))

    assert response.status_code == 409
    assert "not possible any more for “First”" in page(response)


def test_known_and_unknown_addresses_get_the_same_answer(series, client):
    SeriesRegistrationFactory(series=series, email="known@example.org")

    answers = {
        page(client.post(register_url(series), ADA | {"email": email})).replace(email, "…")
        for email in ("known@example.org", "new@example.org")
    }

    assert len(answers) == 1


def test_a_series_not_offered_as_a_whole_says_so(series, client, member):
    series.takes_registrations = False
    series.save()

    shown, posted = client.get(register_url(series)), client.post(register_url(series), ADA)
    client.force_login(member)
    as_member = client.post(register_url(series), ADA)

    for response in (shown, posted, as_member):
        assert "One does not register for this series as a whole" in page(response)
    assert not SeriesRegistration.objects.exists()


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 10_000}, "at most"),
        ({"name": "a\0b"}, "signs that cannot be read"),
        ({"email": "ada@example.org\nBcc: other@example.org"}, "Enter a valid email address."),
    ],
)
def test_a_mistake_is_told_and_everything_typed_is_kept(series, client, mistake, message):
    response = client.post(register_url(series), ADA | mistake)

    assert response.status_code == 200
    assert message in page(response)
    assert 'value="Sample University"' in page(response)
    assert not SeriesRegistration.objects.exists()


def test_how_to_take_part_is_asked_where_a_session_to_come_is_hybrid(series, client):
    assert 'name="wish"' not in client.get(register_url(series)).text

    session(series, title="Hybrid", mode=Event.Mode.HYBRID)

    assert 'name="wish"' in client.get(register_url(series)).text
    response = client.post(register_url(series), ADA | {"wish": "purple"})
    assert "Select a valid choice." in page(response)


def test_trying_too_often_is_slowed_down(series, client, monkeypatch):
    monkeypatch.setattr(views, "LIMIT", dataclasses.replace(views.LIMIT, per_address=1))

    responses = [client.post(register_url(series), ADA) for _time in range(2)]

    assert [response.status_code for response in responses] == [200, 429]


@pytest.mark.parametrize("token", ["x", "confirm", "a" * 500])
def test_a_wrong_link_is_not_found(series, client, token):
    for tail in ("", "confirm/", "leave/", "sessions.ics", "first/skip/", "first/come/"):
        assert client.get(f"/registrations/series/{token}/{tail}").status_code == 404


def test_a_session_of_another_series_is_not_found(series, client):
    other = session(None, title="Elsewhere")

    assert client.post(url("skip", registered(series), other.slug)).status_code == 404


def test_the_calendar_holds_the_sessions_in_which_one_has_a_place(series, client):
    Event.objects.filter(title="First").update(join_link="https://meet.example.org/secret-room")
    who = registered(series)
    registering.skip(who, Event.objects.get(title="Second"))

    text = client.get(url("calendar", who)).text.replace("\r\n ", "")

    assert "SUMMARY:First" in text
    assert "secret-room" in text
    assert "SUMMARY:Second" not in text


def test_names_are_shown_apart(series, client):
    who = registered(series, name="<b>عينة</b>")

    assert "<bdi>&lt;b&gt;عينة&lt;/b&gt;</bdi>" in page(client.get(who.get_absolute_url()))


def test_the_page_asks_no_more_where_there_are_many_sessions(
    series, client, django_assert_max_num_queries
):
    who = registered(series)
    client.get(who.get_absolute_url())  # fills what is kept between requests
    with django_assert_max_num_queries(10) as few:
        client.get(who.get_absolute_url())

    for number in range(5):
        RegistrationFactory(event=session(series, title=f"More {number}"), email=who.email)
    Registration.objects.filter(event__title="More 1").update(state=State.WAITING)

    with django_assert_max_num_queries(len(few)):
        client.get(who.get_absolute_url())
