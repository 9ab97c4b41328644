"""Whatever a kill leaves behind, the next command finds a working server with its data."""

import contextlib
import subprocess
from concurrent.futures import ThreadPoolExecutor

import psutil
import psycopg2
import pytest

from portal.common.embedded import hold
from portal.common.embedded.leftovers import processes_of
from tests.common.embedded.asking import ask, connected, tell
from tests.common.until import until


@pytest.fixture
def held(data_dir, postgres, start_holder):
    """A server held by another process, with something in it that has to be kept."""
    holder = start_holder(data_dir, "postgres")
    assert holder.first_word() == "held"
    tell(postgres, "CREATE TABLE kept AS SELECT 42 AS answer")
    return holder


def test_after_a_kill_of_everything_at_once(postgres, held):
    processes = [_keeper(postgres), *processes_of(postgres)]

    held.kill()
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):  # gone with the one before it
            process.kill()

    _works_again(postgres)


def test_after_a_kill_of_the_keeper_alone(postgres, held, until_stopped):
    _keeper(postgres).kill()

    until_stopped(postgres)
    _works_again(postgres)


def test_with_processes_of_the_old_server_still_busy(postgres, held):
    keeper, main = _keeper(postgres), psutil.Process(_main_pid(postgres))
    with connected(postgres) as cursor, ThreadPoolExecutor() as pool:
        cursor.execute("SELECT pg_backend_pid()")
        busy = psutil.Process(cursor.fetchone()[0])
        endless = pool.submit(cursor.execute, "DO $$ BEGIN LOOP END LOOP; END $$")
        until(lambda: busy.cpu_times().user > 0.1)  # it looks up from its work for nobody

        keeper.suspend()  # nobody tidies up
        main.kill()
        keeper.kill()
        held.kill()

        assert busy.is_running()
        _works_again(postgres)
        assert isinstance(endless.exception(), psycopg2.OperationalError)


def test_with_the_number_in_the_pid_file_used_by_somebody_else(postgres, held):
    left = postgres.pid_file.read_text()
    held.leave()
    with _process_of(postgres.account) as stranger:
        postgres.pid_file.write_text(left.replace(left.split()[0], str(stranger.pid), 1))
        (postgres.sockets / ".s.PGSQL.5432.lock").write_text(f"{stranger.pid}\n")

        _works_again(postgres)

        assert stranger.poll() is None
        stranger.kill()


def test_after_the_first_start_was_stopped_halfway(postgres):
    draft = postgres.data_dir / "postgres.new"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")

    with hold(postgres):
        assert ask(postgres, "SELECT current_database()") == "portal"

    assert not draft.exists()


def _works_again(postgres):
    with hold(postgres):
        assert ask(postgres, "SELECT answer FROM kept") == 42


def _main_pid(postgres):
    return int(postgres.pid_file.read_text().split()[0])


def _keeper(postgres):
    return psutil.Process(_main_pid(postgres)).parent()


def _process_of(account):
    command, options = account.launch(["sleep", "60"])
    return subprocess.Popen(command, **options)  # noqa: S603  our own words
