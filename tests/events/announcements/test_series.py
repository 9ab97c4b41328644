"""An announcement of a whole series."""

import datetime

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.announcements import audience, sending
from events.announcements.models import Announcement, Choice, State
from events.announcements.tasks import send_due
from events.registrations.models import State as Place
from portal.common.moves import ForbiddenMove
from portal.mail import subscribing
from portal.mail.models import Delivery, Message
from portal.mail.tasks import deliver_due
from tests.factories.accounts import UserFactory
from tests.factories.announcements import AnnouncementFactory
from tests.factories.events import (
    EventFactory,
    RegistrationFactory,
    SeriesFactory,
    TalkFactory,
    moment,
)
from tests.factories.mail import SubscriptionFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db
CHOICES = [Choice.PLACES, Choice.WAITING, Choice.SPEAKERS, Choice.SUBSCRIBERS]
EVERYBODY = ["ada@example.org", "fan@example.org", "speaker@example.org", "wait@example.org"]


@pytest.fixture
def series():
    """A seminar to whose sessions people came, come, wait, speak, or subscribed."""
    series = SeriesFactory(
        slug="sample-seminar",
        title="Sample seminar",
        rhythm="Every second Thursday, 16:00",
        venue="Hall 1",
        join_link="https://meet.example.org/secret",
    )
    first, second = (session(series, starts_at=moment(days=days)) for days in (3, 17))
    RegistrationFactory(event=first, name="Ada Sample", email="ada@example.org")
    RegistrationFactory(event=second, name="Ada Sample", email="Ada@example.org")
    RegistrationFactory(event=second, email="wait@example.org", state=Place.WAITING)
    RegistrationFactory(event=second, email="left@example.org", state=Place.CANCELLED)
    for facts in ({"past": True}, {"cancelled": True}, {"draft": True}):
        RegistrationFactory(event=session(series, **facts), email="gone@example.org")
    TalkFactory(event=second, by=UserFactory(email="speaker@example.org", name="Emmy Sample"))
    SubscriptionFactory(email="fan@example.org", topic=series.topic)
    SubscriptionFactory(email="all@example.org")
    return series


def session(series, **facts):
    return EventFactory(series=series, registrations=True, **facts)


def written(series, **facts):
    return AnnouncementFactory(event=None, series=series, **{"audience": CHOICES} | facts)


def send(announcement):
    return sending.send(announcement, by=None, revision=announcement.revision)


def told():
    return sorted(Delivery.objects.values_list("email", flat=True))


def addresses(series, *choices):
    found = audience.gather(audience.by_choice(series, choices))
    return sorted(reader.address for reader in found)


# Whom it reaches


@pytest.mark.parametrize(
    ("choice", "expected"),
    list(zip(CHOICES, [[EVERYBODY[at]] for at in (0, 3, 2, 1)], strict=True)),
)
def test_each_choice_reaches_its_people_at_the_sessions_to_come(series, choice, expected):
    assert addresses(series, choice) == expected


def test_who_comes_to_many_sessions_gets_one_letter(series):
    for days in (30, 40, 50):
        RegistrationFactory(
            event=session(series, starts_at=moment(days=days)), email="ada@example.org"
        )

    assert send(written(series)) == 4
    assert told() == EVERYBODY


def test_who_comes_to_one_session_and_waits_for_another_gets_one_letter(series):
    RegistrationFactory(
        event=series.events.first(), email="wait@example.org", state=Place.CONFIRMED
    )

    send(written(series))

    assert told() == EVERYBODY


def test_subscribers_of_the_series_can_end_it_and_are_told_of_it_even_between_two_terms(
    series, mailoutbox
):
    series.events.update(state="draft")
    announcement = written(series, audience=[Choice.SUBSCRIBERS], text="Back in spring.")

    assert send(announcement) == 1
    deliver_due()

    assert Message.objects.get().topic == series.topic
    assert "List-Unsubscribe" in mailoutbox[0].extra_headers


def test_who_ended_the_series_is_not_reached(series):
    subscribing.end_all("fan@example.org", language="en")

    assert addresses(series, Choice.SUBSCRIBERS) == []


def test_any_number_of_sessions_and_readers_takes_the_same_number_of_queries(series):
    counts = []
    for more in (1, 10):
        for _one in range(more):
            RegistrationFactory.create_batch(2, event=session(series))
            SubscriptionFactory(topic=series.topic)
        announcement = written(series)
        with CaptureQueriesContext(connection) as queries:
            send(announcement)
        counts.append(len(queries))

    assert counts[0] == counts[1]


# What it says


def test_the_fields_mean_the_series(series):
    text = "Dear {name},\n\n**{title}**: {when}, {place}\n\n{link}"

    send(written(series, subject="{title}, {when}", text=text))

    letter = Message.objects.get(deliveries__email="ada@example.org")
    assert letter.subject == "Sample seminar, Every second Thursday, 16:00"
    assert letter.text == (
        "Dear Ada Sample,\n\n**Sample seminar**: Every second Thursday, 16:00, Hall 1\n\n"
        "<http://localhost:8000/seminars/sample-seminar/>"
    )


def test_without_a_rhythm_the_usual_time_is_told(series):
    series.rhythm, series.usual_start, series.usual_end = "", datetime.time(16), datetime.time(17)
    series.save()

    send(written(series, text="{when}"))

    assert {message.text for message in Message.objects.all()} == {"16:00–17:00"}


# Sending


