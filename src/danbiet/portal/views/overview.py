"""The province on one page: groups by months, units within their ranking group, who has not issued."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_by, told_of
from danbiet.kit.periods import month as month_of
from danbiet.kit.text import half_up
from danbiet.org.queries import Tree, tree
from danbiet.org.views import DeskRequest, desk_view, other_day
from danbiet.plans.calc.progress import PlanProgress
from danbiet.plans.forms.showing import day_asked
from danbiet.plans.queries import public
from danbiet.plans.queries import work as ask
from danbiet.plans.queries.progress import plan_progress, plans_in_full
from danbiet.plans.queries.why import month_matrix_of
from danbiet.plans.views import wording

from ..forms import UnitsFilter
from .desk import heat_of
from .units_shown import Standing, narrowed, ordered, standings_of

PAGE = 30


@require_safe
@desk_view
def overview(request: DeskRequest) -> HttpResponse:
    """For everybody on the desk, as of a day (`?ngay=`): figures only, no drafts' contents."""
    on = day_asked(request.GET, request.on)
    units = tree(on) if on != request.on else request.rights.tree
    found, rows, plans = _everything(on, units)
    form = _form(request, rows)
    text, group_id, standing = form.asked()
    shown = ordered(
        narrowed(found, text=text, group_id=group_id, standing=standing), request.GET.get("sap", "")
    )
    root_plan = next((row for row in rows if _is_root(units, row) and row.is_issued), None)
    province = plans.get(root_plan.plan_id or 0) if root_plan else None
    if kind := kind_asked(request):
        return list_answer(request, kind, _listing(shown, form, on))
    if province is not None and (kind := kind_asked(request, name="nhom-thang")):
        return list_answer(request, kind, _heat_listing(province, on))
    own = [one for one in found if one.row.plan_id is not None]
    context = {
        "form": form, "page": Paginator(shown, PAGE).get_page(request.GET.get("trang")),
        "plan": root_plan, "progress": province, "year": on.year, "as_of": other_day(on), "on": on,
        "heat": heat_of(month_matrix_of(province, year=on.year), province, on) if province else None,
        "unit_count": len(own), "issued_count": sum(one.row.is_issued for one in own),
        "unissued": [one for one in ordered(own, "ten") if not one.row.is_issued],
        "behind_count": sum(one.is_behind for one in found),
        "unreported_count": sum(one.unreported_count > 0 for one in found),
        "waiting_count": sum(row.waiting for row in rows),
        "open_units": request.rights.unit_ids(),  # of the others only the public page may be seen
        "may_follow": root_plan is not None and request.rights.in_unit(root_plan.unit_id),
    }  # fmt: skip
    return render(request, "portal/overview.html", context)


@require_safe
@desk_view
def overview_table(request: DeskRequest) -> HttpResponse:
    """The units the page would list, as CSV."""
    on = day_asked(request.GET, request.on)
    found, rows, _plans = _everything(on, tree(on) if on != request.on else request.rights.tree)
    text, group_id, standing = _form(request, rows).asked()
    shown = ordered(
        narrowed(found, text=text, group_id=group_id, standing=standing), request.GET.get("sap", "")
    )
    listing = _listing(shown, _form(request, rows), on)
    return list_answer(request, kind_asked(request) or "csv", listing)


def _listing(shown: list[Standing], form: UnitsFilter, on: date) -> Listing:
    head = [
        _("Unit"), _("Ranking group"), _("Place"), _("Reached (percent)"), _("Mark (percent)"), _("Tasks done"), _("Tasks"),
        _("Overdue"), _("Not reported"), _("Waiting for acceptance"), _("Last evidence"), _("Plan"),
    ]  # fmt: skip
    told = "; ".join(words for words in (told_by(form), told_of([(_("As of"), on)])) if words)
    title = _("Units within their ranking group")
    return Listing(
        name=f"don-vi-{on.isoformat()}",
        title=title,
        head=head,
        rows=[_cells(one) for one in shown],
        told=told,
    )


