"""The page of a programme is kept, and yet the very next visitor sees what was edited."""

import pytest
from django.db import transaction
from django.utils import timezone

from events.models import Event, Session, Speaker, Talk
from events.slides.models import Slides, Version
from events.timetable.models import Release
from projects.models import Programme
from tests.events.views.kept_programme.asking import FROM_MEMORY, HOUR, NINE, page, queries
from tests.factories.events import SessionFactory, SpeakerFactory, TalkFactory

pytestmark = pytest.mark.django_db


def change(model, **values):
    """Change rows behind the back of the models, as any other program might."""

    def do():
        assert model.objects.filter(**values.pop("of", {})).update(**values)

    return do


def add_talk():
    TalkFactory(event=Event.objects.get(), title="A late talk")


def add_speaker():
    SpeakerFactory(talk=Talk.objects.get(title="A talk"), name="Second Sample", position=1)


def swap_speakers():
    Speaker.objects.filter(name="Then Sample").update(position=2)


def add_session():
    SessionFactory(event=Event.objects.get(), title="Evening", starts_at=NINE + 8 * HOUR)


def release_a_version():
    Release.objects.create(event=Event.objects.get(), version=2, programme={})


A_TALK = {"title": "A talk"}
FROM = '<bdi class="soft">Sample University</bdi></span>'
SWAPPED = f"<bdi>Last Sample</bdi>, {FROM} <span><bdi>Then Sample</bdi>"
EDITS = {
    "a talk is renamed": (
        change(Talk, of=A_TALK, title="B", title_html="<i>B talk</i>"),
        "<i>B talk</i>",
    ),
    "its address changes": (change(Talk, of=A_TALK, title="Another name"), "/another-name/"),
    "a talk is called off": (change(Talk, of=A_TALK, is_cancelled=True), ">Cancelled<"),
    "a talk begins later": (change(Talk, of=A_TALK, starts_at=NINE + HOUR / 2), ">09:30</time>"),
    "a talk ends sooner": (change(Talk, of=A_TALK, ends_at=NINE + HOUR / 2), ">09:30</time>"),
    "a talk has another room": (change(Talk, of=A_TALK, room="Z9"), '<p class="slot-room">Z9</p>'),
    "a talk leaves its session": (change(Talk, of=A_TALK, session=None), "slot-alone"),
    "a talk is added": (add_talk, "A late talk"),
    "a speaker is renamed": (change(Speaker, name="Newly Named"), "Newly Named"),
    "a speaker moves": (change(Speaker, affiliation="Elsewhere"), "Elsewhere"),
    "a speaker is added": (add_speaker, "Second Sample"),
    "speakers change places": (swap_speakers, SWAPPED),
    "a session is renamed": (change(Session, title="Matinee"), "<h3>Matinee</h3>"),
    "a session has another room": (change(Session, room="Z8"), '<p class="slot-room">Z8</p>'),
    "a session is longer": (change(Session, ends_at=NINE + 3 * HOUR), ">12:00</time>"),
    "a session becomes a break": (change(Session, kind="break"), "<p>Morning</p>"),
    "a session is added": (add_session, "<h3>Evening</h3>"),
    "the event is renamed": (
        change(Event, title="M", title_html="<i>Renamed</i>"),
        "<i>Renamed</i>",
    ),
    "the event moves": (change(Event, venue="Another hall"), "Another hall"),
    "the event is called off": (change(Event, state="cancelled"), "This event is cancelled."),
    "the event has another zone": (change(Event, zone="Asia/Tokyo"), ">16:00</time>"),
    "slides are given out": (change(Slides, release="now"), 'slides/download/">Slides'),
    "a recording is given": (change(Slides, recording="https://v.example/2"), "v.example/2"),
    "a version is released": (release_a_version, "Version 2 of"),
    "the programme is renamed": (change(Programme, name="Another programme"), "Another programme"),
    "the colour changes": (change(Programme, accent="#123456"), "theme.css?v=123456"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_seen_by_the_very_next_visitor(edit):
    do, shown = EDITS[edit]
    assert shown not in page()
    assert len(queries()) == FROM_MEMORY

    do()

    assert shown in page()


GONE = {
    "a talk": (lambda: Talk.objects.get(title="A talk").delete(), "A talk"),
    "a speaker": (lambda: Speaker.objects.all().delete(), "Sample Speaker"),
    "a session": (lambda: Session.objects.all().delete(), "Morning"),
    "a recording": (lambda: Slides.objects.filter(talk__title="Recorded").delete(), "Recording"),
    "an entry of the menu": (lambda: Programme.objects.update(menu=["events"]), ">People<"),
    "the versions": (lambda: Release.objects.all().delete(), "Version 1 of"),
}


@pytest.mark.parametrize("what", GONE)
def test_what_is_taken_away_is_gone_for_the_very_next_visitor(what):
    take_away, shown = GONE[what]
    assert shown in page()

    take_away()

    assert shown not in page()


def test_slides_that_are_withdrawn_are_gone_for_the_very_next_visitor():
    Slides.objects.update(release="now")
    assert "slides/download/" in page()

    Version.objects.update(ended_at=timezone.now())

    assert "slides/download/" not in page()


def test_an_edit_that_is_taken_back_shows_what_was_before():
    before = page()
    with transaction.atomic():
        Talk.objects.update(title_html="Never so called")
        assert "Never so called" in page()
        transaction.set_rollback(True)

    assert page() == before
