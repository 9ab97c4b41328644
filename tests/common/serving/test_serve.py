"""The whole portal as one command, as `make run` starts it."""

import json
import os
import shutil
import signal
import socket
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.common.serving.programs import until_gone
from tests.common.until import until


@pytest.fixture(scope="module")
def data_dir():
    directory = Path(tempfile.mkdtemp(prefix="portal-serve-"))
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture
def serve(start_program, data_dir, port):
    """Start `manage.py serve` on embedded servers of its own."""
    own = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}

    def start(*options):
        environment = {**own, "DATA_DIR": str(data_dir), "PORT": str(port)}
        environment |= {"WEB_WORKERS": "1", "WORKER_CONCURRENCY": "1"}
        return start_program(sys.executable, "manage.py", "serve", *options, **environment)

    return start


def test_a_taken_port_ends_it_before_anything_is_started(serve, data_dir, port):
    with socket.create_server(("127.0.0.1", port)):
        portal = serve()

        line = portal.wait_for_line("Port")
        status = portal.process.wait(10)

    assert line.startswith(f"CommandError: Port {port} on 127.0.0.1 is taken: ")
    assert status == 1
    assert not (data_dir / "postgres").exists()


@pytest.mark.uncovered
def test_it_fills_an_empty_database_and_names_the_demo_accounts(serve, data_dir, port):
    portal = serve("--demo")

    portal.wait_for_line("The database is empty: loading the demonstration")
    line = portal.wait_for_line("The portal runs at")
    assert line == f"The portal runs at http://localhost:{port}/ and ends with Ctrl-C."
    for account in json.loads((data_dir / "demo-accounts.json").read_text()):
        line = portal.wait_for_line(account["email"])
        assert line.split() == [account["role"], account["email"], account["password"]]
    assert portal.end() == 0


def test_it_serves_revives_and_ends_without_a_trace(serve, port):
    portal = serve()
    portal.wait_for_line("The portal runs at")
    assert _ready(port) == {"database": True, "redis": True}

    [web] = portal.children_running("granian")
    web.kill()
    assert "web ended with signal SIGKILL; starting it again" in portal.wait_for_line("web")
    until(lambda: _ready(port))

    everything = portal.descendants()
    assert portal.end(signal.SIGTERM, seconds=10) == 0
    until_gone(everything)


@pytest.mark.uncovered
def test_ctrl_c_ends_everything_and_a_second_start_takes_little_time(serve, port):
    portal = serve()
    portal.wait_for_line("The portal runs at")
    everything = portal.descendants()
    names = {process.name() for process in everything}

    assert portal.end(signal.SIGINT, seconds=10) == 0

    assert {"postgres", "redis-server"} <= names
    until_gone(everything)


def test_it_ends_without_a_trace_while_it_is_still_starting(serve):
    portal = serve()
    until(lambda: "postgres" in [process.name() for process in portal.descendants()])
    everything = portal.descendants()

    assert portal.end(signal.SIGTERM, seconds=10) == 0

    until_gone(everything)
    assert portal.lines == ["Ended before everything was up.\n"]


@pytest.mark.uncovered
def test_nothing_lingers_when_it_is_killed(serve):
    portal = serve()
    portal.wait_for_line("The portal runs at")
    everything = portal.descendants()

    portal.process.kill()

    until_gone(everything)


@pytest.mark.uncovered
def test_it_ends_when_the_database_keeps_dying(serve, data_dir):
    portal = serve()
    portal.wait_for_line("The portal runs at")
    pid_file = data_dir / "postgres" / "postmaster.pid"
    seen = set()

    for _ in range(5):
        pid = until(lambda: _new_pid(pid_file, seen))
        seen.add(pid)
        os.kill(pid, signal.SIGKILL)

    assert "The embedded postgres ended five times in a minute" in portal.wait_for_line(
        "ended five"
    )
    assert portal.process.wait(10) == 1


def _ready(port):
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return json.load(answer)
    except OSError:
        return None


def _new_pid(pid_file, seen):
    try:
        lines = pid_file.read_text().splitlines()
    except FileNotFoundError:
        return None
    is_ready = len(lines) > 7 and lines[7].strip() == "ready"
    return int(lines[0]) if is_ready and int(lines[0]) not in seen else None
