"""What was published, for everybody."""

from __future__ import annotations

from ..models import Criterion, Edition, Participant, Publication, PublishedUnit, WindowChange


def public_editions() -> list[Edition]:
    """Every published edition, newest year first."""
    return list(Edition.objects.filter(published_at__isnull=False))


def publication_of(edition_id: int) -> Publication | None:
    """The newest publication of an edition, with the edition; None while nothing is published."""
    return Publication.objects.filter(edition=edition_id).select_related("edition").first()


def unit_of(edition_id: int, code: str) -> PublishedUnit | None:
    """A unit in the newest publication of an edition, with publication and edition, without the figures of all others. Two queries."""
    newest = Publication.objects.filter(edition=edition_id).values_list("pk", flat=True).first()
    found = PublishedUnit.objects.filter(publication=newest, code=code)
    return found.select_related("publication__edition").defer("publication__figures").first()


def names_in(edition: Edition) -> dict[str, str]:
    """Number → name of every row of an edition's set, which does not change once an edition has begun. One query."""
    rows = Criterion.objects.filter(criteria_set=edition.criteria_set_id)
    return dict(rows.values_list("number", "name"))


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
