from datetime import UTC, date, datetime, timedelta

import pytest
from holidays.countries.vietnam import Vietnam
from hypothesis import given
from hypothesis import strategies as st

from danbiet.kit import workdays
from danbiet.kit.workdays import DayKind, Override, calendar, derivation_lines

DAYS = st.dates(date(2020, 6, 1), date(2027, 6, 30))
LIMITS = st.integers(1, 60)


def test_derivation_across_the_new_year_swap_names_every_day() -> None:
    assert derivation_lines(date(2025, 12, 30), 3, calendar()) == [
        "2026-01-06",
        "30/12/2025 thứ Ba: ngày nhận, không tính",
        "31/12/2025 thứ Tư: ngày làm việc 1",
        "01/01/2026 thứ Năm: nghỉ Tết Dương lịch",
        "02/01/2026 thứ Sáu: nghỉ hoán đổi (làm bù 10/01/2026)",
        "03/01/2026 thứ Bảy: nghỉ hằng tuần",
        "04/01/2026 Chủ nhật: nghỉ hằng tuần",
        "05/01/2026 thứ Hai: ngày làm việc 2",
        "06/01/2026 thứ Ba: ngày làm việc 3",
    ]


def test_derivation_over_a_worked_saturday_says_what_it_makes_up_for() -> None:
    lines = derivation_lines(date(2025, 4, 25), 1, calendar())
    assert lines[0] == "2025-04-26"
    assert lines[-1] == "26/04/2025 thứ Bảy: ngày làm việc 1, làm bù cho ngày nghỉ 02/05/2025"


def test_derivation_of_a_day_in_lieu_names_the_holiday_and_its_weekend() -> None:
    lines = derivation_lines(date(2026, 4, 26), 1, calendar())
    assert lines[2] == "27/04/2026 thứ Hai: nghỉ bù Giỗ Tổ Hùng Vương (trùng ngày nghỉ hằng tuần 26/04/2026)"


def test_derivation_in_an_unknown_year_warns_that_days_off_are_estimated() -> None:
    lines = derivation_lines(date(2027, 2, 2), 3, calendar())
    assert lines[0] == "2027-02-12"  # Tết 2027 by the lunar calendar: 4–10/2
    assert lines[-1].startswith("Lưu ý:")
    assert "2027" in lines[-1]


@pytest.mark.parametrize(
    ("on", "kind", "reason"),
    [
        (date(2024, 4, 29), DayKind.SWAPPED_OFF, "swap"),
        (date(2024, 5, 4), DayKind.SWAPPED_ON, "swap"),
        (date(2025, 5, 2), DayKind.SWAPPED_OFF, "swap"),
        (date(2025, 4, 26), DayKind.SWAPPED_ON, "swap"),
        (date(2026, 1, 2), DayKind.SWAPPED_OFF, "swap"),
        (date(2026, 1, 10), DayKind.SWAPPED_ON, "swap"),
        (date(2026, 8, 31), DayKind.SWAPPED_OFF, "swap"),
        (date(2026, 8, 22), DayKind.SWAPPED_ON, "swap"),
        (date(2021, 2, 16), DayKind.IN_LIEU, "tet"),
        (date(2023, 4, 29), DayKind.HOLIDAY, "hung_kings"),
        (date(2023, 5, 3), DayKind.IN_LIEU, "victory"),
        (date(2023, 9, 4), DayKind.IN_LIEU, "national"),
        (date(2026, 11, 24), DayKind.HOLIDAY, "culture"),
        (date(2025, 11, 24), DayKind.WORKING, "working"),
        (date(2024, 5, 5), DayKind.WEEKEND, "weekend"),
    ],
)
def test_day_of_the_shipped_years_has_its_kind_and_reason(on: date, kind: DayKind, reason: str) -> None:
    day = calendar().day(on)
    assert (day.kind, day.reason_key, day.is_estimated) == (kind, reason, False)


def test_shipped_years_differ_from_the_package_only_where_a_paper_says_so() -> None:
    years = workdays.complete_years()
    assert years == (2021, 2022, 2023, 2024, 2025, 2026)
    seed = Vietnam(years=years)
    worked_saturdays = set(seed.weekend_workdays)
    differing = set()
    on = date(2021, 1, 1)
    while on <= date(2026, 12, 31):
        by_package = on in worked_saturdays or (on.weekday() < 5 and on not in seed)
        if by_package != calendar().is_working(on):
            differing.add(on)
        on += timedelta(days=1)
    assert differing == {date(2026, 1, 2), date(2026, 1, 10)}  # 12729/VPCP-KGVX, 25/12/2025


@pytest.mark.parametrize(
    ("year", "days"), [(2021, 11), (2022, 11), (2023, 11), (2024, 11), (2025, 11), (2026, 12)]
)
def test_each_year_has_the_holidays_the_labour_code_grants(year: int, days: int) -> None:
    # 1 + Tết 5 + 1 + 1 + 1 + National Day 2 = 11; from 2026 also 24/11
    first = date(year, 1, 1)
    kinds = [calendar().day(first + timedelta(days=step)) for step in range(365)]
    assert sum(day.kind == DayKind.HOLIDAY for day in kinds) == days


@pytest.mark.parametrize("year", range(2021, 2027))
def test_each_weekend_holiday_has_one_day_in_lieu(year: int) -> None:
    days = [calendar().day(date(year, 1, 1) + timedelta(days=step)) for step in range(365)]
    on_weekend = [day for day in days if day.kind == DayKind.HOLIDAY and day.date.weekday() >= 5]
    assert sum(day.kind == DayKind.IN_LIEU for day in days) == len(on_weekend)


