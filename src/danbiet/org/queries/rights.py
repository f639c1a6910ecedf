"""What a person may do where, as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from danbiet.accounts.models import User
from danbiet.org.enums import Role
from danbiet.org.models import Membership

from .tree import Tree, UnitAt, tree


@dataclass(frozen=True)
class Rights:
    """A person's roles on a day and how far down the tree they reach.

    A unit that is gone counts as the one that has its papers (`Tree.seat`): who holds a role there holds it here.
    `tree` is the tree of that day, to be shared by whoever shows the page.
    """

    user_id: int | None
    on: date
    roles: frozenset[tuple[Role, int]]
    home_unit_id: int | None
    tree: Tree

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

    @cached_property
    def home_role(self) -> Role | None:
        """The most telling role in the home unit, for the corner of the page."""
        here = [role for role in Role if (role, self.home_unit_id) in self.roles]
        return here[0] if here else None


def rights_of(user: User | AnonymousUser, on: date) -> Rights:
    """The person's rights on the day, in two queries; a stranger or someone inactive has none."""
    if not isinstance(user, User) or not user.is_active:
        return Rights(user_id=None, on=on, roles=frozenset(), home_unit_id=None, tree=tree(on))
    held = list(_memberships(on).filter(user=user).order_by("starts_on", "id").values_list("role", "unit_id"))
    return Rights(
        user_id=user.pk,
        on=on,
        roles=frozenset((Role(role), unit_id) for role, unit_id in held),
        home_unit_id=held[0][1] if held else None,
        tree=tree(on),
    )


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
    """Who holds one of the roles (any, when none is named) exactly in these units on the day; people shut out are left out."""
    rows = _memberships(on).filter(unit_id__in=set(unit_ids), user__is_active=True)
    if roles:
        rows = rows.filter(role__in=roles)
    values = rows.order_by("unit_id", "role", "starts_on", "id").values_list(
        "user_id", "unit_id", "role", "user__full_name", "user__job_title", "user__email"
    )
    return [Holder(row[0], row[1], Role(row[2]), row[3], row[4], row[5]) for row in values]
