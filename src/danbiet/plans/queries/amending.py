"""What an amendment changes, for whom; drafts are compared with their plan as it stands, issued ones say what they did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from danbiet.kit.text import viet_number

from ..calc.amending import ADDED, CHANGED, DROPPED, Change, TaskState, differing
from ..enums import PlanState
from ..models import Plan, Target
from .plans import GroupRow, TaskRow, plan_rows

OPEN = (PlanState.DRAFT, PlanState.RETURNED, PlanState.SUBMITTED)


def amendments_of(plan_id: int) -> QuerySet[Plan]:
    """The plan's issued amendments, newest first."""
    return Plan.objects.filter(amends_id=plan_id, state=PlanState.AMENDED).order_by("-issued_on", "-id")


def open_amendment(plan_id: int) -> Plan | None:
    """The one that is being drafted, if any."""
    return Plan.objects.filter(amends_id=plan_id, state__in=OPEN).first()


def issued_amendment(pk: int) -> Plan | None:
    """An issued amendment of an issued plan, with the plan; None for anything else."""
    return (
        Plan.objects.select_related("amends")
        .filter(pk=pk, state=PlanState.AMENDED, amends__state=PlanState.ISSUED)
        .first()
    )


def changes_of(amendment: Plan) -> list[Change]:
    """What it changes: of a draft as things stand now (eight queries), of an issued one as it was (none)."""
    if amendment.state == PlanState.AMENDED or amendment.amends is None:
        return [Change.from_json(one) for one in amendment.changes]
    return compared(plan_rows(amendment.amends), plan_rows(amendment))


def compared(before: Sequence[GroupRow], after: Sequence[GroupRow]) -> list[Change]:
    """The changes between a plan and its amendment's draft, in the order of the plan, new tasks last."""
    fresh: dict[int, tuple[GroupRow, TaskRow]] = {}
    added: list[tuple[GroupRow, TaskRow]] = []
    for group in after:
        for row in group.tasks:
            if row.task.origin_id is None:
                added.append((group, row))
            else:
                fresh[row.task.origin_id] = (group, row)
    found = [
        one for group in before for row in group.tasks if (one := _change(group, row, fresh.get(row.task.pk)))
    ]
    return found + [_added(group, row) for group, row in added]


def _change(group: GroupRow, row: TaskRow, now: tuple[GroupRow, TaskRow] | None) -> Change | None:
    before = task_state(row, group=group.group.title)
    number = f"{group.group.order}.{row.task.order}"
    units = tuple(before.unit_ids)
    if now is None:
        return Change(DROPPED, row.task.pk, number, row.task.content, group.group.title, (), units, ())
    after = task_state(now[1], group=now[0].group.title)
    fields = differing(before, after)
    if not fields:
        return None
    return Change(
        CHANGED,
        row.task.pk,
        number,
        row.task.content,
        group.group.title,
        fields,
        units,
        tuple(after.unit_ids),
    )


def _added(group: GroupRow, row: TaskRow) -> Change:
    after = task_state(row, group=group.group.title)
    fields = tuple(
        (name, "", after.words[name])
        for name in ("product", "targets", "lead_text", "support_text", "schedule_text", "periods")
        if after.words[name]
    )
    return Change(ADDED, None, "", row.task.content, group.group.title, fields, (), tuple(after.unit_ids))


def task_state(row: TaskRow, *, group: str = "") -> TaskState:
    """A stored task as it is compared. Numbers the plan only implies are left out."""
    task = row.task
    return TaskState(
        words={
            "content": task.content,
            "forms": "\n".join(task.forms),
            "audience": "\n".join(task.audience),
            "product": task.product,
            "targets": "; ".join(target_words(one) for one in row.targets if not one.is_implied),
            "lead_text": task.lead_text,
            "support_text": task.support_text,
            "schedule_text": task.schedule_text,
            "periods": "; ".join(f"{_day(one['starts_on'])}–{_day(one['ends_on'])}" for one in task.periods),
            "recurrence": task.recurrence,
            "group": group,
            "weight": viet_number(task.weight),
        },
        assignments=frozenset((one.unit_id, one.role, one.set_code) for one in (*row.leads, *row.supports)),
    )


def target_words(target: Target) -> str:
    """A target in few words, the same for the same promise."""
    sign = {">=": "≥ ", "<=": "≤ ", "=": ""}[target.comparison]
    number = viet_number(target.quantity) if target.quantity is not None else "…"
    words = f"{sign}{number} {target.unit_text}".strip()
    if target.per != "once":
        words = f"{words} / {target.get_per_display()}"
    if target.each_quantity is not None:
        words = f"{words} ({viet_number(target.each_quantity)} {target.each_unit_text})"
    return words


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"


def by_unit(changes: Iterable[Change]) -> dict[int, list[Change]]:
    """For each unit concerned what changes for it."""
    found: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        for unit_id in change.unit_ids:
            found[unit_id].append(change)
    return dict(found)
