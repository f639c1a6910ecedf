"""What an amendment means for the plans of units below: changed in their drafts, proposed to their issued plans, told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit import clock
from danbiet.org.enums import Role
from danbiet.org.queries import tree
from danbiet.outbox.actions import Draft, write_messages

from ..calc.amending import DROPPED
from ..calc.shares import Addressee, Portion, portions
from ..enums import AssignmentRole, PlanState
from ..models import Assignment, ContentGroup, Plan, Target, Task
from ..queries.amending import OPEN, open_amendment
from .cascading import Given, copy_of, hand_down, portion_of
from .notices import people

WORDS_DOWN = (
    "content", "forms", "audience", "product", "lead_text", "support_text", "schedule_text", "source_text", "periods",
    "starts_on", "ends_on", "recurrence", "weight",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Touched:
    """A task of the amended plan: changed, added or dropped, and what it said before (`snapshot`, empty for a new one)."""

    kind: str
    task_id: int
    before: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Below:
    """A unit's plan the amendment reaches. `plan` is where the unit finds it: its own draft, or the draft amendment of its
    issued plan (`is_proposal`)."""

    unit_id: int
    plan: Plan
    task_count: int
    is_proposal: bool


class Begin(Protocol):
    def __call__(self, plan_id: int, *, by: User | None, at: datetime) -> Plan: ...


def tell_below(
    plan: Plan, *, amendment: Plan, touched: Sequence[Touched], by: User | None, at: datetime, begin: Begin
) -> list[Below]:
    """Carry the change to every plan handed down from this one and to units named for the first time; tell their people.

    In the caller's transaction. A plan still in draft is changed as it lies; of an issued one `begin` makes the draft of an
    amendment (or the one that is open is used), for the unit to look at and to issue.
    """
    given = {one.pk: one for one in _given(touched)}
    children = {
        child.unit_id: child
        for child in Plan.objects.select_for_update(no_key=True)
        .filter(parent=plan)
        .exclude(state=PlanState.WITHDRAWN)
    }
    carried = (_carry(child, touched, given, by=by, at=at, begin=begin) for child in children.values())
    found = [one for one in carried if one is not None]
    fresh = {unit for task in given.values() for unit in _units(task)} - {*children, plan.unit_id}
    below = tree(amendment.issued_on or clock.local(at).date()).descendants(plan.unit_id) & fresh
    drafts = hand_down(plan, below=below, at=at) if below else []
    found += [Below(draft.unit_id, draft, draft.tasks.count(), is_proposal=False) for draft in drafts]
    _announce(amendment, found, at=at)
    return found


def _given(touched: Sequence[Touched]) -> list[Task]:
    ids = [one.task_id for one in touched if one.kind != DROPPED]
    return list(
        Task.objects.filter(pk__in=ids).select_related("group").prefetch_related("targets", "assignments")
    )


def _units(task: Task) -> set[int]:
    return {one.unit_id for one in task.assignments.all()}


def _carry(
    child: Plan,
    touched: Sequence[Touched],
    given: Mapping[int, Task],
    *,
    by: User | None,
    at: datetime,
    begin: Begin,
) -> Below | None:
    own = dict(
        Task.objects.filter(plan=child, parent_id__in=[one.task_id for one in touched]).values_list(
            "parent_id", "pk"
        )
    )
    wanted = [
        one
        for one in touched
        if one.task_id in own or (one.task_id in given and child.unit_id in _units(given[one.task_id]))
    ]
    if not wanted:
        return None
    is_proposal = child.state not in OPEN
    plan = (open_amendment(child.pk) or begin(child.pk, by=by, at=at)) if is_proposal else child
    for one in wanted:
        task = Task.objects.filter(plan=plan, parent_id=one.task_id).first()
        parent = given.get(one.task_id)
        if parent is None or child.unit_id not in _units(parent):
            if task is not None:
                _remove(task)
        elif task is None:
            _add(parent, plan=plan, unit_id=child.unit_id)
        else:
            _change(task, parent, before=one.before, unit_id=child.unit_id)
    plan.version += 1
    plan.save(update_fields=["version"])
    return Below(child.unit_id, plan, len(wanted), is_proposal)


def _remove(task: Task) -> None:
    task.targets.all().delete()
    task.assignments.all().delete()
    task.delete()


def _add(parent: Task, *, plan: Plan, unit_id: int) -> None:
    item = Given(parent, list(parent.targets.all()), list(parent.assignments.all()))
    group = plan.groups.filter(parent_id=parent.group_id).first()
    if group is None:
        last = plan.groups.aggregate(last=Max("order"))["last"] or 0
        group = ContentGroup.objects.create(
            plan=plan,
            order=last + 1,
            title=parent.group.title,
            weight=parent.group.weight,
            parent=parent.group,
        )
    task = copy_of(item, unit_id=unit_id, group=group)
    task.order = (group.tasks.aggregate(last=Max("order"))["last"] or 0) + 1
    task.save()
    Target.objects.bulk_create(
        [
            portion_of(target, task=task, portion=portion)
            for target in item.targets
            if (portion := _portion(target, item.addressees, unit_id)) is not None
        ]
    )
    Assignment.objects.create(task=task, unit_id=unit_id, role=AssignmentRole.LEAD, order=1)


def _change(task: Task, parent: Task, *, before: Mapping[str, Any], unit_id: int) -> None:
    item = Given(parent, list(parent.targets.all()), list(parent.assignments.all()))
    for name in WORDS_DOWN:
        setattr(task, name, getattr(parent, name))
    task.share = item.share_of(unit_id)
    task.version += 1
    task.save()
    known = {one.parent_id: one for one in task.targets.all()}
    old = [
        Addressee(one["unit_id"], one["role"] == AssignmentRole.LEAD, bool(one["set_code"]))
        for one in before["assignments"]
    ]
    for target in item.targets:
        portion = _portion(target, item.addressees, unit_id)
        if portion is None:
            continue
        fresh = portion_of(target, task=task, portion=portion)
        mine = known.pop(target.pk, None)
        if mine is None:
            fresh.save()
            continue
        was = _portion_before(before["targets"].get(str(target.pk)), old, unit_id)
        fresh.quantity = _owed(mine.quantity, was=was, now=fresh.quantity, comparison=fresh.comparison)
        fresh.pk = mine.pk
        fresh.save(force_update=True)
    for gone in known.values():
        if gone.parent_id is not None:
            gone.delete()


def _owed(
    mine: Decimal | None, *, was: Decimal | None, now: Decimal | None, comparison: str
) -> Decimal | None:
    """What the unit owes now: its new portion; what it had promised beyond its old one it keeps where that is more."""
    if mine is None or mine == was or now is None:
        return now
    return min(mine, now) if comparison == "<=" else max(mine, now)


def _portion(target: Target, addressees: Sequence[Addressee], unit_id: int) -> Portion | None:
    return portions(
        target.quantity,
        addressees=addressees,
        is_per_unit=target.per_unit,
        is_share=target.unit_text.lstrip().startswith("%"),
    ).get(unit_id)


def _portion_before(
    stored: Mapping[str, Any] | None, addressees: Sequence[Addressee], unit_id: int
) -> Decimal | None:
    if stored is None or stored["quantity"] is None:
        return None
    found = portions(
        Decimal(stored["quantity"]),
        addressees=addressees,
        is_per_unit=bool(stored["per_unit"]),
        is_share=str(stored["unit_text"]).lstrip().startswith("%"),
    ).get(unit_id)
    return found.quantity if found is not None else None


def _announce(amendment: Plan, below: Collection[Below], *, at: datetime) -> int:
    by_unit = {one.unit_id: one for one in below}
    told = settings.DANBIET_BASE_URL + reverse("plans:amendment-public", args=[amendment.pk])
    messages = [
        Draft(
            key=f"plans.amended/{amendment.pk}/{holder.unit_id}/{person.pk}",
            to_user=person,
            subject=_("The plan above has been amended: %(number)s") % {"number": amendment.number},
            body=_body(amendment, by_unit[holder.unit_id], told),
        )
        for holder, person in people(by_unit, Role.HEAD, Role.OFFICER, on=clock.local(at).date())
    ]
    return write_messages(messages, at=at)


def _body(amendment: Plan, one: Below, told: str) -> str:
    words = (
        _(
            "%(amendment)s changes %(count)s tasks of your unit. The draft of an amendment of your unit's own plan is ready: "
            "please look at it and issue it."
        )
        if one.is_proposal
        else _(
            "%(amendment)s changes %(count)s tasks of your unit. The draft of your unit's plan has been changed with it."
        )
    ) % {"amendment": f"{amendment.number} {amendment.title}".strip(), "count": one.task_count}
    own = settings.DANBIET_BASE_URL + reverse("plans:plan-edit", args=[one.plan.pk])
    return "\n\n".join([words, own, _("What changed, and for whom:") + f" {told}"])
