"""The one statement against the pure arithmetic, on figures worked out by hand and on random ones."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories import plans as make

from danbiet.kit.periods import Span
from danbiet.measures.actions import record_event, withdraw_event
from danbiet.measures.models import Event
from danbiet.org.models import Unit, UnitVersion
from danbiet.plans.calc.cells import CreditLine, Tally, TargetSpec, count_cells, tally_of
from danbiet.plans.calc.measuring import Asking, Happening, MeasureFilter, is_meant
from danbiet.plans.calc.months import group_months, month_points
from danbiet.plans.calc.progress import shown
from danbiet.plans.models import Credit, Plan, Target, Task
from danbiet.plans.queries.progress import plan_progress, plans_progress, spans_of, task_progress, task_rows
from danbiet.plans.queries.tallies import event_lines, target_tallies
from danbiet.plans.queries.why import TaskInDetail, month_matrix, task_in_detail

pytestmark = pytest.mark.django_db
D = Decimal
ON = date(2021, 10, 15)
MEASURES = ("articles_published", "videos_published", "unit_plans_issued")


def count_one(spec: TargetSpec, line: CreditLine) -> bool:
    """Whether a line falls into a cell of the target at all."""
    return any(count.actual for count in count_cells(spec, [line]))


def test_plan_of_the_mock_up_gives_its_printed_figures() -> None:
    unit = make.unit()
    group = make.group(make.plan(unit), order=9)
    leaflets = make.target(make.task(group, order=1), 5000, unit_text="tờ rơi")
    video = make.target(make.task(group, order=2), 2, unit_text="video", each=2)
    training = make.target(make.task(group, order=3), 1)
    news = make.target(make.task(group, order=4), 2, per="month")
    for on, number in [((7, 2), 1600), ((9, 28), 1200), ((10, 12), 600), ((10, 16), 999)]:
        make.evidence(unit, date(2021, *on), (leaflets, number))  # the last one lies after the day asked for
    for day in (1, 5, 9, 17):
        make.evidence(unit, date(2021, 9, day), (video, 1, "Video 1"))
    make.evidence(unit, date(2021, 6, 25), (training, 1))
    for month in (1, 2, 3, 3, 3, 5, 7, 9):
        make.evidence(unit, date(2021, month, 3), (news, 1))
    make.evidence(unit, date(2021, 8, 3), (news, 1), state="returned")

    plan = plan_progress(group.plan_id, ON)

    assert [shown(task.percent) for task in plan.tasks] == [D("68.0"), D("50.0"), D("100.0"), D("29.2")]
    assert plan.percent is not None
    assert shown(plan.percent) == D("61.8")
    assert plan.percent_of_tasks == D(25)
    assert [task.status for task in plan.tasks] == ["at_risk", "at_risk", "done", "at_risk"]
    assert plans_progress([group.plan_id], ON)[group.plan_id].percent == plan.percent


def test_evidence_of_a_commune_fills_its_districts_seat_and_no_other() -> None:
    province = make.unit(kind="province")
    one, two = (make.unit(parent=province, kind="district") for _ in range(2))
    commune = make.unit(parent=one, kind="commune")
    stranger = make.unit(parent=province)
    group = make.group(make.plan(province))
    shared = make.target(make.task(group, leads=[one, two], lead_set="districts"), 2)
    make.evidence(commune, ON, (shared, 5))
    make.evidence(stranger, ON, (shared, 5))

    target = plan_progress(group.plan_id, ON).tasks[0].targets[0]

    assert (target.counted, target.quota, target.percent) == (D(2), D(4), D(50))


def test_evidence_counts_where_its_unit_stood_on_its_day() -> None:
    province = make.unit(kind="province")
    one, two = (make.unit(parent=province, kind="district") for _ in range(2))
    commune = make.unit(parent=one, kind="commune", ends=date(2021, 7, 1))
    UnitVersion.objects.create(
        unit=commune, valid=(date(2021, 7, 1), None), kind="commune", code="X", name="Xã", parent=two
    )
    group = make.group(make.plan(province))
    shared = make.target(make.task(group, leads=[one, two], lead_set="districts"), 2)
    make.evidence(commune, date(2021, 6, 30), (shared, 5))

    assert plan_progress(group.plan_id, ON).percent == D(50)
    make.evidence(commune, date(2021, 7, 1), (shared, 1))
    assert plan_progress(group.plan_id, ON).percent == D(75)


def test_share_of_units_of_a_supporting_set() -> None:
    lead = make.unit()
    units = [make.unit() for _ in range(4)]
    group = make.group(make.plan(lead))
    task = make.task(group, leads=[lead], supports=units, support_set="all")
    share = make.target(task, 100, unit_text="% đơn vị")
    for unit in units[:3]:
        make.evidence(unit, ON, (share, 1))
    make.evidence(lead, ON, (share, 1))

    assert plan_progress(group.plan_id, ON).percent == D(75)


def test_submitted_evidence_makes_a_task_wait() -> None:
    unit = make.unit()
    group = make.group(make.plan(unit))
    target = make.target(make.task(group), 1)
    make.evidence(unit, ON, (target, 1), state="submitted")

    task = task_progress(target.task_id, ON)

    assert task is not None
    assert (task.percent, task.status) == (0, "waiting")


def test_unknown_plan_and_task_have_nothing() -> None:
    assert plan_progress(987, ON).percent is None
    assert task_progress(987, ON) is None


# The same numbers from the database and from the pure arithmetic ----------------------------------------------------


def _random_province(dice: random.Random) -> tuple[list[int], dict[int, set[int]]]:
    root = make.unit(kind="province")
    districts = [make.unit(parent=root, kind="district") for _ in range(4)]
    communes = {
        district.pk: [make.unit(parent=district, kind="commune") for _ in range(2)] for district in districts
    }
    everyone = [*districts, *(commune for group in communes.values() for commune in group)]
    below = {
        **{district.pk: {district.pk, *(one.pk for one in communes[district.pk])} for district in districts},
        **{commune.pk: {commune.pk} for group in communes.values() for commune in group},
    }
    plans = []
    for _ in range(3):
        plan = make.plan(root)
        plans.append(plan.pk)
        for order in range(3):
            group = make.group(plan, order=order, weight=dice.randint(1, 3))
            for place in range(4):
                _random_task(dice, group, place, districts, everyone)
    return plans, below


def _random_task(
    dice: random.Random, group: object, place: int, districts: list[Unit], everyone: list[Unit]
) -> None:
    first = date(2021, 1, 1) + timedelta(days=dice.randint(0, 200))
    spans = [(first, first + timedelta(days=dice.choice([0, 4, 9, 30, 120])))]
    if dice.random() < 0.4:
        later = spans[0][1] + timedelta(days=dice.randint(1, 20))
        spans.append((later, later + timedelta(days=dice.choice([2, 6, 50]))))
    leads, lead_set = dice.choice(
        [(districts, "districts"), (everyone, "all"), (districts[:1], ""), (districts[:2], "")]
    )
    supports = [unit for unit in everyone if unit not in leads] if dice.random() < 0.5 else []
    task = make.task(
        group, order=place, periods=spans, leads=leads, lead_set=lead_set, supports=supports,  # type: ignore[arg-type]
        support_set=dice.choice(["", "others"]), weight=dice.randint(1, 4),
    )  # fmt: skip
    for order in range(dice.randint(1, 3)):
        percent = dice.random() < 0.2
        target = make.target(
            task,
            dice.choice([50, 100]) if percent else dice.choice([1, 2, 5, D("2.5"), None]),
            unit_text="% đơn vị" if percent else "tin",
            comparison=dice.choice([">=", ">=", "=", "<="]),
            per=dice.choice(["once", "week", "month", "quarter", "year"]),
            per_unit=dice.random() < 0.4,
            each=dice.choice([None, None, 2, 3]),
            order=order,
            measure=(measure := dice.choice(["", "", *MEASURES])),
            measure_filter=_random_filter(dice, everyone) if measure else None,
        )
        for number in range(dice.randint(0, 12) if measure else 0):
            record_event(
                dice.choice([measure, *MEASURES]), on=spans[0][0] + timedelta(days=dice.randint(-40, 140)),
                unit_id=dice.choice(everyone).pk, title=dice.choice(["", "A", " B", "Phim"]), source_kind="page", source_id=1000 * target.pk + number,
                quantity=dice.choice([1, 1, D("0.5"), 3]), subject_id=dice.choice([None, task.plan_id]), at=make.AT,
                facets={
                    "form": dice.choice(["news", "interview", ""]), "language": dice.choice(["vi", "km"]),
                    "tasks": dice.choice([[], [task.pk], [task.pk, task.pk - 1], [task.pk + 1]]),
                },
            )  # fmt: skip
        for _ in range(dice.randint(0, 25)):
            make.evidence(
                dice.choice(everyone),
                spans[0][0] + timedelta(days=dice.randint(-15, 140)),
                (target, D(dice.randint(1, 12)) / 4, dice.choice(["", "A", "B", " A ", "C"])),
                state=dice.choice(["accepted", "accepted", "accepted", "submitted", "returned", "draft"]),
            )


def _random_filter(dice: random.Random, everyone: list[Unit]) -> dict[str, object]:
    some = [unit.pk for unit in dice.sample(everyone, 3)]
    said = {
        "form": dice.choice([None, ["news"], ["news", "interview"]]),
        "language": dice.choice([None, None, ["km"]]),
        "unit": dice.choice([None, "own", "below", some]),
        "task": dice.choice([None, "this", "any"]),
    }
    return {name: value for name, value in said.items() if value is not None}


def _event_lines(spec: TargetSpec, target: Target, below: dict[int, set[int]], on: date) -> list[CreditLine]:
    """Every event the target means, by the pure rule, in the seat it fills."""
    task: Task = target.task
    asking = Asking(
        measure=target.measure, filter=MeasureFilter.from_json(target.measure_filter), task_id=task.pk,
        plan_id=task.plan_id, plan_unit_id=task.plan.unit_id, year=2021, task_span=Span(task.starts_on, task.ends_on),
        unit_ids=spec.unit_ids, is_about_plan=target.measure == "unit_plans_issued",
    )  # fmt: skip
    lines = []
    for event in Event.objects.filter(on__lte=on, withdrawn_at=None) if target.measure else ():
        happening = Happening(
            event.measure, event.on, event.unit_id, event.facets, event.quantity, event.subject_id
        )
        above = {task.plan.unit_id, event.unit_id, *(unit for unit in below if event.unit_id in below[unit])}
        if not is_meant(asking, happening, units_above=above):
            continue
        seats = [unit for unit in spec.unit_ids if event.unit_id in below[unit]]
        own = event.unit_id if event.unit_id in spec.unit_ids else next(iter(seats), None)
        if own is not None or not spec.unit_ids:
            item = event.title if spec.each_quantity is not None else ""
            lines.append(CreditLine(event.on, event.quantity, own, item))
    return lines


def _pure(
    target: Target, unit_ids: tuple[int, ...], below: dict[int, set[int]], on: date
) -> tuple[TargetSpec, Tally]:
    task: Task = target.task
    spec = TargetSpec(
        id=target.pk, quantity=target.quantity, periods=spans_of(task.periods, task.starts_on, task.ends_on),
        comparison=target.comparison, per=target.per, unit_text=target.unit_text, each_quantity=target.each_quantity,
        unit_ids=unit_ids, is_percent=target.unit_text.startswith("%") and target.quantity is not None,
    )  # fmt: skip
    lines: dict[str, list[CreditLine]] = defaultdict(list)
    lines["accepted"] = _event_lines(spec, target, below, on)
    if target.measure == "unit_plans_issued":
        return spec, tally_of(spec, lines["accepted"])
    for credit in Credit.objects.filter(target=target, evidence__on__lte=on).select_related("evidence"):
        seats = [unit for unit in unit_ids if credit.evidence.unit_id in below[unit]]
        own = credit.evidence.unit_id if credit.evidence.unit_id in unit_ids else next(iter(seats), None)
        lines[credit.evidence.state].append(CreditLine(credit.evidence.on, credit.quantity, own, credit.item))
    return spec, tally_of(spec, lines["accepted"], lines["submitted"])


def _addressed(task: Task, target: Target) -> tuple[int, ...]:
    """The rule of the contract once more, in other words than the statement's."""
    rows = list(task.assignments.all())
    leads = [row for row in rows if row.role == "lead"]
    by_set = [row for row in leads if row.set_code]
    support_set = [row for row in rows if row.role == "support" and row.set_code]
    chosen = []
    if target.quantity is None:
        chosen = []
    elif by_set:
        chosen = by_set
    elif target.unit_text.startswith("%"):
        chosen = support_set or leads
    elif target.per_unit:
        chosen = rows if support_set else leads
    ids = tuple(sorted(row.unit_id for row in chosen))
    return ids if len(ids) > 1 else ()


