"""The desk's front page: what must I do today, where does my unit stand, what do others hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.org.enums import Role
from danbiet.org.permissions import is_province_office
from danbiet.org.queries import Rights, ranking_groups_of, working_calendar
from danbiet.org.views import DeskRequest, desk_view
from danbiet.plans.calc.progress import PlanProgress
from danbiet.plans.calc.ranking import places
from danbiet.plans.queries import work as ask
from danbiet.plans.queries.progress import plans_in_full
from danbiet.plans.queries.why import MonthMatrix, month_matrix_of
from danbiet.plans.views import wording

from . import todo

PAGE = 40


@require_safe
@desk_view
def desk_home(request: DeskRequest) -> HttpResponse:
    """My work by due date (`?loai=` one kind, `?pham-vi=don-vi` everything of the unit), the unit's standing, what others hold."""
    rights, on = request.rights, request.on
    calendar = working_calendar()
    group, compared = _compared(rights, on)
    plans = ask.unit_plans(on.year, compared | rights.units_held())
    issued = {plan.pk: plan for plan in plans.values() if plan.state == "issued"}
    progress = plans_in_full(issued, on) if issued else {}
    mine = [
        (plan.unit_id, plan.number, progress[plan.pk])
        for plan in issued.values() if plan.unit_id in rights.units_held()
    ]  # fmt: skip
    items = todo.items_of(rights, mine, at=request.at, on=on, calendar=calendar)
    is_whole = request.GET.get("pham-vi") == "don-vi" or not rights.units_held(Role.HEAD)
    if not is_whole:
        items = [
            item for item in items if item.is_for_head or item.state in ("overdue", "at_risk", "waiting")
        ]
    kind = request.GET.get("loai", "")
    shown = [item for item in items if not kind or item.kind == kind]
    page = Paginator(sorted(shown, key=lambda one: (one.due_on or on, one.title)), PAGE).get_page(
        request.GET.get("trang")
    )
    home_plan = plans.get(rights.home_unit_id or 0)
    own = progress.get(home_plan.pk) if home_plan else None
    context = {
        "title_note": f"{todo.weekday_words(on)}/{on.year}, {clock.local(request.at):%H:%M}",
        "groups": todo.grouped(page, on=on), "page": page, "tabs": _tabs(request.GET.copy(), items, kind),
        "is_whole": is_whole, "oversees": _oversees(rights), "is_head": bool(rights.units_held(Role.HEAD)),
        "begins": home_plan is None and is_province_office(rights),
        "unit": rights.tree.full_name(rights.home_unit_id) if rights.home_unit_id else "",
        "unit_id": rights.home_unit_id, "plan": home_plan, "progress": own,
        "standing": dict(zip(("state", "words"), status_words(own), strict=True)) if own else None,
        "rank": _rank(rights, group, compared, plans, progress),
        "accepted": sum(row.count for row in ask.work_of(rights).of("count") if row.unit_id == rights.home_unit_id),
        "waiting": todo.waiting_for_others(rights, on=on, calendar=calendar),
        "heat": heat_of(month_matrix_of(own, year=on.year), own, on) if own and _oversees(rights) else None,
    }  # fmt: skip
    return render(request, "portal/desk_home.html", context)


def _oversees(rights: Rights) -> bool:
    """Whoever answers for the whole province: any role in its root."""
    return bool(len(rights.tree)) and rights.in_unit(rights.tree.root.id)


def _compared(rights: Rights, on: date) -> tuple[str, set[int]]:
    """The home unit's ranking group of the year and its units; nothing for the province itself."""
    home = rights.home_unit_id
    if home is None or _oversees(rights):
        return "", set()
    for group, unit_ids in ranking_groups_of(on.year):
        if home in unit_ids:
            return group.name, set(unit_ids)
    return "", set()


def _rank(
    rights: Rights, group: str, compared: set[int], plans: dict[int, Any], progress: dict[int, PlanProgress]
) -> dict[str, Any] | None:
    home = rights.home_unit_id
    if not compared or home is None:
        return None
    values = {
        one: progress[plans[one].pk].percent if one in plans and plans[one].pk in progress else None
        for one in compared
    }
    found = places(values)
    return {"place": found[home], "of": len(compared), "group": group} if home in found else None


def _tabs(query: QueryDict, items: list[todo.Item], kind: str) -> list[dict[str, Any]]:
    query.pop("trang", None)
    labels = {
        "": _("All"), "task": _("Tasks"), "question": _("Questions"), "evidence": _("Evidence"), "plan": _("Plans"), "report": _("Reports"),
    }  # fmt: skip
    tabs = []
    for key, label in labels.items():
        count = sum(not key or item.kind == key for item in items)
        if key and not count and key != kind:
            continue
        query["loai"] = key
        if not key:
            query.pop("loai")
        tabs.append(
            {"label": label, "url": f"?{query.urlencode()}", "count": count, "is_current": key == kind}
        )
    return tabs


def heat_of(matrix: MonthMatrix, plan: PlanProgress, on: date) -> dict[str, Any]:
    """The matrix for the component `heat`; a cell opens the month's tasks of its group."""
    columns = [
        {
            "label": _("M%(number)s") % {"number": month.number},
            "name": _("month %(number)s/%(year)s") % {"number": month.number, "year": month.year},
            "is_now": on in month.span,
        }
        for month in matrix.months
    ]  # fmt: skip
    rows = [
        {
            "number": row.group.order, "label": row.label,
            "url": reverse("portal:month", args=[plan.plan_id]) + f"?nhom={row.group.id}",
            "cells": [
                {
                    "percent": cell.percent if cell.has_target else None,
                    "is_future": not cell.is_due and cell.has_target,
                    "url": reverse("portal:month", args=[plan.plan_id]) + f"?nhom={row.group.id}&thang={place}" if cell.has_target else "",
                }
                for place, cell in enumerate(row.cells, start=1)
            ],
        }
        for row in matrix.rows
    ]  # fmt: skip
    return {
        "columns": columns,
        "rows": rows,
        "caption": _("Groups of content by month, percent of each month's targets proved"),
    }


def status_words(progress: PlanProgress) -> tuple[str, str]:
    """A unit's standing against its mark as (status, words)."""
    if progress.percent is None or progress.mark is None:
        return "not_started", _("No task yet")
    mark = wording.percent(progress.mark, 0)
    if progress.percent >= progress.mark:
        return "on_track", _("At or above the mark of %(mark)s") % {"mark": mark}
    return "at_risk", _("Below the mark of %(mark)s") % {"mark": mark}
