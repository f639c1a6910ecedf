"""How many rows each table holds, noted when the demonstration year is whole: what came later is told apart by it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from danbiet.audit.actions import record
from danbiet.audit.models import Entry

COUNTED = "demo.counted"


def count_rows() -> dict[str, int]:
    """Every table of the installation with its rows, empty ones left out."""
    with connection.cursor() as cursor:
        names = sorted(
            info.name for info in connection.introspection.get_table_list(cursor) if info.type == "t"
        )
        cursor.execute(
            " UNION ALL ".join(  # names from the database's own list
                f"SELECT '{name}', count(*) FROM {connection.ops.quote_name(name)}"  # noqa: S608
                for name in names
            )
        )
        return {name: count for name, count in cursor.fetchall() if count}


def note_census(*, at: datetime) -> None:
    """Write the numbers of this moment into the record."""
    record(COUNTED, by=None, at=at, kind="demo", counts=count_rows())


def last_census() -> dict[str, int] | None:
    """The numbers noted last; None where a version before this one loaded the year."""
    found = Entry.objects.filter(verb=COUNTED).order_by("-id").first()
    return dict(found.details["counts"]) if found else None
