"""submit – return – issue – withdraw, each with its consequences shown before, and what became of a plan below."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_of
from danbiet.kit.text import fold, row_number, viet_sort_key
from danbiet.org.enums import UnitKind
from danbiet.org.queries import Tree, tree, working_calendar
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from ..actions import issuing
from ..actions.redrafting import redraft_plan
from ..actions.refusals import PlanRefusal
from ..enums import PlanState
from ..forms.issuing import IssueForm, ReasonForm
from ..models import Plan
from ..permissions import (
    may_follow_cascade,
    may_issue_plan,
    may_lock_periods,
    may_return_plan,
    may_submit_plan,
    may_urge_units,
    may_withdraw_plan,
    may_write_plans,
    plan_at,
)
from ..queries import cascade
from ..queries import plans as ask
from .corrections import plan_shut
from .doors import plan_crumbs, plan_or_404, refusal_page, to_plan

PER_PAGE = 60


@desk_view
def plan_submit(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand the draft to the head."""
    plan = plan_or_404(request, pk)
    must(may_submit_plan(request.rights, plan))
    if request.method == "POST":
        try:
            issuing.submit_plan(pk, by=request.user, at=request.at, on=request.on)
        except PlanRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("The plan now waits for the head of the unit."))
        return to_plan(pk)
    unsure = plan.tasks.exclude(doubts=[]).count()
    consequences = [_("The draft is closed for editing until the head issues or returns it.")]
    if unsure:
        consequences.append(_unsure(unsure))
    context = {
        "title": _("Submit the plan to the head?"),
        "text": str(plan),
        "consequences": consequences,
        "action": _("Submit"),
        "cancel_url": reverse("plans:plan-edit", args=[pk]),
        "crumbs": plan_crumbs(plan, here=_("Submit")),
    }
    return render(request, "layouts/confirm.html", context)


@desk_view
def plan_return(request: DeskRequest, pk: int) -> HttpResponse:
    """Give a submitted plan back with a reason."""
    plan = plan_or_404(request, pk)
    must(may_return_plan(request.rights, plan))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issuing.return_plan(
                pk, reason=form.cleaned_data["reason"], by=request.user, at=request.at, on=request.on
            )
        except PlanRefusal as refusal:
            refusal_page(form, refusal)
        else:
            messages.success(request, _("The plan has been returned to its officers."))
            return to_plan(pk)
    context = {
        "title": _("Return the plan"),
        "text": str(plan),
        "consequences": [_("Its officers get your reason by mail and can edit the draft again.")],
        "form": form,
        "action": _("Return"),
        "cancel_url": reverse("plans:plan-edit", args=[pk]),
        "crumbs": plan_crumbs(plan, here=_("Return")),
    }
    return render(request, "layouts/confirm.html", context)


@desk_view
def plan_issue(request: DeskRequest, pk: int) -> HttpResponse:
    """Issue the plan under its number, after showing who will get a draft of their own."""
    plan = plan_or_404(request, pk)
    must(may_issue_plan(request.rights, plan))
    if plan.amends_id is not None:
        return HttpResponseRedirect(reverse("plans:amendment-issue", args=[pk]))
    units = request.rights.tree
    then = (
        tree(plan.issued_on) if plan.issued_on else units
    )  # as of the day it is issued on, as issuing will see them
    tasks = _tasks_for_communes(plan, units=then)
    initial = {
        "number": plan.number or ask.suggested_number(plan, units=units),
        "issued_on": plan.issued_on or request.on,
        "unit_plans_due_on": plan.unit_plans_due_on,
    }
    shut = plan_shut(request.rights, plan)
    form = IssueForm(
        request.POST or None, tasks=tasks, initial=initial, may_correct=bool(shut) and shut["may_correct"]
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            issued = issuing.issue_plan(
                pk,
                number=said["number"],
                issued_on=said["issued_on"],
                unit_plans_due_on=said["unit_plans_due_on"],
                to_communes=said.get("to_communes", []),
                why=said.get("why", ""),
                by=request.user,
                at=request.at,
                calendar=working_calendar(),
            )
        except PlanRefusal as refusal:
            refusal_page(form, refusal)
        else:
            messages.success(request, _told(issued))
            return to_plan(pk)
    context = {
        "plan": plan,
        "form": form,
        "shut": shut,
        "consequences": _consequences(plan, units=then),
        "receivers": sorted(map(then.full_name, ask.receiving_units(plan, units=then)), key=viet_sort_key),
        "crumbs": plan_crumbs(plan, here=_("Issue")),
    }
    return render(request, "plans/plan_issue.html", context)


@desk_view
def plan_withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Take an issued plan back with a reason."""
    plan = plan_or_404(request, pk)
    must(may_withdraw_plan(request.rights, plan))
    shut = plan_shut(request.rights, plan)
    if shut and shut["is_closed"] and not shut["may_correct"]:
        messages.info(request, _("It can be withdrawn only as a correction after locking."))
        return HttpResponseRedirect(shut["url"])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issuing.withdraw_plan(
                pk, reason=form.cleaned_data["reason"], by=request.user, at=request.at,
                is_correction=may_lock_periods(request.rights),
            )  # fmt: skip
        except PlanRefusal as refusal:
            refusal_page(form, refusal)
        else:
            messages.success(request, _("The plan has been withdrawn."))
            return to_plan(pk)
    drafts = plan.children.exclude(state=PlanState.WITHDRAWN).count()
    context = {
        "title": _("Withdraw the plan"),
        "text": str(plan),
        "consequences": [
            _("The plan disappears from the public pages; it stays readable here."),
            _("%(count)s drafts of units are withdrawn with it.") % {"count": drafts},
            _("This is refused once a unit has issued its own plan from it or evidence has been given."),
            *([_("It is a correction after locking: the reason is listed at the period.")] if shut else []),
        ],
        "form": form,
        "action": _("Withdraw"),
        "look": "danger",
        "cancel_url": reverse("plans:plan-edit", args=[pk]),
        "crumbs": plan_crumbs(plan, here=_("Withdraw")),
    }
    return render(request, "layouts/confirm.html", context)


@desk_view
@require_POST
def plan_redraft(request: DeskRequest, pk: int) -> HttpResponse:
    """A new draft with everything a withdrawn plan said."""
    plan = plan_or_404(request, pk)
    must(may_write_plans(request.rights, plan_at(request.rights, plan)))
    try:
        new = redraft_plan(pk, by=request.user, at=request.at)
    except PlanRefusal as refusal:
        said_no(request, refusal)
        return to_plan(pk)
    messages.success(request, _("A new draft has been made from the withdrawn plan."))
    return to_plan(new.pk)


@desk_view
def plan_cascade(request: DeskRequest, pk: int) -> HttpResponse:
    """Who has issued an own plan and who has not, and what nobody has taken."""
    plan = plan_or_404(request, pk)
    must(may_follow_cascade(request.rights, plan))
    rows = cascade.unit_plan_rows(plan, on=request.on, calendar=working_calendar())
    untaken = cascade.untaken_tasks(plan, on=request.on)
    standing, text = request.GET.get("tinh-trang", ""), request.GET.get("q", "").strip()
    shown = [
        row
        for row in rows
        if (not standing or row.standing == standing) and (not text or fold(text) in fold(row.name))
    ]
    if kind := kind_asked(request):
        told = told_of(
            [
                (_("Plan"), plan.number),
                (_("State"), cascade_labels().get(standing, "")),
                (_("Keywords"), text),
            ]
        )
        return list_answer(request, kind, _listing(shown, told))
    context: dict[str, Any] = {
        "plan": plan,
        "state": cascade.cascade_state(rows, untaken=untaken),
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("trang")),
        "untaken": untaken,
        "standing": standing,
        "q": text,
        "can_urge": may_urge_units(request.rights, plan),
        "crumbs": plan_crumbs(plan, here=_("Plans of the units")),
    }
    return render(request, "plans/plan_cascade.html", context)


def cascade_labels() -> dict[str, str]:
    """How a unit stands with its own plan."""
    return {
        cascade.ISSUED: _("Have issued"),
        cascade.LATE: _("Overdue"),
        cascade.WAITING: _("Still have time"),
    }


def _listing(rows: list[cascade.UnitPlanRow], told: str) -> Listing:
    labels = cascade_labels()
    head = [_("Unit"), _("State"), _("Number"), _("Date of issue"), _("Tasks"), _("Working days late")]
    cells = [
        [
            row.name, labels.get(row.standing, row.standing), row.plan.number if row.standing == cascade.ISSUED else "",
            row.plan.issued_on if row.standing == cascade.ISSUED else None,
            row.task_count, row.working_days_over,
        ]
        for row in rows
    ]  # fmt: skip
    return Listing(
        name="ke-hoach-cua-don-vi", title=_("Plans of the units"), head=head, rows=cells, told=told
    )


@desk_view
@require_POST
def plan_urge(request: DeskRequest, pk: int) -> HttpResponse:
    """Remind the chosen units by mail, once a day each."""
    plan = plan_or_404(request, pk)
    must(may_urge_units(request.rights, plan))
    chosen = [one for one in map(row_number, request.POST.getlist("don-vi")) if one is not None]
    try:
        written = issuing.urge_units(pk, unit_ids=chosen, by=request.user, at=request.at, on=request.on)
    except PlanRefusal as refusal:
        said_no(request, refusal)
    else:
        if written:
            messages.success(request, _("%(count)s reminders have been written.") % {"count": written})
        else:
            messages.info(
                request,
                _(
                    "No reminder was written: none chosen, reminded today already, or nobody there has an address."
                ),
            )
    return HttpResponseRedirect(reverse("plans:plan-cascade", args=[pk]))


def _tasks_for_communes(plan: Plan, *, units: Tree) -> list[tuple[int, str]]:
    unit = units.get(plan.unit_id)
    if unit is None or unit.kind != UnitKind.DISTRICT:
        return []
    if not any(one.kind == UnitKind.COMMUNE for one in units.children(unit.id)):
        return []
    return [(task.pk, task.content) for task in plan.tasks.order_by("group__order", "order")]


def _consequences(plan: Plan, *, units: Tree) -> list[str]:
    receivers = ask.receiving_units(plan, units=units)
    count = len(receivers)
    found = [_("The plan can no longer be edited; it is public from then on.")]
    if count:
        found.append(
            ngettext(
                "%(count)s unit gets a draft of its own plan and a mail.",
                "%(count)s units get a draft of their own plan and a mail.",
                count,
            )
            % {"count": count}
        )
    if plan.parent_id:
        found.append(_("The unit's plan is counted as issued in the progress of the plan above."))
    bare = plan.tasks.filter(targets__isnull=True).count()
    if bare:
        found.append(
            _("%(count)s tasks name no number: one piece of evidence per period is expected of each.")
            % {"count": bare}
        )
    unled = plan.tasks.exclude(assignments__role="lead").count()
    if unled:
        found.append(_("%(count)s tasks have no lead: nobody will be asked for them.") % {"count": unled})
    unsure = plan.tasks.exclude(doubts=[]).count()
    if unsure:
        found.append(_unsure(unsure))
    return found


def _unsure(count: int) -> str:
    return _("%(count)s tasks still hold something unsure that nobody has looked at.") % {"count": count}


def _told(issued: issuing.Issued) -> str:
    due: date | None = issued.plan.unit_plans_due_on
    if not issued.drafts:
        return _("The plan has been issued under number %(number)s.") % {"number": issued.plan.number}
    return _(
        "The plan has been issued under number %(number)s. %(count)s units have their draft; their plans are due on %(due)s."
    ) % {
        "number": issued.plan.number,
        "count": len(issued.drafts),
        "due": f"{due:%d/%m/%Y}" if due else "",
    }
