"""Every index, error and interval equals what R's package survey says (r/figures.R; figures.csv is its output), to the last printed digit."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from danbiet.surveys.calc import estimating
from danbiet.surveys.calc.estimating import Design, Estimate, Method, difference, estimates, sums
from danbiet.surveys.calc.questionnaire import standard_items
from danbiet.surveys.calc.responses import Survey, read
from danbiet.surveys.calc.scored import printed

HERE = Path(__file__).resolve().parent / "r"
ITEMS = standard_items()
FILES = {"clustered.csv": "clustered_design.csv", "crossing.csv": ""}


@cache
def survey(name: str) -> Survey:
    design = FILES[name]
    return read(HERE / name, HERE / design if design else None, ITEMS)


@cache
def found(name: str, by: str | None) -> dict[str, dict[str, Estimate]]:
    cells = sums(survey(name), Method())
    return estimates(cells, Design.of(cells, survey(name).strata), by, ITEMS, Method())


def rows() -> list[dict[str, str]]:
    with (HERE / "figures.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_r_knows_every_index_of_every_domain() -> None:
    assert len(rows()) == (1 + 4 + 1 + 4) * (22 + 5 + 1)


@pytest.mark.parametrize("name", FILES)
def test_indices_equal_those_of_r(name: str) -> None:
    off = []
    for row in rows():
        if row["file"] != name:
            continue
        one = found(name, None if row["domain"] == "all" else "unit")[row["name"]][row["index"]]
        ours = [printed(value, 100) for value in (one.value, one.error, one.low, one.high)]
        theirs = [printed(float(row[key]), 100) for key in ("value", "error", "low", "high")]
        if (ours, one.df) != (theirs, int(row["df"])):
            off.append((row["name"], row["index"], ours, theirs))
    assert off == []


def more() -> dict[str, list[float]]:
    lines = (HERE / "more.csv").read_text(encoding="ascii").split()
    return {name: [float(value) for value in values] for name, *values in (line.split(",") for line in lines)}


def test_difference_of_two_units_that_share_clusters_equals_that_of_r() -> None:
    cells = sums(survey("crossing.csv"), Method())
    design = Design.of(cells, survey("crossing.csv").strata)
    one = difference(cells, design, "unit", ITEMS, "all", ("don-vi-0", "don-vi-1"))
    assert one is not None
    assert [one.value, one.error, one.df] == pytest.approx(more()["difference"], abs=1e-9)
    # t = 0.0654 with 24 degrees of freedom: nothing to speak of
    assert one.p == pytest.approx(0.948, abs=0.0005)


def test_mean_of_an_item_equals_that_of_r() -> None:
    method = Method("mean")
    cells = sums(survey("crossing.csv"), method)
    one = estimates(cells, Design.of(cells, survey("crossing.csv").strata), None, ITEMS, method)[""][
        "item_03"
    ]
    assert [one.value, one.error, one.df] == pytest.approx(more()["mean"], abs=1e-9)


def test_satisfied_are_those_of_the_two_upper_levels() -> None:
    assert estimating.SATISFIED_FROM == 4
