"""Sends claimed deliveries and writes down what became of each."""

import logging
from time import monotonic

from django.core.mail import get_connection

from portal.mail import answers, envelope, obstacles, suppressing
from portal.mail.models.suppression import Reason
from portal.mail.sheets import Letterhead
from portal.mail.standing import Standing

log = logging.getLogger(__name__)

BREAKDOWNS = 3  # in a row: then the server is ill, and not one of the recipients
# Seconds, after which the rest is given back: to be looked at anew, and to come after what is urgent.
ROUND = 1.0


class ServerAwayError(Exception):
    """The mail server takes nothing at the moment."""


def send(claim):
    """Send what is claimed over one connection, for a second; return how many were dealt with.

    What happens to one delivery leaves the others alone. Raises ServerAwayError where it is the
    server that is ill; then they all wait.
    """
    connection = get_connection()
    try:
        return _Round(claim, connection).send()
    finally:
        _hang_up(connection)


class _Round:
    """A claim on its way: what the server took is noted on the deliveries all together."""

    def __init__(self, claim, connection):
        self.claim, self.connection = claim, connection
        self.deliveries = list(claim.in_turn())
        self.standing = Standing(self.deliveries)
        self.letterhead = Letterhead()
        self.sent = []
        self.breakdowns = 0

    def send(self):
        ends = monotonic() + ROUND
        for place, delivery in enumerate(self.deliveries):
            if place and monotonic() > ends:
                return self._end(place)
            if obstacle := obstacles.obstacle(delivery, self.standing):
                delivery.withhold(obstacle)
                continue
            if reason := self._unreachable():
                self._server_is_away(self.deliveries[place:], reason)
            if not self.claim.begin(delivery):
                return place  # the lease ran out meanwhile, another worker has the rest
            reason = self._send_one(delivery)
            if reason and self.breakdowns == BREAKDOWNS:
                self._server_is_away(self.deliveries[place + 1 :], reason)
        return self._end(len(self.deliveries))

    def _unreachable(self):
        try:
            self.connection.open()
        except Exception as error:  # noqa: BLE001  whatever is in the way, it concerns no recipient
            return answers.reason(error)
        return ""

    def _send_one(self, delivery):
        """Send one delivery; return the reason if the connection broke over it."""
        try:
            mail = envelope.compose(delivery, self.standing, self.letterhead, self.connection)
            self.connection.send_messages([mail])
        except Exception as error:  # noqa: BLE001  one bad mail must not harm the rest of the batch
            self._settle()
            _note_failure(delivery, error)
            return self._broken_by(error)
        self.sent.append(delivery.pk)
        self.breakdowns = 0
        return ""

    def _broken_by(self, error):
        if not answers.breaks_connection(error):
            self.breakdowns = 0
            return ""
        _hang_up(self.connection)
        self.breakdowns += 1
        return answers.reason(error)

    def _server_is_away(self, waiting, reason):
        self._settle()
        log.warning("The mail server is away, %d letters wait: %s", len(waiting), reason)
        for delivery in waiting:
            delivery.postpone(reason)
        self.claim.release()
        raise ServerAwayError(reason)

    def _end(self, handled):
        self._settle()
        self.claim.release()
        return handled

    def _settle(self):
        if self.sent:
            self.claim.settle(self.sent)
        self.sent = []


def _note_failure(delivery, error):
    reason = answers.reason(error)
    if not isinstance(error, OSError):
        log.error("Mail %s cannot be made", delivery.uuid, exc_info=error)
    if answers.is_temporary(error):
        delivery.postpone(reason)
        return
    log.warning("Mail %s cannot be delivered: %s", delivery.uuid, reason)
    delivery.fail(reason)
    if answers.refuses_recipient(error):
        suppressing.suppress(delivery.email, Reason.BOUNCE, detail=reason)


def _hang_up(connection):
    try:
        connection.close()
    except Exception as error:  # noqa: BLE001  a server that is gone needs no good-bye
        log.info("The mail server ended the connection roughly: %s", error)
