"""What of a plan may go on next year: each own task with how it ended and what is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..calc.next_year import Offer, offer
from ..enums import Share
from ..models import ContentGroup, Plan
from .plans import TaskRow, plan_rows
from .progress import plan_progress


@dataclass(frozen=True, slots=True)
class Candidate:
    """A task, how far it got, and whether it is proposed for next year."""

    row: TaskRow
    number: str
    percent: Decimal | None
    status: str
    offer: Offer


@dataclass(frozen=True, slots=True)
class CandidateGroup:
    group: ContentGroup
    tasks: list[Candidate]


def candidates(plan: Plan, *, on: date) -> list[CandidateGroup]:
    """The plan's own tasks in order, with their progress on the day, at the latest the plan's last. What was handed down is
    left out: it comes again with the next plan above. Seven queries."""
    as_of = min(on, date(plan.year, 12, 31))
    known = {task.task.id: task for group in plan_progress(plan.pk, as_of).groups for task in group.tasks}
    found = []
    for group in plan_rows(plan):
        tasks = []
        for row in group.tasks:
            if row.task.share != Share.OWN or row.task.parent_id is not None:
                continue
            progress = known.get(row.task.pk)
            status = progress.status if progress else "not_started"
            pers = [one.per for one in row.targets]
            tasks.append(
                Candidate(
                    row,
                    f"{group.group.order}.{row.task.order}",
                    progress.percent if progress else None,
                    status,
                    offer(status=status, recurrence=row.task.recurrence, pers=pers),
                )
            )
        if tasks:
            found.append(CandidateGroup(group.group, tasks))
    return found
