"""Many sheets at once, as they would be after everybody filled them in: for demonstration years and trials of size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from danbiet.accounts.models import User

from ..calc.rules import Figures
from ..enums import Step
from ..models import Edition, Score, ScoreChange
from ..queries import editions as ask
from .noting import note
from .reckoning import error_for, points_for


@dataclass(frozen=True, slots=True)
class Loaded:
    """A component as it is to stand. `error` in per cent points, of a survey; `appraised` only where it differs from the unit's."""

    figures: Figures
    explanation: str = ""
    error: Decimal | None = None
    source: str = ""
    appraised: Decimal | None = None
    reason: str = ""


@transaction.atomic
def load_sheets(
    edition_id: int,
    sheets: Mapping[int, Mapping[str, Loaded]],
    *,
    is_appraised: bool,
    by: User,
    at: datetime,
    appraiser: User,
) -> int:
    """Write whole sheets (by id of the participant and number of the component); points follow from the rules. Figures a rule cannot use
    raise FiguresRefused. With `is_appraised` every component is accepted, or changed where `appraised` says so. How many were written."""
    edition = Edition.objects.get(pk=edition_id)
    criteria = {one.number: one for one in ask.criteria_of(edition.criteria_set_id) if one.rule is not None}
    rows: list[Score] = []
    for participant_id, said in sheets.items():
        for number, one in said.items():
            criterion = criteria[number]
            points = points_for(criterion, one.figures)
            decided = (points if one.appraised is None else one.appraised) if is_appraised else None
            rows.append(
                Score(
                    participant_id=participant_id, criterion=criterion, part=one.figures.part, whole=one.figures.whole,
                    number=one.figures.number, answer=one.figures.answer, self_points=points, explanation=one.explanation,
                    error=error_for(criterion, one.error), source=one.source,
                    appraised=decided, appraised_reason=one.reason if is_appraised else "", updated_at=at, updated_by=by,
                )
            )  # fmt: skip
    made = Score.objects.bulk_create(rows)
    changes = [
        ScoreChange(score=one, step=Step.SELF, after=one.self_points, reason=one.source, at=at, by=by)
        for one in made
    ]
    changes += [
        ScoreChange(
            score=one,
            step=Step.APPRAISAL,
            before=one.self_points,
            after=one.appraised,
            reason=one.appraised_reason,
            at=at,
            by=appraiser,
        )
        for one in made
        if is_appraised and one.appraised != one.self_points
    ]
    ScoreChange.objects.bulk_create(changes)
    note("sheets_loaded", edition, by=by, at=at, count=len(made))
    return len(made)
