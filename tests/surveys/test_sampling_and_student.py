"""Sample sizes and draws by hand; quantiles against printed tables."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from danbiet.surveys.calc import sampling
from danbiet.surveys.calc.student import two_sided_p, two_sided_quantile

D = Decimal


@pytest.mark.parametrize(
    ("level", "df", "printed"),
    [
        (0.95, 1, 12.7062),
        (0.95, 2, 4.3027),
        (0.95, 10, 2.2281),
        (0.9, 5, 2.0150),
        (0.99, 30, 2.7500),
        (0.95, math.inf, 1.9600),
        (0.95, 120, 1.9799),
    ],
)
def test_quantiles_are_those_of_the_printed_table(level: float, df: float, printed: float) -> None:
    assert two_sided_quantile(level, df) == pytest.approx(printed, abs=5e-5)
    assert two_sided_p(two_sided_quantile(level, df), df) == pytest.approx(1 - level, abs=1e-9)


@pytest.mark.parametrize(("level", "df"), [(0, 3), (1, 3), (0.9, 0), (0.9, -1)])
def test_quantiles_of_nothing_are_refused(level: float, df: float) -> None:
    with pytest.raises(ValueError):
        two_sided_quantile(level, df)


def test_sample_sizes_by_hand() -> None:
    assert sampling.yamane(10_000) == 385  # 10000 / (1 + 10000 · 0.0025) = 384.6
    assert sampling.yamane(1) == 1
    assert sampling.yamane(2_000, D("0.03")) == 715  # 2000 / 2.8 = 714.3
    # n₀ = 1.96² · 0.25 / 0.03² = 1067.07; / (1 + 1066.07/10000) = 964.3
    assert sampling.by_precision(10_000, half_width=D("0.03")) == 965
    with pytest.raises(ValueError):
        sampling.yamane(0)


def test_shares_of_strata_add_up_and_hold_their_bounds() -> None:
    assert sampling.allocate(100, {"a": 600, "b": 300, "c": 100}) == {"a": 60, "b": 30, "c": 10}
    assert sampling.allocate(10, {"a": 1, "b": 1, "c": 1000}, at_least=2) == {"a": 1, "b": 1, "c": 8}
    assert sampling.allocate(50, {"a": 10, "b": 5}) == {"a": 10, "b": 5}
    # Twice the spread counts twice: 200 · 2 against 200.
    assert sampling.allocate(30, {"a": 200, "b": 200}, spread={"a": D(2), "b": D(1)}) == {"a": 20, "b": 10}


def test_draw_is_the_same_for_everybody_and_moves_nobody_who_was_drawn() -> None:
    names = [f"ho-{number}" for number in range(200)]
    drawn = sampling.draw(names, 20, seed="2021-sipas")
    assert drawn == sampling.draw(reversed(names), 20, seed="2021-sipas")
    assert drawn != sampling.draw(names, 20, seed="2022-sipas")
    assert sampling.draw(names, 25, seed="2021-sipas")[:20] == drawn  # replacements follow
    more = sampling.draw([*names, "ho-moi"], 20, seed="2021-sipas")
    assert [one for one in more if one != "ho-moi"] == drawn[: 20 - ("ho-moi" in more)]
    with pytest.raises(ValueError, match="twice"):
        sampling.draw(["a", "a"], 1, seed="x")


def test_every_name_has_the_same_chance() -> None:
    hits = [0] * 10
    for number in range(3000):
        for name in sampling.draw([str(one) for one in range(10)], 3, seed=str(number)):
            hits[int(name)] += 1
    # 900 each; √(3000 · 0.3 · 0.7) = 25, four of them to either side.
    assert all(800 <= one <= 1000 for one in hits)


def test_clusters_by_size_are_hit_in_proportion() -> None:
    hits = sampling.systematic_by_size([("a", 500), ("b", 300), ("c", 200)], 10, seed="s")
    assert dict(hits) == {"a": 5, "b": 3, "c": 2}
    assert sampling.weight((100, 10), (50, 5)) == 100
    with pytest.raises(ValueError):
        sampling.weight((5, 10))
