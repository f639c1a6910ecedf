"""Counting how often something is done, for all processes together."""

from __future__ import annotations

from django.db import connection, transaction

from ..models import Tally

KEPT_HOURS = 25


@transaction.atomic
def tally(kind: str, key: str, *, hour: int) -> int:
    """Once more in this hour of real time; how often by now. `key` is a hash good for one day (storages.hashed)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO questions_tally AS t (kind, hour, key, count) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (hour, kind, key) DO UPDATE SET count = t.count + 1 RETURNING count",
            [kind, hour, key],
        )
        (count,) = cursor.fetchone()
    if count == 1:
        Tally.objects.filter(hour__lt=hour - KEPT_HOURS).delete()
    return int(count)