@pytest.mark.parametrize("seed", range(6))
def test_statement_and_arithmetic_give_the_same_numbers(seed: int) -> None:
    dice = random.Random(seed)
    plans, below = _random_province(dice)
    on = date(2021, 1, 1) + timedelta(days=dice.randint(30, 364))
    rows = {row.id: row for row in target_tallies(on=on, plan_ids=plans)}

    targets = list(Target.objects.filter(task__plan__in=plans).select_related("task__plan"))
    assert set(rows) == {target.pk for target in targets}
    for target in targets:
        row = rows[target.pk]
        spec, tally = _pure(target, row.unit_ids, below, on)
        assert row.unit_ids == _addressed(target.task, target)
        assert row.spec(spec.periods).is_percent == spec.is_percent
        assert (row.tally.actual, row.tally.counted, row.tally.counted_if_accepted) == (
            tally.actual, tally.counted, tally.counted_if_accepted,
        ), target  # fmt: skip
        assert row.tally.active == tally.active
        placed = [line for line in _event_lines(spec, target, below, on) if count_one(spec, line)]
        assert row.tally.auto == sum((line.quantity for line in placed), D(0))
        assert row.tally.reported == tally.reported
        assert sorted(row.tally.broken) == sorted(tally.broken)


@pytest.mark.parametrize("seed", range(10, 14))
def test_months_and_cells_give_the_same_numbers_too(seed: int) -> None:
    dice = random.Random(seed)
    plans, below = _random_province(dice)
    on = date(2021, 1, 1) + timedelta(days=dice.randint(30, 364))
    months = [month.span for month in month_matrix(plans[0], on).months]
    shown_rows = month_matrix(plans[0], on).rows

    for row in shown_rows:
        tasks = []
        for task in task_rows(on, group_id=row.group.id):
            targets = []
            details = task_in_detail(task.id, on)
            assert details is not None
            for target in Target.objects.filter(task=task.id).select_related("task__plan"):
                spec, lines = _lines(target, details, below, on)
                assert [(one.cell, one.actual, one.counted) for one in count_cells(spec, lines)] == [
                    (one.cell, one.actual, one.counted) for one in details.cells[target.pk]
                ]
                targets.append((spec, month_points(spec, lines)))
            tasks.append((task, targets))
        assert group_months(row.group, tasks, months=months, on=on) == row


