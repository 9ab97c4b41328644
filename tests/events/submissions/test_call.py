import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from events.submissions.models import Call, State
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, SeriesFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

OPENS = datetime.datetime(2027, 3, 1, 12, 0, tzinfo=datetime.UTC)
CLOSES = datetime.datetime(2027, 3, 31, 22, 0, tzinfo=datetime.UTC)
A_TICK = datetime.timedelta(microseconds=1)
A_MINUTE = datetime.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (OPENS - A_TICK, Call.Phase.LATER),
        (OPENS, Call.Phase.OPEN),
        (CLOSES - A_TICK, Call.Phase.OPEN),
        (CLOSES, Call.Phase.OPEN),
        (CLOSES + A_TICK, Call.Phase.OPEN),
        (CLOSES + A_MINUTE, Call.Phase.OPEN),
        (CLOSES + A_MINUTE + A_TICK, Call.Phase.CLOSED),
    ],
)
def test_a_call_is_open_until_its_deadline_and_one_minute_of_grace(moment, phase):
    call = Call(event=EventFactory.build(), opens_at=OPENS, closes_at=CLOSES)

    assert call.phase_at(moment) == phase


def test_the_call_of_a_cancelled_event_is_called_off():
    call = CallFactory(event=EventFactory(cancelled=True))

    assert call.phase == Call.Phase.CALLED_OFF
    assert not call.is_open


def test_a_call_closes_after_it_opens():
    with pytest.raises(IntegrityError, match="call_closes_after_it_opens"):
        CallFactory(opens_at=CLOSES, closes_at=OPENS)


def test_open_calls_come_with_the_nearest_deadline_first():
    last = CallFactory(closes_at=timezone.now() + datetime.timedelta(days=2))
    first = CallFactory(closes_at=timezone.now() + datetime.timedelta(days=1))
    CallFactory(later=True)
    CallFactory(closed=True)
    CallFactory(event=EventFactory(cancelled=True))
    CallFactory(event=EventFactory(draft=True))

    assert list(Call.objects.open()) == [first, last]


def test_a_call_in_its_minute_of_grace_is_still_open():
    call = CallFactory(in_grace=True)

    assert call.is_open
    assert list(Call.objects.open()) == [call]


def test_a_call_is_visible_to_those_who_may_know_of_the_event():
    call = CallFactory(event=EventFactory(draft=True))

    assert call not in Call.objects.visible_to(UserFactory(roles=[Role.MEMBER]))
    assert call in Call.objects.visible_to(UserFactory(roles=[Role.ORGANISER]))


def test_a_call_leads_to_where_one_submits():
    call = CallFactory(event__slug="sample-meeting")

    assert call.get_absolute_url() == "/events/sample-meeting/submit/"
    assert str(call) == str(call.event)


def test_an_event_that_somebody_wrote_a_talk_for_is_not_deleted():
    draft = SubmissionFactory(state=State.DRAFT)

    with pytest.raises(ProtectedError):
        draft.call.event.delete()


def test_an_event_with_a_call_that_nobody_answered_can_be_deleted():
    CallFactory().event.delete()

    assert not Call.objects.exists()


def test_a_call_is_for_an_event_or_for_a_series():
    for_none, for_both = {"event": None}, {"series": SeriesFactory()}

    for host in (for_none, for_both):
        with pytest.raises(IntegrityError, match="call_of_event_or_series"), transaction.atomic():
            CallFactory(**host)


def test_a_call_of_a_series_is_named_after_it_and_told_in_its_zone():
    call = CallFactory(of_series=True, series__title="A seminar", series__zone="Europe/London")

    assert str(call) == "A seminar"
    assert call.zone == "Europe/London"
    assert call.get_absolute_url() == f"/seminars/{call.series.slug}/submit/"
    assert list(Call.objects.open()) == [call]
