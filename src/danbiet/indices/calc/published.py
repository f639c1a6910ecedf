"""The figures of an edition as they are published: one value that can be kept, sent, and read by anybody (docs/index-format.md, 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from .certainty import DRAWS, SHARE, RankInterval, moving_in, rank_intervals
from .criteria import Tree
from .results import Grade, Member, Placed, Result, place, result_of
from .workbook import Given

FORMAT = "danbiet.index.v1"
ROUNDING = (
    "points of a component: half up, 2 decimals; index: half up, 2 decimals; ranks by the printed index"
)


def published(
    *,
    tree: Tree,
    members: Sequence[Member],
    given: Mapping[str, Mapping[str, Given]],
    exempted: Mapping[str, Mapping[str, str]],
    grades: Sequence[Grade],
    seed: int,
    draws: int = DRAWS,
    about: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """All figures by ranking group, in the order of the ranking. `about` is put in front: title, year, dates.

    Decimals stay decimals; who writes JSON writes them as numbers. The same input and seed give the same figures. With 0 `draws` there
    are no rank intervals.
    """
    entries = {code: {number: one.entry for number, one in rows.items()} for code, rows in given.items()}
    results = [
        result_of(tree, member, entries.get(member.code, {}), exempted.get(member.code, {}))
        for member in members
    ]
    groups: dict[str, list[dict[str, Any]]] = {}
    intervals: dict[str, RankInterval] = {}
    for group in sorted({member.group for member in members}) if draws else ():
        own = [result for result in results if result.member.group == group]
        moving = {one.member.code: moving_in(one, entries.get(one.member.code, {})) for one in own}
        intervals |= rank_intervals(own, moving, seed=seed, draws=draws)
    for one in place(results, grades):
        unit = _unit(
            one, tree, given.get(one.result.member.code, {}), exempted.get(one.result.member.code, {})
        )
        interval = intervals.get(one.result.member.code)
        unit["rank_interval"] = [interval.best, interval.worst] if interval else None
        groups.setdefault(one.result.member.group, []).append(unit)
    return {
        "format": FORMAT,
        **(about or {}),
        "rounding": ROUNDING,
        "seed": seed,
        "draws": draws,
        "interval_share": Decimal(str(SHARE)),
        "maximum": tree.maximum,
        "criteria": [
            {
                "number": row.number,
                "name": row.name,
                "maximum": row.maximum,
                "scorer": row.scorer if row.rule else None,
            }
            for row in tree.rows
        ],
        "groups": [{"group": group, "units": units} for group, units in groups.items()],
    }


def _unit(
    one: Placed[Result], tree: Tree, given: Mapping[str, Given], exempted: Mapping[str, str]
) -> dict[str, Any]:
    result = one.result
    return {
        "code": result.member.code,
        "name": result.member.name,
        "rank": one.rank,
        "is_shared": one.is_shared,
        "index": result.index,
        "points": result.points,
        "maximum": result.maximum,
        "formula": result.formula(),
        "grade": one.grade,
        "domains": [_part(result.parts[row.number]) for row in tree.domains],
        "components": [
            {**_part(result.parts[leaf.number]), **_origin(given.get(leaf.number))}
            for leaf in tree.leaves
            if result.parts[leaf.number].maximum
        ],
        "exempted": [{"number": number, "reason": exempted[number]} for number in result.exempted],
        "open": list(result.open_numbers),
    }


def _part(part: Any) -> dict[str, Any]:
    return {
        "number": part.number, "points": part.points, "maximum": part.maximum, "lost": part.lost, "percent": part.percent,
    }  # fmt: skip


def _origin(given: Given | None) -> dict[str, Any]:
    """Where points come from; the reason where somebody decided otherwise than the rule or the unit."""
    if given is None:
        return {"source": None}
    found: dict[str, Any] = {"source": given.source}
    if given.percent is not None:
        found["figure_percent"] = given.percent
    if given.reason:
        found["reason"] = given.reason
        if given.said is not None:
            found["said"] = given.said
    if given.entry.error:
        found["error"] = given.entry.error
    return found


def units_of(figures: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every unit of published figures, group by group."""
    for group in figures["groups"]:
        yield from group["units"]


def medians_of(units: Sequence[Mapping[str, Any]]) -> dict[str, Decimal | None]:
    """By number of a domain, the median per cent of these units; None where it applies to none of them."""
    percents: dict[str, list[Decimal]] = {}
    for unit in units:
        for part in unit["domains"]:
            own = percents.setdefault(part["number"], [])
            if part["percent"] is not None:
                own.append(Decimal(part["percent"]))
    return {number: _median(sorted(values)) for number, values in percents.items()}


def _median(values: Sequence[Decimal]) -> Decimal | None:
    if not values:
        return None
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
