from email import message_from_bytes
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.db import transaction


def in_use():
    """Tell whether mails are put into files because no mail server is configured."""
    return settings.EMAIL_BACKEND == "portal.mail.backends.EmlFileBackend"


def delete_to(emails):
    """Delete the files of mails to these addresses, once the caller's transaction is committed."""

    def delete():
        for path in _files():
            to = message_from_bytes(path.read_bytes(), policy=default)["To"] or ""
            if any(email in str(to).lower() for email in emails):
                path.unlink(missing_ok=True)

    if emails and in_use():
        transaction.on_commit(delete)


def delete_until(moment):
    """Delete the files of mails written by then; return how many there were."""
    old = [path for path in _files() if path.stat().st_mtime <= moment.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _files():
    return Path(settings.MAIL_DIR).glob("[!.]*.eml") if in_use() else []


def newest():
    """Return what the newest mail file says, or None; a confidential mail keeps its text."""
    path = max(Path(settings.MAIL_DIR).glob("[!.]*.eml"), default=None)
    if path is None:
        return None
    mail = message_from_bytes(path.read_bytes(), policy=default)
    text = mail.get_body(preferencelist=("plain",))
    confidential = "Sensitivity" in mail
    return {
        "file": path.name,
        "subject": mail["Subject"],
        "to": mail["To"],
        "date": mail["Date"].datetime,
        "confidential": confidential,
        "text": "" if confidential or text is None else text.get_content(),
    }
