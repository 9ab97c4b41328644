import socket
import threading

import pytest
from django.core.cache import cache
from redis.exceptions import RedisError

from portal.common import cache as surviving


def backend(location, **options):
    return {
        "default": {
            "BACKEND": "portal.common.cache.SurvivingRedisCache",
            "LOCATION": location,
            "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.2},
        }
    }


@pytest.fixture
def without_redis(settings):
    """A cache whose Redis refuses every connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    settings.CACHES = backend(f"redis://127.0.0.1:{port}/0")


@pytest.fixture
def silent_redis(settings):
    """A Redis that takes connections and says nothing; yields the connections there were."""
    met = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CACHES = backend(f"redis://127.0.0.1:{server.getsockname()[1]}/0")

        def accept():
            while True:
                try:
                    met.append(server.accept()[0])
                except OSError:
                    return

        thread = threading.Thread(target=accept)
        thread.start()
        yield met
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
        for connection in met:
            connection.close()


def test_with_redis_it_is_a_cache_like_any_other():
    cache.set("a", 1)

    assert cache.get("a") == 1
    assert cache.add("a", 2) is False
    assert cache.incr("a") == 2
    assert cache.get_many(["a", "b"]) == {"a": 2}
    assert cache.delete("a") is True
    assert cache.get("a", "nothing") == "nothing"


def test_without_redis_nothing_is_found_and_nothing_is_kept(without_redis):
    cache.set("a", 1)
    cache.set_many({"b": 2})

    assert cache.get("a") is None
    assert cache.get("a", "nothing") == "nothing"
    assert cache.get_many(["a", "b"]) == {}
    assert cache.has_key("a") is False
    assert cache.delete("a") is False
    assert cache.touch("a") is False
    assert cache.get_or_set("a", lambda: "made anew") == "made anew"
    cache.delete_many(["a", "b"])
    cache.clear()


def test_without_redis_a_lock_is_given_to_whoever_asks(without_redis):
    assert cache.add("lock", True) is True
    assert cache.add("lock", True) is True


def test_without_redis_a_count_has_run_out(without_redis):
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")


def test_a_redis_that_gave_no_answer_is_left_alone_for_a_while(silent_redis):
    for _ in range(9):
        cache.get("a")

    assert len(silent_redis) == 1


def test_after_the_pause_it_is_asked_again(silent_redis, monkeypatch):
    monkeypatch.setattr(surviving, "PAUSE", 0)

    cache.get("a")
    cache.get("a")

    assert len(silent_redis) == 2


def test_whoever_must_know_is_told_that_redis_is_away(without_redis):
    cache.get("a")

    with pytest.raises(RedisError, match="refused"):
        cache.ask()
