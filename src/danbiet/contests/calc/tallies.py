"""From the entries that count to what each unit did."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from .columns import Columns
from .rules import Rules
from .units import Tally


def tallies(counted: Columns, *, rules: Rules, round_key: str) -> dict[str, Tally]:
    """What the people of each unit did in a round; units without anybody are left out. Points of the prediction do not count."""
    most = [
        plan.most_points if (plan := rules.plan_of(audience, round_key)) else 0
        for audience in counted.audiences
    ]
    sums: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])  # people, all correct, points
    rows = zip(counted.unit, counted.audience, counted.points, counted.all_correct, strict=True)
    for unit, audience, points, is_all in rows:
        if unit:
            here = sums[unit, audience]
            here[0] += 1
            here[1] += is_all
            here[2] += max(points, 0)
    found: dict[str, Tally] = {}
    for (unit, audience), (people, perfect, points) in sums.items():
        tally = found.setdefault(counted.units[unit - 1], Tally())
        tally.participants += people
        tally.all_correct += perfect
        tally.quality += Fraction(points, most[audience]) if most[audience] else 0
    return found
