import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1
_library = ctypes.CDLL(None)  # loaded now: after a fork is no time for it


def end_with_parent(how: signal.Signals = signal.SIGTERM) -> None:
    """Ask the system to send this process `how` when its parent ends, however it ends.

    For use between fork and exec. Only Linux knows this; elsewhere nothing is done.
    """
    if sys.platform == "linux":
        _library.prctl(PR_SET_PDEATHSIG, how, 0, 0, 0)
