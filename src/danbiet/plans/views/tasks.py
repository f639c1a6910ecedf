"""A task is written in words; below each field stands what the system understands, and it can be put right in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.kit.text import fold, row_number
from danbiet.org.views import DeskRequest, desk_view, must

from ..actions import drafting
from ..actions.refusals import EditedMeanwhile, PlanRefusal
from ..calc.drafts import AssignmentDraft, TaskDraft
from ..forms.editing import PeriodFormSet, RaiseForm, RecurrenceForm, TargetFormSet, TaskForm
from ..models import Plan, Task
from ..permissions import may_edit_plan
from ..queries import plans as ask
from ..queries.understanding import (
    Glossary,
    Words,
    draft_of,
    glossary_for,
    understand,
    words_for_schedule,
    words_for_targets,
    words_for_units,
    words_of,
)
from .doors import plan_crumbs, plan_or_404, refusal_page, task_or_404, to_plan
from .shown import field_label, shown

FIELD_OF_ROLE = {"lead": "lead_text", "support": "support_text"}
WORD_FIELDS = tuple(Words.__dataclass_fields__)


@desk_view
def task_new(request: DeskRequest, pk: int) -> HttpResponse:
    """A new task in a plan."""
    plan = plan_or_404(request, pk)
    must(may_edit_plan(request.rights, plan))
    return _task_page(request, plan=plan, task=None)


@desk_view
def task_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Correct a task; one from above only lets its quantities be raised."""
    task = task_or_404(request, pk)
    must(may_edit_plan(request.rights, task.plan))
    if task.parent_id is not None:
        return _raise_page(request, task)
    return _task_page(request, plan=task.plan, task=task)


@desk_view
@require_POST
def task_understood(request: DeskRequest, pk: int) -> HttpResponse:
    """What the words just typed would mean: the fragment shown below the form while one types. Stores nothing."""
    plan = plan_or_404(request, pk)
    must(may_edit_plan(request.rights, plan))
    task = _known_task(request, plan)
    glossary = glossary_for(plan, on=request.on)
    draft = understand(_words_said(request.POST), glossary=glossary, stored=draft_of(task) if task else None)
    return render(request, "plans/_understood.html", {"read": shown(draft, units=glossary.units)})


def _task_page(request: DeskRequest, *, plan: Plan, task: Task | None) -> HttpResponse:
    glossary = glossary_for(plan, on=request.on)
    stored = draft_of(task) if task else None
    groups = [(group.pk, f"{group.order}. {group.title}") for group in plan.groups.all()]
    if not groups:
        messages.error(request, _("Add a group first; tasks stand in groups."))
        return to_plan(plan.pk, anchor="nhom-moi")
    if request.method != "POST":
        words = words_of(task) if task else _first_words(plan, glossary)
        form = TaskForm(groups=groups, initial=_initial(request, words, task))
        return _show(request, plan, task, form, words, glossary, stored)
    button = request.POST.get("nut", "luu")
    words = _words_said(request.POST)
    if button != "luu":
        words, problem = _put_right(request, words, button, glossary=glossary, stored=stored)
        form = TaskForm({**request.POST.dict(), **words.as_dict()}, groups=groups)
        if problem:
            form.add_error(None, problem)
        return _show(request, plan, task, form, words, glossary, stored)
    form = TaskForm(request.POST, groups=groups)
    if form.is_valid():
        try:
            saved = _save(
                request, form, plan=plan, task=task, draft=understand(words, glossary=glossary, stored=stored)
            )
        except EditedMeanwhile as refusal:
            return _both(request, plan, task, groups, words, glossary, refusal)
        except PlanRefusal as refusal:
            refusal_page(form, refusal)
        else:
            messages.success(request, _("The task has been saved."))
            return to_plan(plan.pk, anchor=f"nv-{saved.pk}")
    return _show(request, plan, task, form, words, glossary, stored)


def _first_words(plan: Plan, glossary: Glossary) -> Words:
    # A unit's own task is led by the unit unless it says otherwise.
    return Words(lead_text=glossary.issuer) if plan.parent_id else Words()


