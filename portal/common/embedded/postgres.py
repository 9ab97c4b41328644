import contextlib
import locale
import shutil
import signal
import subprocess
from pathlib import Path
from typing import IO, ClassVar

from portal.common.embedded.problem import ServerProblem
from portal.common.embedded.server import Server
from portal.common.embedded.wheels import postgres_program

NAME = "portal"  # of the database and of its owner
FAST_NOT_SAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres(Server):
    name = "postgres"
    farewells: ClassVar = [(signal.SIGINT, 4.0), (signal.SIGQUIT, 1.0), (signal.SIGKILL, 1.0)]

    @property
    def program(self) -> Path:
        return postgres_program("postgres")

    @property
    def pid_file(self) -> Path:
        return self.directory / "postmaster.pid"

    @property
    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "port": "5432",
            "max_connections": "200",
            "log_checkpoints": "off",
            **(FAST_NOT_SAFE if self.throwaway else {}),
        }
        options = [part for item in settings.items() for part in ("-c", "=".join(item))]
        return [str(self.program), "-D", str(self.directory), *options]

    def is_ready(self) -> bool:
        # The eighth line tells the state of the server that wrote the file.
        with contextlib.suppress(FileNotFoundError):
            state = self.pid_file.read_text().splitlines()[7:8]
            return [line.strip() for line in state] == ["ready"]
        return False

    def prepare(self, log: IO[bytes]) -> None:
        """Make the cluster if there is none; refuse one of another PostgreSQL."""
        version = self.directory / "PG_VERSION"
        if not version.exists():
            self._make_cluster(log)
        super().prepare(log)
        if (found := version.read_text().strip()) != (ours := self._major_version()):
            raise ServerProblem(
                f"{self.directory} holds data of PostgreSQL {found}, and this is PostgreSQL {ours}: "
                "back up with the release of the portal that wrote it and restore with this one."
            )

    def discard_leftovers(self) -> None:
        # PostgreSQL honours them when their process number is in use again, by whomever.
        self.pid_file.unlink(missing_ok=True)
        for leftover in self.sockets.glob(".s.PGSQL.*"):
            leftover.unlink()

    def _make_cluster(self, log: IO[bytes]) -> None:
        # Made beside its place and moved when whole: a cluster half made is never used.
        draft = self.directory.with_name(f"{self.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        self.account.own(draft)
        # Character classes come from LC_CTYPE: under plain C "ü" is no letter to trigrams and
        # text search. The wheel has no ICU; the builtin provider sorts alike on every system, so
        # that a new C library never spoils an index.
        character_locale = "C.UTF-8" if _exists("C.UTF-8") else "C"
        options = ["--encoding=UTF8", f"--locale={character_locale}"]
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options += [f"--username={NAME}", "--auth-local=trust", "--auth-host=reject"]
        options += ["--no-instructions", *(["--no-sync"] if self.throwaway else [])]
        initdb = str(postgres_program("initdb"))
        self._finish([initdb, "-D", str(draft), *options], draft, log)
        alone = [str(self.program), "--single", "-F", "-D", str(draft), "template1"]
        self._finish(alone, draft, log, f"CREATE DATABASE {NAME}\n")
        draft.rename(self.directory)

    def _finish(self, command: list[str], directory: Path, log: IO[bytes], words: str = "") -> None:
        process = self.launch(command, directory, stdin=subprocess.PIPE, stdout=log, stderr=log)
        process.communicate(words.encode())
        if process.returncode:
            raise ServerProblem(
                f"PostgreSQL could not make its files in {directory.parent}: "
                f"{Path(command[0]).name} ended with {process.returncode}; see {self.log}."
            )

    def _major_version(self) -> str:
        answer = subprocess.run(  # noqa: S603  our own program
            [self.program, "--version"], check=True, capture_output=True, text=True
        )
        return answer.stdout.split()[-1].partition(".")[0]


def _exists(name: str) -> bool:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_CTYPE, before)
    return True
