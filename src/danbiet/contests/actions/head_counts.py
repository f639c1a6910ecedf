"""Units that take part and how many people each has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.org.models import Unit

from ..models import HeadCount
from .noting import note, uncheck, unsealed
from .refusals import NotNow

MOST = 1_000_000


@transaction.atomic
def name_units(contest_id: int, blocks: Mapping[int, str], *, by: User, at: datetime) -> tuple[int, int]:
    """Say which units take part and in which block (unit id → block key); (added, taken out). What a unit declared goes with it."""
    contest = unsealed(contest_id)
    there = {
        row.unit_id: row for row in HeadCount.objects.select_for_update(no_key=True).filter(contest=contest)
    }
    gone = [row.pk for unit_id, row in there.items() if unit_id not in blocks]
    HeadCount.objects.filter(pk__in=gone).delete()
    for unit_id, row in there.items():
        if unit_id in blocks and row.block != blocks[unit_id]:
            row.block = blocks[unit_id]
            row.save(update_fields=["block"])
    fresh = [unit_id for unit_id in blocks if unit_id not in there]
    keys = dict(Unit.objects.filter(pk__in=fresh).values_list("pk", "key"))
    HeadCount.objects.bulk_create(
        HeadCount(
            contest=contest, unit_id=unit_id, code=code_of(unit_id, keys[unit_id]), block=blocks[unit_id]
        )
        for unit_id in fresh
    )
    uncheck(contest)
    note("units_named", contest, by=by, at=at, added=len(fresh), removed=len(gone))
    return len(fresh), len(gone)


@transaction.atomic
def declare(contest_id: int, unit_id: int, *, count: int, by: User, at: datetime) -> HeadCount:
    """A unit says how many people it has (0 to a million). Refused (NotNow): it does not take part, or all is sealed."""
    contest = unsealed(contest_id)
    row = HeadCount.objects.select_for_update(no_key=True).filter(contest=contest, unit_id=unit_id).first()
    if row is None:
        raise NotNow(_("This unit does not take part."))
    if not 0 <= count <= MOST:
        raise NotNow(_("A head-count lies between 0 and 1,000,000."))
    row.count, row.declared_by, row.declared_at = count, by, at
    row.save(update_fields=["count", "declared_by", "declared_at"])
    uncheck(contest)
    note("head_count_declared", contest, by=by, at=at, thing=row, unit=unit_id, count=count)
    return row


def code_of(unit_id: int, key: str) -> str:
    """A unit's name in the bundle: its own key where that fits, else its number."""
    return (
        key
        if re.fullmatch(r"[A-Za-z0-9-]{1,40}", key) and not re.fullmatch(r"u[0-9]+", key)
        else f"u{unit_id}"
    )
