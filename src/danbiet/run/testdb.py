"""pytest plugin, at work as soon as it is imported, before pytest-django reads the settings.

Where DATABASE_URL is not set, tests share one throw-away server in var/test (durability off).
Each run gets a database name of its own, so that several runs at once do not meet.
"""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

from danbiet.run.postgres import Server

_SERVER: list[Server] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Race and browser tests go to one process of a parallel run (`--dist loadgroup`), one after the other."""
    for item in items:
        if item.get_closest_marker("race") or item.get_closest_marker("e2e"):
            item.add_marker(pytest.mark.xdist_group("alone"))


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
