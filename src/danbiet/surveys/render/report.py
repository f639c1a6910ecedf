"""The report on a survey. The words are Vietnamese as they stand: such documents have no other language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from danbiet.exports.render import Align, Chart, Column, ReportDocument, Row, RowKind, Section, Table
from danbiet.kit.text import viet_number

from ..calc.published import gap
from .charts import against_before, by_factor, by_unit
from .told import FACTORS, HIDDEN, Told, number

NAMED = 3  # units, and questions, named at either end


def report_document(told: Told) -> ReportDocument:
    """How it was done, the result as a whole, by unit and by question, what it does not say; units by factor as an appendix.

    Charts are numbered through; there is none for what has no figure.
    """
    charts = _numbered(by_factor(told), against_before(told), by_unit(told))
    return ReportDocument(
        head=told.head,
        sections=(
            Section(heading="I. TỔ CHỨC KHẢO SÁT", paragraphs=tuple(_how(told))),
            Section(heading="II. KẾT QUẢ CHUNG", paragraphs=tuple(_whole(told)), table=_factors(told), charts=charts[0] + charts[1]),
            Section(heading="III. KẾT QUẢ CỦA CÁC ĐƠN VỊ", paragraphs=tuple(_units(told)), charts=charts[2]),
            Section(heading="IV. KẾT QUẢ THEO CÂU HỎI", paragraphs=tuple(_questions(told)), table=_items(told)),
            Section(heading="V. CÁCH TÍNH VÀ GIỚI HẠN", paragraphs=tuple(_method(told))),
        ),
        tables=(_by_unit(told),),
    )  # fmt: skip


def _numbered(*charts: Chart | None) -> list[tuple[Chart, ...]]:
    """Each chart with its number in front, or nothing where there is none."""
    found: list[tuple[Chart, ...]] = []
    for chart in charts:
        place = 1 + sum(map(len, found))
        found.append((replace(chart, title=f"Biểu đồ {place}. {chart.title}"),) if chart else ())
    return found


def _how(told: Told) -> Iterator[str]:
    if told.as_of is not None:
        yield f"DỰ THẢO: số liệu tính đến ngày {told.as_of:%d/%m/%Y}, chưa công bố."
    if told.is_demonstration:
        yield "Số liệu minh họa, không phải kết quả chính thức."
    whole = told.figures["all"]
    asked = (
        "hộ gia đình trên địa bàn"
        if told.is_households
        else "người dân"
        if told.is_poll
        else "người đã thực hiện giao dịch với đơn vị trong năm"
    )
    yield (
        f"{told.name} được thực hiện từ ngày {told.from_on:%d/%m/%Y} đến ngày {told.until_on:%d/%m/%Y} đối với {viet_number(len(told.units))} đơn vị; "
        f"đối tượng khảo sát là {asked}."
    )
    yield (
        f"Tổng thể {viet_number(whole['population'])} người; mẫu {viet_number(whole['sample'])} người, chọn ngẫu nhiên theo tầng; "
        f"số phiếu thu được {viet_number(whole['responses'])} phiếu."
    )


def _whole(told: Told) -> Iterator[str]:
    index = told.figures["all"]["index"]
    if index["value"] is None:
        yield "Kết quả chung không công bố vì số phiếu quá ít."
        return
    yield f"Tỷ lệ trả lời {told.said}: {_shown(index)} %{_between(index)}."
    yield from _moved(told)


def _moved(told: Told) -> Iterator[str]:
    """What became of it since the survey before, as far as the two samples tell."""
    before = told.before
    if before is None:
        return
    if not before.is_comparable:
        yield f"Không so sánh với {before.name} (năm {before.year}) vì đối tượng khảo sát, câu hỏi hoặc cách tính khác nhau."
        return
    found = gap(told.figures["all"]["index"], before.figures["all"]["index"])
    if found is None:
        return
    way = "tăng" if found.value > 0 else "giảm"
    moved = f"{way} {viet_number(abs(found.value), 2)} điểm phần trăm" if found.value else "không thay đổi"
    sure = "vượt" if found.is_clear else "không vượt"
    yield (
        f"So với {before.name} (năm {before.year}, {_shown(before.figures['all']['index'])} %): {moved}; "
        f"mức thay đổi {sure} sai số của hai mẫu ở độ tin cậy 95 %."
    )


def _units(told: Told) -> Iterator[str]:
    shown = [unit for unit in told.units if unit["index"]["value"] is not None]
    if not shown:
        yield "Không đơn vị nào có đủ số phiếu để công bố."
        return
    first, last = shown[:NAMED], shown[-NAMED:] if len(shown) > NAMED else []
    yield f"Cao nhất: {_named(first)}."
    if last:
        yield f"Thấp nhất: {_named(last)}."
    if len(shown) < len(told.units):
        yield f"{viet_number(len(told.units) - len(shown))} đơn vị không công bố kết quả vì số phiếu ít."
    yield "Thứ hạng theo kết quả được in; khi khoảng tin cậy của hai đơn vị chồng lên nhau, thứ hạng giữa hai đơn vị ít có ý nghĩa."


def _named(units: list[Mapping[str, Any]]) -> str:
    return "; ".join(f"{unit['name']} ({_shown(unit['index'])} %)" for unit in units)


def _questions(told: Told) -> Iterator[str]:
    cells = zip(told.figures["items"], told.figures["all"]["items"], strict=True)
    shown = [
        (number(cell["value"]) or Decimal(0), item["text"])
        for item, cell in cells
        if cell["value"] is not None
    ]
    if len(shown) > NAMED:
        shown.sort(key=lambda one: one[0])
        lowest = "; ".join(f"“{text}” ({viet_number(value, 2)} %)" for value, text in shown[:NAMED])
        yield f"Nội dung được đánh giá thấp nhất: {lowest}."


def _method(told: Told) -> Iterator[str]:
    yield (
        f"1. Kết quả của một câu hỏi là tỷ lệ phần trăm số người trả lời {told.said} trên số người trả lời câu hỏi đó, có tính trọng số của mẫu; "
        "người trả lời không biết hoặc bỏ trống không được tính. Kết quả của yếu tố và kết quả chung là trung bình kết quả các câu hỏi, làm tròn hai chữ số thập phân."
    )
    yield "2. Khoảng tin cậy 95 % tính theo thiết kế mẫu phân tầng (tuyến tính hóa Taylor)."
    yield (
        f"3. Dấu {HIDDEN}: không công bố vì dưới {told.figures['least']} người trả lời, hoặc vì có thể suy ra một kết quả như vậy từ các kết quả khác."
    )
    if not told.is_poll:
        yield "4. Không so sánh kết quả đến năm 2021 (hỏi người đã giao dịch) với kết quả từ năm 2022 (hỏi hộ gia đình)."


def _factors(told: Told) -> Table | None:
    cells = told.figures["all"]["factors"]
    if len(cells) < 2:
        return None
    return Table(
        title="Kết quả theo yếu tố",
        columns=(
            Column(label="Yếu tố", width=80), Column(label=told.label, width=30, align=Align.RIGHT),
            Column(label="Khoảng tin cậy 95 %", width=45, align=Align.CENTER), Column(label="Số người trả lời", width=30, align=Align.RIGHT),
        ),
        rows=tuple(Row(cells=(FACTORS.get(cell["factor"], cell["factor"]), *_row(cell))) for cell in cells),
    )  # fmt: skip


def _items(told: Told) -> Table:
    cells = zip(told.figures["items"], told.figures["all"]["items"], strict=True)
    return Table(
        title="Kết quả theo câu hỏi",
        columns=(
            Column(label="STT", width=14, align=Align.CENTER), Column(label="Câu hỏi", width=90), Column(label=told.label, width=27, align=Align.RIGHT),
            Column(label="Khoảng tin cậy 95 %", width=38, align=Align.CENTER), Column(label="Số người trả lời", width=26, align=Align.RIGHT),
        ),
        rows=tuple(Row(cells=(str(place), item["text"], *_row(cell))) for place, (item, cell) in enumerate(cells, start=1)),
    )  # fmt: skip


def _by_unit(told: Told) -> Table:
    factors = told.figures["factors"]
    is_split = len(factors) > 1
    rows = [
        Row(cells=(_rank(unit), unit["name"], *_cells(unit, is_split=is_split), viet_number(unit["responses"]))) for unit in told.units
    ]  # fmt: skip
    whole = told.figures["all"]
    rows.append(
        Row(
            kind=RowKind.TOTAL,
            cells=("", "Chung", *_cells(whole, is_split=is_split), viet_number(whole["responses"])),
        )
    )
    labels = [FACTORS.get(factor, factor) for factor in factors] if is_split else []
    return Table(
        title=f"Kết quả của các đơn vị, {told.name}",
        columns=(
            Column(label="Hạng", width=16, align=Align.CENTER), Column(label="Đơn vị", width=60), Column(label=told.label, width=24, align=Align.RIGHT),
            Column(label="Khoảng tin cậy 95 %", width=34, align=Align.CENTER), *(Column(label=label, width=26, align=Align.RIGHT) for label in labels),
            Column(label="Số phiếu", width=20, align=Align.RIGHT),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _cells(domain: Mapping[str, Any], *, is_split: bool) -> list[str]:
    index = domain["index"]
    found = [_shown(index), _interval(index)]
    return found + ([_shown(cell) for cell in domain["factors"]] if is_split else [])


def _row(cell: Mapping[str, Any]) -> tuple[str, str, str]:
    return _shown(cell), _interval(cell), "–" if cell["answered"] is None else viet_number(cell["answered"])


def _rank(unit: Mapping[str, Any]) -> str:
    return "–" if unit["rank"] is None else str(unit["rank"])


def _shown(cell: Mapping[str, Any]) -> str:
    value = number(cell["value"])
    return HIDDEN if value is None else viet_number(value, 2)


def _interval(cell: Mapping[str, Any]) -> str:
    ends = cell["interval"]
    return (
        "–"
        if not ends
        else f"{viet_number(Decimal(str(ends[0])), 2)} – {viet_number(Decimal(str(ends[1])), 2)}"
    )


def _between(cell: Mapping[str, Any]) -> str:
    return f", khoảng tin cậy 95 % từ {_interval(cell).replace(' – ', ' đến ')} %" if cell["interval"] else ""
