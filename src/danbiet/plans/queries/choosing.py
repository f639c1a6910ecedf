"""Tasks as other nouns name them: what an editor's page may fulfil, what stands above a task, its words and address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from danbiet.org.queries import Rights

from ..enums import PlanState
from ..models import Task

HIGHEST = 6  # plans of province, district, commune: three; twice as many ends any circle
SHOWN = 140


def tasks_to_fulfil(rights: Rights, on: date) -> list[tuple[int, str]]:
    """(id, words) of the tasks of this year's issued plans of the units the person works for and of those above them.

    A task from above that an own plan carries out is left out: what fulfils the own one counts above as well, but not
    the other way round.
    """
    held = rights.units_held()
    above = {unit.id for one in held for unit in rights.tree.path(one)}
    rows = (
        Task.objects.filter(
            plan__state=PlanState.ISSUED, plan__year=on.year, plan__unit_id__in=above | rights.unit_ids()
        )
        .order_by("plan__unit_id", "plan_id", "group__order", "order", "id")
        .values_list("id", "parent_id", "plan__unit_id", "plan__number", "group__order", "order", "content")
    )
    carried = {parent for _pk, parent, unit, *_rest in rows if unit in held}
    return [
        (pk, _words(number, group, order, content))
        for pk, _parent, unit, number, group, order, content in rows
        if unit in held or pk not in carried
    ]


def task_chain(task_id: int) -> list[int]:
    """The task and the tasks of higher plans it carries out, itself first."""
    chain = [task_id]
    while len(chain) < HIGHEST:
        parent_id = Task.every.filter(pk=chain[-1]).values_list("parent_id", flat=True).first()
        if parent_id is None or parent_id in chain:
            break
        chain.append(parent_id)
    return chain


def tasks_below(task_id: int, unit_ids: Iterable[int]) -> dict[int, list[int]]:
    """For each unit its own tasks that carry the task out, in issued plans, through however many plans; a query a level."""
    wanted = set(unit_ids)
    found: dict[int, list[int]] = {}
    level = [task_id]
    for _step in range(HIGHEST):
        rows = list(
            Task.objects.filter(parent_id__in=level, plan__state=PlanState.ISSUED)
            .order_by("id")
            .values_list("id", "plan__unit_id")
        )
        for pk, unit_id in rows:
            if unit_id in wanted:
                found.setdefault(unit_id, []).append(pk)
        level = [pk for pk, _unit in rows]
        if not level:
            break
    return found


def task_words(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Words and public address of the tasks of issued plans; others are left out. One query."""
    rows = Task.every.filter(pk__in=set(ids), plan__state=PlanState.ISSUED).values_list(
        "id", "plan__number", "group__order", "order", "content"
    )
    return {
        pk: (_words(number, group, order, content), reverse("plans:task-public", args=[pk]))
        for pk, number, group, order, content in rows
    }


def _words(number: str, group: int, order: int, content: str) -> str:
    short = content if len(content) <= SHOWN else content[:SHOWN].rpartition(" ")[0] + "…"
    return f"{number} – {group}.{order}. {short}"
