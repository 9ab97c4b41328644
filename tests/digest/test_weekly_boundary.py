import datetime

import pytest
from django.utils import timezone

from portal.digest import weekly

pytestmark = pytest.mark.django_db


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