def test_override_off_moves_a_deadline_and_says_why() -> None:
    changed = calendar(
        {date(2021, 3, 2): Override(is_working=False, reason="nghỉ tránh bão, công văn 1/UBND")}
    )
    deadline = changed.add(date(2021, 3, 1), 1)
    assert deadline.due_on == date(2021, 3, 3)
    assert (deadline.days[0].kind, deadline.days[0].label_vi) == (
        DayKind.EXTRA_OFF,
        "nghỉ tránh bão, công văn 1/UBND",
    )
    assert calendar().add(date(2021, 3, 1), 1).due_on == date(2021, 3, 2)


def test_override_on_makes_a_holiday_and_a_saturday_worked() -> None:
    changed = calendar(
        {
            date(2021, 9, 3): Override(is_working=True, reason="trực"),
            date(2021, 9, 4): Override(is_working=True, reason=""),
        }
    )
    assert changed.count(date(2021, 9, 1), date(2021, 9, 5)) == 2
    assert changed.day(date(2021, 9, 4)).label_vi == "làm việc theo quyết định"


def test_override_changed_after_the_calendar_was_made_does_not_reach_it() -> None:
    table: dict[date, Override] = {}
    made = calendar(table)
    table[date(2021, 3, 2)] = Override(is_working=False, reason="muộn")
    assert made.is_working(date(2021, 3, 2))


def test_override_in_an_unknown_year_is_not_an_estimate() -> None:
    changed = calendar({date(2028, 3, 2): Override(is_working=False, reason="nghỉ")})
    assert not changed.day(date(2028, 3, 2)).is_estimated
    assert changed.day(date(2028, 3, 3)).is_estimated


def test_years_before_the_shipped_ones_know_their_swaps_and_are_estimated() -> None:
    assert [calendar().day(on).kind for on in (date(2019, 4, 29), date(2019, 5, 4))] == [
        DayKind.SWAPPED_OFF,
        DayKind.SWAPPED_ON,
    ]
    assert calendar().add(date(2019, 4, 26), 3).is_estimated


@pytest.mark.parametrize("n", [0, -1, 5001])
def test_add_of_no_or_too_many_days_is_refused(n: int) -> None:
    with pytest.raises(ValueError):
        calendar().add(date(2021, 3, 1), n)


@pytest.mark.parametrize("start", [date(1, 1, 1), date(1994, 12, 31), date(2100, 12, 31), date.max])
def test_add_outside_the_known_years_is_refused(start: date) -> None:
    with pytest.raises(ValueError):
        calendar().add(start, 1)


def test_count_backwards_is_refused_and_on_one_day_is_nothing() -> None:
    with pytest.raises(ValueError):
        calendar().count(date(2021, 3, 2), date(2021, 3, 1))
    assert calendar().count(date(2021, 3, 2), date(2021, 3, 2)) == 0


def test_day_asked_for_a_moment_is_refused() -> None:
    with pytest.raises(TypeError):
        calendar().day(datetime(2021, 2, 12, tzinfo=UTC))


def test_deadline_days_run_from_the_day_after_receipt_to_the_due_day_without_a_gap() -> None:
    deadline = calendar().add(date(2024, 4, 26), 4)
    assert [day.date for day in deadline.days] == [
        date(2024, 4, 27) + timedelta(days=step) for step in range(10)
    ]
    assert deadline.due_on == date(2024, 5, 6)


@pytest.mark.parametrize(
    "entry",
    [
        {"year": 2030, "sources": [], "off": [{"on": date(2031, 1, 1), "reason": "r"}], "swaps": []},
        {"year": 2030, "sources": [], "off": [{"on": date(2030, 1, 1), "reason": "r"}] * 2, "swaps": []},
        {
            "year": 2030,
            "sources": [],
            "off": [],
            "swaps": [
                {"off": date(2030, 1, 5), "worked": date(2030, 1, 12), "source": ""}
            ],  # a Saturday given
        },
        {
            "year": 2030,
            "sources": [],
            "off": [],
            "swaps": [{"off": date(2030, 1, 4), "worked": date(2030, 1, 11), "source": ""}],  # a Friday taken
        },
    ],
)
def test_calendar_data_that_contradicts_itself_is_refused(entry: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        workdays.read_calendar_data({"reasons": {"r": "lễ"}, "years": [entry]})


@given(start=DAYS, n=LIMITS)
def test_count_is_the_inverse_of_add(start: date, n: int) -> None:
    deadline = calendar().add(start, n)
    assert calendar().is_working(deadline.due_on)
    assert calendar().count(start, deadline.due_on) == n
    assert calendar().count(start, deadline.due_on - timedelta(days=1)) == n - 1


@given(start=DAYS, later=st.integers(0, 40), n=LIMITS)
def test_deadline_never_moves_back_when_received_later_or_given_longer(
    start: date, later: int, n: int
) -> None:
    due = calendar().add(start, n).due_on
    assert calendar().add(start + timedelta(days=later), n).due_on >= due
    assert calendar().add(start, n + 1).due_on > due


@given(start=DAYS, first=st.integers(0, 90), second=st.integers(0, 90))
def test_count_over_two_spans_is_the_sum_of_both(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    assert calendar().count(start, end) == calendar().count(start, middle) + calendar().count(middle, end)


@given(
    start=DAYS,
    length=st.integers(0, 500),
    overrides=st.dictionaries(
        DAYS, st.builds(Override, is_working=st.booleans(), reason=st.just("")), max_size=30
    ),
)
def test_count_is_the_number_of_working_days_told_one_by_one(
    start: date, length: int, overrides: dict[date, Override]
) -> None:
    changed = calendar(overrides)
    told = [changed.is_working(start + timedelta(days=step)) for step in range(1, length + 1)]
    assert changed.count(start, start + timedelta(days=length)) == sum(told)
