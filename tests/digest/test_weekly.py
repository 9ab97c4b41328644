import datetime
import gc
import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import organising
from events.announcements import sending
from events.announcements.models import Choice
from events.models import Event
from news import announcing
from portal.accounts.roles import Role
from portal.digest import weekly
from portal.digest.tasks import send_digests
from portal.mail import subscribing
from portal.mail.models import Delivery, Message, Subscription
from portal.mail.tasks import deliver_due
from tests.factories.accounts import UserFactory
from tests.factories.announcements import AnnouncementFactory
from tests.factories.events import EventFactory, SeriesFactory, SpeakerFactory, TalkFactory
from tests.factories.mail import SubscriptionFactory, SuppressionFactory
from tests.factories.news import ArticleFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db

EMAIL = "reader@example.org"


@pytest.fixture
def monday():
    """Until when this week's letters tell."""
    return weekly.boundary()


@pytest.fixture
def ago(monday):
    """Return the moment that many days before the boundary."""
    return lambda days: monday - datetime.timedelta(days=days)


@pytest.fixture
def wants(ago):
    """Let an address want topics weekly, told until the Monday before."""

    def wants(*topics, email=EMAIL, days=7, **facts):
        for topic in topics:
            SubscriptionFactory(
                topic=topic, email=email, weekly=True, told_until=ago(days), **facts
            )

    return wants


@pytest.fixture
def article(ago):
    """Make an article published that many days before the boundary."""
    return lambda days=3, **facts: ArticleFactory(published_at=ago(days), **facts)


@pytest.fixture
def event(ago):
    """Make an event published that many days before the boundary."""
    return lambda days=3, **facts: EventFactory(published_at=ago(days), **facts)


@pytest.fixture
def letters(mailoutbox):
    """Run the digest and deliver; return the mails."""

    def letters(until=None):
        weekly.send_digests(until=until)
        deliver_due()
        return mailoutbox

    return letters


# Nothing, one, many


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


# Which things


def test_everybody_gets_what_they_chose(wants, article, event, letters):
    wants("news", email="news@example.org")
    wants("events", email="events@example.org")
    article(title="The article")
    event(title="The event")

    told = {mail.to[0]: mail.subject for mail in letters()}

    assert told == {
        "news@example.org": "This week: The article",
        "events@example.org": "This week: The event",
    }


def test_of_a_project_its_news_and_the_talks_of_its_people_are_told(wants, article, ago, letters):
    project, other = ProjectFactory(title="Sample project"), ProjectFactory()
    wants(project.topic)
    article(title="Of the project", projects=[project])
    article(title="Of another", projects=[other])
    article(title="Of none")
    for title, of in (("Our talk", project), ("Their talk", other)):
        talk = TalkFactory(title=title, speakers=[], event__published_at=ago(10))
        SpeakerFactory(talk=talk, person=MembershipFactory(project=of).person)
        type(talk).objects.filter(pk=talk.pk).update(created_at=ago(2))

    (mail,) = letters()

    assert "Of the project" in mail.body
    assert "Our talk" in mail.body
    for words in ("Of another", "Of none", "Their talk"):
        assert words not in mail.body


@pytest.mark.parametrize("facts", [{"draft": True}, {"archived": True}])
def test_what_readers_cannot_see_is_no_news(wants, article, letters, facts):
    wants("news")
    article(**facts)

    assert letters() == []


def test_an_event_is_news_once_it_is_published_and_while_it_is_still_to_come(wants, event, letters):
    wants("events")
    event(draft=True)
    event(past=True)
    event(days=8)

    assert letters() == []


def test_publishing_makes_an_event_news_however_long_it_was_a_draft(wants, ago, letters):
    wants("events")
    draft = EventFactory(draft=True, title="Long a draft")
    Event.objects.update(created_at=ago(100))
    before = timezone.now()

    published = organising.publish(draft)

    assert published.published_at >= before
    assert len(letters(until=timezone.now())) == 1


def test_an_event_called_off_is_told_to_who_could_know_of_it(wants, event, ago, letters):
    wants("events")
    event(days=20, title="Known before", cancelled=True, called_off_at=ago(2))
    event(days=3, title="Never heard of", cancelled=True, called_off_at=ago(2))

    (mail,) = letters()

    assert "Known before (cancelled)\n" in mail.body
    assert "Never heard of" not in mail.body


def test_what_is_for_members_reaches_members_and_no_guest(wants, event, ago, letters):
    member = UserFactory(roles=[Role.MEMBER], email="member@example.org")
    former = UserFactory(roles=[], email="former@example.org")
    part = MembershipFactory()
    talk = TalkFactory(event=event(members_only=True), speakers=[])
    SpeakerFactory(talk=talk, person=part.person)
    type(talk).objects.update(created_at=ago(2))
    for topic in ("events", part.project.topic):
        wants(topic, email="guest@example.org")
        wants(topic, email=member.email, user=member)
        wants(topic, email=former.email, user=former)

    (mail,) = letters()

    assert mail.to == [f'"{member.name}" <member@example.org>']
    assert mail.subject.endswith("and 1 more")


