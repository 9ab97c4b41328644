from email import message_from_bytes
from email.policy import default
from pathlib import Path

from django.conf import settings


def in_use():
    """Tell whether mails are put into files because no mail server is configured."""
    return settings.EMAIL_BACKEND == "portal.mail.backends.EmlFileBackend"


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
