"""Questionnaires: taken in, put away, sealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User

from ..calc.shipped import SHIPPED, Asked, shipped_questions
from ..enums import Factor, Kind, Layer
from ..models import Item, Questionnaire
from .noting import note
from .refusals import BadValue, NotNow

MOST_ITEMS = 99


@transaction.atomic
def take_in_questionnaire(
    questions: Sequence[Asked], *, name: str, year: int, kind: str, source: str = "", is_demonstration: bool = False,
    by: User, at: datetime,
) -> Questionnaire:  # fmt: skip
    """Keep a questionnaire; a name that is there already gets the next version.

    BadValue for no questions, unknown factors or layers, numbers that are not 1, 2, 3 …, and when nothing of it makes an index.
    """
    numbers = [one.number for one in questions]
    if not questions or numbers != list(range(1, len(questions) + 1)) or len(questions) > MOST_ITEMS:
        raise BadValue(_("The questions are numbered 1, 2, 3 … in order, 99 at most."), field="file")
    if any(one.factor not in Factor.values or one.layer not in Layer.values for one in questions):
        raise BadValue(_("A question names a factor or a layer that there is not."), field="file")
    if any(one.rule is not None and one.rule.number >= one.number for one in questions):
        raise BadValue(_("A question hangs on one that comes after it."), field="file")
    if not any(one.layer == Layer.SATISFACTION and one.weight > 0 for one in questions):
        raise BadValue(
            _("No question of the layer satisfaction counts: there would be no index."), field="file"
        )
    last = Questionnaire.objects.select_for_update(no_key=True).filter(name=name).order_by("-version").first()
    made = Questionnaire.objects.create(
        name=name, year=year, version=(last.version if last else 0) + 1, kind=Kind(kind), source=source,
        is_demonstration=is_demonstration, created_at=at, created_by=by,
    )  # fmt: skip
    Item.objects.bulk_create(
        Item(
            questionnaire=made, number=one.number, key=f"item_{one.number:02}", factor=one.factor, layer=one.layer,
            weight=one.weight, text=one.text, text_km=one.text_km, options=list(one.options),
            asked_after=one.rule.number if one.rule else None, asked_if=sorted(one.rule.answers) if one.rule else [],
        )
        for one in questions
    )  # fmt: skip
    note("questionnaire_taken_in", made, by=by, at=at, items=len(questions))
    return made


def take_shipped(key: str, *, year: int, by: User, at: datetime) -> Questionnaire:
    """Keep a questionnaire that comes with the software. KeyError for none of that name."""
    found = {one.key: one for one in SHIPPED}[key]
    return take_in_questionnaire(
        shipped_questions(key), name=found.name, year=year, kind=found.kind, source=found.source, is_demonstration=True,
        by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def drop_questionnaire(pk: int, *, by: User, at: datetime) -> None:
    """Put a questionnaire away that no survey uses; NotNow for another."""
    found = Questionnaire.objects.select_for_update(no_key=True).get(pk=pk)
    if found.sealed_at is not None:
        raise NotNow(_("A survey uses this questionnaire: it stays as it is."))
    note("questionnaire_dropped", found, by=by, at=at)
    found.delete()


def seal(found: Questionnaire, *, at: datetime) -> None:
    """From now on it does not change."""
    Questionnaire.objects.filter(pk=found.pk, sealed_at__isnull=True).update(sealed_at=at)
