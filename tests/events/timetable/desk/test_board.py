import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.timetable.models import Plan
from tests.events.timetable.conftest import slot, times
from tests.factories.events import SessionFactory, TalkFactory
from tests.factories.projects import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]
HTMX = {"HX-Request": "true"}


def move(client, url, headers=HTMX, **posted):
    return client.post(url("move"), posted, headers=headers)


def test_the_board_shows_days_rooms_sessions_and_what_has_no_place(client, url, text, event, talks):
    TalkFactory(event=event, title="Unplaced")
    SessionFactory(event=event, title="Coffee", kind="break", room="Foyer", **slot(4))

    page = client.get(url("board"))

    first, second = page.context["board"].days
    assert [str(day.date) for day in (first, second)] == ["2031-07-01", "2031-07-02"]
    assert first.rooms == ("Foyer", "Hall A")
    assert [panel.title for panel in first.panels] == ["Sample session", "Coffee"]
    assert [card.title_html for card in first.panels[0].cards] == ["Talk 1", "Talk 2", "Talk 3"]
    assert [card.title_html for card in page.context["board"].unplaced] == ["Unplaced"]
    assert "Every talk has a place." not in text(page)


def test_an_event_of_one_talk_speaks_of_no_release(client, url, text, event):
    TalkFactory(event=event, **slot(0))

    page = text(client.get(url("board")))

    assert "the place you give it holds at once" in page
    assert "Look and release" not in page


def test_a_talk_is_moved_into_a_session(client, url, event, session, talks):
    talk = TalkFactory(event=event, title="New")

    move(client, url, talk=talk.pk, block=session.pk, before=talks[0].pk)

    assert times(event)["New"] == "09:00 Hall A"


def test_a_talk_is_moved_to_a_room_and_time_and_off_the_board(client, url, event, talks):
    move(client, url, talk=talks[0].pk, day="2031-07-02", minute=10 * 60 + 5, room="Attic")
    assert times(event)["Talk 1"] == "10:05 Attic"

    move(client, url, talk=talks[0].pk)
    assert times(event)["Talk 1"] == ""


def test_a_session_is_moved_with_its_talks(client, url, event, session, talks):
    move(client, url, moved=session.pk, day="2031-07-02", minute=600, room="Hall B")

    assert list(times(event).values()) == ["10:00 Hall B", "10:30 Hall B", "11:00 Hall B"]


def test_with_scripts_only_what_changed_comes_back(client, url, text, session, talks):
    answer = text(move(client, url, talk=talks[0].pk, block=session.pk, seen=0))

    assert 'id="day-2031-07-01" hx-swap-oob="true"' in answer
    assert 'id="day-2031-07-02"' not in answer
    assert 'id="board-standing"' in answer
    assert "<html" not in answer


def test_where_somebody_else_has_arranged_too_all_of_it_comes_back(
    client, url, text, session, talks
):
    move(client, url, talk=talks[0].pk, block=session.pk, seen=0)

    answer = text(move(client, url, talk=talks[1].pk, block=session.pk, seen=0))

    assert "Somebody else has arranged, too" in answer
    assert 'id="board-days"' in answer


def test_without_scripts_a_move_leads_back_to_the_board(client, url, session, talks):
    answer = move(client, url, headers={}, talk=talks[0].pk, block=session.pk)

    assert answer.url == url("board")


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"talk": "x"},
        {"talk": "9" * 30},
        {"talk": "1", "moved": "1"},
        {"talk": "4711"},
        {"talk": "4711", "block": "x"},
        {"moved": "4711"},
        {"moved": "4711", "day": "2031-07-01", "minute": "5"},
        {"talk": "{talk}", "block": "4711"},
        {"talk": "{talk}", "day": "2031-07-01"},
        {"talk": "{talk}", "day": "2031-07-01", "minute": "1440"},
        {"talk": "{talk}", "day": "0001-01-01", "minute": "0"},
        {"talk": "{talk}", "day": "9999-12-31", "minute": "1439"},
        {"talk": "{talk}", "day": "2031-07-01", "minute": "1", "room": "x" * 121},
    ],
)
def test_a_move_that_makes_no_sense_changes_nothing(client, url, event, talks, posted):
    before = times(event)

    answer = move(
        client, url, **{k: v.replace("{talk}", str(talks[0].pk)) for k, v in posted.items()}
    )

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert times(event) == before


