"""Roles in units for a period, people standing in for each other, leavers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from danbiet.accounts.actions import lock_person, unlock_person
from danbiet.accounts.enums import LockKind
from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.org.enums import Role
from danbiet.org.models import FactorRule, Membership, StandIn
from danbiet.org.queries import tree
from danbiet.org.signals import roles_changed


class NotPossible(ValueError):
    """The role cannot be given or changed like this; its sentence is for the reader. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Term:
    """A role in a unit from a day to a last day, both counted (no last day: still)."""

    unit_id: int
    role: Role
    first_day: date
    last_day: date | None = None

    @property
    def ends_on(self) -> date | None:
        """The day after the last one, as it is stored."""
        return self.last_day + timedelta(days=1) if self.last_day is not None else None


def give_role(user_id: int, term: Term, *, by: User | None, at: datetime, reason: str = "") -> Membership:
    """Give somebody a role. NotPossible: no such unit on the first day, no day in it, or they hold it already in these days.

    Somebody locked because the last role had ended can sign in again; somebody locked by decision stays locked.
    """
    with transaction.atomic():
        person = User.objects.select_for_update(no_key=True).get(pk=user_id)
        _hold_to_rules(user_id, term)
        row = Membership.objects.create(
            user=person, unit_id=term.unit_id, role=term.role, starts_on=term.first_day, ends_on=term.ends_on
        )
        _note("org.role_given", row, by=by, at=at, reason=reason)
        if person.lock_kind == LockKind.LEFT:
            unlock_person(user_id, reason=_("Holds a role again."), at=at, by=by)
        _announce(at)
    return row


def change_role(
    pk: int, *, first_day: date, last_day: date | None, by: User | None, at: datetime, reason: str = ""
) -> Membership:
    """Move the days of a role. NotPossible as in `give_role`, or when the province would be left without a reform office."""
    with transaction.atomic():
        row = Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
        term = Term(row.unit_id, Role(row.role), first_day, last_day)
        _hold_to_rules(row.user_id, term, but=pk)
        before = {"starts_on": str(row.starts_on), "ends_on": str(row.ends_on or "")}
        row.starts_on, row.ends_on = first_day, term.ends_on
        _keep_an_office(row, at=at)
        row.save(update_fields=["starts_on", "ends_on"])
        _note("org.role_changed", row, by=by, at=at, reason=reason, before=before)
        _announce(at)
    return row


def end_role(pk: int, *, last_day: date, reason: str, by: User | None, at: datetime) -> None:
    """End a role after its last day; one that has not begun by then never was. NotPossible: it ends earlier already, or see `change_role`."""
    with transaction.atomic():
        row = Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
        ends_on = last_day + timedelta(days=1)
        if row.ends_on is not None and row.ends_on <= ends_on:
            raise NotPossible(_("The role ends on that day or earlier already."))
        before = str(row.ends_on or "")
        row.ends_on = ends_on
        _keep_an_office(row, at=at)
        _note("org.role_ended", row, by=by, at=at, reason=reason, before=before)
        if ends_on <= row.starts_on:
            row.delete()
        else:
            row.save(update_fields=["ends_on"])
        _announce(at)


def lock_leavers(*, on: date, at: datetime) -> int:
    """Lock everybody whose last role has ended; returns how many. Whoever never held a role is left alone. Safe to run twice."""
    held = Membership.objects.filter(user=OuterRef("pk"))
    going_on = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    gone = User.objects.filter(Exists(held), ~Exists(going_on), is_active=True).values_list("pk", flat=True)
    count = 0
    for pk in list(gone):
        lock_person(pk, reason=_("The last role has ended."), at=at, by=None, kind=LockKind.LEFT)
        count += 1
    return count


def both_locked(from_id: int, to_id: int) -> tuple[User, User]:
    """Two people under a lock, in an order in which nobody waits for each other. NotPossible: the second cannot sign in."""
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=(from_id, to_id)).order_by("pk")
    people = {one.pk: one for one in rows}
    if not people[to_id].is_active:
        raise NotPossible(_("%(name)s cannot sign in at present.") % {"name": people[to_id].full_name})
    return people[from_id], people[to_id]


