"""Where an embedded server keeps its data, its log and its socket."""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[3]
# A socket's path may have 103 bytes on some systems and 107 on others; names are added to this.
LONGEST_SOCKET = 100
PLAIN = re.compile(r"[A-Za-z0-9/._-]+")  # a comma, say, has a meaning in database addresses
LONGEST_NAME = len("/postgres/.s.PGSQL.5432")


def data_dir() -> Path:
    """Return the directory that holds everything this installation writes."""
    return Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve()


def socket_root(directory: Path) -> Path:
    """Return the directory of the sockets of this data directory, always the same one."""
    root = directory / "run"
    if len(str(root)) + LONGEST_NAME <= LONGEST_SOCKET and PLAIN.fullmatch(str(root)):
        return root
    # Not gettempdir(): two sessions with different TMPDIR must find the same sockets.
    digest = hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]
    return Path(f"/tmp/portal-{os.geteuid()}-{digest}")  # noqa: S108  made and checked by `private_directory`


def keeper_socket(directory: Path, name: str) -> Path:
    """Return the socket at which the keeper of this server takes holders."""
    return socket_root(directory) / f"{name}.keeper"


@contextmanager
def locked(directory: Path, name: str) -> Iterator[None]:
    """Wait until nobody else has this lock of the data directory, and have it for a while."""
    path = directory / "lock" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        # The system takes the lock back from whoever dies; no file has to be cleaned up.
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def private_directory(path: Path) -> Path:
    """Make this directory, or make sure that nobody else made it; return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        if path.is_symlink() or not path.is_dir() or path.stat().st_uid not in _trusted(path):
            raise PermissionError(
                f"{path} is not a directory of the account that runs this command; "
                "sockets are not put into a place that somebody else made."
            ) from None
    # As root the servers run as another account, which has to reach its own directory below.
    path.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return path


def _trusted(path: Path) -> set[int]:
    me = os.geteuid()
    # Root may work on the data of an ordinary account, and finds its directories.
    return {me, path.parent.stat().st_uid} if me == 0 else {me}
