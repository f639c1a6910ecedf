"""Public pages of issued plans: no cookie, no token, every number explained one tap away."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.org.queries import Tree, tree
from danbiet.org.views import from_home, other_day
from danbiet.pagecache.registry import kept

from ..calc.progress import GroupProgress, PlanProgress, TaskProgress
from ..calc.why import why_group, why_plan
from ..forms.showing import PlanFilter, day_asked
from ..models import Plan
from ..queries import public as ask
from ..queries.amending import amendments_of
from ..queries.progress import plan_progress, plans_progress
from . import wording
from .tabling import table_answer

PAGE = 30


@require_safe
@kept(seconds=60, query=["trang", "ngay"])
def plan_years(request: HttpRequest) -> HttpResponse:
    """All plans of the province issued by a day (`?ngay=`, usually today), by year, each with how far it was."""
    on = day_asked(request.GET, clock.today())
    units = tree(on)
    plans = [plan for plan in ask.issued_plans() if plan.issued_on is None or plan.issued_on <= on]
    page = Paginator(plans, PAGE).get_page(request.GET.get("trang"))
    figures = plans_progress([plan.pk for plan in page], on) if page.object_list else {}
    rows = [
        {"plan": plan, "figures": figures[plan.pk], "unit": wording.issuer(plan.unit_id, units)}
        for plan in page
    ]
    context = {"rows": rows, "page": page, "on": on, "as_of": other_day(on), "crumbs": from_home(_("Plans"))}
    return render(request, "plans/public_plans.html", context)


@require_safe
@kept(seconds=60, query=["ngay", "don-vi", "tinh-trang", "in"])
def plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan as of a day (`?ngay=`), its tasks narrowed by unit and status; `?in=1` with every group open for printing."""
    plan, on, units, progress, facts = _opened(request, pk)
    form = PlanFilter(request.GET or None, units=_choices(facts, units), today=clock.today())
    unit_id, status = form.asked()
    newest = ask.newest_by_group(pk, on)
    groups = [
        shown_group(group, tasks, facts, units, newest.get(group.group.id, []), day_words(on))
        for group, tasks in narrowed(progress, facts, unit_id, status)
    ]
    context = {
        "plan": plan, "unit": wording.issuer(plan.unit_id, units), "on": on, "as_of": other_day(on),
        "progress": progress, "facts": ask.plan_facts(pk, on), "groups": groups, "form": form,
        "task_count": progress.task_count, "is_narrowed": unit_id is not None or bool(status),
        "amendments": list(amendments_of(pk)), "is_print": request.GET.get("in") == "1", "day_query": day_words(on),
        "crumbs": from_home((_("Plans"), reverse("plans:years-public")), here_label(plan)),
    }  # fmt: skip
    return render(request, "plans/public_plan.html", context)


@require_safe
def plan_table(request: HttpRequest, pk: int) -> HttpResponse:
    """The tasks the page would show, as CSV."""
    plan, on, units, progress, facts = _opened(request, pk)
    unit_id, status = PlanFilter(request.GET or None, units=_choices(facts, units), today=on).asked()
    head = [
        _("No."), _("Group of content"), _("Task"), _("Leads"), _("Supports"), _("Time"), _("Done / target"),
        _("Reached (percent)"), _("Mark (percent)"), _("Status"),
    ]  # fmt: skip
    rows = [
        [
            facts[task.task.id].number, group.label, task.label,
            wording.units_line(facts[task.task.id].leads, units), wording.units_line(facts[task.task.id].supports, units),
            wording.when(facts[task.task.id]), "; ".join(wording.task_done_of(task)),
            wording.number(task.percent), wording.number(task.mark), wording.status_label(task.status),
        ]
        for group, tasks in narrowed(progress, facts, unit_id, status)
        for task in tasks
    ]  # fmt: skip
    return table_answer(f"ke-hoach-{plan.pk}-{on.isoformat()}", head, rows)


@require_safe
@kept(seconds=60, query=["ngay"])
def plan_why(request: HttpRequest, pk: int) -> HttpResponse:
    """The arithmetic of a plan's percentage: groups, then each group's tasks."""
    plan, on, units, progress, facts = _opened(request, pk)
    why = why_plan(progress)
    query = day_words(on)
    context = {
        "plan": plan, "unit": wording.issuer(plan.unit_id, units), "on": on, "as_of": other_day(on), "progress": progress,
        "box": wording.why_box(
            why, name=_("Arithmetic of the plan"), lead=wording.plan_lead(len(why.rows), equal=why.has_equal_weights),
            labels={group.group.id: f"{group.group.order}. {group.label}" for group in progress.groups},
            urls={group.group.id: f"#nhom-{group.group.order}" for group in progress.groups},
        ),
        "groups": [
            {"order": group.group.order, "title": group.label, "box": group_box(group, facts, query)}
            for group in progress.groups if group.tasks
        ],
        "empty_groups": [group.label for group in progress.groups if not group.tasks],
        "crumbs": from_home(
            (_("Plans"), reverse("plans:years-public")),
            (here_label(plan), reverse("plans:plan-public", args=[pk]) + query), _("How it is counted"),
        ),
    }  # fmt: skip
    return render(request, "plans/public_why.html", context)


