"""Which tasks belong to a plan on a day: an amendment may have put them in since, or taken them out."""

from __future__ import annotations

from datetime import date

from django.db.models import Q


def in_force(on: date) -> Q:
    """Tasks (of `Task.every`) that belong to their plan on the day."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & (
        Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    )
