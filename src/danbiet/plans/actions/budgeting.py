"""What a task costs and what of it has been spent is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record

from ..enums import FundSource
from ..models import Task, TaskBudget
from ..queries.budgets import stamp_of
from .refusals import EditedMeanwhile, PlanRefusal

MOST = Decimal(10) ** 14  # đồng


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """Money for a task from one source, in whole đồng from 0."""

    source: str
    planned: Decimal
    allocated: Decimal
    spent: Decimal
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.planned or self.allocated or self.spent or self.note.strip())


@transaction.atomic
def save_budget(
    task_id: int, *, lines: Sequence[BudgetLine], seen: str, by: User | None, at: datetime
) -> Task:
    """Put these lines in place of the task's; empty ones go. `seen` is the stamp of the lines the writer saw (`stamp_of`).

    Refused: a source named twice or unknown, amounts that are no whole đồng from 0 to a hundred trillion (PlanRefusal),
    somebody saved others meanwhile (EditedMeanwhile, nothing is saved).
    """
    task = Task.every.select_for_update(no_key=True).select_related("plan").filter(pk=task_id).first()
    if task is None:
        raise PlanRefusal(_("This task has been deleted."))
    if stamp_of(task_id) != seen:
        raise EditedMeanwhile(
            _("Somebody else has changed the budget of this task in the meantime."),
            current_version=task.version,
        )
    kept = [one for one in lines if not one.is_empty]
    _check(kept)
    before = {
        one.source: [str(one.planned), str(one.allocated), str(one.spent)] for one in task.budgets.all()
    }
    for line in kept:
        TaskBudget.objects.update_or_create(
            task=task,
            source=line.source,
            defaults={
                "planned": line.planned, "allocated": line.allocated, "spent": line.spent,
                "note": " ".join(line.note.split())[:250],
            },
        )  # fmt: skip
    task.budgets.exclude(source__in=[one.source for one in kept]).delete()
    record(
        "plans.budget_saved", by=by, at=at, kind="task", object_id=task.pk, title=task.content, unit_id=task.plan.unit_id,
        before=before, after={one.source: [str(one.planned), str(one.allocated), str(one.spent)] for one in kept},
    )  # fmt: skip
    return task


def _check(lines: Sequence[BudgetLine]) -> None:
    sources = [one.source for one in lines]
    if len(sources) != len(set(sources)) or not set(sources) <= set(FundSource.values):
        raise PlanRefusal(_("Each source of funds is named once."))
    for amount in (value for one in lines for value in (one.planned, one.allocated, one.spent)):
        if amount < 0 or amount >= MOST or amount != amount.to_integral_value():
            raise PlanRefusal(_("Amounts are whole đồng from 0 to less than a hundred trillion."))
