import os
import signal
import sys

import pytest

from tests.common.serving.programs import until_gone
from tests.common.until import until

STUBBORN = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1], str(os.getpid())).touch()
time.sleep(60)
"""
PARENT = "import subprocess; subprocess.run(['sleep', '60'])"


@pytest.fixture
def start_group(start_program):
    def start(*command):
        module = "tests.common.serving.group_of_sleepers"
        group = start_program(sys.executable, "-m", module, *command, **os.environ)
        group.wait_for_line("open")
        return group

    return start


def test_a_child_that_dies_is_started_again_and_the_log_says_so(start_group):
    group = start_group("sleep", "60")
    first, second = group.descendants()

    first.kill()

    line = group.wait_for_line("starting it again")
    assert line == "first ended with signal SIGKILL; starting it again"
    until(lambda: len(group.descendants()) == 2)
    assert second in group.descendants()


def test_what_a_dead_child_leaves_behind_is_ended(start_group):
    group = start_group(sys.executable, "-c", PARENT)
    until(lambda: len(group.descendants()) == 4)
    parent = group.descendants()[0]
    [grandchild] = parent.children()

    parent.kill()

    until_gone([grandchild])


def test_five_deaths_in_a_minute_end_the_group_and_say_why(start_group):
    group = start_group("sleep", "60")
    first, second = group.descendants()

    for _ in range(4):
        first.kill()
        group.wait_for_line("starting it again")
        until(lambda: len(group.descendants()) == 2)
        [first] = [child for child in group.descendants() if child != second]
    first.kill()

    reason = group.wait_for_line("deaths")
    assert reason == (
        "5 deaths within 60 seconds: the last was first, which ended with signal SIGKILL."
    )
    assert group.process.wait(10) == 1
    until_gone([second])


def test_a_program_that_never_works_ends_the_group_at_once(start_program):
    module = "tests.common.serving.group_of_sleepers"

    group = start_program(sys.executable, "-m", module, "false", **os.environ)

    assert "ended with status 1" in group.wait_for_line("deaths")
    assert group.process.wait(10) == 1


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_group_ends_when_told_to(start_group, how):
    group = start_group("sleep", "60")
    children = group.descendants()

    assert group.end(how) == 0

    until_gone(children)


def test_a_child_that_does_not_listen_is_killed_in_time(start_group, tmp_path):
    group = start_group(sys.executable, "-c", STUBBORN, str(tmp_path))
    until(lambda: len(list(tmp_path.iterdir())) == 2)
    children = group.descendants()

    assert group.end(seconds=10) == 0

    until_gone(children)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a killed parent")
def test_the_children_of_a_killed_group_end_too(start_group):
    group = start_group("sleep", "60")
    children = group.descendants()

    group.process.kill()

    until_gone(children)
