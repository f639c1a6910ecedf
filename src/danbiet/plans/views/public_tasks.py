"""Public pages of one task: what was asked, what was proved, and the arithmetic down to each piece of evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.kit.text import row_number
from danbiet.measures.queries import total_for_task
from danbiet.measures.registry import ABOUT_A_PLAN, MEASURES, PAGE_VIEWS
from danbiet.org.queries import Tree, tree
from danbiet.org.views import from_home, other_day
from danbiet.pagecache.registry import kept

from ..calc.cells import CellCount, TargetSpec, bucket_of
from ..calc.progress import TargetProgress
from ..enums import Per, ProofKind
from ..forms.showing import day_asked
from ..models import Credit, Evidence, Proof, Task
from ..queries import public as ask
from ..queries.evidence import evidence_of_task
from ..queries.progress import task_progress
from ..queries.tallies import event_lines
from ..queries.why import TaskInDetail, task_in_detail
from . import wording
from .public import day_words, here_label, without
from .shown import set_label

PAGE, COUNTED_PAGE = 20, 50
ROMAN = ("", "I", "II", "III", "IV")
MOST_CELLS = 60  # more cells than this are shown unit by unit, the cells of one unit on asking


@require_safe
@kept(seconds=60, query=["ngay", "trang", "don-vi"])
def task_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One task as of a day: words, units, targets with their bars, accepted evidence newest first."""
    task, on, units = _opened(request, pk)
    progress = task_progress(pk, on)
    if progress is None:
        raise Http404
    facts = ask.task_facts(task_id=pk, on=on)[pk]
    pieces = evidence_of_task(pk, on).prefetch_related("proofs__file")
    page = Paginator(pieces, PAGE).get_page(request.GET.get("trang"))
    query = day_words(on)
    context = {
        "task": task, "plan": task.plan, "number": facts.number, "on": on, "as_of": other_day(on),
        "unit": wording.issuer(task.plan.unit_id, units), "progress": progress, "when": wording.when(facts),
        "dates": wording.dates(task.starts_on, task.ends_on),
        "leads": unit_links(facts.leads, units, on), "supports": unit_links(facts.supports, units, on),
        "targets": [target_row(target, units) for target in progress.targets],
        **counted_context(request, progress.targets, units, on=on), "page": page, "proofs": [evidence_item(piece, credits_of(piece), units) for piece in page], "day_query": query,
        "views": int(total_for_task(PAGE_VIEWS, pk, until=on)),
        "crumbs": task_crumbs(task, facts.number, query),
    }  # fmt: skip
    return render(request, "plans/public_task.html", context)


@require_safe
@kept(seconds=60, query=["ngay", "trang", "dem"])
def task_why(request: HttpRequest, pk: int) -> HttpResponse:
    """Every cell of every target, what was proved in it and what of that counts; below, the evidence itself."""
    task, on, units = _opened(request, pk)
    detail = task_in_detail(pk, on)
    if detail is None:
        raise Http404
    facts = ask.task_facts(task_id=pk, on=on)[pk]
    unit_id = _unit_asked(request, detail)
    under = units.descendants(unit_id) or {unit_id} if unit_id is not None else None
    page = Paginator(ask.credits_of_task(pk, on, unit_ids=under), 2 * PAGE).get_page(request.GET.get("trang"))
    specs = {target.spec.id: target.spec for target in detail.progress.targets}
    query = day_words(on)
    context = {
        "task": task, "plan": task.plan, "number": facts.number, "on": on, "as_of": other_day(on), "detail": detail,
        "unit": wording.issuer(task.plan.unit_id, units),
        "box": wording.why_box(
            detail.why, name=_("Arithmetic of the task"), lead=_task_lead(detail),
            labels={target.spec.id: wording.asked(target.spec) for target in detail.progress.targets},
        ),
        "targets": [_target_cells(target, detail, units, unit_id, request) for target in detail.progress.targets],
        "chosen": units.full_name(unit_id) if unit_id is not None else "",
        "all_units_url": without(request, "don-vi", "trang"),
        **counted_context(request, detail.progress.targets, units, on=on, under=under, by_target=True),
        "page": page, "credits": [_credit_row(credit, specs[credit.target_id], units) for credit in page],
        "day_query": query,
        "crumbs": task_crumbs(task, facts.number, query, here=_("How it is counted")),
    }  # fmt: skip
    return render(request, "plans/public_task_why.html", context)


