"""A unit on the desk, and what one head answers for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_of
from danbiet.kit.text import half_up
from danbiet.org.enums import Role
from danbiet.org.queries import Holder, Rights, holders, working_calendar
from danbiet.org.views import DeskRequest, desk_view
from danbiet.plans.calc.due import task_dues
from danbiet.plans.calc.progress import STATUSES, PlanProgress, TaskProgress
from danbiet.plans.enums import EvidenceState, ReportState, Share
from danbiet.plans.permissions import may_write_evidence
from danbiet.plans.queries import work as ask
from danbiet.plans.queries.progress import plans_in_full
from danbiet.plans.views import wording

from . import todo, todo_questions
from .addresses import address
from .desk import status_words

PAGE = 25
STATE_STATUS = {"accepted": "done", "submitted": "waiting", "returned": "overdue", "draft": "not_started"}


@require_safe
@desk_view
def unit_page(request: DeskRequest, unit_id: int) -> HttpResponse:
    """The unit's plan with its tasks (`?tinh-trang=`, `?sap=`), newest evidence, reports, people; `?tai=` the tasks
    shown as a file. For its people and those above."""
    unit = request.rights.tree.get(unit_id)
    if unit is None:
        raise Http404
    if not request.rights.holds(unit_id):
        raise PermissionDenied(_("This unit is neither yours nor below yours."))
    plan = ask.unit_plans(request.on.year, {unit_id}).get(unit_id)
    progress = (
        plans_in_full([plan.pk], request.on)[plan.pk] if plan is not None and plan.state == "issued" else None
    )
    status = request.GET.get("tinh-trang", "")
    tasks = task_rows(progress, request.on, status=status, by=request.GET.get("sap", "")) if progress else []
    if progress and (kind := kind_asked(request)):
        return list_answer(request, kind, _listing(request, unit, plan, tasks, status))
    context = {
        "unit": unit, "name": request.rights.tree.full_name(unit_id), "plan": plan, "progress": progress,
        "standing": dict(zip(("state", "words"), status_words(progress), strict=True)) if progress else None,
        "page": Paginator(tasks, PAGE).get_page(request.GET.get("trang")),
        "tabs": status_tabs(request.GET.copy(), progress, status) if progress else [],
        "proofs": [_evidence_item(one) for one in ask.unit_evidence(unit_id)],
        "evidence_url": address("plans:evidence-list", fallback="", **{"don-vi": str(unit_id)}),
        "new_url": address("plans:evidence-new") if may_write_evidence(request.rights, unit_id) else "",
        "reports": [_report_row(one) for one in ask.unit_reports(plan.pk)] if plan else [],
        "people": _people(holders({unit_id}, on=request.on)), "questions": todo_questions.standing(unit_id, at=request.at, on=request.on),
        "crumbs": [
            {"label": _("The province"), "url": reverse("portal:overview")},
            *({"label": above.name, "url": reverse("portal:unit-desk", args=[above.id])}
              for above in request.rights.tree.path(unit_id)[:-1] if request.rights.holds(above.id)),
            {"label": unit.name},
        ],
    }  # fmt: skip
    return render(request, "portal/unit.html", context)


def _listing(request: DeskRequest, unit: Any, plan: Any, tasks: list[dict[str, Any]], status: str) -> Listing:
    """The tasks of the unit's plan as the table shows them."""
    head = [
        _("No."), _("Task"), _("Share"), _("Done / target"), _("Next due"), _("Reached (percent)"), _("Mark (percent)"), _("Status"),
        _("Report"),
    ]  # fmt: skip
    cells = [
        [
            row["number"], row["content"], row["share"], "; ".join(map(str, row["done_of"])), row["due_on"],
            half_up(row["percent"]), half_up(row["mark"]), wording.status_label(row["status"]),
            _("not reported") if row["is_unreported"] else "",
        ]
        for row in tasks
    ]  # fmt: skip
    told = told_of(
        [(_("Plan"), plan.number), (_("Status"), wording.status_label(status) if status in STATUSES else "")]
    )
    name = f"don-vi-{unit.id}-nhiem-vu-{request.on.isoformat()}"
    title = f"{_('Tasks of the plan')}: {request.rights.tree.full_name(unit.id)}"
    return Listing(name=name, title=title, head=head, rows=cells, told=told)


