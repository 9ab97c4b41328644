import os
import subprocess
import sys
from pathlib import Path

import pytest

MANAGE = Path(__file__).parents[1] / "manage.py"


@pytest.mark.parametrize("command", ["check", "migrate", "serve"])
def test_a_data_directory_that_cannot_be_is_told_in_one_sentence(command):
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": "/proc/nowhere"}

    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, MANAGE, command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert done.stderr.count("\n") == 1
    assert "/proc/nowhere" in done.stderr
