"""Any process may be killed with -9; Dân Biết comes back by itself and nothing stays behind."""

from __future__ import annotations

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


def test_serve_web_killed_starts_it_again(supervisor: Supervisor) -> None:
    supervisor.start()
    before = supervisor.find("granian")

    kill(before)

    assert eventually(lambda: supervisor.find("granian") - before)
    assert eventually(supervisor.answers)
    assert supervisor.interrupt() == 0
    assert processes(supervisor.data_dir) == {}


def test_serve_play_killed_starts_it_again(supervisor: Supervisor) -> None:
    supervisor.start()
    assert eventually(lambda: supervisor.answers("/thi/suc-khoe", beside=1))
    before = supervisor.find("danbiet.run.play")

    kill(before)

    assert eventually(lambda: supervisor.find("danbiet.run.play") - before)
    assert eventually(lambda: supervisor.answers("/thi/suc-khoe", beside=1))
    assert supervisor.interrupt() == 0
    assert processes(supervisor.data_dir) == {}


def test_serve_worker_killed_starts_it_again(supervisor: Supervisor) -> None:
    supervisor.start()
    before = supervisor.find("procrastinate", "worker")

    kill(before)

    assert eventually(lambda: supervisor.find("procrastinate", "worker") - before)
    assert supervisor.interrupt() == 0
    assert processes(supervisor.data_dir) == {}


def test_supervisor_killed_leaves_nothing_and_starts_again(supervisor: Supervisor) -> None:
    supervisor.start()
    assert supervisor.process is not None

    supervisor.process.kill()
    supervisor.process.wait()

    assert eventually(lambda: processes(supervisor.data_dir) == {}, within=60), processes(supervisor.data_dir)
    supervisor.start()
    assert supervisor.answers()
    assert supervisor.interrupt() == 0


def test_everything_killed_at_once_starts_again(supervisor: Supervisor) -> None:
    supervisor.start()
    assert supervisor.process is not None

    kill(set(processes(supervisor.data_dir)))
    supervisor.process.wait()

    supervisor.start()
    assert supervisor.answers()
    assert supervisor.interrupt() == 0
    assert processes(supervisor.data_dir) == {}
