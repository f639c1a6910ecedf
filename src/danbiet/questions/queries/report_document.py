"""The figures of a period as an official report (Nghị định 30/2020/NĐ-CP) and as tables.

The words are Vietnamese as they stand: a report is an official document and has no other language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from danbiet.exports.render import Align, Column, OfficialHead, ReportDocument, Row, RowKind, Section, Table
from danbiet.kit import clock
from danbiet.kit.periods import Period, PeriodKind
from danbiet.kit.text import half_up, viet_number
from danbiet.org.queries import Tree
from danbiet.org.queries.offices import office_of

from ..enums import IntakeChannel
from ..models import Question
from .reporting import Counted, Figures

ROMAN = ("I", "II", "III", "IV")
LABELS = (
    "Kỳ trước chuyển sang", "Tiếp nhận trong kỳ", "Tổng phải xử lý", "Đã trả lời", "Đúng hạn", "Quá hạn", "Tỷ lệ đúng hạn (%)",
    "Không thụ lý, trùng, rút", "Đang xử lý", "Đang xử lý, quá hạn", "Gia hạn", "Công khai", "Số ngày làm việc (trung vị)",
    "Được đánh giá", "Hài lòng", "Tỷ lệ hài lòng (%)",
)  # fmt: skip
SHORT = (0, 1, 3, 4, 5, 8, 9)  # the columns a page of the Word file has room for


@dataclass(frozen=True, slots=True)
class Named:
    """Figures with the names of what they are of."""

    figures: Figures
    units: Tree
    topics: Mapping[int, str]
    unit_id: int | None  # the agency they are of, None for the whole province

    def name(self, row: Counted) -> str:
        """What a line is of, in words."""
        if row.kind == "unit":
            return self.units.full_name(row.key) if isinstance(row.key, int) else "Chưa chuyển cơ quan"
        if row.kind == "topic":
            return self.topics.get(row.key, "") if isinstance(row.key, int) else "Chưa xác định lĩnh vực"
        return CHANNELS.get(str(row.key), str(row.key)) if row.kind == "channel" else "Tổng cộng"


CHANNELS: dict[str, str] = {
    IntakeChannel.WEB: "Cổng thông tin", IntakeChannel.PHONE: "Điện thoại", IntakeChannel.PAPER: "Đơn, thư, trực tiếp",
    IntakeChannel.HOTLINE: "Đường dây nóng của chương trình", IntakeChannel.CONVERSATION: "Trao đổi bằng tiếng Khmer",
    IntakeChannel.MAILBOX: "Hộp thư",
}  # fmt: skip


def period_name(period: Period) -> str:
    """ "tháng 10 năm 2021", "quý IV năm 2021", "6 tháng đầu năm 2021", "năm 2021"."""
    if period.kind == PeriodKind.MONTH:
        return f"tháng {period.number} năm {period.year}"
    if period.kind == PeriodKind.QUARTER:
        return f"quý {ROMAN[period.number - 1]} năm {period.year}"
    if period.kind == PeriodKind.HALF:
        return f"6 tháng {'đầu' if period.number == 1 else 'cuối'} năm {period.year}"
    return f"năm {period.year}"


def cells(row: Counted) -> tuple[Decimal | int | None, ...]:
    """The numbers of a line in the order of LABELS."""
    return (
        row.carried, row.received, row.total, row.answered, row.in_time, row.late, half_up(row.in_time_share), row.ended,
        row.open, row.open_late, row.extended, row.published, row.median_days, row.rated, row.satisfied,
        half_up(row.satisfied_share),
    )  # fmt: skip


def sheets(
    named: Named, late: Sequence[Question]
) -> list[tuple[str, list[str], list[list[str | int | Decimal | None]]]]:
    """The whole as sheets of a workbook: by agency, by field, by channel, what is overdue."""
    figures = named.figures
    tables = (
        ("Theo cơ quan", figures.units),
        ("Theo lĩnh vực", figures.topics),
        ("Theo kênh", figures.channels),
    )
    found: list[tuple[str, list[str], list[list[str | int | Decimal | None]]]] = []
    for title, rows in tables:
        head = [title.removeprefix("Theo ").capitalize(), *LABELS]
        lines: list[list[str | int | Decimal | None]] = [
            [named.name(row), *cells(row)] for row in (*rows, figures.all)
        ]
        found.append((title, head, lines))
    return [
        *found,
        ("Đang quá hạn", ["Mã", "Câu hỏi", "Lĩnh vực", "Cơ quan", "Hạn"], _late_lines(named, late)),
    ]


def _late_lines(named: Named, late: Sequence[Question]) -> list[list[str | int | Decimal | None]]:
    return [
        [
            one.code, one.subject, one.topic.name if one.topic else "",
            named.units.full_name(one.lead_id) if one.lead_id else "Bộ phận tiếp nhận",
            f"{clock.local(one.due_at):%H:%M %d/%m/%Y}",
        ]
        for one in late
    ]  # fmt: skip


def document(named: Named, late: Sequence[Question], *, on: date) -> ReportDocument:
    """The report of the agency (or of the province) for the period, to be signed."""
    figures = named.figures
    root = named.units.root
    office = office_of(named.unit_id or root.id, units=named.units, on=on)
    up_to = clock.local(figures.until).date()
    provisional = f"\n(Số liệu tính đến ngày {up_to:%d/%m/%Y})" if figures.is_running else ""
    is_root = named.unit_id in (None, root.id)
    above = office_of(root.id, units=named.units, on=on).issuer
    head = OfficialHead(
        superior=office.superior, issuer=office.issuer, symbol=f"BC-{office.symbol}", place=office.place, year=on.year,
        type_name="Báo cáo",
        abstract=f"Kết quả tiếp nhận, trả lời câu hỏi, phản ánh, kiến nghị {period_name(figures.period)}{provisional}",
        addressee=() if is_root else (above,),
        recipients=("Bộ Nội vụ", "Chủ tịch, các Phó Chủ tịch", "Các sở, ban, ngành tỉnh") if is_root else ("Như trên",),
        signer_prefix=office.signer_prefix, signer_title=office.signer_title, signer_name=office.signer_name,
    )  # fmt: skip
    return ReportDocument(
        head=head,
        sections=(
            Section(heading="I. TÌNH HÌNH TIẾP NHẬN", paragraphs=_received(figures)),
            Section(heading="II. KẾT QUẢ TRẢ LỜI", paragraphs=_answered(figures)),
            Section(heading="III. TỒN TẠI, NGUYÊN NHÂN", paragraphs=_left(figures, late, named)),
            Section(heading="IV. KIẾN NGHỊ, ĐỀ XUẤT", paragraphs=("(Cơ quan ghi nội dung kiến nghị, đề xuất, nếu có.)",)),
        ),
        figures=_overview(figures),
        tables=tuple(
            _table(title, rows, named)
            for title, rows in (
                ("Kết quả theo cơ quan trả lời", figures.units if is_root else ()),
                ("Kết quả theo lĩnh vực", figures.topics), ("Kết quả theo kênh tiếp nhận", figures.channels),
            ) if rows
        ),
    )  # fmt: skip


def _received(figures: Figures) -> tuple[str, ...]:
    row = figures.all
    name = period_name(figures.period)
    return (
        f"Trong {name}, tổng số câu hỏi, phản ánh, kiến nghị phải xử lý là {_n(row.total)}, gồm {_n(row.received)} tiếp nhận mới "
        f"và {_n(row.carried)} từ kỳ trước chuyển sang.",
    )


def _answered(figures: Figures) -> tuple[str, ...]:
    row = figures.all
    if not row.answered:
        return ("Trong kỳ chưa có câu hỏi nào được trả lời.",)
    found = [
        f"Đã trả lời {_n(row.answered)}, trong đó đúng hạn {_n(row.in_time)} ({_percent(row.in_time_share)}), quá hạn {_n(row.late)}; "
        f"công khai {_n(row.published)}. Thời gian trả lời (trung vị) là {_days(row.median_days)} ngày làm việc."
    ]
    if row.rated:
        found.append(
            f"Có {_n(row.rated)} câu trả lời được người hỏi đánh giá, {_n(row.satisfied)} hài lòng ({_percent(row.satisfied_share)})."
        )
    if row.ended:
        found.append(f"Không thụ lý, trùng nội dung hoặc người hỏi rút: {_n(row.ended)}.")
    return tuple(found)


def _left(figures: Figures, late: Sequence[Question], named: Named) -> tuple[str, ...]:
    row = figures.all
    first = f"Đang xử lý {_n(row.open)}, trong đó quá hạn {_n(row.open_late)}; đã gia hạn {_n(row.extended)}."
    counts: dict[str, int] = {}
    for one in late:
        holder = named.units.full_name(one.lead_id) if one.lead_id else "Bộ phận tiếp nhận"
        counts[holder] = counts.get(holder, 0) + 1
    if not counts:
        return (first,)
    return (first, "Quá hạn tại: " + "; ".join(f"{name} {_n(count)}" for name, count in counts.items()) + ".")


def _overview(figures: Figures) -> Table:
    rows = [
        Row(cells=(str(place), label, _cell(value)))
        for place, (label, value) in enumerate(zip(LABELS, cells(figures.all), strict=True), start=1)
    ]
    return Table(
        title="Số liệu tổng hợp",
        columns=(
            Column(label="STT", width=10, align=Align.CENTER), Column(label="Chỉ tiêu", width=90),
            Column(label="Số liệu", width=30, align=Align.RIGHT),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _table(title: str, rows: Sequence[Counted], named: Named) -> Table:
    lines = [
        Row(cells=(str(place), named.name(row), *_short(row))) for place, row in enumerate(rows, start=1)
    ]
    total = Row(kind=RowKind.TOTAL, cells=("", "Tổng cộng", *_short(named.figures.all)))
    return Table(
        title=f"{title} {period_name(named.figures.period)}",
        columns=(
            Column(label="STT", width=12, align=Align.CENTER), Column(label="Nội dung", width=70),
            *(Column(label=LABELS[place], width=24, align=Align.RIGHT) for place in SHORT),
        ),
        rows=(*lines, total),
    )  # fmt: skip


def _short(row: Counted) -> tuple[str, ...]:
    values = cells(row)
    return tuple(_cell(values[place]) for place in SHORT)


def _cell(value: Decimal | int | None) -> str:
    return "–" if value is None else viet_number(value)


def _n(number: int) -> str:
    return viet_number(number)


def _percent(share: Decimal | None) -> str:
    return "–" if share is None else f"{viet_number(share, 1)}%"


def _days(days: Decimal | None) -> str:
    return "–" if days is None else viet_number(days)
