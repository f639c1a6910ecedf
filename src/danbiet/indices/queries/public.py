"""What was published, for everybody."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from danbiet.kit.clock import midnight
from danbiet.kit.periods import ONE_DAY

from ..models import Criterion, Edition, Participant, Publication, PublishedUnit, WindowChange


def public_editions(*, on: date | None = None) -> list[Edition]:
    """Every published edition, or every one that was by the end of a day, newest year first."""
    rows = Edition.objects.filter(published_at__isnull=False)
    return list(rows.filter(published_at__lt=midnight(on + ONE_DAY)) if on else rows)


def publication_of(edition_id: int, *, on: date | None = None) -> Publication | None:
    """The newest publication of an edition, or the one that stood at the end of a day, with the edition; None where nothing was
    published."""
    return _published(edition_id, on).select_related("edition").first()


def _published(edition_id: int, on: date | None) -> QuerySet[Publication]:
    rows = Publication.objects.filter(edition=edition_id)
    return rows.filter(at__lt=midnight(on + ONE_DAY)) if on else rows


def unit_of(edition_id: int, code: str, *, on: date | None = None) -> PublishedUnit | None:
    """A unit in the newest publication of an edition, or in the one that stood at the end of a day, with publication and edition, without the figures of
    all others. Two queries."""
    newest = _published(edition_id, on).values_list("pk", flat=True).first()
    found = PublishedUnit.objects.filter(publication=newest, code=code)
    return found.select_related("publication__edition").defer("publication__figures").first()


def names_in(edition: Edition) -> dict[str, str]:
    """Number → name of every row of an edition's set, which does not change once an edition has begun. One query."""
    rows = Criterion.objects.filter(criteria_set=edition.criteria_set_id)
    return dict(rows.values_list("number", "name"))


def participant_of(edition_id: int, code: str) -> Participant | None:
    """A unit's part in an edition by its code."""
    return Participant.objects.filter(edition=edition_id, code=code).first()


def units_in(edition_id: int) -> dict[str, int]:
    """Code → unit of everybody in an edition. One query."""
    return dict(Participant.objects.filter(edition=edition_id).order_by().values_list("code", "unit_id"))


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
