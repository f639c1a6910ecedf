"""Plans and what stands in them, for whoever may see them. The doors by which screens reach a plan or a task."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from danbiet.audit.models import Entry
from danbiet.org.queries import Rights, Tree, papers_of

from ..enums import AssignmentRole, ImportState, PlanState
from ..models import Assignment, ContentGroup, Plan, PlanImport, Target, Task

OPEN_STATES = (PlanState.DRAFT, PlanState.RETURNED)
_NUMBER = re.compile(r"\s*(?P<number>[0-9]+)\s*/\s*(?P<symbol>.+)")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with its parts, read together with all others of its plan."""

    task: Task
    targets: list[Target]
    leads: list[Assignment]
    supports: list[Assignment]

    @property
    def doubt_count(self) -> int:
        return len(self.task.doubts)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of content and its tasks in order."""

    group: ContentGroup
    tasks: list[TaskRow]

    @property
    def doubt_count(self) -> int:
        return sum(row.doubt_count for row in self.tasks)


def holds_plan(rights: Rights, plan: Plan) -> bool:
    """Whether any role is held in the unit that has the plan, or above it."""
    return rights.holds(rights.tree.keeper("plans", plan.pk, plan.unit_id))


def is_public(plan: Plan) -> bool:
    """What is issued is for everybody."""
    return plan.state == PlanState.ISSUED


def plan_for(rights: Rights | None, pk: int, *, on: date | None = None) -> Plan | None:
    """The plan, when it is issued or the person holds a role in its unit or above; None otherwise, as if there were none.

    `on` is the day of the rights and not needed for anything else.
    """
    plan = Plan.objects.select_related("parent", "amends").filter(pk=pk).first()
    if plan is None:
        return None
    return plan if is_public(plan) or (rights is not None and holds_plan(rights, plan)) else None


def task_for(rights: Rights | None, pk: int, *, on: date | None = None) -> Task | None:
    """The task with its plan and group, under the same rule as `plan_for`."""
    task = Task.every.select_related("plan__parent", "group", "parent").filter(pk=pk).first()
    if task is None:
        return None
    allowed = is_public(task.plan) or (rights is not None and holds_plan(rights, task.plan))
    return task if allowed else None


def group_for(rights: Rights, pk: int) -> ContentGroup | None:
    """The group with its plan, under the same rule as `plan_for`."""
    group = ContentGroup.objects.select_related("plan").filter(pk=pk).first()
    if group is None:
        return None
    return group if is_public(group.plan) or holds_plan(rights, group.plan) else None


def import_for(rights: Rights, pk: int) -> PlanImport | None:
    """An import, for people with a role in its unit or above; None otherwise."""
    kept = PlanImport.objects.select_related("file", "plan", "created_by").filter(pk=pk).first()
    return kept if kept is not None and rights.holds(kept.unit_id) else None


def has_unit_plans(plan: Plan) -> bool:
    """Whether there is something to follow below: plans handed down, or a plan of its own that may have found no taker."""
    return plan.parent_id is None or Plan.objects.filter(parent=plan).exists()


def plan_rows(plan: Plan) -> list[GroupRow]:
    """Everything in the plan, in order, in four queries."""
    tasks = plan.tasks.order_by("order", "id").prefetch_related("targets", "assignments")
    groups = plan.groups.prefetch_related(Prefetch("tasks", queryset=tasks))
    return [GroupRow(group, [task_row(task) for task in group.tasks.all()]) for group in groups]


def task_row(task: Task) -> TaskRow:
    """One task with its parts."""
    assignments = list(task.assignments.all())
    return TaskRow(
        task,
        list(task.targets.all()),
        [one for one in assignments if one.role == AssignmentRole.LEAD],
        [one for one in assignments if one.role == AssignmentRole.SUPPORT],
    )


def desk_plans(
    rights: Rights, *, year: int | None = None, state: str = "", unit_id: int | None = None, text: str = ""
) -> QuerySet[Plan]:
    """Plans of the person's units and all below, with the number of their tasks and of what is unsure."""
    found = Plan.objects.filter(papers_of("plans", rights.unit_ids(), rights.tree)).select_related("parent")
    if year is not None:
        found = found.filter(year=year)
    if state:
        found = found.filter(state=state)
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    if text:
        found = found.filter(Q(title__icontains=text) | Q(number__icontains=text))
    return found.annotate(
        task_count=Count("tasks", filter=Q(tasks__valid_until__isnull=True), distinct=True),
        unsure_count=Count(
            "tasks", filter=Q(tasks__valid_until__isnull=True) & ~Q(tasks__doubts=[]), distinct=True
        ),
    )


