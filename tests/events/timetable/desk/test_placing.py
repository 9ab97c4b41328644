import pytest

from events.models import Event, Talk
from events.timetable import arranging, drafting
from events.timetable.arrangement import Place
from tests.events.timetable.conftest import at, slot, times
from tests.factories.events import SessionFactory, TalkFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


def give(client, url, talk, **typed):
    return client.post(
        url("place", talk.pk),
        {"starts_at": "2031-07-01T15:00", "ends_at": "2031-07-01T15:30", "room": "Attic"} | typed,
        follow=True,
    )


def test_a_talk_is_given_an_exact_place_in_the_time_of_the_event(client, url, event, talks, text):
    page = give(client, url, talks[0])

    assert times(event)["Talk 1"] == "15:00 Attic"
    assert "Noted in the draft. Nobody is told before it is released." in text(page)
    assert 'value="2031-07-01T15:00"' in text(client.get(url("place", talks[0].pk)))


def test_a_place_can_be_changed_and_taken_back(client, url, event, talks):
    give(client, url, talks[0])
    give(client, url, talks[0], starts_at="", ends_at="", room="")

    assert times(event)["Talk 1"] == ""


def test_a_talk_is_put_into_a_session_by_its_position(client, url, event, session, talks):
    new = TalkFactory(event=event, title="New")
    page = client.get(url("place", new.pk))
    (_none, _words), (_label, positions) = page.context["by_position"].fields["position"].choices
    assert [words for _value, words in positions] == [
        "First",
        "After “Talk 1”",
        "After “Talk 2”",
        "After “Talk 3”",
    ]

    client.post(url("place", new.pk), {"position": positions[1][0]})

    assert times(event)["New"] == "09:30 Hall A"
    assert times(event)["Talk 2"] == "10:00 Hall A"


def test_the_form_shows_where_the_talk_stands(client, url, session, talks):
    form = client.get(url("place", talks[1].pk)).context["by_position"]
    assert form.initial["position"] == f"{session.pk}:{talks[2].pk}"

    form = client.get(url("place", talks[2].pk)).context["by_position"]
    assert form.initial["position"] == f"{session.pk}:"


def test_a_talk_is_taken_off_the_board_by_form(client, url, event, talks):
    client.post(url("place", talks[0].pk), {"position": "none"})

    assert times(event)["Talk 1"] == ""


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"starts_at": "2031-07-04T15:00"}, "starts_at", "The event takes place"),
        ({"ends_at": "2031-06-30T15:00"}, "ends_at", "The event takes place"),
        ({"ends_at": ""}, "ends_at", "Give the begin and the end, or neither."),
        ({"starts_at": ""}, "starts_at", "Give the begin and the end, or neither."),
        ({"ends_at": "2031-07-01T15:00"}, "ends_at", "The talk must end after it begins."),
        ({"ends_at": "2031-07-01T14:30"}, "ends_at", "The talk must end after it begins."),
        ({"starts_at": "2031-07-01T25:61"}, "starts_at", "Give a date and a time"),
        ({"block": "9" * 30}, "block", "Select a valid choice"),
        ({"block": "x"}, "block", "Select a valid choice"),
        ({"room": "x" * 121}, "room", "at most 120 characters"),
    ],
)
def test_a_place_that_cannot_be_is_refused_at_its_field(
    client, url, event, talks, typed, field, words
):
    before = times(event)

    form = give(client, url, talks[0], **typed).context["exactly"]

    assert words in form.errors[field][0]
    assert form["room"].value() == typed.get("room", "Attic")
    assert times(event) == before


@pytest.mark.parametrize("year", ["0001", "1949", "2200", "9999"])
def test_a_year_nobody_means_is_refused(client, url, event, talks, year, text):
    Event.objects.update(day=None, last_day=None)

    page = give(
        client, url, talks[0], starts_at=f"{year}-01-01T00:00", ends_at=f"{year}-12-31T23:59"
    )

    assert "The year must be" in text(page)


@pytest.mark.parametrize("position", ["", "4711:", "x", "{session}:4711", "{session}:x"])
def test_a_position_that_is_not_there_is_refused(client, url, event, session, talks, position):
    before = times(event)

    page = client.post(
        url("place", talks[0].pk), {"position": position.replace("{session}", str(session.pk))}
    )

    assert page.context["by_position"].errors["position"]
    assert times(event) == before


