from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danbiet.contests.calc.paper import Question
from danbiet.contests.calc.rules import Block, PaperPlan, Scoring
from danbiet.contests.calc.scoring import (
    Attempt,
    Marks,
    counting,
    decimal_points,
    marks,
    read_answers,
    time_of,
    write_answers,
)
from danbiet.contests.calc.sheet import Sheet

from .cases import ROUND, SECRET, bank, closed_round, person, plain_rules

PAPER = [Question(f"i{n}", 100, (0, 1, 2, 3)) for n in range(4)]
KEYS = {f"i{n}": (0,) for n in range(4)}


@pytest.mark.parametrize(
    ("scoring", "given", "points", "correct", "wrong"),
    [
        (Scoring(), ["A", "A", "B", ""], 200, 2, 1),
        (Scoring(penalty=25), ["A", "A", "B", ""], 175, 2, 1),  # left out costs nothing
        (Scoring(penalty=150), ["B", "B", "B", "A"], 0, 1, 3),  # 100 − 450, but never below 0
        (Scoring(penalty=150, floor=False), ["B", "B", "B", "A"], -350, 1, 3),
        (Scoring("all_or_nothing"), ["A", "A", "A", "A"], 400, 4, 0),
        (Scoring("all_or_nothing"), ["A", "A", "A", ""], 0, 3, 0),
        (Scoring(), ["AB", "A", "A", "A"], 300, 3, 1),  # every letter ticked is not right
    ],
)
def test_marks_by_rule_are_worked_out(
    scoring: Scoring, given: list[str], points: int, correct: int, wrong: int
) -> None:
    assert marks(PAPER, given, keys=KEYS, scoring=scoring) == Marks(points, correct, wrong, 4)


def test_marks_of_two_right_options_need_both() -> None:
    paper, keys = [Question("i0", 100, (2, 0, 1))], {"i0": (0, 2)}

    assert marks(paper, ["AB"], keys=keys, scoring=Scoring()).correct == 1
    assert marks(paper, ["A"], keys=keys, scoring=Scoring()).correct == 0


def test_dropped_item_is_credited_or_void() -> None:
    credit = marks(PAPER, ["B", "A", "A", "A"], keys=KEYS, scoring=Scoring(penalty=50), dropped={"i0"})
    void = marks(
        PAPER, ["B", "A", "A", "A"], keys=KEYS, scoring=Scoring(penalty=50), dropped={"i0"}, dropped_is="void"
    )

    assert (credit, credit.is_all_correct) == (Marks(400, 4, 0, 4), True)
    assert (void, void.is_all_correct) == (Marks(300, 3, 0, 3), True)


@pytest.mark.parametrize(("rule", "number"), [("best", 3), ("first", 1), ("last", 4)])
def test_attempt_that_counts_follows_the_rule(rule: str, number: int) -> None:
    tries = [
        Attempt(1, Marks(900, 9, 1, 10), 10_000),
        Attempt(2, Marks(1000, 10, 0, 10), 90_000),
        Attempt(3, Marks(1000, 10, 0, 10), 80_000),
        Attempt(4, Marks(1000, 10, 0, 10), 80_000),
    ]

    assert counting(tries, rule).number == number  # type: ignore[arg-type]


def test_of_attempts_with_equal_points_the_one_with_more_right_counts_before_the_faster() -> None:
    tries = [Attempt(1, Marks(900, 9, 0, 10), 10_000), Attempt(2, Marks(900, 10, 2, 10), 90_000)]

    assert counting(tries, "best").number == 2


def test_time_after_the_bell_is_not_counted() -> None:
    assert time_of(started=1000, arrived=1000 + 603_000, seconds=600) == 600_000


@pytest.mark.parametrize("text", ["A.B", "A.B.C.D", "BA.B.C", "A.B.I", "a.B.C", "AA.B.C", "A. .C"])
def test_answers_of_another_form_are_refused(text: str) -> None:
    assert read_answers(text, length=3) is None


@given(st.lists(st.sets(st.sampled_from("ABCDEFGH")), min_size=1, max_size=20))
def test_answers_written_are_read_again(given: list[set[str]]) -> None:
    assert read_answers(write_answers(given), length=len(given)) == ["".join(sorted(one)) for one in given]


def test_points_are_shown_exactly() -> None:
    assert decimal_points(12345) == Decimal("123.45")


@settings(max_examples=120, deadline=None)
@given(
    who=st.integers(0, 10**6),
    given_letters=st.lists(st.sampled_from(["", "A", "B", "C", "D", "AC"]), min_size=8, max_size=8),
    points=st.tuples(st.sampled_from([100, 50]), st.sampled_from([100, 300])),
    scoring=st.builds(
        Scoring, mode=st.just("per_item"), penalty=st.sampled_from([0, 30]), floor=st.booleans()
    )
    | st.just(Scoring("all_or_nothing")),
    dropped=st.sets(st.sampled_from([item.id for item in bank(size=12)]), max_size=4),
    dropped_is=st.sampled_from(["credit", "void"]),
)
def test_sheet_of_any_answers_marks_as_the_definition(
    who: int,
    given_letters: list[str],
    points: tuple[int, int],
    scoring: Scoring,
    dropped: set[str],
    dropped_is: str,
) -> None:
    blocks = (Block("tthc", 0, 4, points[0]), Block("hanh-chinh-so", 0, 4, points[1]))
    plan = PaperPlan("cbcc", ROUND, "cb", blocks)
    rules = plain_rules(papers=(plan,), scoring=scoring, dropped=dropped_is)
    ground = closed_round(rules, items=bank(size=12)).ground()
    sheet = Sheet(plan, rules=rules, pool=ground.pool, secret=SECRET, keys=ground.keys, dropped=dropped)

    fast = sheet.mark(person(who), 1, ".".join(given_letters))

    slow = marks(
        sheet.drawer.paper(person(who), 1),
        given_letters,
        keys=ground.keys,
        scoring=scoring,
        dropped=dropped,
        dropped_is=dropped_is,  # type: ignore[arg-type]
    )
    assert fast == (slow.points, slow.correct, slow.is_all_correct)
    many = sheet.mark_many([(person(9), 1), (person(who), 1)], ["A.B", ".".join(given_letters)])
    assert many.is_formed.tolist() == [False, True]
    assert tuple(column[1] for column in many[1:]) == (
        slow.points,
        slow.correct,
        slow.wrong,
        slow.is_all_correct,
    )


def test_sheet_of_items_with_too_many_orders_to_lay_out_marks_as_the_definition() -> None:
    items = [replace(item, options=tuple("abcdefg")) for item in bank(size=12)]  # 5,040 orders
    plan = PaperPlan("cbcc", ROUND, "cb", (Block("", 0, 5, 100),))
    rules = plain_rules(papers=(plan,))
    ground = closed_round(rules, items=items).ground()
    sheet = Sheet(plan, rules=rules, pool=ground.pool, secret=SECRET, keys=ground.keys, dropped=())
    given = ["A", "", "C", "G", "B"]

    many = sheet.mark_many([(person(1), 1)], [".".join(given)])

    slow = marks(sheet.drawer.paper(person(1), 1), given, keys=ground.keys, scoring=rules.scoring)
    assert tuple(column[0] for column in many[1:]) == (
        slow.points,
        slow.correct,
        slow.wrong,
        slow.is_all_correct,
    )
