"""What the platform counts by itself: how a target is counted, and the list of everything counted."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_by
from danbiet.kit import clock
from danbiet.kit.text import row_number
from danbiet.measures import queries as measures
from danbiet.measures.queries import EventFilter
from danbiet.measures.registry import FINE_GRAINED, MEASURES, label_of, suggested, suggested_of_each
from danbiet.org.queries import Tree
from danbiet.org.views import DeskRequest, desk_view, must

from ..actions.counting import BadCounting, set_counting
from ..actions.refusals import EditedMeanwhile, PlanRefusal
from ..calc.measuring import MeasureFilter
from ..forms.counting import CountedFilterForm, CountingForm, initial_of
from ..models import Target, Task
from ..permissions import may_see_counts, may_set_counting
from ..queries.understanding import draft_of
from . import wording
from .doors import crumbs, plan_crumbs, refusal_page, task_or_404
from .shown import target_words

MOST_UNITS = 60  # more units than this nobody ticks one by one
PER_PAGE, MOST_ROWS = 50, 50_000
SORTS = {"ngay": "on", "don-vi": "unit_id", "ten": "title", "do": "measure", "ghi": "recorded_at"}


@desk_view
def task_counting(request: DeskRequest, pk: int) -> HttpResponse:
    """How each target of a task is counted: by evidence alone, or also by what the platform sees published."""
    task = task_or_404(request, pk)
    must(may_set_counting(request.rights, task.plan))
    targets = list(task.targets.all())
    units = _units_of(task, request.rights.tree)
    forms = [
        CountingForm(request.POST or None, units=units, prefix=f"t{target.pk}", initial=_initial(target))
        for target in targets
    ]
    version = row_number(request.POST.get("version", "")) if request.method == "POST" else task.version
    checked = [form.is_valid() for form in forms]  # every form, so that each says what is wrong with it
    if request.method == "POST" and all(checked):
        chosen = {target.pk: form.counting() for target, form in zip(targets, forms, strict=True)}
        try:
            set_counting(pk, version=version or 0, chosen=chosen, by=request.user, at=request.at)
        except EditedMeanwhile as refusal:
            version = refusal.current_version
            refusal_page(forms[0], refusal)
        except BadCounting as refusal:
            refusal_page(forms[[target.pk for target in targets].index(refusal.target_id)], refusal)
        except PlanRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("How the targets are counted has been saved; the figures follow it at once.")
            )
            return HttpResponseRedirect(reverse("plans:task-desk", args=[pk]))
    words = [target_words(replace(one, measure="")) for one in draft_of(task).targets]
    context = {
        "task": task, "plan": task.plan, "version": version, "forms": forms,
        "rows": [
            {"form": form, "target": target, "label": _label(target, words), "hint": _hint(target)}
            for target, form in zip(targets, forms, strict=True)
        ],
        "is_from_above": task.parent_id is not None,
        "crumbs": plan_crumbs(task.plan, here=_("How targets are counted")),
    }  # fmt: skip
    return render(request, "plans/task_counting.html", context)


def _label(target: Target, words: list[str]) -> str:
    found = [one for one in words if target.unit_text and target.unit_text in one]
    return found[0] if len(found) == 1 else wording.stored(target)


def _hint(target: Target) -> str:
    is_each = target.each_quantity is not None
    measure = suggested_of_each(target.each_unit_text) if is_each else suggested(target.unit_text)
    if not measure or target.measure:
        return ""
    return _("“%(unit)s” can be counted by the system: choose “%(measure)s”.") % {
        "unit": target.each_unit_text if is_each else target.unit_text, "measure": MEASURES[measure],
    }  # fmt: skip


def _initial(target: Target) -> dict[str, Any]:
    return initial_of(target.measure, MeasureFilter.from_json(target.measure_filter))


def _units_of(task: Task, units: Tree) -> list[tuple[int, str]]:
    """The units the task names, and those a filter names already."""
    named = list(task.assignments.values_list("unit_id", flat=True))
    named += [
        pk for target in task.targets.all() for pk in MeasureFilter.from_json(target.measure_filter).unit_ids
    ]
    ids = list(dict.fromkeys(named))
    return [(pk, units.full_name(pk)) for pk in ids] if len(ids) <= MOST_UNITS else []


@require_safe
@desk_view
def counted_list(request: DeskRequest) -> HttpResponseBase:
    """Everything the platform counted of the units one reaches: filtered, sorted, paged, as CSV; sums by month below."""
    must(may_see_counts(request.rights))
    reach, units = request.rights.unit_ids(), request.rights.tree
    form = CountedFilterForm(
        request.GET or None,
        units=[(unit.id, units.full_name(unit.id)) for unit in units if unit.id in reach],
        years=measures.years_counted() or [request.on.year],
    )
    asked = form.asked()
    wanted = _wanted(asked, reach=reach, units=units)
    sort = request.GET.get("sap", "-ngay")
    field = SORTS.get(sort.lstrip("-"), "on")
    sign = "-" if sort.startswith("-") else ""
    found = measures.events_matching(wanted).order_by(f"{sign}{field}", f"{sign}id")
    if kind := kind_asked(request):
        listing = Listing(
            name="so-dem", title=_("What the system counted"), head=_csv_head(), told=told_by(form),
            rows=(_csv_row(event, units) for event in found[: MOST_ROWS + 1]), most=MOST_ROWS,
        )  # fmt: skip
        return list_answer(request, kind, listing)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form, "page": page, "rows": [_row(event, units) for event in page],
        "months": _months(wanted), "by_form": _by("form", wanted), "by_language": _by("language", wanted),
        "crumbs": crumbs(here=_("What the system counted")),
    }  # fmt: skip
    return render(request, "plans/counted_list.html", context)


def _wanted(asked: dict[str, Any], *, reach: Iterable[int], units: Tree) -> EventFilter:
    unit_ids = set(reach)
    if asked.get("don-vi"):
        unit_ids &= units.descendants(asked["don-vi"]) | {asked["don-vi"]}
    first = last = None
    if year := asked.get("nam"):
        month = asked.get("thang")
        first = date(year, month or 1, 1)
        last = date(year, month or 12, monthrange(year, month or 12)[1])
    return EventFilter(
        measure=asked.get("do", ""), unit_ids=unit_ids, first=first, last=last,
        form=asked.get("hinh-thuc", ""), language=asked.get("ngon-ngu", ""), state=asked.get("tinh-trang", ""),
        without=() if asked.get("do") else FINE_GRAINED,
    )  # fmt: skip


def _months(wanted: EventFilter) -> list[dict[str, Any]]:
    """Months × measures, newest month first; only what counts."""
    sums: dict[date, dict[str, int]] = {}
    for row in measures.monthly_counts(_counting(wanted)):
        held = sums.setdefault(row.month, {})
        held[row.measure] = held.get(row.measure, 0) + int(row.quantity)
    return [
        {
            "label": f"{month:%m/%Y}", "total": sum(held.values()),
            "parts": [(str(MEASURES.get(key, key)), held[key]) for key in MEASURES if key in held],
        }
        for month, held in sorted(sums.items(), reverse=True)
    ]  # fmt: skip


def _by(facet: str, wanted: EventFilter) -> list[tuple[str, int]]:
    counts = measures.counts_by(facet, _counting(wanted))
    return [(label_of(facet, value) if value else _("not said"), count) for value, count in counts.items()]


def _counting(wanted: EventFilter) -> EventFilter:
    return EventFilter(
        wanted.measure,
        wanted.unit_ids,
        wanted.first,
        wanted.last,
        wanted.form,
        wanted.language,
        wanted.audience,
        without=wanted.without,
    )


def _row(event: Any, units: Tree) -> dict[str, Any]:
    return {
        "on": event.on, "title": event.title, "lang": event.facets.get("language", ""), "url": event.url, "measure": str(MEASURES.get(event.measure, event.measure)),
        "unit": units.full_name(event.unit_id), "quantity": wording.number(event.quantity),
        "detail": wording.facets_words(event.facets), "withdrawn_at": event.withdrawn_at, "reason": event.withdrawn_reason,
    }  # fmt: skip


def _csv_head() -> list[str]:
    return [
        _("Date"), _("What is counted"), _("Title"), _("Unit"), _("Quantity"), _("Form"), _("Language"), _("Audience"),
        _("Address"), _("Taken back on"), _("Reason"),
    ]  # fmt: skip


def _csv_row(event: Any, units: Tree) -> list[str]:
    facets = [
        label_of(name, event.facets[name]) if name in event.facets else ""
        for name in ("form", "language", "audience")
    ]
    return [
        wording.day(event.on), str(MEASURES.get(event.measure, event.measure)), event.title, units.full_name(event.unit_id),
        wording.number(event.quantity), *facets, event.url,
        wording.day(clock.local(event.withdrawn_at).date()) if event.withdrawn_at else "", event.withdrawn_reason,
    ]  # fmt: skip
