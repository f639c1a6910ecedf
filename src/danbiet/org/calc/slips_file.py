"""Activation slips as a Word file: A4, eight a page, dashed lines to cut along, each with the code, the address and its QR code."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import segno
from docx import Document
from docx.document import Document as Word
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

ACROSS, DOWN = 2, 4
WIDTH, HEIGHT, MARGIN = (
    9.5,
    6.7,
    1.0,
)  # of a slip and around the page, in centimetres; four of them leave room for the last mark
PICTURE = 2.4  # of the QR code, in centimetres
NAME_AT_MOST, LINE_AT_MOST = 150, 300  # letters


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person is handed: who they are, and the code that works once. All as the reader sees it."""

    full_name: str
    job_title: str
    unit: str
    role: str
    username: str
    code: str


def slips_file(slips: Sequence[Slip], *, address: str, until: str) -> bytes:
    """The Word file for one slip or more. `address`: the full address of the page that takes the code; `until`: the last moment
    the codes work, in words."""
    word = _page()
    picture = _picture(address)
    rows = -(-len(slips) // ACROSS)
    table = word.add_table(rows=rows, cols=ACROSS)
    table.autofit = False
    _dashed(table)
    _margins(table, left=0.25, top=0.2)
    for row in table.rows:
        # A slip with very long words is taller rather than cut: eight a page is less than every word of one.
        row.height, row.height_rule = Cm(HEIGHT), WD_ROW_HEIGHT_RULE.AT_LEAST
        _unbroken(row._tr)
        for cell in row.cells:
            cell.width = Cm(WIDTH)
    for place, slip in enumerate(slips):
        _fill(
            table.cell(place // ACROSS, place % ACROSS), slip, address=address, until=until, picture=picture
        )
    word.core_properties.title = "Phiếu kích hoạt tài khoản"
    word.core_properties.author = ""
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


def _page() -> Word:
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = Cm(MARGIN)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(0)
    return word


def _picture(address: str) -> bytes:
    kept = io.BytesIO()
    segno.make(address, error="m", micro=False).save(kept, kind="png", scale=8, border=2)
    return kept.getvalue()


def _fill(cell: _Cell, slip: Slip, *, address: str, until: str, picture: bytes) -> None:
    """Who on top, beside it the QR code; the code large; below how to sign in."""
    inner = cell.add_table(rows=1, cols=2)
    inner.autofit = False
    _margins(inner, left=0, top=0)  # so that it stands in line with what is below it
    left, right = inner.rows[0].cells
    for column, wide in zip(inner.columns, (WIDTH - PICTURE - 0.7, PICTURE + 0.3), strict=True):
        column.width = Cm(wide)  # of the table's grid too, which is what LibreOffice goes by
    _say(left, slip.full_name, size=13, bold=True, most=NAME_AT_MOST)
    _say(left, ", ".join(filter(None, (slip.job_title, slip.unit))))
    _say(left, f"Vai trò: {slip.role}" if slip.role else "")
    _say(left, f"Tên đăng nhập: {slip.username}", bold=True)
    right.paragraphs[0].add_run().add_picture(io.BytesIO(picture), width=Cm(PICTURE))
    for one in (left, cell):
        first = one.paragraphs[0]
        if not first.text:
            first._element.getparent().remove(first._element)
    line = cell.paragraphs[-1]  # Word asks for one behind a table
    line.add_run(f"Mã kích hoạt: {_plain(slip.code, 40)}").bold = True
    line.runs[0].font.size, line.runs[0].font.name = Pt(14), "Courier New"
    _say(cell, f"1. Mở {address} hoặc quét mã QR.", size=9.5, most=200)
    _say(cell, "2. Gõ tên đăng nhập và mã kích hoạt, rồi tự đặt mật khẩu.", size=9.5)
    _say(cell, "3. Lần sau đăng nhập bằng tên đăng nhập và mật khẩu ấy.", size=9.5)
    _say(cell, f"Mã dùng một lần, đến {until}. Không cho người khác xem phiếu này.", size=9.5)


def _say(
    cell: _Cell, words: str, *, size: float = 10.5, bold: bool = False, most: int = LINE_AT_MOST
) -> None:
    if words:
        run = cell.add_paragraph().add_run(_plain(words, most))
        run.bold, run.font.size = bold, Pt(size)


def _plain(words: str, most: int) -> str:
    """Without signs Word's file cannot hold, and not longer than a slip can show."""
    kept = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    return kept if len(kept) <= most else f"{kept[: most - 1]}…"


def _dashed(table: Table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "dashed"), ("sz", "4"), ("space", "0"), ("color", "808080")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _margins(table: Table, *, left: float, top: float) -> None:
    """How far the cells keep their words from their edges, in centimetres."""
    margins = OxmlElement("w:tblCellMar")
    for side, wide in (("top", top), ("left", left), ("right", left)):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(round(wide * 567)))
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    table._tbl.tblPr.append(margins)


def _unbroken(row: object) -> None:
    """A slip is never cut by the end of a page."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # type: ignore[attr-defined]