def _lines(
    target: Target, details: TaskInDetail, below: dict[int, set[int]], on: date
) -> tuple[TargetSpec, list[CreditLine]]:
    spec = next(one.spec for one in details.progress.targets if one.spec.id == target.pk)
    lines = _event_lines(spec, target, below, on)
    if target.measure == "unit_plans_issued":
        return spec, lines
    for credit in Credit.objects.filter(target=target, evidence__on__lte=on, evidence__state="accepted"):
        unit_id = credit.evidence.unit_id
        seats = [unit for unit in spec.unit_ids if unit_id in below[unit]]
        own = unit_id if unit_id in spec.unit_ids else next(iter(seats), None)
        if own is not None or not spec.unit_ids:
            lines.append(CreditLine(credit.evidence.on, credit.quantity, own, credit.item))
    return spec, lines


def test_month_matrix_by_hand() -> None:
    unit = make.unit()
    group = make.group(make.plan(unit), order=1)
    monthly = make.target(make.task(group), 2, per="month")
    make.group(group.plan, order=2)
    make.evidence(unit, date(2021, 1, 5), (monthly, 5))
    make.evidence(unit, date(2021, 2, 5), (monthly, 1))

    first, second = month_matrix(group.plan_id, date(2021, 3, 31)).rows

    assert [cell.percent for cell in first.cells[:4]] == [D(100), D(50), D(0), None]
    assert [cell.is_due for cell in first.cells[:4]] == [True, True, True, False]
    assert first.cells[11].has_target
    assert all(cell.percent is None and not cell.has_target for cell in second.cells)


