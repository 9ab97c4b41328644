import datetime

import pytest
from django.utils import timezone

from events import consequences
from events.announcements.tasks import notice
from events.consequences import Coming
from events.models import Event
from events.submissions.models import Call, State
from portal.accounts.roles import Role
from portal.mail.models import Delivery, Subscription
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, SeriesFactory
from tests.factories.mail import SubscriptionFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db
OPEN, CALL_OPEN, CLOSES = (
    "Registration is open",
    "A call for talks is open",
    "A call for talks closes soon",
)
ASKED = "Save and tell?"


def from_now(**time):
    return timezone.now() + datetime.timedelta(**time)


def to_the_minute(moment):
    return moment.replace(second=0, microsecond=0)


@pytest.fixture(autouse=True)
def _readers():
    """A member and a guest who subscribed to events."""
    member = UserFactory(roles=[Role.MEMBER], email="member@example.org")
    SubscriptionFactory(user=member, email=member.email)
    SubscriptionFactory(email="guest@example.org")


@pytest.fixture
def event():
    return EventFactory(registrations=True, starts_at=from_now(days=60))


def brought(event, call=None):
    return consequences.new_notices(Event.objects.get(pk=event.pk), event, call)


def told(kind):
    found = Delivery.objects.filter(message__kind=kind).order_by("email")
    return list(found.values_list("email", flat=True))


# What is to come


def test_a_registration_that_opens_later_is_told_then_and_one_that_has_just_opened_at_once(event):
    for opens_at, at in ((later := from_now(days=2), to_the_minute(later)), (from_now(), None)):
        event.registration_opens_at = opens_at

        assert brought(event) == [Coming(OPEN, at, 2)]


def test_a_call_is_told_when_it_opens_and_before_it_closes(event):
    call = CallFactory.build(event=event, opens_at=from_now(days=2), closes_at=from_now(days=20))

    assert brought(event, call) == [
        Coming(CALL_OPEN, to_the_minute(call.opens_at), 1),
        Coming(CLOSES, to_the_minute(call.closes_at - datetime.timedelta(days=3)), 1),
    ]


def test_what_comes_anyway_is_no_consequence(event):
    CallFactory(event=event, opens_at=from_now(days=2), closes_at=from_now(days=20))
    event.registration_opens_at = from_now(days=2)
    event.save()
    assert len(consequences.notices(event)) == 3

    event.title = "Another title"

    assert brought(event) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"draft": True},
        {"cancelled": True},
        {"past": True},
        {"sends_notices": False},
        {"series": "silent"},
    ],
)
def test_where_nobody_is_told_nothing_is_to_come(facts):
    if "series" in facts:
        facts = {"series": SeriesFactory(sends_notices=False)}
    event = EventFactory(registrations=True, registration_opens_at=from_now(), **facts)
    CallFactory(event=event, opens_at=from_now(minutes=-1))

    assert consequences.notices(event) == []


def test_what_nobody_hears_is_not_to_come(event):
    Subscription.objects.all().delete()
    event.registration_opens_at = from_now()

    assert brought(event) == []


def test_what_was_told_is_not_to_come_and_another_deadline_is(event):
    call = CallFactory(event=event, opens_at=from_now(days=-20), closes_at=from_now(days=2))
    SubmissionFactory(call=call, state=State.DRAFT)
    notice()
    assert consequences.notices(event) == []

    call.closes_at = from_now(days=2, hours=1)

    assert brought(event, call) == [Coming(CLOSES, None, 2)]


@pytest.mark.parametrize("kind", ["registration", "opening", "deadline"])
def test_what_is_foreseen_is_what_is_told(event, kind):
    call = CallFactory(event=event, opens_at=from_now(days=-20), closes_at=from_now(days=20))
    notice()
    if kind == "registration":
        event.registration_opens_at = from_now(minutes=-1)
    elif kind == "opening":
        call.opens_at = from_now(minutes=-1)
    else:
        call.closes_at = from_now(days=1)
    [coming] = brought(event, call)

    event.save()
    call.save()
    notice()

    assert coming.at is None
    assert Delivery.objects.count() == coming.people


