"""The daily reminder: what a unit must do soon or has let pass, in one mail per person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.workdays import Calendar
from danbiet.org.enums import Role
from danbiet.org.queries import holders, tree, working_calendar
from danbiet.outbox.actions import Draft, write_messages

from ..enums import PlanState
from ..models import Plan
from ..queries.handover import tasks_given
from ..queries.progress import plans_in_full
from ..queries.turns import Turn, TurnKind, turns

SOON = 5  # working days
REMINDED = (
    TurnKind.TASK_OVERDUE,
    TurnKind.PLAN_RETURNED,
    TurnKind.EVIDENCE_RETURNED,
    TurnKind.REPORT_RETURNED,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a unit is reminded of; `key` stays the same as long as it is the same matter."""

    unit_id: int
    key: str
    text: str


def remind_all(*, on: date, at: datetime) -> int:
    """Write the day's reminders to heads and officers; returns how many messages are new.

    Named are: unit plans and tasks due within five working days, what is overdue, and what was returned. A person gets
    the same list once a week at most, and a new mail as soon as the list changes. Run twice a day it writes once.
    """
    calendar = working_calendar()
    units = tree(on)
    by_unit: dict[int, list[Item]] = {}
    for item in items_due(on=on, calendar=calendar):
        by_unit.setdefault(units.seat(item.unit_id) or item.unit_id, []).append(item)
    people = holders(by_unit, Role.HEAD, Role.OFFICER, on=on)
    users = User.objects.in_bulk({holder.user_id for holder in people})
    drafts = [
        _message(by_unit[holder.unit_id], to=users[holder.user_id], unit_id=holder.unit_id, on=on)
        for holder in people
    ]
    return write_messages(drafts, at=at)


def items_due(*, on: date, calendar: Calendar) -> list[Item]:
    """What each unit is to be reminded of on a day, from the plans of that year."""
    issued = Plan.objects.filter(year=on.year, state=PlanState.ISSUED).defer("sections")
    known = tree(on)
    given = tasks_given(known)
    units = {plan.pk: plan.unit_id for plan in issued}
    progress = plans_in_full(list(units), on)
    found = list(_unit_plans(on=on, calendar=calendar))
    for plan_id, plan in progress.items():
        for task in plan.tasks:
            days = _days_left(task.task.ends_on, on=on, calendar=calendar)
            if not task.is_done and days is not None and days <= SOON:
                text = _("Due on %(due)s: %(task)s") % {"due": _day(task.task.ends_on), "task": task.label}
                unit_id = given.get(task.task.id) or known.keeper("plans", plan_id, units[plan_id])
                found.append(Item(unit_id, f"task-soon-{task.task.id}", text))
    waiting = turns(on.year, on, tree=tree(on), calendar=calendar, plans=progress)
    found += [_item_of(turn, given) for turn in waiting if turn.kind in REMINDED]
    return found


def _unit_plans(*, on: date, calendar: Calendar) -> Iterable[Item]:
    rows = (
        Plan.objects.filter(parent__state=PlanState.ISSUED, parent__unit_plans_due_on__isnull=False)
        .filter(state__in=(PlanState.DRAFT, PlanState.RETURNED, PlanState.SUBMITTED))
        .filter(year__gte=on.year)
        .values_list("pk", "unit_id", "parent__unit_plans_due_on", "parent__number")
    )
    for pk, unit_id, due_on, number in rows:
        if due_on is None:
            continue
        values = {"number": number, "due": _day(due_on)}
        if due_on < on:
            text = _("Overdue since %(due)s: your unit's own plan carrying out plan %(number)s.") % values
            yield Item(unit_id, f"plan-late-{pk}", text)
        elif calendar.count(on, due_on) <= SOON:
            text = _("Due on %(due)s: your unit's own plan carrying out plan %(number)s.") % values
            yield Item(unit_id, f"plan-soon-{pk}", text)


def _item_of(turn: Turn, given: Mapping[int, int]) -> Item:
    if turn.kind == TurnKind.TASK_OVERDUE:
        text = _("Overdue since %(due)s: %(task)s") % {"due": _day(turn.since), "task": turn.title}
    elif turn.kind == TurnKind.EVIDENCE_RETURNED:
        text = _("Returned evidence to be put right: %(count)s") % {"count": turn.count}
    elif turn.kind == TurnKind.PLAN_RETURNED:
        text = _("Returned plan to be put right: %(title)s") % {"title": turn.title}
    else:
        text = _("Returned report to be put right: %(period)s") % {"period": turn.title}
    holder = given.get(turn.object_id or 0) if turn.kind == TurnKind.TASK_OVERDUE else None
    return Item(holder or turn.holder_id, f"{turn.kind}-{turn.object_id or turn.count}", text)


def _message(items: list[Item], *, to: User, unit_id: int, on: date) -> Draft:
    digest = hashlib.sha256("|".join(sorted(item.key for item in items)).encode()).hexdigest()[:16]
    year, week, _weekday = on.isocalendar()
    lines = "\n".join(f"- {item.text}" for item in items)
    return Draft(
        key=f"plans.remind/{unit_id}/{year}-{week:02}/{digest}/{to.pk}",
        to_user=to,
        subject=_("%(count)s things to do in the communication plan") % {"count": len(items)},
        body=f"{lines}\n\n{settings.DANBIET_BASE_URL}{reverse('plans:plan-list')}",
    )


def _days_left(ends_on: date, *, on: date, calendar: Calendar) -> int | None:
    return calendar.count(on, ends_on) if ends_on >= on else None


def _day(on: date) -> str:
    return f"{on:%d/%m/%Y}"
