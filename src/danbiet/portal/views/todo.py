"""What waits for a person, as lines of a list by due date; and what they wait for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from danbiet.kit import clock
from danbiet.kit.periods import PeriodKeyError, PeriodKind, parse_period_key, period_of
from danbiet.kit.workdays import Calendar
from danbiet.org.enums import Role
from danbiet.org.queries import Rights
from danbiet.plans.calc.due import Due, task_dues
from danbiet.plans.calc.progress import PlanProgress, TaskProgress
from danbiet.plans.queries import work as ask
from danbiet.plans.queries.turns import days_held, office_above
from danbiet.plans.views import wording
from danbiet.plans.views.public_tasks import ROMAN, period_label

from . import todo_questions
from .addresses import address

KINDS = ("task", "question", "evidence", "plan", "report")
FEW_PERIODS = 4
MOST_DECISIONS = 6


@dataclass(frozen=True, slots=True)
class Item:
    """One line. `due_on` None: no day is set, it waits since `since`."""

    kind: str
    title: str
    url: str
    detail: str
    due_on: date | None
    state: str
    state_label: str
    is_for_head: bool = False
    since: date | None = None


def items_of(
    rights: Rights,
    plans: Iterable[tuple[int, str, PlanProgress]],
    *,
    at: datetime,
    on: date,
    calendar: Calendar,
) -> list[Item]:
    """Everything that waits for this person: (unit, plan's number, progress) for the plans of their units."""
    plans = list(plans)
    writes = rights.units_held(Role.OFFICE, Role.OFFICER, Role.HEAD)
    found = [
        _task_item(task, number, on=on)
        for unit_id, number, progress in plans if unit_id in writes
        for task in progress.tasks if not task.is_done
    ]  # fmt: skip
    found += [Item(**fields) for fields in todo_questions.items(rights, at=at, on=on, calendar=calendar)]
    found += _evidence_items(rights, on=on, calendar=calendar)
    found += _plan_items(rights, on=on, calendar=calendar)
    found += _report_items(rights, plans, on=on, calendar=calendar)
    return [item for item in found if item is not None]


def _task_item(task: TaskProgress, number: str, *, on: date) -> Item | None:
    dues = task_dues(task, on=on)
    if task.status == "waiting" or not dues:
        return None
    due_on = task.task.ends_on if task.status == "overdue" else dues[0].on
    parts = list(dict.fromkeys(_missing(due) for due in dues if due.missing > 0))
    detail = _("Plan %(number)s") % {"number": number} if number else ""
    return Item(
        kind="task",
        title=task.label,
        url=reverse("plans:task-desk", args=[task.task.id]),
        detail="; ".join([*([detail] if detail else []), *parts, *_gaps(dues)]),
        due_on=due_on,
        state=task.status,
        state_label=left_words(due_on, on) if task.status != "not_started" else "",
    )


def _missing(due: Due) -> str:
    if due.spec.quantity is None:
        return _("no evidence yet")
    if due.spec.is_percent:
        return _("%(percent)s of the units missing") % {"percent": wording.percent(due.missing, 0)}
    return _("%(number)s %(unit)s missing") % {
        "number": wording.number(due.missing), "unit": wording.unit_words(due.spec),
    }  # fmt: skip


def _gaps(dues: Iterable[Due]) -> list[str]:
    periods = list(
        dict.fromkeys(period_label(due.spec, bucket) for due in dues for bucket in due.empty_periods)
    )
    if not periods:
        return []
    shown = ", ".join(periods[:FEW_PERIODS])
    if len(periods) > FEW_PERIODS:
        shown = _("%(periods)s and %(count)s more") % {
            "periods": shown, "count": len(periods) - FEW_PERIODS,
        }  # fmt: skip
    return [_("nothing for %(periods)s") % {"periods": shown}]


def left_words(due_on: date, on: date) -> str:
    """How long there is, or how late it is, in days of the calendar."""
    days = (due_on - on).days
    if days < 0:
        return ngettext("%(count)s day late", "%(count)s days late", -days) % {"count": -days}
    if days == 0:
        return _("Due today")
    return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}


