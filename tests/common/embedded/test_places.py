"""Where the data lies: deep down, out of an account's reach, or in somebody else's hands."""

import os
import shutil

import pytest

from portal.common.embedded import ServerProblem, hold
from portal.common.embedded.account import Account
from portal.common.embedded.leftovers import end_leftovers, processes_of
from portal.common.embedded.places import socket_root
from portal.common.embedded.postgres import Postgres
from portal.common.embedded.redis import Redis
from tests.common.embedded.asking import ask, redis_client

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
ORDINARY = 65534


@pytest.fixture
def deep_dir(data_dir):
    """A data directory whose name is too long for a socket."""
    directory = data_dir / "/".join(["a-rather-long-name"] * 8)
    directory.mkdir(parents=True)
    yield directory
    for server in (Postgres(directory), Redis(directory)):
        end_leftovers(server)
    shutil.rmtree(socket_root(directory), ignore_errors=True)


def test_a_path_too_long_for_a_socket_works(deep_dir):
    postgres, redis = Postgres(deep_dir), Redis(deep_dir)

    with hold(postgres, redis), redis_client(redis) as client:
        assert ask(postgres, "SHOW data_directory") == str(deep_dir / "postgres")
        assert client.ping()


def test_the_short_directory_is_for_its_owner_alone(deep_dir):
    with hold(Redis(deep_dir)):
        modes = [path.stat().st_mode & 0o077 for path in socket_root(deep_dir).iterdir()]

    assert modes
    assert set(modes) == {0}


@as_root
def test_a_short_directory_made_by_somebody_else_is_refused(deep_dir):
    root = socket_root(deep_dir)
    root.mkdir()
    os.chown(root, ORDINARY, ORDINARY)

    with pytest.raises(ServerProblem, match="somebody else made"), hold(Redis(deep_dir)):
        pass


def test_a_link_in_place_of_the_short_directory_is_refused(deep_dir, data_dir):
    socket_root(deep_dir).symlink_to(data_dir)
    try:
        with pytest.raises(ServerProblem, match="somebody else made"), hold(Redis(deep_dir)):
            pass
    finally:
        socket_root(deep_dir).unlink()


@as_root
def test_root_lends_the_servers_an_account_without_rights(postgres, redis):
    with hold(postgres, redis):
        owners = {
            process.uids().effective
            for server in (postgres, redis)
            for process in processes_of(server)
        }

    assert 0 not in owners


@as_root
def test_the_account_reaches_a_directory_that_bars_it(data_dir, postgres):
    data_dir.chmod(0o700)

    with hold(postgres):
        assert ask(postgres, "SELECT 1") == 1


@as_root
def test_an_account_barred_for_good_is_said_in_one_sentence(data_dir, monkeypatch):
    data_dir.chmod(0o700)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(ServerProblem, match=f"nobody cannot reach {data_dir}"):
        Account(ORDINARY, ORDINARY).launch(["true"], data_dir)


@as_root
def test_an_ordinary_user_works_as_himself(data_dir, start_holder):
    os.chown(data_dir, ORDINARY, ORDINARY)
    holder = start_holder(data_dir, "postgres", "redis", prefix=_as_ordinary_user())

    assert holder.first_word() == "held"
    assert {p.uids().effective for p in processes_of(Postgres(data_dir))} == {ORDINARY}
    assert ask(Postgres(data_dir), "SELECT 1") == 1


@as_root
def test_root_serves_the_data_of_an_ordinary_user_as_that_user(data_dir, redis, start_holder):
    os.chown(data_dir, ORDINARY, ORDINARY)
    for _ in range(2):
        holder = start_holder(data_dir, "redis", prefix=_as_ordinary_user())
        assert holder.first_word() == "held"
        holder.leave()

        with hold(redis):
            assert [p.uids().effective for p in processes_of(redis)] == [ORDINARY]


@as_root
def test_an_ordinary_user_is_told_that_the_directory_is_not_his(data_dir, redis, start_holder):
    with hold(redis):
        pass

    holder = start_holder(data_dir, "redis", prefix=_as_ordinary_user())

    assert holder.first_word().endswith("Permission denied. Is DATA_DIR yours to write?")


def test_nobody_but_root_can_use_the_data_of_another_account(redis, monkeypatch):
    with hold(redis):
        pass
    monkeypatch.setattr(os, "geteuid", lambda: 4242)

    with pytest.raises(ServerProblem, match="run this command as that account"):
        Account.for_directory(redis.directory)


def test_data_of_another_release_of_postgresql_is_refused(postgres):
    with hold(postgres):
        pass
    (postgres.directory / "PG_VERSION").write_text("17\n")

    with pytest.raises(ServerProblem, match="data of PostgreSQL 17"), hold(postgres):
        pass


def _as_ordinary_user():
    # Reading everything: where the tests' own Python lies is not for everybody to see.
    rights = "-all,+dac_read_search"
    return [
        *["setpriv", f"--reuid={ORDINARY}", f"--regid={ORDINARY}", "--clear-groups"],
        *[f"--inh-caps={rights}", f"--ambient-caps={rights}", "--"],
    ]
