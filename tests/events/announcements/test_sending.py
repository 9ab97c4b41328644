import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import organising
from events.announcements import audience, sending
from events.announcements.models import Announcement, Choice, State
from events.announcements.tasks import send_due
from events.models import Event
from portal.accounts.roles import Role
from portal.common.moves import ForbiddenMove
from portal.mail.models import Delivery, Message
from portal.mail.tasks import deliver_due
from tests.factories.accounts import UserFactory
from tests.factories.announcements import AnnouncementFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.mail import SubscriptionFactory

pytestmark = pytest.mark.django_db
LINKS = "Dear {name},\n\njoin: {join_link}\n\nyour place: {registration_link}\n\nSee you."


def told():
    return sorted(Delivery.objects.values_list("email", flat=True))


def text_to(email):
    return Message.objects.get(deliveries__email=email).text


def send(announcement, by=None):
    return sending.send(announcement, by=by, revision=announcement.revision)


def later(**time):
    return timezone.now() + datetime.timedelta(**(time or {"hours": 1}))


def scheduled(**fields):
    fields = {"send_at": later(minutes=-1)} | fields
    return AnnouncementFactory(state=State.SCHEDULED, **fields)


def test_everybody_who_was_chosen_gets_the_letter_once(event):
    announcement = AnnouncementFactory(event=event, audience=list(Choice))

    assert send(announcement) == 4

    addresses = ["ada@example.org", "reader@example.org", "speaker@example.org", "wait@example.org"]
    assert told() == addresses
    announcement.refresh_from_db()
    assert (announcement.state, announcement.reached) == (State.SENT, 4)


def test_each_reader_gets_what_is_theirs_and_no_link_that_is_not(event):
    announcement = AnnouncementFactory(event=event, audience=list(Choice), text=LINKS)

    send(announcement)

    registration = event.registrations.get(email="ada@example.org")
    ada = text_to("ada@example.org")
    assert "Dear Ada Sample" in ada
    assert "https://meet.example.org/secret" in ada
    assert registration.get_absolute_url() in ada
    for email in ("wait@example.org", "reader@example.org"):
        assert "meet.example.org" not in text_to(email)
        assert "join:" not in text_to(email)
    waiting = event.registrations.get(email="wait@example.org")
    assert waiting.get_absolute_url() in text_to("wait@example.org")
    assert "your place" not in text_to("reader@example.org")
    assert "https://meet.example.org/secret" in text_to("speaker@example.org")


def test_a_personal_letter_is_nobodys_business_at_the_desk(event):
    send(AnnouncementFactory(event=event, text="Dear {name}."))
    send(AnnouncementFactory(event=event, text="Dear all."))

    assert list(Message.objects.order_by("pk").values_list("confidential", flat=True)) == [
        True,
        False,
    ]


def test_a_letter_about_ones_own_part_carries_no_topic_and_another_does(event):
    send(AnnouncementFactory(event=event, audience=list(Choice), text="Dear all."))

    topics = dict(Delivery.objects.values_list("email", "message__topic"))
    assert topics == {
        "ada@example.org": "",
        "wait@example.org": "",
        "speaker@example.org": "",
        "reader@example.org": "events",
    }


def test_members_get_letters_that_they_can_end_by_one_click(event, client, mailoutbox):
    UserFactory(roles=[Role.MEMBER], email="tired@example.org")
    send(AnnouncementFactory(event=event, audience=[Choice.MEMBERS], text="Dear all."))

    deliver_due()

    [mail] = [mail for mail in mailoutbox if mail.to[0].endswith("tired@example.org>")]
    assert mail.extra_headers["List-Id"] == "<members.localhost>"
    one_click = mail.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(settings.SITE_URL)
    client.post(one_click, {"List-Unsubscribe": "One-Click"})
    again = AnnouncementFactory(event=event, audience=[Choice.MEMBERS])
    assert "tired@example.org" not in [one.address for one in audience.reached(again)]


def test_who_gave_no_name_is_called_reader(event):
    send(AnnouncementFactory(event=event, audience=[Choice.SUBSCRIBERS], text="Dear {name},"))

    assert text_to("reader@example.org") == "Dear reader,"


def test_a_second_click_sends_nothing_and_says_so(event):
    announcement = AnnouncementFactory(event=event)
    send(announcement)

    with pytest.raises(ForbiddenMove):
        send(announcement)

    assert len(told()) == 1


def test_what_was_changed_meanwhile_is_not_sent_unseen(event):
    announcement = AnnouncementFactory(event=event)
    mine = Announcement.objects.get(pk=announcement.pk)
    mine.text = "Quite another text."
    sending.save(mine, by=None, revision=1)

    with pytest.raises(sending.ChangedMeanwhile):
        sending.send(announcement, by=None, revision=1)
    with pytest.raises(sending.ChangedMeanwhile):
        sending.save(announcement, by=None, revision=1)

    assert told() == []
    assert Announcement.objects.get().text == "Quite another text."


def test_nobody_to_tell_sends_nothing_and_leaves_the_draft(event):
    announcement = AnnouncementFactory(event=event, audience=[Choice.ACCEPTED])

    with pytest.raises(sending.NobodyToTell):
        send(announcement)

    announcement.refresh_from_db()
    assert announcement.state == State.DRAFT


@pytest.mark.parametrize("facts", [{"draft": True}, {"cancelled": True}, {"past": True}])
def test_the_public_hears_only_of_what_is_published_and_to_come(facts):
    event = EventFactory(registrations=True, **facts)
    RegistrationFactory(event=event)
    SubscriptionFactory()

    with pytest.raises(sending.NobodyToTell):
        send(AnnouncementFactory(event=event, audience=[Choice.SUBSCRIBERS]))
    assert send(AnnouncementFactory(event=event, audience=[Choice.PLACES])) == 1


