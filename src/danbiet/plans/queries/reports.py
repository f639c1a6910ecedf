"""Reports: their figures as of a day, what changed since they were frozen, and the doors by which screens reach them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from danbiet.audit.models import Entry
from danbiet.kit.periods import ONE_DAY, Period
from danbiet.measures.queries import events_by_id
from danbiet.org.queries import NoUnits, Rights, Tree, names_of, papers_of, ranking_groups_of, tree

from ..calc import reporting as calc
from ..calc.progress import PlanProgress
from ..enums import EvidenceState, PlanState, ReportState
from ..models import Credit, Evidence, Plan, Report
from .plans import plan_numbered
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


@dataclass(frozen=True, slots=True)
class Published:
    """Something that began (or with `is_withdrawn` ceased) to count after a report was submitted; `reason` why it ceased."""

    event_id: int
    on: date
    title: str
    url: str
    unit_id: int
    is_withdrawn: bool
    reason: str
    task_ids: frozenset[int]
    plan_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Correction:
    """A difference between the frozen figures and today's, and what explains it: evidence decided on since, and things the
    platform counts that were published or taken back since."""

    change: calc.Correction
    evidence: tuple[Evidence, ...]
    published: tuple[Published, ...] = ()


def corrections(report: Report, *, on: date) -> list[Correction]:
    """What the same questions would answer today for the report's own day, beside what it says.

    Empty for a report that is not frozen, and while nothing has changed. `on` must not lie before the report's day
    (nothing is known of evidence to come); it is the day the comparison is made.
    """
    if report.figures is None or report.as_of is None or on < report.as_of:
        return []
    period = calc.report_period(report.period_key)
    today = report_figures(report.plan, period=period, as_of=report.as_of)
    changes = calc.differences(report.figures, today)
    decided = _decided_since(report) if changes else []
    published, plan_units = _published_since(report) if changes else ([], {})
    return [
        Correction(
            change,
            _because(change, decided),
            _because_published(change, published, plan_id=report.plan_id, plan_units=plan_units),
        )
        for change in changes
    ]


@dataclass(frozen=True, slots=True)
class _Decided:
    evidence: Evidence
    task_ids: frozenset[int]


def _decided_since(report: Report) -> list[_Decided]:
    """Evidence up to the report's day about which something was decided after the report was submitted."""
    tasks: dict[int, set[int]] = defaultdict(set)
    rows = Credit.objects.filter(
        target__task__plan_id=report.plan_id, evidence__on__lte=report.as_of,
        evidence__decided_at__gt=report.submitted_at,
    )  # fmt: skip
    for evidence_id, task_id in rows.values_list("evidence_id", "target__task_id"):
        tasks[evidence_id].add(task_id)
    below = Credit.objects.filter(
        target__task__plan__parent_id=report.plan_id, evidence__on__lte=report.as_of,
        evidence__decided_at__gt=report.submitted_at,
    ).values("evidence_id")  # fmt: skip
    found = Evidence.objects.filter(Q(pk__in=tasks) | Q(pk__in=below)).order_by("on", "id")
    return [_Decided(evidence, frozenset(tasks.get(evidence.pk, ()))) for evidence in found]


def _because(change: calc.Correction, decided: Iterable[_Decided]) -> tuple[Evidence, ...]:
    if change.kind == "task":
        return tuple(one.evidence for one in decided if change.object_id in one.task_ids)
    if change.kind == "unit":
        return tuple(one.evidence for one in decided if one.evidence.unit_id == change.object_id)
    return tuple(one.evidence for one in decided if one.task_ids)


