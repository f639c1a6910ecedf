"""How often the pages were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Sum

from .models import Day, PageDay, Total

# By hand: composing it by the ORM took four times as long as answering it, and it stands on every page.
_TOTALS = """
SELECT t.base, t.counted, t.online, t.online_at, coalesce(d.views, 0), coalesce(d.visitors, 0)
FROM visits_total t LEFT JOIN visits_day d ON d.day = %s WHERE t.id = 1
"""
# On every page of the newsroom, by hand for the same reason.
_VIEWS = "SELECT path, sum(views)::bigint FROM visits_pageday WHERE path = ANY(%s) GROUP BY path"
ONLINE_TOLD_FOR = timedelta(minutes=2)  # an older word on who is online is no word


@dataclass(frozen=True, slots=True)
class Totals:
    """`all` holds `base`, which an older portal had counted. `online`: None while nobody counts."""

    all: int
    base: int
    today: int
    visitors_today: int
    online: int | None


@dataclass(frozen=True, slots=True)
class DayViews:
    day: date
    views: int
    visitors: int


@dataclass(frozen=True, slots=True)
class PageViews:
    path: str
    views: int


@dataclass(frozen=True, slots=True)
class PageDayViews:
    """Views of a page on a day, with the number of that row (the source of an event)."""

    id: int
    path: str
    views: int


def totals(*, on: date, at: datetime) -> Totals:
    """The figures of the counter; at most some seconds behind the readers. One query: it stands on every page."""
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS, [on])
        row = cursor.fetchone()
    if row is None:
        return Totals(all=0, base=0, today=0, visitors_today=0, online=None)
    base, counted, online, online_at, views, visitors = row
    is_told = online_at is not None and at - online_at < ONLINE_TOLD_FOR
    return Totals(
        all=base + counted,
        base=base,
        today=views,
        visitors_today=visitors,
        online=online if is_told else None,
    )


def base() -> int:
    return Total.objects.filter(pk=1).values_list("base", flat=True).first() or 0


def views_by_day(*, until: date, days: int) -> list[DayViews]:
    """The last `days` days up to `until`, oldest first; a day without readers is there with 0."""
    first = until - timedelta(days=days - 1)
    found = {row.day: row for row in Day.objects.filter(day__range=(first, until))}
    every = [first + timedelta(days=number) for number in range(days)]
    return [
        DayViews(day, row.views, row.visitors) if (row := found.get(day)) else DayViews(day, 0, 0)
        for day in every
    ]


def all_days() -> list[DayViews]:
    """Every day anything was counted, newest first."""
    return [DayViews(row.day, row.views, row.visitors) for row in Day.objects.all()]


def top_pages(*, first: date, last: date, most: int) -> list[PageViews]:
    """The pages read most between two days, both included."""
    rows = (
        PageDay.objects.filter(day__range=(first, last), views__gt=0)
        .values_list("path")
        .annotate(sum=Sum("views"))
        .order_by("-sum", "path")
    )
    return [PageViews(path, views) for path, views in rows[:most]]


def views_of(paths: Iterable[str]) -> dict[str, int]:
    """All views so far of each of these addresses (without parameters); 0 for one never read."""
    wanted = list(paths)
    with connection.cursor() as cursor:
        cursor.execute(_VIEWS, [wanted])
        return dict.fromkeys(wanted, 0) | dict(cursor.fetchall())


def page_views(path: str) -> int:
    return views_of([path])[path]


def pages_of(day: date) -> list[PageDayViews]:
    """Every page read on this day."""
    rows = PageDay.objects.filter(day=day, views__gt=0).order_by("path").values_list("id", "path", "views")
    return [PageDayViews(*row) for row in rows]
