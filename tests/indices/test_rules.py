"""Each kind of rule with figures worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danbiet.indices.calc.rules import (
    Figures,
    FiguresRefused,
    Kind,
    Rule,
    RuleRefused,
    checked,
    parse,
    rule_of,
    score,
    written,
)

D = Decimal
ONE = D(1)
# domain.md 3.3: 100 % → 1; from 90 % the part done; below 90 % nothing. Its own example says 4 of 5 is 0.8.
AS_RULED, AS_IN_THE_EXAMPLE = "100: 1; 90: tỷ lệ; 0: 0", "100: 1; 0: tỷ lệ"


def points(kind: Kind, parameter: str, figures: Figures, maximum: Decimal = ONE) -> Decimal:
    return score(parse(kind, parameter, maximum=maximum), figures, maximum=maximum).points


def part(done: int, of: int) -> Figures:
    return Figures(part=D(done), whole=D(of))


@pytest.mark.parametrize(
    ("parameter", "done", "of", "expected"),
    [
        (AS_RULED, 5, 5, "1.00"),
        (AS_RULED, 19, 20, "0.95"),  # 95 % of one point
        (AS_RULED, 9, 10, "0.90"),  # 90 % is inside the band
        (AS_RULED, 4, 5, "0.00"),  # 80 %: the rule
        (AS_IN_THE_EXAMPLE, 4, 5, "0.80"),  # 80 %: the example
        (AS_IN_THE_EXAMPLE, 0, 5, "0.00"),
    ],
)
def test_bands_read_both_ways_of_the_contradicting_sheet(
    parameter: str, done: int, of: int, expected: str
) -> None:
    assert points("bands", parameter, part(done, of)) == D(expected)


@pytest.mark.parametrize(
    ("kind", "parameter", "figures", "maximum", "expected"),
    [
        ("yes_no", "", Figures(answer=True), "1.5", "1.50"),
        ("yes_no", "", Figures(answer=False), "1.5", "0.00"),
        ("count", "0,25", Figures(number=D(3)), "1", "0.75"),  # 3 × 0.25
        ("count", "0,25", Figures(number=D(9)), "1", "1.00"),  # 2.25, but 1 at most
        ("deduct", "0,5", Figures(number=D(3)), "2", "0.50"),  # 2 − 1.5
        ("deduct", "0,5", Figures(number=D(9)), "2", "0.00"),
        ("ratio", "", part(2, 3), "2", "1.33"),  # 1.3333…
        ("ratio", "", part(1, 8), "1", "0.13"),  # 0.125 goes up
        ("ratio", "50", part(49, 100), "1", "0.00"),
        ("ratio", "50", part(50, 100), "1", "0.50"),
        ("ratio", "", Figures(number=D("89.51")), "10", "8.95"),  # a per cent alone: 8.951
        ("ratio", "", Figures(number=D(120)), "10", "10.00"),
        ("manual", "", Figures(points=D("0.755")), "1", "0.76"),
    ],
)
def test_points_of_a_rule(kind: Kind, parameter: str, figures: Figures, maximum: str, expected: str) -> None:
    assert points(kind, parameter, figures, D(maximum)) == D(expected)


@pytest.mark.parametrize(
    ("kind", "figures", "fault"),
    [
        ("ratio", part(1, 0), "no_denominator"),
        ("ratio", part(6, 5), "above_whole"),
        ("ratio", Figures(part=D(1)), "missing"),
        ("ratio", Figures(number=D(-1)), "negative"),
        ("manual", Figures(points=D("1.01")), "above_maximum"),
        ("yes_no", Figures(), "missing"),
        ("count", Figures(number=D(-1)), "negative"),
    ],
)
def test_figures_that_give_no_points_say_why(kind: Kind, figures: Figures, fault: str) -> None:
    parameter = "0,5" if kind == "count" else ""
    with pytest.raises(FiguresRefused) as refusal:
        points(kind, parameter, figures)
    assert refusal.value.fault == fault


@pytest.mark.parametrize(
    ("kind", "parameter", "fault"),
    [
        ("bands", "", "no_bands"),
        ("bands", "90: 1; 100: 1", "bands_out_of_order"),
        ("bands", "90: 1; 90: 0", "bands_out_of_order"),
        ("bands", "100: 1,5", "band_above_maximum"),
        ("bands", "100", "band_without_colon"),
        ("bands", "100: một", "not_a_number"),
        ("count", "", "each_out_of_range"),
        ("count", "2", "each_out_of_range"),
        ("ratio", "101", "floor_out_of_range"),
        ("yes_no", "1", "no_parameter_here"),
    ],
)
def test_rules_that_cannot_be_meant_are_refused(kind: Kind, parameter: str, fault: str) -> None:
    with pytest.raises(RuleRefused) as refusal:
        parse(kind, parameter, maximum=ONE)
    assert refusal.value.fault == fault


def test_rule_is_kept_as_data_and_written_as_it_was_read() -> None:
    for kind, parameter in (("bands", AS_RULED), ("count", "0,25"), ("ratio", "50"), ("yes_no", "")):
        rule = parse(kind, parameter, maximum=ONE)
        assert rule_of(rule.data(), maximum=ONE) == rule
        assert written(rule) == parameter
    with pytest.raises(RuleRefused):
        rule_of({"kind": "eval"}, maximum=ONE)


@given(st.integers(0, 200), st.integers(1, 200), st.decimals(D("0.01"), D(20), places=2))
def test_points_lie_between_nothing_and_the_maximum(done: int, of: int, maximum: Decimal) -> None:
    figures = part(min(done, of), of)
    for rule in (parse("bands", f"100: {maximum}; 60: tỷ lệ", maximum=maximum), Rule("ratio")):
        assert (
            0
            <= score(checked(rule, maximum=maximum), figures, maximum=maximum).points
            <= maximum + D("0.005")
        )
