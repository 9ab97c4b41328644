import pytest
from django.utils import timezone

from events.models import Event
from portal.digest import weekly
from portal.mail import subscribing
from portal.mail.models import Delivery, Message, Subscription
from portal.mail.tasks import deliver_due
from tests.digest.conftest import EMAIL
from tests.factories.accounts import UserFactory
from tests.factories.events import SeriesFactory
from tests.factories.mail import SubscriptionFactory, SuppressionFactory

pytestmark = pytest.mark.django_db


def test_with_nothing_new_nobody_is_written_to_and_the_cursor_moves(wants, article, monday):
    article(days=8)
    wants("news", "events")

    assert weekly.send_digests() == 0

    assert not Message.objects.exists()
    assert set(Subscription.objects.values_list("told_until", flat=True)) == {monday}


def test_one_thing_is_told_with_the_way_to_it(wants, article, letters):
    wants("news")
    new = article(title="On $x^2$", summary="What it says.")

    (mail,) = letters()

    assert mail.to == [EMAIL]
    assert mail.subject == "This week: On x^2"
    assert "What it says." in mail.body
    assert f"http://localhost:8000{new.get_absolute_url()}" in mail.body
    assert "All news" in mail.body


def test_many_things_come_in_one_letter_by_topic(wants, article, event, letters):
    series = SeriesFactory(title="Sample seminar")
    wants("news", "events", series.topic)
    for number in range(3):
        article(title=f"Piece {number}")
    event(title="Sample workshop")
    event(title="Sample session", series=series)

    (mail,) = letters()

    assert mail.subject == "This week: Piece 2, and 4 more"
    order = ["All news", "Piece 2", "Piece 0", "All events", "Sample workshop"]
    places = [mail.body.index(words) for words in [*order, "Sample seminar", "Sample session"]]
    assert places == sorted(places)


def test_of_very_many_things_it_says_how_many_more_there_are(wants, article, letters):
    wants("news")
    for _ in range(weekly.MOST + 2):
        article()

    (mail,) = letters()

    assert mail.body.count("Sample article") == weekly.MOST
    assert "and 2 more on the site" in mail.body


def test_a_thing_of_several_topics_stands_under_the_narrowest_only(wants, event, letters):
    series = SeriesFactory(title="Sample seminar")
    wants("events", "annual-meetings", series.topic)
    event(title="The session", series=series)
    event(title="The meeting", kind=Event.Kind.ANNUAL_MEETING)

    (mail,) = letters()

    assert mail.body.count("The session") == mail.body.count("The meeting") == 1
    assert mail.body.index("Annual meetings") < mail.body.index("The meeting")
    assert mail.body.index("Sample seminar") < mail.body.index("The session")


def test_who_confirmed_yesterday_gets_only_what_came_after(wants, article, letters):
    wants("news", days=1)
    article(days=2, title="Before")
    article(days=0.5, title="After")

    (mail,) = letters()

    assert "After" in mail.body
    assert "Before" not in mail.body


def test_a_topic_taken_up_later_brings_nothing_older(wants, article, event, letters):
    wants("events", days=7)
    wants("news", days=1)
    article(days=2, title="An old article")
    event(days=2, title="The event")

    (mail,) = letters()

    assert "The event" in mail.body
    assert "An old article" not in mail.body


def test_only_what_is_wanted_weekly_and_confirmed_is_told(wants, article):
    article()
    wants("news", email="unconfirmed@example.org", confirmed_at=None)
    wants("week", email="own@example.org")
    SubscriptionFactory(topic="news", told_until=timezone.now().replace(year=2020))
    SubscriptionFactory(topic="news", ended=True)

    assert weekly.send_digests() == 0


def test_a_closed_account_and_a_mailbox_that_is_gone_get_no_letter(wants, article, monday):
    article()
    closed = UserFactory(is_active=False)
    wants("news", email=closed.email, user=closed)
    wants("news", email=SuppressionFactory().email)
    wants("news")

    assert weekly.send_digests() == 1

    assert Delivery.objects.get().email == EMAIL
    assert set(Subscription.objects.values_list("told_until", flat=True)) == {monday}


def test_each_reads_it_in_their_language(wants, event, letters, settings):
    wants("events", email="english@example.org")
    wants("events", email="german@example.org", language="de")
    new = event()

    bodies = {mail.to[0]: mail.body for mail in letters()}

    assert f"http://localhost:8000/events/{new.slug}/" in bodies["english@example.org"]
    assert f"http://localhost:8000/de/events/{new.slug}/" in bodies["german@example.org"]


def test_the_letter_is_ended_with_one_click_and_what_comes_at_once_goes_on(
    wants, article, letters, client
):
    wants("news", "annual-meetings")
    SubscriptionFactory(topic="events", email=EMAIL)
    wants("news", email="other@example.org")
    article()

    mail = next(mail for mail in letters() if mail.to == [EMAIL])
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.extra_headers["List-Id"] == "<weekly.localhost>"
    assert "You receive this because you subscribed to: All news, Annual meetings." in mail.body
    address = mail.extra_headers["List-Unsubscribe"].strip("<>")
    client.post(address.removeprefix("http://localhost:8000"), {"List-Unsubscribe": "One-Click"})

    active = set(Subscription.objects.active().values_list("email", "topic"))
    assert active == {(EMAIL, "events"), ("other@example.org", "news")}


def test_who_ends_it_before_it_is_sent_does_not_get_it(wants, article, mailoutbox):
    wants("news")
    article()
    weekly.send_digests()

    subscribing.end_digest(EMAIL)
    deliver_due()

    assert mailoutbox == []
