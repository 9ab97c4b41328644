import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from portal.common.deathsignal import end_with_parent


@dataclass
class Child:
    """A program that runs beneath `serve`, in a process group of its own."""

    name: str
    command: Sequence[str]
    directory: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603  our own programs
            self.command,
            cwd=self.directory,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches `serve` alone, which then ends all in order
            preexec_fn=end_with_parent,  # noqa: PLW1509  `serve` has one thread
        )

    @property
    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    @property
    def how_it_ended(self) -> str:
        """The way it ended, in words: "status 3", "signal SIGKILL"."""
        status = self.process.returncode if self.process else None
        if status is None:
            return "nothing yet"
        return f"status {status}" if status >= 0 else f"signal {signal.Signals(-status).name}"

    def ask_to_end(self) -> None:
        if self.process and not self.has_died:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait until it has ended, until `deadline` at most; then end whatever is left of it."""
        if self.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0.0, deadline - time.monotonic()))
            self.end_group()
            self.process.wait()

    def end_group(self) -> None:
        """Kill every process of the group: the children of a dead one among them."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
