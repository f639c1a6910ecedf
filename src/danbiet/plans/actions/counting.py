"""Letting the platform count a target by itself, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.measures.registry import ABOUT_A_PLAN, MEASURES, OF_ITEMS

from ..calc.measuring import MeasureFilter
from ..enums import EvidenceState, PlanState
from ..models import Plan, Target, Task
from .cascading import counting_below
from .correcting import refuse_shut_year
from .refusals import EditedMeanwhile, PlanRefusal

CHANGING = (PlanState.DRAFT, PlanState.RETURNED, PlanState.ISSUED)


class BadCounting(PlanRefusal):
    """A target cannot be counted like this; `target_id` names which."""

    def __init__(self, message: str, *, target_id: int) -> None:
        super().__init__(message)
        self.target_id = target_id


@dataclass(frozen=True, slots=True)
class Counting:
    """How one target is counted: a measure ("" = by evidence alone) and what of it."""

    measure: str = ""
    filter: MeasureFilter = field(default_factory=MeasureFilter)


@transaction.atomic
def set_counting(
    task_id: int, *, version: int, chosen: Mapping[int, Counting], by: User | None, at: datetime
) -> Task:
    """Say for targets of a task how each is counted; of an issued plan the units' own parts follow at once.

    Nothing is stored of what is counted: the figures of every day are those of the new way from now on, and who changed it
    is on record. Refused: EditedMeanwhile when the task was saved after `version` was shown; PlanRefusal for a task that
    came from above (the plan above decides) or a plan submitted or withdrawn; BadCounting for a target that asks for a
    number of each item with a measure that does not tell items apart, an unknown measure, or one of which the platform alone knows while accepted evidence counts; PeriodLocked for an issued plan of a year with a locked period.
    """
    task = _locked(task_id)
    if task.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed this task in the meantime."), current_version=task.version
        )
    if task.plan.state == PlanState.ISSUED:
        refuse_shut_year(task.plan.year)  # figures of every day would change
    changed = [_change(target, chosen[target.pk]) for target in task.targets.all() if target.pk in chosen]
    told = [one for one in changed if one is not None]
    if not told:
        return task
    task.version += 1
    task.save(update_fields=["version"])
    record(
        "plans.counting_set", by=by, at=at, kind="plan", object_id=task.plan_id, title=str(task.plan),
        unit_id=task.plan.unit_id, task=task.content, targets=told,
    )  # fmt: skip
    return task


def _locked(task_id: int) -> Task:
    plan_id = Task.objects.filter(pk=task_id).values_list("plan_id", flat=True).first()
    plan = Plan.objects.select_for_update(no_key=True).filter(pk=plan_id or 0).first()
    task = Task.objects.select_for_update(no_key=True).filter(pk=task_id).first()
    if plan is None or task is None:
        raise PlanRefusal(_("This task has been deleted."))
    if plan.state not in CHANGING:
        raise PlanRefusal(_("How targets are counted can be changed in a draft or an issued plan only."))
    if task.parent_id is not None:
        raise PlanRefusal(
            _("This task came with the plan above: that plan says how its targets are counted.")
        )
    task.plan = plan
    return task


def _change(target: Target, wanted: Counting) -> dict[str, Any] | None:
    """Store it for the target and all parts below it; what it was and is, None when nothing changes."""
    said = wanted.filter.as_json() if wanted.measure else {}
    if (target.measure, target.measure_filter) == (wanted.measure, said):
        return None
    _refuse(target, wanted)
    before = {"measure": target.measure, "filter": target.measure_filter}
    target.measure, target.measure_filter = wanted.measure, said
    target.save(update_fields=["measure", "measure_filter"])
    _pass_down([target])
    return {"target": str(target), "before": before, "after": {"measure": target.measure, "filter": said}}


def _pass_down(targets: Iterable[Target]) -> None:
    above = {target.pk: target for target in targets}
    while above:
        below = list(
            Target.objects.filter(parent_id__in=above).exclude(task__plan__state=PlanState.WITHDRAWN)
        )
        for part in below:
            for name, value in counting_below(above[part.parent_id or 0]).items():
                setattr(part, name, value)
        Target.objects.bulk_update(below, ["measure", "measure_filter"], batch_size=1000)
        above = {part.pk: part for part in below}


def _refuse(target: Target, wanted: Counting) -> None:
    words = {"target": target.unit_text or _("Result")}
    if wanted.measure and wanted.measure not in MEASURES:
        raise BadCounting(_("The system does not know how to count this."), target_id=target.pk)
    if wanted.measure and target.each_quantity is not None and wanted.measure not in OF_ITEMS:
        raise BadCounting(
            _(
                "“%(target)s” asks for a number of each item: only airings of each item and evidence say which item it is."
            )
            % words,
            target_id=target.pk,
        )
    if (
        wanted.measure in ABOUT_A_PLAN
        and target.credits.filter(evidence__state=EvidenceState.ACCEPTED).exists()
    ):
        raise BadCounting(
            _("Accepted evidence counts for “%(target)s”: it cannot be left to the system alone.") % words,
            target_id=target.pk,
        )
