"""A supervisor in a data folder of its own, and a look at the processes it started."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

LONGEST = 120.0  # a busy machine with two cores is slow, not broken


def eventually(what: Callable[[], object], *, within: float = LONGEST) -> bool:
    """Whether `what` becomes true in time."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.1)
    return False


def processes(data_dir: Path) -> dict[int, str]:
    """Every process that was started for the data folder: number and command line."""
    mark = f"DANBIET_DATA_DIR={data_dir}".encode()
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if line:  # a zombie has none
                    found[int(entry.name)] = line
        except OSError:
            continue
    return found


class Supervisor:
    def __init__(self, data_dir: Path, port: int) -> None:
        self.data_dir = data_dir
        self.port = port
        self.process: subprocess.Popen[str] | None = None
        self.output = data_dir.parent / f"{data_dir.name}.out"

    def start(self) -> None:
        environment = {
            key: value
            for key, value in os.environ.items()
            if key not in {"DATABASE_URL", "DANBIET_SECRET_KEY"}
        }
        environment |= {
            "DANBIET_DATA_DIR": str(self.data_dir),
            "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.local",
            "DANBIET_WEB_WORKERS": "1",
        }
        with self.output.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "danbiet.run", "serve", "--no-demo", "--port", str(self.port)],
                env=environment,
                stdout=out,
                stderr=out,
                text=True,
            )
        # The first start makes the tables, which takes minutes on a machine that has other work.
        ready = eventually(lambda: "đang chạy" in self.said() or not self.is_alive(), within=400)
        assert ready, self.said()
        assert self.is_alive(), self.said()

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def answers(self, path: str = "/", *, beside: int = 0) -> bool:
        """Whether the process on the port, or so many ports beside it, answers without a fault of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port + beside, timeout=5)
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            return connection.getresponse().status < 500
        except OSError:
            return False
        finally:
            connection.close()

    def find(self, *words: str) -> set[int]:
        """The processes whose command line has all the words."""
        return {pid for pid, line in processes(self.data_dir).items() if all(word in line for word in words)}

    def interrupt(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def clear(self) -> None:
        if self.is_alive():
            self.interrupt()
        for pid in processes(self.data_dir):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
