"""The canonical words for a structure mean exactly that structure when they are read again."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plans.reading.conftest import catalogue

from danbiet.plans.calc.reading import (
    Each,
    Period,
    Schedule,
    Target,
    UnitCatalogue,
    read_schedule,
    read_targets,
    read_units,
)
from danbiet.plans.calc.rewriting import words_of_schedule, words_of_targets, words_of_units

MEASURES = [
    "tin",
    "tin, bài",
    "phóng sự",
    "bài viết",
    "hội nghị",
    "video",
    "kỳ",
    "chương trình",
    "tờ rơi",
    "lớp tập huấn",
    "bộ tài liệu",
    "Kế hoạch",
    "cuộc thi trực tuyến",
    "mô hình",
]
SIGNS = st.sampled_from([">=", "=", "<="])
COUNTS = st.integers(1, 30_000).map(Decimal)
PERS = st.sampled_from(["once", "week", "month", "quarter", "year"])
EACH = st.none() | st.builds(Each, SIGNS, COUNTS, st.sampled_from(["lượt", "người", "học viên"]))
COUNTED = st.builds(Target, SIGNS, COUNTS, st.sampled_from(MEASURES), PERS, st.booleans(), EACH)
SHARES = st.builds(
    Target,
    SIGNS,
    st.integers(1, 100).map(Decimal) | st.decimals(1, 99, places=1),
    st.sampled_from(["% đơn vị", "% bộ phận một cửa", "% cán bộ, công chức"]),
    PERS,
    st.booleans(),
)
DAYS = st.dates(date(2020, 1, 1), date(2023, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda ends: Period(min(ends), max(ends)))
RECURRENCES = st.sampled_from([None, "weekly", "monthly", "quarterly", "yearly", "continuous"])
UNITS = catalogue("94")


@given(st.lists(COUNTED | SHARES, min_size=1, max_size=3, unique=True))
@settings(max_examples=300, deadline=None)
def test_targets_written_and_read_are_the_same(targets: list[Target]) -> None:
    assert read_targets(words_of_targets(targets)).targets == tuple(targets)


@given(st.lists(PERIODS, min_size=1, max_size=4, unique=True), RECURRENCES)
@settings(max_examples=300, deadline=None)
def test_schedule_written_and_read_is_the_same(periods: list[Period], recurrence: str | None) -> None:
    schedule = Schedule(tuple(sorted(periods)), recurrence)

    read = read_schedule(words_of_schedule(schedule, 2021), 2021)

    assert (read.periods, read.recurrence) == (schedule.periods, schedule.recurrence)


@given(st.lists(st.sampled_from([unit.key for unit in UNITS.units]), unique=True, max_size=12))
@settings(max_examples=300, deadline=None)
def test_units_written_and_read_are_the_same(keys: list[str]) -> None:
    read = read_units(words_of_units(keys, UNITS), UNITS)

    assert set(read.keys) == set(keys)
    assert read.unknown == ()


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_words_are_read_without_an_error(words: str) -> None:
    assert read_schedule(words, 2021).periods
    read_targets(words)
    read_units(words, UNITS)


def test_every_unit_is_found_by_its_full_name(units: UnitCatalogue) -> None:
    for unit in units.units:
        read = read_units(unit.name, units)

        assert read.keys == (unit.key,), unit.name
        assert read.doubts == ()


def test_every_agency_is_found_by_each_of_its_other_names(units: UnitCatalogue) -> None:
    for unit in units.units:
        if unit.kind in ("province", "district", "commune"):
            continue
        for name in unit.names:
            assert read_units(name, units).keys == (unit.key,), name
