import pytest
from django.urls import reverse

from tests.access.arguments import ARGUMENTS
from tests.access.table import POSTED, ROLES, TABLE
from tests.access.test_access import name_of

pytestmark = pytest.mark.django_db


def test_a_visitor_gets_no_cookie_from_any_page(client, world):
    client.raise_request_exception = False
    asked = [row for row in TABLE if TABLE[row][ROLES.index("visitor")] and row not in POSTED]

    given = {row: cookies_of(row, client, world) for row in asked}

    assert {row: cookies for row, cookies in given.items() if cookies} == {}


def cookies_of(row, client, world):
    kwargs = ARGUMENTS[row](world) if row in ARGUMENTS else {}
    client.cookies.clear()
    answer = client.get(reverse(name_of(row), kwargs=kwargs))
    if answer.streaming:
        answer.getvalue()  # to its end, which closes the file behind it
    return list(answer.cookies)


def test_by_djangos_own_guard_the_sign_in_page_would_set_one(client, world, settings):
    settings.MIDDLEWARE = [
        "django.middleware.csrf.CsrfViewMiddleware" if name.endswith("CsrfViewMiddleware") else name
        for name in settings.MIDDLEWARE
    ]

    assert cookies_of("account_login", client, world) == ["csrftoken"]
