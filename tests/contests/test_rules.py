from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from danbiet.contests.calc.canonical import canonical
from danbiet.contests.calc.checking import check
from danbiet.contests.calc.pool import ItemRefused, PoolItem, items_lines, pool_lines, read_items, read_pool
from danbiet.contests.calc.rules import (
    Audience,
    Block,
    Component,
    PaperPlan,
    Part,
    Prediction,
    Prize,
    Round,
    Rules,
    RulesRefused,
    Scoring,
    Step,
    Tier,
    UnitBlock,
    UnitRules,
    read_rules,
    rules_json,
)
from danbiet.contests.calc.units import Unit, UnitsRefused, read_units, units_lines

from .cases import OPENS, ROUND, bank, closed_round, plain_rules, salt_of

POOL = closed_round(plain_rules()).pool  # 40 items, 20 a section, 13 or 14 a level
PLAN = plain_rules().papers[0]


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    value = json.loads(rules_json(plain_rules()))
    change(value)
    return canonical(value)


def codes(
    rules: Rules, *, pool: tuple[PoolItem, ...] = POOL, units: tuple[Unit, ...] = ()
) -> set[tuple[str, str]]:
    return {(one.path, one.code) for one in check(rules, pool=pool, units=units) if not one.is_warning}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda value: value.pop("attempts"), "attempts: missing"),
        (lambda value: value.update(colour="red"), "colour: unknown"),
        (lambda value: value.update(attempts="three"), "attempts: must be a whole number"),
        (lambda value: value.update(attempts=True), "attempts: must be a whole number"),
        (lambda value: value.update(mixed=1), "mixed: must be true or false"),
        (lambda value: value.update(counts="worst"), "counts: must be one of best, first, last"),
        (
            lambda value: value["papers"][0]["blocks"][0].pop("count"),
            r"papers\[0\].blocks\[0\].count: missing",
        ),
        (lambda value: value.update(rounds={}), "rounds: must be a list"),
        (lambda value: value.update(scoring=[]), "scoring: must be an object"),
        (lambda value: value.update(format="danbiet.rules.v2"), "format: must be danbiet.rules.v1"),
    ],
)
def test_rules_with_a_wrong_value_are_refused_by_its_place(
    change: Callable[[dict[str, Any]], object], words: str
) -> None:
    with pytest.raises(RulesRefused, match=words):
        read_rules(changed(change))


def test_rules_in_another_form_of_json_are_refused() -> None:
    with pytest.raises(RulesRefused, match="not canonical"):
        read_rules(b" " + rules_json(plain_rules()))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"contest": "CCHC 2021"}, ("contest", "bad_key")),
        ({"title": " "}, ("title", "empty")),
        ({"receipt_key": "12"}, ("receipt_key", "bad_key")),
        ({"audiences": (Audience("a", "A"), Audience("a", "B"))}, ("audiences", "twice")),
        ({"audiences": (Audience("cbcc", "A", min_age=18, max_age=15),)}, ("audiences[0].max_age", "ages")),
        ({"rounds": (Round(ROUND, "", OPENS, OPENS),)}, ("rounds[0].closes", "window")),
        (
            {"rounds": (Round(ROUND, "", OPENS, OPENS + 9), Round("b", "", OPENS + 8, OPENS + 20))},
            ("rounds[1].opens", "overlap"),
        ),
        ({"papers": ()}, ("papers", "no_paper")),
        ({"papers": (replace(PLAN, bank="other"),)}, ("papers[0].bank", "empty_bank")),
        ({"papers": (replace(PLAN, blocks=()),)}, ("papers[0].blocks", "empty")),
        (
            {"papers": (replace(PLAN, blocks=(Block("", 0, 41, 100),)),)},
            ("papers[0].blocks[0].count", "too_few"),
        ),
        (
            {"papers": (replace(PLAN, blocks=(Block("none", 0, 1, 100),)),)},
            ("papers[0].blocks[0]", "empty_block"),
        ),
        (
            {"papers": (replace(PLAN, blocks=(Block("", 0, 0, 100),)),)},
            ("papers[0].blocks[0].count", "empty_block"),
        ),
        (
            {"papers": (replace(PLAN, blocks=(Block("", 0, 1, -1),)),)},
            ("papers[0].blocks[0].points", "range"),
        ),
        ({"papers": (replace(PLAN, audience="x"),)}, ("papers[0].audience", "unknown")),
        ({"papers": (replace(PLAN, round="x"),)}, ("papers[0].round", "unknown")),
        ({"papers": (PLAN, PLAN)}, ("papers", "twice")),
        ({"seconds": 0}, ("seconds", "too_small")),
        ({"seconds": 10**6}, ("seconds", "too_large")),
        ({"scoring": Scoring(penalty=-1)}, ("scoring.penalty", "range")),
        ({"scoring": Scoring("all_or_nothing", penalty=10)}, ("scoring.penalty", "contradiction")),
        ({"ranking": ()}, ("ranking", "empty")),
        ({"ranking": ("correct", "luck")}, ("ranking[1]", "unknown")),
        ({"ranking": ("correct", "prediction")}, ("ranking", "contradiction")),
        (
            {"prediction": Prediction("participants", "round", (Step(10, 100), Step(5, 200)))},
            ("prediction.steps[1].within", "order"),
        ),
        ({"prediction": Prediction("participants", "round", (Step(10, 100),))}, ("ranking", "contradiction")),
        ({"parts": (Part("quiz", "quiz", 40),)}, ("parts", "weights")),
        ({"prizes": (Prize("a", "A", "unit", "", 1),)}, ("prizes[0].to", "contradiction")),
        ({"prizes": (Prize("a", "A", "person", "dan", 1),)}, ("prizes[0].of", "unknown")),
        ({"prizes": (Prize("a", "A", "person", "", 0),)}, ("prizes[0].count", "too_small")),
        (
            {"units": UnitRules((UnitBlock("so", "Sở"),), (Component("turnout", 60),))},
            ("units.components", "weights"),
        ),
        (
            {"units": UnitRules((UnitBlock("so", "Sở"),), (Component("part", 100, "video"),))},
            ("units.components[0].part", "unknown"),
        ),
        (
            {
                "units": UnitRules(
                    (UnitBlock("so", "Sở"),), (Component("turnout", 100),), (Tier(0, 20), Tier(50, 30))
                )
            },
            ("units.tiers", "order"),
        ),
        (
            {"units": UnitRules((UnitBlock("so", "Sở"),), (Component("turnout", 100),))},
            ("units.blocks[0]", "empty_block"),
        ),
        ({"unique": ("account",)}, ("unique[0]", "unknown")),
        ({"unique": ("name", "unit")}, ("unique[1]", "contradiction")),
    ],
)
def test_rules_with_a_fault_are_not_frozen(changes: dict[str, Any], problem: tuple[str, str]) -> None:
    assert problem in codes(plain_rules(**changes))


