"""An issued plan is amended: a draft copy is corrected like any draft, and put into the plan under a number and a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit import clock

from ..calc.amending import ADDED, CHANGED, DROPPED, Change, matched
from ..enums import PlanState
from ..models import Assignment, ContentGroup, Plan, Target, Task, TaskVersion
from ..queries.amending import OPEN, changes_of
from .amending_below import Below, Touched, tell_below
from .correcting import refuse_shut
from .drafting import add_implied_targets, save_numbered
from .redrafting import copy_content
from .refusals import AmendmentRefused

WORDS = (
    "content", "forms", "audience", "product", "lead_text", "support_text", "schedule_text", "source_text", "periods",
    "starts_on", "ends_on", "recurrence", "weight",
)  # fmt: skip
PROMISE = (
    "order", "comparison", "quantity", "unit_text", "per", "per_unit", "each_comparison", "each_quantity",
    "each_unit_text", "is_implied",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amended:
    """What issuing an amendment brought about: the plan, how many tasks of each kind, which plans below were touched."""

    plan: Plan
    changes: tuple[Change, ...]
    below: tuple[Below, ...]

    def count(self, kind: str) -> int:
        return sum(one.kind == kind for one in self.changes)


@transaction.atomic
def begin_amendment(plan_id: int, *, by: User | None, at: datetime) -> Plan:
    """A draft copy of an issued plan, to be corrected with every screen of a draft. Refused (AmendmentRefused): the plan is
    not issued, or an amendment of it is being drafted already."""
    plan = Plan.objects.select_for_update(no_key=True).filter(pk=plan_id).first()
    if plan is None or plan.state != PlanState.ISSUED:
        raise AmendmentRefused(_("Only an issued plan is amended."))
    if plan.amendments.filter(state__in=OPEN).exists():
        raise AmendmentRefused(_("An amendment of this plan is being drafted already."))
    draft = Plan.objects.create(
        unit_id=plan.unit_id,
        year=plan.year,
        amends=plan,
        title=_("Amendment of plan %(number)s") % {"number": plan.number},
        issuer_text=plan.issuer_text,
        place=plan.place,
        signer_title=plan.signer_title,
        signer_name=plan.signer_name,
        created_at=at,
    )
    copy_content(plan, new=draft, is_amendment=True)
    _note("plans.amendment_begun", draft, by=by, at=at, amends=plan.pk)
    return draft


@transaction.atomic
def issue_amendment(
    amendment_id: int, *, number: str, issued_on: date, by: User | None, at: datetime
) -> Amended:
    """Put an amendment into its plan from `issued_on` on. What the tasks said before is kept as their earlier versions;
    evidence goes on counting for the targets it was given for; reports handed in stay as they are. Units below get the change
    in their drafts, or an amendment of their own issued plan to decide on, and are told.

    Refused (AmendmentRefused): not a draft, no number, nothing changed, no task left, a date ahead of today or before the
    plan's own or its last amendment's; (NumberTaken) the number is in use.
    """
    draft, plan = _locked(amendment_id)
    _check_day(plan, number=number, issued_on=issued_on, today=clock.local(at).date())
    add_implied_targets(draft)
    changes = changes_of(draft)
    if not changes:
        raise AmendmentRefused(_("The amendment changes nothing yet."))
    if not draft.tasks.exists():
        raise AmendmentRefused(_("The amendment would leave the plan without any task."))
    touched, changes = _put_in(draft, plan=plan, changes=changes, on=issued_on)
    draft.state, draft.number, draft.issued_on = PlanState.AMENDED, " ".join(number.split()), issued_on
    draft.issued_by, draft.issued_at, draft.returned_reason = by, at, ""
    draft.changes = [one.as_json() for one in changes]
    draft.version += 1
    save_numbered(draft)
    plan.version += 1
    plan.save(update_fields=["version"])
    below = tell_below(plan, amendment=draft, touched=touched, by=by, at=at, begin=begin_amendment)
    _note(
        "plans.plan_amended", plan, by=by, at=at, amendment=draft.pk, number=draft.number,
        changed=sum(one.kind == CHANGED for one in changes), added=sum(one.kind == ADDED for one in changes),
        dropped=sum(one.kind == DROPPED for one in changes),
    )  # fmt: skip
    return Amended(plan, tuple(changes), tuple(below))


def _locked(amendment_id: int) -> tuple[Plan, Plan]:
    draft = Plan.objects.select_for_update(no_key=True).filter(pk=amendment_id).first()
    if draft is None or draft.amends_id is None or draft.state not in OPEN:
        raise AmendmentRefused(_("This is no draft of an amendment any more."))
    plan = Plan.objects.select_for_update(no_key=True).get(pk=draft.amends_id)
    if plan.state != PlanState.ISSUED:
        raise AmendmentRefused(_("The plan it amends is no longer issued."))
    return draft, plan


def _check_day(plan: Plan, *, number: str, issued_on: date, today: date) -> None:
    if not number.strip():
        raise AmendmentRefused(_("An amendment is issued under a number, such as 145/QĐ-UBND."))
    if issued_on > today:
        raise AmendmentRefused(_("The date of issue lies in the future."))
    last = plan.amendments.filter(state=PlanState.AMENDED).aggregate(last=Max("issued_on"))["last"]
    first = max(day for day in (plan.issued_on, last) if day is not None)
    if issued_on < first:
        raise AmendmentRefused(
            _("The date lies before %(day)s, when the plan was issued or last amended.")
            % {"day": f"{first:%d/%m/%Y}"}
        )
    refuse_shut(issued_on)


def _put_in(
    draft: Plan, *, plan: Plan, changes: list[Change], on: date
) -> tuple[list[Touched], list[Change]]:
    groups = _groups(draft, plan=plan)
    copies = {task.origin_id: task for task in _tasks(draft) if task.origin_id is not None}
    originals = {task.pk: task for task in _tasks(plan)}
    touched: list[Touched] = []
    done: list[Change] = []
    for change in changes:
        if change.kind == ADDED or change.task_id is None:
            continue
        original = originals[change.task_id]
        before = snapshot(original)
        if change.kind == DROPPED:
            original.valid_until = on
            original.save(update_fields=["valid_until"])
        else:
            _keep(original, before, amendment=draft, on=on)
            _rewrite(original, copies[original.pk], groups=groups, on=on)
        touched.append(Touched(change.kind, original.pk, before))
        done.append(change)
    for copy in _tasks(draft):
        if copy.origin_id is None:
            made = _new_task(copy, plan=plan, group=groups[copy.group_id], on=on)
            touched.append(Touched(ADDED, made.pk, {}))
            done.append(_named(made, changes))
    return touched, done


def _named(made: Task, changes: list[Change]) -> Change:
    """The change of a new task, which now has a place in the plan."""
    told = next(one for one in changes if one.kind == ADDED and one.content == made.content)
    return Change(
        ADDED, made.pk, f"{made.group.order}.{made.order}", told.content, told.group, told.fields,
        told.units_before, told.units_after,
    )  # fmt: skip


def _tasks(plan: Plan) -> list[Task]:
    rows = plan.tasks.select_related("group").prefetch_related("targets", "assignments")
    return list(rows.order_by("group__order", "order", "id"))


def _groups(draft: Plan, *, plan: Plan) -> dict[int, ContentGroup]:
    """The plan's group for each of the draft's: renamed with it, made where it is new."""
    known = {group.pk: group for group in plan.groups.all()}
    last = max((group.order for group in known.values()), default=0)
    found: dict[int, ContentGroup] = {}
    for group in draft.groups.all():
        original = known.get(group.origin_id) if group.origin_id else None
        if original is None:
            last += 1
            original = ContentGroup.objects.create(
                plan=plan, order=last, title=group.title, weight=group.weight
            )
        elif original.title != group.title:
            original.title = group.title
            original.save(update_fields=["title"])
        found[group.pk] = original
    return found


def snapshot(task: Task) -> dict[str, Any]:
    """What a task says now, as its version keeps it: keys are columns, values plain JSON."""
    return {
        "said": {name: _plain(getattr(task, name)) for name in WORDS},
        "targets": {
            str(one.pk): {
                **{name: _plain(getattr(one, name)) for name in PROMISE},
                "measure": one.measure,
                "measure_filter": one.measure_filter,
            }
            for one in task.targets.all()
        },
        "assignments": [
            {"unit_id": one.unit_id, "role": one.role, "set_code": one.set_code}
            for one in task.assignments.all()
        ],
        "group_title": task.group.title,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | bool | list | None) else str(value)


def _keep(task: Task, before: Mapping[str, Any], *, amendment: Plan, on: date) -> None:
    last = task.versions.order_by("-valid_until", "-id").first()
    since = last.valid_until if last is not None else task.valid_from
    TaskVersion.objects.create(task=task, amendment=amendment, valid_from=since, valid_until=on, **before)


def _rewrite(task: Task, copy: Task, *, groups: Mapping[int, ContentGroup], on: date) -> None:
    """Let the task say what its copy says; its number, its evidence and its units' own tasks stay with it."""
    for name in WORDS:
        setattr(task, name, getattr(copy, name))
    group = groups[copy.group_id]
    if task.group_id != group.pk:
        task.group = group
        task.order = (group.tasks.aggregate(last=Max("order"))["last"] or 0) + 1
    task.doubts = copy.doubts
    task.version += 1
    task.save()
    _retarget(task, copy, on=on)
    task.assignments.all().delete()
    _assign(task, copy)