def desk_imports(rights: Rights) -> QuerySet[PlanImport]:
    """Imports of the person's units and all below, newest first."""
    return PlanImport.objects.filter(unit_id__in=rights.unit_ids()).select_related(
        "file", "plan", "created_by"
    )


def same_file_before(kept: PlanImport) -> list[PlanImport]:
    """Earlier imports of the very same file for the same unit and year, newest first."""
    return list(
        PlanImport.objects.filter(
            unit_id=kept.unit_id, year=kept.year, file__sha256=kept.file.sha256, pk__lt=kept.pk
        ).select_related("plan")
    )


@dataclass(frozen=True, slots=True)
class WorkDone:
    """How often one person changed a draft, and when last."""

    name: str
    count: int
    last_at: datetime


def work_since_import(kept: PlanImport) -> list[WorkDone]:
    """Who has changed the draft an import made, most often first. One query."""
    rows = (
        Entry.objects.filter(object_kind="plan", object_id=kept.plan_id)
        .order_by()
        .values_list("actor_name")
        .annotate(count=Count("id"), last_at=Max("at"))
    )
    return sorted((WorkDone(*row) for row in rows), key=lambda one: -one.count)


def waiting_imports(rights: Rights) -> int:
    """How many files were read and neither taken over nor undone, in the units where the person writes plans."""
    return PlanImport.objects.filter(unit_id__in=rights.units_held(), state=ImportState.READ).count()


def plan_years() -> list[int]:
    """Years for which there is any plan, newest first."""
    return list(Plan.objects.order_by("-year").values_list("year", flat=True).distinct())


def plan_numbered(number: str, *, year: int | None = None, unit_id: int | None = None) -> list[Plan]:
    """Issued plans with this number, whatever its spaces; narrowed by year and unit when given."""
    wanted = "".join(number.split()).casefold()
    found = Plan.objects.filter(state=PlanState.ISSUED)
    if year is not None:
        found = found.filter(year=year)
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    return [plan for plan in found if "".join(plan.number.split()).casefold() == wanted]


def suggested_number(plan: Plan, *, units: Tree) -> str:
    """The next number after those the unit has used for plans this year, with the symbol it used last.

    Without any: 01 with the unit's own abbreviation (UBND for a province, district or commune).
    """
    used = (
        Plan.objects.filter(unit_id=plan.unit_id, amends__isnull=True)
        .exclude(number="")
        .order_by("year", "issued_on", "id")
    )
    numbers: list[int] = []
    symbol = ""
    for year, number in used.values_list("year", "number"):
        found = _NUMBER.fullmatch(number)
        if found is None:
            continue
        symbol = found["symbol"]
        if year == plan.year:
            numbers.append(int(found["number"]))
    if not symbol:
        unit = units.get(plan.unit_id)
        short = unit.abbreviation if unit and unit.abbreviation and " " not in unit.abbreviation else ""
        symbol = f"KH-{short or 'UBND'}"
    return f"{max(numbers, default=0) + 1:02}/{symbol}"


def lead_counts(plan: Plan) -> Counter[int]:
    """For each unit how many of the plan's tasks it leads or supports."""
    rows = Assignment.objects.filter(task__plan=plan, task__valid_until__isnull=True).values_list(
        "unit_id", flat=True
    )
    return Counter(rows)


def receiving_units(plan: Plan, *, units: Tree) -> list[int]:
    """The units that will get a draft when the plan is issued as it stands: those addressed and below the issuing one."""
    addressed = (
        Assignment.objects.filter(task__plan=plan).order_by("unit_id").values_list("unit_id", flat=True)
    )
    below = units.descendants(plan.unit_id) - {plan.unit_id}
    return [unit_id for unit_id in addressed.distinct() if unit_id in below]
