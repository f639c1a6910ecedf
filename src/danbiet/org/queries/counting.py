"""Many counts in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def counted_together(asked: Sequence[QuerySet[Any] | None]) -> list[int]:
    """How many rows each has, in their order; None has none. One statement for all, none where nothing can be there."""
    parts: list[str] = []
    said: list[Any] = []
    places: list[int] = []
    for place, rows in enumerate(asked):
        if rows is None:
            continue
        try:
            sql, params = rows.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:  # such as `unit_id IN ()`
            continue
        parts.append(f"(SELECT count(*) FROM ({sql}) AS rows_{place})")  # noqa: S608 - Django wrote it, values are apart
        said.extend(params)
        places.append(place)
    counts = [0] * len(asked)
    if not parts:
        return counts
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", said)
        for place, number in zip(places, cursor.fetchone(), strict=True):
            counts[place] = number
    return counts
