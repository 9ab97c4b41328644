"""A role seen through a coordinator's eyes: every page answers as it answers somebody of that role."""

import pytest
from django.urls import reverse

from portal.accounts.looking import SESSION_KEY, Sight
from portal.accounts.second_factor import ACCOUNT_PAGES
from tests.access.arguments import ARGUMENTS
from tests.access.table import POSTED, ROLES, TABLE
from tests.access.test_access import answer_to, name_of

pytestmark = pytest.mark.django_db

LOOKED_AT = {row: cells for row, cells in TABLE.items() if row not in POSTED}
# What is somebody's own: an onlooker is nobody in particular.
OWN = {
    "reviews:call",
    "reviews:review",
    "reviews-desk:assign",
    "submissions:submission",
    "submissions:edit",
    "submissions:introduce",
    "submissions:change",
    "submissions:withdraw",
    "events:abstract",
    "events:introduction",
    "slots:claim",
    "slots:give-back",
    "slots:ask-to-swap",
    "slots:swap",
    "invitations:project (led)",
    "projects:edit (led)",
    "projects:team (led)",
    "projects:ask (led)",
}
# A member's own, which organisers look after for everybody.
LOOKED_AFTER = {"slides:slides", "slides:version"}
OUT_OF_REACH = {row for row in LOOKED_AT if row.startswith(ACCOUNT_PAGES)}


@pytest.fixture
def looking(client, people):
    """Look as a role, as the coordinator does, and return the account that looks."""

    def look(role):
        client.force_login(people["coordinator"])
        session = client.session
        session[SESSION_KEY] = role
        session.save()

    return look


@pytest.mark.parametrize("role", [sight.value for sight in Sight])
def test_every_page_answers_a_role_looked_at_as_the_table_says(role, client, world, looking):
    client.raise_request_exception = False
    looking(role)
    expected = {row: cells[ROLES.index(role)] for row, cells in LOOKED_AT.items()}
    expected |= dict.fromkeys(OUT_OF_REACH, "403")
    expected |= {row: "404" for row in OWN & set(expected) if role != "visitor"}
    expected |= dict.fromkeys(LOOKED_AFTER, "404") if role == "member" else {}

    answers = {row: answer_to(row, client, world) for row in LOOKED_AT}

    assert answers == expected


@pytest.mark.parametrize("role", [Sight.VISITOR.value, Sight.ORGANISER.value])
def test_whatever_would_change_something_is_refused(role, client, world, looking):
    client.raise_request_exception = False
    looking(role)
    wanted = set(TABLE) - {"desk:stop-looking", "account_logout"}

    answers = {row: _post(row, client, world) for row in wanted}

    assert {row: answer for row, answer in answers.items() if answer != 403} == {}


def _post(row, client, world):
    address = reverse(name_of(row), kwargs=ARGUMENTS[row](world) if row in ARGUMENTS else {})
    return client.post(address).status_code