def _evidence_items(rights: Rights, *, on: date, calendar: Calendar) -> list[Item]:
    found = _decision_items(rights, on=on, calendar=calendar)
    for row in ask.work_of(rights).of("evidence", "returned"):
        detail = held_words(_held(row.since, on=on, calendar=calendar))
        url = address("plans:evidence-edit", row.object_id or 0, fallback="#")
        found.append(_waiting_item("evidence", row.title, url, detail, row.since, state=_("Returned")))
    drafts = ask.work_of(rights).of("evidence", "draft")
    if drafts:
        title = ngettext(
            "Hand in %(count)s draft of evidence", "Hand in %(count)s drafts of evidence", len(drafts)
        ) % {"count": len(drafts)}
        url = address("plans:evidence-list", fallback="#", **{"tinh-trang": "draft"})
        found.append(
            _waiting_item("evidence", title, url, "", drafts[0].since, state=pgettext("paper", "Draft"))
        )
    return found


def _decision_items(rights: Rights, *, on: date, calendar: Calendar) -> list[Item]:
    """Evidence whose turn is this person's, unit by unit, longest held first; what comes after the first few in one line.

    What a district's own office decides is not repeated to the province, which may decide it all the same.
    """
    rows = sorted(ask.my_turn(rights), key=lambda row: (row.since is None, row.since, row.unit_id))
    found = []
    for row in rows[:MOST_DECISIONS] if len(rows) > MOST_DECISIONS + 1 else rows:
        title = ngettext(
            "Examine %(count)s piece of evidence of %(unit)s", "Examine %(count)s pieces of evidence of %(unit)s", row.count
        ) % {"count": row.count, "unit": rights.tree.full_name(row.unit_id)}  # fmt: skip
        url = address("plans:evidence-queue", fallback="#", **{"don-vi": row.unit_id})
        detail = held_words(_held(row.since, on=on, calendar=calendar))
        found.append(_waiting_item("evidence", title, url, detail, row.since, is_for_head=True))
    rest = rows[len(found) :]
    if rest:
        title = _("Examine %(count)s pieces of evidence of %(units)s other units") % {
            "count": sum(row.count for row in rest), "units": len({row.unit_id for row in rest}),
        }  # fmt: skip
        detail = held_words(_held(rest[0].since, on=on, calendar=calendar))
        url = address("plans:evidence-queue", fallback="#")
        found.append(_waiting_item("evidence", title, url, detail, rest[0].since, is_for_head=True))
    return found


def _plan_items(rights: Rights, *, on: date, calendar: Calendar) -> list[Item]:
    found = []
    for row in ask.plans_to_sign(rights):
        detail = held_words(_held(row.since, on=on, calendar=calendar))
        url = reverse("plans:plan-issue", args=[row.object_id])
        title = _("Sign and issue: %(title)s") % {"title": row.title}
        found.append(_waiting_item("plan", title, url, detail, row.since, is_for_head=True))
    writes = rights.units_held(Role.OFFICE, Role.OFFICER, Role.HEAD)
    for row in ask.work_of(rights).of("plan", "draft", "returned"):
        if row.unit_id in writes:
            state = _("Returned") if row.state == "returned" else pgettext("paper", "Draft")
            detail = held_words(_held(row.since, on=on, calendar=calendar))
            url = reverse("plans:plan-edit", args=[row.object_id])
            title = _("Complete and submit: %(title)s") % {"title": row.title}
            found.append(_waiting_item("plan", title, url, detail, row.since, state=state))
    return found


