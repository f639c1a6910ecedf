"""The figures of a survey as they are published: one value that can be kept, sent and read by anybody, small cells left out of it.

What leaves the installation is made here and only here: pages, tables, open data and the points of the index of reform read this value,
so that no way around the suppression is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from .estimating import Design, Estimate, Method, estimates, sums
from .questionnaire import Item, factors_of
from .responses import Survey
from .scored import ALL, counted, figure, notes
from .suppressing import CannotProtect, protect

FORMAT = "danbiet.survey.published.v1"
INDEX = "index"
CLEAR = Decimal("1.96")
Cell = tuple[str, str]  # (unit's code or ALL, item or factor:… or index)


@dataclass(frozen=True, slots=True)
class Unit:
    """Whom the answers are about: code, name, how many could be asked, how many were to be."""

    code: str
    name: str
    population: int
    sample: int


def published(
    survey: Survey, method: Method, *, units: Sequence[Unit], texts: Mapping[str, str], least: int, about: Mapping[str, Any]
) -> dict[str, Any]:  # fmt: skip
    """All figures; cells with fewer than `least` answers are empty, and as many more as keep them from being reckoned.

    Decimals stay decimals. Units come in the order of their index, those without one behind.
    """
    cells = sums(survey, method)
    design = Design.of(cells, survey.strata)
    found = {
        ALL: estimates(cells, design, None, survey.items, method)[ALL],
        **estimates(cells, design, "unit", survey.items, method),
    }
    counts = {ALL: counted(cells, None, survey.items)[ALL], **counted(cells, "unit", survey.items)}
    hidden = hidden_cells(found, cells, survey.items, least=least)
    rows = [
        {
            "code": unit.code, "name": unit.name, "population": unit.population, "sample": unit.sample,
            **_domain(unit.code, found.get(unit.code, {}), counts.get(unit.code, {}), survey.items, method, hidden),
        }
        for unit in units
    ]  # fmt: skip
    return {
        "format": FORMAT, **about,
        "definition": method.definition, "interval": method.interval, "level": Decimal(str(method.level)), "least": least,
        "strata": design.strata.height,
        "items": [{"item": item.key, "factor": item.factor, "weight": item.weight, "text": texts.get(item.key, "")} for item in survey.items],
        "factors": list(factors_of(survey.items)),
        "all": {
            "population": sum(unit.population for unit in units), "sample": sum(unit.sample for unit in units),
            **_domain(ALL, found[ALL], counts[ALL], survey.items, method, hidden),
            "does_not_know": {item.key: counts[ALL][f"k_{item.key}"] for item in survey.items},
        },
        "units": _ranked(rows),
        "hidden": len([cell for cell in hidden if cell[0] in {ALL, *(unit.code for unit in units)}]),
        "notes": notes(cells, design, survey.items),
    }  # fmt: skip


def _domain(
    name: str, indices: Mapping[str, Estimate], counts: Mapping[str, int], items: Sequence[Item], method: Method, hidden: set[Cell]
) -> dict[str, Any]:  # fmt: skip
    def cell(column: str, key: str) -> dict[str, Any]:
        one = indices.get(key)
        if one is None or one.value is None or (name, column) in hidden:
            return {"value": None, "error": None, "interval": None, "answered": None}
        told = figure(one, method)
        return {each: told[each] for each in ("value", "error", "interval", "answered")}

    return {
        "responses": counts.get("rows", 0),
        "index": cell(INDEX, "all"),
        "factors": [
            {"factor": factor, **cell(f"factor:{factor}", f"factor:{factor}")} for factor in factors_of(items)
        ],
        "items": [{"item": item.key, **cell(item.key, item.key)} for item in items],
    }


def _ranked(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By printed index; equal ones share a rank and the next is left out. Units without a shown index come last, by name."""
    shown = [row for row in rows if row["index"]["value"] is not None]
    shown.sort(key=lambda row: (-row["index"]["value"], row["name"]))
    ordered: list[dict[str, Any]] = []
    for place, row in enumerate(shown, start=1):
        same = ordered and ordered[-1]["index"]["value"] == row["index"]["value"]
        ordered.append({**row, "rank": ordered[-1]["rank"] if same else place})
    rest = sorted((row for row in rows if row["index"]["value"] is None), key=lambda row: str(row["name"]))
    return ordered + [{**row, "rank": None} for row in rest]


