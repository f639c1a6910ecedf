"""Throwing kept pages away, in every process."""

from __future__ import annotations

from django.db import connection, transaction

from .storages import PAGES

CHANNEL = "danbiet_pages"


def forget_all() -> None:
    """Every process forgets every page it keeps as soon as the caller's transaction is committed; not at all on rollback.

    Cheap: call it whenever something that readers see was published, changed or taken away.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    transaction.on_commit(PAGES.forget)  # this process need not wait to hear of it
