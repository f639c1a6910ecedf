from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danbiet.contests.calc.prizes import Candidate, winners
from danbiet.contests.calc.rules import Component, OnePrize, Part, Prize, Rules, Tier, UnitBlock, UnitRules
from danbiet.contests.calc.units import (
    Tally,
    Unit,
    UnitRanked,
    combine,
    decimal_of,
    half_up,
    needed_percent,
    unit_standings,
)

from .cases import plain_rules

BLOCKS = (UnitBlock("so", "Sở"), UnitBlock("xa", "Xã"))
TIERS = (Tier(50, 30), Tier(100, 25), Tier(0, 20))


def rules_with(*components: Component, **more: Any) -> Rules:
    parts = (Part("quiz", "quiz", 40), Part("video", "video", 60))
    return plain_rules(units=UnitRules(BLOCKS, components, **more), parts=parts)


def people(count: int, *, quality: str = "1", perfect: int = 0) -> Tally:
    return Tally(count, perfect, Fraction(quality) * count)


def rows(found: list[UnitRanked]) -> list[tuple[str, int | None, str, str, str]]:
    return [
        (one.unit, one.rank, str(decimal_of(one.turnout)), str(decimal_of(one.score)), one.status)
        for one in found
    ]


@pytest.mark.parametrize(
    ("headcount", "percent"), [(1, 30), (49, 30), (50, 25), (99, 25), (100, 20), (10**6, 20)]
)
def test_turnout_needed_depends_on_the_size(headcount: int, percent: int) -> None:
    assert needed_percent(TIERS, headcount) == percent


@pytest.mark.parametrize(
    ("headcount", "came", "status"),
    [
        (49, 14, "turnout"),  # 14.7 are needed
        (49, 15, "ranked"),
        (50, 12, "turnout"),  # 12.5
        (50, 13, "ranked"),
        (100, 19, "turnout"),
        (100, 20, "ranked"),  # exactly
        (0, 5, "no_headcount"),
    ],
)
def test_unit_below_its_threshold_is_not_ranked(headcount: int, came: int, status: str) -> None:
    rules = rules_with(Component("turnout", 100), tiers=TIERS)

    [found] = unit_standings(
        rules, units=[Unit("a", "A", "so", headcount)], tallies={"a": people(came)}, parts={}
    )

    assert found.status == status
    assert (found.rank == 1) == (status == "ranked")


def test_units_are_ranked_in_their_blocks_with_equal_ranks_for_equals() -> None:
    rules = rules_with(Component("turnout", 50), Component("average", 30), Component("perfect", 20))
    units = [
        Unit(name, name, block, 10) for name, block in (("a", "so"), ("b", "so"), ("c", "so"), ("d", "xa"))
    ]
    tallies = {"a": people(5, perfect=5), "b": people(5, perfect=5), "c": people(2, quality="1/2")}

    found = unit_standings(rules, units=units, tallies=tallies, parts={})

    assert rows(found) == [
        ("a", 1, "50.0000", "75.0000", "ranked"),  # 25 + 30 + 20
        ("b", 1, "50.0000", "75.0000", "ranked"),
        ("c", 3, "20.0000", "25.0000", "ranked"),  # 10 + 15 + 0
        ("d", 1, "0.0000", "0.0000", "ranked"),  # nobody came, but no threshold says it must not be ranked
    ]


def test_turnout_above_the_headcount_counts_as_all() -> None:
    rules = rules_with(Component("turnout", 100))

    [found] = unit_standings(rules, units=[Unit("a", "A", "so", 3)], tallies={"a": people(4)}, parts={})

    assert (found.participants, decimal_of(found.turnout)) == (4, Decimal("100.0000"))


def test_part_that_is_missing_keeps_a_unit_out() -> None:
    rules = rules_with(Component("average", 40), Component("part", 60, "video"), needs=("quiz", "video"))
    units = [Unit("a", "A", "so", 5), Unit("b", "B", "so", 5), Unit("c", "C", "so", 5)]
    tallies = {"a": people(1), "b": people(1)}

    found = unit_standings(
        rules, units=units, tallies=tallies, parts={("a", "video"): 5025, ("c", "video"): 9000}
    )

    assert rows(found) == [
        ("a", 1, "20.0000", "70.1500", "ranked"),  # 40 + 60 × 0.5025
        ("b", None, "20.0000", "40.0000", "part:video"),
        ("c", None, "0.0000", "54.0000", "part:quiz"),
    ]


@given(st.fractions(min_value=0, max_value=100))
def test_half_up_is_within_half_a_ten_thousandth(value: Fraction) -> None:
    assert -Fraction(1, 20000) < Fraction(half_up(value), 10000) - value <= Fraction(1, 20000)


@pytest.mark.parametrize(
    ("value", "expected"), [("1/20000", 1), ("49999/1000000000", 0), ("1/3", 3333), ("2/3", 6667)]
)
def test_half_up_rounds_halves_up(value: str, expected: int) -> None:
    assert half_up(Fraction(value)) == expected


