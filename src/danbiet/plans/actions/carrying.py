"""Next year's plan is drafted from this year's: the tasks chosen, a year later, with what was missed marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.org.queries import Tree, successors_of, tree

from ..calc import next_year as calc
from ..calc.plan_text import MADE_ANEW
from ..enums import PlanState
from ..models import Assignment, ContentGroup, Plan, Target, Task
from ..queries.next_year import Candidate, candidates
from .refusals import PlanRefusal

MOVED = ("content", "product", "schedule_text")


@transaction.atomic
def draft_next_year(
    plan_id: int, *, task_ids: Collection[int], by: User | None, at: datetime, on: date
) -> Plan:
    """A draft for the year after the plan's with the tasks chosen: dates and years in the words one year later, the same
    targets and units (units merged meanwhile by what they became), unfinished tasks marked as carried over.

    Refused (PlanRefusal): the plan is not issued, no task of it is chosen, a draft was made from it already.
    """
    plan = Plan.objects.select_for_update(no_key=True).filter(pk=plan_id, state=PlanState.ISSUED).first()
    if plan is None:
        raise PlanRefusal(_("Only an issued plan is carried on into the next year."))
    earlier = Plan.objects.filter(carried_from=plan).exclude(state=PlanState.WITHDRAWN).first()
    if earlier is not None:
        raise PlanRefusal(_("A draft for %(year)s was made from this plan already.") % {"year": earlier.year})
    chosen = [
        (group, [one for one in group.tasks if one.row.task.pk in set(task_ids)])
        for group in candidates(plan, on=on)
    ]
    if not any(tasks for _group, tasks in chosen):
        raise PlanRefusal(_("Choose at least one task."))
    draft = _draft_of(plan, at=at)
    units = tree(date(draft.year, 1, 1))
    for group, tasks in ((group, tasks) for group, tasks in chosen if tasks):
        row = ContentGroup.objects.create(
            plan=draft, order=draft.groups.count() + 1, title=calc.moved_words(group.group.title, year=plan.year),
            weight=group.group.weight,
        )  # fmt: skip
        for order, one in enumerate(tasks, 1):
            _carry(one, draft=draft, group=row, order=order, year=plan.year, units=units)
    record(
        "plans.plan_carried_on", by=by, at=at, kind="plan", object_id=draft.pk, title=str(draft), unit_id=draft.unit_id,
        from_plan=plan.pk, tasks=draft.tasks.count(),
    )  # fmt: skip
    return draft


def _draft_of(plan: Plan, *, at: datetime) -> Plan:
    return Plan.objects.create(
        unit_id=plan.unit_id,
        year=plan.year + 1,
        carried_from=plan,
        title=calc.moved_words(plan.title, year=plan.year),
        issuer_text=plan.issuer_text,
        place=plan.place,
        sections=[
            {
                **one,
                "paragraphs": [
                    calc.moved_words(str(line), year=plan.year) for line in one.get("paragraphs", [])
                ],
            }
            for one in plan.sections
            if one.get("key") not in MADE_ANEW
        ],
        signer_title=plan.signer_title,
        signer_name=plan.signer_name,
        created_at=at,
    )


def _carry(one: Candidate, *, draft: Plan, group: ContentGroup, order: int, year: int, units: Tree) -> None:
    task = one.row.task
    assignments = list(_assigned(one, units))
    words = {name: getattr(task, name) for name in MOVED}
    task_words = {name: calc.moved_words(text, year=year) for name, text in words.items()}
    gone = sorted({name for _row, name in assignments if name})
    made = Task.objects.create(
        plan=draft,
        group=group,
        order=order,
        forms=task.forms,
        audience=task.audience,
        lead_text=task.lead_text,
        support_text=task.support_text,
        source_text=task.source_text,
        periods=calc.moved_periods(task.periods),
        starts_on=calc.moved_day(task.starts_on),
        ends_on=date.fromisoformat(
            calc.moved_periods(
                [{"starts_on": task.ends_on.isoformat(), "ends_on": task.ends_on.isoformat()}]
            )[0]["ends_on"]
        ),
        recurrence=task.recurrence,
        weight=task.weight,
        doubts=calc.doubts_for(words, year=year, why=one.offer.why, percent=one.percent, gone=gone),
        **task_words,
    )
    Target.objects.bulk_create(
        [_copied(target, task=made) for target in one.row.targets if not target.is_implied]
    )
    seen: set[int] = set()
    rows: list[Assignment] = []
    for row, _name in assignments:
        if row["unit_id"] not in seen:
            seen.add(row["unit_id"])
            rows.append(Assignment(task=made, order=len(rows) + 1, **row))
    Assignment.objects.bulk_create(rows)


def _copied(target: Target, *, task: Task) -> Target:
    target.pk, target.task, target.parent = None, task, None
    target._state.adding = True
    return target


def _assigned(one: Candidate, units: Tree) -> Iterator[tuple[dict[str, Any], str]]:
    """The units of the task as of next year, and the name of a unit that is gone beside each that took its place."""
    rows = [*one.row.leads, *one.row.supports]
    lost = [row.unit_id for row in rows if row.unit_id not in units]
    heirs = successors_of(lost) if lost else {}
    for row in rows:
        same = {"role": row.role, "set_code": row.set_code}
        if row.unit_id in units:
            yield {"unit_id": row.unit_id, **same}, ""
            continue
        for heir in sorted(heirs.get(row.unit_id, set())):
            if heir in units:
                yield {"unit_id": heir, **same}, units.full_name(heir)
