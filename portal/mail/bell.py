import logging
from time import monotonic

from celery import current_app

from portal.mail import tasks

# Celery's own connections would ask for seconds, or without end, before they give up.
AT_ONCE_OR_NOT = {"max_retries": 0, "socket_connect_timeout": 1, "socket_timeout": 1}
REST = 10.0  # seconds without another try after Redis was away, so that nobody waits in a row

log = logging.getLogger(__name__)


class Bell:
    """Calls a worker to what was just queued; without Redis the letters wait for the sweep."""

    def __init__(self):
        self.silent_until = 0.0

    def ring(self):
        if monotonic() < self.silent_until:
            return
        try:
            self._call()
        except Exception as error:  # noqa: BLE001  whatever Redis' trouble, the letters are safe
            self.silent_until = monotonic() + REST
            log.warning("No worker could be called to new mail, the sweep will find it: %s", error)

    def _call(self):
        with current_app.connection_for_write(transport_options=AT_ONCE_OR_NOT) as connection:
            # Celery documents `connection`, its type stubs have forgotten it.
            tasks.deliver_due.apply_async(connection=connection, retry=False)  # type: ignore[call-arg]


bell = Bell()
