"""A round's result from the marks that are there, and what a decision would change in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from ..calc.bundle import Closed, Drop
from ..calc.columns import Columns
from ..calc.prizes import Won
from ..calc.ranking import Figures, Move, moved
from ..calc.round_result import Marked, RoundResult, mark_all, result_of
from ..calc.rules import Rules
from ..models import Round
from . import closing, entries

FOREVER = 1 << 62
SHOWN = 50  # ranks up to which moves are listed: the prizes are there
MOST = 100_000  # entries up to which all papers are marked anew while somebody waits for a page


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision would change: moves among the first ranks, figures by audience and winners, before and after."""

    moves: list[Move]
    before: dict[str, Figures]
    after: dict[str, Figures]
    lost: list[Won]
    won: list[Won]


def change_by_gone(
    one: Round, *, add: Iterable[tuple[str, int]] = (), without: Iterable[tuple[str, int]] = ()
) -> Change:
    """What disqualifying these (code, number), or taking a disqualification back, would change."""
    closed = closing.closed_of(one)
    gone = set(closing.gone_of(one))
    return _change(
        result_now(one, closed, gone=gone), result_now(one, closed, gone=gone - set(without) | set(add))
    )


def change_by_drops(one: Round, *, add: Iterable[str] = (), without: Iterable[str] = ()) -> Change | None:
    """What dropping these items, or taking them back, would change. None when there are too many entries to try it while one waits."""
    if entries.entry_count(one) > MOST:
        return None
    closed = closing.closed_of(one)
    kept = {drop.item for drop in closed.drops} - set(without) | set(add)
    other = replace(closed, drops=tuple(Drop(item, "") for item in sorted(kept)))
    results = []
    for each in (closed, other):
        ground = each.ground()
        results.append(result_of(mark_all(entries.entry_lines(one), ground), ground, each.surroundings()))
    return _change(*results)


def _change(before: RoundResult, after: RoundResult) -> Change:
    return Change(
        moved(before.standings, after.standings, first=SHOWN), before.figures, after.figures,
        [row for row in before.winners if row not in after.winners], [row for row in after.winners if row not in before.winners],
    )  # fmt: skip


def result_now(
    one: Round, closed: Closed, *, before: int = FOREVER, gone: Iterable[tuple[str, int]] | None = None, with_prediction: bool = True
) -> RoundResult:  # fmt: skip
    """The round's result from the marks that are there. `gone`: as if these (code, number) were disqualified instead."""
    left = closing.gone_of(one) if gone is None else sorted(gone)
    rules = closed.rules if with_prediction else replace(closed.rules, prediction=None)
    ground = replace(closed.ground(), rules=rules)
    marked = Marked(columns_of(one, rules, ground.units, before=before, gone=left))
    for number, whole, accepted in entries.counts_by_audience(one, before=before, gone=left):
        key = rules.audiences[number].key
        marked.entries, marked.accepted = (
            marked.entries + Counter({key: whole}),
            marked.accepted + Counter({key: accepted}),
        )
    return result_of(marked, ground, closed.surroundings())


def columns_of(
    one: Round, rules: Rules, units: tuple[str, ...], *, before: int, gone: list[tuple[str, int]]
) -> Columns:
    """The attempts that count, from the marks."""
    table = Columns(tuple(audience.key for audience in rules.audiences), units)
    numbers = {"": 0, **{unit: number for number, unit in enumerate(units, start=1)}}
    rows = entries.counted(one, rule=rules.counts, before=before, gone=gone)
    while block := list(islice(rows, entries.AT_ONCE)):
        codes, attempts, audiences, inside, points, correct, is_all, times, arrived, guesses = zip(
            *block, strict=True
        )
        table.add_columns(
            "".join(codes), attempt=attempts, audience=audiences,
            unit=[numbers.get(unit, 0) for unit in inside],  # an unknown unit is what the bundle names
            points=points, correct=correct, all_correct=is_all, time=times, arrived=arrived, prediction=guesses,
        )  # fmt: skip
    return table
