"""A database of another kind put in the place of the test database for a while: made once for a run, copied each time."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

LOCK = 7_302_115  # of whoever makes or copies
WORKER = re.compile(r"_gw\d+$")


@contextmanager
def in_place(kind: str, *, fill: Callable[[], None]) -> Iterator[None]:
    """Tests inside meet a database that `fill` filled, and may leave anything in it; the one they had before comes back.

    All processes of a run share what was filled first under this kind. Should we be killed, the next run drops it (run.testdb).
    """
    own = str(connection.settings_dict["NAME"])
    kept, aside = f"{WORKER.sub('', own)}_{kind}", f"{own}_aside"
    with _server() as admin:
        if _exists(admin, aside):  # something kept it from coming back the time before
            _drop(admin, own)
            _rename(admin, aside, to=own)
        _rename(admin, own, to=aside)
    try:
        with _server() as admin:
            if _exists(admin, kept):
                _copy(admin, kept, to=own)
            else:
                _migrated(admin, own)
                fill()
                _copy(admin, own, to=kept)
        yield
    finally:
        with _server() as admin:
            _drop(admin, own)
            _rename(admin, aside, to=own)


@contextmanager
def _server() -> Iterator[psycopg.Connection]:
    """The server by a database that is nobody's; alone, as a database being copied may have no other guest."""
    connection.close()
    known = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    address = {key: str(known[name]) for key, name in names.items() if known.get(name)}
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield admin


def _migrated(admin: psycopg.Connection, name: str) -> None:
    """A database as migrations leave it: a copy of the run's template where there is one (run.testdb)."""
    template = os.environ.get("DANBIET_TEST_TEMPLATE")
    if template:
        _copy(admin, template, to=name)
    else:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        call_command("migrate", verbosity=0, interactive=False)


def _exists(admin: psycopg.Connection, name: str) -> bool:
    return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _copy(admin: psycopg.Connection, name: str, *, to: str) -> None:
    connection.close()
    _drop(admin, to)
    admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(to), sql.Identifier(name)))


def _drop(admin: psycopg.Connection, name: str) -> None:
    """Whoever is still connected is cut off. Not by FORCE, which may not touch the server's own housekeeping and gives up on it;
    without it the server sends that away itself."""
    _cut_off(admin, name)
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _rename(admin: psycopg.Connection, name: str, *, to: str) -> None:
    _cut_off(admin, name)
    admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))


def _cut_off(admin: psycopg.Connection, name: str) -> None:
    admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = %s AND usename = current_user AND pid <> pg_backend_pid()",
        [name],
    )
