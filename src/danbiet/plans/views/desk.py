"""One task on the desk: where it stands, what proves it, what is still missing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.org.queries import Rights
from danbiet.org.views import DeskRequest, desk_view

from ..enums import EvidenceState, PlanState
from ..models import Evidence, Task
from ..permissions import evidence_at, may_edit_plan, may_set_counting, may_write_evidence, plan_at
from ..queries import public as ask
from ..queries.evidence import evidence_of_task
from ..queries.plans import task_for
from ..queries.progress import task_progress
from . import wording
from .public_tasks import counted_context, credits_of, target_row, unit_links

PAGE = 25
SHOWN = (EvidenceState.ACCEPTED, EvidenceState.SUBMITTED, EvidenceState.RETURNED)
STATE_STATUS = {"accepted": "done", "submitted": "waiting", "returned": "overdue"}


@require_safe
@desk_view
def task_page(request: DeskRequest, pk: int) -> HttpResponse:
    """The task with its evidence: of one's own units and below in every state, of others only what was accepted."""
    task = task_for(request.rights, pk)
    if task is None:
        raise Http404
    on = ask.day_in_force(task, request.on)  # of a task an amendment took out: its last day
    progress = task_progress(pk, on)
    if progress is None:
        raise PermissionDenied
    facts = ask.task_facts(task_id=pk, on=on)[pk]
    state = request.GET.get("tinh-trang", "")
    states = [one for one in SHOWN if not state or one == state] or list(SHOWN)
    is_inside = request.rights.holds(plan_at(request.rights, task.plan))
    pieces = evidence_of_task(pk, request.on, states=states if is_inside else [EvidenceState.ACCEPTED])
    page = Paginator(pieces, PAGE).get_page(request.GET.get("trang"))
    own = own_task(request.rights, task)
    context = {
        "task": task, "plan": task.plan, "number": facts.number, "progress": progress, "when": wording.when(facts),
        "dates": wording.dates(task.starts_on, task.ends_on), "unit": request.rights.tree.full_name(task.plan.unit_id),
        "leads": unit_links(facts.leads, request.rights.tree, request.on),
        "supports": unit_links(facts.supports, request.rights.tree, request.on),
        "targets": [target_row(target, request.rights.tree) for target in progress.targets],
        **counted_context(request, progress.targets, request.rights.tree, on=request.on),
        "page": page, "proofs": [_item(piece, request.rights) for piece in page], "state": state,
        "tabs": _tabs(state) if is_inside else [],
        "new_url": _new_url(own) if own else "", "own_url": reverse("plans:task-desk", args=[own]) if own and own != pk else "",
        "is_public": task.plan.state == PlanState.ISSUED, "edit_url": _edit_url(request.rights, task),
        "counting_url": reverse("plans:task-counting", args=[pk]) if may_set_counting(request.rights, task.plan) else "",
        "crumbs": [
            {"label": _("Plans"), "url": reverse("plans:plan-list")},
            {"label": task.plan.number or task.plan.title,
             "url": reverse("plans:plan-edit", args=[task.plan_id]) if is_inside else reverse("plans:plan-public", args=[task.plan_id])},
            {"label": _("Task %(number)s") % {"number": facts.number}},
        ],
    }  # fmt: skip
    return render(request, "plans/task_desk.html", context)


def own_task(rights: Rights, task: Task) -> int | None:
    """The task under which this person hands in evidence: this one in their own unit's plan, else their unit's part of it."""
    if may_write_evidence(rights, plan_at(rights, task.plan)) and task.plan.state == PlanState.ISSUED:
        return task.pk
    for unit_id, (pk, state) in ask.task_for_unit(task.pk).items():
        if state == PlanState.ISSUED and may_write_evidence(rights, unit_id):
            return pk
    return None


def _new_url(task_id: int) -> str:
    try:
        return f"{reverse('plans:evidence-new')}?nhiem-vu={task_id}"
    except NoReverseMatch:
        return ""


def _edit_url(rights: Rights, task: Task) -> str:
    return reverse("plans:task-edit", args=[task.pk]) if may_edit_plan(rights, task.plan) else ""


def _item(evidence: Evidence, rights: Rights) -> dict[str, Any]:
    try:
        url = (
            reverse("plans:evidence-detail", args=[evidence.pk])
            if rights.holds(evidence_at(rights, evidence))
            else ""
        )
    except NoReverseMatch:
        url = ""
    return {
        "on": evidence.on, "title": evidence.title, "url": url,
        "detail": wording.evidence_detail(evidence.kind, evidence.language, rights.tree.full_name(evidence.unit_id)),
        "quantity": wording.quantities(credits_of(evidence)),
        "state": STATE_STATUS.get(evidence.state, "waiting"), "state_label": str(EvidenceState(evidence.state).label),
    }  # fmt: skip


def _tabs(state: str) -> list[dict[str, Any]]:
    return [
        {"label": str(EvidenceState(one).label) if one else _("All"), "url": f"?tinh-trang={one}" if one else "?",
         "count": None, "is_current": one == state}
        for one in ("", *SHOWN)
    ]  # fmt: skip
