"""A small province with one plan on its way: what the screens show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from danbiet.accounts.models import User
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import RankingGroup, Unit, UnitYear
from danbiet.plans.models import ContentGroup, Plan, Target, Task

from . import plans as make


@dataclass
class Province:
    """`plan`: the province's; `own`: the units' own plans, each with one task handed down and one target of 4 in the year."""

    root: Unit
    units: list[Unit]
    plan: Plan
    group: ContentGroup
    task: Task
    target: Target
    own: list[Plan]
    own_tasks: list[Task]
    own_targets: list[Target]
    office: User
    head: User
    officer: User


def province(count: int = 1) -> Province:
    """The root with `count` departments. Department number i (from 0) has i % 4 of its 4 pieces accepted, on 15/02/2021."""
    root = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    units = [make.unit(f"Sở số {number}", parent=root) for number in range(1, count + 1)]
    ranking = RankingGroup.objects.create(key="so", name="Khối sở", order=1)
    for unit in units:
        UnitYear.objects.create(unit=unit, year=2021, ranking_group=ranking)
    plan = make.plan(root, number="19/KH-UBND")
    group = make.group(plan, title="Dịch vụ công trực tuyến")
    task = make.task(group, content="Phát tờ rơi hướng dẫn", leads=units, lead_set="departments")
    target = make.target(task, 4, unit_text="đợt")
    own, own_tasks, own_targets = [], [], []
    for number, unit in enumerate(units):
        child = make.plan(unit, parent=plan, number=f"{number + 1}/KH-SO")
        own_task = make.task(
            make.group(child), content="Phát tờ rơi hướng dẫn", leads=[unit], parent=task, share="lead"
        )
        own_target = make.target(own_task, 4, unit_text="đợt", parent=target)
        own.append(child)
        own_tasks.append(own_task)
        own_targets.append(own_target)
        for _piece in range(number % 4):
            make.evidence(
                unit, date(2021, 2, 15), (own_target, 1), (target, 1), link="https://example.vn/tin"
            )
        make.evidence(unit, date(2021, 3, 1), (own_target, 1), (target, 1), state="submitted")
    return Province(
        root, units, plan, group, task, target, own, own_tasks, own_targets,
        office=make.person("Người Phòng cải cách", unit=root, role=Role.OFFICE),
        head=make.person("Người đứng đầu", unit=units[0], role=Role.HEAD),
        officer=make.person("Chuyên viên", unit=units[0], role=Role.OFFICER),
    )  # fmt: skip


NAVIGATION = (
    3  # statements of the navigation beside the plans': texts, questions, and one that counts all the rest
)
