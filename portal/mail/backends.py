import os
import secrets
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.text import slugify


class EmlFileBackend(BaseEmailBackend):
    """Puts each mail into a file of its own in MAIL_DIR, for an installation that sends none."""

    def send_messages(self, email_messages):
        """Write the mails; return how many."""
        for mail in email_messages:
            _put(_file_name(mail), mail.message().as_bytes(linesep="\r\n"))
        return len(email_messages)


def _file_name(mail):
    """Return a name that sorts by time and says to whom and about what."""
    now = datetime.now(UTC)
    to = slugify(parseaddr(str(mail.to[0]))[1].replace("@", " at ").replace(".", " "))[:50]
    about = slugify(mail.subject)[:50]
    return f"{now:%Y-%m-%dT%H-%M-%S-%f}_{to}_{about}_{secrets.token_hex(3)}.eml"


def _put(name, content):
    """Write the file such that nobody ever sees half of it."""
    folder = Path(settings.MAIL_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{name}.part"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(folder / name)
