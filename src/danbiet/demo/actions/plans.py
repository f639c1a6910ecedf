"""The province's plan through the importer, and the units' own plans through the ordinary steps of drafting and issuing."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.core.files import File
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.workdays import Calendar
from danbiet.org.enums import Role, UnitKind
from danbiet.org.queries import Tree, UnitAt, holders, tree, working_calendar
from danbiet.plans.actions.drafting import add_task, edit_head
from danbiet.plans.actions.importing import read_upload, take_over
from danbiet.plans.actions.issuing import issue_plan, return_plan, submit_plan, urge_units
from danbiet.plans.calc.drafts import AssignmentDraft, SpanDraft, TargetDraft, TaskDraft
from danbiet.plans.queries.cascade import ISSUED, UnitPlanRow, unit_plan_rows
from danbiet.plans.queries.catalogue import unit_in_year
from danbiet.plans.queries.plans import GroupRow, plan_numbered, plan_rows

from ..calc import programme
from ..calc.issuing import (
    HANDED_ON,
    OWN_TASKS,
    URGED_ON,
    OwnTask,
    commune_issue_date,
    issue_date,
    number_for,
)
from ..calc.people import lower_first
from .moments import moment
from .paper import plan_file

SUBMITTED_AT_LAST, RETURNED_ON = date(2021, 11, 25), date(2021, 11, 30)
RETURNED_REASON = "Dự thảo chưa nêu thời gian hoàn thành và người chịu trách nhiệm từng nhiệm vụ; đề nghị bổ sung, trình lại."
SPANS = {
    "Trong năm": ((date(2021, 1, 1), date(2021, 12, 31)),),
    "Hằng tháng": ((date(2021, 1, 1), date(2021, 12, 31)),),
    "Hằng quý": ((date(2021, 1, 1), date(2021, 12, 31)),),
    "Quý I": ((date(2021, 1, 1), date(2021, 3, 31)),),
    "Quý II": ((date(2021, 4, 1), date(2021, 6, 30)),),
    "Quý II, III": ((date(2021, 4, 1), date(2021, 6, 30)), (date(2021, 7, 1), date(2021, 9, 30))),
    "Quý III, IV": ((date(2021, 7, 1), date(2021, 9, 30)), (date(2021, 10, 1), date(2021, 12, 31))),
}


@dataclass(frozen=True, slots=True)
class Staff:
    """Who drafts and who signs in each unit."""

    heads: dict[int, User]
    officers: dict[int, User]


@dataclass(frozen=True, slots=True)
class Setting:
    """What issuing many plans needs to know each time."""

    units: Tree
    people: Staff
    calendar: Calendar

    def unit(self, unit_id: int) -> UnitAt:
        found = self.units.get(unit_id)
        if found is None:
            raise LookupError(f"no unit {unit_id} on {self.units.on}")
        return found


def load_province_plan(*, data_dir: Path) -> str:
    """Make the Word file, leave it in the data folder, read it, take it over and issue it on 26/01/2021."""
    content = plan_file()
    folder = data_dir / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / programme.FILE_NAME).write_bytes(content)
    units, calendar = tree(programme.ISSUED_ON), working_calendar()
    people = staff([units.root.id], on=programme.ISSUED_ON)
    office = User.objects.get(username="sonoivu")
    drafted = moment(date(2021, 1, 20), hour=14)
    kept = read_upload(
        File(io.BytesIO(content), name=programme.FILE_NAME),
        unit=unit_in_year(units.root.code, year=programme.YEAR),
        by=office,
        at=drafted,
    )
    plan = take_over(kept.pk, by=office, at=drafted + timedelta(minutes=20)).plan
    head = people.heads[units.root.id]
    plan = edit_head(
        plan.pk,
        version=plan.version,
        changes={"signer_title": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "signer_name": head.full_name},
        by=office,
        at=drafted + timedelta(minutes=30),
    )
    submit_plan(plan.pk, by=office, at=moment(date(2021, 1, 22), hour=16), on=date(2021, 1, 22))
    issued = issue_plan(
        plan.pk,
        number=programme.NUMBER,
        issued_on=programme.ISSUED_ON,
        by=head,
        at=moment(programme.ISSUED_ON, hour=10),
        calendar=calendar,
    )
    return _("Plan %(number)s imported and issued: %(count)s units got their draft") % {
        "number": programme.NUMBER,
        "count": len(issued.drafts),
    }


def load_unit_plans(*, today: date) -> str:
    """Units complete and issue their drafts in the order of the year; districts hand on; those behind are urged."""
    rows, setting = _rows_below_province(today=today)
    dated = [(issue_date(setting.unit(row.unit_id).code), row) for row in rows]
    done = 0
    to_urge = [on for on in URGED_ON if on <= today]
    for on, row in sorted(dated, key=lambda pair: (pair[0] or date.max, pair[1].plan.pk)):
        while to_urge and to_urge[0] < (on or date.max):
            _urge(rows, on=to_urge.pop(0))
        if on is None:
            _leave_unissued(row, setting=setting, today=today)
        elif on <= today:
            _issue(row, on=on, setting=setting)
            done += 1
    return _("%(count)s of %(all)s units have issued their own plan") % {"count": done, "all": len(rows)}


def load_commune_plans(*, today: date) -> str:
    """Communes of the districts that handed tasks on issue theirs."""
    above, province = _rows_below_province(today=today)
    done = everyone = 0
    for district in above:
        if province.unit(district.unit_id).code not in HANDED_ON or district.standing != ISSUED:
            continue
        rows = unit_plan_rows(district.plan, on=today, calendar=province.calendar)
        people = staff([row.unit_id for row in rows], on=programme.ISSUED_ON)
        setting = Setting(province.units, people, province.calendar)
        everyone += len(rows)
        for row in rows:
            code = setting.unit(row.unit_id).code
            on = commune_issue_date(code, after=district.plan.issued_on or today)
            if on is not None and on <= today:
                _issue(row, on=on, setting=setting)
                done += 1
    return _("%(count)s of %(all)s communes have issued their own plan") % {"count": done, "all": everyone}


def staff(unit_ids: Iterable[int], *, on: date) -> Staff:
    """Heads and officers of the units; where a unit has no officer of its own its head writes."""
    found = holders(unit_ids, Role.HEAD, Role.OFFICER, on=on)
    users = User.objects.in_bulk({one.user_id for one in found})
    heads = {one.unit_id: users[one.user_id] for one in found if one.role == Role.HEAD}
    officers = {one.unit_id: users[one.user_id] for one in found if one.role == Role.OFFICER}
    return Staff(heads, {unit_id: officers.get(unit_id, head) for unit_id, head in heads.items()})


def plans_below_province(*, today: date) -> list[UnitPlanRow]:
    """The plans of units that carry out the province's, whatever their state."""
    return _rows_below_province(today=today)[0]


