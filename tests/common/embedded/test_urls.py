from pathlib import Path

import pytest
from dj_database_url import parse
from redis import Redis

from portal.common.embedded import celery_url, database_url, redis_url
from portal.common.embedded.places import LONGEST_SOCKET, keeper_socket, socket_root

LONG = Path("/srv") / "/".join(["a-rather-long-name"] * 8)


def test_the_addresses_name_sockets_in_the_data_directory():
    assert parse(database_url(Path("/srv/portal")))["HOST"] == "/srv/portal/run/postgres"
    with Redis.from_url(redis_url(Path("/srv/portal"), database=3)) as client:
        options = client.connection_pool.connection_kwargs
    assert (options["path"], options["db"]) == ("/srv/portal/run/redis/redis.sock", 3)


def test_an_address_starts_nothing_and_writes_nothing(tmp_path):
    database_url(tmp_path)
    redis_url(tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("directory", [LONG, Path("/srv/a,b"), Path("/srv/Übung"), Path("/x y")])
def test_a_directory_unfit_for_a_socket_gets_a_short_plain_one_elsewhere(directory):
    root = socket_root(directory)

    assert root.is_relative_to("/tmp")  # noqa: S108  as promised
    assert root != socket_root(directory / "other")
    assert root == socket_root(directory)


@pytest.mark.parametrize("length", range(60, 110))
def test_no_socket_is_longer_than_the_system_allows(length):
    directory = Path("/" + "d" * (length - 1))

    sockets = [socket_root(directory) / "postgres/.s.PGSQL.5432", keeper_socket(directory, "redis")]

    assert max(len(str(socket)) for socket in sockets) <= LONGEST_SOCKET


def test_celery_gets_a_unix_socket_in_its_own_words():
    url = celery_url("unix:///srv/portal/redis.sock?db=3")

    assert url == "redis+socket:///srv/portal/redis.sock?virtual_host=3"


def test_celery_gets_the_first_database_where_none_is_named():
    assert celery_url("unix:///redis.sock") == "redis+socket:///redis.sock?virtual_host=0"


@pytest.mark.parametrize("url", ["redis://example.org:6379/2", "rediss://:secret@example.org/0"])
def test_celery_gets_an_ordinary_address_as_it_is(url):
    assert celery_url(url) == url
