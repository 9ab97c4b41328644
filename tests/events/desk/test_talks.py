import datetime

import pytest
from django.urls import reverse

from events.models import Speaker, Talk
from tests.factories.events import EventFactory, SpeakerFactory, TalkFactory
from tests.factories.projects import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]
NINE = datetime.datetime(2031, 7, 1, 7, tzinfo=datetime.UTC)  # nine o'clock in Berlin
TALK = {
    "title": "On $L^2$",
    "abstract": "About **samples**.",
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


def test_an_organiser_adds_a_talk_with_its_speakers(client, event):
    person = PersonFactory()
    speakers = {"speakers-1-name": "Second Sample", "speakers-1-person": person.pk}

    client.post(url("new-talk", event), TALK | speakers)

    talk = Talk.objects.get()
    assert talk.abstract_html == "<p>About <strong>samples</strong>.</p>"
    named = talk.speakers.values_list("name", "position", "person")
    assert list(named) == [("Sample Speaker", 0, None), ("Second Sample", 1, person.pk)]


def test_an_organiser_writes_the_short_cv_of_a_speaker(client, event, text_of):
    client.post(url("new-talk", event), TALK | {"speakers-0-biography": "Studies *samples*."})

    talk = Talk.objects.get()
    assert talk.speakers.get().biography_html == "<p>Studies <em>samples</em>.</p>"
    assert "Studies <em>samples</em>." in text_of(talk.get_absolute_url())


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"title": ""}, "This field is required."),
        ({"abstract": "x" * 100_001}, "at most 100000"),
        ({"speakers-0-name": ""}, "This field is required."),
        ({"speakers-0-biography": "x" * 1_501}, "at most 1500"),
        ({"speakers-0-person": "4711"}, "Select a valid choice."),
        ({"speakers-TOTAL_FORMS": "x"}, "ManagementForm"),
        ({"speakers-TOTAL_FORMS": "5000"}, "at most 20"),
    ],
)
def test_a_talk_that_makes_no_sense_is_refused(client, event, mistake, message):
    response = client.post(url("new-talk", event), TALK | mistake)

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


def test_a_talk_that_is_given_after_all_has_no_time_any_more(client, event):
    """Its room may be another talk's by now."""
    slot = {"starts_at": NINE, "ends_at": NINE + datetime.timedelta(minutes=30), "room": "Hall A"}
    talk = TalkFactory(event=event, is_cancelled=True, speakers=[], **slot)
    TalkFactory(event=event, **slot)

    client.post(url("talk", event, talk.pk), TALK)

    talk.refresh_from_db()
    assert (talk.is_cancelled, talk.starts_at, talk.room) == (False, None, "")


def test_a_talk_can_be_taken_away(client, event):
    talk = TalkFactory(event=event)

    client.get(url("delete-talk", event, talk.pk))
    assert Talk.objects.exists()
    client.post(url("delete-talk", event, talk.pk))

    assert not Talk.objects.exists()


def test_talks_of_another_event_are_not_found(client, event):
    talk = TalkFactory()

    for name in ("talk", "delete-talk"):
        assert client.post(url(name, event, talk.pk), TALK).status_code == 404


def test_the_form_of_a_talk_costs_the_same_with_many_speakers(event, queries_of):
    talk = TalkFactory(event=event)
    with_one = queries_of(url("talk", event, talk.pk))
    for _time in range(9):
        SpeakerFactory(talk=talk, person=PersonFactory())

    assert queries_of(url("talk", event, talk.pk)) == with_one


def edited(client, address):
    """What the page of a talk would send as it is."""
    page = client.get(address)
    form, speakers = page.context["form"], page.context["speakers"]
    return {
        "seen": form["seen"].value(),
        "title": "Mine",
        "abstract": "My abstract.",
        "speakers-TOTAL_FORMS": "1",
        "speakers-INITIAL_FORMS": "1",
        "speakers-0-id": speakers.forms[0].instance.pk,
        "speakers-0-name": "Sample Speaker",
        "speakers-0-biography": "",
    }


def test_what_was_changed_meanwhile_is_not_overwritten_unseen(client, event):
    talk = TalkFactory(event=event, speakers=["Sample Speaker"])
    address = url("talk", event, talk.pk)
    mine = edited(client, address)
    talk.speakers.update(biography="Written by the speaker.")

    told = client.post(address, mine)

    assert "Somebody changed this talk meanwhile" in page(told)
    assert told.context["form"]["abstract"].value() == "My abstract."
    assert talk.speakers.get().biography == "Written by the speaker."

    client.post(address, mine | {"seen": told.context["form"]["seen"].value()})
    assert Talk.objects.get().title == "Mine"


def test_a_talk_that_was_given_another_room_meanwhile_can_be_saved(client, event):
    talk = TalkFactory(event=event, speakers=["Sample Speaker"])
    address = url("talk", event, talk.pk)
    mine = edited(client, address)
    talk.room = "Hall B"
    talk.save()

    client.post(address, mine)

    assert Talk.objects.values_list("title", "room").get() == ("Mine", "Hall B")