def test_month_matrix_of_a_yearly_target_asks_a_twelfth_each_month() -> None:
    unit = make.unit()
    group = make.group(make.plan(unit), order=1)
    yearly = make.target(make.task(group), 365)
    make.evidence(unit, date(2021, 1, 5), (yearly, 31))
    make.evidence(unit, date(2021, 2, 5), (yearly, 14))

    (row,) = month_matrix(group.plan_id, date(2021, 4, 10)).rows

    assert row.cells[0].percent == D(100)
    assert row.cells[1].percent is not None
    assert shown(row.cells[1].percent) == D("76.3")  # 45 of the 59 that two months ask for
    assert row.cells[3].percent == D(45)  # 10 April is day 100
    assert row.cells[3].is_running


def test_measured_target_is_filled_by_the_platforms_own_counts() -> None:
    lead = make.unit()
    units = [make.unit() for _ in range(4)]
    group = make.group(make.plan(lead))
    task = make.task(group, leads=[lead], supports=units, support_set="all")
    share = make.target(task, 100, unit_text="% đơn vị", measure="unit_plans_issued")
    make.evidence(units[3], ON, (share, 1))  # does not count here: the platform counts by itself
    for number, unit in enumerate(units[:2]):
        record_event(
            "unit_plans_issued", on=date(2021, 2, 1 + number), unit_id=unit.pk, title="", source_kind="plan",
            source_id=number, subject_id=group.plan_id, at=make.AT,
        )  # fmt: skip

    assert plan_progress(group.plan_id, date(2021, 2, 1)).percent == D(25)
    assert plan_progress(group.plan_id, ON).percent == D(50)
    assert task_in_detail(share.task_id, ON).cells[share.pk][0].counted == 1  # type: ignore[union-attr]
    assert month_matrix(group.plan_id, date(2021, 12, 31)).rows[0].cells[11].percent == D(50)


