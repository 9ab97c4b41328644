import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.text import Truncator

from portal.common.text import one_line
from portal.mail.bell import bell
from portal.mail.models import Delivery, Message, State


@transaction.atomic
def queue(letter):
    """Write the letter and its deliveries down in the caller's transaction; return the message.

    The same kind, about and version never goes to the same address twice, however often and from
    however many processes at once it is queued. Sending begins when the transaction is committed.
    """
    queue_all([letter])
    own = Message.objects.filter(**_identity(letter)).first()
    return own or _queued_before(key_of(letter))


@transaction.atomic
def queue_all(letters):
    """Write many letters down as `queue` does with each, at a few statements for all of them."""
    letters = list(letters)
    known = _known_recipients(letters)
    fresh = [(letter, _new_recipients(letter, known[key_of(letter)])) for letter in letters]
    # A letter to nobody is written down, too, unless it went to somebody before.
    written = [(letter, to) for letter, to in fresh if to or not known[key_of(letter)]]
    messages = _write([letter for letter, _to in written])
    Delivery.objects.bulk_create(
        _deliveries(written, messages),
        ignore_conflicts=True,  # another process may be queueing the same letter right now
        batch_size=500,
    )
    transaction.on_commit(bell.ring)


def key_of(letter):
    """Return what tells a letter from every other: no address gets two of the same key."""
    return key(letter.kind, letter.about, letter.version)


def key(kind, about, version):
    """Return the key of the letters of which these are the facts."""
    return f"{kind}|{about}|{version}"


def _known_recipients(letters):
    """Return, for the key of each letter, those of its addresses that it was queued for before."""
    known: dict[str, set[str]] = {key_of(letter): set() for letter in letters}
    wanted = {_address(recipient) for letter in letters for recipient in letter.to}
    to_nobody = [key_of(letter) for letter in letters if not letter.to]
    # Of letters that go to thousands, a batch at a time, only what concerns this batch.
    queued = Delivery.objects.filter(key__in=list(known)).alias(address=Lower("email"))
    queued = queued.filter(Q(address__in=wanted) | Q(key__in=to_nobody))
    for key, email in queued.values_list("key", "email"):
        known[key].add(email.lower())
    return known


def _new_recipients(letter, known):
    """Return the recipients this letter was not queued for yet, each address once; now they are known."""
    wanted = {_address(recipient): recipient for recipient in letter.to}
    new = [email for email in wanted if email not in known]
    known.update(new)
    return [wanted[email] for email in new]


def _address(recipient):
    return one_line(recipient.email).lower()


def _queued_before(key):
    return Message.objects.filter(deliveries__key=key).order_by("pk").first()


def _identity(letter):
    return {
        "kind": letter.kind,
        "about": letter.about,
        "version": letter.version,
        "digest": _digest(letter),
    }


def _write(letters):
    """Return the stored messages of these letters by their digest."""
    messages = sorted((_message(letter) for letter in letters), key=lambda one: one.digest)
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=500)
    stored = Message.objects.filter(digest__in=[message.digest for message in messages])
    return {(one.kind, one.about, one.version, one.digest): one for one in stored.defer("text")}


def _message(letter):
    return Message(
        **_identity(letter),
        subject=Truncator(one_line(letter.subject)).chars(250),
        text=letter.text.replace("\0", ""),
        calendar=letter.calendar,
        code=letter.code,
        topic=letter.topic,
        reply_to=one_line(letter.reply_to),
        language=letter.language or settings.LANGUAGE_CODE,
        confidential=letter.confidential,
        expires_at=letter.expires_at,
        created_by_id=letter.created_by_id,
    )


def _deliveries(written, messages):
    deliveries = [
        _delivery(letter, messages[tuple(_identity(letter).values())], recipient)
        for letter, recipients in written
        for recipient in recipients
    ]
    # The same order everywhere: two processes queueing the same letter cannot block each other.
    return sorted(deliveries, key=lambda delivery: (delivery.key, delivery.email.lower()))


def _digest(letter):
    said = [letter.subject, letter.text, letter.topic, letter.reply_to, letter.language]
    if letter.calendar:
        said.append(letter.calendar)
    if letter.code:
        said.append(letter.code)
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def _delivery(letter, message, recipient):
    email = one_line(recipient.email)
    delivery = Delivery(
        message=message,
        key=key_of(letter),
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
