"""What the table of roles needs of decisions on units: a planned one and one in force, both founding a unit nobody else knows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from danbiet.org.actions.orders import Wording, apply_order, plan_order
from danbiet.org.calc.orders import Part, Step

AT = datetime(2021, 6, 1, 3, tzinfo=UTC)
DAY = date(2021, 5, 1)


def add_orders(world: Any, commune: Any, root: Any) -> None:
    office = world.people["office"]
    for name, code in (("planned_order", "95001"), ("order_in_force", "95002")):
        step = Step("found", after=(Part(code=code, name=f"Xã {code}", kind="commune", parent_code="94"),))
        pk = plan_order(Wording(on=DAY, title=f"Quyết định mật {code}"), [step], by=office, at=AT)
        world.ids[name] = pk
    apply_order(world.ids["order_in_force"], by=office, on=DAY, at=AT)
    parts = tuple(Part(code=code, name=f"Xã {code}", kind="commune") for code in ("95011", "95012"))
    step = Step("split", (commune.pk,), parts)
    pk = plan_order(Wording(on=DAY, title="Quyết định mật 95010"), [step], by=office, at=AT)
    world.ids["dealt_order"], world.ids["dealt_kind"] = pk, (pk, "people")
    world.ids["order_step"] = (world.ids["planned_order"], 0)


def _none(world: Any) -> dict[str, Any]:
    return {}


def _said(world: Any) -> dict[str, Any]:
    return {
        "on": "2021-05-01", "title": "Sáp nhập", "basis": "01/NQ", "before_1": "Xã An Mỹ", "before_2": "Xã Đại Hải",
        "name_1": "Xã An Đại", "code_1": "95009",
    }  # fmt: skip


def _table(world: Any) -> dict[str, Any]:
    text = "Ngày;Việc;Mã cũ;Tên cũ;Mã mới;Tên mới;Loại đơn vị;Mã cấp trên\n01/05/2021;thành lập;;;95003;Xã Mới;xã;94\n"
    return {"on": "2021-05-01", "title": "Từ tệp", "file": SimpleUploadedFile("a.csv", text.encode())}


def _ticked(world: Any) -> dict[str, Any]:
    return {"pk": "1", "to": "95012"}


def _taker(world: Any) -> dict[str, Any]:
    return {"work_to": "94"}


ORDER_ADDRESSES = [
    ("org:orders", "", _none),
    ("org:order-new", "", _said),
    ("org:order-file", "", _table),
    ("org:order-template", "", _none),
    ("org:order", "planned_order", _none),
    ("org:order", "order_in_force", _none),
    ("org:order-edit", "planned_order", _said),
    ("org:order-step", "planned_order", _said),
    ("org:order-step-drop", "order_step", _none),
    ("org:order-takers", "planned_order", _taker),
    ("org:order-deal", "dealt_order", _none),
    ("org:order-deal-items", "dealt_kind", _ticked),
    ("org:order-try", "planned_order", _none),
    ("org:order-apply", "planned_order", _none),
    ("org:order-cancel", "planned_order", _none),
    ("org:order-undo", "order_in_force", _none),
]
