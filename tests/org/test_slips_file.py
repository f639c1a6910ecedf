"""Slips as a Word file: however long names and posts are, no word of a slip is lost."""

from __future__ import annotations

import io

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE

from danbiet.org.calc.slips_file import Slip, slips_file

OFFICE = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thành phố Sóc Trăng"
LONG = Slip(
    "Nguyễn Thị Hoàng Phương Thảo Trang Quỳnh Như",
    "Phó Trưởng phòng phụ trách Phòng Cải cách hành chính và Kiểm soát thủ tục hành chính",
    OFFICE,
    f"Thủ trưởng đơn vị, {OFFICE}",
    "nguyenthihoangphuongthaotrangquynhnhu.vanphong",
    "7TZ6-A6BS-RJQ3",
)


def test_slip_with_long_words_holds_all_of_them_and_may_grow() -> None:
    data = slips_file([LONG] * 3, address="https://cchc.example.vn/kich-hoat/", until="09:09 14/01/2022")

    table = Document(io.BytesIO(data)).tables[0]

    assert len(table.rows) == 2
    assert {row.height_rule for row in table.rows} == {
        WD_ROW_HEIGHT_RULE.AT_LEAST
    }  # exactly would hide its last lines
    cell = table.cell(0, 0)
    words = " ".join(
        [*(one.text for one in cell.tables[0].cell(0, 0).paragraphs), *(one.text for one in cell.paragraphs)]
    )
    for said in (LONG.full_name, LONG.job_title, LONG.unit, LONG.role, LONG.username, LONG.code):
        assert said in words
    assert words.endswith("Không cho người khác xem phiếu này.")
    assert "…" not in words


def test_empty_place_of_the_last_row_stays_empty() -> None:
    data = slips_file([LONG] * 3, address="https://cchc.example.vn/kich-hoat/", until="09:09 14/01/2022")

    assert Document(io.BytesIO(data)).tables[0].cell(1, 1).text.strip() == ""