def _published_since(report: Report) -> tuple[list[Published], dict[int, int]]:
    """What began or ceased to count for the plan, or for the plans handed down from it, after the report was submitted and is
    dated up to the report's day; and the unit of each of those plans. Three queries."""
    children = Plan.objects.filter(parent_id=report.plan_id).exclude(state=PlanState.WITHDRAWN)
    plan_units = dict(children.values_list("pk", "unit_id"))
    if report.as_of is None or report.submitted_at is None:
        return [], plan_units
    plan_ids = [report.plan_id, *plan_units]
    lines = event_lines(on=report.as_of, plan_ids=plan_ids, since=report.submitted_at)
    tasks: dict[int, set[int]] = defaultdict(set)
    plans: dict[int, set[int]] = defaultdict(set)
    places: dict[int, set[tuple[int, date, int | None, Decimal]]] = defaultdict(set)
    for line in lines:
        tasks[line.event_id].add(line.task_id)
        plans[line.event_id].add(line.plan_id)
        places[line.event_id].add((line.target_id, line.bucket, line.cell_unit_id, line.quantity))
    events = events_by_id(tasks)
    replaced = _replaced(events, places)
    found = [
        Published(
            pk, event.on, event.title, event.url, event.unit_id, event.withdrawn_at is not None, event.withdrawn_reason,
            frozenset(tasks[pk]), frozenset(plans[pk]),
        )
        for pk, event in events.items()
        if pk not in replaced
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.on, one.event_id)), plan_units


def _replaced(events: Mapping[int, Any], places: Mapping[int, object]) -> set[int]:
    """Pairs of one source that ceased and began to count in the same cells (a page published anew under another title):
    together they change no figure."""
    pairs: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for pk, event in events.items():
        pairs[event.source_kind, event.source_id, event.measure].append(pk)
    found: set[int] = set()
    for pair in pairs.values():
        if len(pair) == 2 and places[pair[0]] == places[pair[1]]:
            found.update(pair)
    return found


def _because_published(
    change: calc.Correction, published: Iterable[Published], *, plan_id: int, plan_units: Mapping[int, int]
) -> tuple[Published, ...]:
    if change.kind == "task":
        return tuple(one for one in published if change.object_id in one.task_ids)
    if change.kind == "unit":
        of_unit = {plan for plan, unit_id in plan_units.items() if unit_id == change.object_id}
        return tuple(one for one in published if one.plan_ids & of_unit)
    return tuple(one for one in published if plan_id in one.plan_ids)


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as it is shown and printed: frozen where one was submitted, else today's figures, which are provisional."""

    plan: Plan
    period: Period
    as_of: date
    figures: calc.Figures
    narrative: tuple[Mapping[str, str], ...]
    report: Report | None
    corrections: tuple[Correction, ...]

    @property
    def is_provisional(self) -> bool:
        return self.report is None or self.report.state not in FROZEN


def report_of(plan: Plan, period: Period) -> Report | None:
    """The plan's report for the period, None when nobody has opened one."""
    return Report.objects.filter(plan=plan, period_key=period.key).first()


def report_view(plan: Plan, *, period: Period, on: date, report: Report | None = None) -> ReportView:
    """The report of a plan for a period as of today: frozen figures with their corrections, or provisional ones."""
    known = report or report_of(plan, period)
    if known is not None and known.state in FROZEN and known.figures is not None:
        return ReportView(
            plan, period, known.as_of or period.span.ends_on, known.figures, tuple(known.narrative), known,
            tuple(corrections(known, on=on)),
        )  # fmt: skip
    as_of = as_of_for(period, on=on)
    figures = report_figures(plan, period=period, as_of=as_of)
    narrative = tuple(known.narrative) if known else ()
    return ReportView(plan, period, as_of, figures, narrative, known, ())


def report_for(pk: int) -> Report | None:
    """The only door to one report: None when there is none. Who may see it is `permissions.may_see_report`."""
    return Report.objects.select_related("plan__parent", "submitted_by", "decided_by").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One unit's plan and its report for a period, if there is one."""

    plan: Plan
    name: str
    report: Report | None

    @property
    def standing(self) -> str:
        """missing (nothing handed in), else the report's state; a draft is shown as what it is."""
        return self.report.state if self.report else MISSING

    @property
    def has_reported(self) -> bool:
        return self.report is not None and self.report.state in FROZEN


