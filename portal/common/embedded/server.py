import os
import signal
import subprocess
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, ClassVar

from portal.common.deathsignal import end_with_parent
from portal.common.embedded.account import Account
from portal.common.embedded.places import private_directory, socket_root


@dataclass(frozen=True)
class Server(ABC):
    """An embedded server of one data directory; its keeper decides when it runs."""

    data_dir: Path
    throwaway: bool = False  # no durability, and the data goes with the last holder

    name: ClassVar[str]
    # How it is asked to end: a signal and the seconds it is given, ever less politely.
    farewells: ClassVar[list[tuple[signal.Signals, float]]]

    @property
    def directory(self) -> Path:
        return self.data_dir / self.name

    @property
    def sockets(self) -> Path:
        return socket_root(self.data_dir) / self.name

    @property
    def log(self) -> Path:
        return self.data_dir / "log" / f"{self.name}.log"

    @property
    def account(self) -> Account:
        return Account.for_directory(self.directory)

    @property
    @abstractmethod
    def program(self) -> Path:
        """The server's executable file."""

    @property
    @abstractmethod
    def command(self) -> list[str]:
        """The command line that runs the server in the foreground."""

    @abstractmethod
    def is_ready(self) -> bool:
        """Tell whether the server takes connections."""

    def prepare(self, log: IO[bytes]) -> None:
        """Make what the server needs on disk; refuse what it cannot use."""
        self.account.own(self.directory)

    @abstractmethod
    def discard_leftovers(self) -> None:
        """Remove what a killed server left behind, once none of its processes lives."""

    def start(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the server; it ends with the process that called this."""
        private_directory(self.sockets.parent)
        self.account.own(self.sockets)
        return self.launch(self.command, self.directory, stdout=log, stderr=log)

    def launch(self, command: list[str], directory: Path, **options) -> subprocess.Popen[bytes]:
        """Run a program of this server in `directory` as the server's account."""
        command, identity = self.account.launch(
            command, Path(command[0]), self.data_dir, self.sockets.parent
        )
        return subprocess.Popen(  # noqa: S603  our own programs and paths
            command,
            cwd=directory,
            env={name: value for name, value in os.environ.items() if not name.startswith("PG")},
            start_new_session=True,
            preexec_fn=partial(end_with_parent, self.farewells[0][0]),  # noqa: PLW1509  the keeper has one thread
            **{"stdin": subprocess.DEVNULL, **identity, **options},
        )