# Asked at the desk


def page(response):
    return " ".join(response.content.decode().split())


# Of a call: it has no types and tracks.
NO_ROWS = {
    f"{rows}-{number}_FORMS": 0 for rows in ("types", "tracks") for number in ("TOTAL", "INITIAL")
}


def form_of(client, address, **typed):
    """Return what the form at this address holds, with what is typed into it."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    held = {name: form[name].field.prepare_value(value) for name, value in values.items()}
    return (
        {name: value for name, value in held.items() if value not in (None, False)}
        | NO_ROWS
        | typed
    )


def typed(moment):
    return f"{moment:%Y-%m-%dT%H:%M}"


@pytest.fixture
def edit(event):
    event.zone = "UTC"
    event.save()
    return f"/desk/events/{event.slug}/edit/"


def test_an_opening_that_tells_at_once_is_asked_and_then_told(client, organiser, event, edit):
    form = form_of(client, edit, registration_opens_at=typed(from_now(minutes=-2)))

    asked = page(client.post(edit, form))
    assert ASKED in asked
    assert f"<strong>{OPEN}</strong>: 2 people are told at once." in asked
    event.refresh_from_db()
    assert event.registration_opens_at is None

    client.post(edit, form | {"confirmed": "yes"})
    notice()
    assert told("registration-open") == ["guest@example.org", "member@example.org"]


def test_an_opening_to_come_is_asked_with_its_time(client, organiser, event, edit):
    opens_at = typed(from_now(days=2))

    asked = page(client.post(edit, form_of(client, edit, registration_opens_at=opens_at)))

    assert f"2 people are told on {from_now(days=2):%A, %-d %B %Y, %H:%M} UTC." in asked


def test_what_tells_nobody_is_saved_without_a_question(client, organiser, event, edit):
    form = form_of(client, edit, registration_closes_at=typed(from_now(days=3)))

    assert client.post(edit, form).status_code == 302


def test_going_back_keeps_what_was_typed_and_saves_nothing(client, organiser, event, edit):
    opens_at = typed(from_now(days=2))
    form = form_of(client, edit, registration_opens_at=opens_at)

    shown = page(client.post(edit, form | {"back": "yes"}))

    assert f'value="{opens_at}"' in shown
    event.refresh_from_db()
    assert event.registration_opens_at is None


@pytest.fixture
def call(event):
    event.zone = "UTC"
    event.save()
    call = CallFactory(event=event, opens_at=from_now(days=-20), closes_at=from_now(days=20))
    SubmissionFactory(call=call, state=State.DRAFT)
    return call


def test_a_deadline_that_tells_at_once_is_asked_and_then_told(client, organiser, call):
    address = f"/desk/talks/calls/events/{call.event.slug}/"
    form = form_of(client, address, closes_at=typed(from_now(days=2)))

    asked = page(client.post(address, form))
    assert ASKED in asked
    assert f"<strong>{CLOSES}</strong>: 2 people are told at once." in asked
    before = call.closes_at
    call.refresh_from_db()
    assert call.closes_at == before

    client.post(address, form | {"confirmed": "yes"})
    notice()
    assert len(told("call-closes")) == 2


def test_opening_a_call_asks_and_going_back_keeps_what_was_typed(client, organiser, event):
    address = f"/desk/talks/calls/events/{event.slug}/"
    form = {
        "text": "Tell us.",
        "opens_at": typed(from_now(days=1)),
        "closes_at": "2199-01-01T12:00",
        **NO_ROWS,
    }
    form["closes_at"] = typed(from_now(days=30))

    asked = page(client.post(address, form))
    assert f"<strong>{CALL_OPEN}</strong>: 1 person is told on" in asked
    assert 'name="text" value="Tell us."' in asked
    back = page(client.post(address, form | {"back": "yes"}))

    assert "Tell us." in back
    assert not Call.objects.exists()


def test_a_new_text_of_a_call_is_saved_without_a_question(client, organiser, call):
    address = f"/desk/talks/calls/events/{call.event.slug}/"

    assert client.post(address, form_of(client, address, text="Anew.")).status_code == 302
