import datetime
import gzip

import pytest
from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path
from django.utils import timezone

from events.models import Event
from portal.common import kept
from tests.factories.events import EventFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
ROWS = kept.Rows(lambda slug, now: [Event.objects.filter(slug=slug)])


def plain(request, slug):
    return HttpResponse(Event.objects.get(slug=slug).title)


def with_token(request, slug):
    return HttpResponse(get_token(request))


def with_cookie(request, slug):
    response = HttpResponse("For you")
    response.set_cookie("own", "1")
    return response


def with_session(request, slug):
    request.session["seen"] = slug
    return HttpResponse("For you")


def with_message(request, slug):
    messages.info(request, "For you")
    return HttpResponse(", ".join(map(str, messages.get_messages(request))))


def private(request, slug):
    return HttpResponse("For you", headers={"Cache-Control": "private"})


def absent(request, slug):
    return HttpResponse("Not here", status=404)


def as_text(request, slug):
    return HttpResponse("Sample " * 100, content_type="text/plain")


def edited_before_it_is_read(request, slug):
    if not MADE[1:]:
        Event.objects.update(title="Edited")
    return plain(request, slug)


MADE = []
VIEWS = (
    *(plain, with_token, with_cookie, with_session, with_message),
    *(private, absent, as_text, edited_before_it_is_read),
)


def address(view):
    def keep(request, slug):
        def make():
            MADE.append(view.__name__)
            return kept.Made(view(request, slug))

        return kept.page(request, make, rows=ROWS, slug=slug)

    return path(f"{view.__name__}/<slug:slug>/", keep)


urlpatterns = [address(view) for view in VIEWS]


@pytest.fixture(autouse=True)
def event():
    MADE.clear()
    return EventFactory(slug="sample", title="Sample")


def times_made(name, slug="sample", **headers):
    for _ in range(2):
        Client().get(f"/{name}/{slug}/", headers=headers)
    return len(MADE)


def test_a_page_is_made_once():
    assert times_made("plain") == 1
    assert Client().get("/plain/sample/").content == b"Sample"


@pytest.mark.parametrize("name", [view.__name__ for view in VIEWS[1:-2]])
def test_what_is_for_one_reader_or_went_wrong_is_never_kept(name):
    assert times_made(name) == 2


def test_what_changed_while_it_was_read_is_not_kept_as_what_it_was_before():
    assert Client().get("/edited_before_it_is_read/sample/").content == b"Edited"
    Event.objects.update(title="Sample")

    assert Client().get("/edited_before_it_is_read/sample/").content == b"Sample"


@pytest.mark.parametrize("encoding", ["", "gzip, br"])
def test_a_kept_page_is_what_it_was_in_kind_and_content(encoding):
    headers = {"Accept-Encoding": encoding}
    first, again = (Client().get("/as_text/sample/", headers=headers) for _ in range(2))

    assert len(MADE) == 1
    texts = [gzip.decompress(one.content) if encoding else one.content for one in (first, again)]
    assert texts == [b"Sample " * 100] * 2
    for name in ("Content-Type", "Content-Encoding"):
        assert first.headers.get(name) == again.headers.get(name)
    for one in (first, again):
        assert "Accept-Encoding" in one.headers["Vary"]


def test_what_does_not_exist_is_not_kept():
    with pytest.raises(Event.DoesNotExist):
        Client().get("/plain/another/")
    EventFactory(slug="another", title="Another")

    assert Client().get("/plain/another/").content == b"Another"


def test_an_answer_to_htmx_is_not_kept():
    assert times_made("plain", **{"HX-Request": "true"}) == 2


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_who_has_a_session_or_a_message_gets_a_page_of_their_own(cookie):
    client = Client()
    client.cookies[cookie] = "anything"
    client.get("/plain/sample/")
    client.get("/plain/sample/")

    assert len(MADE) == 2


def test_another_address_of_the_portal_is_another_page(settings):
    Client().get("/plain/sample/")
    settings.SITE_URL = "https://another.example"

    assert times_made("plain") == 2


def test_who_develops_sees_every_change_of_a_template(settings):
    settings.DEBUG = True

    assert times_made("plain") == 2


def test_where_nothing_may_be_kept_each_page_is_made(settings):
    settings.KEPT_PAGES_MB = 0

    assert times_made("plain") == 2


def test_a_page_ends_when_its_time_has_come(monkeypatch, rf):
    now = timezone.now()
    made = []

    def get():
        request = rf.get("/")
        request.session = type("Session", (), {"modified": False})()

        def make():
            made.append(1)
            return kept.Made(HttpResponse("Until now"), until=now + datetime.timedelta(hours=1))

        return kept.page(request, make, rows=ROWS, slug="sample")

    get(), get()
    assert len(made) == 1
    monkeypatch.setattr(timezone, "now", lambda: now + datetime.timedelta(hours=1))
    get(), get()

    assert len(made) == 3
