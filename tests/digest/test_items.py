import pytest
from django.utils import timezone

from events import organising
from events.announcements import sending
from events.announcements.models import Choice
from events.models import Event
from news import announcing
from portal.accounts.roles import Role
from portal.mail.tasks import deliver_due
from tests.digest.conftest import EMAIL
from tests.factories.accounts import UserFactory
from tests.factories.announcements import AnnouncementFactory
from tests.factories.events import EventFactory, SeriesFactory, SpeakerFactory, TalkFactory
from tests.factories.mail import SubscriptionFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


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
