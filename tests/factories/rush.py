"""The process of the rush as it really runs."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time

from django.db import connection
from tests.factories.ports import free_port

KEY = "a key of the tests, long enough"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


class Process:
    """A process of the rush on the test database."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        given = os.environ["DATABASE_URL"]
        base, _, parameters = given.partition("?")
        url = f"{base.rsplit('/', 1)[0]}/{connection.settings_dict['NAME']}?{parameters}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "danbiet.run.rsgi", "--port", str(self.port), "danbiet.run.play:application"],
            env={**os.environ, "DATABASE_URL": url, "DANBIET_PLAY_KEY": KEY, "PYTHONPATH": "src"}, start_new_session=True,
        )  # fmt: skip
        until = time.monotonic() + 60
        while time.monotonic() < until:
            status, said = ask(self.port, "GET", "/thi/suc-khoe")
            if status == 200 and json.loads(said)["rounds"]:
                return
            time.sleep(0.05)
        raise AssertionError("the process does not serve")

    def kill(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def ask(port: int, method: str, target: str, body: str = "") -> tuple[int, str]:
    """Status and body; 0 when there is no answer."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        line.request(method, target, body or None, FORM)
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        line.close()
