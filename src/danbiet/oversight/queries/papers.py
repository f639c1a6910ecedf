"""Official papers of this app: the answer to a person about their data, and the report of an incident to the authority.

The words are Vietnamese as they stand: official documents have no other language.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import translation

from danbiet.exports.render.documents import Column, OfficialHead, ReportDocument, Row, Section, Table
from danbiet.kit import clock
from danbiet.org.queries import Tree
from danbiet.org.queries.offices import office_of

from ..enums import IncidentKind, RequestKind
from ..models import Incident, SubjectRequest
from ..registry import Held, stores

HOURS = timedelta(hours=72)
BASES = (
    "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 ngày 26 tháng 6 năm 2025",
    "Nghị định số 356/2025/NĐ-CP ngày 31 tháng 12 năm 2025 của Chính phủ",
)
WISHES = {
    RequestKind.SEE: "được cung cấp dữ liệu cá nhân của mình",
    RequestKind.CORRECT: "chỉnh sửa dữ liệu cá nhân của mình",
    RequestKind.ERASE: "xóa dữ liệu cá nhân của mình",
}


def answer_paper(
    row: SubjectRequest, held: list[tuple[str, Any, list[Held]]], *, units: Tree, on: date
) -> ReportDocument:
    """The answer with all that is held. It is made when it is asked for and kept nowhere."""
    kind = RequestKind(row.kind)
    asked = clock.local(row.asked_at)
    who = row.name or "Ông (Bà)"
    with translation.override("vi"):
        tables = tuple(_held_table(str(label), one) for _key, label, of_part in held for one in of_part)
    found = (
        f"Qua kiểm tra, hệ thống đang giữ dữ liệu của {who} ở {len(tables)} nơi, liệt kê trong các phụ lục kèm theo."
        if tables
        else f"Qua kiểm tra, hệ thống không còn giữ dữ liệu cá nhân nào tìm được theo thông tin {who} cung cấp."
    )
    return ReportDocument(
        head=_head(units, on=on, type_name="Thông báo", symbol="TB", abstract="Về việc trả lời yêu cầu về dữ liệu cá nhân", to=(who,)),
        legal_bases=BASES,
        sections=(
            Section(heading="I. NỘI DUNG YÊU CẦU", paragraphs=(
                f"Ngày {asked:%d/%m/%Y}, {who} đề nghị {WISHES[kind]} (yêu cầu số {row.pk}, hạn trả lời {row.due_on:%d/%m/%Y}).",
                *((f"Nội dung đề nghị chỉnh sửa: {row.wish}",) if row.wish else ()),
            )),
            Section(heading="II. KẾT QUẢ", paragraphs=(found, *((row.outcome,) if row.outcome else ()))),
            Section(heading="III. QUYỀN CỦA NGƯỜI YÊU CẦU", paragraphs=(
                "Nếu không đồng ý với trả lời này, người yêu cầu có quyền khiếu nại theo quy định của pháp luật về khiếu nại.",
            )),
        ),
        tables=tables,
    )  # fmt: skip


def _held_table(part: str, one: Held) -> Table:
    rows = [Row(cells=(str(label), value)) for label, value in one.facts]
    if one.kept_because:
        rows.append(Row(cells=("Lý do còn giữ", one.kept_because)))
    return Table(
        title=f"{part}: {one.title}",
        columns=(Column(label="Dữ liệu", width=1), Column(label="Nội dung", width=3)),
        rows=tuple(rows),
    )


def incident_paper(row: Incident, *, units: Tree, on: date) -> ReportDocument:
    """The draft of the report to the authority, out of what is known."""
    due = clock.local(row.noticed_at + HOURS)
    with translation.override("vi"):
        kind = str(IncidentKind(row.kind).label)
        concerned = [one for one in stores() if one.key in row.stores]
        data = tuple(
            Row(
                cells=(
                    str(number),
                    str(one.label),
                    str(one.categories),
                    f"{one.people():,}".replace(",", "."),
                )
            )
            for number, one in enumerate(concerned, start=1)
        )
    return ReportDocument(
        head=_head(
            units, on=on, type_name="Báo cáo", symbol="BC", abstract="Về vi phạm quy định bảo vệ dữ liệu cá nhân",
            to=("Cơ quan chuyên trách bảo vệ dữ liệu cá nhân",),
        ),
        legal_bases=BASES,
        sections=(
            Section(heading="I. DIỄN BIẾN", paragraphs=(
                f"Sự việc: {row.title} (loại: {kind.lower()}).",
                f"Thời điểm xảy ra: {_moment(row.began_at) if row.began_at else 'chưa xác định được'}. Thời điểm phát hiện: {_moment(row.noticed_at)}.",
                f"Hạn báo cáo (72 giờ kể từ khi phát hiện): {due:%H giờ %M, ngày %d/%m/%Y}.",
                row.facts,
            )),
            Section(heading="II. DỮ LIỆU VÀ NGƯỜI BỊ ẢNH HƯỞNG", paragraphs=(
                f"Số người bị ảnh hưởng (ước tính): {row.people_count:,}.".replace(",", "."),
                "Loại dữ liệu và số người mà hệ thống đang giữ dữ liệu loại đó nêu trong phụ lục." if data else "Chưa xác định được kho dữ liệu liên quan.",
            )),
            Section(heading="III. BIỆN PHÁP", paragraphs=(row.measures or "(Cơ quan ghi biện pháp đã và sẽ thực hiện.)",)),
            Section(heading="IV. HẬU QUẢ CÓ THỂ XẢY RA, KIẾN NGHỊ", paragraphs=("(Cơ quan ghi đánh giá hậu quả và kiến nghị, nếu có.)",)),
        ),
        tables=(Table(
            title="Dữ liệu liên quan",
            columns=(
                Column(label="STT", width=1), Column(label="Kho dữ liệu", width=4), Column(label="Loại dữ liệu", width=6),
                Column(label="Số người đang giữ dữ liệu", width=3),
            ),
            rows=data,
        ),) if data else (),
    )  # fmt: skip


def _moment(at: datetime) -> str:
    return f"{clock.local(at):%H giờ %M, ngày %d/%m/%Y}"


def _head(
    units: Tree, *, on: date, type_name: str, symbol: str, abstract: str, to: tuple[str, ...]
) -> OfficialHead:
    office = office_of(units.root.id, units=units, on=on)
    return OfficialHead(
        superior=office.superior, issuer=office.issuer, symbol=f"{symbol}-{office.symbol}", place=office.place, date=None, year=on.year,
        type_name=type_name, abstract=abstract, addressee=to, recipients=("Như trên",),
        signer_prefix=office.signer_prefix, signer_title=office.signer_title, signer_name=office.signer_name,
    )  # fmt: skip
