"""Two schedulers tell of the same moment at the same time, each over a connection of its own.

Three things keep them from telling anybody twice: the lock on the event, the row that notes what was told, and
the key of the letters. Each trial takes some of them away.
"""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from events import organising
from events.announcements import noticing
from events.announcements.models import Notice
from events.submissions.models import State
from portal.accounts.roles import Role
from portal.mail.models import Delivery
from portal.mail.models.delivery import DeliveryQuerySet
from tests.events.submissions.at_once import Meeting, at_once
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.mail import SubscriptionFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db(transaction=True)


def from_now(**time):
    return timezone.now() + datetime.timedelta(**time)


def registration_opens():
    EventFactory(registrations=True, registration_opens_at=from_now(minutes=-1))


def a_call_opens():
    CallFactory(opens_at=from_now(minutes=-1))


def a_call_closes():
    call = CallFactory(opens_at=from_now(days=-20), closes_at=from_now(days=2))
    SubmissionFactory(call=call, state=State.DRAFT)


MOMENTS = [registration_opens, a_call_opens, a_call_closes]


@pytest.fixture(params=MOMENTS, ids=lambda moment: moment.__name__)
def moment(request):
    """A moment to tell two people of."""
    for member in UserFactory.create_batch(2, roles=[Role.MEMBER]):
        SubscriptionFactory(user=member, email=member.email)
    request.param()


@pytest.fixture
def schedulers(moment, monkeypatch):
    """Two schedulers; who comes first waits for the other before it notes, and before it writes the letters."""
    noting, writing = Meeting(), Meeting()
    save, write = Notice.save, DeliveryQuerySet.bulk_create

    def note_after_meeting(row, *args, **kwargs):
        noting.wait_for_the_other()
        save(row, *args, **kwargs)

    def write_after_meeting(rows, *args, **kwargs):
        writing.wait_for_the_other()
        return write(rows, *args, **kwargs)

    monkeypatch.setattr(Notice, "save", note_after_meeting)
    monkeypatch.setattr(DeliveryQuerySet, "bulk_create", write_after_meeting)
    return [noticing.notice_all] * 2


@pytest.fixture
def without_lock(monkeypatch):
    monkeypatch.setattr(organising, "lock", lambda event: type(event).objects.get(pk=event.pk))


def _without(model, name):
    """Take a constraint away for a while; what it would have refused is thrown away in the end."""
    constraint = next(one for one in model._meta.constraints if one.name == name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    yield
    model.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(model, constraint)


@pytest.fixture
def without_row(transactional_db):
    """Any number of rows may note the same moment."""
    yield from _without(Notice, "one_notice_each")


@pytest.fixture
def without_key(transactional_db):
    """An address may get any number of letters of the same key."""
    yield from _without(Delivery, "delivery_once")


def letters_to_each():
    """Return how many letters each address gets."""
    addresses = list(Delivery.objects.values_list("email", flat=True))
    return sorted(addresses.count(one) for one in set(addresses))


def test_two_schedulers_at_once_tell_nobody_twice(schedulers):
    at_once(*schedulers)

    assert set(letters_to_each()) == {1}
    assert Notice.objects.count() == 1


def test_the_lock_alone_keeps_them_apart(schedulers, without_row, without_key):
    at_once(*schedulers)

    assert set(letters_to_each()) == {1}
    assert Notice.objects.count() == 1


def test_the_row_alone_keeps_them_apart(schedulers, without_lock, without_key):
    at_once(*schedulers)

    assert set(letters_to_each()) == {1}
    assert Notice.objects.count() == 1


def test_without_lock_and_row_both_tell_and_only_the_key_of_the_letters_saves_the_readers(
    schedulers, without_lock, without_row
):
    at_once(*schedulers)

    assert set(letters_to_each()) == {1}
    assert Notice.objects.count() == 2


def test_without_any_of_them_the_same_trial_tells_everybody_twice(
    schedulers, without_lock, without_row, without_key
):
    at_once(*schedulers)

    assert set(letters_to_each()) == {2}
    assert Notice.objects.count() == 2
