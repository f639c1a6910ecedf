"""pytest plugin: where DATABASE_URL is not set, tests share one throw-away server in var/test (durability off).

Each run gets a database name of its own, so that several runs at once do not meet.
"""

from __future__ import annotations

import os
from pathlib import Path

import psycopg

from danbiet.run.postgres import Server

_SERVER: list[Server] = []


def pytest_configure() -> None:
    """Nothing to do: the work is done on import, before pytest-django reads the settings."""


def pytest_unconfigure() -> None:
    """Give our share in the server back."""
    while _SERVER:
        _SERVER.pop().leave()


def _start() -> None:
    if os.environ.get("DATABASE_URL"):
        return
    root = Path(__file__).resolve().parent.parent.parent.parent
    server = Server(data_dir=root / "var" / "test", is_fast=True)
    server.join()
    _SERVER.append(server)
    _forget_dead_runs(server)
    os.environ["DATABASE_URL"] = server.cluster.url(name=f"run{os.getpid()}")
    os.environ.setdefault("DANBIET_TEST_SERVER", str(server.cluster.data_dir))


def _forget_dead_runs(server: Server) -> None:
    """Drop the databases of runs that were killed."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        rows = connection.execute(
            "SELECT datname FROM pg_database WHERE datname ~ '^test_run[0-9]+'"
        ).fetchall()
        for (name,) in rows:
            pid = name.removeprefix("test_run").split("_")[0]
            if not Path("/proc", pid).exists():
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


_start()
