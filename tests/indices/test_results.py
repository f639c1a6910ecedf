"""Index, ranks, exemptions, intervals and lifts, by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from danbiet.indices.calc.certainty import RankInterval, lift_of, moving_in, rank_intervals
from danbiet.indices.calc.criteria import Row, Tree, comparable, faults_of, tree_of
from danbiet.indices.calc.results import Entry, Grade, Member, Result, grade_of, place, result_of
from danbiet.indices.calc.rules import parse
from danbiet.indices.calc.shipped import SETS, shipped_rows

D = Decimal
GRADES = (Grade(D(90), "A"), Grade(D(80), "B"), Grade(D(70), "C"))


def rows() -> list[Row]:
    def leaf(number: str, maximum: str, kind: str = "manual", parameter: str = "", **more: str) -> Row:
        rule = parse(kind, parameter, maximum=D(maximum))  # type: ignore[arg-type]
        return Row(number, f"Tiêu chí {number}", D(maximum), rule, **more)  # type: ignore[arg-type]

    return [
        Row("1", "Chỉ đạo", D(6)),
        leaf("1.1", "2"),
        Row("1.2", "Tuyên truyền", D(4)),
        leaf("1.2.1", "1", "bands", "100: 1; 90: tỷ lệ; 0: 0"),
        leaf("1.2.2", "3"),
        leaf("2", "4", "ratio", scorer="survey", figure="sipas:all"),
    ]


TREE = tree_of(rows())


def result(
    code: str, first: str, bands: str, second: str, survey: str, exempted: tuple[str, ...] = ()
) -> Result:
    entries = {
        "1.1": Entry(D(first)), "1.2.1": Entry(D(bands)), "1.2.2": Entry(D(second)), "2": Entry(D(survey)),
    }  # fmt: skip
    entries = {number: entry for number, entry in entries.items() if number not in exempted}
    return result_of(TREE, Member(code, f"Đơn vị {code}", "so"), entries, exempted)


def test_index_is_points_over_what_applies() -> None:
    one = result("A", "2", "0.95", "1.5", "3.2")
    assert (one.points, one.maximum, one.index) == (D("7.65"), D(10), D("76.50"))
    assert (one.parts["1"].points, one.parts["1"].maximum, one.parts["1.2"].lost) == (
        D("4.45"),
        D(6),
        D("1.55"),
    )
    assert one.formula() == "7.65 ÷ 10 × 100 = 76.50"


def test_exemption_takes_the_maximum_out_of_the_denominator() -> None:
    # Without 1.2 (4 points): 2 + 3.2 of 6 → 86.666… → 86.67.
    one = result("A", "2", "0", "0", "3.2", exempted=("1.2", "1.2.1", "1.2.2"))
    assert (one.points, one.maximum, one.index) == (D("5.2"), D(6), D("86.67"))
    assert one.parts["1.2"].maximum == 0
    assert one.parts["1.2"].percent is None


def test_everything_exempted_has_no_index_and_no_rank() -> None:
    one = result_of(TREE, Member("A", "A", "so"), {}, ["1", "2"])
    assert one.index is None
    assert [(each.rank, each.grade) for each in place([one], GRADES)] == [(None, "")]


def test_missing_points_count_nothing_and_are_named() -> None:
    one = result_of(TREE, Member("A", "A", "so"), {"1.1": Entry(D(2))}, ())
    assert one.index == D("20.00")
    assert one.open_numbers == ("1.2.1", "1.2.2", "2")


def test_equal_indices_share_a_rank_and_the_next_is_left_out() -> None:
    results = [
        result("A", "2", "1", "2", "3"),  # 8.00 → 80
        result("B", "1", "1", "3", "3"),  # 8.00 → 80
        result("C", "2", "1", "3", "3.5"),  # 9.50 → 95
        result("D", "0", "0", "3", "3"),  # 6.00 → 60
    ]
    placed = place(results, GRADES)
    told = [(one.result.member.code, one.rank, one.is_shared, one.grade) for one in placed]
    assert told == [("C", 1, False, "A"), ("A", 2, True, "B"), ("B", 2, True, "B"), ("D", 4, False, "")]


def test_grade_begins_at_its_threshold() -> None:
    assert [grade_of(D(value), GRADES) for value in ("90", "89.99", "70", "69.99")] == ["A", "B", "C", ""]


def test_units_of_other_groups_are_not_ranked_against_each_other() -> None:
    other = result_of(TREE, Member("X", "X", "huyen"), {"1.1": Entry(D(1))}, ())
    placed = place([result("A", "2", "1", "2", "3"), other])
    assert [(one.result.member.code, one.rank) for one in placed] == [("X", 1), ("A", 1)]


def test_points_beyond_the_maximum_and_of_rows_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="not between"):
        result("A", "2.01", "0", "0", "0")
    with pytest.raises(KeyError):
        result_of(TREE, Member("A", "A", "so"), {"1.2": Entry(D(1))}, ())


def test_rank_is_sure_where_nothing_varies_and_open_where_the_survey_does() -> None:
    results = [
        result("A", "2", "1", "2", "3"),
        result("B", "2", "1", "2", "2.9"),
        result("C", "0", "0", "0", "1"),
    ]
    sure = rank_intervals(results, {}, seed=1)
    assert sure == {"A": RankInterval(1, 1), "B": RankInterval(2, 2), "C": RankInterval(3, 3)}
    # A and B are 0.1 apart with errors of 0.2 each: either may be first; C is 5 points away.
    points = (D(3), D("2.9"), D(1))
    entries = {
        one.member.code: moving_in(one, {"2": Entry(each, error=D("0.2"))})
        for one, each in zip(results, points, strict=True)
    }
    open_ = rank_intervals(results, entries, seed=1)
    assert open_ == {"A": RankInterval(1, 2), "B": RankInterval(1, 2), "C": RankInterval(3, 3)}
    assert rank_intervals(results, entries, seed=1) == open_


def test_disputed_points_widen_the_interval() -> None:
    results = [result("A", "2", "1", "2", "3"), result("B", "2", "1", "1.5", "3")]
    entries = {"B": moving_in(results[1], {"1.2.2": Entry(D("1.5"), least=D("1.5"), most=D(3))})}
    assert rank_intervals(results, entries, seed=1)["B"] == RankInterval(1, 2)


def test_lift_names_the_least_that_is_enough() -> None:
    # B has 7.5 (75 %), A 8 (80 %): 80.01 % of 10 points are 8.001, rounded up 8.01: 0.51 more.
    results = [result("A", "2", "1", "2", "3"), result("B", "1.5", "0", "3", "3")]
    lift = lift_of(TREE, results[1], results, {"1.2.1": D(80)})
    assert lift is not None
    assert (lift.above, lift.gap, lift.needed) == ("A", D("5.00"), D("0.51"))
    # 1.1 can give 0.5, too little; 1.2.1 gives 0.9 at 90 %, 1 at 100 %; the survey is nobody's to decide.
    assert [(step.number, step.gain, step.percent_then) for step in lift.steps] == [
        ("1.2.1", D("0.90"), D(90))
    ]
    assert not lift.is_together
    assert lift_of(TREE, results[0], results, {}) is None


def test_lift_joins_steps_where_none_is_enough() -> None:
    results = [
        result("A", "2", "1", "3", "3"),
        result("B", "1.5", "0.95", "1.8", "3"),
    ]  # 9 against 7.25: 1.76 more
    lift = lift_of(TREE, results[1], results, {"1.2.1": D(95)})
    assert lift is not None
    assert lift.is_together
    assert [step.number for step in lift.steps] == []  # 1.2 + 0.5 + 0.05 = 1.75


def test_years_are_compared_only_on_rows_that_mean_the_same() -> None:
    changed = [row if row.number != "1.2.2" else Row("1.2.2", "Khác", D(3), row.rule) for row in rows()]
    assert comparable(TREE, tree_of(rows())) == {"1", "1.1", "1.2", "1.2.1", "1.2.2", "2"}
    assert comparable(TREE, tree_of(changed)) == {"1.1", "1.2.1", "2"}


def test_faults_of_a_set_are_all_named() -> None:
    broken = [
        Row("1", "Chỉ đạo", D(5), line=2), Row("1.1", "Kế hoạch", D(2), parse("manual", "", maximum=D(2)), line=3),
        Row("1.1", "Lặp", D(2), line=4), Row("2.1", "Mồ côi", D(1), line=5), Row("3", "", D(0), parse("manual", "", maximum=D(1)), line=6),
    ]  # fmt: skip
    told = [(fault.line, fault.fault, fault.value) for fault in faults_of(broken)]
    assert told == [
        (2, "maxima_do_not_add_up", "2 ≠ 5"), (4, "number_twice", "3"), (5, "nothing_above", "2"), (5, "no_rule", ""),
        (6, "no_name", ""), (6, "no_maximum", "0"),
    ]  # fmt: skip


@pytest.mark.parametrize("key", [one.key for one in SETS])
def test_shipped_sets_are_whole_and_add_up_to_a_hundred(key: str) -> None:
    tree: Tree = tree_of(shipped_rows(key))
    assert tree.maximum == 100
    if key == "departments":
        survey = sum(leaf.maximum for leaf in tree.leaves if leaf.scorer == "survey")
        assert survey == D("31.5")
        assert [row.maximum for row in tree.domains] == [
            D(x) for x in ("10", "10", "14.5", "11", "16", "7", "16", "15.5")
        ]
