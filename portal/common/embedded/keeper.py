"""A keeper owns one server: it starts it, and stops it when nobody holds it any more.

A holder is a connection to the keeper's socket. The system closes it when the holder ends, however
it ends, so no hold outlives its holder. `holding.py` is the other side of the conversation:

    holder connects       keeper says "ready", or in one sentence why not
    holder stops writing  keeper closes the connection: at once, or once the server has stopped if
                          nobody else holds it
"""

import argparse
import contextlib
import os
import selectors
import shutil
import signal
import socket
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from portal.common.deaths import Deaths
from portal.common.embedded.holding import READY, STOPPED
from portal.common.embedded.places import keeper_socket, locked, private_directory
from portal.common.embedded.problem import ServerProblem
from portal.common.embedded.process import ServerProcess
from portal.common.embedded.server import Server
from portal.common.embedded.servers import KINDS
from portal.common.signalbell import SignalBell


class Keeper:
    def __init__(self, server: Server, first: socket.socket, log: IO[bytes], bell: SignalBell):
        self.server = server
        self.process = ServerProcess(server, log)
        self.deaths = Deaths()
        self.holders: set[socket.socket] = set()
        self.last: socket.socket | None = None  # left as the last one, and waits for the end
        self.bell = bell
        self.selector = selectors.DefaultSelector()
        self._add(first)

    def run(self) -> None:
        """Start the server and keep it until the last holder has left."""
        self.selector.register(self.bell, selectors.EVENT_READ, SignalBell.hush)
        with locked(self.server.data_dir, f"{self.server.name}.keeper"):
            try:
                with self._listening():
                    self.process.start()
                    self._tell(self.holders, READY)
                    while self.holders and signal.SIGTERM not in self.bell.rung:
                        self._attend()
            except (ServerProblem, OSError) as problem:
                self._tell(self.holders, " ".join(str(problem).split()))
            finally:
                self.process.stop()
                self._clear_up()

    @contextlib.contextmanager
    def _listening(self) -> Iterator[None]:
        path = keeper_socket(self.server.data_dir, self.server.name)
        private_directory(path.parent)
        path.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen(100)
            listener.setblocking(False)
            self.selector.register(listener, selectors.EVENT_READ, self._welcome)
            try:
                yield
            finally:
                # Whoever comes from now on finds nobody here, and starts the next keeper.
                path.unlink(missing_ok=True)

    def _clear_up(self) -> None:
        if self.server.throwaway:
            shutil.rmtree(self.server.directory, ignore_errors=True)
        if self.last:
            self._tell([self.last], STOPPED)

    def _attend(self) -> None:
        """Wait until something happens, and do what follows from it."""
        for key, _ in self.selector.select():
            key.data(key.fileobj)
        if self.holders and self.last:
            self.last.close()  # somebody came at the same moment
            self.last = None
        if self.process.has_died:
            self._start_again()

    def _welcome(self, listener: socket.socket) -> None:
        with contextlib.suppress(BlockingIOError, ConnectionError):
            holder, _ = listener.accept()
            self._add(holder)
            self._tell([holder], READY)

    def _add(self, holder: socket.socket) -> None:
        self.holders.add(holder)
        self.selector.register(holder, selectors.EVENT_READ, self._release)

    def _release(self, holder: socket.socket) -> None:
        # A holder never writes: all there is to read is its end.
        self.selector.unregister(holder)
        self.holders.remove(holder)
        if self.holders:
            holder.close()
        else:
            self.last = holder

    def _tell(self, holders: Iterable[socket.socket], word: str) -> None:
        for holder in holders:
            with contextlib.suppress(OSError):
                holder.sendall(word.encode() + b"\n")

    def _start_again(self) -> None:
        self.deaths.note()
        if self.deaths.too_many:
            raise ServerProblem(f"The embedded {self.server.name} ended five times in a minute.")
        print("The server ended unexpectedly and is started again.", flush=True)  # noqa: T201  into the server's log
        self.process.start()


def main() -> None:
    parser = argparse.ArgumentParser(description="Keep an embedded server; started by holding.py.")
    parser.add_argument("name", choices=KINDS)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("holder", type=int, help="the file descriptor of the first holder")
    parser.add_argument("--throwaway", action="store_true")
    given = parser.parse_args()
    os.umask(0o077)
    server = KINDS[given.name](given.data_dir, throwaway=given.throwaway)
    with SignalBell(signal.SIGCHLD, signal.SIGTERM) as bell:
        Keeper(server, socket.socket(fileno=given.holder), sys.stdout.buffer, bell).run()


if __name__ == "__main__":
    main()
