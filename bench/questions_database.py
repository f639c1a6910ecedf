"""Databases of their own for `bench questions`: 5,000 questions worded by people, 200,000 that are only many."""

from __future__ import annotations

import os


def use(server_url: str, name: str) -> None:
    """Create the database unless it is there, and make it the one Django uses. Before django.setup()."""
    import psycopg

    with psycopg.connect(server_url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"CREATE DATABASE {name}")  # one of our own two names
    os.environ["DATABASE_URL"] = _named(server_url, name)


def _named(url: str, name: str) -> str:
    """The same server, another database: the address may carry its socket as a parameter."""
    base, _, parameters = url.partition("?")
    return f"{base.rsplit('/', 1)[0]}/{name}{'?' + parameters if parameters else ''}"
