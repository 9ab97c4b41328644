"""What breaks while weekly letters are made repeats nothing for anybody and skips nothing."""

import os
import signal
import subprocess
import sys
import uuid
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction

from portal.digest import weekly
from portal.mail import outbox
from portal.mail.models import Delivery, Subscription
from tests.common.until import until
from tests.common.waiting import somebody_waits_for_me
from tests.events.submissions.at_once import Meeting, at_once
from tests.factories.mail import SubscriptionFactory
from tests.factories.news import ArticleFactory
from tests.mail.conftest import IN_THE_PORTAL

pytestmark = pytest.mark.django_db(transaction=True)

IMPORT = "from portal.digest import weekly; "
ONE_AFTER_ANOTHER = "weekly.tell = weekly.tell.__wrapped__; weekly.lock = list; "
SEND_DIGESTS = "weekly.send_digests()"
ONCE_EACH = {f"r{number}@example.org": 1 for number in range(5)}


@pytest.fixture(autouse=True)
def _five_readers_and_one_article():
    until = weekly.boundary()
    for email in ONCE_EACH:
        SubscriptionFactory(
            topic="news", email=email, weekly=True, told_until=until - timedelta(days=7)
        )
    ArticleFactory(published_at=until - timedelta(days=2))


@pytest.fixture
def one_after_another(monkeypatch):
    """The test switch: each statement by itself, with nobody waiting for anybody."""
    monkeypatch.setattr(weekly, "tell", weekly.tell.__wrapped__)
    monkeypatch.setattr(weekly, "lock", list)


@pytest.fixture
def mend(monkeypatch):
    """The outbox fails until it is mended: the database has run full, say."""
    queue_all = outbox.queue_all

    def fail(letters):
        raise OSError("No space left on device")

    monkeypatch.setattr(outbox, "queue_all", fail)
    return lambda: monkeypatch.setattr(outbox, "queue_all", queue_all)


def told():
    return Counter(Delivery.objects.values_list("email", flat=True))


def told_this_and_next_week():
    weekly.send_digests()
    weekly.send_digests(until=weekly.boundary() + timedelta(days=7))
    return told()


def test_an_error_in_the_middle_moves_no_cursor_and_the_next_run_tells_everybody(caplog, mend):
    assert weekly.send_digests() == 0
    assert "could not be queued" in caplog.text
    assert told() == {}
    assert not Subscription.objects.filter(told_until=weekly.boundary()).exists()

    mend()
    assert told_this_and_next_week() == ONCE_EACH


@pytest.mark.usefixtures("one_after_another")
def test_without_the_one_transaction_the_same_error_skips_people(mend):
    weekly.send_digests()

    mend()
    assert told_this_and_next_week() == {}


def test_an_error_over_some_people_harms_nobody_in_another_batch(monkeypatch):
    monkeypatch.setattr(weekly, "BATCH", 2)
    tell = weekly.tell

    def break_over_one(emails, until):
        if "r2@example.org" in emails:
            raise OSError
        return tell(emails, until)

    monkeypatch.setattr(weekly, "tell", break_over_one)
    assert weekly.send_digests() == 3

    monkeypatch.setattr(weekly, "tell", tell)
    assert told_this_and_next_week() == ONCE_EACH


@pytest.fixture
def one_letter_fails(monkeypatch):
    """What is told to r2 alone, who reads German, cannot be queued; the others share another letter."""
    Subscription.objects.filter(email="r2@example.org").update(language="de")
    queue_all = outbox.queue_all

    def fail_over_one(letters):
        if any(letter.language == "de" for letter in letters):
            raise ValueError("This letter cannot be written.")
        queue_all(letters)

    monkeypatch.setattr(outbox, "queue_all", fail_over_one)
    return lambda: monkeypatch.setattr(outbox, "queue_all", queue_all)


def test_a_letter_that_fails_holds_up_nobody_who_gets_another(one_letter_fails, caplog):
    assert weekly.send_digests() == 4

    assert told() == {email: 1 for email in ONCE_EACH if email != "r2@example.org"}
    assert "The letter to r2@example.org and 0 more could not be queued" in caplog.text

    mend = one_letter_fails
    mend()
    assert told_this_and_next_week() == ONCE_EACH


@pytest.mark.usefixtures("one_letter_fails")
def test_without_parting_the_letters_the_same_one_holds_up_its_whole_batch(monkeypatch):
    monkeypatch.setattr(weekly, "apart", lambda emails, until: [emails])

    assert weekly.send_digests() == 0

    assert told() == {}


def test_who_has_no_news_is_passed_over_even_if_a_letter_fails(one_letter_fails):
    SubscriptionFactory(
        topic="events",
        email="r9@example.org",
        weekly=True,
        told_until=weekly.boundary() - timedelta(7),
    )

    weekly.send_digests()

    untold = Subscription.objects.untold(weekly.boundary())
    assert list(untold.values_list("email", flat=True)) == ["r2@example.org"]


def kill_between_cursor_and_letter(code):
    """Run the code in a process of its own, and kill it when it comes to write the letters."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Messages can be read but not written.
            cursor.execute("LOCK TABLE mail_message IN SHARE ROW EXCLUSIVE MODE")
        command = [sys.executable, "-c", IN_THE_PORTAL + code]
        command.append(connection.settings_dict["NAME"])
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
        process = subprocess.Popen(command, env=environment)  # noqa: S603  our own code
        until(somebody_waits_for_me)
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait(10) == -signal.SIGKILL
    assert told() == {}


def test_a_process_killed_between_cursor_and_letter_leaves_both_undone():
    kill_between_cursor_and_letter(IMPORT + SEND_DIGESTS)

    assert told_this_and_next_week() == ONCE_EACH


def test_without_the_one_transaction_the_same_kill_skips_people():
    kill_between_cursor_and_letter(IMPORT + ONE_AFTER_ANOTHER + SEND_DIGESTS)

    assert told_this_and_next_week() == {}


def two_beats(monkeypatch):
    """Two runs of which each, having read what is due, waits for the other as long as it can."""
    meeting, move_on = Meeting(), weekly.move_on

    def move_on_after_meeting(readers, until):
        meeting.wait_for_the_other()
        move_on(readers, until)

    monkeypatch.setattr(weekly, "move_on", move_on_after_meeting)
    return sorted(at_once(weekly.send_digests, weekly.send_digests))


def test_two_beats_at_once_tell_everybody_once(monkeypatch):
    assert two_beats(monkeypatch) == [0, 5]

    assert told() == ONCE_EACH


def test_without_the_lock_both_beats_try_and_the_key_of_the_week_still_lets_one_through(
    monkeypatch,
):
    monkeypatch.setattr(weekly, "lock", list)

    assert two_beats(monkeypatch) == [5, 5]

    assert told() == ONCE_EACH


def test_without_lock_and_key_the_same_trial_tells_everybody_twice(monkeypatch):
    monkeypatch.setattr(weekly, "lock", list)
    monkeypatch.setattr(weekly, "version", lambda until: str(uuid.uuid4()))

    two_beats(monkeypatch)

    assert told() == dict.fromkeys(ONCE_EACH, 2)
