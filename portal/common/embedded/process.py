import contextlib
import subprocess
import time
from typing import IO

from portal.common.embedded.leftovers import end_leftovers
from portal.common.embedded.problem import ServerProblem
from portal.common.embedded.server import Server

LONGEST_START = 120.0  # recovery after a crash takes its time
POLL = 0.02


class ServerProcess:
    """The running program of a server, from its start until it is asked to end."""

    def __init__(self, server: Server, log: IO[bytes]):
        self.server, self.log = server, log
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def start(self) -> None:
        """Return when the server takes connections; raise ServerProblem if it never will."""
        end_leftovers(self.server)
        self.server.prepare(self.log)
        self.process = self.server.start(self.log)
        deadline = time.monotonic() + LONGEST_START
        while not self.server.is_ready():
            if self.has_died or time.monotonic() > deadline:
                raise ServerProblem(
                    f"The embedded {self.server.name} does not start; {self.server.log} says why."
                )
            time.sleep(POLL)

    def stop(self) -> None:
        """End the server, politely first, and every process of it."""
        if self.process is None:
            return
        for farewell, seconds in self.server.farewells:
            if self.has_died:
                break
            self.process.send_signal(farewell)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        end_leftovers(self.server)
