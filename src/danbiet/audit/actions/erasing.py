"""The one way in which rows of history may be emptied or deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def erasing(reason: str) -> Iterator[None]:
    """Inside, history may be emptied or deleted: each row is noted in `Erasure` with the reason (at most 200 signs, nobody's data).

    The verifier accepts what is noted and lists it. ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("history is not emptied without a reason")
    with transaction.atomic():
        before = _set(reason)
        yield
        _set(before)  # after a failure the rollback does it


def _set(reason: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('danbiet.erasure', true)")
        ((before,),) = cursor.fetchall()
        cursor.execute("SELECT set_config('danbiet.erasure', %s, true)", [reason])
    return before or ""
