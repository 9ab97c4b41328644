import pytest
from django.urls import reverse

from events.submissions.calls import calling
from events.submissions.models import Call
from tests.factories.events import EventFactory, SeriesFactory, moment
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]

CALLS = "/desk/talks/calls/"
TIMES = {"opens_at": "2026-01-05T12:00", "closes_at": "2026-07-31T23:59"}
NO_ROWS = {
    f"{rows}-{number}_FORMS": 0 for rows in ("types", "tracks") for number in ("TOTAL", "INITIAL")
}


@pytest.fixture
def event():
    return EventFactory(slug="meeting", zone="Europe/Berlin", of_record=True)


def save(client, event, **posted):
    url = reverse("submissions-desk:call", args=[event.slug])
    return client.post(url, {"text": "Come & *talk* about $x$."} | TIMES | NO_ROWS | posted)


def test_an_organiser_opens_a_call_in_the_time_of_the_event(client, event):
    assert save(client, event).url == CALLS

    call = Call.objects.get(event=event)
    assert call.opens_at.isoformat() == "2026-01-05T11:00:00+00:00"
    assert call.closes_at.isoformat() == "2026-07-31T21:59:00+00:00"
    assert "<em>talk</em>" in call.text_html


def test_an_organiser_changes_a_call(client, event):
    save(client, event)
    page = client.get(f"{CALLS}events/meeting/").content.decode()
    assert [time for time in TIMES.values() if f'value="{time}"' not in page] == []

    save(client, event, closes_at="2026-08-01T12:00")

    assert Call.objects.get().closes_at.isoformat() == "2026-08-01T10:00:00+00:00"


@pytest.mark.parametrize(
    ("posted", "field", "words"),
    [
        ({"closes_at": "2026-01-05T12:00"}, "closes_at", "The call must close after it opens."),
        ({"closes_at": "2026-01-01T12:00"}, "closes_at", "The call must close after it opens."),
        ({"closes_at": ""}, "closes_at", "This field is required."),
        ({"opens_at": "tomorrow"}, "opens_at", "Give a date and a time"),
        ({"opens_at": "2026-03-29T02:30"}, "opens_at", "couldn’t be interpreted in time zone"),
        ({"closes_at": "9999-12-31T23:59"}, "closes_at", "The year must be before 2200."),
        ({"opens_at": "0001-01-01T00:00"}, "opens_at", "The year must be 1950 or later."),
        ({"text": "x" * 100_001}, "text", "at most 100000 are possible"),
    ],
)
def test_a_call_that_cannot_be_is_refused_at_its_field(client, event, posted, field, words):
    page = save(client, event, **posted)

    form = page.context["form"]
    assert words in form.errors[field][0]
    assert form[field].value() == posted[field]
    assert not Call.objects.exists()


def test_a_call_closes_before_its_event_is_over(client):
    event = EventFactory(starts_at=moment(days=7))

    page = save(client, event, closes_at=f"{moment(days=9):%Y-%m-%dT%H:%M}")

    assert page.context["form"].errors == {"closes_at": ["The event is over by then."]}


def test_a_call_opened_meanwhile_is_not_overwritten_unseen(event):
    mine = Call(event=event, **{name: moment(days) for days, name in enumerate(TIMES)})
    theirs = CallFactory(event=event)

    with pytest.raises(calling.AlreadyCalled):
        calling.save(mine)

    assert Call.objects.get() == theirs


def test_the_page_of_calls_counts_what_came(client, event):
    call = CallFactory(event=event)
    SubmissionFactory.create_batch(2, call=call)
    SubmissionFactory(call=call, accepted=True)
    SubmissionFactory(call=call, state="draft")

    (listed,) = client.get(CALLS).context["calls"]

    assert (listed.submitted, listed.waiting) == (3, 2)


def test_the_page_of_calls_offers_upcoming_events_without_one(client):
    without = EventFactory()
    EventFactory(past=True)
    EventFactory(cancelled=True)
    CallFactory()

    assert list(client.get(CALLS).context["events"]) == [without]


def test_the_page_of_calls_costs_the_same_for_one_and_for_thirty(queries):
    SubmissionFactory()
    EventFactory()
    for_one = queries(CALLS)

    SubmissionFactory.create_batch(29)
    EventFactory.create_batch(29)

    assert queries(CALLS) == for_one <= 8


def test_an_unknown_event_has_no_call(client):
    assert client.get(f"{CALLS}events/nowhere/").status_code == 404


def test_an_organiser_opens_a_call_for_a_series(client):
    series = SeriesFactory(title="A seminar", zone="Europe/Berlin")
    assert list(client.get(CALLS).context["series"]) == [series]

    url = reverse("submissions-desk:series-call", args=[series.slug])
    assert client.post(url, {"text": "Come"} | TIMES | NO_ROWS).url == CALLS

    call = Call.objects.get(series=series)
    assert call.opens_at.isoformat() == "2026-01-05T11:00:00+00:00"
    assert list(client.get(CALLS).context["series"]) == []
