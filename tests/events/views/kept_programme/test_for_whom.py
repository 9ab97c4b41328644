import re

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event
from portal.accounts.roles import Role
from portal.common import kept
from tests.events.views.kept_programme.asking import ADDRESS, FROM_MEMORY, page, queries
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_each_zone_has_a_page_of_its_own():
    own, tokyo = page(), page(query="?zone=Asia/Tokyo")

    assert ">09:00</time>" in own
    assert ">16:00</time>" in tokyo
    assert (page(), page(query="?zone=Asia/Tokyo")) == (own, tokyo)
    assert len(queries(query="?zone=Asia/Tokyo")) == FROM_MEMORY


@pytest.mark.parametrize("zone", ["Mars", "America/Indiana/Knox"])
def test_zones_that_are_not_offered_fill_no_cache(zone):
    page(query=f"?zone={zone}")

    assert len(queries(query=f"?zone={zone}")) > FROM_MEMORY


def test_each_language_has_a_page_of_its_own(client):
    assert '<html lang="en">' in page()

    german = client.get(f"/de{ADDRESS}").content.decode()

    assert '<html lang="de">' in german
    assert client.get(f"/de{ADDRESS}").content.decode() == german
    assert '<html lang="en">' in page()


@pytest.mark.parametrize("values", [{"state": "draft"}, {"visibility": "members"}])
def test_an_event_that_is_hidden_is_gone_for_the_very_next_visitor(values, client):
    page()

    Event.objects.update(**values)

    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("values", [{"state": "draft"}, {"visibility": "members"}])
def test_what_an_organiser_was_shown_is_never_shown_to_a_visitor(values, client):
    Event.objects.update(**values)
    client.force_login(UserFactory(roles=[Role.ORGANISER], name="Olga Sample"))
    for _ in range(2):
        assert "A talk" in page(client)

    assert Client().get(ADDRESS).status_code == 404


def test_who_is_signed_in_has_a_page_of_their_own_and_leaves_nothing_of_it(client):
    before = page()
    client.force_login(UserFactory(roles=[Role.ORGANISER], name="Olga Sample"))

    own = page(client)

    assert "Olga Sample" in own
    assert "csrfmiddlewaretoken" in own
    assert page() == before
    kept.memory.clear()
    page(client)
    assert "Olga Sample" not in page()


def test_a_coordinator_who_looks_as_a_visitor_is_told_so(client):
    page()
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))
    client.post(reverse("desk:look"), {"role": "visitor"})

    assert "looking" in page(client)
    assert page() != page(client)


def test_a_message_for_one_reader_is_not_kept(client):
    page()
    client.cookies["messages"] = "anything"

    assert len(queries(client)) > FROM_MEMORY


def test_a_kept_page_is_answered_as_the_one_made_from_scratch(client):
    made, again = client.get(ADDRESS), client.get(ADDRESS)

    assert again.content == made.content
    assert {**again.headers, "Vary": ""} == {**made.headers, "Vary": ""}
    for response in (made, again):
        assert {"Cookie", "Accept-Language"} <= set(re.split(r",\s*", response["Vary"]))
        assert not response.cookies
