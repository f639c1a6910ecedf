"""Money of a plan on the desk: the table with its totals, one task's lines, the table as Excel and CSV."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.exports.views.listing import Listing, kind_asked, list_answer
from danbiet.org.views import DeskRequest, desk_view, must

from ..actions.budgeting import BudgetLine, save_budget
from ..actions.refusals import PlanRefusal
from ..enums import FundSource
from ..forms.budgets import BudgetFormSet
from ..models import Plan
from ..permissions import may_set_budget
from ..queries.budgets import PlanMoney, Sums, budget_lines, plan_money, stamp_of
from ..queries.files import plain_name
from .doors import plan_crumbs, plan_or_404, task_or_404


@desk_view
def plan_budget(request: DeskRequest, pk: int) -> HttpResponse:
    """What each task costs, with totals; `?tai=` gives the same table to take away."""
    plan = plan_or_404(request, pk)
    money = plan_money(plan)
    if kind := kind_asked(request):
        return _download(request, plan, money, kind)
    context = {
        "plan": plan,
        "money": money,
        "sources": [(FundSource(source).label, sums) for source, sums in money.by_source],
        "can_edit": may_set_budget(request.rights, plan),
        "crumbs": plan_crumbs(plan, here=_("Budget")),
    }
    return render(request, "plans/plan_budget.html", context)


@desk_view
def task_budget(request: DeskRequest, pk: int) -> HttpResponse:
    """The lines of one task."""
    task = task_or_404(request, pk)
    must(may_set_budget(request.rights, task.plan))
    back = reverse("plans:plan-budget", args=[task.plan_id])
    initial = [
        {
            "source": one.source,
            "planned": one.planned,
            "allocated": one.allocated,
            "spent": one.spent,
            "note": one.note,
        }
        for one in budget_lines(pk)
    ]
    rows = BudgetFormSet(request.POST or None, prefix="k", initial=initial)
    problem = ""
    if request.method == "POST" and rows.is_valid():
        lines = [
            BudgetLine(said["source"], said["planned"], said["allocated"], said["spent"], said["note"])
            for form in rows.forms
            if (said := form.cleaned_data) and said.get("source")
        ]
        try:
            save_budget(pk, lines=lines, seen=request.POST.get("seen", ""), by=request.user, at=request.at)
        except PlanRefusal as refusal:
            problem = str(refusal)
        else:
            messages.success(request, _("The budget has been saved."))
            return HttpResponseRedirect(f"{back}#nv-{pk}")
    context = {
        "task": task,
        "rows": rows,
        "seen": stamp_of(pk),
        "problem": problem,
        "crumbs": plan_crumbs(task.plan, (_("Budget"), back), here=_("Budget of a task")),
    }
    return render(request, "plans/task_budget.html", context)


def _download(request: DeskRequest, plan: Plan, money: PlanMoney, kind: str) -> HttpResponse:
    name = f"kinh-phi-{plain_name(plan.number or str(plan.year))}"
    head = [
        _("No."), _("Task"), _("Source of funds"), _("Planned (đồng)"), _("Allocated (đồng)"), _("Spent (đồng)"),
        _("Left (đồng)"), _("Note"),
    ]  # fmt: skip
    listing = Listing(name=name, title=_("Budget"), head=head, rows=_table(money), told=plan.title)
    return list_answer(request, kind, listing)


def _table(money: PlanMoney) -> list[list[object]]:
    rows: list[list[object]] = []
    for group in money.groups:
        rows.append([str(group.group.order), group.group.title, "", *_sums(group.sums), ""])
        for one in group.tasks:
            rows += [
                [one.number, one.task.content, str(line.get_source_display()), line.planned, line.allocated, line.spent,
                 line.allocated - line.spent, line.note]
                for line in one.lines
            ] or [[one.number, one.task.content, "", *_sums(Sums()), ""]]  # fmt: skip
    rows += [
        ["", _("Total from: %(source)s") % {"source": FundSource(source).label}, "", *_sums(sums), ""]
        for source, sums in money.by_source
    ]
    rows.append(["", _("Total"), "", *_sums(money.sums), ""])
    return rows


def _sums(sums: Sums) -> list[Decimal]:
    return [sums.planned, sums.allocated, sums.spent, sums.left]


def _cell(value: object) -> str:
    return str(value)
