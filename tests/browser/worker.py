import os
import subprocess
import sys
import threading
import time

from django.conf import settings
from django.db import connection
from redis import Redis

POLL = 0.02
QUEUE = ("celery", "unacked", "unacked_index")  # what waits, and what is being done
COMMAND = [sys.executable, "-m", "celery", "-A", "portal", "worker", "--concurrency=1"]
COMMAND += ["--loglevel=INFO", "--without-gossip", "--without-mingle"]


class Worker:
    """A Celery worker in a process of its own, on the database of the tests."""

    def __init__(self, **environment):
        self.lines = []
        self._is_ready = False
        self._has_spoken = threading.Event()  # is ready, or has ended without being so
        self._process = subprocess.Popen(  # noqa: S603  our own worker
            COMMAND,
            env={**os.environ, "DATABASE_URL": _database_of_tests(), **environment},
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_until_ready(self, seconds=60):
        self._has_spoken.wait(seconds)
        if not self._is_ready:
            self.stop()
            raise AssertionError("the worker does not start:\n" + "".join(self.lines))

    def forget_other_tasks(self):
        """Take away what tests before left in the queue, for nobody or half done."""
        with Redis.from_url(settings.QUEUE_URL) as queue:
            queue.delete(*QUEUE)

    def wait_until_idle(self, seconds=20):
        """Return when every task that was sent has been done."""
        deadline = time.monotonic() + seconds
        with Redis.from_url(settings.QUEUE_URL) as queue:
            # Acknowledged late: a task stays among the unacknowledged until it is done.
            while queue.llen("celery") or queue.hlen("unacked"):
                if time.monotonic() > deadline:
                    raise AssertionError("the worker is still at it:\n" + "".join(self.lines))
                time.sleep(POLL)

    def stop(self):
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        self._process.stdout.close()

    def _read(self):
        for line in self._process.stdout:
            self.lines.append(line)
            if line.rstrip().endswith(" ready."):
                self._is_ready = True
                self._has_spoken.set()
        self._has_spoken.set()


def _database_of_tests():
    server, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    return f"{server}/{connection.settings_dict['NAME']}"