def _save(request: DeskRequest, form: TaskForm, *, plan: Plan, task: Task | None, draft: TaskDraft) -> Task:
    said = form.cleaned_data
    draft = replace(draft, weight=said["weight"] or draft.weight)
    if task is None:
        return drafting.add_task(plan.pk, group_id=said["group"], draft=draft, by=request.user, at=request.at)
    return drafting.edit_task(
        task.pk,
        version=said["version"] or 0,
        draft=draft,
        group_id=said["group"],
        by=request.user,
        at=request.at,
    )


def _both(
    request: DeskRequest,
    plan: Plan,
    task: Task | None,
    groups: list[tuple[int, str]],
    words: Words,
    glossary: Glossary,
    refusal: EditedMeanwhile,
) -> HttpResponse:
    """Somebody saved in between: both versions side by side, one's own still in the form, ready to be saved on top."""
    now = task_or_404(request, task.pk) if task else None
    theirs = words_of(now) if now else Words()
    form = TaskForm({**request.POST.dict(), "version": refusal.current_version}, groups=groups)
    form.is_valid()
    refusal_page(form, refusal)
    differing = [
        {"label": field_label(name), "mine": getattr(words, name), "theirs": getattr(theirs, name)}
        for name in WORD_FIELDS
        if getattr(words, name) != getattr(theirs, name)
    ]
    return _show(
        request,
        plan,
        now,
        form,
        words,
        glossary,
        draft_of(now) if now else None,
        differing=differing,
        status=409,
    )


