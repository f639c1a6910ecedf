"""Adding journals up; the day's secret; the number an older portal left."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from danbiet.accounts.models import User
from danbiet.audit.actions import record

from .calc.journal import Sums, read_lines
from .models import Day, JournalRead, Salt, Total
from .storages import Found, journals

LOCK = 0x6C756F74  # "luot": who adds up
OFFSETS_KEPT = timedelta(days=30)
LARGEST_BASE = 10**12


class WrongBase(ValueError):
    """The base is no number from 0 to a thousand thousand million."""


def salt_of(day: date) -> bytes:
    """The secret of this day, the same for every process; the first who asks makes it. Those of earlier days are destroyed."""
    row, is_new = Salt.objects.get_or_create(day=day, defaults={"value": secrets.token_bytes(32)})
    if is_new and Salt.objects.filter(day__lt=day).delete()[0] and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(
                "VACUUM visits_salt"
            )  # so that the bytes of the old one do not stay in the table's file
    return bytes(row.value)


@transaction.atomic
def add_up(place: Path, *, crowd: dict[date, int], online: int | None, at: datetime) -> int | None:
    """Add what the journals in `place` have not been added of; the number of views added, or None: another does it just now.

    Exactly once: the place reached in a journal moves in the same transaction. `crowd`: visitors told apart per day so
    far; `online`: readers of the last minutes, None when the caller does not know.
    """
    if not _is_ours():
        return None
    sums = Sums()
    done = dict(JournalRead.objects.values_list("name", "offset"))
    for journal in journals(place):
        _read(journal, done.get(journal.name, 0), sums)
    _add_pages(sums)
    for day in {*sums.days, *crowd}:
        _add_day(day, views=sums.days.get(day, 0), visitors=crowd.get(day))
    added = sum(sums.days.values())
    _add_total(added, online=online, at=at)
    return added


def _is_ours() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _read(journal: Found, offset: int, sums: Sums) -> None:
    data = journal.read_from(offset)
    if not data:
        return
    for hit in read_lines(data):
        sums.add(hit)
    JournalRead.objects.update_or_create(name=journal.name, defaults={"offset": offset + len(data)})


def _add_pages(sums: Sums) -> None:
    rows = sorted((day, path, kind, count) for (day, path, kind), count in sums.pages.items())
    merged: dict[tuple[date, str], tuple[str, int]] = {}
    for day, path, kind, count in rows:  # a page that changed its kind during the day stays one page
        merged[day, path] = (kind, merged.get((day, path), ("", 0))[1] + count)
    if not merged:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO visits_pageday (day, path, kind, views)"
            " SELECT * FROM unnest(%s::date[], %s::text[], %s::text[], %s::bigint[])"
            " ON CONFLICT (path, day) DO UPDATE SET views = GREATEST(0, visits_pageday.views + excluded.views),"
            " kind = excluded.kind",
            [
                [day for day, _ in merged],
                [path for _, path in merged],
                [kind for kind, _ in merged.values()],
                [count for _, count in merged.values()],
            ],
        )


def _add_day(day: date, *, views: int, visitors: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO visits_day AS d (day, views, visitors) VALUES (%(day)s, %(views)s, COALESCE(%(visitors)s, 0))"
            " ON CONFLICT (day) DO UPDATE SET views = GREATEST(0, d.views + %(views)s),"
            " visitors = COALESCE(%(visitors)s, d.visitors)"
            " WHERE %(views)s <> 0 OR d.visitors IS DISTINCT FROM COALESCE(%(visitors)s, d.visitors)",
            {"day": day, "views": views, "visitors": visitors},
        )


def _add_total(added: int, *, online: int | None, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO visits_total AS t (id, base, counted, online, online_at)"
            " VALUES (1, 0, %(added)s, COALESCE(%(online)s, 0), %(at)s)"
            " ON CONFLICT (id) DO UPDATE SET counted = t.counted + %(added)s,"
            " online = COALESCE(%(online)s, t.online),"
            " online_at = CASE WHEN %(online)s IS NULL THEN t.online_at ELSE %(at)s END",
            {"added": added, "online": online, "at": at},
        )


def destroy_old(place: Path, *, real_day: date) -> int:
    """Destroy journals of earlier days that nobody writes to and that are added up to the end; how many.

    With them goes the last trace of who was here. A line cut by a full disk or a killed process was never a view.
    """
    done = dict(JournalRead.objects.values_list("name", "offset"))
    old = [
        journal
        for journal in journals(place)
        if journal.day < real_day and journal.is_left() and not journal.read_from(done.get(journal.name, 0))
    ]
    for journal in old:
        journal.destroy()
    # Rows stay for a month, so that a folder put back from a backup is not added a second time.
    JournalRead.objects.filter(name__lt=(real_day - OFFSETS_KEPT).isoformat()).delete()
    return len(old)


@transaction.atomic
def set_base(base: int, *, reason: str, by: User | None, at: datetime) -> None:
    """Say what had been counted before this system; written down with who and why. Refused (WrongBase): not 0 to 10^12."""
    if not 0 <= base <= LARGEST_BASE:
        raise WrongBase(base)
    Total.objects.get_or_create(pk=1)
    row = Total.objects.select_for_update().get(pk=1)
    before, row.base = row.base, base
    row.save(update_fields=["base"])
    record(
        "visits.base_set", by=by, at=at, kind="visits.total", object_id=1, title=str(base), reason=reason,
        before=before, after=base,
    )  # fmt: skip


@transaction.atomic
def load_days(days: dict[date, tuple[int, int]]) -> None:
    """Days counted elsewhere, as (views, visitors): they belong to the total from now on. A day that is known stays."""
    known = set(Day.objects.filter(day__in=days).values_list("day", flat=True))
    fresh = {day: numbers for day, numbers in days.items() if day not in known}
    Day.objects.bulk_create(
        Day(day=day, views=views, visitors=people) for day, (views, people) in fresh.items()
    )
    Total.objects.get_or_create(pk=1)
    row = Total.objects.select_for_update().get(pk=1)
    row.counted += sum(views for views, _ in fresh.values())
    row.save(update_fields=["counted"])
