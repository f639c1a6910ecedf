"""Figures worked out by hand: the mock-up's group 9, and each rule on its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from danbiet.kit.periods import Span
from danbiet.plans.calc.cells import (
    CreditLine,
    Tally,
    TargetSpec,
    bucket_of,
    cell_spans,
    count_cells,
    tally_of,
)
from danbiet.plans.calc.progress import (
    GroupInfo,
    TargetProgress,
    TaskInfo,
    TaskProgress,
    group_progress,
    mark_on,
    mean,
    plan_progress,
    shown,
    target_progress,
    task_progress,
)
from danbiet.plans.calc.why import over_quota, why_group, why_plan, why_task

D = Decimal
YEAR = (Span(date(2021, 1, 1), date(2021, 12, 31)),)
ON = date(2021, 10, 15)


def line(
    on: date | tuple[int, int], quantity: str | int = 1, *, unit: int | None = None, item: str = ""
) -> CreditLine:
    day = on if isinstance(on, date) else date(2021, *on)
    return CreditLine(day, D(quantity), unit, item)


def progress(
    spec: TargetSpec, *lines: CreditLine, on: date = ON, submitted: tuple[CreditLine, ...] = ()
) -> TargetProgress:
    return target_progress(spec, tally_of(spec, lines, submitted), on=on)


def task(
    number: int, *targets: TargetProgress, periods: tuple[Span, ...] = YEAR, weight: int = 1, on: date = ON
) -> TaskProgress:
    return task_progress(TaskInfo(number, f"9.{number}", periods, D(weight)), targets, on=on)


# The mock-up's group 9 on 15 October 2021 -------------------------------------------------------------------------


def group_nine() -> list[TaskProgress]:
    leaflets = progress(
        TargetSpec(1, D(5000), YEAR, unit_text="tờ rơi"),
        line((7, 2), 1600),
        line((9, 28), 1200),
        line((10, 12), 600),
    )
    videos = progress(
        TargetSpec(2, D(2), YEAR, unit_text="video", each_quantity=D(2)),
        *[line((9, day), item="Video 1") for day in (1, 5, 9, 17)],
    )
    training = progress(TargetSpec(3, D(1), YEAR, unit_text="hội nghị"), line((6, 25)))
    months = (1, 2, 3, 3, 3, 5, 7, 9)  # eight items, three of them in March: two of those count
    news = progress(
        TargetSpec(4, D(2), YEAR, per="month", unit_text="tin"), *[line((month, 3)) for month in months]
    )
    return [task(1, leaflets), task(2, videos), task(3, training), task(4, news)]


def test_group_of_the_mock_up_gives_its_printed_figures() -> None:
    group = group_progress(GroupInfo(9, "Dịch vụ công trực tuyến"), group_nine())

    assert [shown(part.percent) for part in group.tasks] == [D("68.0"), D("50.0"), D("100.0"), D("29.2")]
    assert group.percent is not None
    assert shown(group.percent) == D("61.8")
    assert shown(group.percent, 0) == D(62)
    assert group.percent_of_tasks == D(25)
    assert group.mark is not None
    assert shown(group.mark, 0) == D(79)


def test_why_shows_the_division_and_what_does_not_count() -> None:
    why = why_group(group_progress(GroupInfo(9, "Dịch vụ công trực tuyến"), group_nine()))

    assert why.terms == (D("68.0"), D("50.0"), D("100.0"), D("29.2"))
    assert (why.divisor, why.shown, why.shown_whole) == (D(4), D("61.8"), D(62))
    assert why.has_equal_weights
    assert not why.is_rounded  # (68,0 + 50,0 + 100,0 + 29,2) ÷ 4 = 61,8 also by hand
    assert (why.elapsed_days, why.days) == (288, 365)
    assert [(row.key, row.lost) for row in why.lost] == [(2, D(2)), (4, D(1))]
    assert [(row.counted, row.quota) for row in why.rows] == [
        (D(3400), D(5000)), (D(1), D(2)), (D(1), D(1)), (D(7), D(24)),
    ]  # fmt: skip


def test_month_with_too_much_counts_its_quota_only() -> None:
    spec = TargetSpec(4, D(2), YEAR, per="month")

    counts = count_cells(spec, [line((3, day)) for day in (1, 2, 31)] + [line((4, 1))])

    march, april = counts[2], counts[3]
    assert (march.actual, march.counted) == (D(3), D(2))
    assert (april.actual, april.counted) == (D(1), D(1))
    assert over_quota(counts) == (march,)


# Each kind of target ----------------------------------------------------------------------------------------------


def test_each_item_counts_up_to_its_number_and_only_the_best_items() -> None:
    spec = TargetSpec(1, D(2), YEAR, each_quantity=D(2))
    airings = [
        line((2, 1), 3, item="A"),
        line((2, 2), 1, item="B"),
        line((2, 3), 1, item="C"),
        line((2, 4), 1, item=" B "),
    ]

    done = progress(spec, *airings)  # A 2 of 2, B 1 + 1 = 2 of 2; C comes third and does not count

    assert (done.counted, done.quota, done.percent) == (D(2), D(2), D(100))
    assert done.lost == D(2)  # one airing of A, one of C


def test_five_videos_twice_with_three_halves_stand_at_thirty() -> None:
    spec = TargetSpec(1, D(5), YEAR, each_quantity=D(2))

    done = progress(spec, line((2, 1), item="A"), line((2, 2), item="B"), line((2, 3), item="C"))

    assert done.percent == D(30)  # 3 × ½ of 5


def test_at_most_kept_follows_the_line_and_broken_stands_at_nothing() -> None:
    spec = TargetSpec(1, D(3), YEAR, comparison="<=")

    kept = progress(spec, line((2, 1), 3))
    broken = progress(spec, line((2, 1), 3), line((3, 1), 1))
    at_the_end = progress(spec, line((2, 1), 3), on=date(2021, 12, 31))

    assert kept.percent == D(100) * 288 / 365
    assert broken.percent == 0
    assert at_the_end.is_done


def test_at_most_per_quarter_loses_only_the_broken_quarter() -> None:
    spec = TargetSpec(1, D(2), YEAR, comparison="<=", per="quarter")

    done = progress(spec, line((2, 1), 3), line((5, 1), 2), on=date(2021, 12, 31))

    assert done.percent == D(75)


def test_share_of_units_counts_units_not_pieces() -> None:
    units = tuple(range(1, 47))
    spec = TargetSpec(1, D(100), YEAR, unit_text="% đơn vị", is_percent=True, unit_ids=units)

    done = progress(spec, *[line((9, 20), 5, unit=unit) for unit in (*range(1, 36), 1, 1, 99)])

    assert shown(done.percent) == D(
        "76.1"
    )  # 35 of the 46 units of the 2020 contest; unit 99 is not addressed


def test_share_of_units_asking_for_half_is_full_at_half() -> None:
    spec = TargetSpec(1, D(50), YEAR, is_percent=True, unit_ids=(1, 2, 3, 4))

    assert progress(spec, line((1, 1), unit=1)).percent == D(50)
    assert progress(spec, line((1, 1), unit=1), line((1, 1), unit=2), line((1, 2), unit=3)).percent == D(100)


def test_forty_six_units_twice_a_month_ask_for_1104() -> None:
    spec = TargetSpec(1, D(2), YEAR, per="month", unit_ids=tuple(range(46)))
    eager = [line((month, 1), 10, unit=0) for month in range(1, 13)]  # 120 news of one unit
    steady = [line((month, 1), 2, unit=7) for month in range(1, 7)]

    done = progress(spec, *eager, *steady)

    assert done.quota == D(1104)
    assert done.counted == D(24 + 12)  # nobody's surplus covers another unit
    assert done.lost == D(96)


def test_open_contribution_is_full_with_one_piece() -> None:
    spec = TargetSpec(1, None, YEAR)

    assert progress(spec).percent == 0
    assert progress(spec, line((1, 1), "0.5"), line((1, 2), 7)).percent == D(100)


def test_quota_of_nothing_is_fulfilled() -> None:
    assert progress(TargetSpec(1, D(0), YEAR)).percent == D(100)


def test_once_counts_early_and_late_pieces() -> None:
    june = (Span(date(2021, 6, 1), date(2021, 6, 30)),)
    spec = TargetSpec(1, D(2), june)

    assert progress(spec, line((5, 30)), line((7, 5))).percent == D(100)


# Cells ------------------------------------------------------------------------------------------------------------


def test_quarters_two_and_four_ask_twice_and_nothing_between_counts() -> None:
    periods = (Span(date(2021, 4, 1), date(2021, 6, 30)), Span(date(2021, 10, 1), date(2021, 12, 31)))
    spec = TargetSpec(1, D(1), periods, per="quarter")

    done = progress(spec, line((2, 1)), line((8, 1)), line((5, 5), 3), on=date(2021, 12, 31))

    assert (done.counted, done.quota) == (D(1), D(2))
    assert mark_on(periods, on=date(2021, 8, 1)) == D(100) * 91 / 183


def test_cells_of_a_year_by_week_are_52_and_every_day_has_one() -> None:
    spans = cell_spans("week", YEAR)

    assert len(spans) == 52
    assert next(iter(spans.values())) == Span(
        date(2021, 1, 1), date(2021, 1, 10)
    )  # three days join the first full week
    assert bucket_of("week", on=date(2021, 1, 2), periods=YEAR) == date(2021, 1, 4)
    assert sum(span.days for span in spans.values()) == 365


def test_leap_year_has_its_day() -> None:
    year = (Span(date(2024, 1, 1), date(2024, 12, 31)),)

    assert cell_spans("month", year)[date(2024, 2, 1)] == Span(date(2024, 2, 1), date(2024, 2, 29))
    assert mark_on(year, on=date(2024, 2, 29)) == D(100) * 60 / 366
    counts = count_cells(TargetSpec(1, D(1), year, per="month"), [line(date(2024, 2, 29))])
    assert counts[1].counted == 1


def test_two_periods_in_one_month_are_one_cell() -> None:
    periods = (Span(date(2021, 4, 1), date(2021, 4, 10)), Span(date(2021, 4, 20), date(2021, 5, 2)))

    assert list(cell_spans("month", periods)) == [date(2021, 4, 1), date(2021, 5, 1)]


def test_overlapping_periods_count_their_days_once() -> None:
    periods = (Span(date(2021, 1, 1), date(2021, 1, 10)), Span(date(2021, 1, 6), date(2021, 1, 20)))

    assert mark_on(periods, on=date(2021, 1, 10)) == D(50)


# Means and weights ------------------------------------------------------------------------------------------------


def test_weights_pull_the_mean() -> None:
    full = progress(TargetSpec(1, D(1), YEAR), line((1, 1)))
    empty = progress(TargetSpec(2, D(1), YEAR))

    group = group_progress(GroupInfo(1, ""), [task(1, full, weight=3), task(2, empty, weight=1)])

    assert group.percent == D(75)
    assert not why_group(group).has_equal_weights


def test_three_thirds_make_exactly_hundred() -> None:
    full = progress(TargetSpec(1, D(1), YEAR), line((1, 1)))

    plan = plan_progress(
        1, [GroupInfo(n, "") for n in range(3)], {n: [task(n, full)] for n in range(3)}, on=ON
    )

    assert plan.percent == D(100)
    assert plan.percent_of_tasks == D(100)


def test_group_without_tasks_is_left_out_and_plan_without_any_has_no_percent() -> None:
    full = progress(TargetSpec(1, D(1), YEAR), line((1, 1)))

    plan = plan_progress(1, [GroupInfo(1, ""), GroupInfo(2, "")], {1: [task(1, full)]}, on=ON)
    nothing = plan_progress(1, [GroupInfo(1, "")], {}, on=ON)

    assert plan.percent == D(100)
    assert [row.key for row in why_plan(plan).rows] == [1]
    assert nothing.percent is None
    assert nothing.percent_of_tasks is None


def test_surplus_of_one_task_hides_no_failure_of_another() -> None:
    twice = progress(TargetSpec(1, D(10), YEAR), line((1, 1), 1000))
    none = progress(TargetSpec(2, D(10), YEAR))

    assert group_progress(GroupInfo(1, ""), [task(1, twice), task(2, none)]).percent == D(50)


def test_task_without_target_stands_at_nothing() -> None:
    assert task(1).percent == 0
    assert not task(1).is_done


def test_two_targets_of_a_task_weigh_the_same() -> None:
    reports = progress(TargetSpec(1, D(4), YEAR, unit_text="phóng sự"), line((1, 1), 1))
    articles = progress(TargetSpec(2, D(8), YEAR, unit_text="bài viết"), line((1, 1), 6))

    both = task(1, reports, articles)

    assert both.percent == D(50)  # (25 + 75) ÷ 2
    assert why_task(both).terms == (D("25.0"), D("75.0"))


@pytest.mark.parametrize(
    ("value", "one", "none"), [("61.75", "61.8", "62"), ("0.05", "0.1", "0"), ("99.96", "100.0", "100")]
)
def test_shown_figures_are_rounded_half_up(value: str, one: str, none: str) -> None:
    assert shown(D(value)) == D(one)
    assert shown(D(value), 0) == D(none)


def test_mean_of_nothing_is_nothing() -> None:
    assert mean([]) is None


# Status -----------------------------------------------------------------------------------------------------------


def status(
    quantity: int, done: int, *, on: date, submitted: int = 0, per: str = "once", months: tuple[int, ...] = ()
) -> str:
    spec = TargetSpec(1, D(quantity), YEAR, per=per)
    lines = [line((1, 1), done)] if done else [line((month, 1)) for month in months]
    waiting = (line((1, 2), submitted),) if submitted else ()
    return task(1, target_progress(spec, tally_of(spec, lines, waiting), on=on), on=on).status


def test_status_five_points_behind_is_on_track_and_more_is_at_risk() -> None:
    # 292 of 365 days = 80 % on 19 October
    assert status(100, 75, on=date(2021, 10, 19)) == "on_track"
    assert status(100, 74, on=date(2021, 10, 19)) == "at_risk"


def test_status_before_the_start_and_after_the_end() -> None:
    assert status(100, 0, on=date(2020, 12, 31)) == "not_started"
    assert status(100, 99, on=date(2021, 12, 31)) == "on_track"
    assert status(100, 99, on=date(2022, 1, 1)) == "overdue"
    assert status(100, 100, on=date(2022, 1, 1)) == "done"
    assert status(100, 100, on=date(2021, 2, 1)) == "done"


def test_status_waits_when_what_lies_at_the_office_would_do() -> None:
    assert status(100, 50, submitted=30, on=date(2021, 10, 19)) == "waiting"
    assert status(100, 50, submitted=29, on=date(2021, 10, 19)) == "at_risk"
    assert status(100, 50, submitted=50, on=date(2022, 1, 1)) == "waiting"
    assert status(100, 50, submitted=49, on=date(2022, 1, 1)) == "overdue"
    assert status(100, 80, submitted=20, on=date(2021, 10, 19)) == "on_track"


def test_status_with_an_empty_month_behind_is_at_risk() -> None:
    assert status(1, 0, per="month", months=(1, 2, 3), on=date(2021, 4, 1)) == "on_track"
    assert status(1, 0, per="month", months=(1, 3, 4), on=date(2021, 4, 10)) == "at_risk"


def test_tally_is_the_same_in_any_order() -> None:
    spec = TargetSpec(4, D(2), YEAR, per="month")
    lines = [line((month, 3)) for month in (1, 2, 3, 3, 3, 5)]

    assert tally_of(spec, lines) == tally_of(spec, lines[::-1])
    assert tally_of(spec, []) == Tally()
