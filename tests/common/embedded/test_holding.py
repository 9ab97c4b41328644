import os
import signal

from kombu import Connection
from redis import Redis

from portal.common.embedded import celery_url, hold, redis_url
from portal.common.embedded.leftovers import processes_of
from portal.common.embedded.postgres import Postgres
from tests.common.embedded.asking import ask, redis_client, tell
from tests.common.until import until

STARTED = "SELECT pg_postmaster_start_time()::text"


def test_the_servers_run_while_they_are_held_and_not_before_or_after(postgres, redis):
    assert not processes_of(postgres)

    with hold(postgres, redis):
        assert ask(postgres, "SELECT current_database()") == "portal"
        with redis_client(redis) as client:
            assert client.ping()

    assert not processes_of(postgres)
    assert not processes_of(redis)


def test_the_servers_listen_on_sockets_alone(postgres, redis):
    with hold(postgres, redis):
        connections = [
            connection
            for server in (postgres, redis)
            for process in processes_of(server)
            for connection in process.net_connections("inet")
        ]

    assert connections == []


def test_data_is_kept_between_runs(postgres, redis):
    with hold(postgres, redis), redis_client(redis) as client:
        tell(postgres, "CREATE TABLE kept AS SELECT 42 AS answer")
        client.set("answer", 42)

    with hold(postgres, redis), redis_client(redis) as client:
        assert ask(postgres, "SELECT answer FROM kept") == 42
        assert client.get("answer") == b"42"


def test_celery_queues_in_the_redis_database_its_address_names(redis):
    url = celery_url(redis_url(redis.data_dir, database=3))

    with hold(redis), Connection(url) as broker, broker.SimpleQueue("trial") as queue:
        queue.put("a message")

        with Redis.from_url(redis_url(redis.data_dir, database=3)) as client:
            assert client.llen("trial") == 1


def test_text_is_understood_beyond_ascii(postgres):
    with hold(postgres):
        tell(postgres, "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent")

        assert ask(postgres, "SHOW server_encoding") == "UTF8"
        assert ask(postgres, "SELECT lower('ÄRGER')") == "ärger"
        assert ask(postgres, "SELECT unaccent('Tübingen') % 'Tubingen'")
        assert ask(postgres, "SELECT to_tsvector('simple', 'Tübingen')::text") == "'tübingen':1"
        assert "  t" in ask(postgres, "SELECT show_trgm('tü')")


def test_two_processes_that_start_at_once_share_one_server(data_dir, postgres, start_holder):
    holders = [start_holder(data_dir, "postgres", "redis") for _ in range(3)]

    assert [holder.first_word() for holder in holders] == ["held"] * 3
    processes = {process.pid: process for process in processes_of(postgres)}
    assert len([one for one in processes.values() if one.ppid() not in processes]) == 1


def test_the_last_one_out_stops_the_server(data_dir, postgres, start_holder):
    first, second = start_holder(data_dir, "postgres"), start_holder(data_dir, "postgres")
    assert [first.first_word(), second.first_word()] == ["held", "held"]
    started = ask(postgres, STARTED)

    first.leave()
    assert ask(postgres, STARTED) == started

    second.leave()
    assert not processes_of(postgres)


def test_a_killed_holder_holds_nothing(data_dir, postgres, start_holder, until_stopped):
    holder = start_holder(data_dir, "postgres")
    assert holder.first_word() == "held"

    holder.kill()

    until_stopped(postgres)


def test_a_throwaway_server_leaves_no_data(data_dir):
    postgres = Postgres(data_dir, throwaway=True)

    with hold(postgres):
        assert ask(postgres, "SHOW fsync") == "off"

    assert not postgres.directory.exists()


def test_a_server_that_dies_is_started_again_beneath_its_holder(postgres):
    with hold(postgres):
        tell(postgres, "CREATE TABLE kept AS SELECT 42 AS answer")

        dead = _kill_main_process(postgres)

        until(lambda: _main_process(postgres) not in {None, dead} and postgres.is_ready())
        assert ask(postgres, "SELECT answer FROM kept") == 42


def test_a_server_that_keeps_dying_is_given_up_and_its_holder_told(redis):
    with hold(redis) as [held]:
        dead = None
        for _ in range(5):
            until(lambda: _main_process(redis) not in {None, dead} and redis.is_ready())  # noqa: B023  called at once
            dead = _kill_main_process(redis)

        assert held.last_word() == "The embedded redis ended five times in a minute."


def _main_process(server):
    processes = {process.pid: process for process in processes_of(server)}
    return next((pid for pid, one in processes.items() if one.ppid() not in processes), None)


def _kill_main_process(server):
    pid = _main_process(server)
    os.kill(pid, signal.SIGKILL)
    return pid
