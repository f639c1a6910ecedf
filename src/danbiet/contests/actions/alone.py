"""Long work that only one process may do at a time, and that nobody holds any more once that process is dead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

COUNTING, MAKING, LOOKING = (
    0x6462_0001,
    0x6462_0002,
    0x6462_0003,
)  # what is held: a round's count, a publication, a look for fraud


@contextmanager
def alone(what: int, number: int) -> Iterator[bool]:
    """Whether this process alone does it. Held by the connection, so a killed process lets go at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [what, number])
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [what, number])
