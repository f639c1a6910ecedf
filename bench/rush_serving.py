"""Starting the processes `bench.rush` measures, each pinned to the first core, and loading them from the second with wrk."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.factories.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
SERVER, CLIENT = 0, 1  # cores
OURS = ("danbiet.run.rsgi",)
GRANIAN = ("granian", "--no-ws", "--http", "1", "--log-level", "error", "--workers", "1")
RSGI = (*GRANIAN, "--interface", "rsgi", "--backlog", "2048", "--backpressure", "8192")
WSGI = (*GRANIAN, "--interface", "wsgi", "--blocking-threads", "4", "--backpressure", "512")


def pin(core: int) -> Any:
    """For Popen: run on this core alone, where the machine has it."""

    def arrange() -> None:
        with contextlib.suppress(OSError, AttributeError):
            os.sched_setaffinity(0, {core})

    return arrange


class Site:
    """A process of one application: `server` is the module that serves it, with its arguments."""

    def __init__(self, target: str, *, kind: str, health: str, server: Sequence[str] = OURS) -> None:
        self.target, self.kind, self.health, self.server = target, kind, health, server
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
        self.process = subprocess.Popen(
            [sys.executable, "-m", *self.server, "--port", str(self.port), self.target],
            env={**os.environ, "PYTHONPATH": paths, "DANBIET_BENCH_KIND": self.kind}, cwd=ROOT, preexec_fn=pin(SERVER),
            start_new_session=True,
        )  # fmt: skip
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self.status() in (200, 404, 405):
                return
            time.sleep(0.05)
        raise SystemExit(f"{self.kind} does not answer")

    def status(self) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", self.health)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def kill(self) -> None:
        """SIGKILL to all of it."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def seconds(self) -> float:
        """Processor time used so far by all its processes."""
        assert self.process is not None
        return sum(spent(pid) for pid in group_of(self.process.pid))


@contextlib.contextmanager
def serving(sites: Sequence[Site]) -> Iterator[None]:
    """Start them, and end them in any case."""
    try:
        for site in sites:
            site.start()
        yield
    finally:
        for site in sites:
            site.kill()


def wrk(
    url: str,
    *,
    seconds: float,
    connections: int,
    script: str = "",
    given: Sequence[str] = (),
) -> dict:
    """Load from the second core; what the script's `done` tells, and what a request cost wrk itself (µs of processor)."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--timeout", "20s"]
    command += ["-s", str(ROOT / "bench" / (script or "rush_get.lua")), url, "--", *given]
    before = os.times()
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=pin(CLIENT))
    after = os.times()
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise SystemExit(f"wrk: {done.stdout}{done.stderr}")
    told: dict = json.loads(lines[-1])
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return told | {"client_us": 1e6 * used / max(1, told["requests"])}


def spent(pid: int) -> float:
    """Processor time of a process in seconds; 0 when it is gone."""
    try:
        fields = (
            Path("/proc", str(pid), "stat")
            .read_text(encoding="ascii", errors="replace")
            .rpartition(")")[2]
            .split()
        )
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def group_of(leader: int) -> list[int]:
    """The processes of a process group."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError, ValueError):
            fields = (entry / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            if int(fields[2]) == leader:
                found.append(int(entry.name))
    return found
