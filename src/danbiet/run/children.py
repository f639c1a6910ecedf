"""Processes the supervisor keeps alive: each in a group and session of its own, each with a log file."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from danbiet.run import logs
from danbiet.run.death import PARENT, dies_with_parent
from danbiet.run.trouble import say

CALM = 30.0  # seconds a process must have lived to count as healthy
LONGEST_PAUSE = 15.0
COMPLAINT = re.compile(r"\b(ERROR|CRITICAL)\b")


@dataclass
class Child:
    """One process that is started again when it ends, after 0.3 s the first time, up to `longest` when it keeps ending."""

    name: str
    title: str
    command: list[str]
    log: Path
    grace: float  # seconds it gets to finish what it does
    longest: float = LONGEST_PAUSE  # seconds between two starts at most
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    _began: float = 0.0
    _next: float = field(default=0.0)

    def start(self) -> None:
        self._began = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", PARENT: str(os.getpid())},
            start_new_session=True,
            preexec_fn=dies_with_parent(signal.SIGTERM),
        )
        assert self.process.stdout is not None  # noqa: S101 - PIPE was asked for
        logs.pump(self.process.stdout, self.log, on_line=self._show)

    def tend(self) -> None:
        """Start the process again when it has ended and its pause is over."""
        if self.process is not None:
            status = self.process.poll()
            if status is None:
                if self.failures and time.monotonic() - self._began > CALM:
                    self.failures = 0
                return
            self._bury(status)
        if time.monotonic() >= self._next:
            self.start()

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, *, until: float) -> None:
        """Wait for the end; what is still there at the moment `until` (monotonic clock) is killed."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, until - time.monotonic()))
        self._kill_group()
        self.process.wait()
        self.process = None

    def _bury(self, status: int) -> None:
        self._kill_group()  # its own children must not keep the port or a job
        self.process = None
        self.failures = 1 if time.monotonic() - self._began > CALM else self.failures + 1
        pause = min(0.3 * 2 ** (self.failures - 1), self.longest)
        self._next = time.monotonic() + pause
        how = f"bị dừng bởi tín hiệu {-status}" if status < 0 else f"kết thúc với mã {status}"
        say(f"‼ {self.title} {how}; khởi động lại sau {pause:.1f} giây (nhật ký: {self.log}).")

    def _kill_group(self) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return  # nobody is left in it

    def _show(self, line: str) -> None:
        if COMPLAINT.search(line):
            say(f"‼ {self.title}: {line} (nhật ký: {self.log})")
