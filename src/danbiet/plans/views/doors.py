"""What plan screens share: reaching a plan or saying no, and words for what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.queries import Rights
from danbiet.org.views import DeskRequest

from ..actions.refusals import PlanRefusal
from ..models import ContentGroup, Plan, PlanImport, Task
from ..permissions import may_see_draft, may_write_plans
from ..queries import plans as ask


def plan_or_404(request: DeskRequest, pk: int) -> Plan:
    """The plan for whoever holds a role in its unit or above; for others it does not exist on the desk."""
    plan = ask.plan_for(request.rights, pk)
    if plan is None or not may_see_draft(request.rights, plan):
        raise Http404
    return plan


def task_or_404(request: DeskRequest, pk: int) -> Task:
    """The task, under the same rule."""
    task = ask.task_for(request.rights, pk)
    if task is None or not may_see_draft(request.rights, task.plan):
        raise Http404
    return task


def group_or_404(request: DeskRequest, pk: int) -> ContentGroup:
    """The group, under the same rule."""
    group = ask.group_for(request.rights, pk)
    if group is None or not may_see_draft(request.rights, group.plan):
        raise Http404
    return group


def import_or_404(request: DeskRequest, pk: int) -> PlanImport:
    """The import, for people of its unit or above."""
    kept = ask.import_for(request.rights, pk)
    if kept is None:
        raise Http404
    return kept


def to_plan(plan_id: int, *, anchor: str = "") -> HttpResponse:
    """Back to the plan's page."""
    return HttpResponseRedirect(reverse("plans:plan-edit", args=[plan_id]) + (f"#{anchor}" if anchor else ""))


def own_units(rights: Rights) -> list[tuple[int, str]]:
    """The units for which the person writes plans, for a choice."""
    return [
        (one, rights.tree.full_name(one))
        for one in sorted(rights.units_held())
        if may_write_plans(rights, one)
    ]


def crumbs(*steps: tuple[str, str], here: str) -> list[dict[str, str]]:
    """The way to this page: (label, url) pairs, then where one is."""
    way = [{"label": label, "url": url} for label, url in steps]
    return [*way, {"label": here, "url": ""}]


def plan_crumbs(plan: Plan, *more: tuple[str, str], here: str = "") -> list[dict[str, str]]:
    """The way to a page below a plan; without `here` the plan itself."""
    steps: list[tuple[str, str]] = [(_("Plans"), reverse("plans:plan-list"))]
    if here:
        steps.append((short_title(plan), reverse("plans:plan-edit", args=[plan.pk])))
    return crumbs(*steps, *more, here=here or short_title(plan))


def short_title(plan: Plan) -> str:
    """How a plan is called in passing: its number, else its year."""
    return plan.number or _("Draft %(year)s") % {"year": plan.year}


def names_for(rights: Rights, unit_ids: Iterable[int]) -> dict[int, str]:
    """Names of units as of the day of the rights."""
    return {one: rights.tree.full_name(one) for one in set(unit_ids)}


def refusal_page(form: Any, refusal: PlanRefusal) -> None:
    """Show a refusal on top of the form."""
    form.add_error(None, str(refusal))
