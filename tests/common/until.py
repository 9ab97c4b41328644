import time

POLL = 0.02


def until(condition, seconds=20):
    """Wait for the condition to hold and return what it says; fail when that takes too long."""
    deadline = time.monotonic() + seconds
    while not (outcome := condition()):
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(POLL)
    return outcome
