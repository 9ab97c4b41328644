"""A programme rendered from scratch, against a bare Django view that lists 20 rows; and its weight."""

import datetime
import gzip
import itertools
import re
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.urls import path, reverse

from events.models import Talk
from tests.factories.events import EventFactory, SessionFactory, TalkFactory

NINE = datetime.datetime(2030, 7, 1, 7, tzinfo=datetime.UTC)
PAGES, ROUNDS, ROWS = 20, 5, 20
BARE = engines["django"].from_string(
    "<!doctype html><ul>{% for talk in talks %}<li>{{ talk.title }}</li>{% endfor %}</ul>"
)


def bare(_request):
    return HttpResponse(BARE.render({"talks": Talk.objects.only("title")[:ROWS]}))


urlpatterns = [path("bare/", bare)]


@pytest.mark.django_db
@pytest.mark.usefixtures("plain_static_files")
@pytest.mark.parametrize("talks", [20, 200])
def bench_a_programme(talks, report):
    address = reverse("events:programme", args=[meeting(talks).slug])
    rounds = [(seconds_bare(), seconds(address)) for _ in range(ROUNDS)]
    yardstick, ours = (median(figures) for figures in zip(*rounds, strict=True))
    report(
        f"{talks} talks: bare view {PAGES / yardstick:.0f}/s, programme {PAGES / ours:.0f}/s, "
        f"ratio {median(one / two for one, two in rounds):.2f} (wanted: at least 0.50); "
        f"{weight(address) / 1024:.1f} KB compressed (wanted: at most 60)"
    )


def meeting(talks):
    """A meeting of four days, in two rooms at a time, with sessions of five talks."""
    event = EventFactory(starts_at=NINE, ends_at=NINE + datetime.timedelta(days=4))
    for number in range(talks // 5):
        day, turn = divmod(number // 2, 5)
        begins = NINE + datetime.timedelta(days=day, hours=2 * turn)
        times = [begins + datetime.timedelta(minutes=20 * step) for step in range(6)]
        where = {"event": event, "room": f"Hall {number % 2 + 1}"}
        session = SessionFactory(**where, starts_at=times[0], ends_at=times[-1])
        for start, end in itertools.pairwise(times):
            TalkFactory(**where, session=session, starts_at=start, ends_at=end)
    return event


def seconds(address):
    """Return how long it takes to render a page so many times, the first one left out."""
    client = Client()
    assert client.get(address).status_code == 200
    began = perf_counter()
    for _ in range(PAGES):
        client.get(address)
    return perf_counter() - began


def seconds_bare():
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        return seconds("/bare/")


def weight(address):
    """Return the bytes of the page with its styles and scripts, each compressed as it is sent."""
    html = Client().get(address).content
    names = re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js))"', html)
    files = [finders.find(name.decode()) for name in names]
    return sum(len(gzip.compress(one)) for one in (html, *(Path(f).read_bytes() for f in files)))