def _retarget(task: Task, copy: Task, *, on: date) -> None:
    found = matched(list(task.targets.all()), list(copy.targets.all()))
    for target, wanted in found.pairs:
        if target.unit_text != wanted.unit_text:
            target.measure, target.measure_filter = wanted.measure, wanted.measure_filter
        for name in PROMISE:
            setattr(target, name, getattr(wanted, name))
        target.save()
    for target in found.gone:
        target.valid_until = on
        target.save(update_fields=["valid_until"])
    Target.objects.bulk_create([_copied(one, task=task) for one in found.fresh])


def _copied(target: Target, *, task: Task) -> Target:
    return Target(
        task=task,
        measure=target.measure,
        measure_filter=target.measure_filter,
        parent_id=target.parent_id,
        **{name: getattr(target, name) for name in PROMISE},
    )


def _assign(task: Task, copy: Task) -> None:
    Assignment.objects.bulk_create(
        [
            Assignment(task=task, unit_id=one.unit_id, role=one.role, set_code=one.set_code, order=one.order)
            for one in copy.assignments.all()
        ]
    )


def _new_task(copy: Task, *, plan: Plan, group: ContentGroup, on: date) -> Task:
    task = Task(
        plan=plan,
        group=group,
        order=(group.tasks.aggregate(last=Max("order"))["last"] or 0) + 1,
        parent_id=copy.parent_id,
        share=copy.share,
        doubts=copy.doubts,
        valid_from=on,
        **{name: getattr(copy, name) for name in WORDS},
    )
    task.save()
    Target.objects.bulk_create([_copied(one, task=task) for one in copy.targets.all()])
    _assign(task, copy)
    return task


def _note(verb: str, plan: Plan, *, by: User | None, at: datetime, **details: Any) -> None:
    record(
        verb, by=by, at=at, kind="plan", object_id=plan.pk, title=str(plan), unit_id=plan.unit_id, **details
    )
