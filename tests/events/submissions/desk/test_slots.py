import datetime
import zoneinfo

import pytest
from django.urls import reverse

from events.models import Event, Talk
from events.submissions import scheduling, writing
from events.submissions.models import Submission
from tests.factories.events import EventFactory, SessionFactory, moment
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db

LIST = "/desk/talks/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def accepted(organiser):
    """An accepted talk of a meeting of three days in Berlin, 16 to 16 o'clock."""
    event = EventFactory(
        starts_at=moment(days=30), ends_at=moment(days=32), zone="Europe/Berlin", slug="meeting"
    )
    return SubmissionFactory(accepted=True, call__event=event, title="Sample talk")


def on(submission, time, day=1):
    return f"{submission.call.event.day + datetime.timedelta(days=day)}T{time}"


def give(client, submission, *, begin="09:00", end="09:30", day=1, headers=None, **more):
    posted = {
        "starts_at": begin and on(submission, begin, day),
        "ends_at": end and on(submission, end, day),
    }
    url = reverse("submissions-desk:slot", args=[submission.pk])
    return client.post(url, posted | {"room": "Hall A"} | more, headers=headers or {}, follow=True)


def test_a_slot_is_given_in_the_time_of_the_event(client, accepted, told):
    page = give(client, accepted)

    talk = Talk.objects.get()
    assert told(page) == ["The slot is saved."]
    local = talk.starts_at.astimezone(zoneinfo.ZoneInfo("Europe/Berlin"))
    assert (local.hour, local.minute, talk.room) == (9, 0, "Hall A")
    assert f'value="{on(accepted, "09:00")}"' in page.content.decode()


def test_a_slot_can_be_changed_and_taken_back(client, accepted):
    give(client, accepted)
    give(client, accepted, begin="10:00", end="10:30", room="Hall B")
    assert Talk.objects.get().room == "Hall B"

    give(client, accepted, begin="", end="", room="")
    talk = Talk.objects.get()
    assert (talk.starts_at, talk.ends_at, talk.room) == (None, None, "")


def test_with_scripts_the_slot_swaps_only_its_part_of_the_page(client, accepted):
    page = give(client, accepted, headers=HTMX).content.decode()

    assert page.strip().startswith("<aside")
    assert "The slot is saved." in page


@pytest.mark.parametrize(
    ("posted", "field", "words"),
    [
        ({"day": 3}, "starts_at", "The event takes place"),
        ({"day": -1}, "starts_at", "The event takes place"),
        ({"end": ""}, "ends_at", "Give the begin and the end, or neither."),
        ({"begin": ""}, "starts_at", "Give the begin and the end, or neither."),
        ({"end": "09:00"}, "ends_at", "The talk must end after it begins."),
        ({"end": "08:30"}, "ends_at", "The talk must end after it begins."),
        ({"begin": "25:61"}, "starts_at", "Give a date and a time"),
        ({"session": "9" * 30}, "session", "Select a valid choice"),
        ({"session": "x"}, "session", "Select a valid choice"),
        ({"room": "x" * 121}, "room", "at most 120 characters"),
    ],
)
def test_a_slot_that_cannot_be_is_refused_at_its_field(client, accepted, posted, field, words):
    page = give(client, accepted, **posted)

    form = page.context["slot_form"]
    assert words in form.errors[field][0]
    assert form["room"].value() == posted.get("room", "Hall A")
    assert Talk.objects.get().starts_at is None


@pytest.mark.parametrize("year", ["0001", "1949", "2200", "9999"])
def test_a_year_nobody_means_is_refused(client, accepted, year):
    Event.objects.update(day=None, last_day=None)
    url = reverse("submissions-desk:slot", args=[accepted.pk])

    page = client.post(url, {"starts_at": f"{year}-01-01T00:00", "ends_at": f"{year}-12-31T23:59"})

    assert "The year must be" in page.content.decode()


def test_a_slot_lies_within_its_session(client, accepted):
    begin = moment(days=31, hour=8)
    session = SessionFactory(event=accepted.call.event, starts_at=begin, room="Hall A")

    refused = give(client, accepted, begin="12:00", end="12:30", session=session.pk)
    assert "This is not within the session" in refused.context["slot_form"].errors["session"][0]

    give(client, accepted, begin="", end="", session=session.pk, room="")
    talk = Talk.objects.get()
    assert (talk.session, talk.room) == (session, "Hall A")


def test_a_session_of_another_event_is_no_choice(client, accepted):
    page = give(client, accepted, session=SessionFactory().pk)

    assert "session" in page.context["slot_form"].errors


def test_a_room_that_is_taken_is_refused_with_the_talk_in_it(client, accepted):
    other = SubmissionFactory(accepted=True, call=accepted.call, title="The other talk")
    give(client, accepted)

    page = give(client, other, begin="09:15", end="09:45", room="hall a")

    (error,) = page.context["slot_form"].errors["starts_at"]
    assert error.startswith("Another talk is given in this room at that time: Sample talk, ")
    assert "09:00–09:30" in error


def test_only_an_accepted_talk_gets_a_slot(client, organiser, told):
    page = give(client, SubmissionFactory())

    assert told(page) == ["Only an accepted talk has a slot."]


def test_a_withdrawn_talk_gets_no_slot_any_more(client, accepted, told):
    writing.withdraw(accepted, by=accepted.submitter)

    assert told(give(client, accepted)) == ["Only an accepted talk has a slot."]
    assert Talk.objects.get().starts_at is None


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_talk_withdrawn_while_its_slot_is_saved_gets_none(client, accepted, monkeypatch, headers):
    give_slot = scheduling.give_slot

    def withdraw_first(submission, *args, **kwargs):
        writing.withdraw(Submission.objects.get(), by=accepted.submitter)
        give_slot(submission, *args, **kwargs)

    monkeypatch.setattr(scheduling, "give_slot", withdraw_first)

    page = give(client, accepted, headers=headers).content.decode()

    assert "Only an accepted talk has a slot." in page
    assert Talk.objects.get().starts_at is None
