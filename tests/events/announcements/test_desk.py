import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from events.announcements.models import Announcement, Choice, State
from portal.mail.models import Delivery, Message
from tests.factories.accounts import UserFactory
from tests.factories.announcements import AnnouncementFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


def url(route, about):
    is_announcement = isinstance(about, Announcement)
    args = [about.event.slug, about.pk] if is_announcement else [about.slug]
    return reverse(f"announcements-desk:{route}", args=args)


def page(response):
    return " ".join(response.content.decode().split())


def post(client, route, about, **typed):
    return client.post(url(route, about), typed, follow=True)


WRITTEN = {
    "subject": "Come all",
    "text": "Dear {name}, it will be **good**.",
    "audience": ["places"],
}


@pytest.fixture
def announcement(event, organiser):
    return AnnouncementFactory(event=event, created_by=organiser)


def test_the_letter_is_proposed_with_the_number_of_each_group(client, event, organiser, text_of):
    html = text_of(url("new", event))

    assert 'value="Sample workshop"' in html
    assert "<strong>Sample workshop</strong>" in html
    assert event.get_absolute_url() in html
    assert "Who holds a place (1)" in html
    assert "Who subscribed to events like this one (1)" in html
    assert "Authors of rejected talks (0)" in html
    assert "{join_link}" in html


def test_what_is_written_is_kept_as_a_draft_and_sends_nothing(client, event, organiser):
    html = page(post(client, "new", event, **WRITTEN))

    announcement = Announcement.objects.get()
    assert (announcement.subject, announcement.audience) == ("Come all", ["places"])
    assert (announcement.state, announcement.created_by) == (State.DRAFT, organiser)
    assert "Nothing is sent yet" in html
    assert not Message.objects.exists()


def test_the_page_shows_whom_it_reaches_and_the_letter_of_one_of_them(client, event, organiser):
    RegistrationFactory(event=event, name="Bob Sample")
    announcement = AnnouncementFactory(
        event=event,
        audience=[Choice.PLACES, Choice.WAITING, Choice.SUBSCRIBERS],
        text="Dear {name}\n\n{join_link}\n\n{registration_link}",
    )

    html = page(client.get(url("announcement", announcement)))
    other = page(client.get(url("announcement", announcement), {"reader": 1}))

    assert "Reaches 4 people" in html
    assert "Send to 4 people now" in html
    assert "Dear Ada Sample" in html
    assert "Dear Bob Sample" in other
    assert "2 readers have no {join_link}" in html
    assert "1 reader has no {registration_link}" in html
    for registration in event.registrations.all():
        assert registration.token not in html + other


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ({"subject": ""}, "This field is required"),
        ({"subject": "{join_link}"}, "There is no field {join_link} here"),
        ({"text": ""}, "This field is required"),
        ({"text": "Dear {nmae}"}, "There is no field {nmae} here"),
        ({"text": "{join_link}"}, "write a paragraph without one"),
        ({"text": "x" * 30_000}, "at most 20000"),
        ({"audience": []}, "Choose at least one group"),
        ({"audience": ["nobody"]}, "nobody is not one of the available choices"),
        ({"audience": ["project"]}, "Say which project"),
        ({"subject": "a\0b"}, "This holds signs that cannot be read"),
        ({"revision": "one"}, "Enter a whole number"),
    ],
)
def test_a_mistake_is_told_at_the_field_and_keeps_what_was_typed(
    client, event, organiser, mistake, said
):
    html = page(post(client, "new", event, **WRITTEN | mistake))

    assert said in html.replace("&#x27;", "'")
    assert not Announcement.objects.exists()
    if "text" not in mistake:
        assert "Dear {name}, it will be **good**." in html


def test_previewing_stores_nothing(client, event, organiser):
    html = page(post(client, "new", event, preview="1", **WRITTEN))

    assert "Dear Sample Reader, it will be <strong>good</strong>" in html
    assert not Announcement.objects.exists()


def test_the_live_preview_fills_in_examples_and_does_no_harm(client, event, organiser):
    def seen(text):
        return client.post(url("preview", event), {"text": text}).content.decode()

    assert seen("{name} {nonsense}") == "<p>Sample Reader {nonsense}</p>"
    assert "<script>" not in seen("<script>alert(1)</script>")
    assert client.get(url("preview", event)).status_code == 405


def test_a_test_goes_to_me(client, announcement, organiser):
    html = page(post(client, "test", announcement))

    assert f"on its way to {organiser.email}" in html
    assert Delivery.objects.get().email == organiser.email


def test_sending_says_how_many_it_goes_to_and_then_what_became_of_it(client, announcement):
    html = page(post(client, "send", announcement, revision=1))

    assert "On its way to 1 person." in html
    assert "ada@example.org" in html
    assert "1 Queued" in html
    assert reverse("mail-desk:message", args=[Message.objects.get().pk]) in html
    assert "Send to" not in html


def test_a_second_click_or_tab_is_told_what_the_first_did(client, announcement):
    post(client, "send", announcement, revision=1)

    for route in ("send", "stop", "discard"):
        assert "Nothing was done: it is “Sent”" in page(
            post(client, route, announcement, revision=1)
        )
    assert Delivery.objects.count() == 1


