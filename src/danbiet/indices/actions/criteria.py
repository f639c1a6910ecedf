"""Sets of criteria: taken in, put away, sealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User

from ..calc.criteria import Row, faults_of, order
from ..calc.shipped import SETS, shipped_rows
from ..models import CriteriaSet, Criterion
from .noting import note
from .refusals import BadValue, NotNow


@transaction.atomic
def take_in_set(
    rows: Sequence[Row],
    *,
    name: str,
    year: int,
    source: str = "",
    is_demonstration: bool = False,
    by: User,
    at: datetime,
) -> CriteriaSet:
    """Keep a set. BadValue for rows that are not one (calc.criteria.faults_of): nothing of it is kept then."""
    faults = faults_of(rows)
    if faults:
        raise BadValue(_("The set has faults; nothing was taken in."), field="file")
    made = CriteriaSet.objects.create(
        name=name, year=year, source=source, is_demonstration=is_demonstration, created_at=at, created_by=by
    )
    Criterion.objects.bulk_create(
        Criterion(
            criteria_set=made, order=place, number=row.number, name=row.name, maximum=row.maximum,
            rule=None if row.rule is None else row.rule.data(), scorer=row.scorer, figure=row.figure,
            evidence=row.evidence, period=row.period, guidance=row.guidance, groups=sorted(row.groups),
        )
        for place, row in enumerate(sorted(rows, key=lambda row: order(row.number)), start=1)
    )  # fmt: skip
    note("set_taken_in", made, by=by, at=at, rows=len(rows))
    return made


def take_shipped(key: str, *, year: int, by: User, at: datetime) -> CriteriaSet:
    """Keep a set that comes with the software, to be used as it is or exported, changed and brought in again. KeyError."""
    found = {one.key: one for one in SETS}[key]
    return take_in_set(
        shipped_rows(key), name=found.name, year=year, source=found.source, is_demonstration=found.is_demonstration,
        by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def drop_set(set_id: int, *, by: User, at: datetime) -> None:
    """Put a set away that no edition uses; NotNow for another."""
    found = CriteriaSet.objects.select_for_update(no_key=True).get(pk=set_id)
    if found.sealed_at is not None:
        raise NotNow(_("An edition uses this set: it stays as it is."))
    note("set_dropped", found, by=by, at=at)
    found.delete()


def seal(found: CriteriaSet, *, at: datetime) -> None:
    """From now on the set does not change."""
    CriteriaSet.objects.filter(pk=found.pk, sealed_at__isnull=True).update(sealed_at=at)
