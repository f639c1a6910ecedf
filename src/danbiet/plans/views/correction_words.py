"""Corrections after locking in words: what one is about, what a step did to which figure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from danbiet.kit.text import viet_number

from ..models import Correction, CorrectionStep
from .evidence_words import VERBS


def about(correction: Correction) -> str:
    """The piece of evidence or the plan it is for; nothing while a piece is still to be written."""
    if correction.plan:
        return str(correction.plan)
    return correction.evidence.title if correction.evidence else ""


def step_words(step: CorrectionStep) -> dict[str, Any]:
    """A step as pages and files show it: the figure by name, before and after as numbers and in words."""
    plan = step.above or (step.task.plan if step.task else None)
    figure = step.task.content if step.task else ""
    if step.above:
        figure = _("Units that have issued their own plan")
    return {
        "figure": figure, "deed": VERBS.get(step.deed, step.deed), "plan": plan.number if plan else "",
        "before": step.before, "after": step.after, "by": step.by.full_name if step.by else "", "at": step.at,
        "before_words": _value(step.before, step), "after_words": _value(step.after, step),
    }  # fmt: skip


def _value(value: Decimal | None, step: CorrectionStep) -> str:
    if value is None:
        return "–"
    return viet_number(int(value)) if step.above_id else f"{viet_number(value, 1)}\N{NO-BREAK SPACE}%"
