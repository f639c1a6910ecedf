"""What has been counted, as of any day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Count, DateField, Q, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import TruncMonth

from .models import Event
from .registry import TASKS

# The events that count, for a statement of another app that adds up many of them at once: what the columns are called here
# is known here only. `on` is the last day asked for. CHANGED_SQL: what came or went after the moment `since`, and not both.
COUNTED_SQL = """
    SELECT id, measure, "on", unit_id, quantity, subject_id, facets, url, title FROM measures_event
    WHERE withdrawn_at IS NULL AND "on" <= %(on)s
"""
CHANGED_SQL = """
    SELECT id, measure, "on", unit_id, quantity, subject_id, facets, url, title FROM measures_event
    WHERE "on" <= %(on)s AND CASE WHEN recorded_at > %(since)s THEN withdrawn_at IS NULL
        ELSE withdrawn_at > %(since)s END
"""
FACET_FIELDS = ("form", "language", "audience")


@dataclass(frozen=True, slots=True)
class Counted:
    """One event that counts: when, in which unit, how much, and where to read about it."""

    unit_id: int
    on: date
    quantity: Decimal
    title: str
    url: str


def counts(measure: str, subject_id: int | None, *, on: date) -> list[Counted]:
    """Events of a measure about a subject up to and with the day, oldest first, without those taken back."""
    return events_of([measure], [subject_id] if subject_id is not None else None, on=on).get(
        (measure, subject_id), []
    )


def events_of(
    measures: Iterable[str], subject_ids: Iterable[int] | None, *, on: date
) -> dict[tuple[str, int | None], list[Counted]]:
    """Events of several measures about several subjects, by (measure, subject); one query. `subject_ids=None`: events
    about nothing in particular."""
    rows = Event.objects.filter(measure__in=list(measures), on__lte=on, withdrawn_at__isnull=True)
    if subject_ids is None:
        rows = rows.filter(subject_id__isnull=True)
    else:
        rows = rows.filter(subject_id__in=list(subject_ids))
    found: dict[tuple[str, int | None], list[Counted]] = defaultdict(list)
    for event in rows.order_by("on", "id"):
        counted = Counted(event.unit_id, event.on, event.quantity, event.title, event.url)
        found[event.measure, event.subject_id].append(counted)
    return dict(found)


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are asked for. Empty fields ask for all; `state`: "counted", "withdrawn" or "" for both."""

    measure: str = ""
    unit_ids: Collection[int] | None = None
    first: date | None = None
    last: date | None = None
    form: str = ""
    language: str = ""
    audience: str = ""
    state: str = "counted"
    without: Collection[str] = ()  # measures left out


def events_matching(asked: EventFilter) -> QuerySet[Event]:
    """The events asked for, newest first."""
    rows = Event.objects.all()
    if asked.measure:
        rows = rows.filter(measure=asked.measure)
    if asked.without:
        rows = rows.exclude(measure__in=asked.without)
    if asked.unit_ids is not None:
        rows = rows.filter(unit_id__in=asked.unit_ids)
    if asked.first is not None:
        rows = rows.filter(on__gte=asked.first)
    if asked.last is not None:
        rows = rows.filter(on__lte=asked.last)
    for facet in FACET_FIELDS:
        if wanted := getattr(asked, facet):
            rows = rows.filter(**{f"facets__{facet}": wanted})
    if asked.state:
        rows = rows.filter(withdrawn_at__isnull=asked.state == "counted")
    return rows.order_by("-on", "-id")


def events_by_id(ids: Iterable[int]) -> dict[int, Event]:
    """Events by number, those taken back too; one query."""
    return Event.objects.in_bulk(set(ids))


def events_at(addresses: Iterable[str]) -> list[Event]:
    """Everything ever counted at these addresses, taken back or not, oldest first; one query."""
    wanted = set(addresses) - {""}
    return list(Event.objects.filter(url__in=wanted).order_by("id")) if wanted else []