def begin_stand_in(
    holder_id: int, deputy_id: int, first_day: date, last_day: date, *, reason: str, by: User, at: datetime
) -> StandIn:
    """Somebody stands in for another on these days. NotPossible: oneself, somebody locked, days the wrong way round or taken."""
    if holder_id == deputy_id:
        raise NotPossible(_("Nobody stands in for themselves."))
    if last_day < first_day:
        raise NotPossible(_("The last day comes before the first."))
    with transaction.atomic():
        holder, deputy = both_locked(holder_id, deputy_id)
        ends_on = last_day + timedelta(days=1)
        if StandIn.objects.filter(holder=holder, starts_on__lt=ends_on, ends_on__gt=first_day).exists():
            raise NotPossible(
                _("Somebody stands in for %(name)s on some of these days already.")
                % {"name": holder.full_name}
            )
        row = StandIn.objects.create(
            holder=holder,
            deputy=deputy,
            starts_on=first_day,
            ends_on=ends_on,
            reason=" ".join(reason.split())[:200],
        )
        _note_stand_in("org.stand_in_begun", row, by=by, at=at)
    return row


def end_stand_in(pk: int, *, on: date, by: User, at: datetime) -> None:
    """The holder is back: from the day on the deputy acts in their own name again. One that has not begun never was."""
    with transaction.atomic():
        row = StandIn.objects.select_for_update(of=("self",)).get(pk=pk)
        if row.ends_on <= on:
            return
        _note_stand_in("org.stand_in_ended", row, by=by, at=at)
        if row.starts_on >= on:
            row.delete()
        else:
            row.ends_on = on
            row.save(update_fields=["ends_on"])


def set_factor_rules(roles: set[Role], *, by: User, at: datetime) -> None:
    """Decide which roles need a second factor; the whole set at once."""
    with transaction.atomic():
        before = set(FactorRule.objects.select_for_update().values_list("role", flat=True))
        after = {str(role) for role in roles}
        if before == after:
            return
        FactorRule.objects.filter(role__in=before - after).delete()
        FactorRule.objects.bulk_create(FactorRule(role=role) for role in sorted(after - before))
        record(
            "org.factor_rules_changed",
            by=by,
            at=at,
            kind="factor_rules",
            before=sorted(before),
            after=sorted(after),
        )


def _hold_to_rules(user_id: int, term: Term, *, but: int | None = None) -> None:
    if term.last_day is not None and term.last_day < term.first_day:
        raise NotPossible(_("The last day comes before the first."))
    if term.unit_id not in tree(term.first_day):
        raise NotPossible(_("The unit does not exist on the first day."))
    rows = Membership.objects.filter(user_id=user_id, unit_id=term.unit_id, role=term.role)
    rows = rows if but is None else rows.exclude(pk=but)
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=term.first_day))
    if term.ends_on is not None:
        rows = rows.filter(starts_on__lt=term.ends_on)
    if rows.exists():
        raise NotPossible(_("The person holds this role in this unit on some of these days already."))


def _keep_an_office(row: Membership, *, at: datetime) -> None:
    """Somebody must be left who can let people in again: the province's reform office is never emptied."""
    units = tree(row.starts_on)
    if row.role != Role.OFFICE or row.ends_on is None or not len(units) or units.root.id != row.unit_id:
        return
    others = Membership.objects.filter(unit_id=row.unit_id, role=Role.OFFICE, user__is_active=True).exclude(
        pk=row.pk
    )
    if not others.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=row.ends_on), starts_on__lte=row.ends_on
    ).exists():
        raise NotPossible(
            _("Nobody would be left in the province's reform office. Give somebody else the role first.")
        )


def _announce(at: datetime) -> None:
    transaction.on_commit(lambda: roles_changed.send(sender=None, at=at))


def _note(
    verb: str, row: Membership, *, by: User | None, at: datetime, reason: str, before: object = None
) -> None:
    details = {
        "role": str(row.role),
        "starts_on": str(row.starts_on),
        "ends_on": str(row.ends_on or ""),
        **({"before": before} if before is not None else {}),
    }
    record(
        verb, by=by, at=at, kind="person", object_id=row.user_id, title=row.user.full_name, unit_id=row.unit_id,
        reason=reason, **details,
    )  # fmt: skip


def _note_stand_in(verb: str, row: StandIn, *, by: User, at: datetime) -> None:
    record(
        verb, by=by, at=at, kind="person", object_id=row.holder_id, title=row.holder.full_name, reason=row.reason,
        deputy_id=row.deputy_id, deputy=row.deputy.full_name, starts_on=str(row.starts_on), ends_on=str(row.ends_on),
    )  # fmt: skip
