import datetime
import re

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.desk.history.kinds import KINDS
from tests.factories.accounts import UserFactory
from tests.factories.events import (
    EventFactory,
    SeriesFactory,
    SessionFactory,
    SpeakerFactory,
    TalkFactory,
    moment,
)
from tests.factories.invitations import InvitationFactory
from tests.factories.news import ArticleFactory
from tests.factories.projects import (
    InstitutionFactory,
    PersonFactory,
    ProgrammeFactory,
    ProjectFactory,
)
from tests.factories.submissions import CallFactory

pytestmark = pytest.mark.django_db
HISTORY = "/desk/history/"


@pytest.fixture
def coordinator(client):
    user = UserFactory(roles=[Role.COORDINATOR], name="Sample Coordinator")
    client.force_login(user)
    LogEntry.objects.all().delete()
    return user


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


def entries(client, address=HISTORY, **asked):
    return client.get(address, asked).context["entries"]


def change(row, **fields):
    """Change a row as the desk's forms do."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def only_change(client, address=HISTORY):
    [entry] = entries(client, address)
    [found] = entry.changes
    return found


def test_it_says_who_changed_what_from_what_to_what(client, coordinator):
    event = EventFactory(title="Annual meeting", venue="Room 1")
    LogEntry.objects.all().delete()

    client.post(f"/desk/events/{event.slug}/cancel/")
    event.refresh_from_db()
    change(event, venue="Room 2")

    page = client.get(HISTORY).content.decode()
    assert (
        "Sample Coordinator changed the event Annual meeting State: from “Published” to “Cancelled”"
        in words(page)
    )
    assert (
        "The portal itself changed the event Annual meeting Venue: from “Room 1” to “Room 2”"
        in words(page)
    )
    assert f'href="/desk/events/{event.slug}/edit/"' in page


def test_every_kind_that_is_tracked_has_its_place_in_the_history():
    assert {kind.model for kind in KINDS} == set(auditlog.get_models())


def test_what_is_gone_is_named_without_a_link(client, coordinator):
    event = EventFactory(title="Never mind")
    event.delete()

    assert [entry.sentence for entry in entries(client)] == [
        "<strong>The portal itself</strong> deleted the event <em>Never mind</em>",
        "<strong>The portal itself</strong> created the event <em>Never mind</em>",
    ]


def test_somebody_is_called_by_the_present_name(client, coordinator):
    account = UserFactory(name="", email="only.address@example.org")
    change(account, name="Sample Newcomer")

    assert "Sample Newcomer" in entries(client)[0].sentence
    assert only_change_of(account, client).label == "Name"


def only_change_of(row, client):
    [found] = [c for entry in entries(client, kind=row._meta.model_name) for c in entry.changes]
    return found


def test_a_value_that_leads_to_another_row_is_named(client, coordinator):
    event = EventFactory()
    LogEntry.objects.all().delete()
    series = SeriesFactory(title="Junior seminar")
    LogEntry.objects.all().delete()

    change(event, series=series)

    found = only_change(client)
    assert (found.label, found.old, found.new) == ("Series", "", "Junior seminar")


def test_moments_stand_in_local_time_and_truth_in_words(client, coordinator):
    begin = datetime.datetime(2027, 3, 23, 12, tzinfo=datetime.UTC)
    event = EventFactory(starts_at=begin, ends_at=None)
    LogEntry.objects.all().delete()

    change(event, starts_at=begin + datetime.timedelta(hours=1), takes_registrations=True)

    shown = {c.label: (c.old, c.new) for c in entries(client)[0].changes}
    assert shown == {
        "Begins": ("23 Mar 2027, 13:00", "23 Mar 2027, 14:00"),
        "Takes registrations": ("no", "yes"),
    }


def test_lists_are_told_by_their_labels(client, coordinator):
    programme = ProgrammeFactory()
    LogEntry.objects.all().delete()

    change(programme, menu=["news", "research"])

    assert only_change(client).new == "News, Research"


def test_a_long_text_is_only_said_to_have_changed(client, coordinator):
    article = ArticleFactory(body="Old words")
    LogEntry.objects.all().delete()

    change(article, body="New words")

    assert (only_change(client).label, only_change(client).words) == ("Text", "changed")


def test_what_was_linked_is_named(client, coordinator):
    article, project = ArticleFactory(), ProjectFactory(title="Sample project")
    LogEntry.objects.all().delete()

    article.projects.add(project)

    assert (only_change(client).label, only_change(client).words) == (
        "Projects",
        "added: Sample project",
    )


def test_it_can_be_narrowed_by_person_kind_and_day(client, coordinator):
    event, article = EventFactory(), ArticleFactory()
    LogEntry.objects.all().delete()
    client.post(f"/desk/events/{event.slug}/cancel/")
    change(article, title="Another")
    LogEntry.objects.filter(actor=None).update(
        timestamp=timezone.now() - datetime.timedelta(days=5)
    )
    yesterday = timezone.localdate() - datetime.timedelta(days=1)

    assert len(entries(client)) == 2
    for asked in ({"who": coordinator.pk}, {"kind": "event"}, {"since": yesterday}):
        [entry] = entries(client, **asked)
        assert "event" in entry.sentence
    [entry] = entries(client, until=yesterday)
    assert "article" in entry.sentence


@pytest.mark.parametrize(
    "asked", [{"who": "x"}, {"kind": "\0"}, {"since": "31-31"}, {"page": "no"}, {"who": "9" * 30}]
)
def test_what_makes_no_sense_is_not_asked_for(client, coordinator, asked):
    EventFactory()

    assert len(entries(client, **asked)) == 1


def test_the_history_of_an_event_tells_of_its_parts_too(client):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    event = EventFactory()
    talk = TalkFactory(event=event, speakers=["Sample Speaker"])
    SessionFactory(event=event), CallFactory(event=event), TalkFactory()

    page = client.get(reverse("desk:history-of", args=["event", event.pk]))

    told = sorted(
        re.sub(r".* created the (\w+) .*", r"\1", e.sentence) for e in page.context["entries"]
    )
    assert told == ["call", "event", "session", "speaker", "talk"]
    assert talk.title in page.content.decode()


def test_what_was_deleted_keeps_its_history(client, coordinator):
    event = EventFactory()
    pk = event.pk
    event.delete()

    assert len(entries(client, reverse("desk:history-of", args=["event", pk]))) == 2


@pytest.mark.parametrize("kind", ["event", "nonsense", "logentry"])
def test_there_is_no_history_of_nothing(client, coordinator, kind):
    assert client.get(reverse("desk:history-of", args=[kind, 987654])).status_code == 404


@pytest.mark.parametrize(
    "page",
    [
        "/desk/events/{event.slug}/edit/",
        "/desk/events/series/{series.slug}/edit/",
        "/desk/news/{article.pk}/",
    ],
)
def test_the_desks_pages_lead_to_the_history(client, coordinator, page):
    rows = {"event": EventFactory(), "series": SeriesFactory(), "article": ArticleFactory()}

    assert (
        "/desk/history/" in client.get(page.format(**rows)).content.decode().partition("<main")[2]
    )


def test_thirty_entries_cost_as_many_queries_as_one_of_each(client, coordinator):
    def make(number):
        for _ in range(number):
            event = EventFactory()
            change(event, series=SeriesFactory(), starts_at=moment(9), ends_at=None)
            SpeakerFactory(talk__event=event, person=PersonFactory())
            SessionFactory(event=event), CallFactory(event=event), InstitutionFactory()
            client.post(f"/desk/events/{event.slug}/cancel/")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(HISTORY)
        return len(captured)

    make(1)
    queries()
    with_one = queries()
    make(3)

    assert queries() == with_one


def test_an_invitation_is_told_without_keeping_its_address(client, coordinator):
    invitation = InvitationFactory(email="somebody@example.org")
    LogEntry.objects.exclude(content_type__model="invitation").delete()

    assert "somebody@example.org" not in str(list(LogEntry.objects.values()))
    [entry] = entries(client)
    assert entry.sentence.endswith(">somebody@example.org</a>")
    invitation.delete()
    assert entries(client)[0].sentence.endswith("<em>(no name kept)</em>")
