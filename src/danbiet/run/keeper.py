"""Keeps one PostgreSQL server alive while anybody uses it: `python -m danbiet.run.keeper DATA_DIR safe|fast`.

Every `danbiet` command that uses the server holds a shared lock on `users`. The kernel gives that lock back however
the command ends, so the moment this process gets the exclusive lock, nobody is left and the server is stopped.
A server that dies meanwhile is started again.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from danbiet.run import cluster as clusters
from danbiet.run import logs
from danbiet.run.cluster import Cluster
from danbiet.run.death import dies_with_parent

TICK = 0.1
LONGEST_WAIT = 10.0
LONGEST_STOP = 60.0


def main() -> int:
    data_dir, kind = Path(sys.argv[1]), sys.argv[2]
    cluster = clusters.find(data_dir=data_dir, is_fast=kind == "fast")
    alone = os.open(cluster.home / "keeper", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(alone, fcntl.LOCK_EX)  # an older keeper may be stopping
    users = os.open(cluster.home / "users", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    return Keeper(cluster=cluster, users=users).run()


class Keeper:
    def __init__(self, *, cluster: Cluster, users: int) -> None:
        self.cluster = cluster
        self.users = users
        self.is_ending = False
        self.was_ready = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.is_ending = True

    def run(self) -> int:
        pause = 0.2
        while True:
            started = time.monotonic()
            server = self._start()
            self._watch(server)
            if server.poll() is None:
                self._stop(server)
                return 0
            if not self.was_ready:
                return 1  # never worked: whoever started us tells why
            pause = 0.2 if time.monotonic() - started > 60 else min(pause * 2, LONGEST_WAIT)
            if self._rest(pause):
                return 0

    def _start(self) -> subprocess.Popen[bytes]:
        forget_stale(self.cluster)
        server = subprocess.Popen(
            [str(self.cluster.programs / "postgres"), "-D", str(self.cluster.data), *self.cluster.options()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.cluster.home,
            env=clusters.clean_environment(),
            start_new_session=True,
            preexec_fn=dies_with_parent(signal.SIGINT),
            user=self.cluster.uid,
            group=self.cluster.gid,
            extra_groups=self.cluster.groups,
        )
        assert server.stdout is not None  # noqa: S101 - PIPE was asked for
        logs.pump(server.stdout, self.cluster.log)
        return server

    def _watch(self, server: subprocess.Popen[bytes]) -> None:
        """Return when the server has ended or nobody needs it any more."""
        while server.poll() is None and not self._is_unused():
            if not self.was_ready:
                self.was_ready = is_ready(self.cluster)
            time.sleep(TICK)

    def _rest(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._is_unused():
                return True
            time.sleep(TICK)
        return False

    def _is_unused(self) -> bool:
        if self.is_ending:
            return True
        try:
            fcntl.flock(self.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True  # and nobody can come in while we hold it

    def _stop(self, server: subprocess.Popen[bytes]) -> None:
        server.send_signal(signal.SIGINT)  # fast: open transactions are rolled back, then a clean checkpoint
        try:
            server.wait(LONGEST_STOP)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait()


def server_pid(cluster: Cluster) -> int | None:
    """The running server's process, or None."""
    lines = _pid_file(cluster)
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        return pid
    return pid


def is_ready(cluster: Cluster) -> bool:
    """Whether the server says itself that it accepts connections (crash recovery is over)."""
    lines = _pid_file(cluster)
    return len(lines) >= 8 and lines[7].strip() == "ready" and server_pid(cluster) is not None


def forget_stale(cluster: Cluster) -> None:
    """Remove lock files whose process number now belongs to a stranger; the server would refuse to start over them.

    Done only when no process works in the cluster's folder, so that the server's own guard against what a killed
    server left behind (still attached shared memory) stays in force.
    """
    deadline = time.monotonic() + 15
    while any(True for _ in clusters.processes_in(cluster.data)) and time.monotonic() < deadline:
        time.sleep(TICK)
    if any(True for _ in clusters.processes_in(cluster.data)):
        return
    (cluster.data / "postmaster.pid").unlink(missing_ok=True)
    for path in cluster.socket_dir.glob(".s.PGSQL.*"):
        path.unlink(missing_ok=True)


def _pid_file(cluster: Cluster) -> list[str]:
    try:
        return (cluster.data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


if __name__ == "__main__":
    raise SystemExit(main())
