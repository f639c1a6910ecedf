"""What the table of roles needs of people: somebody who waits for a code, somebody locked, a role, a deputy of the officer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from danbiet.accounts.actions import create_person, lock_person
from danbiet.accounts.actions.tickets import issue_code
from danbiet.org.actions.roles import begin_stand_in
from danbiet.org.enums import Role
from danbiet.org.models import Membership

AT = datetime(2021, 6, 1, 3, tzinfo=UTC)


def add_people(world: Any, commune: Any) -> None:
    made = [
        create_person(
            username=name, full_name=f"Người {name}", job_title="", email=f"{name}@example.vn", at=AT, by=None
        )
        for name in ("cho", "khoa")
    ]
    for person in made:
        Membership.objects.create(user=person, unit=commune, role=Role.OFFICER, starts_on=date(2020, 1, 1))
    issue_code(made[0], at=AT, by=None)
    lock_person(made[1].pk, reason="Nghỉ việc", at=AT, by=None)
    officer = world.people["officer"]
    stand_in = begin_stand_in(
        officer.pk, made[0].pk, date(2021, 7, 1), date(2021, 7, 5), reason="Nghỉ phép", by=officer, at=AT
    )
    role = Membership.objects.get(user=officer)
    world.ids |= {
        "waiting": made[0].pk, "locked": made[1].pk, "stand_in": (officer.pk, stand_in.pk), "membership": (officer.pk, role.pk),
    }  # fmt: skip


def _none(world: Any) -> dict[str, Any]:
    return {}


def _why(world: Any) -> dict[str, Any]:
    return {"reason": "Theo quyết định"}


def _new(world: Any) -> dict[str, Any]:
    return {
        "n-full_name": "Trần Thị Bích", "n-job_title": "", "n-email": "", "n-office_phone": "", "n-username": "",
        "t-unit": str(world.ids["unit"]), "t-role": "officer", "t-first_day": "01/06/2021", "t-last_day": "",
    }  # fmt: skip


def _details(world: Any) -> dict[str, Any]:
    return {"full_name": "Tên Khác", "job_title": "Phó", "email": "", "office_phone": ""}


def _role(world: Any) -> dict[str, Any]:
    return {"unit": str(world.ids["unit"]), "role": "editor", "first_day": "01/06/2021", "last_day": ""}


def _ticked(world: Any) -> dict[str, Any]:
    return {"pk": [str(world.ids["waiting"])]}


def _deputy(world: Any) -> dict[str, Any]:
    head = world.people["head"].pk
    return {"deputy": str(head), "first_day": "01/08/2021", "last_day": "05/08/2021", "reason": ""}


def _handed(world: Any) -> dict[str, Any]:
    return {
        "to": str(world.people["editor"].pk), "last_day": "30/06/2021", "reason": "Nghỉ hưu", "roles": [str(world.ids["membership"][1])],
    }  # fmt: skip


PEOPLE_ADDRESSES: list[tuple[str, str, Any]] = [
    ("org:own", "", _none),
    ("org:person-list", "", _none),
    ("org:person-table", "", _none),
    ("org:person-new", "", _new),
    ("org:people-import", "", _none),
    ("org:people-form", "", _none),
    ("org:people-slips", "", _ticked),
    ("org:slips-word", "", lambda world: {"slips": "la"}),
    ("org:people-invite", "", _ticked),
    ("org:factor-rules", "", lambda world: {"roles": ["head"]}),
    ("org:person", "user", _none),
    ("org:person", "head", _none),
    ("org:person-edit", "user", _details),
    ("org:person-edit", "head", _details),
    ("org:person-slip", "waiting", _none),
    ("org:person-invite", "waiting", _none),
    ("org:person-withdraw", "waiting", _none),
    ("org:person-lock", "waiting", _why),
    ("org:person-lock", "head", _why),
    ("org:person-unlock", "locked", _why),
    ("org:person-factor-reset", "user", _why),
    ("org:person-session-end", "user", _none),
    ("org:hand-over", "user", _handed),
    ("org:role-give", "user", _role),
    (
        "org:role-change",
        "membership",
        lambda world: {"first_day": "01/02/2016", "last_day": "", "reason": "Ghi nhầm"},
    ),
    ("org:role-end", "membership", lambda world: {"last_day": "30/06/2021", "reason": "Chuyển công tác"}),
    ("org:stand-in-new", "user", _deputy),
    ("org:stand-in-end", "stand_in", _none),
]
