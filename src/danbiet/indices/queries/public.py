"""What was published, for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..calc.published import units_of
from ..models import Edition, Publication


def public_editions() -> list[Edition]:
    """Every published edition, newest year first."""
    return list(Edition.objects.filter(published_at__isnull=False))


def publication_of(edition_id: int) -> Publication | None:
    """The newest publication of an edition, with the edition; None while nothing is published."""
    return Publication.objects.filter(edition=edition_id).select_related("edition").first()


def unit_in(figures: Mapping[str, Any], code: str) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """(group, unit) of published figures by the unit's code."""
    for group in figures["groups"]:
        for unit in group["units"]:
            if unit["code"] == code:
                return group, unit
    return None


def earlier(edition: Edition) -> Publication | None:
    """The publication of the year before with the same name or the same office."""
    rows = Publication.objects.filter(edition__year=edition.year - 1, edition__office=edition.office_id)
    return rows.select_related("edition").order_by("-number").first()


def ranks_then(before: Publication | None) -> dict[str, int]:
    """Code → rank in an earlier publication."""
    if before is None:
        return {}
    return {unit["code"]: unit["rank"] for unit in units_of(before.figures) if unit["rank"] is not None}
