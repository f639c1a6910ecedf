from __future__ import annotations

from decimal import Decimal

from danbiet.contests.calc.bundle import Disqualification
from danbiet.contests.calc.item_analysis import ItemCount, count_items, report
from danbiet.contests.calc.paper import shown_key
from danbiet.contests.calc.receipts import EntryLine
from danbiet.contests.calc.rules import Block, PaperPlan

from .cases import OPENS, ROUND, Take, bank, closed_round, drawer_of, lines_of, person, plain_rules

TWO = (PaperPlan("cbcc", ROUND, "cb", (Block("", 0, 2, 100),)),)


def count_of(*rows: tuple[int, int, int], options: int = 2) -> ItemCount:
    """Rows (rest, how many, how many of them right): option 0 is right, 1 wrong."""
    one = ItemCount(options, [0] * 5, [0] * 5, chosen=[[0] * 5 for _ in range(options)])
    for rest, shown, right in rows:
        for number in range(shown):
            one.add(rest, is_right=number < right, options=[0] if number < right else [1])
    return one


def test_item_that_tells_the_knowing_from_the_guessing() -> None:
    # 40 people: of 20 with 0 others right 5 had it, of 20 with 1 other right 15 had it.
    # Correlation (40·15 − 20·20) ÷ √((40·20 − 20²)(40·20 − 20²)) = 200 ÷ 400; best 27 % 0.75, weakest 0.25.
    [found] = report({"i": count_of((0, 20, 5), (1, 20, 15))}, keys={"i": (0,)})

    assert (found.difficulty, found.discrimination, found.spread) == (
        Decimal("0.5000"),
        Decimal("0.5000"),
        Decimal("0.5000"),
    )
    assert found.chosen == (20, 20)
    assert found.flags == ()


def test_item_with_the_wrong_key_is_doubtful_and_comes_first() -> None:
    counts = {"good": count_of((0, 20, 5), (1, 20, 15)), "wrong": count_of((0, 20, 15), (1, 20, 2))}

    found = report(counts, keys={"good": (0,), "wrong": (0,)})

    assert [one.item for one in found] == ["wrong", "good"]
    assert found[0].flags == ("negative", "key")
    assert found[0].is_doubtful
    assert not found[1].is_doubtful


def test_item_everybody_has_right_tells_nothing() -> None:
    [found] = report({"i": count_of((0, 20, 20), (1, 20, 20))}, keys={"i": (0,)})

    assert (found.difficulty, found.discrimination) == (Decimal("1.0000"), None)
    assert found.flags == ("easy",)


def test_item_seen_by_few_is_not_judged() -> None:
    [found] = report({"i": count_of((0, 5, 5), (1, 5, 0))}, keys={"i": (0,)})

    assert found.flags == ("few",)


def test_counting_follows_options_through_the_shuffle() -> None:
    closed = closed_round(plain_rules(papers=TWO), items=bank(size=2))
    keys, drawer, lines = closed.ground().keys, drawer_of(closed, "cbcc"), []
    for number in range(30):  # everybody has item 0 right and chooses option 2 of item 1, which is wrong
        letters = [
            shown_key(keys["cb-0000"] if one.item == "cb-0000" else (2,), one.order)
            for one in drawer.paper(person(number), 1)
        ]
        lines.append(EntryLine(person(number), 1, "cbcc", "", OPENS, OPENS + 1, "", ".".join(letters)).line())

    counts = count_items(lines, closed.ground())

    assert [sum(one) for one in counts["cb-0000"].chosen] == [30, 0, 0, 0]
    assert [sum(one) for one in counts["cb-0001"].chosen] == [0, 0, 30, 0]
    assert sum(counts["cb-0000"].right) == 30
    assert counts["cb-0001"].shown[1] == 30  # the other question was right


def test_counting_leaves_out_later_attempts_and_the_disqualified() -> None:
    closed = closed_round(
        plain_rules(papers=TWO, attempts=2),
        items=bank(size=2),
        disqualified=(Disqualification(person(2), 0, OPENS, "Đã xác minh"),),
    )
    takes = [Take(1, 2, 10), Take(1, 0, 10, attempt=2), Take(2, 2, 10), Take(3, 0, 10)]

    counts = count_items(lines_of(closed, takes), closed.ground())

    assert [sum(counts["cb-0000"].shown), sum(counts["cb-0000"].right), counts["cb-0000"].blank] == [2, 1, 1]
