"""The test database as a whole: kept under another name, and put back from there, because emptying tables forgets what migrations made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection
from psycopg import sql

LOCK = 7_302_115  # of whoever makes or copies the demonstration year
WORKER = re.compile(r"_gw\d+$")


def own_name() -> str:
    """The database this process tests with."""
    return str(connection.settings_dict["NAME"])


def clean_name() -> str:
    """What our database was like before the first test."""
    return own_name() + "_clean"


def year_name() -> str:
    """The loaded demonstration year; all processes of one run share it. Should we be killed, the next run drops it (run.testdb)."""
    return WORKER.sub("", own_name()) + "_year"


@contextmanager
def server() -> Iterator[psycopg.Connection]:
    """The server itself, by a database that is nobody's; alone, as a database being copied may have no other guest."""
    with psycopg.connect(**address(), dbname="postgres", autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield admin


def address() -> dict[str, str]:
    """Where the server is and who we are there, as psycopg takes it."""
    known = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return {key: str(known[name]) for key, name in names.items() if known.get(name)}


def exists(admin: psycopg.Connection, name: str) -> bool:
    """Whether the server has a database of this name."""
    return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def copy(admin: psycopg.Connection, name: str, *, to: str) -> None:
    """Make `to` a copy of the database `name`; whoever is connected to `to` is cut off."""
    connection.close()
    drop(admin, to)
    admin.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(to), sql.Identifier(name))
    )


def drop(admin: psycopg.Connection, name: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

