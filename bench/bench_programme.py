"""A programme from scratch and kept, against a bare Django view that lists 20 rows; and its weight."""

import datetime
import gzip
import itertools
import re
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import render
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import setup_test_environment, teardown_test_environment
from django.urls import path, reverse

from events.models import Talk
from portal.urls import urlpatterns as portal_urls
from tests.factories.events import EventFactory, SessionFactory, TalkFactory

NINE = datetime.datetime(2030, 7, 1, 7, tzinfo=datetime.UTC)
PAGES, ROUNDS, ROWS = 40, 7, 20
BARE = engines["django"].from_string(
    "<!doctype html><ul>{% for talk in talks %}<li>{{ talk.title }}</li>{% endfor %}</ul>"
)


def bare(_request):
    return HttpResponse(BARE.render({"talks": Talk.objects.only("title")[:ROWS]}))


def frame(request):
    return render(request, "base.html")


NAMED = engines["django"].from_string(
    "<!doctype html><ul>{% for talk in talks %}<li>{{ talk.title }}"
    "{% for speaker in talk.speakers.all %} {{ speaker.name }}{% endfor %}</li>{% endfor %}</ul>"
)


def named(_request):
    return HttpResponse(NAMED.render({"talks": Talk.objects.prefetch_related("speakers")}))


urlpatterns = [
    path("bare/", bare),
    path("named/", named),
    path("frame/", frame),
    *portal_urls,
]


@pytest.fixture(autouse=True)
def _as_it_runs():
    """Templates as they are outside of tests, where each one tells that it was rendered."""
    teardown_test_environment()
    yield
    setup_test_environment()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("plain_static_files")
@pytest.mark.parametrize("talks", [20, 200])
def bench_a_programme(talks, report):
    address = reverse("events:programme", args=[meeting(talks).slug])
    compare(report, f"{talks} talks, from scratch", address, KEPT_PAGES_MB=0)
    compare(report, f"{talks} talks, kept", address)
    report(f"{weight(address) / 1024:.1f} KB compressed (wanted: at most 60)")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("plain_static_files")
def bench_the_frame(report):
    """What no page can be faster than as long as it is made from scratch."""
    compare(report, "the frame of every page alone", "/frame/", ROOT_URLCONF=__name__)


@pytest.mark.django_db(transaction=True)
def bench_as_many_rows(report):
    """What the least list of the same talks with their speakers costs, without any frame."""
    meeting(200)
    compare(report, "a bare list of 200 talks with speakers", "/named/", ROOT_URLCONF=__name__)


def compare(report, what, address, **settings):
    """Report the rate of a page, and its ratio to that of the bare view, by the clock and by work done here.

    The clock also counts what the database does, and whatever else this machine does meanwhile.
    """
    rounds = [(of_bare(), of_page(address, **settings)) for _ in range(ROUNDS)]
    clock, work = (
        median(bare[kind] / ours[kind] for bare, ours in rounds) for kind in ("clock", "work")
    )
    bare, ours = (
        PAGES / median(one["clock"] for one in kind) for kind in zip(*rounds, strict=True)
    )
    report(
        f"{what}: bare view {bare:.0f}/s, page {ours:.0f}/s, ratio {clock:.2f} by the clock, "
        f"{work:.2f} by work of Python alone (wanted: at least 0.50)"
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


def of_page(address, **settings):
    """Return how long it takes to answer so many times, the first one left out."""
    client = Client(SERVER_NAME="localhost")
    with override_settings(**settings):
        assert client.get(address).status_code == 200
        clock, work = perf_counter(), process_time()
        for _ in range(PAGES):
            client.get(address)
        return {"clock": perf_counter() - clock, "work": process_time() - work}


def of_bare():
    return of_page("/bare/", ROOT_URLCONF=__name__, MIDDLEWARE=[])


def weight(address):
    """Return the bytes of the page with its styles and scripts, each compressed as it is sent."""
    html = Client(SERVER_NAME="localhost").get(address).content
    names = re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js))"', html)
    files = [finders.find(name.decode()) for name in names]
    return sum(len(gzip.compress(one)) for one in (html, *(Path(f).read_bytes() for f in files)))
