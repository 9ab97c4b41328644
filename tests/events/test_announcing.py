import pytest

from events import announcing
from events.announcements import sending
from events.announcements.models import Choice
from events.models import Event
from portal.accounts.roles import Role
from portal.mail import subscribing
from portal.mail.tasks import deliver_due
from tests.factories.accounts import UserFactory
from tests.factories.announcements import AnnouncementFactory
from tests.factories.events import EventFactory, SeriesFactory, SpeakerFactory, TalkFactory
from tests.factories.mail import SubscriptionFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def announce(event):
    """Write to the subscribers of an event and return what they were sent."""
    letter = AnnouncementFactory(event=event, audience=[Choice.SUBSCRIBERS], text="Come all.")
    sending.send(letter, by=None, revision=1)
    letter.refresh_from_db()
    return letter


def speaking(event, project, **facts):
    """Let somebody of the project speak at the event."""
    person = MembershipFactory(project=project, **facts).person
    return SpeakerFactory(talk=TalkFactory(event=event, speakers=[]), person=person)


def test_the_topics_of_an_event_begin_with_the_narrowest():
    series = SeriesFactory()
    meeting = EventFactory(kind=Event.Kind.ANNUAL_MEETING, series=series)
    project = ProjectFactory()
    speaking(meeting, project)
    speaking(meeting, ProjectFactory(), end="2020")

    topics = announcing.topics_of(meeting)

    assert topics == [series.topic, "annual-meetings", project.topic, "events"]
    assert announcing.topics_of(EventFactory()) == ["events"]


def test_the_topics_of_an_event_cost_one_query(django_assert_num_queries):
    event = EventFactory()
    for _ in range(3):
        speaking(event, ProjectFactory())

    with django_assert_num_queries(1):
        announcing.topics_of(event)


def test_everybody_who_wants_to_hear_of_it_gets_one_letter_with_the_way_to_end_its_topic(
    mailoutbox,
):
    series = SeriesFactory()
    event = EventFactory(series=series)
    for topic in (series.topic, "events"):
        SubscriptionFactory(topic=topic, email="both@example.org")
    SubscriptionFactory(topic="events", email="events@example.org")
    SubscriptionFactory(topic=SeriesFactory().topic)
    SubscriptionFactory(topic="events", weekly=True)

    letter = announce(event)
    deliver_due()

    assert {mail.to[0]: mail.extra_headers["List-Id"] for mail in mailoutbox} == {
        "both@example.org": f"<series.{series.pk}.localhost>",
        "events@example.org": "<events.localhost>",
    }
    assert len(mailoutbox) == letter.reached == 2
    assert f"you subscribed to: {series.title}." in next(
        mail.body for mail in mailoutbox if mail.to == ["both@example.org"]
    )


def test_who_takes_up_another_topic_on_the_way_gets_no_second_letter(mailoutbox):
    series = SeriesFactory()
    event = EventFactory(series=series)
    SubscriptionFactory(topic="events", email="reader@example.org")
    announce(event)

    subscribing.choose(
        "reader@example.org", {series.topic: "at-once", "events": "at-once"}, language="en"
    )
    deliver_due()

    assert len(mailoutbox) == 1


def test_a_cancelled_talk_is_not_proposed():
    event = EventFactory()
    TalkFactory(event=event, title="On samples")
    TalkFactory(event=event, title="Withdrawn by its author", is_cancelled=True)

    text = announcing.proposal(event).text

    assert "On samples" in text
    assert "Withdrawn" not in text


def test_what_is_for_members_is_announced_to_members_alone():
    member = UserFactory(roles=[Role.MEMBER])
    SubscriptionFactory(user=member, email=member.email)
    SubscriptionFactory(user=UserFactory())
    SubscriptionFactory()

    to = announcing.recipients(EventFactory(members_only=True))

    assert [recipient.email for recipient in to] == [member.email]
