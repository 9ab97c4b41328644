"""Sends claimed deliveries and writes down what became of each."""

import logging

from django.core.mail import get_connection

from portal.mail import answers, envelope, obstacles, suppressing
from portal.mail.models.suppression import Reason

log = logging.getLogger(__name__)

BREAKDOWNS = 3  # in a row: then the server is ill, and not one of the recipients


def send(batch):
    """Send a claimed batch over one connection; tell whether the mail server is well.

    What happens to one delivery leaves the others alone.
    """
    connection = get_connection()
    try:
        return _send_each(batch, connection)
    finally:
        _hang_up(connection)


def _send_each(batch, connection):
    breakdowns = 0
    letterhead = envelope.Letterhead()
    for place, delivery in enumerate(batch):
        try:
            connection.open()
        except Exception as error:  # noqa: BLE001  whatever is in the way, it concerns no recipient
            return _wait_for_server(batch[place:], answers.reason(error))
        broken = _send_one(delivery, connection, letterhead)
        if not broken:
            breakdowns = 0
            continue
        _hang_up(connection)
        breakdowns += 1
        if breakdowns == BREAKDOWNS:
            return _wait_for_server(batch[place + 1 :], broken)
    return True


def _send_one(delivery, connection, letterhead):
    """Send one delivery and note the outcome; return the reason if the connection broke over it."""
    obstacle = obstacles.obstacle(delivery)
    if obstacle:
        delivery.withhold(obstacle)
        return ""
    if not delivery.begin():
        return ""  # the lease ran out meanwhile, another worker has it
    try:
        connection.send_messages([envelope.compose(delivery, connection, letterhead)])
    except Exception as error:  # noqa: BLE001  one bad mail must not harm the rest of the batch
        return _note_failure(delivery, error)
    delivery.mark_sent()
    delivery.message.forget_if_confidential()
    return ""


def _note_failure(delivery, error):
    reason = answers.reason(error)
    if not isinstance(error, OSError):
        log.error("Mail %s cannot be made", delivery.uuid, exc_info=error)
    if answers.is_temporary(error):
        delivery.postpone(reason)
    else:
        log.warning("Mail %s cannot be delivered: %s", delivery.uuid, reason)
        delivery.fail(reason)
        if answers.refuses_recipient(error):
            suppressing.suppress(delivery.email, Reason.BOUNCE, detail=reason)
    return reason if answers.breaks_connection(error) else ""


def _wait_for_server(batch, reason):
    log.warning("The mail server is away, %d letters wait: %s", len(batch), reason)
    for delivery in batch:
        if delivery.begin():
            delivery.postpone(reason)
    return False


def _hang_up(connection):
    try:
        connection.close()
    except Exception as error:  # noqa: BLE001  a server that is gone needs no good-bye
        log.info("The mail server ended the connection roughly: %s", error)
