"""An announcement is looked at as each of its readers would get it, frame and footer too."""

import re

import pytest
from django.urls import reverse

from events.announcements import sending
from events.announcements.models import Choice
from portal.mail.models import Message
from tests.factories.announcements import AnnouncementFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.mail import SubscriptionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def announcement(organiser):
    event = EventFactory(registrations=True)
    for name in ("Ada Sample", "Emmy Sample"):
        RegistrationFactory(event=event, name=name)
    SubscriptionFactory(topic="events", email="reader@example.org")
    return AnnouncementFactory(event=event, audience=[Choice.PLACES, Choice.SUBSCRIBERS])


def letter(announcement):
    args = [announcement.event.slug, announcement.pk]
    return reverse("announcements-desk:letter", args=args)


def test_each_reader_is_shown_their_own_letter(client, announcement):
    told = [client.get(letter(announcement), {"reader": number}).text for number in (0, 1, 2)]

    assert [re.search(r"Dear ([\w ]+),", one)[1] for one in told] == [
        *("Ada Sample", "Emmy Sample", "reader")
    ]
    assert ["you subscribed to: All events." in one for one in told] == [False, False, True]
    assert all("<h1 style" in one and "<strong>good</strong>" in one for one in told)


@pytest.mark.parametrize("query", ["", "?reader=99", "?reader=x", "?reader=%00"])
def test_a_reader_who_is_not_there_is_the_first(client, announcement, query):
    assert "Dear Ada Sample," in client.get(letter(announcement) + query).text


def test_with_nobody_to_tell_the_letter_is_shown_all_the_same(client, organiser):
    assert "<strong>good</strong>" in client.get(letter(AnnouncementFactory())).text


def test_the_page_frames_the_letter_of_whoever_was_chosen(client, announcement):
    page = client.get(announcement.get_absolute_url(), {"reader": 1})

    assert f'src="{letter(announcement)}?reader=1"' in page.text
    assert "frame-src 'self'" in page["Content-Security-Policy"]


def test_looking_queues_nothing(client, announcement):
    client.get(letter(announcement))

    assert not Message.objects.exists()


def test_what_was_sent_is_looked_at_by_its_mails_alone(client, organiser, announcement):
    sending.send(announcement, by=organiser, revision=1)

    assert client.get(letter(announcement)).status_code == 404
