"""Each rule set that was really used, with a small contest ranked by hand in the comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from danbiet.contests.calc.bundle import Closed, Disqualification, write
from danbiet.contests.calc.checking import check
from danbiet.contests.calc.pool import Item
from danbiet.contests.calc.round_result import RoundResult
from danbiet.contests.calc.rules import Rules, read_rules, rules_json
from danbiet.contests.calc.units import Unit
from danbiet.contests.calc.verify import verify

from .cases import Take, bank, closed_round, lines_of, person
from .independent_verifier import verify as verify_again
from .rule_sets import ALL, hoa_binh_2023, hue_2025, soc_trang_2020, soc_trang_2022, transport_2020


def result(folder: Path, closed: Closed, takes: list[Take]) -> RoundResult:
    """The result as written; both verifiers agree with it."""
    found = write(folder / "bundle", closed, lines_of(closed, takes))
    assert not verify(folder / "bundle").findings
    assert verify_again(folder / "bundle") == []
    return found


def ranks(found: RoundResult, audience: str = "cbcc") -> list[tuple[int, int]]:
    """(rank, number of the person) from the best down."""
    numbers = {person(number): number for number in range(100)}
    return [(one.rank, numbers[one.participant]) for one in found.standings.ranked(audience)]


def unit_rows(found: RoundResult) -> list[tuple[str, int | None, str, str]]:
    return [(one.unit, one.rank, f"{one.score / 10000:.4f}", one.status) for one in found.units]


def prizes(found: RoundResult) -> list[tuple[str, str]]:
    numbers = {person(number): str(number) for number in range(100)}
    return [(one.prize, numbers.get(one.winner, one.winner)) for one in found.winners]


def items_of(rules: Rules) -> list[Item]:
    return [item for name in sorted({plan.bank for plan in rules.papers}) for item in bank(name)]


@pytest.mark.parametrize("name", ALL)
def test_rule_set_in_use_is_written_and_read_unchanged(name: str) -> None:
    rules = ALL[name]()

    assert read_rules(rules_json(rules)) == rules


@pytest.mark.parametrize("name", ALL)
def test_rule_set_in_use_has_no_error(name: str) -> None:
    rules = ALL[name]()
    blocks = [block.key for block in rules.units.blocks] if rules.units else []
    units = [Unit(f"dv-{number}", "Sở", block, 10) for number, block in enumerate(blocks)]

    problems = check(rules, pool=closed_round(rules, items=items_of(rules)).pool, units=units)

    assert [problem for problem in problems if not problem.is_warning] == []


def test_soc_trang_2020_quiz_and_video_make_the_unit(tmp_path: Path) -> None:
    units = [
        Unit("a", "Sở A", "don-vi", 10),
        Unit("b", "Sở B", "don-vi", 10),
        Unit("c", "Sở C", "don-vi", 10),
    ]
    parts = {("a", "video"): 8000, ("b", "video"): 7000}
    closed = closed_round(soc_trang_2020(), units=units, parts=parts)

    found = result(
        tmp_path,
        closed,
        [
            Take(1, 15, 73, unit="a"),
            Take(2, 12, 60, unit="a"),
            Take(3, 15, 64, unit="b"),
            Take(4, 13, 50, unit="c"),
        ],
    )

    assert ranks(found) == [(1, 3), (2, 1), (3, 4), (4, 2)]  # 15 in 64 s, 15 in 73 s, 13, 12
    assert unit_rows(found) == [
        ("a", 1, "84.0000", "ranked"),  # (15 + 12) ÷ 30 = 90 % of 40 = 36; 80 % of 60 = 48
        ("b", 2, "82.0000", "ranked"),  # 40 + 42
        ("c", None, "34.6667", "part:video"),  # 13 ÷ 15 of 40; no video
    ]
    assert prizes(found)[-1] == ("tap-the", "a")


def test_soc_trang_2022_best_of_many_attempts_and_turnout_by_size(tmp_path: Path) -> None:
    units = [
        Unit("nho", "Nhỏ", "don-vi", 10),  # below 50: 30 % are 3 people
        Unit("thieu", "Thiếu", "don-vi", 9),  # below 50: 30 % are 2.7, so 3
        Unit("vua", "Vừa", "don-vi", 50),  # not below 50: 25 % are 12.5, so 13
    ]
    parts = {(unit.unit, "sang-kien"): 5000 for unit in units}
    closed = closed_round(soc_trang_2022(), units=units, parts=parts)
    small = [
        Take(1, 9, 100, attempt=1, unit="nho"),
        Take(1, 10, 200, attempt=2, unit="nho"),
        Take(1, 10, 150, attempt=3, unit="nho"),
        Take(1, 10, 160, attempt=4, unit="nho"),
        Take(2, 10, 140, unit="nho"),
        Take(3, 7, 30, unit="nho"),
        Take(4, 10, 299, unit="thieu"),
        Take(5, 10, 300, unit="thieu"),
    ]
    medium = [Take(number, 8, 250 + number, unit="vua") for number in range(10, 23)]

    found = result(tmp_path, closed, small + medium)

    assert ranks(found)[:4] == [(1, 2), (2, 1), (3, 4), (4, 5)]  # 10 in 140, 150, 299, 300 s
    assert next(found.standings.ranked("cbcc")).attempt == 1
    assert list(found.standings.ranked("cbcc"))[1].attempt == 3  # 10 in 150 s beats 10 in 160 s
    assert unit_rows(found) == [
        ("nho", 1, "66.0000", "ranked"),  # 27 ÷ 30 of 40 = 36; 50 % of 60 = 30
        ("vua", 2, "62.0000", "ranked"),  # 8 ÷ 10 of 40 = 32; 30; 13 of 50 came
        ("thieu", None, "70.0000", "turnout"),  # 2 of 9 are 22 %
    ]
    assert prizes(found)[:2] == [("nhat", "nho"), ("nhi", "vua")]


def test_hue_2025_two_audiences_prediction_of_all_correct_and_blocks(tmp_path: Path) -> None:
    units = [
        Unit("so-1", "Sở 1", "hanh-chinh", 4),
        Unit("so-2", "Sở 2", "hanh-chinh", 2),
        Unit("xa-1", "Xã 1", "cap-xa", 3),
    ]
    rules = hue_2025()
    closed = closed_round(rules, items=items_of(rules), units=units, held_persons=frozenset([person(3)]))

    found = result(
        tmp_path,
        closed,
        [
            Take(1, 15, 120, guess=10, unit="so-1"),
            Take(2, 15, 300, guess=3, unit="so-1"),
            Take(3, 15, 200, guess=4, unit="so-2"),
            Take(4, 15, 200, guess=6, unit="xa-1", begun=100),
            Take(5, 14, 20, wrong=1, guess=4, unit="xa-1"),
            Take(6, 15, 500, guess=1, audience="dan"),
            Take(7, 15, 400, guess=2, audience="dan"),
        ],
    )

    # Four officials are all correct: distances 6, 1, 0, 2. Two citizens: distances 1, 0.
    assert found.standings.targets == {"cbcc": 4, "dan": 2}
    assert ranks(found) == [(1, 3), (2, 2), (3, 4), (4, 1), (5, 5)]
    assert ranks(found, "dan") == [(1, 7), (2, 6)]
    assert unit_rows(found) == [
        ("xa-1", 1, "81.6667", "ranked"),  # 2 of 3 → 33.3333…; 29 ÷ 30 of 50 = 48.3333…
        ("so-1", 1, "75.0000", "ranked"),  # 2 of 4 → 25; 50
        (
            "so-2",
            2,
            "75.0000",
            "ranked",
        ),  # 1 of 2 → 25; 50: as good in score and turn-out, but one person fewer
    ]
    assert prizes(found) == [
        ("nhat", "2"),  # 3 has won a prize in an earlier week
        ("nhat", "7"),
        ("nhi", "4"),
        ("nhi", "6"),
        ("ba", "1"),  # of the citizens nobody is left
        ("tap-the", "so-1"),
        ("tap-the", "xa-1"),
    ]


def test_hoa_binh_2023_disqualifying_moves_the_target(tmp_path: Path) -> None:
    takes = [
        Take(1, 10, 90, guess=3),
        Take(2, 10, 80, guess=2),
        Take(3, 10, 10, guess=9),
        Take(4, 8, 60, guess=3),
    ]
    before = result(tmp_path / "before", closed_round(hoa_binh_2023()), takes)

    out = (Disqualification(person(3), 0, 1_633_400_000_000, "Hai lượt thi cùng một người, đã xác minh"),)
    after = result(tmp_path / "after", closed_round(hoa_binh_2023(), disqualified=out), takes)

    assert ranks(before) == [(1, 1), (2, 2), (3, 3), (4, 4)]  # three all correct: 1 guessed 3
    assert ranks(after) == [(1, 2), (2, 1), (3, 4)]  # two are left: 2 guessed 2
    assert prizes(after) == [("nhat", "2"), ("nhi", "1"), ("nhi", "4")]


def test_transport_2020_number_of_participants_is_guessed_over_all_audiences(tmp_path: Path) -> None:
    found = result(
        tmp_path,
        closed_round(transport_2020()),
        [
            Take(1, 9, 60, guess=5),
            Take(2, 9, 50, guess=3),
            Take(3, 9, 40),
            Take(4, 10, 400, guess=4, audience="hoc-sinh"),
            Take(5, 2, 400, guess=4, audience="dan"),
        ],
    )

    assert set(found.standings.targets.values()) == {5}
    assert ranks(found) == [
        (1, 1),
        (2, 2),
        (3, 3),
    ]  # distance 0, 2, none: nobody who left it out comes before one who guessed
    assert ranks(found, "dan") == [(1, 5)]
