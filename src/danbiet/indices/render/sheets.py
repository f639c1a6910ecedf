"""The figures of a decision as an Excel file: what its appendices say, and every component of every unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from danbiet.exports.render.workbook import Sheet, workbook_of

from .said import SOURCES, Said, domains_in, exempted_in, number, overridden_in

WIDE = {
    "Đơn vị": 40,
    "Tiêu chí": 60,
    "Lý do": 60,
    "Nhóm": 24,
    "Quy tắc": 40,
    "Công thức": 36,
    "Nội dung": 24,
    "Giá trị": 70,
}
ORIGINS = {**SOURCES, "self": "Tự đánh giá", "figures": "Theo quy tắc"}


def workbook(said: Said) -> bytes:
    """All of it as Excel. Numbers are numbers, words never formulas."""
    domains = domains_in(said)
    units = [(group["group"], unit) for group in said.groups for unit in group["units"]]
    sheets = (
        Sheet(
            "Xếp hạng", ("Nhóm", "Hạng", "Mã", "Đơn vị", "Điểm đạt được", "Điểm tối đa áp dụng", "Chỉ số (%)", "Xếp loại"),
            (
                (group, unit["rank"], unit["code"], unit["name"], number(unit["points"]), number(unit["maximum"]), number(unit["index"]), unit["grade"])
                for group, unit in units
            ),
        ),
        Sheet(
            "Theo lĩnh vực", ("Nhóm", "Hạng", "Đơn vị", *(f"{row['number']}. {row['name']}" for row in domains), "Tổng điểm"),
            ((group, unit["rank"], unit["name"], *_by_domain(unit, domains), number(unit["points"])) for group, unit in units),
        ),
        Sheet(
            "Theo tiêu chí", ("Đơn vị", "Số", "Tiêu chí", "Điểm tối đa", "Điểm", "Điểm của ai"),
            (
                (unit["name"], part["number"], said.name_of(part["number"]), number(part["maximum"]), number(part["points"]), ORIGINS.get(part["source"] or "", ""))
                for _group, unit in units for part in unit["components"]
            ),
        ),
        Sheet(
            "Miễn đánh giá", ("Đơn vị", "Số", "Tiêu chí", "Lý do", "Công thức"),
            ((one.unit, one.number, one.criterion, one.reason, one.formula) for one in exempted_in(said)),
        ),
        Sheet(
            "Điểm quyết định khác", ("Đơn vị", "Số", "Tiêu chí", "Quy tắc", "Kết quả", "Trước", "Điểm", "Cấp quyết định", "Lý do"),
            (
                (one.unit, one.number, one.criterion, one.rule, one.figure, one.before, one.points, one.who, one.reason)
                for one in overridden_in(said)
            ),
        ),
        Sheet("Thuyết minh", ("Nội dung", "Giá trị"), _about(said)),
    )  # fmt: skip
    return workbook_of(sheets, wide=WIDE)


def _by_domain(unit: Mapping[str, Any], domains: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Points by domain; an empty cell where the domain does not apply."""
    got = {part["number"]: part for part in unit["domains"]}
    return [
        number(got[row["number"]]["points"]) if number(got[row["number"]]["maximum"]) else None
        for row in domains
    ]


def _about(said: Said) -> list[tuple[str, str]]:
    found = [
        ("Kỳ đánh giá", said.edition), ("Bộ tiêu chí", said.criteria_set), ("Đơn vị tính đến ngày", f"{said.units_on:%d/%m/%Y}"),
        ("Công thức", "Chỉ số = 100 × điểm đạt được ÷ điểm tối đa áp dụng, làm tròn hai chữ số thập phân"),
    ]  # fmt: skip
    if said.as_of is not None:
        found.append(("Dự thảo", f"Số liệu tính đến ngày {said.as_of:%d/%m/%Y}"))
    if said.is_demonstration:
        found.append(("Lưu ý", "Số liệu minh họa, không phải kết quả chính thức"))
    return found
