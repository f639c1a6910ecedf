"""What holds for any evidence whatever."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from danbiet.kit.periods import Span
from danbiet.plans.calc.cells import CreditLine, TargetSpec, cell_spans, cells_of, count_cells, tally_of
from danbiet.plans.calc.months import month_points
from danbiet.plans.calc.progress import TaskInfo, mark_on, merged, target_progress, task_progress

D = Decimal
FIRST = date(2024, 1, 1)  # a leap year
UNITS = (1, 2, 3)

days = st.integers(0, 365).map(lambda step: FIRST + timedelta(days=step))
spans = st.tuples(days, st.integers(0, 150)).map(
    lambda pair: Span(pair[0], pair[0] + timedelta(days=pair[1]))
)
periods = st.lists(spans, min_size=1, max_size=3).map(lambda found: tuple(sorted(found)))
lines = st.lists(
    st.builds(
        CreditLine,
        on=days,
        quantity=st.integers(1, 4000).map(lambda cents: D(cents) / 100),
        unit_id=st.sampled_from([None, *UNITS, 99]),
        item=st.sampled_from(["", "A", "B", "C"]),
    ),
    max_size=25,
)


def specs(*comparisons: str) -> st.SearchStrategy[TargetSpec]:
    return st.builds(
        TargetSpec,
        id=st.just(1),
        quantity=st.sampled_from([D(0), D(1), D(2), D("2.5"), D(20), None]),
        periods=periods,
        comparison=st.sampled_from(comparisons),
        per=st.sampled_from(["once", "week", "month", "quarter", "year"]),
        each_quantity=st.sampled_from([None, None, D(2)]),
        unit_ids=st.sampled_from([(), UNITS]),
        is_percent=st.just(value=False),
    )


@given(spec=specs(">=", "="), before=lines, more=lines, on=days)
def test_more_evidence_never_lowers_a_target(
    spec: TargetSpec, before: list[CreditLine], more: list[CreditLine], on: date
) -> None:
    less = target_progress(spec, tally_of(spec, before), on=on)
    both = target_progress(spec, tally_of(spec, [*before, *more]), on=on)

    assert both.percent >= less.percent
    assert both.actual >= less.actual


@given(spec=specs("<="), before=lines, more=lines, on=days)
def test_more_evidence_never_mends_what_must_not_be_passed(
    spec: TargetSpec, before: list[CreditLine], more: list[CreditLine], on: date
) -> None:
    if spec.quantity is not None:
        less = target_progress(spec, tally_of(spec, before), on=on)
        assert target_progress(spec, tally_of(spec, [*before, *more]), on=on).percent <= less.percent


@given(spec=specs(">=", "=", "<="), given_lines=lines, on=days)
def test_percent_lies_between_nothing_and_all(
    spec: TargetSpec, given_lines: list[CreditLine], on: date
) -> None:
    progress = target_progress(spec, tally_of(spec, given_lines), on=on)

    assert 0 <= progress.percent <= 100
    assert progress.lost >= 0


@given(spec=specs(">=", "="), given_lines=lines)
def test_no_cell_counts_more_than_its_quota_or_than_was_proved(
    spec: TargetSpec, given_lines: list[CreditLine]
) -> None:
    for count in count_cells(spec, given_lines):
        assert count.counted <= count.quota
        if spec.quantity is not None and not spec.each_quantity:
            assert count.counted <= count.actual


@given(data=st.data(), spec=specs(">=", "=", "<="), given_lines=lines)
def test_order_does_not_matter(data: st.DataObject, spec: TargetSpec, given_lines: list[CreditLine]) -> None:
    mixed = data.draw(st.permutations(given_lines))

    assert tally_of(spec, mixed) == tally_of(spec, given_lines)


@given(spec=specs(">=", "="), given_lines=lines)
def test_what_fills_one_cell_changes_no_other(spec: TargetSpec, given_lines: list[CreditLine]) -> None:
    counts = {count.cell: count.counted for count in count_cells(spec, given_lines)}
    first = cells_of(spec)[0]
    # Of periods that overlap, a day both hold counts for one of them only.
    holding = [cell for cell in counts if cell.unit_id == first.unit_id and first.span.starts_on in cell.span]
    assume(holding == [first])
    flood = CreditLine(first.span.starts_on, D(10**6), first.unit_id)

    after = {count.cell: count.counted for count in count_cells(spec, [*given_lines, flood])}

    assert {cell: count for cell, count in after.items() if cell != first} == {
        cell: count for cell, count in counts.items() if cell != first
    }


@given(spec=specs(">=", "="), given_lines=lines)
def test_months_add_up_to_what_counts(spec: TargetSpec, given_lines: list[CreditLine]) -> None:
    assert sum(month_points(spec, given_lines).values(), D(0)) == tally_of(spec, given_lines).counted


@given(found=periods, per=st.sampled_from(["once", "week", "month", "quarter", "year"]))
def test_every_day_of_the_periods_lies_in_a_cell(found: tuple[Span, ...], per: str) -> None:
    spec = TargetSpec(1, D(10**6), found, per=per)
    for span in found:
        for day in (span.starts_on, span.ends_on, span.starts_on + timedelta(days=span.days // 2)):
            if day in span:
                assert sum(count.counted for count in count_cells(spec, [CreditLine(day, D(1))])) == 1
    buckets = list(cell_spans(per, found))
    assert buckets == sorted(set(buckets))


@given(found=periods, on=days)
def test_mark_rises_from_nothing_to_all(found: tuple[Span, ...], on: date) -> None:
    first, last = merged(found)[0].starts_on, merged(found)[-1].ends_on

    assert mark_on(found, on=first - timedelta(days=1)) == 0
    assert mark_on(found, on=last) == 100
    assert mark_on(found, on=on) <= mark_on(found, on=on + timedelta(days=1))


@settings(max_examples=60)
@given(spec=specs(">="), given_lines=lines, on=days)
def test_status_is_done_exactly_at_all(spec: TargetSpec, given_lines: list[CreditLine], on: date) -> None:
    progress = target_progress(spec, tally_of(spec, given_lines), on=on)
    task = task_progress(TaskInfo(1, "", spec.periods), [progress], on=on)

    assert (task.status == "done") == (progress.percent == 100)
    assert (task.status == "overdue") <= (on > task.task.ends_on)
    assert (task.status == "not_started") <= (on < task.task.starts_on)