def counted_context(
    request: HttpRequest,
    targets: Iterable[TargetProgress],
    units: Tree,
    *,
    on: date,
    under: set[int] | None = None,
    by_target: bool = False,
) -> dict[str, Any]:
    """What the platform counted for the targets of one task, newest first, 50 a page (`?dem=`): each thing once, or once per
    target. `under`: only of these units. Nothing where no target is counted like that; else 2 queries."""
    specs = {target.spec.id: target.spec for target in targets}
    tasks = {spec.task_id for spec in specs.values() if spec.measure}
    if not tasks:
        return {"counted": None}
    lines = [
        line for line in event_lines(on=on, task_ids=sorted(tasks)) if under is None or line.unit_id in under
    ]
    if not by_target:
        lines = list({line.event_id: line for line in reversed(lines)}.values())[::-1]
    page = Paginator(lines, COUNTED_PAGE).get_page(request.GET.get("dem"))
    shown = specs if by_target and len(specs) > 1 else None
    return {"counted": page, "counted_items": wording.event_items(list(page), units, specs=shown)}


def _opened(request: HttpRequest, pk: int) -> tuple[Task, date, Tree]:
    task = ask.issued_task(pk)
    if task is None:
        raise Http404
    on = ask.day_in_force(task, day_asked(request.GET, clock.today()))
    return task, on, tree(on)


def task_crumbs(task: Task, number: str, query: str, here: str = "") -> list[dict[str, str]]:
    """Home, plans, the plan, the task (and what of it)."""
    plan = (here_label(task.plan), reverse("plans:plan-public", args=[task.plan_id]) + query)
    label = _("Task %(number)s") % {"number": number}
    way: list[tuple[str, str] | str] = [(_("Plans"), reverse("plans:years-public")), plan]
    if here:
        way += [(label, reverse("plans:task-public", args=[task.pk]) + query), here]
    else:
        way.append(label)
    return from_home(*way)


def unit_links(pairs: Iterable[tuple[int, str]], units: Tree, on: date) -> list[dict[str, Any]]:
    """Units by the set they came through: [{set, units: [{name, url}]}], single units first."""
    grouped: dict[str, list[dict[str, str]]] = {}
    for unit_id, code in pairs:
        grouped.setdefault(code, []).append(
            {"name": units.full_name(unit_id), "url": reverse("org:unit", args=[unit_id]) + day_words(on)}
        )
    return [
        {"set": set_label(code) if code else "", "units": found} for code, found in sorted(grouped.items())
    ]


def target_row(target: TargetProgress, units: Tree | None = None) -> dict[str, Any]:
    """A target with its bar, and what of it the platform counts by itself."""
    return {
        "asked": wording.asked(target.spec), "done_of": wording.done_of(target), "percent": target.percent,
        "lost": wording.number(target.lost) if target.lost > 0 else "", "empty": empty_words(target),
        "counted": wording.counted_words(target.spec.measure, target.spec.measure_filter, units),
        "shares": wording.shares_words(target),
    }  # fmt: skip


def empty_words(target: TargetProgress, most: int = 6) -> str:
    """Periods that are over and hold nothing: "tháng 3, tháng 4 và 2 kỳ khác"."""
    periods = [period_label(target.spec, bucket) for bucket in target.empty_periods]
    if len(periods) <= most:
        return ", ".join(periods)
    return _("%(periods)s and %(count)s more") % {
        "periods": ", ".join(periods[:most]), "count": len(periods) - most,
    }  # fmt: skip