def test_what_was_told_at_once_by_another_topic_is_not_told_again(
    wants, article, letters, mailoutbox
):
    project = ProjectFactory()
    wants("news")
    SubscriptionFactory(topic=project.topic, email=EMAIL)
    told = article(title="Told at once", projects=[project])
    article(title="Not told yet")
    announcing.tell_subscribers(told, by=UserFactory())
    deliver_due()
    mailoutbox.clear()

    (mail,) = letters()

    assert "Not told yet" in mail.body
    assert "Told at once" not in mail.body


def test_an_event_that_organisers_announced_at_once_is_not_told_again(
    wants, event, letters, mailoutbox
):
    series = SeriesFactory()
    wants("events")
    SubscriptionFactory(topic=series.topic, email=EMAIL)
    wants("events", email="weekly@example.org")
    session = event(series=series, title="Announced at once")
    announcement = AnnouncementFactory(event=session, audience=[Choice.SUBSCRIBERS])
    sending.send(announcement, revision=announcement.revision, by=UserFactory())
    deliver_due()
    assert [mail.to for mail in mailoutbox] == [[EMAIL]]
    mailoutbox.clear()

    assert [mail.to for mail in letters()] == [["weekly@example.org"]]


# Whom


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


# Which week


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2026-11-22T23:30+01:00", "2026-11-16T00:00+01:00"),
        ("2026-11-23T00:30+01:00", "2026-11-23T00:00+01:00"),
        ("2026-11-29T23:30+01:00", "2026-11-23T00:00+01:00"),
        ("2026-10-26T06:00+01:00", "2026-10-26T00:00+01:00"),  # the clocks changed the day before
        ("2026-03-29T06:00+02:00", "2026-03-23T00:00+01:00"),
        ("2026-12-31T12:00+01:00", "2026-12-28T00:00+01:00"),
    ],
)
def test_a_week_ends_when_monday_begins(now, begins):
    with timezone.override("Europe/Berlin"):
        boundary = weekly.boundary(datetime.datetime.fromisoformat(now))

    assert boundary == datetime.datetime.fromisoformat(begins)


def test_what_came_on_monday_itself_waits_for_the_next_letter(wants, article, letters, monday):
    wants("news")
    article(days=0, title="The last moment of the week")
    article(days=-0.01, title="The first of the next")

    (mail,) = letters()

    assert mail.subject == "This week: The last moment of the week"


def test_next_week_tells_what_came_since_and_nothing_again(wants, article, letters, monday):
    wants("news")
    article(days=1, title="This week's")
    article(days=-1, title="Next week's")

    letters()
    first, second = letters(until=monday + datetime.timedelta(days=7))

    assert "This week's" in first.body
    assert "Next week's" in second.body
    assert "This week's" not in second.body


def test_a_week_in_which_no_letter_could_be_made_is_told_with_the_next(wants, article, letters):
    wants("news", days=14)
    article(days=10, title="Of the week before")

    (mail,) = letters()

    assert "Of the week before" in mail.body


def test_a_second_run_finds_nothing_to_tell(wants, article, letters):
    wants("news")
    article()

    assert len(letters()) == len(letters()) == 1


# Ending it


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


# Cost


def test_many_readers_topics_and_things_cost_as_many_queries_as_one(
    wants, article, event, django_assert_num_queries, monday, ago
):
    project = ProjectFactory()
    talk = TalkFactory(speakers=[], event__published_at=ago(3))
    SpeakerFactory(talk=talk, person=MembershipFactory(project=project).person)
    type(talk).objects.update(created_at=ago(2))
    wants("news", "events", project.topic, email="first@example.org")
    article(projects=[project])
    with CaptureQueriesContext(connection) as asked:
        assert weekly.tell(["first@example.org"], monday) == 1

    later = monday + datetime.timedelta(days=7)
    emails = [f"r{number}@example.org" for number in range(20)]
    for email in emails:
        wants("news", "events", project.topic, days=7, email=email)
    for series in SeriesFactory.create_batch(3):
        event(series=series)
        article(projects=[project])
        wants(series.topic, email=emails[0])

    with django_assert_num_queries(len(asked)):
        assert weekly.tell(emails, later) == 20


def test_who_is_told_the_same_shares_one_text(wants, article):
    for number in range(30):
        wants("news", email=f"r{number}@example.org")
    article()

    weekly.send_digests()

    assert Message.objects.count() == 1
    assert Delivery.objects.count() == 30


def test_batch_after_batch_everybody_is_told(wants, article, monkeypatch):
    monkeypatch.setattr(weekly, "BATCH", 2)
    for number in range(5):
        wants("news", "events", email=f"r{number}@example.org")
    article()

    assert weekly.send_digests() == 5

    assert Delivery.objects.values("email").distinct().count() == 5


def test_ten_times_the_readers_take_no_more_memory(wants, article, monkeypatch):
    monkeypatch.setattr(weekly, "BATCH", 20)
    for _ in range(5):
        article()
    peaks = []
    tell = weekly.tell

    def tell_without_garbage(emails, until):
        gc.collect()  # which comes and goes in its own time
        return tell(emails, until)

    monkeypatch.setattr(weekly, "tell", tell_without_garbage)
    for number in (20, 40, 400):  # the first brings what is only made once
        for one in range(number):
            wants("news", "events", email=f"r{one}-of-{number}@example.org")
        tracemalloc.start()
        weekly.send_digests()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    _, few, many = peaks
    assert many < 1.5 * few


def test_the_scheduler_knows_the_letters(settings):
    tasks = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert send_digests.name in tasks
