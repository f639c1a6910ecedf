"""Starts again from a plan that was taken back: a new draft with everything the old one said."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record

from ..enums import PlanState
from ..models import Assignment, ContentGroup, Plan, Target, Task
from .refusals import PlanClosed


@transaction.atomic
def redraft_plan(plan_id: int, *, by: User | None, at: datetime) -> Plan:
    """A draft copy of a withdrawn plan, with the same links to the plan above. The withdrawn one stays as it is.

    Refused (PlanClosed) when it is not withdrawn, when the unit has such a plan already, or the plan above is withdrawn.
    """
    old = Plan.objects.select_for_update(no_key=True).filter(pk=plan_id, state=PlanState.WITHDRAWN).first()
    if old is None:
        raise PlanClosed(_("Only a withdrawn plan is drafted again."))
    _check_place(old)
    new = Plan.objects.create(
        unit_id=old.unit_id,
        year=old.year,
        parent_id=old.parent_id,
        title=old.title,
        issuer_text=old.issuer_text,
        place=old.place,
        sections=old.sections,
        signer_title=old.signer_title,
        signer_name=old.signer_name,
        created_at=at,
    )
    copy_content(old, new=new)
    record(
        "plans.plan_drafted_again", by=by, at=at, kind="plan", object_id=new.pk, title=str(new),
        unit_id=new.unit_id, old_plan=old.pk,
    )  # fmt: skip
    return new


def _check_place(old: Plan) -> None:
    if old.parent_id is None:
        return
    if old.parent is not None and old.parent.state != PlanState.ISSUED:
        raise PlanClosed(_("The plan above has been withdrawn."))
    twins = Plan.objects.filter(parent_id=old.parent_id, unit_id=old.unit_id)
    if twins.exclude(state=PlanState.WITHDRAWN).exists():
        raise PlanClosed(_("The unit already has a plan carrying out the plan above."))


def copy_content(old: Plan, *, new: Plan, is_amendment: bool = False) -> None:
    """Copy groups and tasks in force with targets and assignments; with `is_amendment` each copy knows what it is a copy of."""
    groups: dict[int, ContentGroup] = {}
    for group in old.groups.all():
        groups[group.pk] = ContentGroup(
            plan=new, order=group.order, title=group.title, weight=group.weight, parent_id=group.parent_id,
            origin_id=group.pk if is_amendment else None,
        )  # fmt: skip
    ContentGroup.objects.bulk_create(groups.values())
    tasks = list(old.tasks.prefetch_related("targets", "assignments"))
    parts: list[tuple[list[Target], list[Assignment]]] = [
        (list(task.targets.all()), list(task.assignments.all())) for task in tasks
    ]
    for task in tasks:
        task.origin_id, task.valid_from = task.pk if is_amendment else None, None
        task.pk, task.plan, task.group, task.version = None, new, groups[task.group_id], 1
        task._state.adding = True
    Task.objects.bulk_create(tasks)
    for task, (targets, assignments) in zip(tasks, parts, strict=True):
        for target in targets:
            target.pk, target.task = None, task
            target._state.adding = True
        for assignment in assignments:
            assignment.pk, assignment.task = None, task
            assignment._state.adding = True
    Target.objects.bulk_create([row for targets, _rest in parts for row in targets])
    Assignment.objects.bulk_create([row for _rest, assignments in parts for row in assignments])
