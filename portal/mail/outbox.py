import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import Truncator

from portal.mail.bell import bell
from portal.mail.letters import one_line
from portal.mail.models import Delivery, Message, State


@transaction.atomic
def queue(letter):
    """Write the letter and its deliveries down in the caller's transaction; return the message.

    The same kind, about and version never goes to the same address twice, however often and from
    however many processes at once it is queued. Sending begins when the transaction is committed.
    """
    key = f"{letter.kind}|{letter.about}|{letter.version}"
    recipients = _new_recipients(letter, key)
    if not recipients and (queued := _queued_before(key)):
        return queued

    message = _write(letter)
    Delivery.objects.bulk_create(
        [_delivery(letter, message, key, recipient) for recipient in recipients],
        ignore_conflicts=True,  # another process may be queueing the same letter right now
        batch_size=500,
    )
    transaction.on_commit(bell.ring)
    return message


def _new_recipients(letter, key):
    """Return the recipients this letter was not queued for yet, each address once, in order."""
    wanted = {one_line(recipient.email).lower(): recipient for recipient in letter.to}
    known = Delivery.objects.filter(key=key).values_list("email", flat=True)
    for email in known:
        wanted.pop(email.lower(), None)
    # The same order everywhere: two processes queueing the same letter cannot block each other.
    return [wanted[email] for email in sorted(wanted)]


def _queued_before(key):
    return Message.objects.filter(deliveries__key=key).order_by("pk").first()


def _write(letter):
    identity = {
        "kind": letter.kind,
        "about": letter.about,
        "version": letter.version,
        "digest": _digest(letter),
    }
    message = Message(
        **identity,
        subject=Truncator(one_line(letter.subject)).chars(250),
        text=letter.text.replace("\0", ""),
        calendar=letter.calendar,
        topic=letter.topic,
        reply_to=one_line(letter.reply_to),
        language=letter.language or settings.LANGUAGE_CODE,
        confidential=letter.confidential,
        expires_at=letter.expires_at,
        created_by_id=letter.created_by_id,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.get(**identity)


def _digest(letter):
    said = [letter.subject, letter.text, letter.topic, letter.reply_to, letter.language]
    if letter.calendar:
        said.append(letter.calendar)
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def _delivery(letter, message, key, recipient):
    email = one_line(recipient.email)
    delivery = Delivery(
        message=message,
        key=key,
        email=email[:254],
        name=one_line(recipient.name)[:200],
        user_id=recipient.user_id,
        urgent=letter.urgent,
    )
    if not _is_address(email):
        delivery.state, delivery.reason = State.FAILED, "This is no e-mail address."
    return delivery


def _is_address(email):
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
