"""The whole portal, as `manage.py serve` runs it, on servers of its own, to be ill-treated."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

import psutil

from portal.common.embedded.places import BASE_DIR
from tests.common.until import until

IN_THE_PORTAL = "import django; django.setup()\n"


class Portal:
    """Web, worker and beat with a PostgreSQL and a Redis, sending mail to `email_url`.

    `settings` are variables of the environment, as an installation sets them.
    """

    def __init__(self, email_url, **settings):
        self.data_dir = Path(tempfile.mkdtemp(prefix="portal-trial-"))
        self.port = _free_port()
        own = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
        self.environment = own | {
            "DATA_DIR": str(self.data_dir),
            "PORT": str(self.port),
            "EMAIL_URL": email_url,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
        self.environment |= settings
        self.log = self.data_dir / "serve.log"

    def __enter__(self):
        with self.log.open("w") as log:
            command = [sys.executable, "manage.py", "serve"]
            self.process = subprocess.Popen(  # noqa: S603  our own program
                command, cwd=BASE_DIR, env=self.environment, stdout=log, stderr=log
            )
        try:
            until(self.is_ready, seconds=120)
        except BaseException:
            self._end()  # also where somebody interrupts a trial that has not begun
            raise
        return self

    def __exit__(self, *_):
        self._end()

    def _end(self):
        self.process.terminate()
        self.process.wait(30)
        shutil.rmtree(self.data_dir, ignore_errors=True)

    def is_ready(self):
        assert self.process.poll() is None, self.log.read_text()
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def run(self, code, *arguments):
        """Run code in the portal in a process of its own; return what it prints, read as JSON."""
        command = [sys.executable, "-c", IN_THE_PORTAL + code, *arguments]
        done = subprocess.run(  # noqa: S603  our own code
            command, cwd=BASE_DIR, env=self.environment, check=True, capture_output=True, text=True
        )
        return json.loads(done.stdout.strip().splitlines()[-1])

    def workers(self):
        """The worker and all it has started."""
        children = psutil.Process(self.process.pid).children()
        mine = [child for child in children if "worker" in child.cmdline()]
        return [one for child in mine for one in (child, *child.children(recursive=True))]

    def kill_workers(self):
        """End the worker; `serve` starts another."""
        for process in self.workers():
            kill(process)

    def web_processes(self):
        """What answers requests; each that dies is replaced."""
        children = psutil.Process(self.process.pid).children()
        web = [child for child in children if "granian" in child.cmdline()]
        return [one for child in web for one in child.children()]

    def kill_web_processes(self):
        for process in self.web_processes():
            kill(process)

    def redis(self):
        """The Redis of this portal and no other, known by where it works."""
        return _working_in(self.data_dir / "redis", "redis-server")

    def postgres(self):
        pid = int((self.data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
        return psutil.Process(pid)


def kill(process):
    """End a process as a power cut would."""
    try:
        process.kill()
        process.wait(10)
    except psutil.NoSuchProcess:
        return


def _working_in(directory, name):
    for process in psutil.process_iter():
        try:
            if process.name() == name and process.cwd() == str(directory):
                return process
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    raise AssertionError(f"no {name} works in {directory}")


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]
