import contextlib
import signal
import subprocess

import psutil

from portal.common.embedded.places import BASE_DIR
from tests.common.until import until


class Program:
    """A program of ours at work: what it prints, what runs beneath it, how it ends."""

    def __init__(self, *command, **environment):
        self.process = subprocess.Popen(  # noqa: S603  our own modules
            command,
            cwd=BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines = []

    def wait_for_line(self, wanted):
        """Return the next line that has these words."""
        for line in self.process.stdout:
            self.lines.append(line)
            if wanted in line:
                return line.strip()
        raise AssertionError(f"ended without saying {wanted!r}:\n" + "".join(self.lines))

    def descendants(self):
        """Return every process that was started beneath it, sessions of their own included."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def children_running(self, word):
        """Return its direct children with this word on their command line."""
        children = psutil.Process(self.process.pid).children()
        return [child for child in children if word in _words(child)]

    def end(self, how=signal.SIGTERM, seconds=10):
        """Send it a signal and return its exit status; fail if it takes longer."""
        self.process.send_signal(how)
        self.lines += self.process.communicate(timeout=seconds)[0].splitlines(keepends=True)
        return self.process.returncode

    def clear_up(self):
        with contextlib.suppress(psutil.NoSuchProcess):
            left = [*self.descendants(), psutil.Process(self.process.pid)]
            for process in left:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()
        self.process.wait()
        self.process.stdout.close()


def until_gone(processes):
    """Wait until none of the processes is left."""
    until(lambda: not [process for process in processes if _lives(process)])


def _lives(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _words(process):
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []
