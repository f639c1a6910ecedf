"""The desk's search: finding plans and tasks by words, whatever tone marks and capitals they are typed with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from danbiet.kit.text import fold
from danbiet.org.queries import Rights, Tree, UnitAt, papers_of

from ..enums import PlanState
from ..models import Evidence, Plan, Task

EXACT, BEGINS, PHRASE, WORDS = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class FoundTask:
    id: int
    content: str
    number: str
    plan_number: str
    plan_id: int
    unit_id: int
    year: int


@dataclass(frozen=True, slots=True)
class FoundPlan:
    id: int
    title: str
    number: str
    unit_id: int
    year: int
    state: str


@dataclass(frozen=True, slots=True)
class FoundEvidence:
    id: int
    title: str
    unit_id: int


def fit(text: str, wanted: str) -> int | None:
    """How well a text answers folded words: 0 the same, 1 begins so, 2 holds the phrase, 3 holds all words; None not at all."""
    folded = fold(text)
    if folded == wanted:
        return EXACT
    if folded.startswith(wanted):
        return BEGINS
    if wanted in folded:
        return PHRASE
    return WORDS if all(word in folded for word in wanted.split()) else None


def find_units(tree: Tree, wanted: str) -> list[UnitAt]:
    """Units by name, abbreviation, code or another name, best first."""
    scored = []
    for place, unit in enumerate(tree):
        fits = [
            fit(name, wanted) for name in (unit.name, unit.abbreviation, unit.code, *unit.aliases) if name
        ]
        best = min((one for one in fits if one is not None), default=None)
        if best is not None:
            scored.append((best, place, unit))
    return [unit for _best, _place, unit in sorted(scored, key=lambda row: row[:2])]


def find_plans(wanted: str, *, rights: Rights) -> list[FoundPlan]:
    """Issued plans and those being prepared in one's units; best first, newest first. One query."""
    scope = Q(state=PlanState.ISSUED) | (
        papers_of("plans", rights.unit_ids(), rights.tree) & ~Q(state=PlanState.WITHDRAWN)
    )
    rows = Plan.objects.filter(scope).order_by("parent_id", "-year", "id")
    found = [FoundPlan(*row) for row in rows.values_list("id", "title", "number", "unit_id", "year", "state")]
    scored = [
        (_best(wanted, (plan.number, plan.title)), -plan.year, place, plan)
        for place, plan in enumerate(found)
    ]
    kept = [(best, *rest) for best, *rest in scored if best is not None]
    return [row[-1] for row in sorted(kept, key=lambda row: row[:3])]  # type: ignore[misc]


def find_tasks(wanted: str, *, rights: Rights) -> list[FoundTask]:
    """Tasks of issued plans nobody above has handed down (one hit per task, not one per unit) and the own tasks of
    one's units. Best first. One query."""
    scope = Q(plan__state=PlanState.ISSUED, parent__isnull=True) | (
        papers_of("plans", rights.units_held(), rights.tree, unit="plan__unit_id", pk="plan_id")
        & Q(plan__amends__isnull=True)
        & ~Q(plan__state=PlanState.WITHDRAWN)
    )
    rows = Task.objects.filter(scope).order_by("-plan__year", "plan_id", "group__order", "order")
    found: list[tuple[int, int, FoundTask]] = []
    for pk, content, group, order, number, plan_id, unit_id, year in rows.values_list(
        "id", "content", "group__order", "order", "plan__number", "plan_id", "plan__unit_id", "plan__year"
    ):
        best = _best(wanted, (content, f"{group}.{order}"))
        if best is not None:
            found.append(
                (best, len(found), FoundTask(pk, content, f"{group}.{order}", number, plan_id, unit_id, year))
            )
    return [task for _best_fit, _place, task in sorted(found, key=lambda row: row[:2])]


def find_evidence(wanted: str, *, rights: Rights, limit: int = 20) -> list[FoundEvidence]:
    """The newest evidence of one's units whose words hold all that is asked; only the newest 5.000 are looked through."""
    rows = Evidence.objects.filter(papers_of("evidence", rights.unit_ids(), rights.tree)).order_by("-id")
    found = []
    for pk, title, unit_id in rows.values_list("id", "title", "unit_id")[:5000]:
        if fit(title, wanted) is not None:
            found.append(FoundEvidence(pk, title, unit_id))
            if len(found) == limit:
                break
    return found


def _best(wanted: str, texts: Iterable[str]) -> int | None:
    return min((one for text in texts if (one := fit(text, wanted)) is not None), default=None)