def test_a_session_of_another_event_or_a_break_is_no_choice(client, url, event, talks):
    coffee = SessionFactory(event=event, kind="break", **slot(8))
    for other in (SessionFactory(), coffee):
        page = give(client, url, talks[0], block=other.pk)
        assert "block" in page.context["exactly"].errors


def test_a_room_that_is_taken_is_warned_of_with_the_talk_in_it(client, url, event, talks, text):
    page = give(
        client,
        url,
        talks[0],
        starts_at="2031-07-01T09:45",
        ends_at="2031-07-01T10:15",
        room="hall a",
    )

    assert "planned for two talks at a time: “Talk 2” and “Talk 1”" in text(page)


def test_of_an_event_of_one_talk_it_holds_at_once(client, url, event, text):
    talk = TalkFactory(event=event)

    page = give(client, url, talk)

    assert "Saved. Who speaks is told of another time or room." in text(page)
    assert Talk.objects.get().room == "Attic"


def test_a_cancelled_talk_has_no_place(client, url, event, text):
    talk = TalkFactory(event=event, is_cancelled=True)

    page = give(client, url, talk)

    assert "A cancelled talk has no place in the programme." in text(page)
    assert Talk.objects.get().starts_at is None


def test_a_talk_of_another_event_is_not_found(client, url, talks):
    assert give(client, url, TalkFactory()).status_code == 404


def test_the_page_of_what_was_submitted_leads_to_its_place(client, event, organiser, text):
    submission = SubmissionFactory(accepted=True, call__event=event)
    TalkFactory(event=event)
    assert "No time yet." in text(client.get(submission.desk_url))

    arranging.place(event, submission.talk.pk, Place("", at(0), at(1), "Attic"), by=organiser)

    page = text(client.get(submission.desk_url))
    assert f"/programme/talks/{submission.talk.pk}/" in page
    assert "Another place is planned in the draft" in page


def test_a_session_is_added_and_changed_in_the_zone_of_the_event(
    client, url, event, session, talks
):
    typed = {
        "kind": "talks",
        "title": "Morning session",
        "starts_at": "2031-07-02T09:00",
        "ends_at": "2031-07-02T11:00",
        "room": "Hall B",
    }

    client.post(url("new-session"), typed)
    client.post(url("session", str(session.pk)), typed | {"title": "Other"})

    blocks = drafting.read(event).arrangement.blocks.values()
    assert {(block.title, block.starts_at, block.room) for block in blocks} == {
        ("Morning session", at(48), "Hall B"),
        ("Other", at(48), "Hall B"),
    }
    assert times(event)["Talk 1"] == "09:00 Hall B"


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"ends_at": "2031-07-01T09:00"}, "must end after it begins"),
        ({"starts_at": "2041-07-01T09:00"}, "The event takes place 1–2 July 2031."),
        ({"title": ""}, "This field is required."),
        ({"starts_at": "0001-01-01T00:00"}, "must be 1950 or later"),
        ({"kind": "x"}, "Select a valid choice"),
    ],
)
def test_a_session_that_makes_no_sense_is_refused(client, url, event, text, mistake, message):
    typed = {"kind": "talks", "title": "Morning", "room": "Hall A"}
    typed |= {"starts_at": "2031-07-01T09:00", "ends_at": "2031-07-01T11:00"}

    page = client.post(url("new-session"), typed | mistake)

    assert message in text(page)
    assert not drafting.read(event).is_begun


def test_a_session_is_taken_out_after_asking(client, url, event, session, talks, text):
    assert "Its 3 talks are without a place then." in text(
        client.get(url("drop-session", str(session.pk)))
    )
    assert drafting.read(event).arrangement.blocks

    client.post(url("drop-session", str(session.pk)))

    assert not drafting.read(event).arrangement.blocks


def test_sessions_of_another_event_are_not_found(client, url, talks):
    for name in ("session", "drop-session"):
        assert client.get(url(name, str(SessionFactory().pk))).status_code == 404
