import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from events.models import Event, Session
from portal.common import kept
from tests.factories.events import EventFactory, SessionFactory

pytestmark = pytest.mark.django_db
ROWS = kept.Rows(
    lambda slug, now: [
        Event.objects.filter(slug=slug),
        Session.objects.filter(event__slug=slug),
        Event.objects.filter(slug=slug, starts_at__lte=now),
    ]
)


@pytest.fixture(autouse=True)
def event():
    return EventFactory(slug="sample", past=True)


def test_it_is_the_same_as_long_as_nothing_changes(event):
    SessionFactory(event=event)
    before = ROWS.digest("sample")
    EventFactory(slug="another")

    assert ROWS.digest("sample") == before


def test_it_takes_one_query_for_any_number_of_rows(event):
    SessionFactory.create_batch(3, event=event)

    with CaptureQueriesContext(connection) as queries:
        ROWS.digest("sample")

    assert len(queries) == 1


def test_there_is_none_of_what_is_not_there():
    assert ROWS.digest("nothing") is None


def test_changes_within_one_transaction_differ(event):
    digests = {ROWS.digest("sample")}
    with transaction.atomic():
        for title in ("A", "B", "A"):
            Event.objects.filter(pk=event.pk).update(title=title)
            digests.add(ROWS.digest("sample"))

    assert len(digests) == 3


def test_words_that_move_from_one_column_or_row_to_another_differ(event):
    session = SessionFactory(event=event, title="a", room="b,c")
    digests = {ROWS.digest("sample")}
    for title, room in (("a,b", "c"), ('a","b', "c"), ("", "a,b,c"), ("a)(b", "c")):
        Session.objects.filter(pk=session.pk).update(title=title, room=room)
        digests.add(ROWS.digest("sample"))

    assert len(digests) == 5