def test_two_organisers_hear_of_each_other(client, announcement):
    changed = WRITTEN | {"revision": 1}

    first = page(post(client, "edit", announcement, **changed))
    second = page(post(client, "edit", announcement, **changed | {"text": "Mine."}))
    unseen = page(post(client, "send", announcement, revision=1))

    assert "Saved." in first
    assert "Somebody else has changed it" in second
    assert "Mine." in second
    assert "Somebody has changed it meanwhile" in unseen
    assert not Message.objects.exists()


def test_without_the_version_that_was_seen_nothing_is_sent(client, announcement):
    post(client, "send", announcement)

    assert not Message.objects.exists()


def test_scheduling_stopping_and_sending_after_all(client, announcement, organiser):
    html = page(post(client, "schedule", announcement, revision=1, send_at="2199-12-03T16:00"))
    assert "Tuesday, 3 December 2199, 16:00 CET" in html
    assert "In the time zone Europe/Berlin" in html

    stopped = page(post(client, "stop", announcement))
    assert "it is a draft again" in stopped

    assert "On its way" in page(post(client, "send", announcement, revision=1))
    steps = announcement.moves.values_list("to_state", "moved_by")
    assert list(steps) == [(state, organiser.pk) for state in ("scheduled", "draft", "sent")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2020-01-01T10:00", "That is past"),
        ("", "This field is required"),
        ("soon", "Give a date and a time"),
    ],
)
def test_an_impossible_time_is_told_at_the_field(client, announcement, typed, said):
    response = post(client, "schedule", announcement, revision=1, send_at=typed)

    assert said in page(response)
    announcement.refresh_from_db()
    assert announcement.state == State.DRAFT


def test_what_is_scheduled_can_be_changed_and_stays_scheduled(client, event, organiser):
    send_at = timezone.now() + datetime.timedelta(hours=1)
    announcement = AnnouncementFactory(event=event, state=State.SCHEDULED, send_at=send_at)

    post(client, "edit", announcement, **WRITTEN | {"revision": 1})

    announcement.refresh_from_db()
    assert (announcement.subject, announcement.state) == ("Come all", State.SCHEDULED)
    assert announcement.send_at == send_at


def test_what_is_sent_is_not_changed(client, announcement):
    post(client, "send", announcement, revision=1)

    post(client, "edit", announcement, **WRITTEN | {"revision": 1})

    announcement.refresh_from_db()
    assert announcement.subject != "Come all"


def test_nobody_to_tell_is_said_and_nothing_offered(client, event, organiser):
    announcement = AnnouncementFactory(event=event, audience=[Choice.ACCEPTED])

    html = page(client.get(url("announcement", announcement)))
    tried = page(post(client, "send", announcement, revision=1))

    assert "there is nobody to tell" in html
    assert "Send to" not in html
    assert "Nothing was sent" in tried


def test_of_a_draft_the_public_is_not_told(client, organiser):
    announcement = AnnouncementFactory(
        event=EventFactory(draft=True), audience=[Choice.SUBSCRIBERS]
    )

    html = page(client.get(url("announcement", announcement)))

    assert "only of an event that is published" in html


def test_an_announcement_of_another_event_is_not_here(client, announcement, organiser):
    other = reverse("announcements-desk:announcement", args=[EventFactory().slug, announcement.pk])

    assert client.get(other).status_code == 404


def test_the_list_takes_the_same_number_of_queries_for_any_number(
    client, event, organiser, queries_of
):
    AnnouncementFactory(event=event)
    one = queries_of(url("announcements", event))
    AnnouncementFactory.create_batch(5, event=event)

    assert queries_of(url("announcements", event)) == one


def test_the_page_takes_the_same_number_of_queries_for_any_number(
    client, event, organiser, queries_of
):
    announcement = AnnouncementFactory(event=event, audience=list(Choice), project=ProjectFactory())
    few = queries_of(url("announcement", announcement))
    RegistrationFactory.create_batch(60, event=event)
    many = queries_of(url("announcement", announcement))
    post(client, "send", announcement, revision=1)

    assert many == few
    assert queries_of(url("announcement", announcement)) <= few


def test_an_empty_list_leads_to_the_first_announcement(client, event, organiser, text_of):
    html = text_of(url("announcements", event))

    assert "Nothing announced yet" in html
    assert url("new", event) in html


def test_publishing_offers_to_tell_subscribers(client, event, organiser):
    draft = EventFactory(
        draft=True,
        registrations=True,
        registration_opens_at=timezone.now() + datetime.timedelta(days=1),
    )
    publish = reverse("events-desk:publish", args=[draft.slug])

    asked = page(client.get(publish))
    assert "Tell 1 subscriber at once" in asked
    assert "When registration opens, 1 subscriber is told" in asked
    client.post(publish, {"announce": "yes"})

    assert [one.email for one in Delivery.objects.all()] == ["reader@example.org"]
    assert Announcement.objects.get().created_by == organiser


def test_publishing_tells_nobody_unless_asked(client, event, organiser):
    draft = EventFactory(draft=True)

    client.post(reverse("events-desk:publish", args=[draft.slug]))

    assert not Message.objects.exists()


def test_somebody_elses_draft_is_everybodys_at_the_desk(client, event, organiser):
    theirs = AnnouncementFactory(event=event, created_by=UserFactory())

    assert "On its way to 1 person." in page(post(client, "send", theirs, revision=1))
