"""Members hear of the call of a series as of that of an event: when it opens, and before it closes."""

import pytest

from events.announcements import noticing
from events.announcements.models import Notice
from events.announcements.tasks import notice
from events.submissions.models import State
from portal.accounts.roles import Role
from portal.mail.models import Delivery, Message
from tests.events.announcements.test_call_open import from_now, told
from tests.factories.accounts import UserFactory
from tests.factories.mail import SubscriptionFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def calling(**facts):
    facts = {"opens_at": from_now(minutes=-1), "series__venue": "Hall A"} | facts
    return CallFactory(of_series=True, series__rhythm="Thursdays, 16:00", **facts)


@pytest.fixture
def subscriber():
    """A member who subscribed to the series of a call, and to nothing else."""

    def subscribe(call):
        user = UserFactory(roles=[Role.MEMBER])
        SubscriptionFactory(user=user, email=user.email, topic=call.series.topic)
        return user

    return subscribe


def test_members_are_told_once_when_a_call_opens(reader, subscriber):
    call = calling()
    member = subscriber(call)

    notice()
    notice()

    assert told("call-open") == sorted([reader.email, member.email])
    text = Message.objects.first().text
    assert call.get_absolute_url() in text
    assert "Thursdays, 16:00 · Hall A" in text


def test_before_the_deadline_who_has_a_draft_is_reminded_and_who_proposed_nothing_told(reader):
    call = calling(opens_at=from_now(days=-9), closes_at=from_now(days=1))
    draft = SubmissionFactory(call=call, state=State.DRAFT)

    notice()
    notice()

    assert told("call-closes") == sorted([draft.submitter.email, reader.email])
    assert "Thursdays" not in Delivery.objects.get(email=draft.submitter.email).message.text


def test_a_new_deadline_is_told_anew(reader):
    call = calling(opens_at=from_now(days=-9), closes_at=from_now(days=1))
    notice()

    call.closes_at = from_now(days=2)
    call.save()
    notice()

    assert told("call-closes") == [reader.email, reader.email]


def test_of_a_silent_series_nobody_is_told(reader):
    calling(series__sends_notices=False)
    calling(series__sends_notices=False, opens_at=from_now(days=-9), closes_at=from_now(days=1))

    notice()

    assert not Delivery.objects.exists()


def test_two_series_are_told_of_each_by_itself(reader):
    calling()
    calling()

    notice()

    assert told("call-open") == [reader.email, reader.email]
    assert Notice.objects.filter(event=None).count() == 2


def test_the_desk_says_who_is_told(client, reader):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    call = calling(opens_at=from_now(days=1))
    silent = calling(series__sends_notices=False)

    assert "1 member who subscribed is told, once." in " ".join(
        client.get(call.desk_url).text.split()
    )
    assert "The series is silent" in client.get(silent.desk_url).text


def test_who_opens_a_call_for_a_series_is_told_whom_that_reaches(client, reader):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    call = calling()
    call.delete()

    page = client.get(call.desk_url).text

    assert "1 member who subscribed is told" in " ".join(page.split())
    assert noticing.number_in(noticing.subscribed_members(call.series)) == 1
