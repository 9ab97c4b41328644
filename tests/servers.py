"""Gives the tests a PostgreSQL and a Redis of their own; loaded by `-p tests.servers`.

The environment is set when this module is imported, before Django reads it; the servers run from
the start of the session to its end. The parallel workers of pytest-xdist use those of the process
that started them: pytest-django gives each its own database, and each takes a Redis database here.
"""

import atexit
import contextlib
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from portal.common import embedded
from portal.common.embedded.servers import KINDS

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
PORTAL = Path(__file__).parent.parent / "portal"
# Where the environment is read: the settings by name, the providers by what the names begin with.
SETTINGS = PORTAL / "settings.py"
PROVIDERS = re.compile(r"ORCID_|OIDC_")

_held = contextlib.ExitStack()


def _prepare_environment():
    # What a developer may have set for a portal of their own; tests know only what is set below.
    for name in re.findall(r"""env\.\w+\(["'](\w+)""", SETTINGS.read_text()):
        os.environ.pop(name, None)
    for name in filter(PROVIDERS.match, list(os.environ)):
        os.environ.pop(name)
    # Tests start the portal in many a process: what one compiles need not be compiled by all.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if not WORKER:
        os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="portal-tests-")
        atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
    data_dir = Path(os.environ["DATA_DIR"])
    (data_dir / "static").mkdir(exist_ok=True)  # where collectstatic would put files
    os.environ["DATABASE_URL"] = embedded.database_url(data_dir)
    # Apart, for emptying the cache between tests empties its whole database.
    os.environ["REDIS_URL"] = embedded.redis_url(data_dir, database=2 * _number())
    os.environ["QUEUE_URL"] = embedded.redis_url(data_dir, database=2 * _number() + 1)
    os.environ["SECRET_KEY"] = "a key for tests alone, which opens nothing anywhere else"
    return data_dir


def _number():
    return int(WORKER.removeprefix("gw")) + 1 if WORKER else 0


DATA_DIR = _prepare_environment()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    if not WORKER and not session.config.option.collectonly:
        servers = [kind(DATA_DIR, throwaway=True) for kind in KINDS.values()]
        _held.enter_context(embedded.hold(*servers))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    _held.close()