MISSING = "missing"


def report_rows(rights: Rights, period: Period) -> list[ReportRow]:
    """Every issued plan of the year in the person's units and below with its report, in the order of the tree.

    Two queries, however many units. Plans of units that no longer exist come last.
    """
    units = rights.tree
    order = {unit.id: place for place, unit in enumerate(units)}
    plans = (
        Plan.objects.filter(
            papers_of("plans", rights.unit_ids(), rights.tree),
            year=period.year,
            state=PlanState.ISSUED,
            issued_on__lte=period.span.ends_on,
        )
        .defer("sections")
        .order_by("id")
    )
    reports = Report.objects.filter(plan__in=plans, period_key=period.key).defer("figures", "narrative")
    held = {report.plan_id: report for report in reports}
    rows = [ReportRow(plan, units.full_name(plan.unit_id), held.get(plan.pk)) for plan in plans]
    return sorted(rows, key=lambda row: (order.get(row.plan.unit_id, len(order)), row.plan.pk))


def report_history(report: Report) -> QuerySet[Entry]:
    """Who did what with it, oldest first."""
    return Entry.objects.filter(object_kind="report", object_id=report.pk).order_by("at", "id")


def has_children(plan: Plan) -> bool:
    """Whether the plan was handed down, so that its report is a consolidated one."""
    return Plan.objects.filter(parent=plan).exists()


class NoSuchReport(LookupError):
    """What was asked for cannot be reported on; `str()` says why in a sentence."""


def plan_to_report(number: str, *, year: int) -> Plan:
    """The issued plan with this number for the year: the province's own where several units used the number.

    Refused (NoSuchReport): no plan of this number, none in this year, several of equal rank.
    """
    found = plan_numbered(number, year=year)
    if not found:
        raise NoSuchReport(_no_plan(number, year=year))
    top = [plan for plan in found if plan.parent_id is None] or found
    if len(top) > 1:
        root = _root_id(top[0])
        top = [plan for plan in top if plan.unit_id == root] or top
    if len(top) > 1:
        names = names_of([plan.unit_id for plan in top], date(year, 12, 31))
        raise NoSuchReport(
            _("Several units have a plan numbered %(number)s in %(year)s: %(units)s. Say which with --unit.")
            % {"number": number, "year": year, "units": "; ".join(sorted(names.values()))}
        )
    return top[0]


def own_plan(number: str, *, year: int, unit_id: int, name: str) -> Plan:
    """The unit's own issued plan under the plan with this number (or that plan itself, when it is the unit's).

    Refused (NoSuchReport): no such plan, the unit was given no part in it, its own plan is not issued yet.
    """
    found = plan_numbered(number, year=year)
    if not found:
        raise NoSuchReport(_no_plan(number, year=year))
    for plan in found:
        if plan.unit_id == unit_id:
            return plan
    own = Plan.objects.filter(parent__in=found, unit_id=unit_id).exclude(state=PlanState.WITHDRAWN)
    chosen = own.select_related("parent").first()
    words = {"unit": name, "number": number}
    if chosen is None:
        raise NoSuchReport(_("%(unit)s has no plan of its own under plan %(number)s.") % words)
    if chosen.state != PlanState.ISSUED:
        raise NoSuchReport(_("%(unit)s has not issued its own plan under plan %(number)s yet.") % words)
    return chosen


def _no_plan(number: str, *, year: int) -> str:
    others = sorted({plan.year for plan in plan_numbered(number)})
    if others:
        return _("Plan %(number)s is a plan for %(years)s, not for %(year)s.") % {
            "number": number, "years": ", ".join(map(str, others)), "year": year,
        }  # fmt: skip
    return _("There is no issued plan numbered %(number)s.") % {"number": number}


def _root_id(plan: Plan) -> int | None:
    try:
        return tree(plan.issued_on or date(plan.year, 12, 31)).root.id
    except NoUnits:
        return None