def test_rules_without_fault_have_no_problem() -> None:
    assert codes(plain_rules()) == set()


def test_block_whose_items_earlier_blocks_may_take_is_too_small() -> None:
    enough = PaperPlan("cbcc", ROUND, "cb", (Block("tthc", 0, 10, 100), Block("", 0, 30, 100)))
    short = PaperPlan("cbcc", ROUND, "cb", (Block("tthc", 0, 10, 100), Block("", 0, 31, 100)))

    assert codes(plain_rules(papers=(enough,))) == set()
    assert codes(plain_rules(papers=(short,))) == {("papers[0].blocks[1].count", "too_few")}


def test_small_bank_with_many_attempts_is_a_warning() -> None:
    problems = check(plain_rules(attempts=0), pool=POOL)

    assert ("papers[0].blocks[0].count", "small_bank") in {
        (one.path, one.code) for one in problems if one.is_warning
    }


def test_bank_used_again_in_a_later_round_is_a_warning() -> None:
    rounds = (Round(ROUND, "1", OPENS, OPENS + 10**7), Round("tuan-2", "2", OPENS + 10**7, OPENS + 2 * 10**7))

    problems = check(plain_rules(rounds=rounds, papers=(PLAN, replace(PLAN, round="tuan-2"))), pool=POOL)

    assert "bank_reused" in {one.code for one in problems if one.is_warning}


def test_units_without_headcount_are_a_warning() -> None:
    rules = plain_rules(units=UnitRules((UnitBlock("so", "Sở"),), (Component("turnout", 100),)))

    problems = check(rules, pool=POOL, units=(Unit("a", "A", "so", 0),))

    assert [(one.path, one.code, one.is_warning) for one in problems if one.path == "units"] == [
        ("units", "no_headcount", True)
    ]


def test_items_pool_and_units_are_written_and_read_unchanged() -> None:
    items = tuple((item, salt_of(item)) for item in bank())
    units = (Unit("a", "Sở Nội vụ, Sóc Trăng", "so", 3), Unit("b", "Sở B", "so", 0))

    assert read_items(items_lines(items)) == items
    assert read_pool(pool_lines(POOL)) == POOL
    assert read_units(units_lines(reversed(units))) == units


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"key":[0]', b'"key":[]'),
        (b'"key":[0]', b'"key":[4]'),
        (b'"key":[0]', b'"key":[1,0]'),
        (b'"level":1', b'"level":"1"'),
        (b'"id":"cb-0000"', b'"id":"CB 0000"'),
        (b'"id":"cb-0000"', b'"id":"cb-9999"'),  # out of order
    ],
)
def test_items_with_a_fault_are_refused(old: bytes, new: bytes) -> None:
    data = items_lines((item, salt_of(item)) for item in bank(size=4))
    assert old in data

    with pytest.raises(ItemRefused, match="line"):
        read_items(data.replace(old, new, 1))


def test_units_out_of_order_are_refused() -> None:
    lines = units_lines((Unit("a", "A", "so", 3), Unit("b", "B", "so", 3))).splitlines(keepends=True)

    with pytest.raises(UnitsRefused, match="line 2"):
        read_units(b"".join(reversed(lines)))
