import time
from collections import deque


class Deaths:
    """Counts how often something died of late; too often means that starting it again is no use."""

    def __init__(self, limit: int = 5, seconds: float = 60.0):
        self.limit, self.seconds = limit, seconds
        self._times: deque[float] = deque(maxlen=limit)

    def note(self) -> None:
        self._times.append(time.monotonic())

    @property
    def too_many(self) -> bool:
        """Whether the last `limit` deaths lie within `seconds`."""
        return len(self._times) == self.limit and self._times[-1] - self._times[0] <= self.seconds
