"""Rows of a small province for tests: units, a plan, tasks, targets, evidence. No surprises: what is not asked for is plain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from danbiet.accounts.models import User
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import Membership, Unit, UnitVersion
from danbiet.plans.models import Assignment, ContentGroup, Credit, Evidence, Plan, Proof, Target, Task

AT = datetime(2021, 1, 4, 2, tzinfo=UTC)
FROM = date(2016, 1, 1)
_numbers = count(1)


def unit(
    name: str = "",
    *,
    parent: Unit | None = None,
    kind: str = UnitKind.DEPARTMENT,
    code: str = "",
    starts: date = FROM,
    ends: date | None = None,
) -> Unit:
    """A unit with one version."""
    number = next(_numbers)
    made = Unit.objects.create(key=f"unit-{number}")
    UnitVersion.objects.create(
        unit=made, valid=DateRange(starts, ends), kind=kind, code=code or f"U{number}", name=name or f"Đơn vị {number}",
        parent=parent, order=number,
    )  # fmt: skip
    return made


def person(name: str, *, unit: Unit | None = None, role: str = Role.OFFICER) -> User:
    """Someone who may sign in, with a role in a unit since 2016."""
    made = User.objects.create(username=f"u{next(_numbers)}", full_name=name)
    if unit is not None:
        Membership.objects.create(user=made, unit=unit, role=role, starts_on=FROM)
    return made


def plan(
    unit: Unit, *, year: int = 2021, parent: Plan | None = None, state: str = "issued", number: str = ""
) -> Plan:
    return Plan.objects.create(
        unit=unit, year=year, parent=parent, state=state, number=number or f"{next(_numbers)}/KH-UBND",
        issued_on=date(year, 1, 26), title=f"Kế hoạch tuyên truyền năm {year}", created_at=AT, issued_at=AT,
    )  # fmt: skip


def group(plan: Plan, *, order: int = 1, title: str = "", weight: int = 1) -> ContentGroup:
    return ContentGroup.objects.create(plan=plan, order=order, title=title or f"Nhóm {order}", weight=weight)


def task(
    group: ContentGroup,
    *,
    order: int = 1,
    content: str = "",
    periods: Iterable[tuple[date, date]] = (),
    leads: Iterable[Unit] = (),
    supports: Iterable[Unit] = (),
    lead_set: str = "",
    support_set: str = "",
    parent: Task | None = None,
    weight: int = 1,
    share: str = "own",
) -> Task:
    """A task; without periods it runs over the plan's year."""
    year = group.plan.year
    spans = sorted(periods) or [(date(year, 1, 1), date(year, 12, 31))]
    made = Task.objects.create(
        plan=group.plan, group=group, order=order, content=content or f"Nhiệm vụ {order}",
        periods=[{"starts_on": first.isoformat(), "ends_on": last.isoformat()} for first, last in spans],
        starts_on=spans[0][0], ends_on=max(last for _, last in spans), parent=parent, weight=weight, share=share,
    )  # fmt: skip
    for place, lead in enumerate(leads):
        Assignment.objects.create(task=made, unit=lead, role="lead", set_code=lead_set, order=place)
    for place, support in enumerate(supports):
        Assignment.objects.create(task=made, unit=support, role="support", set_code=support_set, order=place)
    return made


def target(
    task: Task,
    quantity: Decimal | int | None = 1,
    *,
    comparison: str = ">=",
    unit_text: str = "tin",
    per: str = "once",
    per_unit: bool = False,
    each: Decimal | int | None = None,
    measure: str = "",
    measure_filter: dict[str, Any] | None = None,
    parent: Target | None = None,
    order: int = 0,
) -> Target:
    return Target.objects.create(
        task=task, quantity=quantity, comparison=comparison, unit_text=unit_text, per=per, per_unit=per_unit,
        each_comparison=">=" if each else "", each_quantity=each, each_unit_text="lượt" if each else "",
        measure=measure, measure_filter=measure_filter or {}, parent=parent, order=order,
    )  # fmt: skip


def evidence(
    unit: Unit,
    on: date,
    *credits: tuple[Target, Decimal | int | str] | tuple[Target, Decimal | int | str, str],
    state: str = "accepted",
    kind: str = "article",
    title: str = "",
    by: User | None = None,
    link: str = "",
) -> Evidence:
    """A piece of evidence with its credits as given: (target, quantity[, item])."""
    made = Evidence.objects.create(
        unit=unit, on=on, title=title or f"Tin ngày {on:%d/%m/%Y}", kind=kind, state=state, created_at=AT, created_by=by,
        submitted_at=AT if state != "draft" else None, decided_at=AT if state in {"accepted", "returned"} else None,
    )  # fmt: skip
    for chosen in credits:
        item = chosen[2] if len(chosen) == 3 else ""
        Credit.objects.create(evidence=made, target=chosen[0], quantity=Decimal(str(chosen[1])), item=item)
    if link:
        Proof.objects.create(evidence=made, kind="link", url=link)
    return made
