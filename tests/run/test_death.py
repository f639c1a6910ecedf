"""A process whose parent was killed ends, even when it does not listen to signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.run.supervising import eventually

CHILD = """
import signal, sys, time
from danbiet.run.death import end_soon_after_parent
signal.signal(signal.SIGTERM, signal.SIG_IGN)
end_soon_after_parent(0.2)
print("ready", flush=True)
time.sleep(60)
"""
PARENT = """
import os, subprocess, sys, time
os.environ["{name}"] = {value}
child = subprocess.Popen([sys.executable, "-c", {child!r}], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""


def orphan(name: str, value: str) -> int:
    """A running process whose parent has been killed."""
    code = PARENT.format(name=name, value=value, child=CHILD)
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    return child


def is_there(pid: int) -> bool:
    """A zombie nobody has waited for yet has no command line."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except OSError:
        return False


def test_a_child_told_its_parent_does_not_outlive_it() -> None:
    child = orphan("DANBIET_PARENT", "str(os.getpid())")

    assert eventually(lambda: not is_there(child), within=20)


def test_a_worker_started_alone_stays_when_its_shell_ends() -> None:
    child = orphan("DANBIET_OTHER", "'1'")
    try:
        assert not eventually(lambda: not is_there(child), within=3)
    finally:
        os.kill(child, signal.SIGKILL)
