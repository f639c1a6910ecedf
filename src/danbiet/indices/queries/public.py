"""What was published, for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..models import Edition, Participant, Publication, WindowChange


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


def participant_of(edition_id: int, code: str) -> Participant | None:
    """A unit's part in an edition by its code."""
    return Participant.objects.filter(edition=edition_id, code=code).first()


def ranks_then(before: Publication, group: str) -> dict[str, int]:
    """Code → rank in an earlier publication, of the units that stood in the group of that name."""
    found: dict[str, int] = {}
    for one in before.figures["groups"]:
        if one["group"] == group:
            found |= {unit["code"]: unit["rank"] for unit in one["units"] if unit["rank"] is not None}
    return found


def extensions_of(edition_id: int) -> list[WindowChange]:
    """The windows that were made longer, with the public reason, in order."""
    return list(WindowChange.objects.filter(edition=edition_id))
