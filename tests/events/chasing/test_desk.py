import datetime

import pytest
from django.urls import reverse

from events.chasing.models import Ladder, Round, Thing
from tests.factories.events import EventFactory, TalkFactory

DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.usefixtures("organiser")


def address(event):
    return reverse("chasing-desk:speakers", args=[event.slug])


def test_an_organiser_sees_what_is_missing_and_when_speakers_are_asked(client, bare_talk):
    talk = bare_talk(30)

    page = client.get(address(talk.event))

    assert page.context["lacking"] == [(talk, [Thing.TITLE, Thing.ABSTRACT])]
    assert page.context["next"] > talk.event.starts_at - 22 * DAY
    assert "are asked next on" in page.text


def test_an_organiser_asks_now_and_finds_it_written_down(client, bare_talk, letters):
    talk = bare_talk(30)
    client.post(address(talk.event) + "ask/")

    page = client.get(address(talk.event))

    assert len(letters()) == 1
    (asked,) = page.context["asked"]
    assert asked.missing == "Title, Abstract"
    assert "an organiser" in page.text


def test_with_nothing_missing_asking_is_refused_in_words(client, event_in):
    event = event_in(30)

    page = client.post(address(event) + "ask/", follow=True)

    assert "Nothing is missing, or nobody can be written to." in page.text
    assert not Round.objects.exists()


def test_the_rule_is_changed(client, event_in):
    event = event_in(30)

    client.post(address(event), {"is_on": "on", "days": "3, 14; 14"})

    assert Ladder.objects.get(event=event).days == [14, 3]


@pytest.mark.parametrize("days", ["", "soon", "0", "91", "1,2,3,4,5,6", "-3", "٣"])
def test_what_is_no_rule_is_told_at_its_field_and_kept(client, event_in, days):
    page = client.post(address(event_in(30)), {"is_on": "on", "days": days})

    assert page.context["form"].errors.keys() == {"days"}
    assert f'value="{days}"' in page.text or not days
    assert not Ladder.objects.exists()


def test_many_talks_cost_no_more_queries_than_one(client, django_assert_num_queries):
    one, many = EventFactory(), EventFactory()
    TalkFactory(event=one)
    TalkFactory.create_batch(20, event=many)
    client.get(address(one))

    with django_assert_num_queries(12):
        client.get(address(one))
    with django_assert_num_queries(12):
        client.get(address(many))
