"""All indices of a survey as one value to keep, to send, to print (docs/survey-format.md, 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import polars as pl

from .estimating import Design, Estimate, Method, estimates, sums
from .questionnaire import Item, factors_of
from .responses import Survey

FORMAT = "danbiet.survey.v1"
ALL = ""


def scored(survey: Survey, method: Method) -> dict[str, Any]:
    """Every index of the whole, of districts (where answers name them) and of units, with counts and what is to be noted."""
    cells = sums(survey, method)
    design = Design.of(cells, survey.strata)
    levels: dict[str, str | None] = {"all": None}
    if survey.has_districts:
        levels["districts"] = "district"
    levels["units"] = "unit"
    found: dict[str, Any] = {
        "format": FORMAT, "definition": method.definition, "interval": method.interval, "level": Decimal(str(method.level)),
        "responses": int(cells["rows"].sum()),
        "strata": design.strata.height, "clusters": int(design.strata["drawn"].sum()),
        "items": [{"item": item.key, "factor": item.factor, "weight": item.weight} for item in survey.items],
        "notes": notes(cells, design, survey.items),
    }  # fmt: skip
    for level, by in levels.items():
        counts = counted(cells, by, survey.items)
        told = {
            domain: _domain(indices, counts[domain], survey.items, method)
            for domain, indices in estimates(cells, design, by, survey.items, method).items()
        }
        found[level] = told[ALL] if by is None else [{"name": name, **one} for name, one in told.items()]
    return found


def notes(cells: pl.DataFrame, design: Design, items: Sequence[Item]) -> list[dict[str, Any]]:
    """What a reader must know: strata that give no error, more clusters than there are, items nobody answered."""
    found: list[dict[str, Any]] = []
    if alone := design.alone():
        found.append({"note": "single_cluster", "strata": alone})
    if beyond := design.beyond():
        found.append({"note": "more_clusters_than_population", "strata": beyond})
    silent = [item.key for item in items if not cells[f"n_{item.key}"].sum()]
    if silent:
        found.append({"note": "nobody_answered", "items": silent})
    return found


def counted(cells: pl.DataFrame, by: str | None, items: Sequence[Item]) -> dict[str, dict[str, int]]:
    """By domain: rows, and of each item how many answered (`n_`), were satisfied (`s_`), did not know (`k_`)."""
    domain = (pl.lit(ALL) if by is None else pl.col(by)).alias("domain")
    names = ["rows", *(f"{kind}_{item.key}" for item in items for kind in "nsk")]
    table = cells.with_columns(domain).group_by("domain").agg(pl.col(names).sum())
    return {row["domain"]: {name: int(row[name]) for name in names} for row in table.iter_rows(named=True)}


def _domain(
    indices: Mapping[str, Estimate], counts: Mapping[str, int], items: Sequence[Item], method: Method
) -> dict[str, Any]:
    return {
        "responses": counts["rows"],
        "index": figure(indices["all"], method),
        "factors": [
            {"factor": factor, **figure(indices[f"factor:{factor}"], method)} for factor in factors_of(items)
        ],
        "items": [
            {
                "item": item.key, **figure(indices[item.key], method), "satisfied": counts[f"s_{item.key}"],
                "does_not_know": counts[f"k_{item.key}"],
            }
            for item in items
        ],
    }  # fmt: skip


def figure(one: Estimate, method: Method) -> dict[str, Any]:
    """An estimate as printed: per cent with two decimals for shares, two decimals for means; half up."""
    times = 100 if method.definition == "satisfied" else 1
    value, error, low, high = (printed(number, times) for number in (one.value, one.error, one.low, one.high))
    return {
        "value": value, "error": error, "interval": None if low is None else [low, high], "df": one.df, "answered": one.answered,
    }  # fmt: skip


def printed(value: float | None, times: int = 1, places: int = 2) -> Decimal | None:
    """A computed number as printed. It is rounded to twelve digits first, so that a half that the machine holds a trifle too low
    still goes up."""
    if value is None:
        return None
    exact = Decimal(f"{value * times:.12g}")
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
