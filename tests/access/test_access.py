"""Each route is requested as each role; what comes back must be what tests/access/table.py says."""

from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.urls import reverse

from tests.access.arguments import ARGUMENTS
from tests.access.routes import routes
from tests.access.table import POSTED, ROLES, TABLE

pytestmark = pytest.mark.django_db


def test_the_table_names_every_route():
    assert sorted(set(routes())) == sorted({name_of(row) for row in TABLE})


@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_a_role_as_the_table_says(role, client, world, people):
    client.raise_request_exception = False
    if role in people:
        client.force_login(people[role])
    expected = {row: cells[ROLES.index(role)] for row, cells in TABLE.items()}

    answers = {row: answer_to(row, client, world) for row in TABLE}

    assert answers == expected


def answer_to(row, client, world):
    """Request a route, and say in words what came back; what the request changed is taken back."""
    address = reverse(name_of(row), kwargs=ARGUMENTS[row](world) if row in ARGUMENTS else {})
    point, cookies = transaction.savepoint(), SimpleCookie(client.cookies)
    answer = client.generic("POST" if row in POSTED else "GET", address)
    if answer.streaming:
        answer.getvalue()  # to its end, which closes the file behind it
    transaction.savepoint_rollback(point)
    client.cookies = cookies
    return in_words(answer)


def name_of(row):
    return row.partition(" (")[0]


def in_words(answer):
    """Return "ok", "login" or "404" for an answer; anything else by its status."""
    if answer.status_code in {301, 302} and answer["Location"].startswith(reverse("account_login")):
        return "login"
    return "ok" if answer.status_code < 400 else str(answer.status_code)