def test_articles_published_fill_the_targets_that_ask_for_them() -> None:
    province = make.unit(kind="province")
    district = make.unit(parent=province, kind="district")
    stranger = make.unit(kind="province")
    above = make.task(make.group(make.plan(province)))
    below = make.task(make.group(make.plan(district)), parent=above)
    ours = make.target(above, 4, measure="articles_published")
    khmer = make.target(above, 2, measure="articles_published", measure_filter={"language": ["km"]}, order=1)
    theirs = make.target(below, 2, measure="articles_published", measure_filter={"form": ["news"]})
    anything = make.target(below, 10, measure="articles_published", measure_filter={"task": "any"}, order=1)
    make.evidence(district, date(2021, 5, 2), (theirs, 1))

    def publish(number: int, unit: Unit, tasks: list[int], form: str, language: str = "vi") -> None:
        record_event(
            "articles_published", on=date(2021, 5, number), unit_id=unit.pk, title=f"Bài {number}", at=make.AT,
            source_kind="page", source_id=number, facets={"form": form, "language": language, "tasks": tasks},
        )  # fmt: skip

    publish(1, district, [below.pk, above.pk], "news")
    publish(2, district, [below.pk, above.pk], "interview", "km")
    publish(3, province, [above.pk], "news")
    publish(4, district, [], "news")
    publish(5, stranger, [above.pk, below.pk], "news")

    def stands(on: date) -> list[tuple[Decimal, Decimal]]:
        found = [task_progress(task, on) for task in (above.pk, below.pk)]
        return [(target.counted, target.auto) for task in found if task for target in task.targets]

    # the province: articles 1, 2, 3; in Khmer 2. The district: article 1 and one piece of evidence; any of its own 1, 2, 4.
    assert stands(ON) == [(D(3), D(3)), (D(1), D(1)), (D(2), D(1)), (D(3), D(3))]
    assert stands(date(2021, 5, 1)) == [(D(1), D(1)), (D(0), D(0)), (D(1), D(1)), (D(1), D(1))]
    assert [ours.pk, khmer.pk] == [row.target_id for row in event_lines(on=ON, task_ids=[above.pk])][1:3]
    withdraw_event("articles_published", source_kind="page", source_id=1, reason="gỡ", at=make.AT)
    assert stands(ON) == [(D(2), D(2)), (D(1), D(1)), (D(1), D(0)), (D(2), D(2))]
    assert anything.pk in {row.target_id for row in event_lines(on=ON, task_ids=[below.pk])}


def test_what_is_not_linked_to_the_task_counts_only_in_its_days() -> None:
    unit = make.unit(kind="province")
    task = make.task(make.group(make.plan(unit)), periods=[(date(2021, 4, 1), date(2021, 6, 30))])
    linked = make.target(task, 10, measure="articles_published")
    any_task = make.target(task, 10, measure="articles_published", measure_filter={"task": "any"}, order=1)
    for number, day in enumerate(
        [date(2020, 12, 31), date(2021, 3, 31), date(2021, 4, 1), date(2021, 6, 30), date(2021, 7, 1)]
    ):
        record_event(
            "articles_published", on=day, unit_id=unit.pk, title="", at=make.AT, source_kind="page", source_id=number,
            facets={"tasks": [task.pk]},
        )  # fmt: skip

    progress = task_progress(task.pk, date(2021, 12, 31))

    assert progress is not None
    assert [(target.spec.id, target.counted) for target in progress.targets] == [
        (linked.pk, 4),
        (any_task.pk, 2),
    ]


@pytest.mark.parametrize("size", [1, 3])
def test_number_of_queries_does_not_grow(
    size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plans: list[Plan] = []
    for _ in range(size):
        unit = make.unit()
        plans.append(make.plan(unit))
        for order in range(size):
            target = make.target(make.task(make.group(plans[-1], order=order), leads=[unit]), 1)
            make.evidence(unit, ON, (target, 1))

    with django_assert_num_queries(3):
        done = plans_progress([plan.pk for plan in plans], ON)

    assert {figures.percent for figures in done.values()} == {D(100)}
