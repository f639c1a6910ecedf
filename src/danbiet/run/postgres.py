"""Joining and leaving the embedded PostgreSQL server of a data folder."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import danbiet
from danbiet.run import cluster as clusters
from danbiet.run import logs
from danbiet.run.cluster import Cluster
from danbiet.run.keeper import is_ready
from danbiet.run.trouble import Trouble, say

TICK = 0.05
LONGEST_RESTART = 20.0  # seconds until its keeper has it there again
QUIET = 3.0  # seconds before we say that we are waiting


class Server:
    """A share in the server: it runs at least as long as this is joined. Several commands may have one each."""

    def __init__(self, *, data_dir: Path, is_fast: bool = False) -> None:
        self.cluster: Cluster = clusters.find(data_dir=data_dir, is_fast=is_fast)
        self._users = -1
        self._keeper: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self.cluster.url()

    def join(self) -> None:
        """Start the server unless it runs, and wait until it answers, however long crash recovery takes.

        Refuses with Trouble when it cannot start. The first time it makes the cluster, the role and the database.
        """
        gate = _open(self.cluster.home / "gate")
        try:
            _wait_for(gate, "Đang chờ một lệnh danbiet khác khởi động cơ sở dữ liệu…", kind=fcntl.LOCK_EX)
            if self._users < 0:
                self._users = _open(self.cluster.home / "users")
                _wait_for(self._users, "Đang chờ cơ sở dữ liệu dừng hẳn…", kind=fcntl.LOCK_SH)
            if not self.is_up():
                self._start()
            self._wait_for_answer()
            self._provision()
        except BaseException:
            self._release()
            raise
        finally:
            os.close(gate)

    def is_up(self) -> bool:
        """Whether a keeper looks after a server that accepts connections."""
        return self._is_kept() and is_ready(self.cluster)

    def leave(self) -> None:
        """Give the share back. The last one out waits until the server has stopped."""
        if self._users < 0:
            return
        try:
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_last = True
        except BlockingIOError:
            is_last = False
        self._release()
        if is_last:
            keeper = _open(self.cluster.home / "keeper")
            _wait_for(keeper, "Đang dừng cơ sở dữ liệu…", kind=fcntl.LOCK_EX)
            os.close(keeper)
            if self._keeper is not None:
                self._keeper.wait()
        elif self._keeper is not None:
            self._keeper.returncode = 0  # it lives on for others; not ours to wait for

    def __enter__(self) -> Server:
        self.join()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def _release(self) -> None:
        if self._users >= 0:
            os.close(self._users)
            self._users = -1

    def _is_kept(self) -> bool:
        keeper = _open(self.cluster.home / "keeper")
        try:
            fcntl.flock(keeper, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        else:
            return False
        finally:
            os.close(keeper)

    def _start(self) -> None:
        keeper: subprocess.Popen[bytes] | None = None
        written = 0
        # A new one takes long on a slow disk, an old one after it was cut off.
        doing = (
            "khôi phục sau lần dừng đột ngột"
            if (self.cluster.data / "PG_VERSION").exists()
            else "được tạo lần đầu"
        )
        began, told = time.monotonic(), 0.0
        while not self.is_up():
            if not self._is_kept():  # where one is kept, its server is being started again: wait
                if keeper is not None and keeper.poll() is not None:
                    raise Trouble(clusters.reason(logs.tail(self.cluster.log, start=written), self.cluster))
                if keeper is None:
                    clusters.prepare(self.cluster)
                    written = self.cluster.log.stat().st_size if self.cluster.log.exists() else 0
                    keeper = self._spawn_keeper()
            time.sleep(TICK)
            waited = time.monotonic() - began
            if waited - told >= QUIET:
                told = waited
                say(f"Cơ sở dữ liệu đang {doing}… {waited:.0f} giây")

    def _wait_for_answer(self) -> None:
        """Until it takes connections: after one of its processes was killed it recovers while its own file says ready."""
        import psycopg

        began = time.monotonic()
        while True:
            try:
                psycopg.connect(self.cluster.url(user="postgres", name="postgres")).close()
                return
            except psycopg.OperationalError as error:
                # Its words are English here: the server has no other language, and a failed start has no SQLSTATE.
                is_recovering = "starting up" in str(error) or "recovery" in str(error)
                if not is_recovering and time.monotonic() - began > LONGEST_RESTART:
                    raise
            time.sleep(TICK)

    def _spawn_keeper(self) -> subprocess.Popen[bytes]:
        source = str(Path(danbiet.__file__).resolve().parent.parent)
        path = os.pathsep.join(part for part in (source, os.environ.get("PYTHONPATH", "")) if part)
        kind = "fast" if self.cluster.is_fast else "safe"
        with (self.cluster.data_dir / "log" / "keeper.log").open("wb") as log:
            self._keeper = subprocess.Popen(
                [sys.executable, "-m", "danbiet.run.keeper", str(self.cluster.data_dir), kind],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd="/",
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # Ctrl-C is for the commands; the server ends after the last of them
            )
        return self._keeper

    def _provision(self) -> None:
        """Role and database, once. Done again when we were killed in between."""
        mark = self.cluster.home / "provisioned"
        if mark.exists():
            return
        import psycopg

        with psycopg.connect(
            self.cluster.url(user="postgres", name="postgres"), autocommit=True
        ) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'danbiet'").fetchone():
                connection.execute("CREATE ROLE danbiet LOGIN CREATEDB")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'danbiet'").fetchone():
                connection.execute("CREATE DATABASE danbiet OWNER danbiet")
        mark.touch()


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError as error:
        raise Trouble(f"Không có quyền trên «{path}»: dữ liệu này do người dùng khác tạo.") from error


def _wait_for(lock: int, text: str, *, kind: int) -> None:
    began, told = time.monotonic(), False
    while True:
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(TICK)
        else:
            return
        if time.monotonic() - began > QUIET and not told:
            told = True
            say(text)
