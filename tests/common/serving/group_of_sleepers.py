"""A group of two programs that do nothing but stay: `group_of_sleepers COMMAND…`."""

# ruff: noqa: T201  what it prints is what the tests wait for
import logging
import sys
from pathlib import Path

from portal.common.serving.child import Child
from portal.common.serving.group import Group, GroupFailed

logging.basicConfig(stream=sys.stdout, format="%(message)s")
children = [Child(name, sys.argv[1:], Path("/")) for name in ("first", "second")]
try:
    Group(children).run(lambda: True, lambda: print("open", flush=True))
except GroupFailed as reason:
    sys.exit(str(reason))