def _heat_listing(province: PlanProgress, on: date) -> Listing:
    """Groups of content by months as the page draws them, in percent."""
    matrix = month_matrix_of(province, year=on.year)
    head = [
        _("No."),
        _("Group of content"),
        *(_("M%(number)s") % {"number": month.number} for month in matrix.months),
    ]
    rows = [
        [
            row.group.order,
            row.label,
            *(half_up(cell.percent) for cell in row.cells),
        ]
        for row in matrix.rows
    ]
    title = _("Groups of content by month, percent of each month's targets proved")
    return Listing(
        name=f"nhom-thang-{on.isoformat()}",
        title=title,
        head=head,
        rows=rows,
        told=told_of([(_("As of"), on)]),
    )


def _cells(one: Standing) -> list[object]:
    plan = one.progress
    return [
        one.name, one.row.group, one.place, round(one.percent, 1) if one.percent is not None else None,
        round(one.mark, 1) if one.mark is not None else None, plan.done_count if plan else None,
        plan.task_count if plan else None, one.overdue_count if plan else None, one.unreported_count if plan else None,
        one.row.waiting, one.row.last_on, one.row.plan_number if one.row.is_issued else "",
    ]  # fmt: skip


def _everything(on: date, units: Tree) -> tuple[list[Standing], list[ask.UnitRow], dict[int, PlanProgress]]:
    rows = ask.unit_rows(on.year, on)
    issued = [row.plan_id for row in rows if row.is_issued and row.plan_id is not None]
    plans = plans_in_full(issued, on) if issued else {}
    return standings_of(rows, plans, units), rows, plans


def _is_root(units: Tree, row: ask.UnitRow) -> bool:
    return bool(len(units)) and row.unit_id == units.root.id


def _form(request: DeskRequest, rows: list[ask.UnitRow]) -> UnitsFilter:
    groups = {row.group_id: (row.group_order or 0, row.group) for row in rows if row.group_id is not None}
    choices = [(pk, name) for pk, (_order, name) in sorted(groups.items(), key=lambda pair: pair[1])]
    return UnitsFilter(request.GET or None, groups=choices)


@require_safe
@desk_view
def month_tasks(request: DeskRequest, pk: int) -> HttpResponse:
    """The tasks of a plan that ask for something in a month (`?thang=`), of one group (`?nhom=`) or all."""
    plan = public.issued_plan(pk)
    if plan is None:
        raise Http404
    number = _small(request.GET.get("thang", ""), 12)
    group_id = _small(request.GET.get("nhom", ""), 2**31)
    span = month_of(plan.year, number).span if number else None
    progress = plan_progress(pk, request.on)
    facts = public.task_facts(plan_id=pk, on=request.on)
    rows = [
        _month_row(task, group.group.order, facts[task.task.id], request)
        for group in progress.groups if group_id is None or group.group.id == group_id
        for task in group.tasks
        if span is None or any(one.overlaps(span) for one in task.task.periods)
    ]  # fmt: skip
    context = {
        "plan": plan, "rows": rows, "month": number, "year": plan.year,
        "group": next((group for group in progress.groups if group.group.id == group_id), None),
        "months": _month_tabs(request, number),
        "crumbs": [
            {"label": _("The province"), "url": reverse("portal:overview")},
            {"label": _("Tasks of the month")},
        ],
    }  # fmt: skip
    return render(request, "portal/month.html", context)


def _month_row(task: Any, order: int, facts: public.TaskFacts, request: DeskRequest) -> dict[str, Any]:
    return {
        "number": facts.number, "content": task.label, "url": reverse("plans:task-desk", args=[task.task.id]),
        "lead": wording.units_line(facts.leads, request.rights.tree), "done_of": wording.task_done_of(task),
        "when": wording.when(facts), "percent": task.percent, "mark": task.mark, "status": task.status,
    }  # fmt: skip


def _month_tabs(request: DeskRequest, number: int | None) -> list[dict[str, Any]]:
    query = request.GET.copy()
    query.pop("thang", None)
    tabs = [{"label": _("Whole year"), "url": f"?{query.urlencode()}", "is_current": number is None}]
    for place in range(1, 13):
        query["thang"] = str(place)
        label = _("M%(number)s") % {"number": place}
        tabs.append({"label": label, "url": f"?{query.urlencode()}", "is_current": place == number})
    return tabs


def _small(text: str, most: int) -> int | None:
    found = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0
    return found if 1 <= found <= most else None
