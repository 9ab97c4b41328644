import datetime

import pytest
from django.urls import reverse

from events.models import Session, Speaker, Talk
from tests.factories.events import EventFactory, SessionFactory, SpeakerFactory, TalkFactory
from tests.factories.projects import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]
NINE = datetime.datetime(2031, 7, 1, 7, tzinfo=datetime.UTC)  # nine o'clock in Berlin
SESSION = {
    "kind": "talks",
    "title": "Morning session",
    "starts_at": "2031-07-01T09:00",
    "ends_at": "2031-07-01T11:00",
    "room": "Hall A",
}
TALK = {
    "title": "On $L^2$",
    "abstract": "About **samples**.",
    "session": "",
    "starts_at": "",
    "ends_at": "",
    "room": "",
    "speakers-TOTAL_FORMS": "2",
    "speakers-INITIAL_FORMS": "0",
    "speakers-0-name": "Sample Speaker",
    "speakers-0-affiliation": "Sample University",
    "speakers-0-person": "",
    "speakers-1-name": "",
    "speakers-1-affiliation": "",
    "speakers-1-person": "",
}


@pytest.fixture
def event():
    return EventFactory(starts_at=NINE, ends_at=NINE + datetime.timedelta(hours=34))


def url(name, event, *parts):
    return reverse(f"events-desk:{name}", args=[event.slug, *parts])


def page(response):
    return " ".join(response.content.decode().split())


def test_an_organiser_adds_a_session_in_the_zone_of_the_event(client, event):
    client.post(url("new-session", event), SESSION)

    session = Session.objects.get()
    assert (session.event, session.starts_at, session.room) == (event, NINE, "Hall A")


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"ends_at": "2031-07-01T09:00"}, "must end after it begins"),
        ({"starts_at": "2041-07-01T09:00"}, "The event takes place 1–2 July 2031."),
        ({"title": ""}, "This field is required."),
        ({"starts_at": "0001-01-01T00:00"}, "must be 1950 or later"),
    ],
)
def test_a_session_that_makes_no_sense_is_refused(client, event, mistake, message):
    response = client.post(url("new-session", event), SESSION | mistake)

    assert message in page(response)
    assert not Session.objects.exists()


def test_a_session_can_be_changed_and_taken_away(client, event):
    session = SessionFactory(event=event)
    talk = TalkFactory(event=event, session=session)

    client.post(url("session", event, session.pk), SESSION | {"title": "A better title"})
    session.refresh_from_db()
    assert session.title == "A better title"
    client.get(url("delete-session", event, session.pk))
    assert Session.objects.exists()
    client.post(url("delete-session", event, session.pk))

    talk.refresh_from_db()
    assert talk.session is None


def test_an_organiser_adds_a_talk_with_its_speakers(client, event):
    person = PersonFactory()
    speakers = {"speakers-1-name": "Second Sample", "speakers-1-person": person.pk}

    client.post(url("new-talk", event), TALK | speakers)

    talk = Talk.objects.get()
    assert talk.abstract_html == "<p>About <strong>samples</strong>.</p>"
    named = talk.speakers.values_list("name", "position", "person")
    assert list(named) == [("Sample Speaker", 0, None), ("Second Sample", 1, person.pk)]


def test_a_talk_gets_a_slot_in_a_session(client, event):
    session = SessionFactory(event=event)
    slot = {"session": session.pk, "starts_at": "2031-07-01T09:00", "ends_at": "2031-07-01T09:30"}

    client.post(url("new-talk", event), TALK | slot)

    talk = Talk.objects.get()
    assert (talk.session, talk.starts_at) == (session, NINE)


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"starts_at": "2031-07-01T10:30"}, "This is not within the session."),
        ({"ends_at": "2031-07-01T10:30"}, "Say when the talk begins, too."),
        ({"starts_at": "2031-08-01T10:30"}, "The event takes place 1–2 July 2031."),
        ({"abstract": "x" * 100_001}, "at most 100000"),
        ({"speakers-0-name": ""}, "This field is required."),
        ({"speakers-0-person": "4711"}, "Select a valid choice."),
        ({"speakers-TOTAL_FORMS": "x"}, "ManagementForm"),
        ({"speakers-TOTAL_FORMS": "5000"}, "at most 20"),
    ],
)
def test_a_talk_that_makes_no_sense_is_refused(client, event, mistake, message):
    session = SessionFactory(event=event)

    response = client.post(url("new-talk", event), TALK | {"session": session.pk} | mistake)

    assert response.status_code == 200
    assert message in page(response)
    assert not Talk.objects.exists()


def test_a_talk_can_be_changed_and_its_speaker_taken_off(client, event):
    talk = TalkFactory(event=event, speakers=["Old Sample"])
    known = {
        "speakers-INITIAL_FORMS": "1",
        "speakers-0-id": talk.speakers.get().pk,
        "speakers-0-DELETE": "on",
    }

    client.post(url("talk", event, talk.pk), TALK | known)

    talk.refresh_from_db()
    assert talk.title == "On $L^2$"
    assert not Speaker.objects.exists()


def test_a_talk_can_be_taken_away(client, event):
    talk = TalkFactory(event=event)

    client.get(url("delete-talk", event, talk.pk))
    assert Talk.objects.exists()
    client.post(url("delete-talk", event, talk.pk))

    assert not Talk.objects.exists()


def test_parts_of_another_event_are_not_found(client, event):
    talk, session = TalkFactory(), SessionFactory()

    for name, pk in [("talk", talk.pk), ("delete-talk", talk.pk)]:
        assert client.post(url(name, event, pk), TALK).status_code == 404
    for name in ("session", "delete-session"):
        assert client.post(url(name, event, session.pk), SESSION).status_code == 404


def test_the_programme_costs_the_same_with_one_talk_and_with_many(event, queries_of):
    def more(number):
        for _time in range(number):
            talk = TalkFactory(event=event, session=SessionFactory(event=event))
            SpeakerFactory(talk=talk, person=PersonFactory())

    more(1)
    with_one = queries_of(url("programme", event))
    more(29)

    assert queries_of(url("programme", event)) == with_one


def test_the_form_of_a_talk_costs_the_same_with_many_speakers(event, queries_of):
    talk = TalkFactory(event=event)
    with_one = queries_of(url("talk", event, talk.pk))
    for _time in range(9):
        SpeakerFactory(talk=talk, person=PersonFactory())

    assert queries_of(url("talk", event, talk.pk)) == with_one
