"""The figures of a report: what was planned for a period, what was done in it, and what changed since they were frozen.

Everything here is plain JSON (numbers as strings), because a submitted report keeps exactly what it said. The words are
Vietnamese as they stand: a report is an official document and has no other language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from danbiet.kit.periods import ONE_DAY, Period, PeriodKeyError, PeriodKind, parse_period_key, quarter
from danbiet.kit.text import viet_number

from .cells import AT_MOST, ONCE, ZERO, TargetSpec, cell_spans
from .progress import GroupProgress, PlanProgress, TargetProgress, TaskProgress, elapsed

Figures = dict[str, Any]
KINDS = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
_ROMAN = ("I", "II", "III", "IV")
STATUS_WORDS = {
    "done": "Hoàn thành",
    "on_track": "Đúng tiến độ",
    "at_risk": "Có nguy cơ chậm",
    "overdue": "Quá hạn",
    "waiting": "Chờ duyệt minh chứng",
    "not_started": "Chưa đến hạn",
}
_PER_WORDS = {"week": "tuần", "month": "tháng", "quarter": "quý", "year": "năm"}
_MANY = 10  # tasks named one by one in a suggestion; the appendix holds all
_SIGNS = {">=": "≥ ", "<=": "≤ ", "=": ""}


def report_period(key: str) -> Period:
    """The period of a report: a quarter (2021-Q2), a half (2021-H1) or a year (2021). Others raise PeriodKeyError."""
    period = parse_period_key(key)
    if period.kind not in KINDS:
        raise PeriodKeyError(key)
    return period


def periods_of(year: int) -> tuple[Period, ...]:
    """The seven periods of a year in the order in which they end: quarters, halves, the year."""
    keys = ("Q1", "Q2", "H1", "Q3", "Q4", "H2")
    return (*(parse_period_key(f"{year}-{key}") for key in keys), parse_period_key(str(year)))


def period_words(period: Period) -> str:
    """ "quý II năm 2021", "6 tháng đầu năm 2021", "6 tháng cuối năm 2021", "năm 2021"; of a month "tháng 3 năm 2021"."""
    if period.kind == PeriodKind.QUARTER:
        return f"quý {_ROMAN[period.number - 1]} năm {period.year}"
    if period.kind == PeriodKind.MONTH:
        return f"tháng {period.number} năm {period.year}"
    if period.kind == PeriodKind.HALF:
        return f"6 tháng {'đầu' if period.number == 1 else 'cuối'} năm {period.year}"
    return f"năm {period.year}"


def following(period: Period) -> Period | None:
    """The period after it in the same year, None after the last (the next year has a plan of its own)."""
    if period.span.ends_on.month == 12:
        return None
    if period.kind == PeriodKind.HALF:
        return parse_period_key(f"{period.year}-H2")
    return quarter(period.year, period.number + 1)


def planned_until(target: TargetProgress, on: date) -> Decimal:
    """What a target asks for up to and with a day: its quota along the straight line, cell by cell.

    A month's two items are due at the end of the month; in its middle one of them. Never more than the quota.
    """
    spec = target.spec
    spans = cell_spans(spec.per, spec.periods)
    share = ZERO
    for span in spans.values():
        past, days = elapsed(spec.periods if spec.per == ONCE else (span,), on=on)
        share += Decimal(max(past, 0)) / days
    return target.quota * share / len(spans)


def target_label(spec: TargetSpec) -> str:
    """The target as a plan writes it: "≥ 10 kỳ", "2 tin/tháng", "5 video, mỗi video ≥ 2 lượt", "100 % đơn vị"."""
    if spec.quantity is None:
        return f"Tham gia thực hiện ({spec.unit_text})" if spec.unit_text else "Tham gia thực hiện"
    unit = spec.unit_text
    if spec.is_implied and not unit:
        unit = "kết quả"
    words = f"{_SIGNS[spec.comparison]}{viet_number(spec.quantity)}{'' if unit.startswith('%') else ' '}{unit}".strip()
    if spec.per in _PER_WORDS:
        words = f"{words}/{_PER_WORDS[spec.per]}"
    if spec.unit_ids and not spec.is_percent:
        words = f"{words}/đơn vị"
    if spec.each_quantity is not None:
        words = (
            f"{words}, mỗi {unit} ít nhất {viet_number(spec.each_quantity)} {spec.each_unit_text}".rstrip()
        )
    return words


@dataclass(frozen=True, slots=True)
class TaskWords:
    """What the arithmetic does not know of a task: its number in the plan and who leads it."""

    number: str
    leads: str
    evidence_count: int = 0


def plan_figures(
    now: PlanProgress,
    before: PlanProgress,
    *,
    period: Period,
    as_of: date,
    words: Mapping[int, TaskWords],
) -> Figures:
    """A plan's groups, tasks and targets: planned and done in the period, done since the start of the year, status.

    `now` is the plan's progress as of `as_of`, `before` that of the day before the period began.
    """
    earlier = {target.spec.id: target for task in before.tasks for target in task.targets}
    none = TaskWords("", "")

    def task_row(task: TaskProgress) -> dict[str, Any]:
        said = words.get(task.task.id, none)
        return {
            "id": task.task.id,
            "number": said.number,
            "content": task.label,
            "leads": said.leads,
            "percent": text_of(task.percent),
            "mark": text_of(task.mark),
            "status": task.status,
            "starts_on": task.task.starts_on.isoformat(),
            "is_unreported": task.is_unreported,
            "evidence": said.evidence_count,
            "targets": [
                _target_row(target, earlier.get(target.spec.id), period=period, as_of=as_of)
                for target in task.targets
            ],
        }

    return {
        **_totals(now),
        "percent_before": text_of(before.percent),
        "groups": [_group_row(group, task_row) for group in now.groups if group.tasks],
    }


def _totals(plan: PlanProgress) -> dict[str, Any]:
    return {
        "percent": text_of(plan.percent),
        "percent_of_tasks": text_of(plan.percent_of_tasks),
        "mark": text_of(plan.mark),
        "task_count": plan.task_count,
        "done_count": plan.done_count,
        "unreported_count": sum(task.is_unreported for task in plan.tasks),
        "status_counts": plan.status_counts,
    }


def _group_row(group: GroupProgress, task_row: Callable[[TaskProgress], dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": group.group.id,
        "order": group.group.order,
        "title": group.label,
        "percent": text_of(group.percent),
        "mark": text_of(group.mark),
        "status": group.status,
        "done_count": group.done_count,
        "tasks": [task_row(task) for task in group.tasks],
    }


def _target_row(
    target: TargetProgress, earlier: TargetProgress | None, *, period: Period, as_of: date
) -> dict[str, Any]:
    before = earlier.counted if earlier else ZERO
    planned = planned_until(target, period.span.ends_on) - planned_until(
        target, period.span.starts_on - ONE_DAY
    )
    if target.spec.comparison == AT_MOST and target.spec.quantity is not None:
        planned = target.quota  # a limit is no amount to be delivered bit by bit
    return {
        "id": target.spec.id,
        "label": target_label(target.spec),
        "unit": "%" if target.spec.is_percent else target.spec.unit_text,
        "planned": text_of(planned),
        "done": text_of(target.counted - before),
        "total": text_of(target.counted),
        "quota": text_of(target.quota),
        "actual": text_of(target.actual),
        "surplus": text_of(target.lost),
        "percent": text_of(target.percent),
    }


def unit_figures(plan: PlanProgress) -> Figures:
    """One unit's own plan as a row of the plan above it, with its tasks in short."""
    late = sum(task.status == "overdue" for task in plan.tasks)
    return {
        **_totals(plan),
        "overdue_count": late,
        "at_risk_count": sum(task.status == "at_risk" for task in plan.tasks),
        "tasks": [
            [
                task.task.id,
                task.label,
                "; ".join(target_label(target.spec) for target in task.targets),
                "; ".join(f"{amount(target.counted)}/{amount(target.quota)}" for target in task.targets),
                text_of(task.percent),
                task.status,
            ]
            for task in plan.tasks
        ],
    }


