"""What readers find of units, plans and tasks; plans that were issued or withdrawn are read again at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.kit import clock
from danbiet.measures.queries import totals_by_task
from danbiet.measures.registry import PAGE_VIEWS
from danbiet.org.queries import tree
from danbiet.plans.queries.choosing import task_words
from danbiet.plans.queries.findable import findable_plans, findable_tasks
from danbiet.search.actions import catch_up_soon
from danbiet.search.registry import Item, register_source
from danbiet.visits.registry import TaskViews

from .queries.places import PLAN, TASK, UNIT


def register_findable() -> None:
    """Name the kinds of the portal's own floor below; pages are registered by who knows them."""
    register_source(UNIT, gettext_lazy("Units"), one=gettext_lazy("Unit"), iterate=units, order=60)
    register_source(PLAN, gettext_lazy("Plans"), one=gettext_lazy("Plan"), iterate=plans, order=40)
    register_source(TASK, gettext_lazy("Tasks"), one=gettext_lazy("Task"), iterate=tasks, order=50)


def units() -> Iterator[Item]:
    """The units of today, by every name they go by. Called by the search's jobs."""
    today = tree(clock.today())
    for unit in today:
        names = (unit.abbreviation, unit.code, unit.name_en, *unit.aliases)
        yield Item(
            kind=UNIT, object_id=unit.id, title=today.full_name(unit.id), url=reverse("org:unit", args=[unit.id]),
            text=unit.kind_label, unit_id=unit.id, extra="\n".join([unit.name, *filter(None, names)]),
        )  # fmt: skip


def plans() -> Iterator[Item]:
    """Issued plans, with their text, by number."""
    for plan in findable_plans():
        yield Item(
            kind=PLAN, object_id=plan.id, title=plan.title, url=reverse("plans:plan-public", args=[plan.id]),
            text=plan.text, unit_id=plan.unit_id, year=plan.year, on=plan.issued_on, extra=plan.number,
        )  # fmt: skip


def tasks() -> Iterator[Item]:
    """Tasks of issued plans, by their place in the plan and its number."""
    for task in findable_tasks():
        text = _("Task %(place)s, group “%(group)s”, plan %(number)s") % {
            "place": task.place, "group": task.group, "number": task.number or task.year,
        }  # fmt: skip
        yield Item(
            kind=TASK, object_id=task.id, title=task.content, url=reverse("plans:task-public", args=[task.id]),
            text=text, unit_id=task.unit_id, year=task.year, on=task.issued_on, extra=task.place,
        )  # fmt: skip


def tasks_read(first: date, last: date) -> list[TaskViews]:
    """Tasks of issued plans by the views of what was published for them, most first. Called by the counter's page."""
    totals = totals_by_task(PAGE_VIEWS, first=first, last=last)
    known = task_words(totals)
    return [TaskViews(*known[pk], int(views)) for pk, views in totals.items() if pk in known]


def on_plan_saved(sender: Any, **_said: Any) -> None:
    """A plan changed: issued, withdrawn, corrected or being drafted, which changes nothing for readers."""
    catch_up_soon(PLAN, TASK)
