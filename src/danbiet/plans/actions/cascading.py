"""Hands an issued plan down: each addressed unit gets a draft of its own plan with its share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from danbiet.measures.registry import ABOUT_A_PLAN

from ..calc.measuring import MeasureFilter
from ..calc.shares import Addressee, Portion, portions
from ..enums import AssignmentRole, Comparison, Per, Share
from ..models import Assignment, ContentGroup, Plan, Target, Task

COMMUNES = "communes"


@dataclass(frozen=True, slots=True)
class Given:
    """A task on its way down, with what was read of it once for all units."""

    task: Task
    targets: list[Target]
    assignments: list[Assignment]

    @property
    def addressees(self) -> list[Addressee]:
        """Who it is addressed to, in order."""
        return [
            Addressee(one.unit_id, one.role == AssignmentRole.LEAD, bool(one.set_code))
            for one in self.assignments
        ]

    def share_of(self, unit_id: int) -> Share:
        """Whether the unit leads or supports it."""
        role = next(one.role for one in self.assignments if one.unit_id == unit_id)
        return Share.LEAD if role == AssignmentRole.LEAD else Share.SUPPORT


def hand_down(plan: Plan, *, below: Collection[int], at: datetime) -> list[Plan]:
    """Write a draft for every addressed unit `below` the issuing one, in the caller's transaction; the drafts, in order.
    A unit beside or above it may be named as a partner, but gets no orders from it.

    Each draft holds the groups and tasks that concern the unit, linked to the plan's, with the unit as the one who
    answers for them and its portion of each target (`calc.shares.portions`).
    """
    given = tasks_given(plan)
    addressed = dict.fromkeys(
        one.unit_id
        for item in given
        for one in item.assignments
        if one.unit_id != plan.unit_id and one.unit_id in below
    )
    drafts = Plan.objects.bulk_create([_draft_for(plan, unit_id, at=at) for unit_id in addressed])
    by_unit = {draft.unit_id: draft for draft in drafts}
    groups = _copy_groups(plan, given=given, drafts=by_unit)
    tasks = _copy_tasks(given, drafts=by_unit, groups=groups)
    _copy_targets(given, tasks=tasks)
    Assignment.objects.bulk_create(
        [
            Assignment(task=task, unit_id=unit_id, role=AssignmentRole.LEAD, order=1)
            for (unit_id, _task_id), task in tasks.items()
        ],
        batch_size=2000,
    )
    return drafts


def share_to_communes(plan: Plan, *, task_ids: Collection[int], commune_ids: Collection[int]) -> int:
    """Give tasks of a district's plan to all its communes, each as lead through the set; returns assignments made."""
    fresh = []
    for task in plan.tasks.filter(pk__in=task_ids).prefetch_related("assignments"):
        known = {one.unit_id for one in task.assignments.all()}
        start = len(known)
        fresh += [
            Assignment(
                task=task, unit_id=unit_id, role=AssignmentRole.LEAD, set_code=COMMUNES, order=start + place
            )
            for place, unit_id in enumerate(commune_ids, 1)
            if unit_id not in known
        ]
    return len(Assignment.objects.bulk_create(fresh))


def tasks_given(plan: Plan) -> list[Given]:
    """The plan's tasks with targets and assignments, in three queries."""
    tasks = plan.tasks.select_related("group").prefetch_related("targets", "assignments")
    return [Given(task, list(task.targets.all()), list(task.assignments.all())) for task in tasks]


def _draft_for(plan: Plan, unit_id: int, *, at: datetime) -> Plan:
    return Plan(
        unit_id=unit_id,
        year=plan.year,
        parent=plan,
        title=_("Communication plan on administrative reform in %(year)s") % {"year": plan.year},
        place=plan.place,
        sections=_legal_basis(plan),
        created_at=at,
    )


def _legal_basis(plan: Plan) -> list[dict[str, object]]:
    if not plan.number or plan.issued_on is None:
        return []
    words = _("Carrying out Plan %(number)s of %(date)s: %(title)s") % {
        "number": plan.number,
        "date": f"{plan.issued_on:%d/%m/%Y}",
        "title": plan.title,
    }
    return [{"key": "legal_basis", "heading": "", "level": 1, "paragraphs": [words]}]