def test_rounds_combine_as_mean_or_as_distinct_people() -> None:
    weeks = [{"a": people(3, perfect=1)}, {"a": people(6, perfect=2)}, {}]

    assert combine(weeks, how="mean")["a"] == Tally(3, 1, Fraction(3))
    assert combine(weeks, how="distinct", distinct={"a": 6})["a"].participants == 6
    with pytest.raises(ValueError, match="nothing"):
        combine([], how="mean")


def won(prizes: tuple[Prize, ...], candidates: list[Candidate], **more: Any) -> list[tuple[str, str, bool]]:
    rules = plain_rules(prizes=prizes, one_prize=more.pop("one_prize", OnePrize()))
    found = winners(rules, persons=lambda _audience: iter(candidates), units=more.pop("units", ()), **more)
    return [(one.prize, one.winner, one.is_shared) for one in found]


FIRST, SECOND = Prize("nhat", "Nhất", "person", "cbcc", 1), Prize("nhi", "Nhì", "person", "cbcc", 2)
FIVE = [Candidate(number, f"p{number}", "u" if number < 4 else "v", 1000 - number) for number in range(1, 6)]


def test_without_a_rule_the_first_wins_every_prize() -> None:
    assert won((FIRST, SECOND), FIVE) == [("nhat", "p1", False), ("nhi", "p1", False), ("nhi", "p2", False)]


def test_one_prize_a_person_goes_on_down_the_ranks() -> None:
    found = won((FIRST, SECOND), FIVE, one_prize=OnePrize(person="round"))

    assert found == [("nhat", "p1", False), ("nhi", "p2", False), ("nhi", "p3", False)]


def test_one_prize_a_person_in_the_contest_passes_over_earlier_winners() -> None:
    held = frozenset({"p1", "p3"})

    assert won((FIRST,), FIVE, one_prize=OnePrize(person="contest"), held_persons=held) == [
        ("nhat", "p2", False)
    ]
    assert won((FIRST,), FIVE, one_prize=OnePrize(person="round"), held_persons=held) == [
        ("nhat", "p1", False)
    ]


def test_one_prize_a_unit_takes_the_next_of_another_unit() -> None:
    found = won((FIRST, SECOND), FIVE, one_prize=OnePrize(unit="round"))

    assert found == [("nhat", "p1", False), ("nhi", "p4", False)]  # u has won, v wins once


def test_of_equals_from_one_unit_only_the_first_wins_where_a_unit_wins_once() -> None:
    equal = [Candidate(1, "p1", "u", 9), Candidate(1, "p2", "u", 9), Candidate(1, "p3", "v", 9)]

    found = won((Prize("giai", "", "person", "cbcc", 3),), equal, one_prize=OnePrize(unit="round"))

    assert found == [("giai", "p1", False), ("giai", "p3", False)]


def test_people_without_a_unit_are_not_bound_by_it() -> None:
    nobody = [Candidate(number, f"p{number}", "", 100) for number in range(1, 4)]

    assert len(won((FIRST, SECOND), nobody, one_prize=OnePrize("round", "round"))) == 3


def test_equals_beyond_the_last_prize_share_it() -> None:
    equal = [
        Candidate(1, "p1", "", 9),
        Candidate(2, "p2", "", 8),
        Candidate(2, "p3", "", 8),
        Candidate(2, "p4", "", 8),
    ]

    assert won((Prize("giai", "", "person", "cbcc", 2),), equal) == [
        ("giai", "p1", False),
        ("giai", "p2", True),
        ("giai", "p3", True),
        ("giai", "p4", True),
    ]


def test_too_few_points_win_nothing() -> None:
    assert won((Prize("giai", "", "person", "cbcc", 9, least=998),), FIVE) == [
        ("giai", "p1", False),
        ("giai", "p2", False),
    ]


def test_unit_wins_one_prize_and_only_when_ranked() -> None:
    rules = plain_rules(
        units=UnitRules(BLOCKS, (Component("turnout", 100),)),
        prizes=(Prize("nhat", "", "unit", "so", 1), Prize("nhi", "", "unit", "so", 2, least=5000)),
    )
    units = [
        UnitRanked("so", 1, "a", 10, 9, 900000, 900000, "ranked"),
        UnitRanked("so", 2, "b", 10, 5, 500000, 500000, "ranked"),
        UnitRanked("so", 3, "c", 10, 4, 400000, 499999, "ranked"),  # 49.9999: below the 50.00 asked for
        UnitRanked("so", None, "d", 0, 4, 0, 0, "no_headcount"),
    ]

    found = winners(rules, persons=lambda _audience: (), units=units)

    assert [(one.prize, one.winner) for one in found] == [("nhat", "a"), ("nhi", "b")]
