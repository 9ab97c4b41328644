"""What was kept long enough goes, that and nothing else."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from events.registrations import personal as registrations
from events.registrations.models import Registration, State
from portal.accesslog.models import Access
from portal.celery import app
from portal.common import personal
from portal.common.partial_dates import PartialDate
from portal.common.personal import NAME_REMOVED
from portal.consents.models import Consent
from portal.mail.models import Delivery, Message, Subscription
from portal.preferences.models import Preferences
from portal.privacy import retention, tasks
from portal.privacy.models import RetentionLine, RetentionRun
from projects.invitations.models import Invitation
from tests.factories.accounts import UserFactory
from tests.factories.consents import ConsentFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.mail import DeliveryFactory, MessageFactory, SubscriptionFactory
from tests.factories.projects import PersonFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def days_before(days):
    return NOW - timedelta(days=days)


def set_back(row, **moments):
    """Write moments that are otherwise set by themselves."""
    type(row)._default_manager.filter(pk=row.pk).update(**moments)
    return row


def an_event(ended_at):
    return EventFactory(starts_at=ended_at - timedelta(hours=1), ends_at=ended_at)


def a_session(moment):
    return Session.objects.create(session_key=str(moment), session_data="", expire_date=moment)


# Kind by kind: how to make a row that was last needed at a moment, and for how many days it is kept.
KINDS = {
    "an unconfirmed registration": (
        lambda then: RegistrationFactory(state=State.UNCONFIRMED, asked_at=then),
        "unconfirmed_days",
    ),
    "an unconfirmed subscription": (
        lambda then: set_back(SubscriptionFactory(unconfirmed=True), created_at=then),
        "unconfirmed_days",
    ),
    "an accepted invitation": (
        lambda then: InvitationFactory(accepted_at=then, expires_at=then),
        "unconfirmed_days",
    ),
    "an invitation that has expired": (
        lambda then: InvitationFactory(expires_at=then),
        "unconfirmed_days",
    ),
    "a mail that was sent": (
        lambda then: DeliveryFactory(state="sent", sent_at=then, queued_at=days_before(2000)),
        "mail_days",
    ),
    "a mail that failed": (
        lambda then: DeliveryFactory(state="failed", queued_at=then),
        "mail_days",
    ),
    "the text of a mail to nobody": (
        lambda then: set_back(MessageFactory(), created_at=then),
        "mail_days",
    ),
    "an entry of the record of changes": (
        lambda then: set_back(_entry(), timestamp=then),
        "audit_days",
    ),
    "a look at somebody's data": (
        lambda then: Access.objects.create(kind="look", what="all", why="asked", noted_at=then),
        "audit_days",
    ),
    "an entry of the log of retention": (
        lambda then: RetentionRun.objects.create(started_at=then, finished_at=then),
        "audit_days",
    ),
    "a session": (a_session, None),
}


def _entry():
    PersonFactory()
    return LogEntry.objects.latest("pk")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_kept_until_the_last_day_and_goes_on_the_day(kind):
    make, setting = KINDS[kind]
    days = getattr(Preferences.current(), setting) if setting else 0
    due = make(days_before(days))
    kept = make(days_before(days - 1) if setting else NOW + timedelta(days=1))

    retention.run(NOW)

    rows = type(due)._default_manager
    assert not rows.filter(pk=due.pk).exists()
    assert rows.filter(pk=kept.pk).exists()


def test_of_a_registration_only_the_count_stays_once_the_event_is_long_over():
    days = Preferences.current().registration_days
    due = RegistrationFactory(event=an_event(days_before(days)), state=State.ATTENDED)
    kept = RegistrationFactory(event=an_event(days_before(days - 1)))
    ConsentFactory(email=due.email, about=f"registration:{due.pk}")

    retention.run(NOW)

    due.refresh_from_db()
    kept.refresh_from_db()
    assert (due.name, due.affiliation, due.user) == (NAME_REMOVED, "", None)
    assert due.email == due.email_key == f"{due.pk}@anonymous.invalid"
    assert due.state == State.ATTENDED
    assert due.event.registrations.counts()["attended"] == 1
    assert kept.name.startswith("Sample Participant")
    assert not Consent.objects.exists()


def test_an_event_without_an_hour_ends_with_its_last_day():
    days = Preferences.current().registration_days
    last_day = PartialDate.parse(str(timezone.localdate(days_before(days))))
    event = EventFactory(of_record=True, start=last_day, takes_registrations=True)
    registration = RegistrationFactory(event=event)

    retention.run(NOW)
    assert not Registration.objects.get().anonymised_at

    retention.run(NOW + timedelta(days=1))
    registration.refresh_from_db()
    assert registration.anonymised_at


def test_places_stay_taken():
    event = an_event(days_before(1000))
    RegistrationFactory.create_batch(3, event=event)

    retention.run(NOW)

    event.refresh_from_db()
    assert event.places_taken == 3


def test_a_setting_that_is_changed_holds_the_next_night():
    delivery = DeliveryFactory(state="sent", sent_at=days_before(10))
    Preferences(mail_days=10).save()

    retention.run(NOW)

    assert not Delivery.objects.filter(pk=delivery.pk).exists()


@pytest.mark.parametrize("state", ["queued", "retrying"])
def test_a_mail_that_still_waits_is_never_removed(state):
    delivery = DeliveryFactory(state=state, queued_at=days_before(5000))
    set_back(delivery.message, created_at=days_before(5000))

    retention.run(NOW)

    assert Delivery.objects.filter(pk=delivery.pk).exists()


def test_the_text_of_a_mail_stays_while_one_delivery_does():
    message = set_back(MessageFactory(), created_at=days_before(5000))
    DeliveryFactory(message=message, key="1", state="sent", sent_at=days_before(5000))
    DeliveryFactory(message=message, key="2", state="sent", sent_at=days_before(1))

    retention.run(NOW)

    assert Message.objects.get().deliveries.count() == 1


def test_what_is_confirmed_or_ended_by_choice_stays():
    set_back(SubscriptionFactory(), created_at=days_before(5000))
    set_back(SubscriptionFactory(ended=True, unconfirmed=True), created_at=days_before(5000))

    retention.run(NOW)

    assert Subscription.objects.count() == 2


def test_an_invitation_that_is_open_stays():
    InvitationFactory()

    retention.run(NOW)

    assert Invitation.objects.count() == 1


def test_the_log_says_how_much_and_never_whose():
    RegistrationFactory.create_batch(
        2, event=an_event(days_before(1000)), name="Zachariah Quixwhistle"
    )

    run = retention.run(NOW)

    lines = {line.label: line.count for line in run.lines.all()}
    assert lines == {"registrations, of which only the count stays": 2}
    assert run.finished_at


def test_a_second_run_finds_nothing_left():
    RegistrationFactory.create_batch(3, event=an_event(days_before(1000)))
    DeliveryFactory.create_batch(2, state="sent", sent_at=days_before(5000))
    retention.run(NOW)
    tokens = list(Registration.objects.order_by("pk").values_list("token", "anonymised_at"))

    again = retention.run(NOW)

    assert not again.lines.exists()
    assert list(Registration.objects.order_by("pk").values_list("token", "anonymised_at")) == tokens


def test_rows_are_dealt_with_in_batches():
    DeliveryFactory.create_batch(7, state="sent", sent_at=days_before(5000))
    sizes = []

    def act(batch):
        sizes.append(batch.count())
        return personal.delete(batch)

    assert personal.in_batches(Delivery.objects.all(), act, size=3) == 7
    assert sizes == [3, 3, 1]


def test_a_run_that_is_killed_halfway_is_taken_up_by_the_next(monkeypatch):
    event = an_event(days_before(1000))
    RegistrationFactory.create_batch(5, event=event)
    real, calls = registrations.anonymise, []

    def die_at_the_second(batch):
        calls.append(batch)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(batch)

    due = Registration.objects.filter(anonymised_at=None)
    with pytest.raises(KeyboardInterrupt):
        personal.in_batches(due, die_at_the_second, size=2)
    assert due.count() == 3

    retention.run(NOW)

    assert due.count() == 0
    assert RetentionLine.objects.get().count == 3


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_share_the_work():
    event = an_event(days_before(1000))
    RegistrationFactory.create_batch(40, event=event)
    DeliveryFactory.create_batch(40, state="sent", sent_at=days_before(5000))
    ready = threading.Barrier(2)

    def run(_number):
        try:
            connection.ensure_connection()
            ready.wait(timeout=30)
            retention.run(NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, range(2)))
    retention.run(NOW)

    counted = {}
    for line in RetentionLine.objects.all():
        counted[line.label] = counted.get(line.label, 0) + line.count
    assert counted["registrations, of which only the count stays"] == 40
    assert counted["deliveries of mails"] == 40
    assert not Delivery.objects.exists()
    assert not Registration.objects.filter(anonymised_at=None).exists()


def test_beat_runs_it_every_night():
    entry = settings.CELERY_BEAT_SCHEDULE["remove what was kept long enough"]

    assert entry["task"] == tasks.run_retention.name
    assert entry["task"] in app.tasks
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({2}, {20})


def test_it_can_be_run_by_hand(capsys):
    RegistrationFactory(event=an_event(days_before(1000)))

    call_command("run_retention")
    call_command("run_retention")

    told = capsys.readouterr().out.splitlines()
    assert told == ["1 registrations, of which only the count stays", "Nothing was due."]


def test_nobody_is_written_to_whose_registration_only_counts(client):
    event = EventFactory(registrations=True)
    RegistrationFactory(event=event, anonymised_at=NOW)

    assert not event.registrations.in_line().of_somebody().exists()


def test_a_member_keeps_the_account_whatever_the_night_removes():
    user = UserFactory()

    retention.run(NOW + timedelta(days=5000))

    user.refresh_from_db()
    assert user.is_active