def _copy_groups(
    plan: Plan, *, given: Iterable[Given], drafts: dict[int, Plan]
) -> dict[tuple[int, int], ContentGroup]:
    wanted: dict[tuple[int, int], ContentGroup] = {}
    for item in given:
        for one in item.assignments:
            key = (one.unit_id, item.task.group_id)
            if one.unit_id in drafts and key not in wanted:
                source = item.task.group
                wanted[key] = ContentGroup(
                    plan=drafts[one.unit_id],
                    order=source.order,
                    title=source.title,
                    weight=source.weight,
                    parent=source,
                )
    ContentGroup.objects.bulk_create(wanted.values(), batch_size=2000)
    return wanted


def _copy_tasks(
    given: Iterable[Given], *, drafts: dict[int, Plan], groups: dict[tuple[int, int], ContentGroup]
) -> dict[tuple[int, int], Task]:
    wanted: dict[tuple[int, int], Task] = {}
    for item in given:
        for one in item.assignments:
            if one.unit_id in drafts:
                group = groups[(one.unit_id, item.task.group_id)]
                wanted[(one.unit_id, item.task.pk)] = copy_of(item, unit_id=one.unit_id, group=group)
    Task.objects.bulk_create(wanted.values(), batch_size=1000)
    return wanted


def copy_of(item: Given, *, unit_id: int, group: ContentGroup) -> Task:
    """A unit's own task made from one given to it, not yet stored."""
    task = item.task
    return Task(
        plan=group.plan,
        group=group,
        order=task.order,
        content=task.content,
        forms=task.forms,
        audience=task.audience,
        product=task.product,
        lead_text=task.lead_text,
        support_text=task.support_text,
        schedule_text=task.schedule_text,
        source_text=task.source_text,
        periods=task.periods,
        starts_on=task.starts_on,
        ends_on=task.ends_on,
        recurrence=task.recurrence,
        weight=task.weight,
        parent=task,
        share=item.share_of(unit_id),
    )


def _copy_targets(given: Iterable[Given], *, tasks: dict[tuple[int, int], Task]) -> None:
    fresh: list[Target] = []
    for item in given:
        for target in item.targets:
            parts = portions(
                target.quantity,
                addressees=item.addressees,
                is_per_unit=target.per_unit,
                is_share=target.unit_text.lstrip().startswith("%"),
            )
            fresh += [
                portion_of(target, task=tasks[(unit_id, item.task.pk)], portion=portion)
                for unit_id, portion in parts.items()
                if (unit_id, item.task.pk) in tasks
            ]
    Target.objects.bulk_create(fresh, batch_size=2000)


def portion_of(target: Target, *, task: Task, portion: Portion) -> Target:
    """A unit's part of a target, not yet stored."""
    if portion.is_contribution:
        return Target(
            task=task,
            order=target.order,
            comparison=Comparison.AT_LEAST,
            quantity=None,
            unit_text=target.unit_text,
            per=Per.ONCE,
            is_implied=target.is_implied,
            parent=target,
            **counting_below(target),
        )
    return Target(
        task=task,
        order=target.order,
        comparison=target.comparison,
        quantity=portion.quantity,
        unit_text=target.unit_text,
        per=target.per,
        each_comparison=target.each_comparison,
        each_quantity=target.each_quantity,
        each_unit_text=target.each_unit_text,
        is_implied=target.is_implied,
        parent=target,
        **counting_below(target),
    )


def counting_below(target: Target) -> dict[str, Any]:
    """How a unit's own part of a target is counted: the same measure and filter, seen from that unit. What speaks of the
    plan above itself ("unit plans issued") is that plan's alone."""
    if not target.measure or target.measure in ABOUT_A_PLAN:
        return {"measure": "", "measure_filter": {}}
    below = MeasureFilter.from_json(target.measure_filter).for_unit_below()
    return {"measure": target.measure, "measure_filter": below.as_json()}
