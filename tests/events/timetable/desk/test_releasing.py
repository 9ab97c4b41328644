import pytest

from events.timetable import arranging, releasing
from events.timetable.arrangement import Place
from events.timetable.models import Release
from portal.mail.models import Delivery
from tests.events.timetable.conftest import at
from tests.factories.events import RegistrationFactory, TalkFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def changed(event, talks, organiser, release):
    """A second version ahead: one talk with a speaker has moved; two people have a place."""
    release()
    talks[0].speakers.update(email="speaker@example.org")
    RegistrationFactory.create_batch(2, event=event)
    arranging.place(event, talks[0].pk, Place("", at(12), at(13), "Attic"), by=organiser)


def mark(event):
    return releasing.prospect(event).mark


def test_before_a_release_the_page_says_what_changes_and_who_is_told(client, url, text, changed):
    page = text(client.get(url("release")))

    assert "Version 2 of the programme" in page
    assert "<del>Hall A</del> → <ins>Attic</ins>" in page
    assert "1 speaker gets a letter about their own talk" in page
    assert "Tell the 2 other people who have a place what has changed" in page


def test_the_programme_is_released_and_they_are_told(client, url, text, event, changed):
    page = client.post(
        url("release"), {"seen": mark(event), "tell_participants": "on"}, follow=True
    )

    assert "Version 2 of the programme is released." in text(page)
    assert Delivery.objects.count() == 3


def test_who_has_a_place_is_not_told_without_the_tick(client, url, event, changed):
    client.post(url("release"), {"seen": mark(event)})

    assert [one.email for one in Delivery.objects.all()] == ["speaker@example.org"]


def test_of_the_first_version_only_speakers_are_told(client, url, text, event, talks):
    RegistrationFactory(event=event)

    page = text(client.get(url("release")))

    assert "3 talks get their places." in page
    assert "Tell the" not in page


def test_something_arranged_meanwhile_is_looked_at_first(
    client, url, text, event, changed, talks, organiser
):
    seen = mark(event)
    arranging.place(event, talks[1].pk, Place(), by=organiser)

    page = client.post(url("release"), {"seen": seen}, follow=True)

    assert "Something was arranged meanwhile" in text(page)
    assert Release.objects.count() == 1


def test_a_room_planned_twice_is_said_with_both_talks_place_and_time(
    client, url, text, event, changed, talks, organiser
):
    arranging.place(event, talks[0].pk, Place("", at(1), at(2), "Hall A"), by=organiser)

    page = text(client.get(url("release")))
    assert "Hall A, Tuesday, 1 July 2031, 09:30–10:00 CEST: “Talk 1” and “Talk 2”" in page
    assert "Release version" not in page

    page = client.post(url("release"), {"seen": mark(event)}, follow=True)
    assert "Nothing is released: a room is planned for two talks at a time." in text(page)
    assert Release.objects.count() == 1


def test_a_note_that_is_too_long_is_refused_and_kept(client, url, text, event, changed):
    page = client.post(url("release"), {"seen": mark(event), "note": "x" * 501})

    assert "at most 500 characters" in text(page)
    assert "x" * 501 in text(page)
    assert Release.objects.count() == 1


def test_where_nothing_is_to_be_released_the_page_says_so(client, url, text, event, talks, release):
    release()

    assert "Nothing is to be released" in text(client.get(url("release")))
    client.post(url("release"), {"seen": mark(event)})
    assert Release.objects.count() == 1


def test_the_page_costs_the_same_with_many_changes(
    url, event, talks, organiser, release, queries_of
):
    release()
    TalkFactory(event=event)

    def change(number):
        for talk in TalkFactory.create_batch(number, event=event):
            arranging.place(event, talk.pk, Place("", at(0), at(1)), by=organiser)

    change(2)
    with_few = queries_of(url("release"))
    change(20)

    assert queries_of(url("release")) == with_few
