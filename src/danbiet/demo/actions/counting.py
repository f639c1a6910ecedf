"""Targets that the platform counts by itself from what the newsroom publishes, besides accepted evidence."""

from __future__ import annotations

from datetime import date

from django.utils.translation import ngettext

from danbiet.accounts.models import User
from danbiet.measures.registry import ARTICLES_PUBLISHED, MODELS_PUBLISHED
from danbiet.org.queries import tree
from danbiet.plans.actions.counting import Counting, set_counting
from danbiet.plans.queries.plans import plan_numbered, plan_rows

from ..calc import programme
from .editors import OFFICE
from .moments import moment

SET_ON = date(2021, 2, 1)
COUNTED = {  # key of the programme → unit of measure of the target, what is counted
    "2.2": ("tin, bài", ARTICLES_PUBLISHED),
    "4.2": ("bài", ARTICLES_PUBLISHED),
    "5.2": ("tin, bài", ARTICLES_PUBLISHED),
    "6.2": ("bài", ARTICLES_PUBLISHED),
    "6.3": ("mô hình", MODELS_PUBLISHED),
    "8.1": ("tin", ARTICLES_PUBLISHED),
    "8.2": ("tin", ARTICLES_PUBLISHED),
    "9.4": ("tin", ARTICLES_PUBLISHED),
    "11.3": ("tin", ARTICLES_PUBLISHED),
}


def load_counting() -> str:
    """Say of the targets above how they are counted, in the province's plan; the units' parts follow."""
    units = tree(programme.ISSUED_ON)
    (plan,) = plan_numbered(programme.NUMBER, year=programme.YEAR, unit_id=units.root.id)
    office = User.objects.get(username=OFFICE)
    done = 0
    for row in (task for group in plan_rows(plan) for task in group.tasks):
        wanted = COUNTED.get(programme.KEY_BY_CONTENT.get(row.task.content, ""))
        if wanted is None:
            continue
        chosen = {target.pk: Counting(wanted[1]) for target in row.targets if target.unit_text == wanted[0]}
        set_counting(
            row.task.pk,
            version=row.task.version,
            chosen=chosen,
            by=office,
            at=moment(SET_ON, hour=9, minute=done),
        )
        done += len(chosen)
    return ngettext(
        "%(count)s target counted by the system", "%(count)s targets counted by the system", done
    ) % {"count": done}
