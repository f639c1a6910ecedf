"""The decision that publishes an edition, with its appendices. The words are Vietnamese as they stand: such documents have no other language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from danbiet.exports.render import Align, Column, DecisionDocument, Row, RowKind, Section, Table
from danbiet.kit.text import viet_number

from .said import Said, domains_in, exempted_in, number, overridden_in, points


def decision_document(said: Said) -> DecisionDocument:
    """Articles; ranking per group, points by domain, exemptions with the formula, points decided otherwise with their reasons."""
    tables = tuple(
        table for table in (_ranking(said), _domains(said), _exempted(said), _overridden(said)) if table.rows
    )
    return DecisionDocument(
        head=said.head, authority=said.authority, legal_bases=tuple(_bases(said)), articles=tuple(_articles(said, tables)),
        tables=tables, draft="\n".join(_marks(said)),
    )  # fmt: skip


def _marks(said: Said) -> Iterator[str]:
    if said.as_of is not None:
        yield f"DỰ THẢO – số liệu tính đến ngày {said.as_of:%d/%m/%Y}"
    if said.is_demonstration:
        yield "Số liệu minh họa, không phải kết quả chính thức"


def _bases(said: Said) -> Iterator[str]:
    yield "Căn cứ Luật Tổ chức chính quyền địa phương"
    origin = f" ban hành kèm theo {said.source}" if said.source and not said.is_demonstration else ""
    yield f"Căn cứ {said.criteria_set}{origin}"
    yield f"Căn cứ kết quả tự đánh giá của các đơn vị, kết quả thẩm định và kết luận của Hội đồng thẩm định {said.edition}"
    yield f"Theo đề nghị của {said.proposer}"


def _articles(said: Said, tables: tuple[Table, ...]) -> Iterator[Section]:
    where = "Phụ lục" if len(tables) == 1 else f"{len(tables)} Phụ lục"
    yield Section(
        heading=f"Điều 1. Công bố {said.edition}",
        paragraphs=(
            f"Công bố kết quả xác định {said.edition} của {viet_number(said.unit_count)} đơn vị; thứ hạng, điểm từng lĩnh vực và các nội dung liên quan tại {where} kèm theo Quyết định này.",
            *(_summary(group) for group in said.groups),
        ),
    )
    yield Section(heading="Điều 2. Cách xác định chỉ số", paragraphs=tuple(_method(said)))
    yield Section(
        heading="Điều 3. Tổ chức thực hiện",
        paragraphs=(
            f"1. Căn cứ kết quả được công bố, Thủ trưởng các đơn vị chỉ đạo khắc phục các tiêu chí đạt điểm thấp, nâng cao chất lượng thực hiện nhiệm vụ cải cách hành chính năm {said.year + 1}.",
            f"2. {said.proposer} theo dõi, đôn đốc, tổng hợp việc khắc phục của các đơn vị.",
        ),
    )
    yield Section(
        heading="Điều 4. Hiệu lực và trách nhiệm thi hành",
        paragraphs=(
            f"Quyết định này có hiệu lực kể từ ngày ký. {said.proposer}, Thủ trưởng các đơn vị có tên tại Phụ lục và các cơ quan, tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.",
        ),
    )


def _summary(group: Mapping[str, Any]) -> str:
    ranked = [unit for unit in group["units"] if unit["rank"] is not None]
    head = f"{group['group']} ({viet_number(len(group['units']))} đơn vị)"
    if not ranked:
        return f"{head}: không có đơn vị được xếp hạng."
    values = [number(unit["index"]) or Decimal(0) for unit in ranked]
    average = (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.01"))
    first = ", ".join(unit["name"] for unit in ranked if unit["rank"] == 1)
    return f"{head}: trung bình {viet_number(average, 2)} %; cao nhất {viet_number(max(values), 2)} % ({first}); thấp nhất {viet_number(min(values), 2)} %."


def _method(said: Said) -> Iterator[str]:
    yield "1. Chỉ số = 100 × tổng điểm đạt được ÷ tổng điểm tối đa áp dụng đối với đơn vị, làm tròn đến hai chữ số thập phân. Tiêu chí được miễn đánh giá không tính vào điểm đạt được và điểm tối đa."
    yield "2. Điểm của tiêu chí là điểm Hội đồng kết luận; nếu không có thì là điểm thẩm định; nếu không có thì là điểm đơn vị tự đánh giá hoặc điểm tính theo quy tắc. Điểm khác với điểm trước đó đều có lý do, nêu tại Phụ lục."
    yield f"3. Các đơn vị có cùng chỉ số thì đồng hạng. Tên đơn vị và nhóm xếp hạng tính đến ngày {said.units_on:%d/%m/%Y}. Dấu “–” tại Phụ lục: lĩnh vực không áp dụng đối với đơn vị."
    if said.grades:
        ordered = sorted(said.grades, key=lambda one: -one.at_least)
        told = "; ".join(f"{one.name}: từ {viet_number(one.at_least)} %" for one in ordered if one.at_least)
        lowest = next((one.name for one in ordered if not one.at_least), "")
        yield f"4. Xếp loại: {told}{f'; {lowest}: còn lại' if lowest else ''}."


def _ranking(said: Said) -> Table:
    rows: list[Row] = []
    for place, group in enumerate(said.groups, start=1):
        rows.append(Row(kind=RowKind.GROUP, cells=(_sign(place), group["group"])))
        rows += [
            Row(cells=(_rank(unit), unit["name"], points(unit["points"]), points(unit["maximum"]), points(unit["index"]), unit["grade"]))
            for unit in group["units"]
        ]  # fmt: skip
    return Table(
        title=f"Xếp hạng {said.edition}",
        columns=(
            Column(label="Hạng", width=18, align=Align.CENTER), Column(label="Đơn vị", width=110), Column(label="Điểm đạt được", width=32, align=Align.RIGHT),
            Column(label="Điểm tối đa áp dụng", width=32, align=Align.RIGHT), Column(label="Chỉ số (%)", width=32, align=Align.RIGHT), Column(label="Xếp loại", width=32, align=Align.CENTER),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _domains(said: Said) -> Table:
    domains = domains_in(said)
    rows: list[Row] = []
    for place, group in enumerate(said.groups, start=1):
        rows.append(Row(kind=RowKind.GROUP, cells=(_sign(place), group["group"])))
        for unit in group["units"]:
            got = {part["number"]: part for part in unit["domains"]}
            cells = (
                points(got[row["number"]]["points"]) if number(got[row["number"]]["maximum"]) else "–"
                for row in domains
            )
            rows.append(Row(cells=(_rank(unit), unit["name"], *cells, points(unit["points"]))))
    labels = [
        f"{row['number']}. {row['name']} ({viet_number(number(row['maximum']) or Decimal(0))})"
        for row in domains
    ]
    return Table(
        title=f"Điểm theo lĩnh vực {said.edition}",
        columns=(
            Column(label="Hạng", width=18, align=Align.CENTER), Column(label="Đơn vị", width=46),
            *(Column(label=label, width=23, align=Align.RIGHT) for label in labels), Column(label="Tổng điểm", width=18, align=Align.RIGHT),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _exempted(said: Said) -> Table:
    return Table(
        title=f"Tiêu chí miễn đánh giá {said.edition}",
        columns=(
            Column(label="STT", width=12, align=Align.CENTER), Column(label="Đơn vị", width=50), Column(label="Tiêu chí", width=70),
            Column(label="Lý do", width=60), Column(label="Công thức tính chỉ số của đơn vị", width=64),
        ),
        rows=tuple(
            Row(cells=(str(place), one.unit, f"{one.number} {one.criterion}", one.reason, one.formula))
            for place, one in enumerate(exempted_in(said), start=1)
        ),
    )  # fmt: skip


def _overridden(said: Said) -> Table:
    rows = []
    for place, one in enumerate(overridden_in(said), start=1):
        asked = "\n".join(
            part
            for part in (f"{one.number} {one.criterion}", f"Quy tắc: {one.rule}" if one.rule else "")
            if part
        )
        before = "–" if one.before is None else viet_number(one.before, 2)
        rows.append(Row(cells=(
            str(place), one.unit, asked, one.figure or "–", before, viet_number(one.points, 2), one.who, one.reason,
        )))  # fmt: skip
    return Table(
        title=f"Điểm quyết định khác với điểm tự đánh giá hoặc điểm tính theo quy tắc, {said.edition}",
        columns=(
            Column(label="STT", width=11, align=Align.CENTER), Column(label="Đơn vị", width=42), Column(label="Tiêu chí, quy tắc chấm điểm", width=76),
            Column(label="Kết quả", width=18, align=Align.RIGHT), Column(label="Theo quy tắc hoặc tự chấm", width=22, align=Align.RIGHT),
            Column(label="Điểm được tính", width=20, align=Align.RIGHT), Column(label="Cấp quyết định", width=24), Column(label="Lý do", width=62),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _rank(unit: Mapping[str, Any]) -> str:
    return "–" if unit["rank"] is None else str(unit["rank"])


def _sign(place: int) -> str:
    """A, B, C … of a group; figures are the ranks below it."""
    return chr(ord("A") + place - 1) if place <= 26 else str(place)