def test_a_second_click_sends_nothing(series):
    announcement = written(series)
    send(announcement)

    with pytest.raises(ForbiddenMove):
        send(announcement)

    assert told() == EVERYBODY


def test_at_its_time_it_reaches_who_has_a_part_by_then(series):
    written(series, state=State.SCHEDULED, send_at=timezone.now(), audience=[Choice.PLACES])
    RegistrationFactory(event=session(series), email="late@example.org")
    first = series.events.get(registrations__email="ada@example.org")
    first.registrations.update(state=Place.CANCELLED)

    send_due()
    send_due()

    assert told() == ["Ada@example.org", "late@example.org"]


def test_what_was_stopped_is_not_sent(series):
    announcement = written(series, state=State.SCHEDULED, send_at=timezone.now())

    sending.stop(announcement, by=None)
    send_due()

    assert told() == []


@pytest.mark.parametrize("both", [True, False])
def test_an_announcement_is_about_an_event_or_a_series_and_not_about_both_or_neither(series, both):
    about = {"event": EventFactory() if both else None, "series": series if both else None}

    with pytest.raises(IntegrityError, match="announcement_of_event_or_series"):
        AnnouncementFactory(**about)


# At the desk


def url(route, about):
    args = [about.series.slug, about.pk] if isinstance(about, Announcement) else [about.slug]
    return reverse(f"series-announcements-desk:{route}", args=args)


def page(response):
    return " ".join(response.content.decode().split())


def post(client, route, about, **typed):
    return page(client.post(url(route, about), typed, follow=True))


WRITTEN = {"subject": "{title}", "text": "Dear {name}, **come**.", "audience": ["places"]}


def test_the_pages_of_the_series_lead_to_its_announcements(client, organiser, series):
    for address in ("/desk/events/series/", f"/desk/events/series/{series.slug}/edit/"):
        assert url("announcements", series) in page(client.get(address))


def test_the_letter_is_proposed_with_what_comes_up_and_the_number_of_each_group(
    client, organiser, series, text_of
):
    members_only = session(series, title="Secret session", visibility="members")

    html = text_of(url("new", series))

    assert 'value="Sample seminar"' in html
    for one in series.events.filter(state="published", visibility="public").upcoming():
        assert f": {one.title}" in html
    assert members_only.title not in html
    assert "Who holds a place in a session to come (1)" in html
    assert "Who subscribed to the series (1)" in html
    assert "Authors" not in html
    assert "{join_link}" not in html


def test_it_is_written_looked_at_tried_and_sent(client, organiser, series):
    shown = post(client, "new", series, **WRITTEN | {"audience": CHOICES})
    announcement = Announcement.objects.get()

    assert (announcement.series, announcement.event) == (series, None)
    assert "Reaches 4 people" in shown
    assert "Dear Ada Sample, come." in shown
    assert f"on its way to {organiser.email}" in post(client, "test", announcement)
    assert told() == [organiser.email]

    assert "On its way to 4 people." in post(client, "send", announcement, revision=1)
    assert "Nothing was done: it is “Sent”" in post(client, "send", announcement, revision=1)
    assert told() == sorted([*EVERYBODY, organiser.email])


def test_it_is_scheduled_in_the_zone_of_the_series_changed_and_stopped(client, organiser, series):
    announcement = written(series)

    shown = post(client, "schedule", announcement, revision=1, send_at="2199-12-03T16:00")
    assert "Tuesday, 3 December 2199, 16:00 CET" in shown
    assert "Saved." in post(client, "edit", announcement, **WRITTEN | {"revision": 1})
    assert "it is a draft again" in post(client, "stop", announcement)
    assert "Discarded" in post(client, "discard", announcement)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ({"text": "{join_link} and more"}, "There is no field {join_link} here"),
        ({"text": "{registration_link}"}, "There is no field {registration_link} here"),
        ({"subject": "{link}"}, "There is no field {link} here"),
        ({"audience": ["accepted"]}, "accepted is not one of the available choices"),
        ({"audience": ["project"], "project": "1"}, "project is not one of the available choices"),
    ],
)
def test_what_only_an_event_has_is_a_mistake_told_at_the_field(
    client, organiser, series, mistake, said
):
    ProjectFactory(pk=1)

    shown = post(client, "new", series, **WRITTEN | mistake)

    assert said in shown.replace("&#x27;", "'")
    assert not Announcement.objects.exists()


def test_the_live_preview_fills_in_the_series(client, organiser, series):
    shown = client.post(url("preview", series), {"text": "{title} {when}"}).content.decode()

    assert shown == "<p>Sample seminar Every second Thursday, 16:00</p>"


def test_an_announcement_of_another_series_or_of_an_event_is_not_here(client, organiser, series):
    announcement = written(series)
    others = [
        reverse("series-announcements-desk:announcement", args=[other.slug, announcement.pk])
        for other in (SeriesFactory(), EventFactory())
    ]
    of_event = reverse("announcements-desk:announcement", args=[series.slug, announcement.pk])

    assert [client.get(one).status_code for one in [*others, of_event]] == [404, 404, 404]


def test_the_pages_take_the_same_number_of_queries_for_any_number(
    client, organiser, series, queries_of
):
    announcement = written(series)
    addresses = [url("announcements", series), url("announcement", announcement)]
    few = [queries_of(one) for one in addresses]
    AnnouncementFactory.create_batch(5, event=None, series=series)
    for _one in range(8):
        RegistrationFactory.create_batch(5, event=session(series))

    assert [queries_of(one) for one in addresses] == few
