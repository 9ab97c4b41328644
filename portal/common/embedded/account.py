"""The account a server runs as: PostgreSQL refuses to be root, so root lends it another one."""

import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from portal.common.embedded.problem import ServerProblem

BORROWED = "nobody"


@dataclass(frozen=True)
class Account:
    """Somebody a program runs as; `uid` is None where that is whoever runs this command."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def for_directory(cls, directory: Path) -> "Account":
        """Return the account that owns this directory, or would if it were made now."""
        me = os.geteuid()
        owner = directory.stat().st_uid if directory.exists() else me
        if me not in {0, owner}:
            raise ServerProblem(
                f"{directory} belongs to {_name(owner)}: run this command as that account "
                "(or as root), or choose another DATA_DIR."
            )
        if me != 0:
            return cls()
        try:
            entry = pwd.getpwuid(owner) if owner else pwd.getpwnam(BORROWED)
        except KeyError:
            raise ServerProblem(
                f"PostgreSQL does not run as root, and there is no account "
                f"{owner or BORROWED!r} to run it as; run this command as an ordinary user."
            ) from None
        return cls(entry.pw_uid, entry.pw_gid)

    def own(self, directory: Path) -> None:
        """Make this directory if need be and give it to this account alone."""
        directory.mkdir(mode=0o700, exist_ok=True)
        if self.uid is not None and self.gid is not None:
            os.chown(directory, self.uid, self.gid, follow_symlinks=False)
        directory.chmod(0o700)

    def launch(self, command: list[str], *paths: Path) -> tuple[list[str], dict]:
        """Return the command and the subprocess options that run it as this account.

        Where a directory above one of `paths` bars the account, root's right to pass is lent too.
        """
        if self.uid is None or self.gid is None:
            return command, {}
        barred = next((path for path in paths if not self._reaches(path)), None)
        if barred is None:
            return command, {"user": self.uid, "group": self.gid, "extra_groups": []}
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            raise ServerProblem(
                f"PostgreSQL does not run as root, and {_name(self.uid)} cannot reach {barred}: "
                "run this command as an ordinary user, or install util-linux (setpriv)."
            )
        rights = "-all,+dac_override"
        lend = [setpriv, f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
        # Taking another identity forgets what to do when the parent ends: said again by keep.
        lend += [f"--inh-caps={rights}", f"--ambient-caps={rights}", "--pdeathsig=keep", "--"]
        return lend + command, {}

    def _reaches(self, path: Path) -> bool:
        return all(self._may_enter(parent.stat()) for parent in (path, *path.resolve().parents))

    def _may_enter(self, status: os.stat_result) -> bool:
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        if status.st_gid == self.gid:
            return bool(status.st_mode & stat.S_IXGRP)
        return bool(status.st_mode & stat.S_IXOTH)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"the account number {uid}"
