"""Everything somebody has in hand goes to a successor, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.org.enums import Role
from danbiet.org.models import Membership
from danbiet.org.queries.people import going_on
from danbiet.org.registry import open_work

from .roles import NotPossible, Term, both_locked, end_role, give_role


@dataclass(frozen=True, slots=True)
class HandOver:
    """What goes over: kinds of open work by key, roles by the id of their row; they end after `last_day` and begin the day after."""

    work: Collection[str]
    membership_ids: Collection[int]
    last_day: date
    reason: str


def hand_over(
    from_id: int, to_id: int, what: HandOver, *, by: User, at: datetime, on: date
) -> Mapping[str, int]:
    """Move it all and answer how many of each kind went. NotPossible: to oneself, to somebody who cannot sign in, or a role's rules.

    One entry in the trail says what went to whom; the parts write down each thing as they do when it changes hands by itself.
    """
    if from_id == to_id:
        raise NotPossible(_("The successor is the same person."))
    with transaction.atomic():
        leaver, successor = both_locked(from_id, to_id)
        moved_roles = _move_roles(leaver, successor, what, by=by, at=at, on=on)
        counts = {
            kind.key: kind.move(from_id, successor, by, at)
            for kind in open_work()
            if kind.key in set(what.work)
        }
        record(
            "org.handed_over", by=by, at=at, kind="person", object_id=from_id, title=leaver.full_name, reason=what.reason,
            to_id=to_id, to=successor.full_name, work=counts, roles=moved_roles,
        )  # fmt: skip
    return counts


def _move_roles(leaver: User, successor: User, what: HandOver, *, by: User, at: datetime, on: date) -> int:
    """The successor holds each role before the leaver loses it, so that no unit is without anybody for a moment."""
    first_day = what.last_day + timedelta(days=1)
    rows = [
        row
        for row in going_on(Membership.objects.filter(user=leaver, pk__in=set(what.membership_ids)), on=on)
        if row.ends_on is None or row.ends_on > first_day
    ]
    for row in rows:
        begins = max(first_day, row.starts_on)
        last = row.ends_on - timedelta(days=1) if row.ends_on is not None else None
        holds = going_on(
            Membership.objects.filter(user=successor, unit_id=row.unit_id, role=row.role), on=begins
        )
        if not holds.exists():
            term = Term(row.unit_id, Role(row.role), begins, last)
            give_role(successor.pk, term, by=by, at=at, reason=what.reason)
        end_role(row.pk, last_day=what.last_day, reason=what.reason, by=by, at=at)
    return len(rows)
