"""Two schedulers ask the same speakers at once, each over a connection of its own."""

import pytest
from django.db import IntegrityError

from events import organising
from events.chasing import chasing
from events.chasing.models import Asked, Round
from tests.events.submissions.at_once import Meeting, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def schedulers(monkeypatch, bare_talk):
    """Two schedulers; who finds that nobody was asked waits for the other before it says so."""
    bare_talk(7)
    meeting, was_asked = Meeting(), chasing.was_asked

    def look_after_meeting(event, days):
        found = was_asked(event, days)
        meeting.wait_for_the_other()
        return found

    monkeypatch.setattr(chasing, "was_asked", look_after_meeting)

    def ask():
        try:
            chasing.chase_all()
        except IntegrityError as error:
            return str(error)
        return ""

    return lambda: at_once(ask, ask)


def test_two_at_once_ask_once(schedulers):
    assert schedulers() == ["", ""]

    assert Round.objects.count() == 1
    assert Asked.objects.count() == 1


def test_without_the_lock_only_the_database_keeps_the_second_from_asking(schedulers, monkeypatch):
    monkeypatch.setattr(organising, "lock", lambda event: type(event).objects.get(pk=event.pk))

    asked, refused = sorted(schedulers())

    assert asked == ""
    assert "one_round_per_rung" in refused