def text_of(value: Decimal | None) -> str | None:
    """A number as it is kept: exact enough to compare (six decimals), never in exponents."""
    if value is None:
        return None
    rounded = value.quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP).normalize()
    return f"{rounded if rounded else ZERO:f}"


def number_of(text: str | None) -> Decimal | None:
    """The number a kept text holds."""
    return None if text is None else Decimal(text)


def amount(value: Decimal | str | None) -> str:
    """A quantity as shown: at most one decimal, half up, none for whole numbers; nothing gives a dash."""
    if value is None:
        return "–"
    rounded = Decimal(value).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return viet_number(int(rounded) if rounded == rounded.to_integral_value() else rounded)


def points(value: Decimal | str | None, places: int = 1) -> str:
    """A percentage as shown: one decimal, half up, "61,8 %"; nothing gives a dash.

    What is not done is never shown as 100 % because of rounding: 99,96 is shown as 99,9 %.
    """
    if value is None:
        return "–"
    exact = Decimal(value)
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if rounded == 100 and exact < 100:
        rounded = Decimal(100) - Decimal(1).scaleb(-places)
    return f"{viet_number(rounded, places)}\u00a0%"


@dataclass(frozen=True, slots=True)
class Correction:
    """One figure that today's evidence would change: which task or unit, what was frozen, what it would be now."""

    kind: str  # plan, task, target, unit
    object_id: int
    label: str
    then: str
    now: str


