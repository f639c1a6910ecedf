"""Children that do not outlive their parent, even one killed with -9 (Linux)."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

PARENT = "DANBIET_PARENT"  # the process a child must not outlive
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


def end_soon_after_parent(grace: float) -> None:
    """End this process `grace` seconds after the parent named in the environment has gone, whatever it is doing then.

    The signal of the kernel asks; a worker that is asked while the database goes too may wait minutes for it.
    Without a named parent (a worker somebody started alone) nothing is done.
    """
    parent = os.environ.get(PARENT, "")
    if parent.isdigit():
        threading.Thread(target=_watch, args=(int(parent), grace), name="parent", daemon=True).start()


def _watch(parent: int, grace: float) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    time.sleep(grace)
    os._exit(1)
