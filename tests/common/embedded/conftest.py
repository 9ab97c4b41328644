import shutil
import tempfile
from pathlib import Path

import pytest

from portal.common.embedded.leftovers import end_leftovers, processes_of
from portal.common.embedded.postgres import Postgres
from portal.common.embedded.redis import Redis
from tests.common.embedded.holders import Holder
from tests.common.until import until


@pytest.fixture
def data_dir():
    """A directory short enough for sockets, which everybody may pass; in the end nobody is in it."""
    directory = Path(tempfile.mkdtemp(prefix="portal-embedded-"))
    directory.chmod(0o755)
    yield directory
    for server in (Postgres(directory), Redis(directory)):
        end_leftovers(server)
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def postgres(data_dir):
    return Postgres(data_dir)


@pytest.fixture
def redis(data_dir):
    return Redis(data_dir)


@pytest.fixture
def start_holder():
    """Start processes that hold servers: `start_holder(data_dir, "postgres", "redis")`."""
    started = []

    def start(*args, **options):
        started.append(Holder(*args, **options))
        return started[-1]

    yield start
    for holder in started:
        holder.clear_up()


@pytest.fixture
def until_stopped():
    """Wait until no process of the server is left."""
    return lambda server: until(lambda: not processes_of(server))
