import icalendar
import pytest
from django.urls import reverse

from events.forms.selection import MOST
from tests.factories.events import EventFactory, TalkFactory

pytestmark = pytest.mark.django_db


def calendar_of(client, event, query):
    response = client.get(reverse("events:selection-ics", args=[event.slug]) + query)
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content)


def test_the_calendar_holds_the_talks_that_the_address_names(client):
    event = EventFactory(title="Sample meeting")
    first, _other, last = TalkFactory.create_batch(3, event=event)

    calendar = calendar_of(client, event, f"?talks={last.pk},{first.pk}")

    assert {str(one["uid"]) for one in calendar.events} == {str(first.uuid), str(last.uuid)}
    assert calendar["x-wr-calname"] == "My selection: Sample meeting"


def test_it_stays_true_when_a_talk_moves(client):
    talk = TalkFactory()
    (before,) = calendar_of(client, talk.event, f"?talks={talk.pk}").events
    talk.room = "Another hall"
    talk.save()

    (after,) = calendar_of(client, talk.event, f"?talks={talk.pk}").events

    assert after["uid"] == before["uid"]
    assert after["sequence"] == before["sequence"] + 1
    assert after["location"] == "Another hall"


def test_a_talk_called_off_is_told_as_called_off(client):
    talk = TalkFactory(is_cancelled=True)

    (entry,) = calendar_of(client, talk.event, f"?talks={talk.pk}").events

    assert entry["status"] == "CANCELLED"


def test_a_talk_of_another_event_or_of_none_is_left_out(client):
    talk, hidden = TalkFactory(), TalkFactory(event__draft=True)

    numbers = f"{talk.pk},{hidden.pk},999999999999999999"

    assert len(calendar_of(client, talk.event, f"?talks={numbers}").events) == 1


def test_nothing_chosen_is_an_empty_calendar(client):
    assert calendar_of(client, EventFactory(), "").events == []


@pytest.mark.parametrize(
    "talks",
    ["x", "1,", ",1", "1;2", "-1", "1 2", "٣", "%00", "9" * 19, ",".join(["1"] * (MOST + 1))],
)
def test_what_is_no_selection_is_refused_with_a_reason(client, talks):
    event = EventFactory()

    response = client.get(reverse("events:selection-ics", args=[event.slug]) + f"?talks={talks}")

    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content


def test_it_costs_the_same_with_one_talk_and_with_many(queries_of):
    event = EventFactory()
    talks = TalkFactory.create_batch(25, event=event)
    address = reverse("events:selection-ics", args=[event.slug])
    numbers = ",".join(str(talk.pk) for talk in talks)

    with_one = queries_of(f"{address}?talks={talks[0].pk}")

    assert queries_of(f"{address}?talks={numbers}") == with_one <= 8


def test_no_selection_tells_a_join_link(client):
    talk = TalkFactory(event__join_link="https://meet.example.org/event")
    address = reverse("events:selection-ics", args=[talk.event.slug])

    assert b"meet.example.org" not in client.get(f"{address}?talks={talk.pk}").content


def test_a_selection_of_what_only_members_see_is_not_offered_to_be_followed(client, organiser):
    for visibility, is_offered in (("public", True), ("members", False)):
        talk = TalkFactory(event__visibility=visibility)
        html = client.get(reverse("events:programme", args=[talk.event.slug])).content.decode()
        assert ("Follow it in your own calendar program" in html) == is_offered
