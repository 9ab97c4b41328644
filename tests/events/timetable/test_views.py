import pytest
from django.urls import reverse

from events.models import Event
from events.timetable import arranging
from events.timetable.arrangement import Place
from tests.events.timetable.conftest import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(event):
    return reverse("timetable:changes", args=[event.slug])


def test_versions_are_shown_the_newest_first_from_what_to_what(
    client, url, event, session, talks, organiser, release, text_of
):
    release()
    arranging.place(event, talks[0].pk, Place("", at(12), at(13), "Attic"), by=organiser)
    arranging.move_session(event, str(session.pk), at(2), "Hall A", by=organiser)
    release(note="The roof leaks.")
    client.logout()

    page = text_of(url)

    assert page.index("Version 2") < page.index("The roof leaks.") < page.index("Version 1")
    assert "<del>Hall A</del> → <ins>Attic</ins>" in page
    assert "Sample session" in page
    assert "The first version." in page


def test_there_is_no_such_page_before_a_release(client, url, talks):
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("hidden", [{"state": "draft"}, {"visibility": "members"}])
def test_it_is_seen_by_who_may_see_the_event(client, url, event, talks, release, hidden):
    release()
    Event.objects.filter(pk=event.pk).update(**hidden)

    assert client.get(url).status_code == 200
    client.logout()
    assert client.get(url).status_code == 404


def test_the_programme_leads_to_it_once_there_is_a_release(event, talks, release, text_of):
    page = reverse("events:programme", args=[event.slug])
    assert "what changed" not in text_of(page)

    release()

    assert "Version 1 of" in text_of(page)


def test_it_costs_the_same_for_many_versions(url, event, talks, organiser, release, queries_of):
    release()
    with_one = queries_of(url)
    for halves in (12, 13, 14):
        arranging.place(event, talks[0].pk, Place("", at(halves), at(halves + 1)), by=organiser)
        release()

    assert queries_of(url) == with_one