@pytest.mark.parametrize("step", ["", "x:1", "1:2", "4711:1", "9" * 30 + ":1"])
def test_a_step_that_makes_no_sense_changes_nothing(client, url, event, talks, step):
    before = times(event)

    client.post(url("step"), {"step": step})

    assert times(event) == before


def test_buttons_move_a_talk_earlier_and_later(client, url, event, talks):
    client.post(url("step"), {"step": f"{talks[1].pk}:-1"})
    assert list(times(event).values()) == ["09:30 Hall A", "09:00 Hall A", "10:00 Hall A"]

    client.post(url("step"), {"step": f"{talks[1].pk}:1"})
    assert list(times(event).values()) == ["09:00 Hall A", "09:30 Hall A", "10:00 Hall A"]


def test_the_last_move_is_undone_and_a_draft_thrown_away(client, url, event, session, talks):
    before = times(event)
    move(client, url, talk=talks[0].pk)
    client.post(url("undo"))
    assert times(event) == before

    move(client, url, talk=talks[0].pk)
    client.get(url("discard"))
    assert times(event) != before
    client.post(url("discard"))
    assert times(event) == before


def test_what_does_not_fit_is_said_at_the_talk_and_above(client, url, text, session, talks):
    answer = text(
        move(client, url, talk=talks[0].pk, day="2031-07-01", minute=9 * 60 + 30, room="Hall A")
    )

    words = "Hall A is planned for two talks at a time: “Talk 1” and “Talk 2”."
    assert answer.count(words) == 3
    assert "2 things do not fit" in answer  # and they have one speaker


def test_what_overlaps_in_a_room_stands_in_lanes(client, url, session, talks):
    SessionFactory(event=session.event, title="Overlapping", room="Hall A", **slot(2))

    day = client.get(url("board")).context["board"].days[0]

    assert {panel.title: panel.lane for panel in day.panels} == {
        "Sample session": 0,
        "Overlapping": 1,
    }


def test_what_crosses_midnight_ends_with_the_day(client, url, event):
    SessionFactory(event=event, title="Dinner", kind="social", **slot(26, 8))

    day = client.get(url("board")).context["board"].days[0]

    (panel,) = day.panels
    assert (panel.begins, panel.ends) == ("22:00", "02:00")
    assert panel.row + panel.span == (24 * 60 - day.first_minute) // 5


def test_an_event_without_a_date_has_a_board(client, url, event, text):
    type(event).objects.filter(pk=event.pk).update(
        starts_at=None, ends_at=None, day=None, last_day=None
    )
    TalkFactory(event=event, title="Unplaced")

    assert "Unplaced" in text(client.get(url("board")))
    assert client.get(url("new-session")).status_code == 200


def fill(event, number):
    known = event.talks.count()
    for n in range(known, known + number):
        session = SessionFactory(event=event, room=f"Room {n}", **slot(0))
        talk = TalkFactory(event=event, session=session, speakers=[], **slot(0))
        talk.speakers.create(person=PersonFactory(), name=f"Sample {n}")
    return talk


def test_the_board_costs_the_same_with_five_talks_and_with_two_hundred(event, url, queries_of):
    fill(event, 5)
    with_few = queries_of(url("board"))
    fill(event, 195)

    assert queries_of(url("board")) == with_few <= 16


def test_a_move_costs_the_same_with_five_talks_and_with_two_hundred(client, event, url, session):
    def cost(talk):
        with CaptureQueriesContext(connection) as queries:
            move(client, url, talk=talk.pk, block=session.pk, seen=Plan.objects.get().revision)
        return len(queries)

    last = fill(event, 5)
    Plan.objects.create(event=event)
    move(client, url, talk=last.pk)
    with_few = cost(last)
    last = fill(event, 195)

    assert cost(last) == with_few <= 40
