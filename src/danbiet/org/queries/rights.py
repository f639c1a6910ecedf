"""What a person may do where, as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Q, QuerySet

from danbiet.accounts.models import User
from danbiet.org.enums import Role
from danbiet.org.models import Membership, StandIn

from .tree import Tree, UnitAt, tree


@dataclass(frozen=True, slots=True)
class Lent:
    """A role of somebody on leave that their deputy holds meanwhile."""

    role: Role
    unit_id: int
    holder_id: int
    holder_name: str


@dataclass(frozen=True)
class Rights:
    """A person's roles on a day and how far down the tree they reach. Roles `lent` by people on leave are among them.

    A unit that is gone counts as the one that has its papers (`Tree.seat`): who holds a role there holds it here.
    `tree` is the tree of that day, to be shared by whoever shows the page.
    """

    user_id: int | None
    on: date
    roles: frozenset[tuple[Role, int]]
    home_unit_id: int | None
    tree: Tree
    lent: tuple[Lent, ...] = ()

    @property
    def is_anyone(self) -> bool:
        """Whether the person holds any role at all on the day."""
        return bool(self.roles)

    def holds(self, unit_id: int | None, *roles: Role) -> bool:
        """Whether one of the roles (any role, when none is named) is held in the unit or above it."""
        if unit_id is None:
            return False
        above = {unit_id, *(unit.id for unit in self._path(unit_id))}
        return any(held_in in above for role, held_in in self.roles if not roles or role in roles)

    def in_unit(self, unit_id: int | None, *roles: Role) -> bool:
        """Whether one of the roles (any, when none is named) is held exactly in this unit."""
        here = {unit_id, self.tree.seat(unit_id)}
        return any(held_in in here for role, held_in in self.roles if not roles or role in roles)

    def above(self, unit_id: int | None, *roles: Role) -> bool:
        """Whether one of the roles is held in a unit above this one, not in itself."""
        if unit_id is None:
            return False
        higher = {unit.id for unit in self._path(unit_id)} - {unit_id, self.tree.seat(unit_id)}
        return any(held_in in higher for role, held_in in self.roles if not roles or role in roles)

    def _path(self, unit_id: int) -> list[UnitAt]:
        seat = self.tree.seat(unit_id)
        return self.tree.path(seat) if seat is not None else []

    def units_held(self, *roles: Role) -> set[int]:
        """The units in which one of the roles (any, when none is named) is held, with those whose papers they have, without
        what lies below."""
        held = {held_in for role, held_in in self.roles if not roles or role in roles}
        return held | self._kept_for(held)

    def _kept_for(self, unit_ids: set[int]) -> set[int]:
        kept = self.tree.kept_for
        return {gone for unit_id in unit_ids for gone in kept.get(unit_id, ())} if kept else set()

    def unit_ids(self, *roles: Role) -> set[int]:
        """Every unit the roles reach: those they are held in and all below them on the day."""
        reached: set[int] = set()
        for held_in in self.units_held(*roles):
            reached |= {held_in, *self.tree.descendants(held_in)}
        return reached | self._kept_for(reached)

    def in_stead_of(self, unit_id: int | None) -> str:
        """The people on leave for whom the person may be acting in the unit (anywhere, when none is named), "" for none."""
        here = {unit.id for unit in self.tree.path(unit_id)} | {unit_id} if unit_id is not None else None
        names = [one.holder_name for one in self.lent if here is None or one.unit_id in here]
        return ", ".join(dict.fromkeys(names))

    @cached_property
    def home_role(self) -> Role | None:
        """The most telling role in the home unit, for the corner of the page."""
        here = [role for role in Role if (role, self.home_unit_id) in self.roles]
        return here[0] if here else None


def rights_of(user: User | AnonymousUser, on: date) -> Rights:
    """The person's rights on the day, in two queries; a stranger or someone inactive has none.

    A deputy's rights include those of the people on leave they stand in for (their own roles only, not what was lent to them).
    """
    if not isinstance(user, User) or not user.is_active:
        return Rights(user_id=None, on=on, roles=frozenset(), home_unit_id=None, tree=tree(on))
    # One query for one's own roles and those of the people one stands in for.
    absent = StandIn.objects.filter(deputy=user, starts_on__lte=on, ends_on__gt=on).values("holder")
    rows = list(
        _memberships(on)
        .filter(Q(user=user) | Q(user__in=absent, user__is_active=True))
        .order_by("starts_on", "id")
        .values_list("role", "unit_id", "user_id", "user__full_name")
    )
    held = [(Role(role), unit_id) for role, unit_id, user_id, _name in rows if user_id == user.pk]
    lent = tuple(
        Lent(Role(role), unit_id, user_id, name)
        for role, unit_id, user_id, name in rows
        if user_id != user.pk and (Role(role), unit_id) not in held
    )
    both = [*held, *((one.role, one.unit_id) for one in lent)]
    rights = Rights(
        user_id=user.pk,
        on=on,
        roles=frozenset(both),
        home_unit_id=both[0][1] if both else None,
        tree=tree(on),
        lent=lent,
    )
    if lent:
        user.in_stead_of = rights.in_stead_of  # read by the trail, which knows no units
    return rights


def _memberships(on: date) -> QuerySet[Membership]:
    return Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a role in a unit."""

    user_id: int
    unit_id: int
    role: Role
    full_name: str
    job_title: str
    email: str


def holders(unit_ids: Iterable[int], *roles: Role, on: date) -> list[Holder]:
    """Who holds one of the roles (any, when none is named) exactly in these units on the day; people shut out are left out.

    Behind the holders stand those who stand in for one of them on the day, with the role they were lent. One query.
    """
    units = sorted({unit for unit in unit_ids if unit is not None})
    wanted = sorted(str(role) for role in roles or Role)
    if not units:
        return []
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, {"units": units, "roles": wanted, "on": on})
        rows = cursor.fetchall()
    found: dict[tuple[int, int, str], Holder] = {}
    for user_id, unit_id, role, name, title, email in rows:
        found.setdefault(
            (user_id, unit_id, role), Holder(user_id, unit_id, Role(role), name, title, email)
        )  # a deputy with the role in their own right is named once
    return list(found.values())


HOLDERS = """
WITH held AS (
    SELECT m.id, m.user_id, m.unit_id, m.role, m.starts_on
      FROM org_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active
     WHERE m.unit_id = ANY(%(units)s) AND m.role = ANY(%(roles)s)
       AND m.starts_on <= %(on)s AND (m.ends_on IS NULL OR m.ends_on > %(on)s)
), everybody AS (
    SELECT held.user_id, held.unit_id, held.role, held.starts_on, held.id, 0 AS is_lent FROM held
    UNION ALL
    SELECT s.deputy_id, held.unit_id, held.role, held.starts_on, held.id, 1
      FROM held JOIN org_standin s ON s.holder_id = held.user_id AND s.starts_on <= %(on)s AND s.ends_on > %(on)s
)
SELECT e.user_id, e.unit_id, e.role, u.full_name, u.job_title, u.email
  FROM everybody e JOIN accounts_user u ON u.id = e.user_id AND u.is_active
 ORDER BY e.unit_id, e.role, e.is_lent, e.starts_on, e.id
"""