def _report_items(
    rights: Rights, plans: list[tuple[int, str, PlanProgress]], *, on: date, calendar: Calendar
) -> list[Item]:
    found = []
    for row in ask.reports_to_decide(rights):
        title = _("Examine the report %(period)s of %(unit)s") % {
            "period": period_words(row.title), "unit": rights.tree.full_name(row.unit_id),
        }  # fmt: skip
        detail = held_words(_held(row.since, on=on, calendar=calendar))
        found.append(
            _waiting_item("report", title, _report_url(row.object_id), detail, row.since, is_for_head=True)
        )
    writes = rights.units_held(Role.OFFICE, Role.OFFICER, Role.HEAD)
    rows = ask.work_of(rights).of("report")
    for row in rows:
        if row.state in ("draft", "returned") and row.unit_id in writes:
            state = _("Returned") if row.state == "returned" else pgettext("paper", "Draft")
            title = _("Write the report %(period)s") % {"period": period_words(row.title)}
            found.append(
                _waiting_item("report", title, _report_url(row.object_id), "", row.since, state=state)
            )
    known = {(row.plan_id, row.title) for row in rows}
    last = period_of(
        PeriodKind.QUARTER, on=period_of(PeriodKind.QUARTER, on=on).span.starts_on - timedelta(days=1)
    )
    for unit_id, number, progress in plans:
        starts = [task.task.starts_on for task in progress.tasks]
        is_due = last.year == on.year and bool(starts) and min(starts) <= last.span.ends_on
        if unit_id in writes and is_due and (progress.plan_id, last.key) not in known:
            title = _("Write the report %(period)s") % {"period": period_words(last.key)}
            detail = _("Plan %(number)s; the quarter ended on %(day)s") % {
                "number": number, "day": wording.day(last.span.ends_on),
            }  # fmt: skip
            found.append(
                Item("report", title, address("plans:report-list", fallback="#"), detail, None, "waiting", _("Not written yet"), since=last.span.ends_on)
            )  # fmt: skip
    return found


def _report_url(report_id: int | None) -> str:
    return address("plans:report", report_id or 0, fallback="#")


def period_words(key: str) -> str:
    """2021-Q3 → quý III năm 2021."""
    try:
        period = parse_period_key(key)
    except PeriodKeyError:
        return key
    if period.kind == PeriodKind.QUARTER:
        return _("quarter %(number)s of %(year)s") % {"number": ROMAN[period.number], "year": period.year}
    if period.kind == PeriodKind.HALF:
        if period.number == 1:
            return _("first half of %(year)s") % {"year": period.year}
        return _("second half of %(year)s") % {"year": period.year}
    return _("year %(year)s") % {"year": period.year} if period.kind == PeriodKind.YEAR else key


def _waiting_item(
    kind: str,
    title: str,
    url: str,
    detail: str,
    since: datetime | None,
    *,
    state: str = "",
    is_for_head: bool = False,
) -> Item:
    day = clock.local(since).date() if since else None
    return Item(kind, title, url, detail, None, "waiting", state or _("Your turn"), is_for_head, day)


def _held(since: datetime | None, *, on: date, calendar: Calendar) -> int:
    return days_held(clock.local(since).date(), on=on, calendar=calendar) if since else 0


def held_words(days: int) -> str:
    """For how many working days it has been lying."""
    if days == 0:
        return _("came in today")
    return ngettext("held %(count)s working day", "held %(count)s working days", days) % {"count": days}


# Groups of the list.


def grouped(items: Iterable[Item], *, on: date) -> list[dict[str, Any]]:
    """Overdue, today, this week, later: each by day, what has no day with today's."""
    sunday = on + timedelta(days=6 - on.weekday())
    groups: list[tuple[str, list[Item]]] = [
        (_("Overdue"), []), (_("Today, %(day)s") % {"day": weekday_words(on)}, []), (_("This week"), []), (_("Later"), []),
    ]  # fmt: skip
    for item in sorted(items, key=lambda one: (one.due_on or on, one.since or on, one.kind, one.title)):
        due_on = item.due_on
        place = 1 if due_on is None or due_on == on else 0 if due_on < on else 2 if due_on <= sunday else 3
        groups[place][1].append(item)
    return [
        {
            "title": title,
            "count": ngettext("%(count)s item", "%(count)s items", len(part)) % {"count": len(part)},
            "items": [_shown(item, on) for item in part],
        }
        for title, part in groups if part
    ]  # fmt: skip


