import logging
import selectors
import signal
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import NoReturn

from portal.common.deaths import Deaths
from portal.common.embedded import Hold
from portal.common.serving.child import Child
from portal.common.signalbell import SignalBell

log = logging.getLogger("portal.serve")

PATIENCE = 4.0  # seconds for children to end by themselves; the whole has ten
GLANCE = 0.05


class GroupFailed(Exception):
    """The group cannot go on; the message says why."""


class Group:
    """Children that live and end together: one that dies alone is started again."""

    def __init__(self, children: Sequence[Child], holds: Sequence[Hold] = ()):
        self.children = children
        self.holds = holds
        self.deaths = Deaths()

    def run(self, is_open: Callable[[], bool], announce: Callable[[], None]) -> None:
        """Run until told to end; `announce` as soon as `is_open`.

        Raise GroupFailed if children keep dying or a server beneath them is lost.
        """
        with SignalBell(signal.SIGCHLD, signal.SIGINT, signal.SIGTERM) as bell:
            try:
                for child in self.children:
                    child.start()
                self._tend(bell, is_open, announce)
            finally:
                self._end()

    def _tend(
        self, bell: SignalBell, is_open: Callable[[], bool], announce: Callable[[], None]
    ) -> None:
        announced = False
        with selectors.DefaultSelector() as selector:
            selector.register(bell, selectors.EVENT_READ, bell.hush)
            for hold in self.holds:
                selector.register(hold, selectors.EVENT_READ, partial(self._mourn, hold))
            while not bell.rung & {signal.SIGINT, signal.SIGTERM}:
                for key, _ in selector.select(None if announced else GLANCE):
                    key.data()
                self._revive()
                if not announced and is_open():
                    announced = True
                    announce()

    def _mourn(self, hold: Hold) -> NoReturn:
        raise GroupFailed(hold.last_word() or "An embedded server was lost.")

    def _revive(self) -> None:
        for child in self.children:
            if child.has_died:
                child.end_group()
                self.deaths.note()
                if self.deaths.too_many:
                    raise GroupFailed(
                        f"{self.deaths.limit} deaths within {self.deaths.seconds:.0f} seconds: "
                        f"the last was {child.name}, which ended with {child.how_it_ended}."
                    )
                log.warning("%s ended with %s; starting it again", child.name, child.how_it_ended)
                child.start()

    def _end(self) -> None:
        for child in self.children:
            child.ask_to_end()
        deadline = time.monotonic() + PATIENCE
        for child in self.children:
            child.end(deadline)
