"""Which tasks belong to a plan on a day and what they said: an amendment may have put them in since, changed them, or taken them out."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Q, QuerySet

from ..models import TaskVersion


def in_force(on: date) -> Q:
    """Tasks (of `Task.every`) that belong to their plan on the day."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & (
        Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    )


def earlier_version(on: date) -> QuerySet[TaskVersion]:
    """For a subquery on tasks: what a task said on the day, where an amendment has changed it since."""
    return TaskVersion.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on), task_id=OuterRef("pk"), valid_until__gt=on
    )
