"""pytest plugin, at work as soon as it is imported, before pytest-django reads the settings.

Where DATABASE_URL is not set, tests share one throw-away server in var/test (durability off).
Each run gets a database name of its own, so that several runs at once do not meet (`make test` is one run, though it starts
pytest twice); it is copied from one that was migrated once for this state of the migrations, because going through all of
them takes longer than most tests.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from danbiet.run import words
from danbiet.run.postgres import Server

_SERVER: list[Server] = []
_TEMPLATES_KEPT = 3
_LOCK = 7_302_114  # of whoever makes a template


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
    _let_switch_triggers_off(server)
    if not os.environ.get(
        "DANBIET_TEST_TEMPLATE"
    ):  # else: a worker of a parallel run; its parent has seen to it
        os.environ["DANBIET_TEST_TEMPLATE"] = _template(server, root=root)
    # tools/run_tests.py starts pytest twice: its number, so that the second finds what the first has kept.
    run = os.environ.get("DANBIET_TEST_RUN") or os.getpid()
    os.environ["DATABASE_URL"] = server.cluster.url(name=f"run{run}")
    os.environ.setdefault("DANBIET_TEST_SERVER", str(server.cluster.data_dir))


def _let_switch_triggers_off(server: Server) -> None:
    """Tests put the database back without asking triggers and foreign keys (tests/emptying.py)."""
    with psycopg.connect(server.cluster.url(user="postgres", name="postgres"), autocommit=True) as connection:
        connection.execute("GRANT SET ON PARAMETER session_replication_role TO PUBLIC")


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


def _template(server: Server, *, root: Path) -> str:
    """The name of a migrated, otherwise empty database; made now where there is none for today's migrations."""
    name = f"template_{_state_of_migrations(root)}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        known = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%' ORDER BY oid DESC"
        ).fetchall()
        names = [row[0] for row in known if row[0] not in {"template0", "template1"}]
        if name in names:
            return name
        for old in names[_TEMPLATES_KEPT - 1 :]:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))
        making = f"making_{name}"
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(making)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
        _migrate(server.cluster.url(name=making))
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(name))
        )
    return name


def _migrate(url: str) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import django; django.setup(); from danbiet.run.prepare import migrate; migrate()",
        ],
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.test",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise pytest.UsageError(f"The migrations do not run:\n{done.stderr}")


def _state_of_migrations(root: Path) -> str:
    """Changes with any migration of ours and any version of a library."""
    seen = hashlib.sha256()
    for path in sorted((root / "src" / "danbiet").glob("*/migrations/*.py")):
        seen.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    for one in sorted(f"{found.name}=={found.version}" for found in distributions()):
        seen.update(one.encode())
    return seen.hexdigest()[:16]


words.compile_stale()  # tests read Vietnamese; a catalogue may be newer than its compiled form
_start()
