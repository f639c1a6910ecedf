"""Deadlines worked out by hand, with pencil and the official calendar; the count itself stands beside each.

A case reads: received, working days, due. Times are Vietnam's. F8 is Friday the 8th, "a" its morning, "b" its afternoon.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from danbiet.kit.clock import VIETNAM
from danbiet.kit.workdays import Override, calendar
from danbiet.questions.calc.clock import (
    Hold,
    LimitRule,
    Still,
    Terms,
    data_due,
    days_left,
    due,
    dues,
    halves_of,
    holding_times,
    is_late,
    is_soon,
    limit_for,
    update_due,
)
from danbiet.questions.calc.reckoning import derivation, strip

DAYS = calendar()
THURSDAY = "07/10/2021 15:40"
MOCK = ("11/10/2021 16:50", "13/10/2021 19:32")


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def still(*spans: tuple[str, str]) -> tuple[Still, ...]:
    return tuple(Still(at(began), at(ended)) for began, ended in spans)


def terms(received: str, days: str, extra: str = "0", *spans: tuple[str, str]) -> Terms:
    return Terms(at(received), Decimal(days), Decimal(extra), still(*spans))


PLAIN = [
    (THURSDAY, "5", "14/10/2021 17:00"),  # F8 M11 T12 W13 T14
    ("04/10/2021 08:00", "1", "05/10/2021 17:00"),
    ("04/10/2021 05:30", "1", "05/10/2021 17:00"),  # before the office opens: the day of receipt all the same
    ("04/10/2021 17:01", "1", "05/10/2021 17:00"),
    ("08/10/2021 16:59", "1", "11/10/2021 17:00"),
    ("09/10/2021 10:00", "1", "11/10/2021 17:00"),  # a Saturday
    ("10/10/2021 23:59", "1", "11/10/2021 17:00"),  # the last minute of Sunday …
    ("11/10/2021 00:00", "1", "12/10/2021 17:00"),  # … and the first of Monday
    ("10/10/2021 23:59", "2", "12/10/2021 17:00"),
    ("01/10/2021 07:00", "20", "29/10/2021 17:00"),  # four whole weeks
]
HALVES = [
    (THURSDAY, "0.5", "08/10/2021 11:30"),
    (THURSDAY, "1.5", "11/10/2021 11:30"),  # F8 M11a
    (THURSDAY, "2.5", "12/10/2021 11:30"),
    ("08/10/2021 09:00", "0.5", "11/10/2021 11:30"),
    ("09/10/2021 09:00", "0.5", "11/10/2021 11:30"),
    ("01/09/2021 09:00", "0.5", "06/09/2021 11:30"),  # 02–03/09 National Day, then the weekend
    ("31/08/2021 09:00", "0.5", "01/09/2021 11:30"),
]
FEASTS = [
    ("01/09/2021 09:00", "1", "06/09/2021 17:00"),
    ("09/02/2021 09:00", "1", "17/02/2021 17:00"),  # Tết 10–16/02, two of them in lieu
    ("09/02/2021 09:00", "3", "19/02/2021 17:00"),
    ("12/02/2021 09:00", "2", "18/02/2021 17:00"),  # received on the first day of the year of the buffalo
    ("08/02/2021 09:00", "2", "17/02/2021 17:00"),  # T9, W17
    ("20/04/2021 09:00", "1", "22/04/2021 17:00"),  # 21/04 Hùng Kings
    ("29/04/2021 09:00", "1", "04/05/2021 17:00"),  # 30/04, S1/5, S2, 03/05 in lieu
    ("28/04/2021 09:00", "2.5", "05/05/2021 11:30"),  # T29, T4, W5a
    ("31/12/2021 09:00", "1", "04/01/2022 17:00"),  # New Year on a Saturday, 03/01 in lieu
    ("30/12/2021 09:00", "2", "04/01/2022 17:00"),
    ("28/01/2022 09:00", "1", "07/02/2022 17:00"),  # Tết 31/01–04/02
    ("27/01/2022 09:00", "1.5", "07/02/2022 11:30"),
    ("08/04/2022 09:00", "1", "12/04/2022 17:00"),  # Sunday 10/04, 11/04 in lieu
    ("29/04/2022 09:00", "1", "04/05/2022 17:00"),  # 02 and 03/05 in lieu
    ("31/08/2022 09:00", "1", "05/09/2022 17:00"),
    ("19/01/2023 09:00", "1", "27/01/2023 17:00"),  # Tết 20–26/01
    ("19/01/2023 09:00", "2", "30/01/2023 17:00"),
    ("28/04/2023 09:00", "1", "04/05/2023 17:00"),  # five days off from Saturday 29/04
    ("31/08/2023 09:00", "1", "05/09/2023 17:00"),
    ("07/02/2024 09:00", "1", "15/02/2024 17:00"),
    ("24/01/2025 09:00", "1", "03/02/2025 17:00"),
    ("04/04/2025 09:00", "1", "08/04/2025 17:00"),
    ("13/02/2026 09:00", "1", "23/02/2026 17:00"),
    ("24/04/2026 09:00", "1", "28/04/2026 17:00"),
    ("23/11/2026 09:00", "1", "25/11/2026 17:00"),  # 24/11 Day of Vietnamese Culture
]
SWAPS = [
    ("26/04/2024 09:00", "1", "02/05/2024 17:00"),  # 29/04 given for Saturday 04/05
    ("26/04/2024 09:00", "3", "04/05/2024 17:00"),  # T2 F3 S4
    ("03/05/2024 09:00", "1", "04/05/2024 17:00"),
    ("03/05/2024 09:00", "0.5", "04/05/2024 11:30"),
    ("04/05/2024 09:00", "1", "06/05/2024 17:00"),  # received on the Saturday that was worked
    ("25/04/2025 09:00", "2", "28/04/2025 17:00"),  # S26 M28
    ("29/04/2025 09:00", "1", "05/05/2025 17:00"),  # 02/05 given for Saturday 26/04
    ("30/12/2025 09:00", "3", "06/01/2026 17:00"),  # W31 M5 T6: 02/01 given for Saturday 10/01
    ("08/01/2026 09:00", "2", "10/01/2026 17:00"),  # F9 S10
    ("21/08/2026 09:00", "1", "22/08/2026 17:00"),
    ("28/08/2026 09:00", "1", "03/09/2026 17:00"),
]


@pytest.mark.parametrize(("received", "days", "expected"), PLAIN + HALVES + FEASTS + SWAPS)
def test_limit_without_pause_ends_as_counted_by_hand(received: str, days: str, expected: str) -> None:
    assert due(terms(received, days), DAYS) == at(expected)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([MOCK], "18/10/2021 17:00"),  # F8 M11 | T14 F15 M18
        ([("11/10/2021 06:30", "11/10/2021 12:00")], "15/10/2021 11:30"),  # a morning: F8 M11b T12 W13 T14 F15a
        ([("11/10/2021 07:00", "11/10/2021 07:01")], "15/10/2021 11:30"),  # it stood still when the morning began
        ([("11/10/2021 07:01", "11/10/2021 11:00")], "14/10/2021 17:00"),  # and not here
        ([("11/10/2021 12:00", "11/10/2021 13:30")], "15/10/2021 11:30"),  # an afternoon
        ([("11/10/2021 13:00", "11/10/2021 13:01")], "15/10/2021 11:30"),
        ([("11/10/2021 11:31", "11/10/2021 13:00")], "14/10/2021 17:00"),  # the lunch hour
        ([("11/10/2021 17:30", "12/10/2021 07:00")], "14/10/2021 17:00"),  # over at the stroke of seven
        ([("11/10/2021 17:30", "12/10/2021 07:01")], "15/10/2021 11:30"),
        ([("08/10/2021 17:30", "11/10/2021 06:59")], "14/10/2021 17:00"),  # a weekend
        ([("08/10/2021 12:00", "11/10/2021 12:00")], "15/10/2021 17:00"),  # F8b and M11a
        ([("07/10/2021 16:00", "07/10/2021 16:30")], "14/10/2021 17:00"),  # on the day of receipt
        ([("07/10/2021 16:00", "08/10/2021 18:00")], "15/10/2021 17:00"),
        ([("11/10/2021 06:00", "11/10/2021 18:00"), ("13/10/2021 12:30", "13/10/2021 20:00")], "18/10/2021 11:30"),
        ([("11/10/2021 06:00", "11/10/2021 18:00"), ("11/10/2021 12:00", "12/10/2021 12:00")], "18/10/2021 11:30"),
        ([("15/10/2021 06:00", "16/10/2021 12:00")], "14/10/2021 17:00"),  # after the end
        ([("10/10/2021 23:59", "11/10/2021 00:00")], "14/10/2021 17:00"),  # a minute around midnight
    ],
)  # fmt: skip
def test_five_days_from_thursday_with_pauses(spans: list[tuple[str, str]], expected: str) -> None:
    assert due(terms(THURSDAY, "5", "0", *spans), DAYS) == at(expected)


@pytest.mark.parametrize(
    ("received", "days", "extra", "spans", "expected"),
    [
        (THURSDAY, "5", "3", [], "19/10/2021 17:00"),  # T14 | F15 M18 T19
        (THURSDAY, "5", "0.5", [], "15/10/2021 11:30"),
        (THURSDAY, "0.5", "0.5", [], "08/10/2021 17:00"),
        (THURSDAY, "2.5", "2", [], "14/10/2021 11:30"),
        (THURSDAY, "5", "3", [MOCK], "21/10/2021 17:00"),  # M18 | T19 W20 T21
        ("27/04/2021 09:00", "1", "1", [], "29/04/2021 17:00"),
        ("27/04/2021 09:00", "1", "2", [], "04/05/2021 17:00"),
        ("01/10/2021 09:00", "20", "10", [], "12/11/2021 17:00"),
        # A pause over Tết: T9a | T18b F19 M22 T23 W24
        ("08/02/2021 09:00", "5", "0", [("09/02/2021 10:00", "18/02/2021 09:00")], "24/02/2021 17:00"),
        (THURSDAY, "1", "0", [("07/10/2021 20:00", "08/11/2021 06:00")], "08/11/2021 17:00"),
    ],
)
def test_extension_and_long_pauses(
    received: str, days: str, extra: str, spans: list[tuple[str, str]], expected: str
) -> None:
    assert due(terms(received, days, extra, *spans), DAYS) == at(expected)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (datetime(2021, 10, 3, 16, 59, tzinfo=UTC), "04/10/2021 17:00"),  # Sunday 23:59 in Vietnam
        (datetime(2021, 10, 3, 17, 0, tzinfo=UTC), "05/10/2021 17:00"),  # Monday 00:00
        (datetime(2021, 12, 31, 16, 59, tzinfo=UTC), "04/01/2022 17:00"),
    ],
)
def test_day_of_receipt_is_vietnams_whatever_the_servers_clock_says(
    received: datetime, expected: str
) -> None:
    assert due(Terms(received, Decimal(1)), DAYS) == at(expected)


def test_offices_own_decisions_move_the_end() -> None:
    storm = calendar({date(2021, 10, 11): Override(is_working=False, reason="tránh bão số 7")})
    made_up = calendar({date(2021, 10, 9): Override(is_working=True, reason="làm bù")})

    assert due(terms(THURSDAY, "5"), storm) == at("15/10/2021 17:00")  # F8 T12 W13 T14 F15
    assert due(terms(THURSDAY, "5"), made_up) == at("13/10/2021 17:00")  # F8 S9 M11 T12 W13


def test_open_pause_is_taken_as_not_begun_and_nothing_is_late_meanwhile() -> None:
    paused = Terms(at(THURSDAY), Decimal(5), pauses=(Still(at("11/10/2021 09:00")),))

    assert paused.is_paused
    assert due(paused, DAYS) == at("14/10/2021 17:00")
    assert not is_late(due(paused, DAYS), at=at("01/12/2021 09:00"), is_paused=True)
    assert is_late(due(paused, DAYS), at=at("14/10/2021 17:01"), is_paused=False)
    assert not is_late(due(paused, DAYS), at=at("14/10/2021 17:00"), is_paused=False)


def test_many_are_counted_as_each_alone() -> None:
    many = [
        terms(THURSDAY, "5"),
        terms("07/10/2021 08:00", "5"),
        terms(THURSDAY, "3", "2"),
        terms(THURSDAY, "5", "0", MOCK),
    ]

    assert dues(many, DAYS) == [at("14/10/2021 17:00")] * 3 + [at("18/10/2021 17:00")]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            terms("30/12/2025 09:00", "3"),
            "nhận 30/12/2025 + 3 ngày làm việc; nghỉ 01/01, 02/01 (hoán đổi), 03–04/01 → 06/01/2026",
        ),
        (
            terms(THURSDAY, "5", "3", MOCK),
            "nhận 07/10/2021 + 5 ngày làm việc + 3 ngày gia hạn; nghỉ 09–10/10, 16–17/10; dừng 2 ngày: 12–13/10 → 21/10/2021",
        ),
        (
            terms(THURSDAY, "5", "0", ("11/10/2021 06:30", "11/10/2021 12:00")),
            "nhận 07/10/2021 + 5 ngày làm việc; nghỉ 09–10/10; dừng 0,5 ngày: sáng 11/10 → 11:30 15/10/2021",
        ),
        (
            terms("26/04/2024 09:00", "3"),
            "nhận 26/04/2024 + 3 ngày làm việc; nghỉ 27–28/04, 29/04 (hoán đổi), 30/04–01/05; làm việc 04/05 → 04/05/2024",
        ),
        (
            terms("29/04/2021 09:00", "1"),
            "nhận 29/04/2021 + 1 ngày làm việc; nghỉ 30/04–02/05, 03/05 (nghỉ bù) → 04/05/2021",
        ),
        (terms(THURSDAY, "2.5"), "nhận 07/10/2021 + 2,5 ngày làm việc; nghỉ 09–10/10 → 11:30 12/10/2021"),
        (
            Terms(at(THURSDAY), Decimal(5), pauses=(Still(at("11/10/2021 09:00")),)),
            "nhận 07/10/2021 + 5 ngày làm việc; nghỉ 09–10/10; đang dừng từ 11/10 → sớm nhất 14/10/2021",
        ),
        (
            Terms(at("28/10/2021 09:00"), Decimal(5), is_reopened=True),
            "mở lại 28/10/2021 + 5 ngày làm việc; nghỉ 30–31/10 → 04/11/2021",
        ),
        (terms("07/10/2030 09:00", "1"), "nhận 07/10/2030 + 1 ngày làm việc; lịch nghỉ 2030 là dự kiến → 08/10/2030"),
    ],
)  # fmt: skip
def test_deadline_is_told_in_one_sentence(asked: Terms, sentence: str) -> None:
    assert derivation(asked, DAYS) == sentence


def test_offices_reason_stands_in_the_sentence() -> None:
    storm = calendar({date(2021, 10, 11): Override(is_working=False, reason="tránh bão số 7")})

    assert derivation(terms(THURSDAY, "5"), storm) == (
        "nhận 07/10/2021 + 5 ngày làm việc; nghỉ 09–10/10, 11/10 (tránh bão số 7) → 15/10/2021"
    )


def test_strip_shows_every_day_with_its_number() -> None:
    days = strip(terms(THURSDAY, "5", "0", MOCK), DAYS, today=date(2021, 10, 15))

    assert [f"{day.weekday}{day.on.day} {day.label}" for day in days] == [
        "T57 nhận", "T68 1", "T79 nghỉ", "CN10 nghỉ", "T211 2", "T312 dừng", "T413 dừng", "T514 3", "T615 4, nay",
        "T716 nghỉ", "CN17 nghỉ", "T218 5, hạn",
    ]  # fmt: skip


def test_half_a_day_counts_half_on_the_strip() -> None:
    days = strip(terms(THURSDAY, "1.5"), DAYS, today=date(2021, 10, 20))

    assert [(day.on.day, day.kind, day.label) for day in days] == [
        (7, "received", "nhận"), (8, "count", "1"), (9, "off", "nghỉ"), (10, "off", "nghỉ"), (11, "count", "1,5, hạn"),
    ]  # fmt: skip


def test_holding_times_are_halves_of_whoever_held_it_when_they_began() -> None:
    holds = [
        Hold(at(THURSDAY), "intake", 1),
        Hold(at("08/10/2021 08:20"), "agency", 7),  # the morning of F8 began at the desk
        Hold(at("11/10/2021 16:50"), "asker"),
        Hold(at("13/10/2021 19:32"), "agency", 7),
    ]

    held = holding_times(
        holds, terms=terms(THURSDAY, "5", "0", MOCK), until=at("15/10/2021 14:03"), calendar=DAYS
    )

    assert held == {("intake", 1): Decimal("0.5"), ("agency", 7): Decimal("3.5"), ("asker", None): Decimal(2)}


def test_what_the_clock_stood_still_for_belongs_to_nobody() -> None:
    holds = [Hold(at(THURSDAY), "intake", 1), Hold(at("12/10/2021 18:00"), "nobody")]
    paused = terms(THURSDAY, "5", "0", ("11/10/2021 06:00", "11/10/2021 18:00"))

    held = holding_times(holds, terms=paused, until=at("20/10/2021 09:00"), calendar=DAYS)

    assert held == {("intake", 1): Decimal(2)}  # F8 and T12


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (THURSDAY, "18/10/2021 17:00"),  # F8 M11 T12 W13 T14 F15 M18
        ("08/02/2021 09:00", "24/02/2021 17:00"),  # T9 W17 T18 F19 M22 T23 W24
    ],
)
def test_asker_hears_something_within_seven_working_days(told: str, expected: str) -> None:
    assert update_due(at(told), DAYS) == at(expected)


def test_request_for_data_is_answered_on_the_second_working_day() -> None:
    assert data_due(at(THURSDAY), DAYS) == date(2021, 10, 11)
    assert data_due(at("09/02/2021 23:30"), DAYS) == date(2021, 2, 18)


@pytest.mark.parametrize(
    ("today", "left", "soon"),
    [
        (date(2021, 10, 8), 4, False), (date(2021, 10, 9), 4, False), (date(2021, 10, 12), 2, True),
        (date(2021, 10, 14), 0, True), (date(2021, 10, 15), -1, False), (date(2021, 10, 18), -2, False),
    ],
)  # fmt: skip
def test_days_left_are_working_days(today: date, left: int, soon: bool) -> None:
    end = at("14/10/2021 17:00")
    morning = datetime(today.year, today.month, today.day, 8, tzinfo=VIETNAM)

    assert days_left(end, on=today, calendar=DAYS) == left
    assert is_soon(end, at=morning, is_paused=False, calendar=DAYS) == soon
    assert not is_soon(end, at=morning, is_paused=True, calendar=DAYS)


@pytest.mark.parametrize(("channel", "topic", "days"), [
    ("phone", 3, "2"), ("web", 3, "5"), ("phone", 4, "7"), ("web", 4, "20"), ("web", None, "20"),
])  # fmt: skip
def test_closest_rule_of_limits_wins(channel: str, topic: int | None, days: str) -> None:
    rules = [
        LimitRule("", None, Decimal(20)), LimitRule("phone", None, Decimal(7)),
        LimitRule("", 3, Decimal(5)), LimitRule("phone", 3, Decimal(2)),
    ]  # fmt: skip

    assert limit_for(rules, channel=channel, topic_id=topic).working_days == Decimal(days)
    assert limit_for([], channel=channel, topic_id=topic).working_days == 10


@pytest.mark.parametrize("days", ["0.3", "-1", "400.5"])
def test_days_that_are_no_halves_or_no_limit_are_refused(days: str) -> None:
    with pytest.raises(ValueError, match="halves"):
        halves_of(Decimal(days))


def test_limit_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="half a working day"):
        due(terms(THURSDAY, "0"), DAYS)
