"""People from a file: all of it or nothing, and a second time changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from danbiet.accounts import actions as accounts
from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit.text import fold
from danbiet.org.calc.people_files import COLUMNS, PersonRow, Problem
from danbiet.org.enums import Role
from danbiet.org.models import Membership
from danbiet.org.permissions import may_give, may_tend
from danbiet.org.queries import Rights

from .roles import NotPossible, Term, change_role, give_role


class NotWritten(Exception):
    """Ends a trial or a refused import: everything was done and is now undone."""


@dataclass
class PeopleOutcome:
    """What an import did or would do: names of new and changed people, how many roles, what is wrong."""

    new_people: list[str] = field(default_factory=list)
    new_ids: list[int] = field(default_factory=list)
    changed_people: list[str] = field(default_factory=list)
    roles: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be different."""
        return not (self.new_people or self.changed_people or self.roles)


def import_people(
    rows: Sequence[PersonRow], *, rights: Rights, by: User, at: datetime, is_dry_run: bool = False
) -> PeopleOutcome:
    """Make accounts and roles as the rows say, in one transaction. Any problem: nothing is kept and all of them are told.

    A person is known again by the user name, else by the mail address, else by the name within the unit. What is empty in the
    file leaves what is known as it is. A trial does everything, the database's own checks included, and takes it back.
    """
    outcome = PeopleOutcome()
    try:
        with transaction.atomic():
            work = _Work(rights, by, at, outcome)
            for row in rows:
                work.take(row)
            if outcome.problems or is_dry_run:
                raise NotWritten
            if not outcome.is_empty:
                record(
                    "org.people_imported", by=by, at=at, kind="people", new=len(outcome.new_people),
                    changed=len(outcome.changed_people), roles=outcome.roles,
                )  # fmt: skip
    except NotWritten:
        outcome.new_ids.clear()
    return outcome


class _Work:
    """An import under way; people made by earlier rows are known to later ones."""

    def __init__(self, rights: Rights, by: User, at: datetime, outcome: PeopleOutcome) -> None:
        self.rights, self.by, self.at, self.outcome = rights, by, at, outcome
        self.on = rights.on

    def take(self, row: PersonRow) -> None:
        """One row; what is refused is noted with row and column, and the others are still looked at."""
        try:
            with transaction.atomic():
                if not may_give(self.rights, row.unit_id, row.role):
                    raise _Refused("role", _("You may not give this role in this unit."))
                person = self._person(row)
                self._role(row, person)
        except _Refused as refusal:
            self._blame(row, refusal.column, str(refusal))
        except accounts.NotPossible as refusal:
            self._blame(row, "full_name", str(refusal))
        except NotPossible as refusal:
            self._blame(row, "first_day", str(refusal))

    def _blame(self, row: PersonRow, column: str, sentence: str) -> None:
        self.outcome.problems.append(
            Problem(row.row, COLUMNS[column][0], "%(sentence)s", {"sentence": sentence})
        )

    def _person(self, row: PersonRow) -> User:
        found = self._known(row)
        if found is None:
            username = row.username or accounts.free_username(row.full_name)
            person = accounts.create_person(
                username=username, full_name=row.full_name, job_title=row.job_title, email=row.email,
                office_phone=row.office_phone, at=self.at, by=self.by,
            )  # fmt: skip
            self.outcome.new_people.append(f"{person.full_name} ({person.username})")
            self.outcome.new_ids.append(person.pk)
            return person
        wanted = accounts.Details(
            row.full_name, row.job_title or found.job_title, row.email or found.email,
            row.office_phone or found.office_phone,
        )  # fmt: skip
        if any(getattr(found, name) != value for name, value in wanted.tidy().items()):
            if not may_tend(self.rights, _lasting(found, self.on)):
                raise _Refused(
                    "full_name",
                    _("%(name)s works in other units too: only the province's office changes their details.")
                    % {"name": found.full_name},
                )
            accounts.change_person(found.pk, wanted, at=self.at, by=self.by)
            self.outcome.changed_people.append(row.full_name)
        return found

    def _known(self, row: PersonRow) -> User | None:
        if row.username:
            return User.objects.filter(username__iexact=row.username).first()
        if row.email:
            found = list(User.objects.filter(email__iexact=row.email)[:2])
            if len(found) > 1:
                raise _Refused("email", _("Several people have this address: write the user name."))
            if found:
                return found[0]
        ids = Membership.objects.filter(unit_id=row.unit_id).values("user")
        named = [one for one in User.objects.filter(pk__in=ids) if fold(one.full_name) == fold(row.full_name)]
        if row.email:  # another address is another person, none at all may be filled in
            named = [one for one in named if not one.email]
        if len(named) > 1:
            raise _Refused(
                "full_name", _("Several people of this name are in the unit: write the user name.")
            )
        return named[0] if named else None

    def _role(self, row: PersonRow, person: User) -> None:
        held = [
            one
            for one in Membership.objects.filter(user=person, unit_id=row.unit_id, role=row.role)
            if one.ends_on is None or one.ends_on > (row.first_day or self.on)
        ]
        last = row.last_day
        if not held:
            term = Term(row.unit_id, Role(row.role), row.first_day or self.on, last)
            give_role(person.pk, term, by=self.by, at=self.at)
            self.outcome.roles += 1
            return
        one = held[0]
        first = row.first_day or one.starts_on
        ends = last + timedelta(days=1) if last is not None else None
        if (one.starts_on, one.ends_on) == (first, ends):
            self.outcome.unchanged += 1
            return
        change_role(one.pk, first_day=first, last_day=last, by=self.by, at=self.at)
        self.outcome.roles += 1


class _Refused(Exception):
    """A row is refused at a column; `str()` is for the reader."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


def _lasting(person: User, on: date) -> Iterable[tuple[str, int]]:
    rows = Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), user=person)
    return list(rows.values_list("role", "unit_id"))
