"""What a report says in numbers, as of a day: plain JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from danbiet.kit.periods import ONE_DAY, Period
from danbiet.measures.queries import events_by_id
from danbiet.org.queries import Tree, ranking_groups_of, tree

from ..calc import reporting as calc
from ..calc.progress import PlanProgress
from ..enums import EvidenceState, PlanState, ReportState
from ..models import Credit, Evidence, Plan, Report
from .progress import plans_in_full
from .public import TaskFacts, task_facts
from .tallies import EventLine, event_lines

FROZEN = (ReportState.SUBMITTED, ReportState.ACCEPTED)
SET_WORDS = {
    "departments": "Các sở, ban, ngành tỉnh",
    "districts": "UBND các huyện, thị xã, thành phố",
    "communes": "UBND các xã, phường, thị trấn",
    "service_units": "Các đơn vị sự nghiệp công lập tỉnh",
    "central_agencies": "Các cơ quan Trung ương đóng tại tỉnh",
    "mass_organisations": "Mặt trận và các đoàn thể",
    "media": "Các cơ quan báo chí, phát thanh, truyền hình",
    "party_bodies": "Các cơ quan Đảng",
    "schools": "Các trường học",
    "parts": "Các đơn vị trực thuộc",
    "all": "Các cơ quan, đơn vị",
}


def as_of_for(period: Period, *, on: date) -> date:
    """The day a report of the period speaks of: the period's last, or today while it still runs."""
    return min(period.span.ends_on, on)


@dataclass(frozen=True, slots=True)
class PeriodProgress:
    """How far plans were on a day and before its period, and what the platform counted for each: what reports ask at most cost."""

    period: Period
    as_of: date
    now: Mapping[int, PlanProgress]
    before: Mapping[int, PlanProgress]
    counted: Mapping[int, Sequence[EventLine]]


def period_progress(
    plan_ids: Sequence[int], *, period: Period, as_of: date, below: Sequence[int] = ()
) -> PeriodProgress:
    """Of plans to report on, and as of the day of those `below` them; read together for many reports of one period."""
    counted: dict[int, list[EventLine]] = defaultdict(list)
    for line in event_lines(on=as_of, plan_ids=plan_ids):
        counted[line.plan_id].append(line)
    return PeriodProgress(
        period, as_of, plans_in_full([*plan_ids, *below], as_of), plans_in_full(plan_ids, period.span.starts_on - ONE_DAY),
        counted,
    )  # fmt: skip


def report_figures(
    plan: Plan, *, period: Period, as_of: date, known: PeriodProgress | None = None
) -> calc.Figures:
    """Everything a report says in numbers, as plain JSON.

    Own tasks with what was planned and done in the period; evidence by form and language; for a plan that was handed
    down, each unit's own plan by ranking group. The number of queries depends on neither units nor tasks. `known` was read
    for several reports at once, of this period and day (else ValueError), and nothing has changed since.
    """
    start = period.span.starts_on
    units = tree(as_of)
    children = _children(plan)
    issued = [child.pk for child in children if _is_issued(child, as_of)]
    if known is None:
        known = period_progress([plan.pk], period=period, as_of=as_of, below=issued)
    elif (known.period, known.as_of) != (period, as_of):
        raise ValueError(f"progress of {known.period.key} on {known.as_of}, not of {period.key} on {as_of}")
    now, before = known.now, known.before
    words = _task_words(plan, units=units, start=start, as_of=as_of)
    figures = calc.plan_figures(now[plan.pk], before[plan.pk], period=period, as_of=as_of, words=words)
    figures |= _evidence_counts(plan, start=start, as_of=as_of)
    figures |= _event_counts(known.counted.get(plan.pk, ()), start=start)
    figures |= {"period": period.key, "as_of": as_of.isoformat(), "year": plan.year}
    if children:
        progress = {pk: calc.unit_figures(now[pk]) for pk in issued}
        figures |= _units(plan, children, progress, units=units, period=period, as_of=as_of)
    return figures


def _children(plan: Plan) -> list[Plan]:
    """One plan of each unit it was handed to. A unit that took its plan back still owes one: it stays, with the plan withdrawn
    until another is drafted, so that the number of units is the same whatever they do."""
    held: dict[int, Plan] = {}
    for child in Plan.objects.filter(parent=plan).defer("sections").order_by("id"):
        if child.state != PlanState.WITHDRAWN or child.unit_id not in held:
            held[child.unit_id] = child
    return list(held.values())


def _is_issued(plan: Plan, as_of: date) -> bool:
    return plan.state == PlanState.ISSUED and plan.issued_on is not None and plan.issued_on <= as_of


