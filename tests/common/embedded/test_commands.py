import os
import subprocess
import sys

import pytest

from portal.common.embedded import configured_servers, servers_for_command
from portal.common.embedded.commands import needs_servers
from portal.common.embedded.places import BASE_DIR


@pytest.mark.parametrize(
    "line",
    [
        *["", "help", "version", "--version", "check", "check --deploy", "makemessages -a"],
        *["collectstatic --no-input", "migrate --help", "serve --demo"],
    ],
)
def test_a_command_that_needs_no_server_gets_none(line):
    assert not needs_servers(["manage.py", *line.split()])


@pytest.mark.parametrize(
    "line", ["migrate", "shell", "check --database default", "createsuperuser", "some_new_command"]
)
def test_every_other_command_gets_servers(line):
    assert needs_servers(["manage.py", *line.split()])


@pytest.mark.parametrize(
    ("environment", "embedded"),
    [
        ({}, ["postgres", "redis"]),
        ({"DATABASE_URL": "", "REDIS_URL": ""}, ["postgres", "redis"]),
        ({"DATABASE_URL": "postgres://db.example.org/portal"}, ["redis"]),
        ({"REDIS_URL": "redis://redis.example.org"}, ["postgres"]),
        ({"DATABASE_URL": "postgres://db/portal", "REDIS_URL": "redis://redis"}, []),
    ],
)
def test_a_server_is_embedded_where_no_other_is_configured(environment, embedded, data_dir):
    servers = configured_servers(environment, data_dir)

    assert [server.name for server in servers] == embedded


def test_a_command_runs_on_the_embedded_servers_and_leaves_none_behind(
    data_dir, postgres, until_stopped
):
    outcome = _manage(data_dir, "showmigrations", "--plan", "accounts")

    assert "[ ]  accounts.0001_initial" in outcome.stdout
    until_stopped(postgres)


def test_a_data_directory_that_cannot_be_used_is_said_in_one_sentence(data_dir):
    (data_dir / "lock").write_text("a file where a directory has to be")

    outcome = _manage(data_dir, "migrate")

    assert outcome.returncode == 1
    assert outcome.stderr.startswith("manage.py: The embedded postgres cannot use ")
    assert outcome.stderr.count("\n") == 1


def test_servers_configured_elsewhere_are_left_alone(data_dir, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(data_dir))  # the tests' own addresses stay set

    with servers_for_command(["manage.py", "migrate"]):
        assert list(data_dir.iterdir()) == []


def _manage(data_dir, *arguments):
    own = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    return subprocess.run(  # noqa: S603  our own command
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env={**own, "DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )
