"""The plan's desk: the list, one plan as it stands, its head and text; its groups and tasks are in `editing_parts`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_of
from danbiet.kit.listing import MOST_ROWS
from danbiet.kit.text import row_number
from danbiet.org.queries import Tree
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from ..actions import drafting
from ..actions.refusals import EditedMeanwhile, PlanRefusal
from ..enums import PlanState
from ..forms.editing import GroupForm, HeadForm, NewPlanForm, SectionFormSet
from ..models import Plan
from ..permissions import (
    may_amend_plan,
    may_carry_on,
    may_delete_plan,
    may_edit_plan,
    may_issue_plan,
    may_return_plan,
    may_submit_plan,
    may_withdraw_plan,
    may_write_plans,
    plan_at,
)
from ..queries import plans as ask
from ..queries.amending import amendments_of, open_amendment
from ..queries.understanding import draft_of
from .doors import (
    crumbs,
    own_units,
    plan_crumbs,
    plan_or_404,
    refusal_page,
    to_plan,
)
from .shown import shown

PER_PAGE = 40
SORTS = {"nam": "year", "so": "number", "don-vi": "unit_id", "ngay": "issued_on", "nhiem-vu": "task_count"}


@desk_view
def plan_list(request: DeskRequest) -> HttpResponse:
    """Plans of the person's units and all below: filtered, sorted, paged."""
    asked = request.GET
    year = row_number(asked.get("nam", ""))
    unit_id = row_number(asked.get("don-vi", ""))
    state = asked.get("tinh-trang", "") if asked.get("tinh-trang") in PlanState.values else ""
    text = asked.get("q", "").strip()
    found = ask.desk_plans(request.rights, year=year, state=state, unit_id=unit_id, text=text)
    sort = asked.get("sap", "")
    field = SORTS.get(sort.lstrip("-"))
    found = (
        found.order_by(("-" if sort.startswith("-") else "") + field, "id")
        if field
        else found.order_by("-year", F("parent_id").asc(nulls_first=True), "id")
    )
    units = request.rights.tree
    if kind := kind_asked(request):
        told = [
            (_("Year"), str(year) if year else ""), (_("Unit"), units.full_name(unit_id) if unit_id else ""),
            (_("State"), PlanState(state).label if state else ""), (_("Keywords"), text),
        ]  # fmt: skip
        return list_answer(request, kind, _listing(found[: MOST_ROWS + 1], units, told_of(told)))
    page = Paginator(found, PER_PAGE).get_page(asked.get("trang"))
    context = {
        "page": page,
        "rows": [(plan, units.full_name(plan.unit_id)) for plan in page],
        "states": PlanState.choices,
        "state": state,
        "years": ask.plan_years(),
        "year": year,
        "q": text,
        "can_write": bool(own_units(request.rights)),
        "crumbs": crumbs(here=_("Plans")),
    }
    return render(request, "plans/plan_list.html", context)


def _listing(plans: Iterable[Any], units: Tree, told: str) -> Listing:
    head = [
        _("Unit"),
        _("Year"),
        _("Plan"),
        _("Number"),
        _("Date of issue"),
        _("State"),
        _("Tasks"),
        _("To be looked at"),
    ]
    rows = [
        [
            units.full_name(plan.unit_id), plan.year, plan.title, plan.number,
            plan.issued_on, str(plan.get_state_display()), plan.task_count,
            plan.unsure_count,
        ]
        for plan in plans
    ]  # fmt: skip
    return Listing(name="ke-hoach", title=_("Plans"), head=head, rows=rows, told=told)


@desk_view
def plan_new(request: DeskRequest) -> HttpResponse:
    """An empty plan, to be written by hand."""
    units = own_units(request.rights)
    must(bool(units))
    form = NewPlanForm(
        request.POST or None,
        units=units,
        initial={"year": request.on.year, "unit": request.rights.home_unit_id},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        must(may_write_plans(request.rights, said["unit"]))
        plan = drafting.create_plan(
            unit_id=said["unit"], year=said["year"], title=said["title"], by=request.user, at=request.at
        )
        messages.success(request, _("The draft has been created. Add groups and tasks now."))
        return to_plan(plan.pk)
    context = {"form": form, "crumbs": crumbs((_("Plans"), reverse("plans:plan-list")), here=_("New plan"))}
    return render(request, "plans/plan_new.html", context)


@desk_view
def plan_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """The plan as it stands, with what is unsure first, and everything that may be done with it."""
    plan = plan_or_404(request, pk)
    rows = ask.plan_rows(plan)
    rights, units = request.rights, request.rights.tree
    groups = [
        (group, [(row, shown(draft_of(row.task), units=units)) for row in group.tasks]) for group in rows
    ]
    doubts = [(row, task) for _group, tasks in groups for row, task in tasks if task.doubts]
    amendment = open_amendment(pk) if plan.state == PlanState.ISSUED else None
    context = {
        "plan": plan,
        "unit_name": units.full_name(plan.unit_id),
        "groups": groups,
        "doubts": doubts,
        "task_count": sum(len(tasks) for _group, tasks in groups),
        "group_form": GroupForm(),
        "can_edit": may_edit_plan(rights, plan),
        "can_submit": may_submit_plan(rights, plan),
        "can_issue": may_issue_plan(rights, plan),
        "can_return": may_return_plan(rights, plan),
        "can_withdraw": may_withdraw_plan(rights, plan),
        "can_delete": may_delete_plan(rights, plan),
        "can_redraft": plan.state == PlanState.WITHDRAWN and may_write_plans(rights, plan_at(rights, plan)),
        "can_amend": may_amend_plan(rights, plan) and amendment is None,
        "can_carry_on": may_carry_on(rights, plan),
        "amendments": amendments_of(pk) if plan.state == PlanState.ISSUED else [],
        "open_amendment": amendment,
        "is_handed_down": plan.state == PlanState.ISSUED and ask.has_unit_plans(plan),
        "crumbs": plan_crumbs(plan),
    }
    return render(request, "plans/plan_edit.html", context)


@desk_view
def head_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """The head and the text of a draft. Somebody else's save in between is shown beside one's own, nothing is lost."""
    plan = plan_or_404(request, pk)
    must(may_edit_plan(request.rights, plan))
    is_post = request.method == "POST"
    form = HeadForm(request.POST if is_post else None, initial=_head_of(plan))
    sections = SectionFormSet(request.POST if is_post else None, initial=_sections_of(plan), prefix="s")
    theirs: Plan | None = None
    if is_post and form.is_valid() and sections.is_valid():
        said = dict(form.cleaned_data)
        version = said.pop("version")
        said["sections"] = _sections_said(sections)
        try:
            drafting.edit_head(plan.pk, version=version, changes=said, by=request.user, at=request.at)
        except EditedMeanwhile as refusal:
            theirs = Plan.objects.get(pk=plan.pk)
            form = HeadForm({**request.POST.dict(), "version": refusal.current_version})
            refusal_page(form, refusal)
        except PlanRefusal as refusal:
            refusal_page(form, refusal)
        else:
            messages.success(request, _("The head of the plan has been saved."))
            return to_plan(plan.pk)
    context = {
        "plan": plan,
        "form": form,
        "sections": sections,
        "theirs": _differences(form, theirs) if theirs else None,
        "crumbs": plan_crumbs(plan, here=_("Head and text")),
    }
    return render(request, "plans/head_edit.html", context)


@desk_view
def plan_delete(request: DeskRequest, pk: int) -> HttpResponse:
    """Delete a draft after saying what goes with it."""
    plan = plan_or_404(request, pk)
    must(may_delete_plan(request.rights, plan))
    if request.method == "POST":
        try:
            drafting.delete_plan(pk, by=request.user, at=request.at)
        except PlanRefusal as refusal:
            said_no(request, refusal)
            return to_plan(pk)
        messages.success(request, _("The draft has been deleted."))
        return HttpResponseRedirect(reverse("plans:plan-list"))
    context = {
        "title": _("Delete this draft?"),
        "text": str(plan),
        "consequences": [
            _("%(groups)s groups and %(tasks)s tasks are deleted.")
            % {"groups": plan.groups.count(), "tasks": plan.tasks.count()}
        ],
        "action": _("Delete the draft"),
        "look": "danger",
        "cancel_url": reverse("plans:plan-edit", args=[pk]),
        "crumbs": plan_crumbs(plan, here=_("Delete the draft")),
    }
    return render(request, "layouts/confirm.html", context)


def _head_of(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in HeadForm.base_fields}


def _sections_of(plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "key": one.get("key", ""),
            "heading": one.get("heading", ""),
            "level": one.get("level", 1),
            "text": "\n".join(one.get("paragraphs", [])),
        }
        for one in plan.sections
    ]


def _sections_said(sections: Any) -> list[dict[str, Any]]:
    said = [form.cleaned_data for form in sections.forms if form.cleaned_data]
    return [
        {
            "key": one.get("key") or "text",
            "heading": one.get("heading", ""),
            "level": one.get("level") or 1,
            "paragraphs": one["text"].split("\n"),
        }
        for one in said
        if one.get("text", "").strip() or one.get("heading", "").strip()
    ]


def _differences(form: Any, theirs: Plan) -> list[dict[str, Any]]:
    """Fields in which what was typed and what is stored now differ."""
    found = []
    for name, field in HeadForm.base_fields.items():
        stored = getattr(theirs, name)
        if name != "version" and str(form.data.get(name) or "") != str(stored or ""):
            found.append({"label": field.label, "mine": form.data.get(name), "theirs": stored})
    return found