def counts_by(facet: str, asked: EventFilter) -> dict[str, int]:
    """How much the events asked for add up to for each value of a facet ("form", "language", "audience"), most first; "" for
    those that say none. For the diversity of forms. One query."""
    rows = events_matching(asked).order_by().annotate(value=KeyTextTransform(facet, "facets"))
    counted = rows.values_list("value").annotate(total=Sum("quantity")).order_by("-total", "value")
    return {value or "": int(total) for value, total in counted}


def forms_by_unit(
    measures: Collection[str], *, first: date, last: date, unit_ids: Collection[int] | None = None
) -> dict[int, dict[str, int]]:
    """For each unit how many events it has by form, so that the diversity of its forms can be scored; events that say no
    form stand under their measure. One query."""
    asked = events_matching(EventFilter(unit_ids=unit_ids, first=first, last=last))
    rows = asked.filter(measure__in=measures).order_by().annotate(form=KeyTextTransform("form", "facets"))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for unit_id, measure, form, count in rows.values_list("unit_id", "measure", "form").annotate(
        count=Count("id")
    ):
        kind = form or measure
        found[unit_id][kind] = found[unit_id].get(kind, 0) + count
    return dict(found)


@dataclass(frozen=True, slots=True)
class MonthlyCount:
    """What one unit had counted of a measure in a month (its first day)."""

    measure: str
    unit_id: int
    month: date
    count: int
    quantity: Decimal


def monthly_counts(asked: EventFilter) -> list[MonthlyCount]:
    """The events asked for added up by measure, unit and month; one query."""
    rows = events_matching(asked).order_by().annotate(month=TruncMonth("on", output_field=DateField()))
    counted = rows.values_list("measure", "unit_id", "month").annotate(
        count=Count("id"), total=Sum("quantity")
    )
    return [MonthlyCount(*row) for row in counted.order_by("measure", "unit_id", "month")]


def years_counted() -> list[int]:
    """Years anything was counted in, newest first; one query."""
    return [day.year for day in Event.objects.dates("on", "year", order="DESC")]


def known_measures() -> set[str]:
    """Measures with any event at all; one query."""
    return set(Event.objects.filter(~Q(measure="")).order_by().values_list("measure", flat=True).distinct())


def counted_event(measure: str, *, source_kind: str, source_id: int) -> Event | None:
    """What now counts for a source, None when nothing does or it was taken back; one query."""
    return Event.objects.filter(
        measure=measure, source_kind=source_kind, source_id=source_id, withdrawn_at__isnull=True
    ).first()


def counted_of_source(source_kind: str) -> list[Event]:
    """Everything that now counts of one kind of source; one query. For kinds that name one thing, e.g. a round of a contest."""
    return list(Event.objects.filter(source_kind=source_kind, withdrawn_at__isnull=True))


def recorded_sources(measure: str, source_kind: str, source_ids: Iterable[int]) -> set[int]:
    """Which of these sources count now; one query."""
    rows = Event.objects.filter(
        measure=measure, source_kind=source_kind, source_id__in=list(source_ids), withdrawn_at__isnull=True
    )
    return set(rows.values_list("source_id", flat=True))


def total_for_task(measure: str, task_id: int, *, until: date) -> Decimal:
    """What a measure adds up to for one task, with what fulfils the tasks below it; one query."""
    rows = Event.objects.filter(
        measure=measure, withdrawn_at__isnull=True, facets__contains={TASKS: [task_id]}, on__lte=until
    )
    found: Decimal | None = rows.aggregate(total=Sum("quantity"))["total"]
    return found or Decimal(0)


def totals_by_task(measure: str, *, first: date, last: date) -> dict[int, Decimal]:
    """What a measure adds up to for each task anything names, in these days, most first; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT x.task_id::bigint, sum(e.quantity) AS total FROM measures_event e"
            " CROSS JOIN LATERAL jsonb_array_elements_text(e.facets->'tasks') AS x(task_id)"
            " WHERE e.measure = %s AND e.withdrawn_at IS NULL AND e.\"on\" BETWEEN %s AND %s AND e.facets ? 'tasks'"
            " GROUP BY 1 ORDER BY total DESC, 1",
            [measure, first, last],
        )
        return dict(cursor.fetchall())
