import datetime

import pytest

from events.models import Event, Session
from events.programme import timetable
from events.rows import Written
from tests.factories.events import EventFactory, SessionFactory, SpeakerFactory, TalkFactory

pytestmark = pytest.mark.django_db
NINE = datetime.datetime(2030, 7, 1, 7, tzinfo=datetime.UTC)  # nine o'clock in Berlin
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def event():
    return EventFactory(starts_at=NINE, ends_at=NINE + 48 * HOUR)


def written(event):
    return Written(timetable(Event.objects.with_timetable().get(pk=event.pk)))


def lines(event):
    (day,) = written(event).days
    (column,) = day["blocks"][0]["columns"]
    return column["lines"]


def test_a_talk_stands_with_its_time_its_address_and_who_speaks(event):
    talk = TalkFactory(event=event, title="Übung", starts_at=NINE, ends_at=NINE + HOUR, room="A")
    SpeakerFactory(talk=talk, name="B Sample", affiliation="", position=1)

    assert lines(event) == (
        f'<li class="slot slot-talk rows-1 slot-alone" id="talk-{talk.pk}" data-talk="{talk.pk}">'
        '<p class="slot-time"><time datetime="2030-07-01T09:00:00+02:00">09:00</time>'
        '<span class="until">–<time datetime="2030-07-01T10:00:00+02:00">10:00</time></span></p>'
        f'<div><p class="slot-title"><a href="{talk.get_absolute_url()}">Übung</a></p>'
        '<p class="slot-who"><span><bdi>Sample Speaker</bdi>, '
        '<bdi class="soft">Sample University</bdi></span> <span><bdi>B Sample</bdi></span></p>'
        '<p class="slot-room">A</p></div></li>'
    )


@pytest.mark.parametrize("title", ["Abstract", "!", "50 % & more: <b>", "x" * 300])
def test_a_talk_without_a_time_leads_to_its_page(event, title):
    talk = TalkFactory(event=event, title=title)

    assert f'href="{talk.get_absolute_url()}"' in written(event).unplanned


def test_nothing_that_somebody_typed_is_taken_for_html(event):
    odd = "<script>&\"'"
    session = SessionFactory(event=event, starts_at=NINE, ends_at=NINE + HOUR, title=odd, room=odd)
    SessionFactory(
        event=event,
        starts_at=NINE,
        ends_at=NINE + HOUR,
        title=odd,
        room=odd,
        kind=Session.Kind.BREAK,
    )
    talk = TalkFactory(event=event, session=session, title=odd, starts_at=NINE, room="<i>")
    SpeakerFactory(talk=talk, name=odd, affiliation=odd)

    html = lines(event)

    assert html.count("&lt;script&gt;&amp;&quot;&#x27;") == 6
    assert "<script" not in html
    assert "<i>" not in html
