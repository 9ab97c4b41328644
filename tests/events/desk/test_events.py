import datetime

import pytest
from django.urls import reverse

from events.forms.event import EventForm
from events.models import Event
from events.registrations.models import State
from portal.accounts.roles import Role
from portal.mail.models import Delivery
from tests.factories.accounts import UserFactory
from tests.factories.events import (
    EventFactory,
    RegistrationFactory,
    SeriesFactory,
    TalkFactory,
    moment,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]

WORKSHOP = {
    "title": "Sample workshop on $L^2$",
    "kind": "workshop",
    "series": "",
    "summary": "About **samples**.",
    "starts_at": "2031-07-01T09:30",
    "ends_at": "2031-07-02T17:00",
    "zone": "Europe/Berlin",
    "start": "",
    "end": "",
    "mode": "on site",
    "venue": "Sample House",
    "city": "Exampletown",
    "join_link": "",
    "website": "",
    "visibility": "public",
    "takes_registrations": "on",
    "capacity": "20",
    "registration_opens_at": "",
    "registration_closes_at": "2031-06-01T23:59",
}
NEW = "/desk/events/new/"


def edit_url(event):
    return reverse("events-desk:edit", args=[event.slug])


def typed(event, **changes):
    """What the form of this event holds, as a browser would send it."""
    form = EventForm(instance=Event.objects.get(pk=event.pk))
    held = {field.html_name: field.value() for field in form if field.value()}
    moments = {
        name: form.fields[name].widget.format_value(value)
        for name, value in held.items()
        if isinstance(value, datetime.datetime)
    }
    filled = held | moments
    return filled | changes


def page(response):
    return " ".join(response.content.decode().split())


def test_an_organiser_writes_an_event_as_a_draft_with_an_address_of_its_own(client):
    response = client.post(NEW, WORKSHOP)

    event = Event.objects.get()
    assert event.state == Event.State.DRAFT
    assert event.slug == "sample-workshop-on-l2"
    assert response.url == edit_url(event)


def test_times_are_read_in_the_zone_typed_with_them(client):
    client.post(NEW, WORKSHOP | {"zone": "Asia/Tokyo"})

    assert Event.objects.get().starts_at == datetime.datetime(
        2031, 7, 1, 0, 30, tzinfo=datetime.UTC
    )


def test_times_are_shown_in_the_zone_of_the_event(client):
    event = EventFactory(
        starts_at=datetime.datetime(2031, 7, 1, 0, 30, tzinfo=datetime.UTC),
        ends_at=None,
        zone="Asia/Tokyo",
    )

    assert 'value="2031-07-01T09:30"' in page(client.get(edit_url(event)))


def test_what_is_saved_unchanged_stays_as_it_was(client):
    client.post(NEW, WORKSHOP)
    event = Event.objects.get()

    client.post(edit_url(event), WORKSHOP)

    again = Event.objects.get()
    assert (again.starts_at, again.ends_at, again.sequence) == (event.starts_at, event.ends_at, 0)


def test_the_address_stays_when_the_title_changes(client):
    client.post(NEW, WORKSHOP)
    event = Event.objects.get()

    client.post(edit_url(event), WORKSHOP | {"title": "Another title"})

    assert Event.objects.get().slug == event.slug


def test_two_events_of_one_title_have_two_addresses(client):
    client.post(NEW, WORKSHOP)
    client.post(NEW, WORKSHOP)

    slugs = Event.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["sample-workshop-on-l2", "sample-workshop-on-l2-2"]


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "x" * 10_000}, "at most 300 characters"),
        ({"title": "a\0b"}, "This holds signs that cannot be read"),
        ({"zone": "Europe/Atlantis"}, "no time zone"),
        ({"zone": "../../etc/passwd"}, "no time zone"),
        ({"starts_at": "tomorrow"}, "Give a date and a time"),
        ({"starts_at": "0001-01-01T00:00"}, "must be 1950 or later"),
        ({"ends_at": "9999-12-31T23:59"}, "must be before 2200"),
        ({"starts_at": "2031-03-30T02:30"}, "interpreted in time zone"),
        ({"starts_at": ""}, "Say when the event begins, too."),
        ({"ends_at": "2031-06-30T09:00"}, "must end after it begins"),
        ({"start": "2031"}, "leave the dates for the record"),
        ({"starts_at": "", "ends_at": "", "start": "20x1"}, "is no date"),
        ({"starts_at": "", "ends_at": "", "start": "9999-12-31"}, "must be before 2200"),
        ({"starts_at": "", "ends_at": "", "start": "2031", "end": "2030"}, "must end after"),
        ({"starts_at": "", "ends_at": "", "start": "", "end": "2030"}, "Say when it began, too."),
        ({"starts_at": "", "ends_at": ""}, "once the date is known"),
        ({"capacity": "-1"}, "greater than or equal to 0"),
        ({"capacity": "99999999999999"}, "less than or equal to"),
        ({"registration_opens_at": "2031-06-02T00:00"}, "must close after it opens"),
        ({"join_link": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"kind": "party"}, "Select a valid choice."),
        ({"series": "4711"}, "Select a valid choice."),
    ],
)
def test_a_mistake_is_told_at_its_field_and_everything_typed_is_kept(client, mistake, message):
    response = client.post(NEW, WORKSHOP | mistake)

    html = page(response)
    assert response.status_code == 200
    assert message in html
    assert "About **samples**." in html
    assert not Event.objects.exists()


