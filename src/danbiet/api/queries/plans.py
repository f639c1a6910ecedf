"""Issued plans, tasks and accepted evidence, as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from pydantic import Field

from danbiet.measures.queries import total_for_task
from danbiet.measures.registry import PAGE_VIEWS
from danbiet.org.queries import Tree, tree
from danbiet.plans.calc.progress import GroupProgress, TargetProgress, TaskProgress, shown
from danbiet.plans.enums import EvidenceKind, ProofKind
from danbiet.plans.queries import public as ask
from danbiet.plans.queries.evidence import evidence_of_task
from danbiet.plans.queries.progress import PlanSummary, plan_progress, plans_progress, summary, task_progress

from ..render import plans as shapes
from ..render.shape import Named, UnitRef
from ..render.shape import gettext_noop as _
from ..validators import YEAR, AsOf, Id, PagedAsOf, Words, Year
from .rows import Now, Rows, api, full, link, unit_ref


class PlansAsked(PagedAsOf):
    nam: Year | None = Field(None, description=YEAR)
    don_vi: Id | None = Field(
        None, description=_("Issued plans of this unit (its number), those that carry out another plan too.")
    )


class TasksAsked(PagedAsOf):
    don_vi: Id | None = Field(None, description=_("Tasks this unit (its number) leads or supports."))
    tinh_trang: Words = Field("", description=shapes.STATUS)


def plans(asked: PlansAsked, now: Now) -> Rows[shapes.Plan]:
    """The province's plans, or a unit's, newest first; figures of a page in three queries."""
    on = asked.ngay or now.on
    if asked.don_vi is None:
        found: Any = ask.issued_plans(asked.nam)
    else:
        found = [one for one in ask.plans_of_unit(asked.don_vi) if asked.nam in (None, one.year)]
    return Rows(found, lambda part: _plans(part, on), as_of=on)


def _plans(part: Sequence[Any], on: date) -> list[shapes.Plan]:
    figures, units = plans_progress([one.pk for one in part], on), tree(on)
    return [shapes.Plan(**_plan(one, figures[one.pk], units, "")) for one in part]


def _plan(one: Any, figures: PlanSummary, units: Tree, query: str) -> dict[str, Any]:
    return {
        "id": one.pk, "number": one.number, "title": one.title, "year": one.year, "unit": unit_ref(one.unit_id, units),
        "issued_on": one.issued_on, "parent_id": _issued_parent(one), "percent": _percent(figures.percent),
        "percent_of_tasks": _percent(figures.percent_of_tasks), "mark": _percent(figures.mark), "status": figures.status,
        "task_count": figures.task_count, "done_count": figures.done_count,
        "links": link(f"/plans/{one.pk}", reverse("plans:plan-public", args=[one.pk]) + query),
    }  # fmt: skip


def _issued_parent(one: Any) -> int | None:
    """Its number where everybody may read it."""
    return one.parent_id if one.parent_id is not None and one.parent.state == "issued" else None


def _percent(value: Any) -> Any:
    return None if value is None else shown(value, 2)


def plan(asked: AsOf, now: Now, id: Id) -> shapes.PlanInFull | None:
    """An issued plan with its groups."""
    found = ask.issued_plan(id)
    if found is None:
        return None
    on = asked.ngay or now.on
    progress = plan_progress(id, on)
    figures = summary(progress)
    return shapes.PlanInFull(
        **_plan(found, figures, tree(on), _day(asked)), as_of=on, tasks=api(f"/plans/{id}/tasks"),
        word=full(reverse("plans:plan-word", args=[id])), status_counts=figures.status_counts,
        groups=[_group(one) for one in progress.groups],
    )  # fmt: skip


def _day(asked: AsOf) -> str:
    return "" if asked.ngay is None else f"?ngay={asked.ngay.isoformat()}"


def _group(one: GroupProgress) -> shapes.PlanGroup:
    return shapes.PlanGroup(
        id=one.group.id, order=one.group.order, title=one.label, weight=one.weight, percent=_percent(one.percent),
        mark=_percent(one.mark), status=one.status, task_count=len(one.tasks), done_count=one.done_count,
    )  # fmt: skip


def tasks(asked: TasksAsked, now: Now, id: Id) -> Rows[shapes.Task] | None:
    """Tasks of an issued plan in its order. Six queries whatever their number."""
    if ask.issued_plan(id) is None:
        return None
    on = asked.ngay or now.on
    progress, facts, units = plan_progress(id, on), ask.task_facts(plan_id=id), tree(on)
    rows = [
        (group, one, facts[one.task.id])
        for group in progress.groups
        for one in group.tasks
        if _is_asked(one, facts[one.task.id], asked)
    ]
    return Rows(
        rows,
        lambda part: [shapes.Task(**_task(one, facts, group.label, units)) for group, one, facts in part],
        as_of=on,
    )


def _is_asked(one: TaskProgress, facts: ask.TaskFacts, asked: TasksAsked) -> bool:
    units = {unit for unit, _set in (*facts.leads, *facts.supports)}
    return (asked.don_vi is None or asked.don_vi in units) and asked.tinh_trang in ("", one.status)


def _task(
    one: TaskProgress, facts: ask.TaskFacts, group: str, units: Tree, query: str = ""
) -> dict[str, Any]:
    def refs(pairs: Sequence[tuple[int, str]]) -> list[UnitRef]:
        return [unit_ref(unit_id, units) for unit_id in dict.fromkeys(unit for unit, _set in pairs)]

    return {
        "id": one.task.id, "plan_id": one.task.plan_id, "number": facts.number, "group_id": one.task.group_id, "group": group,
        "content": facts.content, "leads": refs(facts.leads), "supports": refs(facts.supports), "starts_on": facts.starts_on,
        "ends_on": facts.ends_on, "schedule": facts.schedule_text, "recurrence": facts.recurrence, "percent": _percent(one.percent),
        "mark": _percent(one.mark), "status": one.status, "targets": [_target(each) for each in one.targets],
        "links": link(f"/tasks/{one.task.id}", reverse("plans:task-public", args=[one.task.id]) + query),
    }  # fmt: skip


def _target(one: TargetProgress) -> shapes.Target:
    spec = one.spec
    return shapes.Target(
        id=spec.id, comparison=spec.comparison, quantity=spec.quantity, unit_text=spec.unit_text, per=spec.per,
        measure=spec.measure or "", actual=one.actual, counted=shown(one.counted, 2), quota=shown(one.quota, 2),
        percent=_percent(one.percent),
    )  # fmt: skip


def task(asked: AsOf, now: Now, id: Id) -> shapes.TaskInFull | None:
    """A task of an issued plan."""
    found = ask.issued_task(id)
    on = asked.ngay or now.on
    progress = task_progress(id, on) if found is not None else None
    if found is None or progress is None:
        return None
    facts = ask.task_facts(task_id=id)[id]
    parent = found.parent if found.parent_id is not None else None
    return shapes.TaskInFull(
        **_task(progress, facts, found.group.title, tree(on), _day(asked)), as_of=on,
        plan=shapes.PlanRef(
            id=found.plan_id, number=found.plan.number,
            links=link(f"/plans/{found.plan_id}", reverse("plans:plan-public", args=[found.plan_id])),
        ),
        forms=found.forms, audience=found.audience, product=found.product,
        parent_id=parent.pk if parent is not None and parent.plan.state == "issued" else None,
        views=int(total_for_task(PAGE_VIEWS, id, until=on)), evidence=api(f"/tasks/{id}/evidence"),
    )  # fmt: skip


def evidence(asked: PagedAsOf, now: Now, id: Id) -> Rows[shapes.Evidence] | None:
    """Accepted evidence that counts for a task up to the day, newest first."""
    if ask.issued_task(id) is None:
        return None
    on = asked.ngay or now.on
    units = tree(on)
    rows = evidence_of_task(id, on).prefetch_related("proofs__file")
    return Rows(rows, lambda part: [_evidence(one, units) for one in part], as_of=on)


def _evidence(one: Any, units: Tree) -> shapes.Evidence:
    return shapes.Evidence(
        id=one.pk, on=one.on, title=one.title, unit=unit_ref(one.unit_id, units), kind=one.kind,
        kind_label=str(EvidenceKind(one.kind).label), language=one.language,
        quantities=[Named(key=str(each.target_id), name=f"{each.quantity.normalize():f}") for each in one.for_task],
        proofs=[_proof(each) for each in one.proofs.all()],
    )  # fmt: skip


def _proof(one: Any) -> shapes.Proof:
    """As the page of the task tells it: a link with its address, a file by its caption."""
    is_link = one.kind == ProofKind.LINK
    label = one.caption or (one.url if is_link else str(ProofKind(one.kind).label))
    return shapes.Proof(kind=one.kind, label=label, url=one.url if is_link else "")
