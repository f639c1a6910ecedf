"""Setting an empty installation up: the one-time code, what each step says, the first administrator, the end."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.org.enums import Role, SetupStep
from danbiet.org.models import Installation, Membership

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is mistaken for another: no I, O, 0, 1
PARTS, PART = 3, 4  # 60 bits: not to be guessed through a web form
DESCRIBED = (
    "code", "name", "name_en", "committee", "symbol", "place", "address", "address_en", "phone", "email", "hours", "editor",
)  # fmt: skip


class AlreadySetUp(Exception):
    """The installation has been set up: what the wizard does is not open any more."""


@dataclass(frozen=True, slots=True)
class Administrator:
    """The first person: works in the reform office of the province."""

    full_name: str
    username: str
    job_title: str
    email: str
    password: str


def new_code(*, at: datetime) -> str:
    """Begin the set-up, or go on with it: a fresh code of twelve signs, of which only a keyed hash is kept; older ones are void.

    AlreadySetUp when the installation is.
    """
    code = "-".join("".join(secrets.choice(SIGNS) for _ in range(PART)) for _ in range(PARTS))
    with transaction.atomic():
        row = _begun()
        if row.set_up_at is not None:
            raise AlreadySetUp
        row.code_hash = _hashed(code)
        row.save(update_fields=["code_hash"])
        record("org.setup_code_made", by=None, at=at, kind="installation", object_id=row.pk)
    return code


def use_code(given: str, *, at: datetime) -> bool:
    """Whether this is the code; a right one is used up by it. Case, spaces and dashes do not matter."""
    plain = "".join(sign for sign in given.upper() if sign.isalnum())
    code = "-".join(plain[at_ : at_ + PART] for at_ in range(0, len(plain), PART))
    with transaction.atomic():
        row = Installation.objects.select_for_update(no_key=True).defer("logo").filter(pk=1).first()
        if row is None or row.set_up_at is not None or not row.code_hash:
            return False
        if not constant_time_compare(row.code_hash, _hashed(code)):
            return False
        row.code_hash = ""
        row.save(update_fields=["code_hash"])
        record("org.setup_code_used", by=None, at=at, kind="installation", object_id=row.pk)
    return True


def describe_province(said: Mapping[str, Any], *, by: User | None, at: datetime) -> None:
    """Write down the words about the province (keys: DESCRIBED; others are not read). Pages, documents and mail say them from now on."""
    with transaction.atomic():
        row = _begun()
        before = {name: getattr(row, name) for name in DESCRIBED}
        for name in DESCRIBED:
            setattr(row, name, said.get(name, before[name]))
        row.save(update_fields=[*DESCRIBED])
        changed = {
            name: [before[name], said[name]]
            for name in DESCRIBED
            if name in said and said[name] != before[name]
        }
        if changed:
            record(
                "org.province_described",
                by=by,
                at=at,
                kind="installation",
                object_id=row.pk,
                title=row.name,
                changed=changed,
            )


def choose_year(year: int, *, at: datetime) -> None:
    """The first year the province works with: its units begin with it unless their list says otherwise."""
    with transaction.atomic():
        row = _open()
        row.first_year = year
        row.save(update_fields=["first_year"])
        record("org.first_year_chosen", by=None, at=at, kind="installation", object_id=row.pk, year=year)


def set_logo(png: bytes | None, *, mark: str, by: User | None, at: datetime) -> None:
    """Show this picture (a small PNG, inspected and written anew) beside the name in every head; None takes it away."""
    with transaction.atomic():
        row = _begun()
        row.logo, row.logo_mark = png, mark if png else ""
        row.save(update_fields=["logo", "logo_mark"])
        verb = "org.logo_set" if png else "org.logo_taken_away"
        record(verb, by=by, at=at, kind="installation", object_id=row.pk, mark=mark)


def first_administrator(person: Administrator, *, unit_id: int, on: date, at: datetime) -> User:
    """Make the first person with the role of the reform office in the province; again: the same person is put right.

    AlreadySetUp when the set-up is over: later people come by the ordinary ways.
    """
    with transaction.atomic():
        row = _open()
        known = User.objects.filter(is_demo=False).order_by("pk").first()
        user = known or User()
        user.full_name, user.username = person.full_name, person.username
        user.job_title, user.email = person.job_title, person.email
        if person.password:
            user.password = make_password(person.password)
        user.save()
        Membership.objects.get_or_create(
            user=user, unit_id=unit_id, role=Role.OFFICE, defaults={"starts_on": on}
        )
        record(
            "org.administrator_named",
            by=None,
            at=at,
            kind="user",
            object_id=user.pk,
            title=user.full_name,
            unit_id=unit_id,
        )
        _done(row, SetupStep.ADMINISTRATOR)
    return user


def finish_step(step: SetupStep) -> None:
    """Note that a step is done; again changes nothing. AlreadySetUp when the set-up is over."""
    with transaction.atomic():
        _done(_open(), step)


def end_setup(*, at: datetime) -> None:
    """Close the wizard for good. AlreadySetUp when it is; ValueError while a step is missing."""
    with transaction.atomic():
        row = _open()
        if missing := [step for step in SetupStep if step.value not in row.steps_done]:
            raise ValueError(f"not done: {missing}")
        row.set_up_at, row.code_hash = at, ""
        row.save(update_fields=["set_up_at", "code_hash"])
        record("org.set_up", by=None, at=at, kind="installation", object_id=row.pk, title=row.name)


def mark_as_set_up(*, first_year: int, at: datetime) -> None:
    """For what sets itself up (the demonstration year): no wizard is offered."""
    with transaction.atomic():
        row = _begun()
        row.first_year = first_year
        row.set_up_at, row.code_hash, row.steps_done = (
            row.set_up_at or at,
            "",
            [step.value for step in SetupStep],
        )
        row.save(update_fields=["first_year", "set_up_at", "code_hash", "steps_done"])


def _begun() -> Installation:
    Installation.objects.get_or_create(pk=1)
    return Installation.objects.select_for_update(no_key=True).defer("logo").get(pk=1)


def _open() -> Installation:
    row = _begun()
    if row.set_up_at is not None:
        raise AlreadySetUp
    return row


def _done(row: Installation, step: SetupStep) -> None:
    if step.value not in row.steps_done:
        row.steps_done = [*row.steps_done, step.value]
        row.save(update_fields=["steps_done"])


def _hashed(code: str) -> str:
    return salted_hmac("danbiet.setup", code, algorithm="sha256").hexdigest()
