from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danbiet.kit import periods
from danbiet.kit.periods import Per, PeriodKeyError, PeriodKind, Span, cells, parse_period_key

YEAR_2021 = Span(date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("key", "starts_on", "ends_on"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-H1", date(2021, 1, 1), date(2021, 6, 30)),
        ("2021-H2", date(2021, 7, 1), date(2021, 12, 31)),
        ("2021-Q1", date(2021, 1, 1), date(2021, 3, 31)),
        ("2021-Q2", date(2021, 4, 1), date(2021, 6, 30)),
        ("2021-Q4", date(2021, 10, 1), date(2021, 12, 31)),
        ("2024-M02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-M12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2021-W01", date(2021, 1, 4), date(2021, 1, 10)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
    ],
)
def test_period_key_names_its_span_and_is_written_back(key: str, starts_on: date, ends_on: date) -> None:
    period = parse_period_key(key)
    assert period.span == Span(starts_on, ends_on)
    assert period.key == key


def test_period_key_in_lower_case_and_short_is_read_as_the_canonical_one() -> None:
    assert parse_period_key(" 2021-m3 ").key == "2021-M03"


@pytest.mark.parametrize(
    "key",
    ["", "2021-Q0", "2021-Q5", "2021-H3", "2021-M13", "2021-M00", "2021-W53", "21-Q1", "2021Q1", "2021-T3", "0000",
     "9999-Q1", "2021-Q1x", "quý I", "٢٠٢١"],
)  # fmt: skip
def test_period_key_that_names_nothing_is_refused_with_the_key(key: str) -> None:
    with pytest.raises(PeriodKeyError) as refused:
        parse_period_key(key)
    assert refused.value.key == key


def test_span_holds_both_its_ends() -> None:
    span = Span(date(2021, 4, 1), date(2021, 6, 30))
    assert span.days == 91
    assert date(2021, 4, 1) in span
    assert date(2021, 6, 30) in span
    assert date(2021, 7, 1) not in span


def test_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError):
        Span(date(2021, 4, 2), date(2021, 4, 1))


def test_span_clipped_keeps_the_shared_days_or_nothing() -> None:
    span = Span(date(2021, 4, 1), date(2021, 6, 30))
    assert span.clipped(Span(date(2021, 6, 30), date(2021, 8, 1))) == Span(
        date(2021, 6, 30), date(2021, 6, 30)
    )
    assert span.clipped(Span(date(2021, 7, 1), date(2021, 8, 1))) is None


@pytest.mark.parametrize(
    ("per", "count"), [("once", 1), ("year", 1), ("half", 2), ("quarter", 4), ("month", 12), ("week", 52)]
)
def test_cells_of_a_year_are_as_many_as_the_calendar_has(per: str, count: int) -> None:
    assert len(cells(per, YEAR_2021)) == count


def test_cells_of_a_span_that_starts_within_a_month_are_clipped() -> None:
    assert cells("month", Span(date(2021, 9, 15), date(2021, 10, 15))) == (
        Span(date(2021, 9, 15), date(2021, 9, 30)),
        Span(date(2021, 10, 1), date(2021, 10, 15)),
    )


def test_cells_by_week_join_short_pieces_at_the_edges() -> None:
    # 1/1/2021 is a Friday: three days join the week of 4–10/1. 31/12/2021 is a Friday: five days stand alone.
    weeks = cells(Per.WEEK, YEAR_2021)
    assert weeks[0] == Span(date(2021, 1, 1), date(2021, 1, 10))
    assert weeks[-1] == Span(date(2021, 12, 27), date(2021, 12, 31))


def test_cells_of_an_unknown_kind_are_refused() -> None:
    with pytest.raises(ValueError):
        cells("fortnight", YEAR_2021)


@pytest.mark.parametrize(("of", "count"), [(2020, 53), (2021, 52), (2026, 53)])
def test_weeks_of_a_year_are_the_iso_ones(of: int, count: int) -> None:
    assert len(periods.weeks(of)) == count


@given(
    starts_on=st.dates(date(2019, 1, 1), date(2027, 1, 1)),
    length=st.integers(0, 800),
    per=st.sampled_from(list(Per)),
)
def test_cells_hold_every_day_of_the_span_exactly_once(starts_on: date, length: int, per: Per) -> None:
    span = Span(starts_on, starts_on + timedelta(days=length))
    found = cells(per, span)
    assert (found[0].starts_on, found[-1].ends_on) == (span.starts_on, span.ends_on)
    for before, after in pairwise(found):
        assert after.starts_on == before.ends_on + timedelta(days=1)


@given(on=st.dates(date(1950, 1, 1), date(2150, 1, 1)), kind=st.sampled_from(list(PeriodKind)))
def test_period_of_a_day_holds_it_and_its_key_is_read_back(on: date, kind: PeriodKind) -> None:
    period = periods.period_of(kind, on=on)
    assert on in period.span
    assert parse_period_key(period.key) == period
