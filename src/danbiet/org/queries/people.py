"""Questions about people and their roles, for those who look after them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from danbiet.accounts.models import User
from danbiet.accounts.queries import open_tickets, with_factor
from danbiet.kit.text import fold, viet_sort_key
from danbiet.org.enums import Role
from danbiet.org.models import FactorRule, Membership, StandIn

STATES = ("active", "waiting", "locked")


@dataclass(frozen=True, slots=True)
class Held:
    """A role with its days; `last_day` is counted, None is still."""

    pk: int
    user_id: int
    unit_id: int
    role: Role
    first_day: date
    last_day: date | None

    def runs(self, on: date) -> bool:
        """Whether the day is one of its days."""
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)

    def is_over(self, on: date) -> bool:
        """Whether all its days have passed."""
        return self.last_day is not None and self.last_day < on


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `state`: active, waiting (has never set a password), locked. `held`: newest first."""

    pk: int
    username: str
    full_name: str
    job_title: str
    email: str
    office_phone: str
    state: str
    held: tuple[Held, ...]
    has_factor: bool
    ticket: str
    ticket_until: datetime | None
    last_login: datetime | None
    lock_reason: str = ""
    locked_at: datetime | None = None
    is_demo: bool = False

    def now(self, on: date) -> tuple[Held, ...]:
        """The roles of the day; those to come when there are none, else those the person had last."""
        running = tuple(one for one in self.held if one.runs(on))
        if running:
            return running
        coming = tuple(one for one in self.held if not one.is_over(on))
        return coming or self.held[:1]

    def lasting(self, on: date) -> list[tuple[str, int]]:
        """(role, unit) of what is held on the day or to come; the last one held of somebody who left."""
        open_ones = [one for one in self.held if not one.is_over(on)] or list(self.held[:1])
        return [(str(one.role), one.unit_id) for one in open_ones]


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What is asked of the list: words of a name, user name or title; a unit; a role; a state."""

    text: str = ""
    unit_id: int | None = None
    role: str = ""
    state: str = ""
    sort: str = "ten"


def people_found(asked: PeopleFilter, *, unit_ids: Collection[int] | None, on: date) -> list[Person]:
    """Everybody who answers, in four queries whatever their number. `unit_ids` bounds whom one may see: people who hold, will hold or
    last held a role there (None: everybody)."""
    found = [
        one
        for one in people()
        if (unit_ids is None or any(unit in unit_ids for _role, unit in one.lasting(on)))
        and _answers(one, asked, on)
    ]
    key = asked.sort.removeprefix("-")
    found.sort(key=lambda one: viet_sort_key(_given_first(one.full_name)))
    if key == "vao":
        found.sort(key=lambda one: one.last_login.timestamp() if one.last_login else 0)
    elif key == "tinh-trang":
        found.sort(key=lambda one: STATES.index(one.state))
    return found[::-1] if asked.sort.startswith("-") else found


def people(pks: Iterable[int] | None = None) -> list[Person]:
    """These people, or all, in four queries."""
    rows = User.objects.order_by("pk")
    if pks is not None:
        rows = rows.filter(pk__in=set(pks))
    users = list(rows)
    ids = None if pks is None else {user.pk for user in users}
    held = _held(ids)
    factors, tickets = with_factor(ids), open_tickets(ids)
    return [
        Person(
            pk=user.pk,
            username=user.username,
            full_name=user.full_name,
            job_title=user.job_title,
            email=user.email,
            office_phone=user.office_phone,
            state="locked" if not user.is_active else "active" if user.has_usable_password() else "waiting",
            held=tuple(held.get(user.pk, ())),
            has_factor=user.pk in factors,
            ticket=tickets[user.pk][0] if user.pk in tickets else "",
            ticket_until=tickets[user.pk][1] if user.pk in tickets else None,
            last_login=user.last_login,
            lock_reason=user.lock_reason,
            locked_at=user.locked_at,
            is_demo=user.is_demo,
        )
        for user in users
    ]


def person_for(pk: int) -> Person | None:
    """One person with their roles through time."""
    return next(iter(people([pk])), None)


def membership_of(pk: int, user_id: int) -> Held | None:
    """One role of the person, None when it is none of theirs."""
    row = Membership.objects.filter(pk=pk, user_id=user_id).first()
    return _as_held(row) if row is not None else None


def going_on(rows: QuerySet[Membership], *, on: date) -> QuerySet[Membership]:
    """Those of the rows that run on the day or later."""
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))


def stand_ins_of(user_id: int) -> list[StandIn]:
    """Who stood or stands in for the person, and for whom they did, newest first."""
    return list(
        StandIn.objects.filter(Q(holder_id=user_id) | Q(deputy_id=user_id)).select_related(
            "holder", "deputy"
        )[:50]
    )


def stand_in_for(pk: int) -> StandIn | None:
    return StandIn.objects.filter(pk=pk).select_related("holder", "deputy").first()


def factor_roles() -> set[Role]:
    """Roles that need a second factor."""
    return {Role(role) for role in FactorRule.objects.values_list("role", flat=True)}


def needs_factor(user: User, on: date) -> bool:
    """Whether somebody holds, on the day, a role that needs a second factor; roles lent to a deputy count."""
    absent = StandIn.objects.filter(deputy=user, starts_on__lte=on, ends_on__gt=on).values("holder")
    rows = going_on(Membership.objects.filter(Q(user=user) | Q(user__in=absent)), on=on)
    return rows.filter(starts_on__lte=on, role__in=FactorRule.objects.values("role")).exists()


def candidates(on: date, *, but: int) -> list[tuple[int, str]]:
    """(id, name and title) of everybody who can sign in and holds a role, for choosing a deputy or a successor."""
    ids = going_on(Membership.objects.all(), on=on).values("user")
    rows = User.objects.filter(pk__in=ids, is_active=True).exclude(pk=but)
    found = [
        (pk, f"{name} ({title})" if title else name)
        for pk, name, title in rows.values_list("pk", "full_name", "job_title")
    ]
    return sorted(found, key=lambda one: viet_sort_key(one[1]))


def _held(ids: Collection[int] | None) -> Mapping[int, list[Held]]:
    rows = Membership.objects.order_by("-starts_on", "-id")
    found: dict[int, list[Held]] = defaultdict(list)
    for row in rows if ids is None else rows.filter(user_id__in=ids):
        found[row.user_id].append(_as_held(row))
    return found


def _as_held(row: Membership) -> Held:
    last = row.ends_on - timedelta(days=1) if row.ends_on is not None else None
    return Held(row.pk, row.user_id, row.unit_id, Role(row.role), row.starts_on, last)


def _answers(one: Person, asked: PeopleFilter, on: date) -> bool:
    if asked.state and one.state != asked.state:
        return False
    shown = one.now(on)
    if asked.unit_id is not None and all(held.unit_id != asked.unit_id for held in shown):
        return False
    if asked.role and all(held.role != asked.role for held in shown):
        return False
    return fold(asked.text) in fold(f"{one.full_name} {one.username} {one.job_title} {one.email}")


def _given_first(name: str) -> str:
    """Vietnamese lists stand in the order of the given name, which comes last."""
    words = name.split()
    return " ".join([*words[-1:], *words[:-1]])
