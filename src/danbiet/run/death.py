"""Children that do not outlive their parent, even one killed with -9 (Linux)."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with_parent(number: signal.Signals) -> None:
    """Ask the kernel to send us the signal when our parent ends, however it ends."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)


def dies_with_parent(number: signal.Signals) -> Callable[[], None]:
    """The same for a child about to be started: Popen's preexec_fn."""
    parent = os.getpid()

    def arrange() -> None:
        end_with_parent(number)
        if os.getppid() != parent:  # it ended before we asked
            os.kill(os.getpid(), signal.SIGKILL)

    return arrange
