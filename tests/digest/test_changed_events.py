"""The weekly letter tells what changed of an event, from what to what, to whom it is a change."""

import copy
import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import organising
from events.models import EventBefore
from events.registrations.models import State as Place
from portal.accounts.roles import Role
from portal.digest import weekly
from portal.mail.tasks import deliver_due
from tests.factories.accounts import UserFactory
from tests.factories.events import RegistrationFactory, SeriesFactory

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2031, 7, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def known(event):
    """Make an event that was published long before the week that is told."""
    usual = {"title": "Sample workshop", "venue": "Hall 1", "starts_at": NOON, "ends_at": None}
    return lambda **facts: event(**{"days": 20} | usual | facts)


@pytest.fixture
def change(monkeypatch, ago):
    """Change an event as organisers do, that many days before the boundary."""

    def change(event, days=2, **facts):
        edited = copy.copy(event)
        for name, value in facts.items():
            setattr(edited, name, value)
        with monkeypatch.context() as clock:
            clock.setattr(timezone, "now", lambda: ago(days).astimezone(datetime.UTC))
            organising.save(edited)
        return edited

    return change


def test_with_no_change_nothing_is_told(wants, known, change, letters):
    wants("events")
    change(known(), summary="More about it.")

    assert letters() == []


def test_a_changed_place_is_told_from_what_to_what_beside_the_time_that_stays(
    wants, known, change, letters
):
    wants("events")
    event = change(known(), venue="Hall 2")

    (mail,) = letters()

    assert mail.subject == "This week: Sample workshop"
    told = mail.body[mail.body.index("Sample workshop") :].split("\n\n")[0]
    assert told.splitlines() == [
        "Sample workshop (changed)",
        "Tuesday, 1 July 2031, 14:00 CEST",
        "Place: Hall 2 · On site (it was: Hall 1 · On site)",
        f"http://localhost:8000{event.get_absolute_url()}",
    ]


def test_many_changes_of_many_events_are_told_once_each_from_the_first_to_the_last(
    wants, known, change, letters
):
    wants("events")
    event = change(known(), days=3, title="Second title", starts_at=NOON.replace(hour=13))
    change(event, days=2, title="Third title")
    change(known(title="Other workshop"), venue="Hall 3")

    (mail,) = letters()

    assert mail.subject.endswith(", and 1 more")
    assert mail.body.count("(changed)") == 2
    assert "Title: Third title (it was: Sample workshop)" in mail.body
    assert "15:00 CEST (it was: Tuesday, 1 July 2031, 14:00 CEST)" in mail.body
    assert "Second title" not in mail.body


def test_what_was_changed_and_changed_back_is_no_news(wants, known, change, letters):
    wants("events")
    event = change(known(), days=3, venue="Hall 2")
    change(event, days=2, venue="Hall 1")

    assert letters() == []
    assert EventBefore.objects.count() == 2


def test_who_began_in_the_middle_of_the_week_hears_of_what_changed_since(
    wants, known, change, letters
):
    wants("events", email="early@example.org")
    wants("events", email="midweek@example.org", days=2.5)
    wants("events", email="late@example.org", days=1)
    event = change(known(), days=3, venue="Hall 2")
    change(event, days=2, venue="Hall 3")

    told = {mail.to[0]: mail.body for mail in letters()}

    assert set(told) == {"early@example.org", "midweek@example.org"}
    assert "(it was: Hall 1 · On site)" in told["early@example.org"]
    assert "(it was: Hall 2 · On site)" in told["midweek@example.org"]


def test_to_whom_the_event_is_new_it_is_told_as_new(wants, known, change, letters):
    wants("events")
    change(known(days=3), venue="Hall 2")

    (mail,) = letters()

    assert "Hall 2" in mail.body
    assert "it was" not in mail.body


def test_an_event_new_under_one_topic_and_changed_under_another_is_told_once(
    wants, known, change, letters
):
    series = SeriesFactory(title="Sample seminar")
    wants("events", days=7)
    wants(series.topic, days=3)
    event = change(known(days=5, series=series), days=2.5, venue="Hall 2")
    change(event, days=2, venue="Hall 3")

    (mail,) = letters()

    assert mail.body.count("Sample workshop") == 1


def test_next_week_tells_the_same_change_to_nobody_again(wants, known, change, letters, monday):
    wants("events")
    change(known(), venue="Hall 2")

    letters()

    assert len(letters(until=monday + datetime.timedelta(days=7))) == 1


def test_a_change_of_a_draft_of_a_past_or_of_a_cancelled_event_is_no_news(
    wants, known, change, letters
):
    wants("events")
    past = NOON.replace(year=2020)
    for event in (known(draft=True), known(cancelled=True), known(starts_at=past)):
        change(event, venue="Hall 2")

    assert letters() == []


def test_of_events_for_members_members_alone_hear(wants, known, change, letters):
    member = UserFactory(roles=[Role.MEMBER], email="member@example.org")
    wants("events", email="guest@example.org")
    wants("events", email=member.email, user=member)
    change(known(members_only=True), venue="Hall 2")

    (mail,) = letters()

    assert mail.to == [f'"{member.name}" <member@example.org>']


def test_who_has_a_place_and_was_told_at_once_is_not_told_again(
    wants, known, change, letters, mailoutbox
):
    wants("events", email="registered@example.org")
    wants("events", email="other@example.org")
    event = known(takes_registrations=True)
    RegistrationFactory(event=event, email="registered@example.org", state=Place.CONFIRMED)
    change(event, venue="Hall 2")
    deliver_due()
    assert [mail.subject for mail in mailoutbox] == ["Changed: Sample workshop"]
    mailoutbox.clear()

    assert [mail.to for mail in letters()] == [["other@example.org"]]


def test_many_changes_cost_as_many_queries_as_one(
    wants, known, change, monday, django_assert_num_queries
):
    wants("events", email="first@example.org")
    change(known(), venue="Hall 2")
    with CaptureQueriesContext(connection) as asked:
        assert weekly.tell(["first@example.org"], monday) == 1

    for number in range(5):
        change(known(series=SeriesFactory()), venue=f"Hall {number + 2}")
    wants("events", email="second@example.org")
    with django_assert_num_queries(len(asked)):
        assert weekly.tell(["second@example.org"], monday) == 1
