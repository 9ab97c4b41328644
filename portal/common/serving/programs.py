"""The programs that make up a running portal."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from portal.common.serving.address import Address
from portal.common.serving.child import Child

# Celery warns root of what pickled messages could do; ours are JSON.
CELERY = [sys.executable, "-W", "ignore:You're running the worker with superuser", "-m", "celery"]
CELERY += ["--quiet", "--app", "portal"]
THREADS = "4"  # for each process; every one keeps a database connection


def children(address: Address, base_dir: Path, data_dir: Path) -> list[Child]:
    """Return the web server, the worker and beat, ready to be started."""
    # Absolute: they start in the checkout, wherever `serve` was called.
    environment = {**os.environ, "PORT": str(address.port), "DATA_DIR": str(data_dir)}
    commands = {
        "web": _web(address, environment),
        "worker": _worker(environment),
        "beat": _beat(data_dir),
    }
    return [Child(name, command, base_dir, environment) for name, command in commands.items()]


def _web(address: Address, environment: Mapping[str, str]) -> list[str]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", address.host, "--port", str(address.port)]
    command += ["--workers", environment.get("WEB_WORKERS") or "2", "--blocking-threads", THREADS]
    command += ["--respawn-failed-workers", "--workers-kill-timeout", "2"]
    return [*command, "--log-level", "warning", "portal.wsgi:application"]


def _worker(environment: Mapping[str, str]) -> list[str]:
    concurrency = environment.get("WORKER_CONCURRENCY") or "2"
    return [*CELERY, "worker", "--concurrency", concurrency, "--without-gossip", "--without-mingle"]


def _beat(data_dir: Path) -> list[str]:
    return [*CELERY, "beat", "--schedule", str(data_dir / "beat-schedule"), "--pidfile", ""]
