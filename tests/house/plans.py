"""What the table of roles needs of plans beside the plans themselves: an amendment drafted and one put in, a letter, a scan."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from danbiet.org.models import Unit
from danbiet.plans.models import ContentGroup, Correction, PeriodLock, Plan, Target, Task, UrgingLetter
from tests.factories import plans as make

AT = datetime(2021, 5, 10, 3, tzinfo=UTC)


def add_plans(world: Any, commune: Any, root: Any) -> None:
    above = Plan.objects.get(pk=world.ids["root_plan"])
    world.ids["amendment"] = _amendment(commune, Plan.objects.get(pk=world.ids["issued_plan"])).pk
    world.ids["put_in"] = make_put_in(root, above).pk
    world.ids["period"] = "2020-Q1"  # of a year in which nothing else stands
    locked = PeriodLock.objects.create(
        period_key="2020-Q1", starts_on=date(2020, 1, 1), ends_on=date(2020, 3, 31), locked_at=AT
    )
    world.ids["correction"] = Correction.objects.create(
        lock=locked,
        starts_on=locked.starts_on,
        ends_on=locked.ends_on,
        unit=commune,
        reason="Điều chỉnh mật",
        asked_at=AT,
    ).pk
    for state, number in (("draft", ""), ("issued", "5/UBND-NC")):
        letter = UrgingLetter.objects.create(
            plan=above, unit=commune, level=1, state=state, number=number, answer_by=date(2021, 5, 20),
            issued_on=date(2021, 5, 10) if number else None, body="Đề nghị làm ngay.", as_of=date(2021, 5, 10), tasks=[],
            created_at=AT,
        )  # fmt: skip
        world.ids[f"{state}_letter"] = letter.pk


def _amendment(unit: Unit, plan: Plan) -> Plan:
    """A copy in which one target asks for more."""
    draft = Plan.objects.create(
        unit=unit, year=plan.year, amends=plan, title="Điều chỉnh mật", created_at=AT, state="draft"
    )
    old = Task.objects.get(plan=plan)
    group = ContentGroup.objects.create(plan=draft, order=1, title=old.group.title, origin=old.group)
    task = make.task(group, leads=[unit], content=old.content)
    Task.objects.filter(pk=task.pk).update(origin=old)
    Target.objects.create(task=task, quantity=9, unit_text="tin")
    return draft


def make_put_in(unit: Unit, plan: Plan) -> Plan:
    return Plan.objects.create(
        unit=unit, year=plan.year, amends=plan, state="amended", number="145/QĐ-UBND", issued_on=date(2021, 3, 1),
        title="Điều chỉnh", created_at=AT, changes=[],
    )  # fmt: skip


def _none(world: Any) -> dict[str, Any]:
    return {}


def _budget(world: Any) -> dict[str, Any]:
    return {
        "k-TOTAL_FORMS": "1", "k-INITIAL_FORMS": "0", "k-0-source": "state", "k-0-planned": "5", "seen": "e3b0c44298fc1c14",
    }  # fmt: skip


PLAN_ADDRESSES: list[tuple[str, str, Any]] = [
    ("plans:plan-amend", "root_plan", _none),
    ("plans:plan-amend", "draft_plan", _none),
    ("plans:amendment-changes", "amendment", _none),
    ("plans:amendment-changes", "put_in", _none),
    ("plans:amendment-issue", "amendment", lambda world: {"number": "9/QĐ-UBND", "issued_on": "2021-05-10"}),
    ("plans:plan-next-year", "issued_plan", lambda world: {"chon": str(world.ids["issued_task"])}),
    ("plans:plan-sheet", "draft_plan", _none),
    ("plans:plan-sheet", "issued_plan", _none),
    ("plans:import-form", "", _none),
    ("plans:import-file", "import", _none),
    ("plans:plan-budget", "issued_plan", _none),
    ("plans:plan-budget", "draft_plan", _none),
    ("plans:task-budget", "issued_task", _budget),
    ("plans:late-units", "root_plan", lambda world: {"don-vi": str(world.ids["unit"])}),
    (
        "plans:letter",
        "draft_letter",
        lambda world: {"version": "1", "level": "1", "body": "Khác", "answer_by": "2021-05-20"},
    ),
    ("plans:letter", "issued_letter", _none),
    ("plans:letter-issue", "draft_letter", lambda world: {"number": "6/UBND-NC", "issued_on": "2021-05-10"}),
    ("plans:letter-delete", "draft_letter", _none),
    ("plans:letter-word", "draft_letter", _none),
    ("plans:letter-word", "issued_letter", _none),
    ("plans:leaders-paper", "", _none),
    ("plans:leaders-pdf", "", _none),
    ("plans:leaders-word", "", _none),
    ("plans:period-list", "", lambda world: {"version": "1", "report_days": "5", "lock_days": "5"}),
    ("plans:period", "period", _none),
    ("plans:period-lock", "period", lambda world: {"day": ""}),
    ("plans:period-unlock", "period", lambda world: {"reason": "Khóa nhầm"}),
    (
        "plans:correction-new",
        "period",
        lambda world: {"unit": str(world.ids["unit"]), "day": "2020-03-01", "reason": "Quên gửi"},
    ),
    ("plans:correction", "correction", lambda world: {"allow": "1", "answer": ""}),
    ("plans:correction-ask", "submitted_evidence", lambda world: {"reason": "Sai số"}),
    (
        "plans:plan-correction-ask",
        "draft_plan",
        lambda world: {"day": "2021-03-01", "reason": "Nhập muộn"},
    ),
    ("plans:leaders-follow", "", lambda world: {"gui": "1"}),
]
