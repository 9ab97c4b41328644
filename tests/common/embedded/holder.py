"""A program that holds servers until its standard input ends: `holder DATA_DIR NAME…`."""

# ruff: noqa: T201  what it prints is what the tests wait for

import sys
from pathlib import Path

from portal.common.embedded import ServerProblem, hold
from portal.common.embedded.servers import KINDS

directory, *names = sys.argv[1:]
try:
    with hold(*(KINDS[name](Path(directory)) for name in names)):
        print("held", flush=True)
        sys.stdin.read()
except ServerProblem as problem:
    print(problem, flush=True)
