"""Mailboxes in which mails come back: a file or folder on this machine, or one reached by IMAP."""

import contextlib
import imaplib
import mailbox
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

TIMEOUT = 30  # seconds without an answer of the server


class Unreachable(Exception):
    """The mailbox cannot be opened, or ended the talk; the message says why."""


def read(place: str, handle: Callable[[bytes], object]) -> int:
    """Hand each mail in the mailbox over and take it away afterwards; return how many there were.

    `place` is the path of an mbox file or a Maildir, or an address imaps://user:password@host/folder.
    A mail that cannot be handled stays, and so do those behind it. Raises Unreachable.
    """
    try:
        if "://" in place:
            return _read_imap(urlsplit(place), handle)
        return _read_local(Path(place), handle)
    except (OSError, imaplib.IMAP4.error, mailbox.Error) as error:
        raise Unreachable(str(error)) from error


def _read_local(path, handle):
    box = mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path, create=False)
    number = 0
    with contextlib.closing(box):
        box.lock()
        for key in list(box.keys()):
            handle(box.get_bytes(key))
            box.remove(key)
            box.flush()
            number += 1
    return number


def _read_imap(address, handle):
    with _connection(address) as connection:
        connection.login(unquote(address.username or ""), unquote(address.password or ""))
        _expect_ok(connection.select(_quoted(unquote(address.path.strip("/")) or "INBOX")))
        number = 0
        for uid, source in _mails(connection):
            handle(source)
            _expect_ok(connection.uid("STORE", uid, "+FLAGS", r"(\Deleted)"))
            number += 1
        connection.expunge()
        return number


def _connection(address):
    kinds = {"imaps": (imaplib.IMAP4_SSL, 993), "imap": (imaplib.IMAP4, 143)}
    if address.scheme not in kinds or not address.hostname:
        raise Unreachable("Give an address such as imaps://user:password@host/INBOX.")
    kind, port = kinds[address.scheme]
    return kind(address.hostname, address.port or port, timeout=TIMEOUT)


def _mails(connection) -> Iterator[tuple[str, bytes]]:
    (found,) = _expect_ok(connection.uid("SEARCH", None, "UNDELETED"))
    for uid in found.decode().split():
        parts = _expect_ok(connection.uid("FETCH", uid, "(BODY.PEEK[])"))
        for part in parts:
            if isinstance(part, tuple):
                yield uid, part[1]


def _expect_ok(answer):
    status, data = answer
    if status != "OK":
        raise Unreachable(str(data))
    return data


def _quoted(folder):
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
