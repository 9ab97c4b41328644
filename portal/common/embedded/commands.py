import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from portal.common.embedded.holding import hold
from portal.common.embedded.places import data_dir
from portal.common.embedded.problem import ServerProblem
from portal.common.embedded.servers import configured_servers

# Everything else gets servers: one started for nothing costs a second, one missing a failure.
NEED_NONE = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "serve",  # looks at its port first, and holds them itself
    "startapp",
    "startproject",
    "version",
}


@contextmanager
def servers_for_command(arguments: Sequence[str]) -> Iterator[None]:
    """Have the embedded servers running while a command of manage.py runs, if it needs them."""
    if not needs_servers(arguments):
        yield
        return
    try:
        with hold(*configured_servers(os.environ, data_dir())):
            yield
    except ServerProblem as problem:
        sys.exit(f"manage.py: {problem}")


def needs_servers(arguments: Sequence[str]) -> bool:
    """Tell whether this command line talks to the database or to Redis."""
    command, options = (arguments[1] if len(arguments) > 1 else "help"), arguments[2:]
    if command.startswith("-") or {"--help", "-h", "--version"} & set(options):
        return False
    if command == "check":
        return any(option.startswith("--database") for option in options)
    return command not in NEED_NONE