def period_label(spec: TargetSpec, bucket: date) -> str:
    """A cell's period in words."""
    if spec.per == Per.MONTH:
        return _("month %(number)s/%(year)s") % {"number": bucket.month, "year": bucket.year}
    if spec.per == Per.QUARTER:
        return _("quarter %(number)s/%(year)s") % {
            "number": ROMAN[(bucket.month + 2) // 3],
            "year": bucket.year,
        }
    if spec.per == Per.WEEK:
        return _("week from %(day)s") % {"day": wording.day(bucket)}
    return _("year %(year)s") % {"year": bucket.year} if spec.per == Per.YEAR else _("in all")


def credits_of(piece: Evidence) -> list[Credit]:
    """What a piece from `evidence_of_task` counts for in that task."""
    found: list[Credit] = piece.for_task  # type: ignore[attr-defined]  # put there by its prefetch
    return found


def evidence_item(evidence: Evidence, credits: Iterable[Credit], units: Tree) -> dict[str, Any]:
    """A piece of evidence for the public list: links open, files are named but stay with those who may see them."""
    credits = list(credits)
    return {
        "id": evidence.pk, "on": evidence.on, "title": evidence.title, "note": evidence.note,
        "detail": wording.evidence_detail(evidence.kind, evidence.language, units.full_name(evidence.unit_id)),
        "quantity": wording.quantities(credits),
        "item": "; ".join(dict.fromkeys(credit.item for credit in credits if credit.item)), "proofs": [proof_words(proof) for proof in evidence.proofs.all()],
    }  # fmt: skip


def proof_words(proof: Proof) -> dict[str, str]:
    """A proof as the public may see it."""
    where = ", ".join(
        words
        for words in (
            proof.section,
            _("page %(page)s") % {"page": proof.page} if proof.page else "",
        )
        if words
    )
    label = proof.caption or (proof.url if proof.kind == ProofKind.LINK else str(ProofKind(proof.kind).label))
    return {"label": label, "url": proof.url, "where": where, "kind": str(ProofKind(proof.kind).label)}


def _task_lead(detail: TaskInDetail) -> str:
    count = len(detail.progress.targets)
    if count == 1:
        return _("The task has one target: its percentage is the task's.")
    return _("Mean of the %(count)s targets, all with the same weight.") % {"count": count}


def _unit_asked(request: HttpRequest, detail: TaskInDetail) -> int | None:
    asked = request.GET.get("don-vi", "")
    known = {unit for target in detail.progress.targets for unit in target.spec.unit_ids}
    unit_id = row_number(asked)
    return unit_id if unit_id in known else None


def _target_cells(
    target: TargetProgress, detail: TaskInDetail, units: Tree, unit_id: int | None, request: HttpRequest
) -> dict[str, Any]:
    spec = target.spec
    cells = detail.cells[spec.id]
    by_unit = bool(spec.unit_ids) and len(cells) > MOST_CELLS and unit_id is None
    if unit_id is not None and spec.unit_ids:
        cells = tuple(cell for cell in cells if cell.cell.unit_id == unit_id)
    rows = _unit_rows(spec, cells, units, request) if by_unit else _cell_rows(spec, cells, units)
    return {
        **target_row(target, units), "rows": rows, "by_unit": by_unit, "has_units": bool(spec.unit_ids),
        "is_once": spec.per == Per.ONCE, "rule": _rule(spec), "box": target, "division": _division(target),
    }  # fmt: skip


def _division(target: TargetProgress) -> str:
    return f"{wording.number(target.counted)} ÷ {wording.number(target.quota)} = {wording.percent(target.percent)}"


def _rule(spec: TargetSpec) -> str:
    if spec.measure in ABOUT_A_PLAN:
        return _("The system alone counts this: %(what)s.") % {"what": MEASURES[spec.measure]}
    if spec.quantity is None:
        return _("One accepted piece of evidence fulfils a period.")
    if spec.is_percent:
        return _(
            "Counted are the units with at least one accepted piece of evidence, of all %(count)s units addressed."
        ) % {"count": spec.seats}
    if spec.comparison == "<=":
        return _(
            "Kept as long as no period holds more; a kept period counts by the days of it that have passed."
        )
    if spec.each_quantity:
        return _("Of each item at most %(number)s count; the best %(count)s items count.") % {
            "number": wording.number(spec.each_quantity), "count": wording.number(spec.quantity),
        }  # fmt: skip
    return _("In each line at most the quota counts: what goes beyond helps no other line.")


def _cell_rows(spec: TargetSpec, cells: Iterable[CellCount], units: Tree) -> list[dict[str, Any]]:
    return [
        {
            "label": period_label(spec, count.cell.bucket) if spec.per != Per.ONCE else wording.dates(count.cell.span.starts_on, count.cell.span.ends_on),
            "unit": units.full_name(count.cell.unit_id) if count.cell.unit_id is not None else "",
            "actual": wording.number(count.actual), "counted": wording.number(count.counted),
            "quota": wording.number(count.quota), "is_over": count.actual > count.counted and not count.items,
            "is_short": count.counted < count.quota,
            "items": [
                {"item": item or _("without a name"), "actual": wording.number(actual), "counted": wording.number(counted)}
                for item, actual, counted in count.items
            ],
        }
        for count in cells
    ]  # fmt: skip


def _unit_rows(
    spec: TargetSpec, cells: Iterable[CellCount], units: Tree, request: HttpRequest
) -> list[dict[str, Any]]:
    sums: dict[int, list[Decimal]] = {}
    for count in cells:
        found = sums.setdefault(count.cell.unit_id or 0, [Decimal(0), Decimal(0), Decimal(0)])
        for place, value in enumerate((count.actual, count.counted, count.quota)):
            found[place] += value
    kept = request.GET.copy()
    kept.pop("trang", None)
    rows = []
    for unit_id, (actual, counted, quota) in sums.items():
        kept["don-vi"] = str(unit_id)
        rows.append(
            {
                "label": units.full_name(unit_id), "url": f"?{kept.urlencode()}", "actual": wording.number(actual),
                "counted": wording.number(counted), "quota": wording.number(quota),
                "is_over": actual > counted and not spec.each_quantity, "is_short": counted < quota,
            }
        )  # fmt: skip
    return rows


def _credit_row(credit: Credit, spec: TargetSpec, units: Tree) -> dict[str, Any]:
    bucket = bucket_of(spec.per, on=credit.evidence.on, periods=spec.periods)
    return {
        **evidence_item(credit.evidence, [credit], units), "target": wording.asked(spec),
        "period": period_label(spec, bucket) if spec.per != Per.ONCE else "",
    }  # fmt: skip
