import signal
import socket
from types import TracebackType
from typing import Self


class SignalBell:
    """Remembers which signals came, and is readable for a selector when one has.

    Nothing is done inside a signal handler, and nothing is polled while all is quiet.
    """

    def __init__(self, *signals: signal.Signals):
        self.signals = signals
        self.rung: set[int] = set()
        self._hearing, self._ringing = socket.socketpair()

    def __enter__(self) -> Self:
        self._hearing.setblocking(False)
        self._ringing.setblocking(False)
        self._wakeup_before = signal.set_wakeup_fd(
            self._ringing.fileno(), warn_on_full_buffer=False
        )
        self._before = {which: signal.signal(which, self._note) for which in self.signals}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for which, handler in self._before.items():
            signal.signal(which, handler)
        signal.set_wakeup_fd(self._wakeup_before)
        self._hearing.close()
        self._ringing.close()

    def fileno(self) -> int:
        return self._hearing.fileno()

    def hush(self) -> None:
        """Be ready to ring again."""
        self._hearing.recv(1000)

    def _note(self, which: int, _frame: object) -> None:
        self.rung.add(which)
