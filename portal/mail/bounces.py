"""What comes back: reports of mails that did not arrive (RFC 3464) or were not wanted (RFC 5965)."""

import email
import email.policy
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from portal.mail import suppressing
from portal.mail.models import Delivery, State
from portal.mail.models.suppression import Reason

MAIL = re.compile(r"<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@[^<>@\s]+>")


@dataclass(frozen=True)
class Report:
    """One recipient in a report: the address, why, and which of our mails it was about."""

    email: str
    reason: Reason
    detail: str
    mail: uuid.UUID | None


def take(source: bytes) -> int:
    """Act on a mail that came back; return how many of our deliveries it told about.

    A mail that is no report, one of a mere delay, and one about a mail that we never sent are left
    alone: whoever can write to the mailbox must not be able to silence an address.
    """
    return sum(_act_on(report) for report in reports(source))


@transaction.atomic
def _act_on(report):
    sent = Delivery.objects.filter(uuid=report.mail, email__iexact=report.email)
    if not report.mail or not sent.exists():
        return False
    sent.filter(state=State.SENT).update(state=State.BOUNCED, reason=report.detail)
    suppressing.suppress(report.email, report.reason, detail=report.detail)
    return True


def reports(source: bytes) -> Iterator[Report]:
    """Yield what a mail reports for good: permanent failures and complaints, by recipient."""
    message = email.message_from_bytes(source, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or message.get_content_type() != "multipart/report":
        return
    mail = _mail_reported(message)
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            yield from _failures(part, mail)
        elif part.get_content_type() == "message/feedback-report":
            yield from _complaints(part, mail)


def _failures(part, mail):
    for block in _blocks(part):
        recipient = _address(block.get("Final-Recipient") or block.get("Original-Recipient"))
        failed = str(block.get("Action", "")).strip().lower() == "failed"
        permanent = str(block.get("Status", "")).strip().startswith("5.")
        if recipient and failed and permanent:
            detail = str(block.get("Diagnostic-Code") or block.get("Status"))
            yield Report(recipient, Reason.BOUNCE, _one_line(detail), mail)


def _complaints(part, mail):
    for block in _blocks(part):
        recipient = _address(block.get("Original-Rcpt-To") or block.get("Removal-Recipient"))
        if recipient:
            kind = str(block.get("Feedback-Type", "abuse"))
            yield Report(recipient, Reason.COMPLAINT, _one_line(kind), mail)


def _blocks(part):
    """Yield the groups of fields of a report; a parser takes them for messages, or for plain text."""
    content = part.get_payload()
    if isinstance(content, list):
        yield from content
        return
    for group in re.split(r"\r?\n\r?\n", str(content)):
        yield email.message_from_string(group, policy=email.policy.compat32)


def _address(field):
    """Return the address of a field such as `rfc822; somebody@example.org`; "" where there is none."""
    _kind, _, address = str(field or "").rpartition(";")
    address = address.strip().strip("<>").lower()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def _mail_reported(message):
    """Return the number of our mail that a report brings along, None where it brings none of ours."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind not in {"message/rfc822", "text/rfc822-headers", "message/rfc822-headers"}:
            continue
        payload = part.get_payload()
        text = payload[0].as_string() if isinstance(payload, list) and payload else str(payload)
        if found := re.search(r"^Message-ID:\s*(\S+)", text, re.MULTILINE | re.IGNORECASE):
            ours = MAIL.fullmatch(found[1])
            return uuid.UUID(ours[1]) if ours else None
    return None


def _one_line(text):
    return " ".join(text.replace("\0", "").split())[:1000]
