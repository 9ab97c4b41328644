import dataclasses
import socket

import pytest

from portal.common.limits import Limit

THREE = Limit("sample", seconds=60, per_address=3, per_place=5)


@pytest.fixture
def request_from(rf):
    return lambda place: rf.get("/", REMOTE_ADDR=place)


def tries(request, address, number, limit=THREE):
    return [limit.allows(request, address) for _ in range(number)]


def test_an_address_has_so_many_tries(request_from):
    assert tries(request_from("127.0.0.1"), "a@example.org", 4) == [True, True, True, False]


def test_a_place_has_so_many_tries_whatever_the_address(request_from):
    here = request_from("127.0.0.1")

    allowed = [THREE.allows(here, f"{number}@example.org") for number in range(6)]

    assert allowed == [True] * 5 + [False]


def test_others_are_not_held_up(request_from):
    tries(request_from("127.0.0.1"), "a@example.org", 9)

    assert THREE.allows(request_from("127.0.0.2"), "b@example.org")


def test_one_thing_does_not_count_for_another(request_from):
    tries(request_from("127.0.0.1"), "a@example.org", 9)

    other = dataclasses.replace(THREE, name="other")
    assert other.allows(request_from("127.0.0.1"), "a@example.org")


def test_without_redis_nobody_is_turned_away(request_from, settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    settings.CACHES = {
        "default": {
            "BACKEND": "portal.common.cache.SurvivingRedisCache",
            "LOCATION": f"redis://127.0.0.1:{port}/0",
        }
    }

    assert tries(request_from("127.0.0.1"), "a@example.org", 9) == [True] * 9