def differences(frozen: Mapping[str, Any], today: Mapping[str, Any]) -> list[Correction]:
    """Every figure that differs between two sets of figures of the same plan and period, in the order of the plan."""
    found: list[Correction] = []
    _compare(found, "plan", 0, "Tiến độ chung của kế hoạch", _shares(frozen), _shares(today))
    later = {task["id"]: task for task in _tasks(today)}
    for task in _tasks(frozen):
        name = f"{task['number']} {task['content']}".strip()
        other = later.get(task["id"])
        if other is None:
            found.append(Correction("task", task["id"], name, _task_words(task), "không còn trong kế hoạch"))
            continue
        _compare(found, "task", task["id"], name, _task_words(task), _task_words(other))
    known = {task["id"] for task in _tasks(frozen)}
    found += [
        Correction(
            "task", task["id"], f"{task['number']} {task['content']}".strip(), "chưa có", _task_words(task)
        )
        for task in later.values()
        if task["id"] not in known
    ]
    units = {row["unit_id"]: row for row in _units(today)}
    for row in _units(frozen):
        if row["unit_id"] in units:
            then, now = _unit_words(row), _unit_words(units[row["unit_id"]])
            _compare(found, "unit", row["unit_id"], row["name"], then, now)
    return found


def _compare(found: list[Correction], kind: str, pk: int, label: str, then: str, now: str) -> None:
    if then != now:
        found.append(Correction(kind, pk, label, then, now))


def _tasks(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [task for group in figures.get("groups", ()) for task in group["tasks"]]


def _units(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [row for group in figures.get("unit_groups", ()) for row in group["units"]]


def _shares(figures: Mapping[str, Any]) -> str:
    return (
        f"{points(figures['percent'])}; {figures['done_count']}/{figures['task_count']} nhiệm vụ hoàn thành"
    )


def _task_words(task: Mapping[str, Any]) -> str:
    amounts = ", ".join(
        f"{amount(target['total'])}/{amount(target['quota'])} {target['unit']}".strip()
        for target in task["targets"]
    )
    return f"{points(task['percent'])} ({amounts})" if amounts else points(task["percent"])


def _unit_words(row: Mapping[str, Any]) -> str:
    if row.get("percent") is None:
        return row.get("state", "") or "–"
    return f"{points(row['percent'])}; {row['done_count']}/{row['task_count']} nhiệm vụ hoàn thành"


def suggestions(figures: Mapping[str, Any], *, period: Period) -> dict[str, str]:
    """What the computed facts let one say under each heading: a beginning for the writer, never more than the facts."""
    tasks = _tasks(figures)
    return {
        "results": _results(figures, tasks, period=period),
        "missing": _missing(figures, tasks),
        "difficulties": "",
        "proposals": "",
        "next": _next(tasks, period=period),
    }


def _results(figures: Mapping[str, Any], tasks: Sequence[Mapping[str, Any]], *, period: Period) -> str:
    lines = [
        f"Trong {period_words(period)}, kế hoạch đạt {points(figures['percent'])} theo khối lượng"
        f" (mốc theo thời gian: {points(figures['mark'])}); hoàn thành {figures['done_count']}/"
        f"{figures['task_count']} nhiệm vụ ({points(figures['percent_of_tasks'])})."
    ]
    if figures.get("evidence_in_period"):
        lines.append(f"Có {viet_number(figures['evidence_in_period'])} minh chứng được công nhận trong kỳ.")
    done = [task for task in tasks if task["status"] == "done"]
    lines += [f"- Hoàn thành: {task['content']}." for task in done[:_MANY]]
    if len(done) > _MANY:
        lines.append(f"- Và {len(done) - _MANY} nhiệm vụ khác đã hoàn thành (xem Phụ lục).")
    if "units_addressed" in figures:
        lines.append(
            f"Có {figures['units_issued']}/{figures['units_addressed']} cơ quan, đơn vị đã ban hành kế hoạch riêng."
        )
    return "\n".join(lines)


def _missing(figures: Mapping[str, Any], tasks: Sequence[Mapping[str, Any]]) -> str:
    late = [task for task in tasks if task["status"] == "overdue"]
    behind = [task for task in tasks if task["status"] == "at_risk"]
    lines = [f"- Quá hạn: {task['content']} (đạt {points(task['percent'])})." for task in late]
    lines += [
        f"- Chậm so với tiến độ: {task['content']} (đạt {points(task['percent'])}, mốc {points(task['mark'])})."
        for task in behind
    ]
    missing = figures.get("units_addressed", 0) - figures.get("units_issued", 0)
    if missing:
        lines.append(f"- Còn {missing} cơ quan, đơn vị chưa ban hành kế hoạch riêng.")
    return "\n".join(lines) or "Không có nhiệm vụ quá hạn hoặc chậm so với tiến độ."


def _next(tasks: Sequence[Mapping[str, Any]], *, period: Period) -> str:
    """What is late and behind first, then what runs in the next period; the long rest is told by number."""
    after = following(period)
    until = after.span.ends_on.isoformat() if after else ""
    left = [task for task in tasks if task["status"] != "done" and (not until or task["starts_on"] <= until)]
    left.sort(key=lambda task: task["status"] not in ("overdue", "at_risk"))
    lines = [f"- {task['content']}." for task in left[:_MANY]]
    if len(left) > _MANY:
        lines.append(f"- Tiếp tục thực hiện {len(left) - _MANY} nhiệm vụ khác theo kế hoạch.")
    if not lines:
        return ""
    head = f"Nhiệm vụ trọng tâm {period_words(after)}:" if after else "Tiếp tục hoàn thành:"
    return "\n".join([head, *lines])
