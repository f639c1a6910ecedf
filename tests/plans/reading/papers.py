"""Builds Word files as offices write them: head block, tables, prose, lists, boxes, revisions."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HEAD = {
    "issuer": "ỦY BAN NHÂN DÂN\nTỈNH SÓC TRĂNG",
    "number": "Số: 19/KH-UBND",
    "place": "Sóc Trăng, ngày 26 tháng 01 năm 2021",
    "title": ("KẾ HOẠCH", "Tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021"),
}


def paper() -> Any:
    """An empty document."""
    return Document()


def as_bytes(document: Any) -> bytes:
    """The document as a file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def head_block(document: Any, **changes: Any) -> None:
    """The heading table of an official paper and its title."""
    head = {**HEAD, **changes}
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = head["issuer"]
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = head["number"]
    table.cell(1, 1).text = head["place"]
    for line in head["title"]:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True


def foot_block(document: Any) -> None:
    """Recipients and signature."""
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Nơi nhận:\n- Bộ Nội vụ;\n- Các sở, ban, ngành;\n- Lưu: VT."
    table.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Lâu"


def lines(document: Any, text: str) -> None:
    """A paragraph per line of the text."""
    for line in text.strip().split("\n"):
        document.add_paragraph(line.strip())


def grid(document: Any, rows: Sequence[Sequence[str | None]]) -> Any:
    """A table; a cell None is merged with the cell above, a cell "<" with the cell to its left."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text is not None and text != "<":
                write(table.cell(r, c), text)
    for r, row in enumerate(rows):
        c = 0
        while c < len(row):
            end = c
            while end + 1 < len(row) and row[end + 1] == "<":
                end += 1
            if end > c:
                table.cell(r, c).merge(table.cell(r, end))
            c = end + 1
    for c in range(len(rows[0])):
        for r, row in enumerate(rows):
            if row[c] is None:
                top = r
                while rows[top][c] is None:
                    top -= 1
                merge_down(table, top, r, c)
    return table


def write(cell: Any, text: str) -> None:
    """The text into a cell, a paragraph per line."""
    parts = text.split("\n")
    cell.text = parts[0]
    for part in parts[1:]:
        cell.add_paragraph(part)


def merge_down(table: Any, top: int, row: int, column: int) -> None:
    """Mark a cell as the lower part of a vertically merged one."""
    for r, value in ((top, "restart"), (row, None)):
        properties = (
            table.cell(r, column)._tc.get_or_add_tcPr()
            if r == top
            else _raw_cell(table, r, column).get_or_add_tcPr()
        )
        old = properties.find(qn("w:vMerge"))
        if old is not None:
            properties.remove(old)
        mark = OxmlElement("w:vMerge")
        if value:
            mark.set(qn("w:val"), value)
        properties.append(mark)


def _raw_cell(table: Any, row: int, column: int) -> Any:
    return table.rows[row]._tr.tc_lst[column]


def bold_row(table: Any, row: int) -> None:
    """Make all words of a row bold."""
    for cell in table.rows[row].cells:
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.bold = True
