from __future__ import annotations

from pathlib import Path

import pytest

from danbiet.contests.calc import standing_files as files
from danbiet.contests.calc.round_result import RoundResult, mark_all, result_of
from danbiet.contests.calc.rules import Component, Prize, Rules, UnitBlock, UnitRules
from danbiet.contests.calc.units import Unit

from .cases import ROUND, Take, closed_round, lines_of, person, plain_rules

UNITS = (Unit("so-nv", "Sở Nội vụ", "tinh", 200), Unit("ubnd-x", "UBND xã X", "tinh", 50))
RULES = plain_rules(
    units=UnitRules((UnitBlock("tinh", "Khối tỉnh"),), (Component("turnout", 100),)),
    prizes=(
        Prize("nhat", "Giải Nhất", "person", "cbcc", 1),
        Prize("don-vi", "Giải đơn vị", "unit", "tinh", 1),
    ),
)


def played(people: int, rules: Rules = RULES) -> RoundResult:
    """So many people: each three seconds slower than the one before, all with ten right; one and two at the same time."""
    closed = closed_round(rules, units=UNITS)
    takes = [
        Take(who, 10, 60 + 3 * max(who, 1), unit="so-nv" if who % 2 else "ubnd-x", begun=who)
        for who in range(people)
    ]
    ground = closed.ground()
    return result_of(mark_all(lines_of(closed, takes), ground), ground, closed.surroundings())


def test_write_read_back_pages_and_places(tmp_path: Path) -> None:
    folder = tmp_path / "final-1"
    told = files.Telling(RULES, ROUND, 5, is_final=True, unit_names={"so-nv": "Sở Nội vụ"})
    files.write(folder, played(120), told)
    about = files.summary(folder)
    assert about["audiences"]["cbcc"] == {
        "participants": 120, "entries": 120, "all_correct": 120, "target": None, "rows": 120, "pages": 3,
    }  # fmt: skip
    assert (about["made_at"], about["is_final"], about["is_frozen"], about["has_ranks"]) == (
        5, True, False, True,
    )  # fmt: skip
    rows = [row for number in (1, 2, 3) for row in files.page(folder, "cbcc", number)]
    assert [row["code"] for row in rows] == [person(who) for who in range(120)]
    assert [files.place_of(folder, "cbcc", person(who)) for who in (0, 63, 119, 120)] == [0, 63, 119, None]
    assert rows[63] == {
        "rank": 64, "code": person(63), "unit": "so-nv", "points": 1000, "correct": 10, "total": 10,
        "time_ms": 249_000, "arrived_ms": rows[63]["arrived_ms"], "prediction": None, "distance": None,
        "attempt": 1, "shared": False,
    }  # fmt: skip
    with pytest.raises(files.NoSuchPage):
        files.page(folder, "cbcc", 4)
    with pytest.raises(files.NoSuchPage):
        files.page(folder, "../cbcc", 1)


@pytest.mark.parametrize(
    ("who", "first", "last"), [(0, 0, 5), (3, 0, 8), (49, 44, 54), (52, 47, 57), (99, 94, 99)]
)
def test_around_over_the_edge_of_a_page_gives_the_neighbours(
    tmp_path: Path, who: int, first: int, last: int
) -> None:
    folder = tmp_path / "provisional-3"
    files.write(folder, played(100), files.Telling(RULES, ROUND, 5))
    found = files.around(folder, "cbcc", person(who), 5)
    assert [row["code"] for row in found] == [person(one) for one in range(first, last + 1)]


def test_around_of_a_stranger_is_empty(tmp_path: Path) -> None:
    folder = tmp_path / "provisional-1"
    files.write(folder, played(3), files.Telling(RULES, ROUND, 5))
    assert files.around(folder, "cbcc", person(77), 5) == []
    assert files.around(folder, "khac", person(1), 5) == []
    assert files.winners(folder) == []


def test_rows_with_equal_keys_say_that_they_share(tmp_path: Path) -> None:
    rules = plain_rules(ranking=("correct", "time"), units=RULES.units)
    folder = tmp_path / "provisional-1"
    files.write(folder, played(4, rules), files.Telling(rules, ROUND, 5))
    rows = files.page(folder, "cbcc", 1)
    assert [(row["rank"], row["shared"]) for row in rows] == [(1, True), (1, True), (3, False), (4, False)]


def test_units_and_winners_carry_names_and_percents(tmp_path: Path) -> None:
    folder = tmp_path / "final-1"
    told = files.Telling(RULES, ROUND, 5, is_final=True, unit_names={"ubnd-x": "UBND xã X"})
    files.write(folder, played(5), told)
    (block,) = files.units(folder)["blocks"]
    assert [
        (one["rank"], one["unit"], one["name"], one["participants"], one["turnout"], one["average"])
        for one in block["units"]
    ] == [(1, "ubnd-x", "UBND xã X", 3, 60_000, 1_000_000), (2, "so-nv", "so-nv", 2, 10_000, 1_000_000)]
    assert [
        (one["prize"], one["to"], one["winner"], one["winner_name"]) for one in files.winners(folder)
    ] == [
        ("nhat", "person", person(0), ""),
        ("don-vi", "unit", "ubnd-x", "UBND xã X"),
    ]


def test_hidden_ranks_leave_counts_and_turnout_only(tmp_path: Path) -> None:
    folder = tmp_path / "provisional-1"
    files.write(folder, played(5), files.Telling(RULES, ROUND, 5, hides_ranks=True))
    assert files.summary(folder)["audiences"]["cbcc"] == {
        "participants": 5, "entries": 5, "all_correct": None, "target": None, "rows": 0, "pages": 0,
    }  # fmt: skip
    (block,) = files.units(folder)["blocks"]
    assert [(one["unit"], one["rank"], one["average"], one["status"]) for one in block["units"]] == [
        ("ubnd-x", None, None, "open"),
        ("so-nv", None, None, "open"),
    ]
    assert files.around(folder, "cbcc", person(1)) == []


def test_write_twice_is_refused_and_leaves_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "final-1"
    files.write(folder, played(2), files.Telling(RULES, ROUND, 5))
    with pytest.raises(FileExistsError):
        files.write(folder, played(3), files.Telling(RULES, ROUND, 6))
    assert files.summary(folder)["made_at"] == 5
    assert [path.name for path in tmp_path.iterdir()] == ["final-1"]


def test_newest_prefers_final_ones_then_the_highest_number(tmp_path: Path) -> None:
    assert files.newest(tmp_path / "tuan-1") is None
    for name in ("provisional-9", "provisional-10", ".final-7.123"):
        (tmp_path / name).mkdir()
    assert files.newest(tmp_path) == tmp_path / "provisional-10"
    (tmp_path / "final-2").mkdir()
    assert files.newest(tmp_path) == tmp_path / "final-2"
