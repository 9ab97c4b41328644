import datetime
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from portal.common.kept.memory import Kept, memory
from portal.common.kept.rows import Rows

HEADERS = {"Content-Type"}  # that a page may have and still be kept


@dataclass(frozen=True)
class Made:
    """A page made from scratch, and the moment from which it would be another by time alone."""

    response: HttpResponse
    until: datetime.datetime | None = None


def page(
    request: HttpRequest, make: Callable[[], Made], *, rows: Rows, slug: str, facts: tuple = ()
) -> HttpResponse:
    """Return the page that was kept for these rows and facts, else the one that `make` makes, and keep it.

    `facts` is what else it depends on, all of it: what was asked for, as far as the path does not say it.
    Whoever has a session is given a page of their own, which is never kept.
    """
    if not _is_for_anybody(request) or (digest := rows.digest(slug)) is None:
        return make().response
    key = (request.path, facts, digest, get_language(), settings.SITE_URL)
    kept = memory.get(key)
    if kept and _holds(kept):
        return _answer(request, kept)
    made = make()
    # What was read while it changed may be neither the old nor the new page.
    if _may_be_kept(request, made) and rows.digest(slug) == digest:
        content_type = made.response.headers["Content-Type"]
        memory.put(key, Kept(made.response.content, content_type, made.until))
    return made.response


def _answer(request, kept):
    response = HttpResponse(kept.content, content_type=kept.content_type)
    # It holds nothing secret that its length could tell of, which Django's own middleware guards against.
    if re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
        response.content = kept.compressed
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(
        response, ["Accept-Encoding", "Cookie"]
    )  # who has a session is shown another
    return response


def _is_for_anybody(request):
    """Nobody in particular asks; and nobody develops, who wants to see each change of a template."""
    own = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
    return not (settings.DEBUG or own & request.COOKIES.keys() or "HX-Request" in request.headers)


def _holds(one):
    return one.until is None or one.until > timezone.now()


def _may_be_kept(request, made):
    response = made.response
    messages: Any = get_messages(request)  # a list where there is no middleware for them
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and response.headers.keys() <= HEADERS
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")  # it holds a token for one reader
        and not request.session.modified
        and not (messages and (messages.used or messages.added_new))
        and _holds(made)
    )