def _opened(request: HttpRequest, pk: int) -> tuple[Plan, date, Tree, PlanProgress, dict[int, ask.TaskFacts]]:
    plan = ask.issued_plan(pk)
    if plan is None:
        raise Http404
    on = day_asked(request.GET, clock.today())
    return plan, on, tree(on), plan_progress(pk, on), ask.task_facts(plan_id=pk, on=on)


def _choices(facts: dict[int, ask.TaskFacts], units: Tree) -> list[tuple[int, str]]:
    found = {unit for one in facts.values() for unit, _set in (*one.leads, *one.supports)}
    return sorted(((unit, units.full_name(unit)) for unit in found), key=lambda pair: pair[1])


def narrowed(
    progress: PlanProgress, facts: dict[int, ask.TaskFacts], unit_id: int | None, status: str
) -> list[tuple[GroupProgress, list[TaskProgress]]]:
    """The plan's groups with the tasks asked for; groups left without any are gone. The groups themselves stay whole."""
    if unit_id is None and not status:
        return [(group, list(group.tasks)) for group in progress.groups]
    found = []
    for group in progress.groups:
        tasks = [task for task in group.tasks if _is_asked(task, facts, unit_id, status)]
        if tasks:
            found.append((group, tasks))
    return found


def _is_asked(task: TaskProgress, facts: dict[int, ask.TaskFacts], unit_id: int | None, status: str) -> bool:
    units = {unit for unit, _set in (*facts[task.task.id].leads, *facts[task.task.id].supports)}
    return (unit_id is None or unit_id in units) and (not status or task.status == status)


def shown_group(
    group: GroupProgress,
    tasks: list[TaskProgress],
    facts: dict[int, ask.TaskFacts],
    units: Tree,
    newest: list[ask.Proved],
    query: str,
) -> dict[str, Any]:
    """A group as the page shows it: head, the tasks asked for, newest evidence, and the sum of the whole group."""
    leads = [pair for task in group.tasks for pair in facts[task.task.id].leads]
    return {
        "id": group.group.id, "order": group.group.order, "title": group.label, "percent": group.percent,
        "mark": group.mark, "status": group.status, "task_count": len(group.tasks),
        "tasks": [shown_task(task, facts[task.task.id], units, query) for task in tasks],
        "lead": wording.leads_line(list(dict.fromkeys(leads)), units),
        "proofs": wording.proof_items(newest, units),
        "why": group_box(group, facts, query) if group.percent is not None else None,
    }  # fmt: skip


def shown_task(task: TaskProgress, facts: ask.TaskFacts, units: Tree, query: str = "") -> dict[str, Any]:
    """A task as a row of a table."""
    return {
        "id": task.task.id, "number": facts.number, "content": task.label, "percent": task.percent,
        "mark": task.mark, "status": task.status, "done_of": wording.task_done_of(task),
        "lead": wording.units_line(facts.leads, units), "when": wording.when(facts),
        "url": reverse("plans:task-public", args=[task.task.id]) + query,
    }  # fmt: skip


def group_box(group: GroupProgress, facts: dict[int, ask.TaskFacts], query: str) -> dict[str, Any]:
    """The sum of a group."""
    why = why_group(group)
    return wording.why_box(
        why,
        name=_("Arithmetic of group %(number)s") % {"number": group.group.order},
        lead=wording.group_lead(len(why.rows), equal=why.has_equal_weights),
        labels={row.key: f"{facts[row.key].number}. {row.label}" for row in why.rows},
        urls={row.key: reverse("plans:task-why", args=[row.key]) + query for row in why.rows},
    )


def here_label(plan: Plan) -> str:
    """How a plan is called in passing."""
    return plan.number or str(plan.year)


def day_words(on: date) -> str:
    """The query that keeps the day in links: empty for today, so that plain addresses stay plain."""
    return "" if on == clock.today() else f"?ngay={on.isoformat()}"


def without(request: HttpRequest, *names: str) -> str:
    """This page's query with some parameters taken away; "?" alone when nothing is left."""
    kept = request.GET.copy()
    for name in names:
        kept.pop(name, None)
    return f"?{kept.urlencode()}"