def _show(  # one place where the page's whole context stands together
    request: DeskRequest,
    plan: Plan,
    task: Task | None,
    form: TaskForm,
    words: Words,
    glossary: Glossary,
    stored: TaskDraft | None,
    *,
    differing: list[dict[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    draft = understand(words, glossary=glossary, stored=stored)
    context = {
        "plan": plan,
        "task": task,
        "form": form,
        "read": shown(draft, units=glossary.units),
        "periods": PeriodFormSet(
            prefix="t",
            initial=[{"starts_on": one.starts_on, "ends_on": one.ends_on} for one in draft.periods],
        ),
        "recurrence": RecurrenceForm(initial={"recurrence": draft.recurrence}),
        "targets": TargetFormSet(prefix="c", initial=[_target_row(one) for one in draft.targets]),
        "units": glossary.pickable(),
        "full_name": glossary.units.full_name,
        "unit_names": [glossary.units.full_name(unit.id) for unit in glossary.pickable()],
        "differing": differing,
        "opened": request.POST.get("nut", "").partition(":")[0],
        "understood_url": reverse("plans:task-understood", args=[plan.pk]),
        "crumbs": plan_crumbs(plan, here=_("Task") if task else _("New task")),
    }
    return render(request, "plans/task_edit.html", context, status=status)


def _raise_page(request: DeskRequest, task: Task) -> HttpResponse:
    targets = list(task.targets.select_related("parent"))
    form = RaiseForm(request.POST or None, targets=targets, initial={"version": task.version})
    if request.method == "POST" and form.is_valid():
        try:
            drafting.raise_quantities(
                task.pk,
                version=form.cleaned_data["version"],
                quantities=form.quantities(),
                by=request.user,
                at=request.at,
            )
        except EditedMeanwhile as refusal:
            form = RaiseForm({**request.POST.dict(), "version": refusal.current_version}, targets=targets)
            form.is_valid()
            refusal_page(form, refusal)
        except PlanRefusal as refusal:
            refusal_page(form, refusal)
        else:
            messages.success(request, _("The quantities have been saved."))
            return to_plan(task.plan_id, anchor=f"nv-{task.pk}")
    context = {
        "plan": task.plan,
        "task": task,
        "form": form,
        "read": shown(draft_of(task), units=request.rights.tree),
        "crumbs": plan_crumbs(task.plan, here=_("Task from above")),
    }
    return render(request, "plans/task_raise.html", context)


def _put_right(
    request: DeskRequest, words: Words, button: str, *, glossary: Glossary, stored: TaskDraft | None
) -> tuple[Words, str]:
    """Words rewritten after a correction of the structure; the second value is what was wrong with it."""
    verb, _colon, rest = button.partition(":")
    draft = understand(words, glossary=glossary, stored=stored)
    if verb == "them":
        return _with_unit(request, words, draft, role=rest, glossary=glossary)
    if verb == "bo":
        role, _colon, unit_id = rest.partition(":")
        kept = tuple(one for one in draft.assignments if (one.role, str(one.unit_id)) != (role, unit_id))
        return _rewritten(words, replace(draft, assignments=kept), role=role, glossary=glossary), ""
    if verb == "thoi-gian":
        return _with_periods(request, words, glossary=glossary)
    if verb == "chi-tieu":
        return _with_targets(request, words)
    return words, ""


def _with_unit(
    request: DeskRequest, words: Words, draft: TaskDraft, *, role: str, glossary: Glossary
) -> tuple[Words, str]:
    wanted = request.POST.get(f"don-vi-{role}", "")
    found = [
        unit
        for unit in glossary.pickable()
        if fold(wanted) in {fold(glossary.units.full_name(unit.id)), fold(unit.name), fold(unit.abbreviation)}
    ]
    if role not in FIELD_OF_ROLE or len(found) != 1 or not wanted.strip():
        return words, _("“%(name)s” is not the name of one unit: choose from the list.") % {"name": wanted}
    others = tuple(one for one in draft.assignments if one.unit_id != found[0].id)
    moved = {one.role for one in draft.assignments if one.unit_id == found[0].id} - {role}
    fresh = replace(draft, assignments=(*others, AssignmentDraft(found[0].id, role)))
    for other in moved:
        words = _rewritten(words, fresh, role=other, glossary=glossary)
    return _rewritten(words, fresh, role=role, glossary=glossary), ""


def _rewritten(words: Words, draft: TaskDraft, *, role: str, glossary: Glossary) -> Words:
    if role not in FIELD_OF_ROLE:
        raise Http404
    return words.changed(**{FIELD_OF_ROLE[role]: words_for_units(draft, role=role, glossary=glossary)})


def _with_periods(request: DeskRequest, words: Words, *, glossary: Glossary) -> tuple[Words, str]:
    rows, again = PeriodFormSet(request.POST, prefix="t"), RecurrenceForm(request.POST)
    if not rows.is_valid() or not again.is_valid():
        return words, _first_error(rows)
    spans = sorted(
        (span for row in rows.forms if (span := row.span())), key=lambda one: (one.starts_on, one.ends_on)
    )
    text = words_for_schedule(spans, recurrence=again.cleaned_data["recurrence"], year=glossary.year)
    return words.changed(schedule_text=text), ""


def _with_targets(request: DeskRequest, words: Words) -> tuple[Words, str]:
    rows = TargetFormSet(request.POST, prefix="c")
    if not rows.is_valid():
        return words, _first_error(rows)
    return words.changed(product=words_for_targets([one for row in rows.forms if (one := row.target())])), ""


def _first_error(rows: Any) -> str:
    for form in rows.forms:
        for problems in form.errors.values():
            return str(problems[0])
    return str(rows.non_form_errors()[0]) if rows.non_form_errors() else _("Please check what you filled in.")


def _target_row(target: Any) -> dict[str, Any]:
    return {
        "comparison": target.comparison,
        "quantity": target.quantity,
        "unit_text": target.unit_text,
        "per": target.per,
        "per_unit": target.per_unit,
        "each_quantity": target.each_quantity,
        "each_unit_text": target.each_unit_text,
    }


def _initial(request: DeskRequest, words: Words, task: Task | None) -> dict[str, Any]:
    group = request.GET.get("nhom", "")
    return {
        **words.as_dict(),
        "version": task.version if task else "",
        "weight": task.weight if task else "",
        "group": task.group_id if task else row_number(group),
    }


def _words_said(said: QueryDict) -> Words:
    form = TaskForm(groups=[])
    return Words(
        **{name: str(form.fields[name].to_python(said.get(name, ""))).strip() for name in WORD_FIELDS}
    )


def _known_task(request: DeskRequest, plan: Plan) -> Task | None:
    given = row_number(request.GET.get("nv", ""))
    task = ask.task_for(request.rights, given) if given is not None else None
    return task if task is not None and task.plan_id == plan.pk else None