def _rows_below_province(*, today: date) -> tuple[list[UnitPlanRow], Setting]:
    units, calendar = tree(programme.ISSUED_ON), working_calendar()
    (plan,) = plan_numbered(programme.NUMBER, year=programme.YEAR, unit_id=units.root.id)
    rows = unit_plan_rows(plan, on=today, calendar=calendar)
    return rows, Setting(units, staff([row.unit_id for row in rows], on=programme.ISSUED_ON), calendar)


def _issue(row: UnitPlanRow, *, on: date, setting: Setting) -> None:
    unit, plan = setting.unit(row.unit_id), row.plan
    officer, head = setting.people.officers[unit.id], setting.people.heads[unit.id]
    written = moment(on - timedelta(days=3), hour=15)
    edit_head(
        plan.pk,
        version=plan.version,
        changes=_head_of(unit, signer=head, setting=setting),
        by=officer,
        at=written,
    )
    groups = plan_rows(plan)
    for own in OWN_TASKS.get(unit.code, ()):
        _add_own(own, groups=groups, plan_id=plan.pk, unit=unit, by=officer, written_on=written.date())
    if officer != head:
        submit_plan(plan.pk, by=officer, at=written + timedelta(hours=1), on=written.date())
    keys = HANDED_ON.get(unit.code, ())
    issue_plan(
        plan.pk,
        number=number_for(unit.code, abbreviation=_symbol(unit), on=on),
        issued_on=on,
        by=head,
        at=moment(on, hour=9, minute=30),
        calendar=setting.calendar,
        to_communes=[
            task.task.pk
            for group in groups
            for task in group.tasks
            if programme.KEY_BY_CONTENT.get(task.task.content) in keys
        ],
    )


