"""Recording what the platform saw happen, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from .models import Event
from .registry import FACETS, MEASURES, TASKS


class UnknownMeasure(ValueError):
    """No measure of that key is registered."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something to count; the fields are those of `record_event`."""

    measure: str
    on: date
    unit_id: int
    title: str
    source_kind: str
    source_id: int
    url: str = ""
    subject_id: int | None = None
    quantity: Decimal | int = 1
    facets: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_event(
    measure: str,
    *,
    on: date,
    unit_id: int,
    title: str,
    source_kind: str,
    source_id: int,
    at: datetime,
    url: str = "",
    subject_id: int | None = None,
    quantity: Decimal | int = 1,
    facets: Mapping[str, Any] | None = None,
) -> Event:
    """Count something that happened on a day in a unit, in the caller's transaction.

    Counted once per measure and source: recording it again (a job run twice, two processes at once) changes nothing and
    gives the event there is. `facets` is what a filter may ask for: {"form": "news", "language": "vi", "audience": "all",
    "tasks": [the task it fulfils and the tasks above it]}. Refused: a measure nobody registered (UnknownMeasure), a
    quantity not above 0, facets of another shape (ValueError).
    """
    event = _event(
        Happened(
            measure, on, unit_id, title, source_kind, source_id, url, subject_id, quantity, facets or {}
        ),
        at=at,
    )
    Event.objects.bulk_create([event], ignore_conflicts=True)
    return Event.objects.get(
        measure=measure, source_kind=source_kind, source_id=source_id, withdrawn_at__isnull=True
    )


def record_events(happened: Iterable[Happened], *, at: datetime) -> int:
    """Count many at once, in the caller's transaction, as `record_event` does each; how many were asked for."""
    events = [_event(one, at=at) for one in happened]
    Event.objects.bulk_create(events, batch_size=1000, ignore_conflicts=True)
    return len(events)


def _event(one: Happened, *, at: datetime) -> Event:
    if one.measure not in MEASURES:
        raise UnknownMeasure(one.measure)
    if one.quantity <= 0:
        raise ValueError(f"nothing to count: {one.quantity}")
    return Event(
        measure=one.measure,
        on=one.on,
        unit_id=one.unit_id,
        quantity=one.quantity,
        title=one.title,
        url=one.url,
        source_kind=one.source_kind,
        source_id=one.source_id,
        subject_id=one.subject_id,
        facets=_plain(one.facets),
        recorded_at=at,
    )


def withdraw_event(measure: str, *, source_kind: str, source_id: int, reason: str, at: datetime) -> int:
    """Take an event back: it stays readable with the reason and counts no more. Gives how many (0: there was none).

    It can be recorded again afterwards. Refused without a reason (ValueError).
    """
    if not reason.strip():
        raise ValueError("taking a count back needs a reason")
    return Event.objects.filter(
        measure=measure, source_kind=source_kind, source_id=source_id, withdrawn_at__isnull=True
    ).update(withdrawn_at=at, withdrawn_reason=reason)


def withdraw_events(ids: Iterable[int], *, reason: str, at: datetime) -> int:
    """Take many events back for one reason, by their numbers; how many counted until now."""
    if not reason.strip():
        raise ValueError("taking a count back needs a reason")
    rows = Event.objects.filter(pk__in=list(ids), withdrawn_at__isnull=True)
    return rows.update(withdrawn_at=at, withdrawn_reason=reason)


def rename_event(*, source_kind: str, source_id: int, title: str, url: str = "") -> int:
    """Call what was counted of a source by another title and address, of every measure, also what was taken back: its old
    words may have to be read by nobody any more. Gives how many changed."""
    rows = Event.objects.filter(source_kind=source_kind, source_id=source_id)
    return rows.exclude(title=title, url=url).update(title=title, url=url)


def _plain(facets: Mapping[str, Any]) -> dict[str, Any]:
    """Facets as the statements expect them: words, and the tasks' numbers, each once. Empty ones are left out."""
    if unknown := set(facets) - {*FACETS, TASKS}:
        raise ValueError(f"unknown facets: {sorted(unknown)}")
    words = {name: str(value) for name, value in facets.items() if name != TASKS and value}
    tasks = list(dict.fromkeys(int(task) for task in facets.get(TASKS) or ()))
    return {**words, TASKS: tasks} if tasks else dict(words)
