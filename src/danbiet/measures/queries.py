"""What has been counted, as of any day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .models import Event


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