def _head_of(unit: UnitAt, *, signer: User, setting: Setting) -> dict[str, str]:
    parts = signer.job_title.split(" ")
    is_place = unit.kind in (UnitKind.DISTRICT, UnitKind.COMMUNE)
    above = setting.units.get(unit.parent_id)
    superior = above.name if above is not None and unit.kind == UnitKind.COMMUNE else ""
    issuer = f"Ủy ban nhân dân {lower_first(unit.name)}" if is_place else unit.name
    return {
        "issuer_text": f"Ủy ban nhân dân {lower_first(superior)}\n{issuer}" if superior else issuer,
        "place": unit.name.split(" ", 1)[-1] if is_place else "Sóc Trăng",
        "signer_title": "CHỦ TỊCH" if is_place else " ".join(parts[:2]).upper(),
        "signer_name": signer.full_name,
        "title": f"Kế hoạch tuyên truyền cải cách hành chính năm {programme.YEAR} của "
        + (f"UBND {lower_first(unit.name)}" if is_place else unit.name),
    }


def _symbol(unit: UnitAt) -> str:
    return "UBND" if unit.kind in (UnitKind.DISTRICT, UnitKind.COMMUNE) else unit.code


def _add_own(
    own: OwnTask, *, groups: list[GroupRow], plan_id: int, unit: UnitAt, by: User, written_on: date
) -> None:
    group = next((one.group for one in groups if one.group.order == own.group), groups[-1].group)
    add_task(
        plan_id,
        group_id=group.pk,
        draft=TaskDraft(
            content=own.content,
            forms=tuple(own.forms.split(", ")),
            product=own.product,
            lead_text=unit.name,
            schedule_text=own.schedule,
            periods=tuple(SpanDraft(*span) for span in SPANS[own.schedule]),
            recurrence=own.recurrence,
            targets=(TargetDraft(Decimal(own.quantity), own.unit_text, comparison="=", per=own.per),),
            assignments=(AssignmentDraft(unit.id, "lead"),),
        ),
        by=by,
        at=moment(written_on, hour=15, minute=20),
    )


def _leave_unissued(row: UnitPlanRow, *, setting: Setting, today: date) -> None:
    """The three that never issue: one is still a draft, one waits for its head, one was given back."""
    unit = setting.unit(row.unit_id)
    officer, head = setting.people.officers[unit.id], setting.people.heads[unit.id]
    if unit.code == "BQLDA2" or today <= SUBMITTED_AT_LAST:
        return
    submit_plan(row.plan.pk, by=officer, at=moment(SUBMITTED_AT_LAST, hour=10), on=SUBMITTED_AT_LAST)
    if unit.code == "CQLTT" and today > RETURNED_ON:
        on = RETURNED_ON
        return_plan(row.plan.pk, reason=RETURNED_REASON, by=head, at=moment(on, hour=16), on=on)


def _urge(rows: list[UnitPlanRow], *, on: date) -> None:
    """Remind, on that day, the units that have not issued by then (the action leaves out who has)."""
    plan_id = rows[0].plan.parent_id
    if plan_id is None:
        raise LookupError("unit plans hang below the province's plan")
    office = User.objects.get(username="sonoivu")
    urge_units(plan_id, unit_ids=[row.unit_id for row in rows], by=office, at=moment(on, hour=8), on=on)