def _task_words(plan: Plan, *, units: Tree, start: date, as_of: date) -> dict[int, calc.TaskWords]:
    rows = (
        Credit.objects.filter(
            target__task__plan=plan,
            evidence__state=EvidenceState.ACCEPTED,
            evidence__on__range=(start, as_of),
        )
        .order_by()
        .values_list("target__task_id")
        .annotate(count=Count("evidence_id", distinct=True))
    )
    counts = dict(rows)
    facts = task_facts(plan_id=plan.pk, on=as_of)
    return {
        pk: calc.TaskWords(one.number, _lead_words(one, units), counts.get(pk, 0))
        for pk, one in facts.items()
    }


def _lead_words(task: TaskFacts, units: Tree) -> str:
    """The lead units by name; those meant through a set by the set's name."""
    words = [
        SET_WORDS.get(set_code, set_code) if set_code else units.name(unit_id)
        for unit_id, set_code in task.leads
    ]
    return "; ".join(dict.fromkeys(words))


def _evidence_counts(plan: Plan, *, start: date, as_of: date) -> dict[str, Any]:
    """Pieces of accepted evidence in the period and since the start of the year, by form and by language."""
    pieces = (
        Evidence.objects.filter(
            pk__in=Credit.objects.filter(target__task__plan=plan).values("evidence_id"),
            state=EvidenceState.ACCEPTED,
            on__lte=as_of,
        )
        .order_by()
        .values_list("kind", "language")
        .annotate(total=Count("id"), recent=Count("id", filter=Q(on__gte=start)))
    )
    forms: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    languages: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for kind, language, total, recent in pieces:
        for held in (forms[kind], languages[language]):
            held[0] += recent
            held[1] += total
    return {
        "by_form": dict(sorted(forms.items())),
        "by_language": dict(sorted(languages.items())),
        "evidence_in_period": sum(recent for recent, _ in forms.values()),
        "evidence_in_all": sum(total for _, total in forms.values()),
    }


def _event_counts(counted: Sequence[EventLine], *, start: date) -> dict[str, Any]:
    """What the platform counted for the plan by itself, by measure: in the period and since the start of the year. Each
    thing once, however many targets it counts for."""
    lines = {line.event_id: line.on for line in counted}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for pk, event in events_by_id(lines).items():
        counts[event.measure][0] += lines[pk] >= start
        counts[event.measure][1] += 1
    return {"by_measure": dict(sorted(counts.items()))}


def _units(
    plan: Plan,
    children: Sequence[Plan],
    progress: Mapping[int, calc.Figures],
    *,
    units: Tree,
    period: Period,
    as_of: date,
) -> dict[str, Any]:
    reported = set(
        Report.objects.filter(
            plan__in=[child.pk for child in children], period_key=period.key, state__in=FROZEN
        )
        .filter(submitted_at__isnull=False)
        .values_list("plan_id", flat=True)
    )
    order = {unit.id: place for place, unit in enumerate(units)}
    rows = {
        child.unit_id: _unit_row(
            child, plan, progress.get(child.pk), name=units.full_name(child.unit_id), as_of=as_of,
            has_reported=child.pk in reported,
        )
        for child in sorted(children, key=lambda child: order.get(child.unit_id, len(order)))
    }  # fmt: skip
    return {
        "unit_groups": [
            {"title": title, "units": [rows[unit_id] for unit_id in ids]}
            for title, ids in _by_ranking_group(plan.year, list(rows))
        ],
        "units_addressed": len(rows),
        "units_issued": sum(row["is_issued"] for row in rows.values()),
        "units_late": sum(row["is_late"] for row in rows.values()),
        "units_reported": sum(row["has_reported"] for row in rows.values()),
    }


def _unit_row(
    child: Plan, plan: Plan, figures: calc.Figures | None, *, name: str, as_of: date, has_reported: bool
) -> dict[str, Any]:
    issued = figures is not None
    due_on = plan.unit_plans_due_on
    is_late = bool(due_on and ((child.issued_on or as_of) if issued else as_of) > due_on)
    return {
        "unit_id": child.unit_id,
        "name": name,
        "plan_id": child.pk,
        "is_issued": issued,
        "is_late": is_late,
        "number": child.number if issued else "",
        "issued_on": child.issued_on.isoformat() if issued and child.issued_on else None,
        "state": "Đã ban hành" if issued else "Chưa ban hành",
        "has_reported": has_reported,
        **(figures or {"percent": None}),
    }


def _by_ranking_group(year: int, unit_ids: Sequence[int]) -> list[tuple[str, list[int]]]:
    left = list(unit_ids)
    found = []
    for group, members in ranking_groups_of(year):
        held = [unit_id for unit_id in unit_ids if unit_id in set(members)]
        if held:
            found.append((group.name, held))
            left = [unit_id for unit_id in left if unit_id not in set(held)]
    if left:
        found.append(("Các cơ quan, đơn vị khác" if found else "Các cơ quan, đơn vị", left))
    return found