def hidden_cells(
    found: Mapping[str, Mapping[str, Estimate]], cells: pl.DataFrame, items: Sequence[Item], *, least: int
) -> set[Cell]:
    """Which cells of the table of units × items, factors and index stay empty.

    No cell can be reckoned from the others by the relations there are. And no column of a factor or of the index has a single empty cell:
    the whole's factor is nearly the weighted sum of the units' ones, and its variance nearly that of theirs.
    """
    answered: dict[Cell, int] = {}
    for name, indices in found.items():
        for key, one in indices.items():
            answered[name, INDEX if key == "all" else key] = one.answered
    linked = relations(weights_of(cells, items), items)
    columns = [*(f"factor:{factor}" for factor in factors_of(items)), INDEX]
    emptied: set[Cell] = set()
    while True:
        try:
            hidden = protect({**answered, **dict.fromkeys(emptied, 0)}, linked, least=least)
        except CannotProtect:
            return set(answered)
        alone = [column for column in columns if sum((name, column) in hidden for name in found) == 1]
        if not alone:
            return hidden
        for column in alone:
            shown = [(name, column) for name in found if (name, column) not in hidden]
            if not shown:
                return set(answered)
            emptied |= {(name, column) for name in found if (name, column) in hidden}
            emptied.add(min(shown, key=lambda cell: (answered[cell], cell)))


def weights_of(cells: pl.DataFrame, items: Sequence[Item]) -> dict[str, dict[str, Fraction]]:
    """By unit, and of all, the weighted answers behind each item."""
    columns = [f"w_{item.key}" for item in items]
    found = {
        row["unit"]: {item.key: Fraction(row[f"w_{item.key}"]) for item in items}
        for row in cells.group_by("unit").agg(pl.col(columns).sum()).sort("unit").iter_rows(named=True)
    }
    found[ALL] = {item.key: sum((one[item.key] for one in found.values()), Fraction(0)) for item in items}
    return found


def relations(
    weights: Mapping[str, Mapping[str, Fraction]], items: Sequence[Item]
) -> list[dict[Cell, Fraction]]:
    """What an attacker knows of the cells: the whole is the weighted sum of the units item by item, factors and index are means of items."""
    found: list[dict[Cell, Fraction]] = []
    units = [name for name in weights if name != ALL]

    for item in items:
        answering = [unit for unit in units if weights[unit][item.key]]
        if answering:
            summed = {(unit, item.key): weights[unit][item.key] for unit in answering}
            found.append({(ALL, item.key): -weights[ALL][item.key], **summed})
    means = {f"factor:{factor}": members for factor, members in factors_of(items).items()}
    means[INDEX] = tuple(items)
    for column, members in means.items():
        for name, known in weights.items():
            parts = {item.key: Fraction(item.weight) for item in members if known[item.key] and item.weight}
            if parts:
                relation = {(name, key): part for key, part in parts.items()}
                relation[name, column] = -sum(parts.values(), Fraction(0))
                found.append(relation)
    return found


def unit_in(figures: Mapping[str, Any], code: str) -> Mapping[str, Any] | None:
    """A unit of published figures by its code."""
    return next((one for one in figures["units"] if one["code"] == code), None)


def cell_of(domain: Mapping[str, Any], key: str) -> Mapping[str, Any] | None:
    """A figure of a unit or of the whole: `all`, `factor:access` …, `item_01` …; None for a name that is none."""
    if key == "all":
        return dict(domain["index"])
    kind, _, name = key.rpartition(":")
    group = domain["factors"] if kind == "factor" else domain["items"]
    return next((one for one in group if one.get("factor", one.get("item")) == name), None)


@dataclass(frozen=True, slots=True)
class Gap:
    """How far one published figure is above another; its error; whether chance alone seldom makes as much (5 %)."""

    value: Decimal
    error: Decimal
    is_clear: bool


def gap(one: Mapping[str, Any], other: Mapping[str, Any]) -> Gap | None:
    """The gap of two figures of different units or years: their samples are drawn apart, so that their variances add up.

    Reckoned from what is published alone, half up to two decimals, at 1.96 errors. None where one of them has no value or no error.
    """
    if any(cell[name] is None for cell in (one, other) for name in ("value", "error")):
        return None
    value = Decimal(one["value"]) - Decimal(other["value"])
    exact = (Decimal(one["error"]) ** 2 + Decimal(other["error"]) ** 2).sqrt()
    error = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return Gap(value, error, is_clear=abs(value) > CLEAR * exact)