def _shown(item: Item, on: date) -> dict[str, Any]:
    day = item.due_on or item.since
    at = f"{day:%d/%m}" if day and day.year == on.year else f"{day:%d/%m/%y}" if day else ""
    return {
        "at": at, "title": item.title, "url": item.url, "detail": item.detail, "kind": item.kind,
        "state": item.state, "state_label": item.state_label,
    }  # fmt: skip


def weekday_words(on: date) -> str:
    """thứ Tư 15/12"""
    names = (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip
    return f"{names[on.weekday()]} {on:%d/%m}"


# The other half of the question: what others hold.


def waiting_for_others(
    rights: Rights, *, on: date, calendar: Calendar, most: int = 6
) -> list[dict[str, Any]]:
    """What this person's units have handed on, who holds it, for how many working days; longest first."""
    mine = rights.units_held()
    own_turn = {
        id(row)
        for row in (*ask.to_decide(rights), *ask.plans_to_sign(rights), *ask.reports_to_decide(rights))
    }
    lines: list[tuple[int, dict[str, Any]]] = []
    drafts: list[tuple[int, ask.WorkRow]] = []
    deeper: list[tuple[int, ask.WorkRow]] = []
    for row in ask.work_of(rights).rows:
        held = _held(row.since, on=on, calendar=calendar)
        if id(row) in own_turn or row.kind in ("count", "import"):
            continue
        if row.state == "submitted" and row.unit_id in mine:
            lines.append((held, _handed_on(row, rights, held)))
        elif row.kind == "plan" and row.unit_id not in mine:
            drafts.append((held, row))
        elif row.kind == "evidence" and row.unit_id not in mine:
            deeper.append((held, row))
    if drafts:
        held, _row = max(drafts, key=lambda pair: pair[0])
        title = ngettext(
            "The own plan of %(count)s unit", "The own plans of %(count)s units", len(drafts)
        ) % {"count": len(drafts)}  # fmt: skip
        detail = _("not issued yet, the longest held for %(count)s working days") % {"count": held}
        lines.append(
            (held, {"title": title, "url": reverse("portal:overview") + "#chua-ban-hanh", "detail": detail})
        )
    if deeper:
        held = max(days for days, _row in deeper)
        title = ngettext(
            "%(count)s piece of evidence",
            "%(count)s pieces of evidence",
            count := sum(row.count for _days, row in deeper),
        ) % {"count": count}
        detail = _("offices below examine it, the longest held for %(count)s working days") % {"count": held}
        lines.append(
            (
                held,
                {
                    "title": title,
                    "url": address("plans:evidence-list", fallback="#", **{"tinh-trang": "submitted"}),
                    "detail": detail,
                },
            )
        )
    lines += todo_questions.handed_on(rights, on=on, calendar=calendar)
    return [line for _held_days, line in sorted(lines, key=lambda pair: -pair[0])[:most]]


def _handed_on(row: ask.WorkRow, rights: Rights, held: int) -> dict[str, Any]:
    if row.kind == "plan":
        holder = _("the head of %(unit)s") % {"unit": rights.tree.full_name(row.unit_id)}
        title, url = row.title, reverse("plans:plan-edit", args=[row.object_id])
    else:
        unit_id, role = office_above(row.unit_id, rights.tree)
        holder = (
            rights.tree.full_name(unit_id)
            if role != Role.HEAD
            else _("the head of %(unit)s") % {"unit": rights.tree.full_name(unit_id)}
        )
        if row.kind == "report":
            title = _("Report %(period)s") % {"period": period_words(row.title)}
            url = _report_url(row.object_id)
        else:
            title = ngettext("%(count)s piece of evidence", "%(count)s pieces of evidence", row.count) % {
                "count": row.count
            }
            url = address("plans:evidence-list", fallback="#", **{"tinh-trang": "submitted"})
    detail = _("%(holder)s, %(held)s") % {"holder": holder, "held": held_words(held)}
    return {"title": title, "url": url, "detail": detail}
