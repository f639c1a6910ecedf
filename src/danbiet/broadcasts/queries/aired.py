"""What was on the air, told to other floors: of an item, and as figures of a period."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, DecimalField, QuerySet, Sum, Value
from django.db.models.functions import Cast, Round

from danbiet.kit.clock import local, midnight

from ..calc.minutes import minutes
from ..calc.places import ONE_DAY
from ..enums import COUNTING
from ..models import Airing, AiringItem

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class WasAired:
    """One airing of an item: which, when, in what, where it can be seen (at the second at which the item begins)."""

    airing_id: int
    episode_id: int | None
    on: date
    programme: str
    channel: str
    url: str
    mark_seconds: int | None


def airings_of(kind: str, ids: Collection[int]) -> dict[int, list[WasAired]]:
    """Confirmed airings of these items, newest first; two queries."""
    rows = (
        AiringItem.objects.filter(ref_kind=kind, ref_id__in=ids, airing__state__in=COUNTING)
        .select_related("airing__channel", "airing__programme", "airing__episode")
        .prefetch_related("airing__episode__items")
        .order_by("-airing__starts_at", "-pk")
    )
    found: dict[int, list[WasAired]] = {}
    for row in rows:
        airing = row.airing
        parts = airing.episode.items.all() if airing.episode else ()
        mark = next(
            (one.mark_seconds for one in parts if (one.ref_kind, one.ref_id) == (kind, row.ref_id)), None
        )
        found.setdefault(row.ref_id or 0, []).append(
            WasAired(
                airing.pk, airing.episode_id, local(airing.starts_at).date(), airing.title, airing.channel.name,
                airing.episode.recording_url if airing.episode else "", mark,
            )
        )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """A period (both days included) and whose channels; `unit_ids=None`: everybody's."""

    first: date
    last: date
    unit_ids: frozenset[int] | None = None
    channel_id: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of figures: what, how often, how many minutes (two decimals, each airing rounded half up)."""

    key: Any
    label: str
    airings: int
    minutes: Decimal


def counted(asked: Asked) -> QuerySet[Airing]:
    """The airings that count in the period."""
    rows = Airing.objects.filter(
        state__in=COUNTING, starts_at__gte=midnight(asked.first), starts_at__lt=midnight(asked.last + ONE_DAY)
    )
    if asked.unit_ids is not None:
        rows = rows.filter(channel__unit_id__in=asked.unit_ids)
    if asked.channel_id is not None:
        rows = rows.filter(channel_id=asked.channel_id)
    return rows.filter(language=asked.language) if asked.language else rows


# Cast first: a whole number divided by a whole number loses its part behind the point.
_MINUTES = Sum(Round(Cast("seconds", DecimalField(max_digits=14, decimal_places=6)) / Value(60), precision=2))


def totals(asked: Asked) -> Figure:
    """All of it in one line; one query."""
    said = counted(asked).aggregate(airings=Count("pk"), minutes=_MINUTES)
    return Figure("", "", said["airings"], said["minutes"] or NONE)


def by(asked: Asked, *fields: str, label: Callable[..., str]) -> list[Figure]:
    """Figures by one or more fields, most minutes first; one query. `label` makes words of the fields' values."""
    rows = counted(asked).order_by().values_list(*fields).annotate(count=Count("pk"), total=_MINUTES)
    found = [
        Figure(row[0], label(*row[: len(fields)]), row[len(fields)], row[len(fields) + 1] or NONE) for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.minutes, -one.airings, one.label))


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """How often one item was on the air, on how many channels, how many minutes of it."""

    kind: str
    id: int | None
    title: str
    airings: int
    channels: int
    minutes: Decimal


def by_item(asked: Asked) -> list[ItemFigure]:
    """Every item on air in the period, each counted once an airing; the title as shown last; one query."""
    rows = (
        AiringItem.objects.filter(airing__in=counted(asked))
        .values_list("ref_kind", "ref_id", "title", "airing_id", "airing__channel_id", "seconds")
        .order_by("airing__starts_at", "airing_id")
    )
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for kind, ref_id, title, airing_id, channel_id, seconds in rows:
        key = (kind, ref_id) if ref_id is not None else (kind, None, title)
        line = found.setdefault(key, {"airings": set(), "channels": set(), "minutes": NONE})
        line["title"] = title
        line["airings"].add(airing_id)
        line["channels"].add(channel_id)
        line["minutes"] += minutes(seconds) if seconds else NONE
    made = [
        ItemFigure(
            key[0], key[1], line["title"], len(line["airings"]), len(line["channels"]), line["minutes"]
        )
        for key, line in found.items()
    ]
    return sorted(made, key=lambda one: (-one.airings, -one.minutes, one.title))


_BY_TASK = """
    WITH aired AS ({airings}),
    whole AS (SELECT a.id, a.seconds, unnest(a.task_ids) AS task_id FROM aired a),
    part AS (
        SELECT a.id, i.seconds, unnest(i.task_ids) AS task_id
        FROM aired a JOIN broadcasts_airingitem i ON i.airing_id = a.id
    ),
    each AS (
        SELECT id, task_id, seconds FROM whole
      UNION ALL
        SELECT p.id, p.task_id, p.seconds FROM part p
        WHERE NOT EXISTS (SELECT FROM whole w WHERE w.id = p.id AND w.task_id = p.task_id)
    )
    SELECT task_id, count(DISTINCT id), sum(round(seconds / 60.0, 2)) FROM each GROUP BY task_id ORDER BY 3 DESC, 1
"""


def by_task(asked: Asked, *, label: Callable[[Iterable[int]], dict[int, tuple[str, str]]]) -> list[Figure]:
    """Figures by plan task: of an airing's own tasks its whole length, of an item's tasks the item's share; one statement
    and the labels. Tasks that may not be shown are left out."""
    query = counted(asked).order_by().values("id", "seconds", "task_ids").query
    sql, parameters = query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_BY_TASK.format(airings=sql), parameters)
        rows = cursor.fetchall()
    words = label([row[0] for row in rows])
    return [
        Figure(words[task_id][1], words[task_id][0], count, total or NONE)
        for task_id, count, total in rows
        if task_id in words
    ]