@require_safe
@desk_view
def head_page(request: DeskRequest, user_id: int) -> HttpResponse:
    """What the units of one head answer for, what waits for the head's signature and how long, what is late; `?tai=` what is late
    as a file."""
    rights, on = request.rights, request.on
    here = [
        one for one in holders({unit.id for unit in rights.tree}, Role.HEAD, on=on) if one.user_id == user_id
    ]
    if not here:
        raise Http404
    if user_id != rights.user_id:  # of somebody else's units only those within one's own reach
        here = [one for one in here if rights.holds(one.unit_id)]
        if not here:
            raise PermissionDenied(_("This person's units are neither yours nor below yours."))
    head = Rights(
        user_id=user_id, on=on, roles=frozenset((Role.HEAD, one.unit_id) for one in here),
        home_unit_id=here[0].unit_id, tree=rights.tree,
    )  # fmt: skip
    calendar = working_calendar()
    plans = ask.unit_plans(on.year, {one.unit_id for one in here})
    progress = plans_in_full([plan.pk for plan in plans.values() if plan.state == "issued"], on)
    mine = [(plan.unit_id, plan.number, progress[plan.pk]) for plan in plans.values() if plan.pk in progress]
    items = todo.items_of(head, mine, at=request.at, on=on, calendar=calendar)
    late = [item for item in items if item.kind == "task" and item.state in ("overdue", "at_risk")]
    late.sort(key=lambda one: (one.due_on or on, one.title))
    if kind := kind_asked(request):
        return list_answer(request, kind, _late_listing(request, here[0], late))
    page = Paginator(late, PAGE).get_page(request.GET.get("trang"))
    context: dict[str, Any] = {
        "person": here[0],
        "units": [_unit_answer(one.unit_id, plans, progress, rights) for one in here],
        "signature": todo.grouped([item for item in items if item.is_for_head], on=on),
        "late": page,
        "late_groups": todo.grouped(page, on=on), "waiting": todo.waiting_for_others(head, on=on, calendar=calendar),
        "crumbs": [
            {"label": _("The province"), "url": reverse("portal:overview")},
            {"label": rights.tree.full_name(here[0].unit_id), "url": reverse("portal:unit-desk", args=[here[0].unit_id])},
            {"label": here[0].full_name},
        ],
    }  # fmt: skip
    return render(request, "portal/head.html", context)


def _late_listing(request: DeskRequest, head: Holder, late: list[todo.Item]) -> Listing:
    """The tasks that are late or at risk, in the order of the page, with what is missing and how long."""
    cells = [
        [one.due_on, one.title, one.detail, wording.status_label(one.state), one.state_label] for one in late
    ]
    return Listing(
        name=f"cham-{head.user_id}-{request.on.isoformat()}", title=f"{_('Late and at risk')}: {head.full_name}",
        head=[_("Due"), _("Task"), _("What is missing"), _("Status"), _("Time left")], rows=cells,
    )  # fmt: skip


def _unit_answer(
    unit_id: int, plans: dict[int, Any], progress: dict[int, PlanProgress], rights: Rights
) -> dict[str, Any]:
    plan = plans.get(unit_id)
    found = progress.get(plan.pk) if plan else None
    return {
        "name": rights.tree.full_name(unit_id), "url": reverse("portal:unit-desk", args=[unit_id]), "plan": plan,
        "progress": found, "standing": dict(zip(("state", "words"), status_words(found), strict=True)) if found else None,
        "unreported": sum(task.is_unreported for task in found.tasks) if found else 0,
    }  # fmt: skip


def task_rows(progress: PlanProgress, on: date, *, status: str, by: str) -> list[dict[str, Any]]:
    """The plan's tasks as rows of a table."""
    rows = [
        _task_row(task, f"{group.group.order}.{place}", on)
        for group in progress.groups
        for place, task in enumerate(group.tasks, start=1)
        if not status or task.status == status
    ]
    keys = {"dat": "percent", "moc": "mark", "han": "due_on", "noi-dung": "content"}
    key = keys.get(by.lstrip("-"))
    return sorted(rows, key=lambda row: row[key], reverse=by.startswith("-")) if key else rows


def _task_row(task: TaskProgress, number: str, on: date) -> dict[str, Any]:
    dues = task_dues(task, on=on)
    return {
        "number": number, "content": task.label, "url": reverse("plans:task-desk", args=[task.task.id]),
        "share": str(Share(task.task.share).label), "done_of": wording.task_done_of(task),
        "percent": task.percent, "mark": task.mark, "status": task.status,
        "due_on": dues[0].on if dues else task.task.ends_on, "is_unreported": task.is_unreported,
    }  # fmt: skip


def status_tabs(query: QueryDict, progress: PlanProgress, status: str) -> list[dict[str, Any]]:
    """All tasks, or those in one status."""
    query.pop("trang", None)
    tabs = []
    counts = progress.status_counts
    for key in ("", *STATUSES):
        if key and not counts[key] and key != status:
            continue
        query["tinh-trang"] = key
        if not key:
            query.pop("tinh-trang")
        tabs.append(
            {
                "label": wording.status_label(key) if key else _("All tasks"), "url": f"?{query.urlencode()}",
                "count": counts[key] if key else progress.task_count, "is_current": key == status,
            }
        )  # fmt: skip
    return tabs


def _evidence_item(one: Any) -> dict[str, Any]:
    return {
        "on": one.on, "title": one.title, "url": address("plans:evidence-detail", one.pk), "quantity": "",
        "state": STATE_STATUS.get(one.state, "waiting"), "state_label": str(EvidenceState(one.state).label),
    }  # fmt: skip


def _report_row(one: Any) -> dict[str, Any]:
    return {
        "period": todo.period_words(one.period_key), "url": address("plans:report", one.pk, fallback="#"),
        "state": {"accepted": "done", "submitted": "waiting", "returned": "overdue"}.get(one.state, "not_started"),
        "state_label": str(ReportState(one.state).label),
    }  # fmt: skip


def _people(found: list[Holder]) -> list[dict[str, Any]]:
    people: dict[int, dict[str, Any]] = {}
    for one in found:
        person = people.setdefault(
            one.user_id, {"name": one.full_name, "job": one.job_title, "roles": [], "url": ""}
        )
        person["roles"].append(str(one.role.label))
        if one.role == Role.HEAD:
            person["url"] = reverse("portal:head", args=[one.user_id])
    return list(people.values())
