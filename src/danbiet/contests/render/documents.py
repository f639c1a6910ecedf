"""The result of a round as official documents. The words are Vietnamese as they stand: such documents have no other language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from danbiet.exports.render import Align, Column, OfficialHead, ReportDocument, Row, RowKind, Section, Table
from danbiet.kit.clock import local
from danbiet.kit.text import viet_number

from ..calc.canonical import pseudonym
from .outcome import STATUS, Outcome, share


def minutes(said: Outcome) -> ReportDocument:
    """The minutes: windows, seal, figures, decisions, result, how to check it; winners and units as appendices."""
    return ReportDocument(
        head=_head(said, "Biên bản", f"Xét kết quả {said.round}, {said.contest}"),
        sections=(
            Section(heading="I. THỜI GIAN, THỂ LỆ", paragraphs=tuple(_windows(said))),
            Section(heading="II. SỐ LIỆU DỰ THI", paragraphs=(_people(said),), table=_figures(said)),
            Section(heading="III. XỬ LÝ TRONG ĐỢT THI", paragraphs=tuple(_decisions(said))),
            Section(heading="IV. KẾT QUẢ", paragraphs=tuple(_results(said))),
            Section(heading="V. KIỂM CHỨNG", paragraphs=tuple(_proof(said))),
        ),
        tables=tuple(table for table in (_winners(said), _units(said)) if table.rows),
    )


def winners_list(said: Outcome) -> ReportDocument:
    """Who won, as it is posted."""
    return ReportDocument(
        head=_head(said, "Danh sách", f"Tập thể, cá nhân đạt giải {said.round}, {said.contest}"),
        sections=(Section(paragraphs=(_basis(said),)),),
        tables=(_winners(said),),
    )


def unit_standings(said: Outcome) -> ReportDocument:
    """Units by block with turn-out and score."""
    return ReportDocument(
        head=_head(said, "Bảng xếp hạng", f"Tập thể {said.round}, {said.contest}"),
        sections=(Section(paragraphs=(_basis(said),)),),
        tables=(_units(said),),
    )


def statistics(said: Outcome) -> ReportDocument:
    """Who took part when, and how well."""
    spread = [
        Table(
            title=f"Số người theo số câu đúng – {one.name}",
            columns=(Column(label="Số câu đúng", width=30, align=Align.CENTER), Column(label="Số người", width=30, align=Align.RIGHT), Column(label="Tỷ lệ (%)", width=30, align=Align.RIGHT)),
            rows=tuple(
                Row(cells=(f"{right}/{one.total}", viet_number(count), _percent(count, one.participants)))
                for right, count in sorted(one.correct.items(), reverse=True)
            ),
        )
        for one in said.audiences
        if one.correct
    ]  # fmt: skip
    days = Table(
        title="Bài dự thi theo ngày",
        columns=(Column(label="Ngày", width=30, align=Align.CENTER), Column(label="Số bài", width=30, align=Align.RIGHT), Column(label="Người dự thi mới", width=30, align=Align.RIGHT)),
        rows=tuple(Row(cells=(day, viet_number(papers), viet_number(persons))) for day, papers, persons in said.days),
    )  # fmt: skip
    return ReportDocument(
        head=_head(said, "Báo cáo", f"Thống kê {said.round}, {said.contest}"),
        sections=(
            Section(heading="I. SỐ LIỆU CHUNG", paragraphs=(_people(said),), table=_figures(said)),
            Section(heading="II. SỐ LIỆU CHI TIẾT", paragraphs=("Số liệu theo ngày, theo số câu đúng và theo đơn vị tại các Phụ lục kèm theo.",)),
        ),
        tables=tuple(table for table in (days, *spread, _units(said)) if table.rows),
    )  # fmt: skip


DOCUMENTS = {
    "bien-ban": minutes,
    "dat-giai": winners_list,
    "tap-the": unit_standings,
    "thong-ke": statistics,
}


def _head(said: Outcome, kind: str, abstract: str) -> OfficialHead:
    head = said.head
    return OfficialHead(
        superior=head.superior, issuer=head.issuer, symbol=f"{_short(kind)}-{head.symbol}", place=head.place, year=local(said.published).year,
        type_name=kind, abstract=abstract, recipients=head.recipients, signer_prefix="TM. Ban Tổ chức Hội thi", signer_title="Trưởng ban",
    )  # fmt: skip


def _short(kind: str) -> str:
    return "".join(word[0].upper() for word in kind.split())


def _windows(said: Outcome) -> Iterable[str]:
    yield f"{said.round} mở lúc {_moment(said.opens)}, đóng lúc {_moment(said.closes)}."
    for at, until, why in said.extensions:
        yield f"Gia hạn đến {_moment(until)}, công bố lúc {_moment(at)}. Lý do: {why.rstrip('.')}."
    yield f"Thể lệ, ngân hàng câu hỏi và quân số các đơn vị được niêm phong lúc {_moment(said.sealed)}, trước khi mở đợt thi. Dấu niêm phong (SHA-256 của tệp commitments.json): {said.seal}."


def _people(said: Outcome) -> str:
    people, entries = (
        sum(one.participants for one in said.audiences),
        sum(one.entries for one in said.audiences),
    )
    units = sum(1 for one in said.units if one.participants)
    words = f"Có {viet_number(people)} người dự thi với {viet_number(entries)} bài được nộp"
    return (
        f"{words}; {viet_number(units)}/{viet_number(len(said.units))} đơn vị có người dự thi."
        if said.units
        else f"{words}."
    )


def _decisions(said: Outcome) -> Iterable[str]:
    if not said.gone and not said.drops and not said.appeals[0]:
        yield "Không có trường hợp phải xử lý."
    for code, number, reason in said.gone:
        which = f"lượt {number}" if number else "tất cả các lượt"
        yield f"Không công nhận {which} của người dự thi {pseudonym(code)}. Lý do: {reason.rstrip('.')}."
    for item, note in said.drops:
        yield f"Không tính câu hỏi {item}. Lý do: {note.rstrip('.')}."
    if said.appeals[0]:
        made, upheld, refused = (viet_number(count) for count in said.appeals)
        yield f"Nhận {made} khiếu nại: chấp nhận {upheld}, không chấp nhận {refused}."


def _results(said: Outcome) -> Iterable[str]:
    yield f"Kết quả chính thức lần {said.number}, công bố lúc {_moment(said.published)}."
    for one in said.audiences:
        target = "" if one.target is None else f"; đáp số của câu dự đoán là {viet_number(one.target)}"
        yield f"{one.name}: {viet_number(one.all_correct)} người trả lời đúng tất cả các câu{target}."
    if said.holders:
        yield f"Có {viet_number(len(said.holders))} giải được trao, danh sách tại Phụ lục kèm theo."


def _proof(said: Outcome) -> Iterable[str]:
    yield f"Gốc của cây biên nhận (Merkle) gồm tất cả bài dự thi: {said.root}."
    yield "Gói kiểm chứng của đợt thi được công khai trên Cổng; bất kỳ ai cũng có thể tính lại đề thi, điểm, xếp hạng và giải thưởng bằng lệnh “danbiet contest verify” hoặc chương trình viết theo tài liệu định dạng đã công bố."


def _basis(said: Outcome) -> str:
    return f"Theo kết quả chính thức lần {said.number} của {said.round}, công bố lúc {_moment(said.published)}; gốc của cây biên nhận: {said.root}."


def _figures(said: Outcome) -> Table:
    numbers = ("Người dự thi", "Bài dự thi", "Đúng tất cả", "Đáp số dự đoán")
    return Table(
        columns=(Column(label="Đối tượng", width=60), *(Column(label=label, width=26, align=Align.RIGHT) for label in numbers)),
        rows=tuple(
            Row(cells=(one.name, viet_number(one.participants), viet_number(one.entries), viet_number(one.all_correct), "–" if one.target is None else viet_number(one.target)))
            for one in said.audiences
        ),
    )  # fmt: skip


def _winners(said: Outcome) -> Table:
    rows: list[Row] = []
    before = ""
    groups = list(dict.fromkeys(one.group for one in said.holders))
    ordered = sorted(said.holders, key=lambda one: groups.index(one.group))
    for place, one in enumerate(ordered, start=1):
        if one.group != before:
            rows.append(Row(kind=RowKind.GROUP, cells=("", one.group)))
            before = one.group
        code = pseudonym(one.code) if one.code else ""
        rows.append(Row(cells=(str(place), one.prize, one.name, code, one.unit, "Đồng giải" if one.is_shared else "")))  # fmt: skip
    return Table(
        title=f"Danh sách đạt giải {said.round}",
        columns=(
            Column(label="STT", width=12, align=Align.CENTER), Column(label="Giải", width=42), Column(label="Tên", width=56),
            Column(label="Bí danh", width=46, align=Align.CENTER), Column(label="Đơn vị", width=60), Column(label="Ghi chú", width=24),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _units(said: Outcome) -> Table:
    rows: list[Row] = []
    before = None
    for one in said.units:
        if one.block != before:
            rows.append(Row(kind=RowKind.GROUP, cells=("", one.block)))
            before = one.block
        rows.append(
            Row(cells=(
                "–" if one.rank is None else str(one.rank), one.name, viet_number(one.headcount) if one.headcount else "–", viet_number(one.participants),
                _decimal(one.turnout), _decimal(one.average), _decimal(one.score), _status(one.status),
            ))
        )  # fmt: skip
    return Table(
        title=f"Xếp hạng tập thể {said.round}",
        columns=(
            Column(label="Hạng", width=20, align=Align.CENTER), Column(label="Đơn vị", width=78), Column(label="Quân số", width=22, align=Align.RIGHT),
            Column(label="Người dự thi", width=22, align=Align.RIGHT), Column(label="Tỷ lệ (%)", width=22, align=Align.RIGHT),
            Column(label="Chất lượng", width=22, align=Align.RIGHT), Column(label="Điểm", width=22, align=Align.RIGHT), Column(label="Ghi chú", width=40),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _status(status: str) -> str:
    return "Thiếu một phần thi" if status.startswith("part:") else STATUS.get(status, status)


def _moment(at: datetime) -> str:
    return f"{local(at):%H giờ %M phút ngày %d/%m/%Y}"


def _decimal(value: int) -> str:
    return viet_number(share(value), 2)


def _percent(part: int, whole: int) -> str:
    return viet_number(Decimal(100 * part) / whole, 2) if whole else "–"
