"""What leaves as a Word file comes back through the reader of plans as the same plan."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.exports import samples

from danbiet.exports.render import PlanDocument, PlanGroup, PlanTask, render_plan
from danbiet.plans.calc.reading import CatalogueUnit, UnitCatalogue, lost_words, read_plan

FIELDS = ("content", "product", "lead_text", "support_text", "schedule_text")
NAMES = [
    ("Đài Phát thanh - Truyền hình Sóc Trăng", "broadcaster"),
    ("Báo Sóc Trăng", "newspaper"),
    ("Sở Nội vụ", "department"),
    ("Sở Tư pháp", "department"),
    ("Sở Thông tin và Truyền thông", "department"),
    ("Văn phòng UBND tỉnh", "department"),
    ("Ban Dân tộc", "department"),
    ("Bưu điện tỉnh", "central_agency"),
    ("UBND huyện Kế Sách", "district"),
    ("UBND huyện Mỹ Tú", "district"),
]
PROVINCE = CatalogueUnit("0", "Ủy ban nhân dân tỉnh Sóc Trăng", ("UBND tỉnh Sóc Trăng",), "province")
UNITS = UnitCatalogue(
    [PROVINCE, *(CatalogueUnit(name, name, (name,), kind, "0") for name, kind in NAMES)], root="0"
)


def came_back(plan: PlanDocument) -> dict[str, Any]:
    data = render_plan(plan)
    parsed = read_plan(data, year=2021, units=UNITS, issuer="0")
    assert lost_words(parsed, data) == []
    return parsed.as_json()


def written(task: PlanTask) -> tuple[str, ...]:
    return (task.content, task.product, task.leads, task.supports, task.schedule)


@pytest.mark.parametrize("audience", ["", "Người dân; doanh nghiệp"])
def test_plan_exported_and_read_again_is_the_same(audience: str) -> None:
    plan = samples.plan(audience=audience)
    back = came_back(plan)
    assert (back["number"], back["issued_on"], back["unmatched"]) == ("19/KH-UBND", "2021-01-26", [])
    assert back["title"].casefold() == f"kế hoạch {plan.head.abstract}".casefold()
    assert [group["title"] for group in back["groups"]] == [group.title for group in plan.groups]
    for group, again in zip(plan.groups, back["groups"], strict=True):
        assert [tuple(task[field] for field in FIELDS) for task in again["tasks"]] == [
            written(task) for task in group.tasks
        ]


def test_plan_without_number_and_date_comes_back_without() -> None:
    head = replace(samples.head(), number=None, symbol="KH-UBND", date=None, year=2021)
    back = came_back(replace(samples.plan(), head=head))
    assert (back["number"], back["issued_on"]) == (None, None)


def test_plan_with_sparse_and_strange_rows_comes_back() -> None:
    tasks = (
        PlanTask(order="1", content="Việc chỉ có tên", leads="Sở Nội vụ"),
        PlanTask(
            order="2",
            content="Việc có gạch đầu dòng:\n- một\n- hai",
            leads="Sở Nội vụ;\nSở Tư pháp",
            schedule="Quý I",
        ),
        PlanTask(order="3", content="Dấu {{ x }} <b>&amp;", leads="Sở Tư pháp", schedule="Trong năm"),
    )
    back = came_back(
        replace(samples.plan(), groups=(PlanGroup(order="I", title="Một nhóm duy nhất", tasks=tasks),))
    )
    assert [group["title"] for group in back["groups"]] == ["Một nhóm duy nhất"]
    assert [tuple(task[field] for field in FIELDS) for task in back["groups"][0]["tasks"]] == [
        written(task) for task in tasks
    ]


def test_plan_exported_read_and_exported_again_keeps_its_forms() -> None:
    back = came_back(samples.plan())
    assert back["groups"][11]["tasks"][0]["forms"] == ["Loa truyền thanh", "Pa nô", "áp phích"]
