import os
import subprocess
import sys

from portal.common.embedded.places import BASE_DIR


class Holder:
    """A process of its own that holds servers until it is told to leave."""

    def __init__(self, data_dir, *names, prefix=()):
        self.process = subprocess.Popen(  # noqa: S603  our own module
            [*prefix, sys.executable, "-m", "tests.common.embedded.holder", data_dir, *names],
            cwd=BASE_DIR,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def first_word(self):
        """Wait until it has the servers, or why it has not, and return that."""
        return self.process.stdout.readline().strip()

    def leave(self):
        self.process.stdin.close()
        return self.process.wait(20)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def clear_up(self):
        self.kill()
        self.process.stdout.close()
        self.process.stdin.close()
