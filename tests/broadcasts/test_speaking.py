"""How long words take: syllables counted by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from danbiet.broadcasts.calc.minutes import minutes, shares, split_minutes
from danbiet.broadcasts.calc.speaking import clock, parse_clock, speaking_seconds, syllables


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Dân hỏi – Chính quyền trả lời", 6),
        ("UBND tỉnh Sóc Trăng", 7),  # ủy ban nhân dân | tỉnh | Sóc | Trăng
        ("năm 2021", 8),  # năm | hai nghìn không trăm hai mươi mốt (7)
        ("đạt 95%", 6),  # đạt | chín mươi lăm (3) | phần trăm (2)
        ("26/01", 7),  # 3 + "tháng" + 3
        ("Thủ tục, hồ sơ; lệ phí?", 6),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(text: str, count: int) -> None:
    assert syllables(text) == count


def test_khmer_is_estimated_from_its_letters() -> None:
    # ខ្មែរ: ខ(្ម) រ = two letters with what hangs on them → 2 × 2/3, rounded up
    assert syllables("ខ្មែរ") == 2


def test_news_of_210_syllables_takes_a_minute() -> None:
    assert speaking_seconds("dân " * 210) == 60
    assert speaking_seconds("dân " * 211) == 61
    assert speaking_seconds("dân " * 210, per_minute=140) == 90


def test_speed_of_zero_is_refused() -> None:
    with pytest.raises(ValueError):
        speaking_seconds("dân", per_minute=0)


@pytest.mark.parametrize(
    ("text", "seconds"), [("25:00", 1500), ("25", 1500), ("1:05:00", 3900), ("0:45", 45), (" 3:20 ", 200)]
)
def test_lengths_are_read_as_people_write_them(text: str, seconds: int) -> None:
    assert parse_clock(text) == seconds


@pytest.mark.parametrize("text", ["", "x", "1:75", "1:2:3:4", "-5", "²", "99999"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_clock(text)


def test_clock_faces() -> None:
    assert [clock(0), clock(65), clock(1500), clock(3723)] == ["0:00", "1:05", "25:00", "1:02:03"]


def test_minutes_have_two_decimals_and_halves_go_up() -> None:
    assert [minutes(90), minutes(100), minutes(1505), minutes(1)] == [
        Decimal("1.50"), Decimal("1.67"), Decimal("25.08"), Decimal("0.02"),
    ]  # fmt: skip


def test_parts_longer_than_the_airing_are_cut_at_its_end() -> None:
    assert shares(600, [400, 300, 100]) == [400, 200, 0]


def test_split_minutes_always_add_up_to_the_whole() -> None:
    parts, left = split_minutes(1000, [100, 100, 100])

    assert parts == [Decimal("1.67")] * 3
    assert left == Decimal("11.66")  # 16.67 − 3 × 1.67
    assert sum(parts) + left == minutes(1000)
