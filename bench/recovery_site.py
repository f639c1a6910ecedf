"""An installation of its own for `bench recovery`: started, spoken to by commands, killed as a machine dies, removed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import requests

from bench.rush_serving import ROOT
from danbiet.run import cluster as clusters
from danbiet.run.backup.restoring import remove
from danbiet.run.postgres import Server

LONGEST_START = 3600.0  # the year is loaded on a machine that has other work too


class Site:
    """`data_dir` may not exist yet; `port` and the next one are the site's; `backups` is where its backups go."""

    def __init__(self, data_dir: Path, *, port: int = 0, backups: Path | None = None) -> None:
        self.data_dir, self.port, self.backups = data_dir, port, backups
        self._serve: subprocess.Popen[bytes] | None = None

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, log: Path) -> float:
        """`danbiet serve` until its front page answers; the seconds it took."""
        began = time.monotonic()
        with log.open("ab") as out:
            self._serve = subprocess.Popen(
                [sys.executable, "-m", "danbiet.run", "serve", "--port", str(self.port)],
                env=self.environment(), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip
        while time.monotonic() - began < LONGEST_START:
            if self._serve.poll() is not None:
                raise SystemExit(
                    f"danbiet serve ended: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}"
                )
            with contextlib.suppress(requests.RequestException):
                if requests.get(f"{self.home}/", timeout=30).status_code == 200:
                    return time.monotonic() - began
            time.sleep(0.3)
        raise SystemExit("danbiet serve does not answer")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command as an administrator types it."""
        return subprocess.run(
            [sys.executable, "-m", "danbiet.run", *words],
            env=self.environment(), cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A Python module that speaks with the database of this installation."""
        with Server(data_dir=self.data_dir) as server:
            return subprocess.run(
                [sys.executable, "-m", *words],
                env=self.environment() | {"DATABASE_URL": server.url}, cwd=ROOT, capture_output=True, text=True, check=False,
            )  # fmt: skip

    def environment(self) -> dict[str, str]:
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("DANBIET_", "DATABASE_"))
        }
        given = {
            "DANBIET_DATA_DIR": str(self.data_dir),
            "DANBIET_PROXIES": "1",  # readers and askers come from many networks
            "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.local",
        }
        if self.backups is not None:
            given |= {
                "DANBIET_BACKUP_DIR": str(self.backups),
                "DANBIET_BACKUP_PASSPHRASE_FILE": str(self.backups.parent / "passphrase"),
            }
        return kept | given

    @contextlib.contextmanager
    def database(self) -> Iterator[psycopg.Connection]:
        """A connection to its database, which runs at least as long."""
        with (
            Server(data_dir=self.data_dir) as server,
            psycopg.connect(server.url, autocommit=True) as connection,
        ):
            yield connection

    def count_jobs(self, queue: str) -> int:
        """Jobs of this queue that wait or are being done."""
        with self.database() as connection:
            row = connection.execute(
                "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = %s AND status IN ('todo', 'doing')",
                [queue],
            ).fetchone()
        return int(row[0]) if row else 0

    def kill(self) -> int:
        """SIGKILL to everything that runs for this data folder, until nothing is left; how many processes it were."""
        killed: set[int] = set()
        while found := self._everything():
            for pid in found:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            killed |= found
            if self._serve is not None:
                self._serve.poll()
            time.sleep(0.05)
        if self._serve is not None:
            self._serve.wait()
            self._serve = None
        return len(killed)

    def lose(self) -> None:
        """The disk has burnt."""
        self.kill()
        if self.data_dir.exists():
            remove(self.data_dir)

    def _everything(self) -> set[int]:
        """Whoever was started with this data folder or works in its cluster, and all that stems from them."""
        if not self.data_dir.exists():
            return set()
        mark = f"DANBIET_DATA_DIR={self.data_dir}\0".encode()
        parents: dict[int, int] = {}
        found = set(clusters.processes_in(self._cluster()))
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError, ValueError, IndexError):
                state, parent = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[:2]
                if state in "ZX":
                    continue
                parents[int(entry.name)] = int(parent)
                words = (entry / "cmdline").read_bytes().split(b"\0")
                if mark in (entry / "environ").read_bytes() + b"\0" or os.fsencode(self.data_dir) in words:
                    found.add(int(entry.name))
        while more := {pid for pid, parent in parents.items() if parent in found and pid not in found}:
            found |= more
        return found & parents.keys()

    def _cluster(self) -> Path:
        record = self.data_dir / "postgres-place"
        home = (
            Path(record.read_text(encoding="utf-8").strip())
            if record.is_file()
            else self.data_dir / "postgres"
        )
        return home / "data"


def sentence_of(stderr: str) -> str:
    """The line in which a command says that it is done, else its last one."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    done = [line for line in lines if line.startswith("✔")]
    return (done or lines or ["?"])[-1].removeprefix("✔ ")