def test_a_test_goes_to_the_organiser_alone_with_no_key_of_anybody(event):
    organiser = UserFactory(name="Orga Sample")
    announcement = AnnouncementFactory(event=event, text=LINKS)

    sending.send_test(announcement, to=organiser)
    sending.send_test(announcement, to=organiser)

    assert told() == [organiser.email]
    message = Message.objects.get()
    assert message.subject.startswith("[Test] Sample announcement")
    assert "Dear Orga Sample" in message.text
    assert "https://meet.example.org/secret" in message.text
    for registration in event.registrations.all():
        assert registration.token not in message.text


def test_another_text_is_tested_again_at_once(event):
    organiser = UserFactory()
    announcement = AnnouncementFactory(event=event)
    sending.send_test(announcement, to=organiser)

    announcement.text = "Another text."
    sending.send_test(announcement, to=organiser)

    assert len(told()) == 2


# At a time


def test_what_is_scheduled_is_sent_when_its_time_has_come(event):
    announcement = AnnouncementFactory(event=event)
    sending.schedule(announcement, later(), by=announcement.created_by, revision=1)
    send_due()
    assert told() == []

    Announcement.objects.update(send_at=timezone.now())
    send_due()
    send_due()

    assert told() == ["ada@example.org"]
    steps = list(announcement.moves.values_list("to_state", "moved_by"))
    assert steps == [("scheduled", announcement.created_by.pk), ("sent", None)]


def test_it_reaches_who_belongs_to_the_audience_by_then(event):
    announcement = scheduled(event=event)
    RegistrationFactory(event=event, email="late@example.org")
    event.registrations.filter(email="ada@example.org").update(state="cancelled")

    sending.send_if_due(announcement)

    assert told() == ["late@example.org"]


def test_what_was_stopped_is_not_sent(event):
    announcement = scheduled(event=event)

    sending.stop(announcement, by=None)
    send_due()
    sending.send_if_due(announcement)

    assert told() == []


def test_what_was_moved_to_later_is_sent_later(event):
    announcement = scheduled(event=event)

    sending.schedule(announcement, later(), by=None, revision=1)
    sending.send_if_due(announcement)

    assert told() == []


def test_what_was_sent_by_hand_meanwhile_is_not_sent_again(event):
    announcement = scheduled(event=event)
    send(announcement)

    sending.send_if_due(announcement)

    assert len(told()) == 1


@pytest.mark.parametrize("verb", [sending.stop, sending.discard])
def test_what_is_sent_cannot_be_stopped_any_more(event, verb):
    announcement = scheduled(event=event)
    send_due()

    with pytest.raises(ForbiddenMove):
        verb(announcement, by=None)


def test_calling_the_event_off_stops_what_is_scheduled(event):
    announcement = scheduled(event=event)

    organising.call_off(event)
    send_due()

    announcement.refresh_from_db()
    assert announcement.state == State.DRAFT
    assert not Message.objects.filter(kind="announcement").exists()


def test_what_finds_nobody_when_its_time_comes_is_a_draft_again_and_harms_no_other(event):
    nobodys = scheduled(event=event, audience=[Choice.ACCEPTED], send_at=later(minutes=-5))
    scheduled(event=event)

    send_due()
    send_due()

    nobodys.refresh_from_db()
    assert nobodys.state == State.DRAFT
    assert told() == ["ada@example.org"]


def at_once(work):
    together = Barrier(2)

    def run():
        together.wait(10)
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for running in [pool.submit(run) for _ in range(2)]:
            running.result(30)


@pytest.fixture
def two_at_once(transactional_db):
    event = EventFactory(registrations=True)
    RegistrationFactory.create_batch(5, event=event)
    return scheduled(event=event)


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_at_once_send_one_announcement(two_at_once):
    at_once(send_due)

    assert len(told()) == 5
    assert two_at_once.moves.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_lock_is_what_keeps_two_schedulers_apart(two_at_once, monkeypatch):
    both_have_read = Barrier(2)

    def read_without_lock(announcement):
        stored = Announcement.objects.select_related("event").get(pk=announcement.pk)
        both_have_read.wait(10)
        return stored

    monkeypatch.setattr(sending, "lock", read_without_lock)

    with pytest.raises(Exception, match="announcement_sent_once"):
        at_once(send_due)
    # Even then the database lets nobody be written to twice.
    assert len(told()) == 5


@pytest.mark.parametrize("text", ["Dear {name}.", "Dear all."])
def test_any_number_of_readers_takes_the_same_number_of_queries(event, text):
    counts = []
    for more in (1, 20):
        RegistrationFactory.create_batch(more, event=event)
        announcement = AnnouncementFactory(event=event, text=text, audience=list(Choice))
        with CaptureQueriesContext(connection) as queries:
            send(announcement)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_publishing_tells_subscribers_if_that_is_wanted(event):
    organiser = UserFactory()
    for title, announce in (("Told", True), ("Silent", False)):
        draft = EventFactory(draft=True, title=title)
        organising.publish(draft, by=organiser, announce=announce)

    assert told() == ["reader@example.org"]
    announcement = Announcement.objects.get()
    assert (announcement.subject, announcement.state) == ("Told", State.SENT)
    assert announcement.created_by == organiser


def test_publishing_what_nobody_is_to_hear_of_tells_nobody():
    draft = EventFactory(draft=True)

    organising.publish(draft, announce=True)

    assert Event.objects.get().state == Event.State.PUBLISHED
    assert not Announcement.objects.exists()


def test_who_is_reached_is_known_beforehand(event):
    announcement = AnnouncementFactory(event=event, audience=list(Choice))

    expected = len(audience.reached(announcement))

    assert send(announcement) == expected
