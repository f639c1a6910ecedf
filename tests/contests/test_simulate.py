from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from danbiet.contests.calc.rules import Block, PaperPlan, Prize
from danbiet.contests.calc.simulate import Trial, simulate
from danbiet.contests.calc.units import Unit

from .cases import ROUND, bank, closed_round, plain_rules
from .rule_sets import ALL, soc_trang_2022


def trial(
    rules: object, *, people: int = 400, seed: str = "1", units: tuple[Unit, ...] = (), size: int = 40
) -> Trial:
    pool = closed_round(rules, items=bank(size=size)).pool  # type: ignore[arg-type]
    return simulate(rules, round_key=ROUND, pool=pool, units=units, seed=seed, people=people)  # type: ignore[arg-type]


def test_trial_with_the_same_seed_is_the_same() -> None:
    assert trial(plain_rules()) == trial(plain_rules())
    assert trial(plain_rules()) != trial(plain_rules(), seed="2")


def test_trial_counts_everybody_once() -> None:
    found = trial(plain_rules(attempts=3))

    assert found.audiences["cbcc"].participants == 400
    assert found.entries > 400  # some try again
    assert sum(found.audiences["cbcc"].correct.values()) == 400


def test_trial_of_rules_without_a_tie_break_shows_the_ties() -> None:
    rules = plain_rules(ranking=("correct",), prizes=(Prize("nhat", "Giải nhất", "person", "", 1),))

    found = trial(rules)

    assert found.audiences["cbcc"].tied >= 390
    assert found.shared == ("nhat",)
    assert found.audiences["cbcc"].first_ties == len(found.winners)


def test_trial_of_a_small_bank_shows_how_much_papers_have_in_common() -> None:
    plan = PaperPlan("cbcc", ROUND, "cb", (Block("", 0, 10, 100),))

    small = trial(plain_rules(papers=(plan,)), size=12).audiences["cbcc"].common
    large = trial(plain_rules(papers=(plan,)), size=100).audiences["cbcc"].common

    assert Decimal(8) < small < Decimal("8.7")  # 10 × 10 ÷ 12 = 8.33
    assert Decimal("0.8") < large < Decimal("1.2")  # 10 × 10 ÷ 100 = 1


def test_trial_counts_units_by_what_keeps_them_from_the_ranks() -> None:
    units = (Unit("a", "A", "don-vi", 50), Unit("b", "B", "don-vi", 60), Unit("c", "C", "don-vi", 0))

    found = trial(soc_trang_2022(), units=units)

    assert found.unit_states == {"part:sang-kien": 2, "no_headcount": 1}


@pytest.mark.parametrize("name", ["hoa-binh-2023", "transport-2020"])
def test_trial_of_rule_sets_in_use_names_a_winner_for_every_prize(name: str) -> None:
    rules = ALL[name]()

    found = trial(rules)

    assert {won.prize for won in found.winners} == {prize.key for prize in rules.prizes}
    assert found.shared == ()


def test_trial_of_an_impossible_draw_is_refused() -> None:
    plan = PaperPlan("cbcc", ROUND, "cb", (Block("", 0, 50, 100),))

    with pytest.raises(ValueError, match="too few"):
        trial(replace(plain_rules(), papers=(plan,)))
