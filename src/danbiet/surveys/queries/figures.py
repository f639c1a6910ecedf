"""The index from the database, and what the index of reform may take from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ..calc.estimating import Method
from ..calc.published import Unit, cell_of, published, unit_in
from ..enums import Kind, Stage
from ..models import Campaign, FrameRow, Publication, Response
from .answers import of_campaign, survey_of
from .campaigns import stage_of

METHOD = Method()


def has_answers(campaign_id: int) -> bool:
    return Response.objects.filter(campaign=campaign_id).exists()


def figures_of(campaign: Campaign, *, about: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """All figures as they stand, small cells empty (`calc.published`). Three queries. There must be an answer."""
    frame, items = of_campaign(campaign)
    survey = survey_of(campaign, frame, items)
    return published(
        survey, METHOD, units=units_in(frame), texts={one.key: one.text for one in items}, least=campaign.least, about=about or {}
    )  # fmt: skip


def units_in(frame: list[FrameRow]) -> list[Unit]:
    """Strata put together by unit."""
    found: dict[str, Unit] = {}
    for row in frame:
        before = found.get(row.code, Unit(row.code, row.name, 0, 0))
        found[row.code] = Unit(
            row.code, row.name, before.population + row.population, before.sample + row.sample
        )
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Points:
    """A figure of a unit: per cent, its standard error in per cent points, which survey, whether it is published."""

    value: Decimal
    error: Decimal | None
    name: str
    is_published: bool


def points_of(unit_id: int, year: int, key: str, *, on: date) -> Points | None:
    """What people said of a unit in a year: `all`, `factor:access` …; of the survey that is published, else of one that is over.

    A poll of what people know gives no points. None without a survey of the unit, without answers, and for a cell that stays empty: what a public page does not show must not be
    read off the unit's index either.
    """
    rows = FrameRow.objects.filter(unit=unit_id, campaign__year=year).exclude(campaign__kind=Kind.AWARENESS)
    rows = rows.select_related("campaign")
    campaigns = {row.campaign_id: (row.campaign, row.code) for row in rows}
    ordered = sorted(
        campaigns.values(), key=lambda one: (one[0].published_at is None, -one[0].until_on.toordinal())
    )
    for campaign, code in ordered:
        stage = stage_of(campaign, on=on)
        if stage not in (Stage.PUBLISHED, Stage.CLOSED):
            continue
        figures = figures_at(campaign, stage)
        unit = None if figures is None else unit_in(figures, code)
        cell = None if unit is None else cell_of(unit, key)
        if cell is None or cell["value"] is None:
            continue
        error = cell["error"]
        return Points(
            Decimal(cell["value"]), None if error is None else Decimal(error), campaign.name, stage == Stage.PUBLISHED
        )  # fmt: skip
    return None


def figures_at(campaign: Campaign, stage: Stage) -> Mapping[str, Any] | None:
    """The figures that were published, else as they stand (reckoned now); None without an answer."""
    if stage == Stage.PUBLISHED:
        made = Publication.objects.filter(campaign=campaign).first()
        return made.figures if made else None
    return figures_of(campaign) if has_answers(campaign.pk) else None
