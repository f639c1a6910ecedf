"""What a task asks for next, by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from danbiet.kit.periods import Span
from danbiet.plans.calc.cells import CreditLine, TargetSpec, tally_of
from danbiet.plans.calc.due import next_due
from danbiet.plans.calc.progress import TargetProgress, target_progress
from danbiet.plans.calc.ranking import places

YEAR = (Span(date(2021, 1, 1), date(2021, 12, 31)),)
ENDS = date(2021, 12, 31)


def at(on: date, spec: TargetSpec, *lines: tuple[date, int]) -> TargetProgress:
    return target_progress(
        spec, tally_of(spec, [CreditLine(day, Decimal(number)) for day, number in lines]), on=on
    )


def test_due_monthly_target_with_gaps_is_the_running_months_end() -> None:
    spec = TargetSpec(1, Decimal(2), YEAR, per="month", unit_text="tin")
    on = date(2021, 3, 10)

    due = next_due(at(on, spec, (date(2021, 1, 5), 3)), on=on, ends_on=ENDS)

    assert due is not None
    assert due.on == date(2021, 3, 31)
    assert due.missing == 4  # 3 × 2 asked, 2 counted
    assert due.empty_periods == (date(2021, 2, 1),)


def test_due_monthly_target_full_so_far_is_the_next_months_end() -> None:
    spec = TargetSpec(1, Decimal(1), YEAR, per="month")
    on = date(2021, 2, 10)

    due = next_due(at(on, spec, (date(2021, 1, 5), 1), (date(2021, 2, 5), 1)), on=on, ends_on=ENDS)

    assert due is not None
    assert (due.on, due.missing) == (date(2021, 3, 31), 0)


def test_due_once_is_the_tasks_end_with_what_is_missing() -> None:
    spec = TargetSpec(1, Decimal(5000), YEAR)
    on = date(2021, 6, 1)

    due = next_due(at(on, spec, (date(2021, 5, 1), 3400)), on=on, ends_on=ENDS)

    assert due is not None
    assert (due.on, due.missing) == (ENDS, 1600)


def test_due_done_or_at_most_asks_for_nothing() -> None:
    on = date(2021, 6, 1)
    done = TargetSpec(1, Decimal(1), YEAR)
    limit = TargetSpec(2, Decimal(3), YEAR, comparison="<=")

    assert next_due(at(on, done, (date(2021, 5, 1), 1)), on=on, ends_on=ENDS) is None
    assert next_due(at(on, limit), on=on, ends_on=ENDS) is None


def test_places_equal_values_share_one_and_the_next_is_counted_past_them() -> None:
    values = {1: Decimal(90), 2: Decimal(80), 3: Decimal(90), 4: None, 5: Decimal(70)}

    assert places(values) == {1: 1, 3: 1, 2: 3, 5: 4}
