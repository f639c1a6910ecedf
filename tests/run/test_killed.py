"""Any process may be killed with -9; Dân Biết comes back by itself and nothing stays behind."""

from __future__ import annotations

import contextlib
import os
import signal

import psycopg
import pytest
from tests.run.supervising import Supervisor, eventually, processes

from danbiet.run.postgres import Server

pytestmark = pytest.mark.race


def kill(pids: set[int]) -> None:
    assert pids
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):  # one may end because another has
            os.kill(pid, signal.SIGKILL)


def test_serve_postgres_killed_starts_it_again(supervisor: Supervisor) -> None:
    supervisor.start()
    before = supervisor.find("postgres", "-D")

    kill(before)

    assert eventually(lambda: supervisor.find("postgres", "-D") - before)
    assert eventually(lambda: "đã chạy lại" in supervisor.said())
    assert eventually(supervisor.answers)
    with psycopg.connect(Server(data_dir=supervisor.data_dir).url) as connection:
        assert connection.execute("SELECT count(*) FROM django_migrations").fetchone() != (0,)
        assert connection.execute("SELECT to_regclass('django_session') IS NULL").fetchone() == (False,)
    assert supervisor.interrupt() == 0
    assert processes(supervisor.data_dir) == {}


def test_serve_keeper_killed_starts_the_database_again(supervisor: Supervisor) -> None:
    supervisor.start()
    before = supervisor.find("danbiet.run.keeper")

    kill(before)

    assert eventually(lambda: supervisor.find("danbiet.run.keeper") - before)
    assert eventually(lambda: "đã chạy lại" in supervisor.said())
    assert supervisor.interrupt() == 0
    assert eventually(lambda: processes(supervisor.data_dir) == {}, within=10)


def test_serve_web_play_and_worker_killed_in_turn_starts_each_again(supervisor: Supervisor) -> None:
    supervisor.start()
    assert eventually(lambda: supervisor.answers("/thi/suc-khoe", beside=1))
    for words in (("granian",), ("danbiet.run.play",), ("procrastinate", "worker")):
        before = supervisor.find(*words)

        kill(before)

        assert eventually(lambda words=words, before=before: supervisor.find(*words) - before), words
        assert eventually(supervisor.answers)
        assert eventually(lambda: supervisor.answers("/thi/suc-khoe", beside=1))
    assert supervisor.interrupt() == 0
    assert processes(supervisor.data_dir) == {}


def test_supervisor_killed_leaves_nothing_and_starts_again(supervisor: Supervisor) -> None:
    supervisor.start()
    assert supervisor.process is not None

    supervisor.process.kill()
    supervisor.process.wait()

    assert eventually(lambda: processes(supervisor.data_dir) == {}, within=60), processes(supervisor.data_dir)
    supervisor.start()
    assert eventually(supervisor.answers)
    assert supervisor.interrupt() == 0


def test_everything_killed_at_once_starts_again(supervisor: Supervisor) -> None:
    supervisor.start()
    assert supervisor.process is not None

    kill(set(processes(supervisor.data_dir)))
    supervisor.process.wait()

    supervisor.start()
    assert eventually(supervisor.answers)
    assert supervisor.interrupt() == 0
    assert processes(supervisor.data_dir) == {}
