"""The people of the demonstration: one account per role, and a head and an officer for the other units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import ngettext

from danbiet.accounts.models import User
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import Membership
from danbiet.org.queries import Tree, UnitAt, tree

from ..calc.people import head_title, name_for, officer_title
from ..registry import ACCOUNTS, MAIL_DOMAIN, PASSWORD, SERVES_FROM, Account

LONGEST_TITLE = 120
OUTSIDE = (UnitKind.PROVINCE, UnitKind.SCHOOL)


@transaction.atomic
def load_people(*, on: date, mail_to: Iterable[str] = ()) -> str:
    """Make the accounts that are not there yet, with their roles. Existing people are not touched.

    Only the accounts per role and the people of the units in `mail_to` (codes) get an address, so that the mail folder
    of the demonstration stays readable.
    """
    units = tree(on)
    wanted = [*_named(units), *_others(units)]
    known = set(User.objects.values_list("username", flat=True))
    fresh = [account for account in wanted if account.username not in known]
    reached = {account.username for account in ACCOUNTS}
    codes = set(mail_to)
    password = make_password(PASSWORD)  # hashed once: two hundred times would take a minute
    people = User.objects.bulk_create(
        [
            User(
                username=account.username,
                password=password,
                full_name=account.full_name,
                job_title=account.job_title[:LONGEST_TITLE],
                email=f"{account.username}@{MAIL_DOMAIN}"
                if account.username in reached or account.unit_code in codes
                else "",
                is_demo=True,
            )
            for account in fresh
        ]
    )
    Membership.objects.bulk_create(_roles(fresh, people=people, units=units))
    return ngettext("%(count)s person", "%(count)s people", len(people)) % {"count": len(people)}


def _roles(accounts: Iterable[Account], *, people: Iterable[User], units: Tree) -> Iterator[Membership]:
    for account, person in zip(accounts, people, strict=True):
        unit = units.by_code(account.unit_code)
        if unit is None:
            raise LookupError(f"no unit {account.unit_code} on {units.on}")
        for role in account.roles:
            yield Membership(user=person, unit_id=unit.id, role=role, starts_on=SERVES_FROM)


def _named(units: Tree) -> list[Account]:
    return [account for account in ACCOUNTS if units.by_code(account.unit_code)]


def _others(units: Tree) -> Iterator[Account]:
    """A head for every unit and an officer for every unit but communes, where no account per role stands already."""
    taken = {(account.unit_code, role) for account in ACCOUNTS for role in account.roles}
    for unit in units:
        if unit.kind in OUTSIDE:
            continue
        if (unit.code, Role.HEAD) not in taken:
            yield _account(unit, "thutruong", role=Role.HEAD, title=head_title(unit.name, unit.kind))
        if (unit.code, Role.OFFICER) not in taken:
            title = officer_title(unit.name, unit.kind)
            roles = (Role.OFFICE, Role.OFFICER) if unit.kind == UnitKind.DISTRICT else (Role.OFFICER,)
            if unit.kind != UnitKind.COMMUNE:
                yield _account(unit, "canbo", role=Role.OFFICER, title=title, roles=roles)


def _account(unit: UnitAt, prefix: str, *, role: Role, title: str, roles: tuple[Role, ...] = ()) -> Account:
    return Account(
        username=f"{prefix}.{unit.code.lower()}",
        full_name=name_for(f"{role} {unit.key}"),
        job_title=title,
        unit_code=unit.code,
        roles=tuple(str(one) for one in roles or (role,)),
    )
