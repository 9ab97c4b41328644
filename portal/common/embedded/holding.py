"""Holding a server: while anybody does, it runs. The other side is in `keeper.py`."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from portal.common.embedded.places import BASE_DIR, keeper_socket, locked
from portal.common.embedded.problem import ServerProblem
from portal.common.embedded.server import Server

READY, STOPPED = "ready", "stopped"
LONGEST_GOODBYE = 9.0
LARGEST_LOG = 10_000_000


@contextmanager
def hold(*servers: Server) -> Iterator["list[Hold]"]:
    """Have these servers running inside the `with` block; the last one out stops them."""
    holds = []
    with ExitStack() as stack:
        for server in servers:
            holds.append(_take_hold(server))
            stack.callback(holds[-1].leave)
        yield holds


class Hold:
    """A connection to a keeper, and that keeper if it is a child of this process.

    It becomes readable only when the server is lost.
    """

    def __init__(
        self, connection: socket.socket, keeper: subprocess.Popen[bytes] | None = None
    ) -> None:
        self.connection, self.keeper = connection, keeper

    def fileno(self) -> int:
        return self.connection.fileno()

    def last_word(self) -> str:
        """Return why the server was lost."""
        return next(_words(self.connection), "")

    def leave(self) -> None:
        """Let go; return when the server has stopped if nobody else holds it."""
        with self.connection:
            self.connection.settimeout(LONGEST_GOODBYE)
            with contextlib.suppress(OSError):  # the keeper may have ended before us
                self.connection.shutdown(socket.SHUT_WR)
                words = list(_words(self.connection))
                if self.keeper and STOPPED in words:
                    self.keeper.wait(LONGEST_GOODBYE)
        if self.keeper and self.keeper.poll() is None:
            self.keeper.returncode = 0  # others hold it: it is not ours to wait for


def _take_hold(server: Server) -> Hold:
    try:
        # Nobody else may miss the keeper, and start another, while this one is starting it.
        with locked(server.data_dir, f"{server.name}.gate"):
            return _join(server) or _found(server)
    except OSError as error:
        raise ServerProblem(
            f"The embedded {server.name} cannot use {error.filename or server.data_dir}: "
            f"{error.strerror}. Is DATA_DIR yours to write?"
        ) from error


def _join(server: Server) -> Hold | None:
    """Return a hold from the keeper there is, or None where there is none (any more)."""
    connection = socket.socket(socket.AF_UNIX)
    word = ""
    with contextlib.suppress(FileNotFoundError, ConnectionError):
        connection.connect(str(keeper_socket(server.data_dir, server.name)))
        word = next(_words(connection), "")
    if word == READY:
        return Hold(connection)
    connection.close()
    if word:
        raise ServerProblem(word)
    return None


def _found(server: Server) -> Hold:
    """Start a keeper and return the first hold from it."""
    connection, its_end = socket.socketpair()
    with its_end:
        keeper = _start_keeper(server, its_end.fileno())
    word = next(_words(connection), "")
    if word == READY:
        return Hold(connection, keeper)
    connection.close()
    keeper.wait(LONGEST_GOODBYE)
    raise ServerProblem(word or f"The embedded {server.name} does not start; see {server.log}.")


def _start_keeper(server: Server, holder: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "portal.common.embedded.keeper"]
    command += [server.name, str(server.data_dir), str(holder)]
    command += ["--throwaway"] if server.throwaway else []
    server.log.parent.mkdir(parents=True, exist_ok=True)
    if server.log.exists() and server.log.stat().st_size > LARGEST_LOG:
        server.log.replace(server.log.with_suffix(".log.1"))
    with server.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603  our own module
            command,
            cwd=BASE_DIR,
            pass_fds=[holder],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the command, not for the servers beneath it
        )


def _words(connection: socket.socket) -> Iterator[str]:
    """Yield what the keeper says, line by line, until it hangs up."""
    with connection.makefile("rb", buffering=0) as file:
        for line in file:
            yield line.decode().strip()
