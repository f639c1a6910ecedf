"""The desk's search box: units, tasks, plans and evidence within reach, also what is being prepared."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from danbiet.kit.text import fold
from danbiet.org.queries import Rights, Tree
from danbiet.org.views import DeskRequest, desk_view
from danbiet.plans.queries import search as ask

SHORTEST, LONGEST = 2, 200
PAGE = 20


@require_safe
@desk_view
def desk_search(request: DeskRequest) -> HttpResponse:
    """What fits exactly first, tone marks or not (`?q=`), of one kind (`?loai=`)."""
    context = _context(request, request.rights.tree, request.rights)
    context["desk_search_query"] = context["q"]
    return render(request, "portal/desk_search.html", context)


def _context(request: DeskRequest, units: Tree, rights: Rights) -> dict[str, Any]:
    asked = " ".join(request.GET.get("q", "")[:LONGEST].split())
    wanted = fold(asked)
    hits = _hits(wanted, units, rights) if len(wanted) >= SHORTEST else []
    kind = request.GET.get("loai", "")
    kinds = [
        ("", _("All")), ("unit", _("Units")), ("task", _("Tasks")), ("plan", _("Plans")), ("evidence", _("Evidence")),
    ]  # fmt: skip
    counts = {key: sum(not key or hit["kind"] == key for hit in hits) for key, _label in kinds}
    query = request.GET.copy()
    query.pop("trang", None)
    tabs = []
    for key, label in kinds:
        query["loai"] = key
        tabs.append(
            {"label": label, "url": f"?{query.urlencode()}", "count": counts[key], "is_current": key == kind}
        )
    shown = [hit for hit in hits if not kind or hit["kind"] == kind]
    page = Paginator(shown, PAGE).get_page(request.GET.get("trang"))
    return {"q": asked, "page": page, "tabs": tabs, "is_short": len(wanted) < SHORTEST}


def _hits(wanted: str, units: Tree, rights: Rights) -> list[dict[str, Any]]:
    """Everything found, the best of every kind first."""
    found = [
        *((ask.fit(unit.name, wanted), _unit_hit(unit.id, units, rights)) for unit in ask.find_units(units, wanted)),
        *((ask.fit(plan.title, wanted), _plan_hit(plan, units, rights)) for plan in ask.find_plans(wanted, rights=rights)),
        *((ask.fit(task.content, wanted), _task_hit(task, units, rights)) for task in ask.find_tasks(wanted, rights=rights)),
        *((ask.WORDS, _evidence_hit(one, units)) for one in ask.find_evidence(wanted, rights=rights)),
    ]  # fmt: skip
    # What fits by another of its names (a code, a number) but not by its title was asked for precisely.
    return [hit for _best, hit in sorted(found, key=lambda pair: ask.EXACT if pair[0] is None else pair[0])]


def _unit_hit(unit_id: int, units: Tree, rights: Rights) -> dict[str, Any]:
    unit = units.get(unit_id)
    on_desk = rights.holds(unit_id)
    url = reverse("portal:unit-desk", args=[unit_id]) if on_desk else ""
    return {
        "kind": "unit", "label": _("Unit"), "title": units.full_name(unit_id),
        "url": url or reverse("org:unit", args=[unit_id]), "detail": unit.kind_label if unit else "",
    }  # fmt: skip


def _plan_hit(plan: ask.FoundPlan, units: Tree, rights: Rights) -> dict[str, Any]:
    on_desk = rights.holds(plan.unit_id)
    detail = _("%(number)s, %(unit)s, %(year)s") % {
        "number": plan.number or pgettext("paper", "draft"), "unit": units.full_name(plan.unit_id), "year": plan.year,
    }  # fmt: skip
    name = "plans:plan-edit" if on_desk else "plans:plan-public"
    return {
        "kind": "plan",
        "label": _("Plan"),
        "title": plan.title,
        "url": reverse(name, args=[plan.id]),
        "detail": detail,
    }


def _task_hit(task: ask.FoundTask, units: Tree, rights: Rights) -> dict[str, Any]:
    on_desk = rights.holds(task.unit_id)
    url = reverse("plans:task-desk", args=[task.id]) if on_desk else ""
    detail = _("Task %(number)s, plan %(plan)s, %(unit)s") % {
        "number": task.number, "plan": task.plan_number or task.year, "unit": units.full_name(task.unit_id),
    }  # fmt: skip
    return {
        "kind": "task", "label": _("Task"), "title": task.content,
        "url": url or reverse("plans:task-public", args=[task.id]), "detail": detail,
    }  # fmt: skip


def _evidence_hit(one: ask.FoundEvidence, units: Tree) -> dict[str, Any]:
    return {
        "kind": "evidence", "label": _("Evidence"), "title": one.title, "detail": units.full_name(one.unit_id),
        "url": reverse("plans:evidence-detail", args=[one.id]),
    }  # fmt: skip