def test_fewer_places_than_are_taken_is_a_mistake_at_the_field(client):
    event = EventFactory(registrations=True, capacity=5)
    RegistrationFactory.create_batch(3, event=event)

    response = client.post(edit_url(event), typed(event, capacity="2"))

    assert "3 people hold a place already: choose at least 3." in page(response)
    assert Event.objects.get().capacity == 5


def test_more_places_are_offered_to_who_waits(client):
    event = EventFactory(registrations=True, capacity=1)
    RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, state=State.WAITING)

    client.post(edit_url(event), typed(event, capacity="2"))

    waiting.refresh_from_db()
    assert waiting.state == State.OFFERED
    assert Delivery.objects.get().email == waiting.email


def test_publishing_asks_first_and_then_shows_the_event(client):
    event = EventFactory(draft=True)
    url = reverse("events-desk:publish", args=[event.slug])

    asked = client.get(url)
    client.post(url)

    assert "Publish this event?" in page(asked)
    assert Event.objects.get().state == Event.State.PUBLISHED


def test_calling_off_says_who_will_be_told_and_tells_them(client):
    event = EventFactory(registrations=True, capacity=1)
    RegistrationFactory(event=event)
    RegistrationFactory(event=event, state=State.WAITING)
    url = reverse("events-desk:cancel", args=[event.slug])

    asked = client.get(url)
    client.post(url)

    assert "2 people get a letter." in page(asked)
    assert "1 calendar changes along." in page(asked)
    assert Event.objects.get().state == Event.State.CANCELLED
    assert Delivery.objects.count() == 2


def test_calling_off_twice_tells_once_and_says_how_things_stand(client):
    event = EventFactory(registrations=True)
    RegistrationFactory(event=event)
    url = reverse("events-desk:cancel", args=[event.slug])

    client.post(url)
    again = client.post(url, follow=True)

    assert "Not possible: the event is “Cancelled”." in page(again)
    assert Delivery.objects.count() == 1


def test_an_event_with_registrations_cannot_be_deleted(client):
    registration = RegistrationFactory(state=State.CANCELLED)
    url = reverse("events-desk:delete", args=[registration.event.slug])

    response = client.post(url, follow=True)

    assert "the event can be cancelled, not deleted" in page(response)
    assert Event.objects.exists()


def test_an_event_without_registrations_goes_with_its_talks(client):
    talk = TalkFactory()
    url = reverse("events-desk:delete", args=[talk.event.slug])

    client.get(url)
    assert Event.objects.exists()
    client.post(url)

    assert not Event.objects.exists()


def test_the_next_session_of_a_series_is_proposed_at_its_usual_time(client):
    series = SeriesFactory(usual_start=datetime.time(16), usual_end=datetime.time(17))
    for day in (1, 15):
        starts_at = datetime.datetime(2031, 7, day, 14, tzinfo=datetime.UTC)
        EventFactory(series=series, starts_at=starts_at)

    html = page(client.get(f"{NEW}?series={series.slug}"))

    assert 'value="2031-07-29T16:00"' in html
    assert 'value="2031-07-29T17:00"' in html


@pytest.mark.parametrize("series", ["no-such", "%00", "x" * 5000])
def test_a_series_that_does_not_exist_proposes_nothing(client, series):
    assert client.get(f"{NEW}?series={series}").status_code == 200


def test_the_list_finds_events_by_title_and_state(client):
    EventFactory(title="A draft about kernels", draft=True)
    EventFactory(title="Kernels, published")
    EventFactory(title="Something else", draft=True)

    html = page(client.get("/desk/events/?q=kernels&state=draft"))

    assert "A draft about kernels" in html
    assert "Kernels, published" not in html
    assert "Something else" not in html


def test_the_list_costs_the_same_with_one_event_and_with_many(queries_of):
    def more(number):
        for _time in range(number):
            event = EventFactory(registrations=True, series=SeriesFactory())
            RegistrationFactory(event=event, state=State.WAITING)

    more(1)
    with_one = queries_of("/desk/events/")
    more(29)

    assert queries_of("/desk/events/") == with_one


def desk_pages():
    event = EventFactory(starts_at=moment(days=5))
    talk = TalkFactory(event=event)
    registration = RegistrationFactory(event=event)
    named = ["edit", "publish", "cancel", "delete", "new-talk"]
    return [
        "/desk/events/",
        NEW,
        "/desk/events/series/",
        "/desk/events/series/new/",
        reverse("events-desk:edit-series", args=[SeriesFactory().slug]),
        *(reverse(f"events-desk:{name}", args=[event.slug]) for name in named),
        reverse("events-desk:talk", args=[event.slug, talk.pk]),
        reverse("events-desk:delete-talk", args=[event.slug, talk.pk]),
        reverse("registrations-desk:registrations", args=[event.slug]),
        reverse("registrations-desk:cancel", args=[event.slug, registration.pk]),
    ]


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.EDITOR])
def test_the_desk_of_events_does_not_exist_for_others(client, role):
    client.force_login(UserFactory(roles=[role] if role else []))

    for url in desk_pages():
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404


def test_visitors_may_sign_in_to_reach_the_desk(client):
    client.logout()

    for url in desk_pages():
        assert client.get(url).url.startswith("/account/login/")


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.COORDINATOR])
def test_organisers_and_coordinators_keep_the_events(client, role):
    client.force_login(UserFactory(roles=[role]))

    for url in desk_pages():
        assert client.get(url).status_code == 200
