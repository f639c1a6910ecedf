"""Changes to the tree take turns."""

from __future__ import annotations

from django.db import connection

LOCK = 0x6F7267  # "org": any number of ours no other part uses


def take_turn() -> None:
    """Wait until no other transaction changes the tree, and hold it until this one ends. Reading goes on meanwhile.

    Rows will not do: the first import has none, and every unit's place depends on every other's.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
