"""The Word files, read back as XML and by python-docx, against Annex I of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree
from tests.exports import samples

from danbiet.exports.render import (
    Column,
    PlanDocument,
    PlanGroup,
    PlanTask,
    Row,
    RowKind,
    Section,
    Table,
    render_plan,
    render_report,
)
from danbiet.exports.render.metrics import text_width

NASTY = "{{ 7*7 }} {% for x in y %} {_{ <b>&amp; \x00\x07 🎉 ភាសាខ្មែរ " + "dài" * 300


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def plan() -> Any:
    return opened(render_plan(samples.plan()))


def styled(document: Any, style: str) -> list[Any]:
    """Paragraphs anywhere in the body with this style, as elements."""
    return [
        paragraph
        for paragraph in document.element.body.iter(qn("w:p"))
        if paragraph.pPr is not None and paragraph.pPr.style == style
    ]


def words(paragraph: Any) -> str:
    return "".join(
        node.text if node.tag == qn("w:t") else "\n" for node in paragraph.iter(qn("w:t"), qn("w:br"))
    )


def texts(document: Any, style: str) -> list[str]:
    return [words(paragraph) for paragraph in styled(document, style)]


def mm(length: int) -> float:
    return round(length / Mm(1), 1)


def test_plan_page_is_a4_portrait_with_decreed_margins(plan: Any) -> None:
    page = plan.sections[0]
    assert (mm(page.page_width), mm(page.page_height)) == (210.0, 297.0)
    assert page.orientation == WD_ORIENT.PORTRAIT
    assert [mm(x) for x in (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)] == [
        20.0,
        20.0,
        30.0,
        20.0,
    ]


def test_plan_appendix_is_landscape_within_decreed_margins(plan: Any) -> None:
    assert len(plan.sections) == 2
    page = plan.sections[1]
    assert page.orientation == WD_ORIENT.LANDSCAPE
    assert (mm(page.page_width), mm(page.page_height)) == (297.0, 210.0)
    assert [mm(x) for x in (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)] == [
        20.0,
        20.0,
        30.0,
        15.0,
    ]


def test_plan_every_style_is_times_new_roman_in_decreed_sizes(plan: Any) -> None:
    root = plan.styles.element
    fonts = {value for node in root.iter(qn("w:rFonts")) for value in node.attrib.values()}
    assert fonts == {"Times New Roman"}
    sizes = {
        style.get(qn("w:styleId")): int(style.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val"))) / 2
        for style in root.iter(qn("w:style"))
        if style.find(f"{qn('w:rPr')}/{qn('w:sz')}") is not None
    }
    within = {
        "HeadState": (12, 13),
        "HeadMotto": (13, 14),
        "HeadSuperior": (12, 13),
        "HeadIssuer": (12, 13),
        "HeadNumber": (13, 13),
        "HeadPlace": (13, 14),
        "DocType": (13, 14),
        "Abstract": (13, 14),
        "Basis": (13, 14),
        "BodyText": (13, 14),
        "RecipientsTitle": (12, 12),
        "Recipients": (11, 11),
        "SignRole": (13, 14),
        "SignName": (13, 14),
        "AppendixName": (14, 14),
        "AppendixTitle": (13, 14),
        "AppendixRef": (13, 14),
        "PageNumber": (13, 14),
    }
    assert {name for name, (low, high) in within.items() if not low <= sizes[name] <= high} == set()


@pytest.mark.parametrize(
    ("style", "bold", "italic", "align"),
    [
        ("HeadState", True, False, "center"),
        ("HeadMotto", True, False, "center"),
        ("HeadSuperior", False, False, "center"),
        ("HeadIssuer", True, False, "center"),
        ("HeadNumber", False, False, "center"),
        ("HeadPlace", False, True, "center"),
        ("DocType", True, False, "center"),
        ("Abstract", True, False, "center"),
        ("Basis", False, True, "both"),
        ("BodyText", False, False, "both"),
        ("RecipientsTitle", True, True, "left"),
        ("Recipients", False, False, "left"),
        ("SignRole", True, False, "center"),
        ("AppendixRef", False, True, "center"),
    ],
)
def test_plan_style_has_decreed_face(plan: Any, style: str, bold: bool, italic: bool, align: str) -> None:
    element = next(s for s in plan.styles.element.iter(qn("w:style")) if s.get(qn("w:styleId")) == style)
    found = (element.find(f".//{qn('w:b')}") is not None, element.find(f".//{qn('w:i')}") is not None)
    assert found == (bold, italic)
    assert element.find(f".//{qn('w:jc')}").get(qn("w:val")) == align


def test_plan_body_has_first_line_indent_and_spacing(plan: Any) -> None:
    element = next(s for s in plan.styles.element.iter(qn("w:style")) if s.get(qn("w:styleId")) == "BodyText")
    spacing = element.find(f".//{qn('w:spacing')}")
    assert element.find(f".//{qn('w:ind')}").get(qn("w:firstLine")) == "720"  # 1,27 cm
    assert int(spacing.get(qn("w:after"))) >= 120  # 6 points
    assert 240 <= int(spacing.get(qn("w:line"))) <= 360  # single to one and a half


def test_plan_heading_block_has_the_decreed_words(plan: Any) -> None:
    assert texts(plan, "HeadState") == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert texts(plan, "HeadMotto") == ["Độc lập - Tự do - Hạnh phúc"]
    assert texts(plan, "HeadIssuer") == ["ỦY BAN NHÂN DÂN\nTỈNH SÓC TRĂNG"]
    assert texts(plan, "HeadSuperior") == []
    assert texts(plan, "HeadNumber") == ["Số: 19/KH-UBND"]
    assert texts(plan, "HeadPlace") == ["Sóc Trăng, ngày 26 tháng 01 năm 2021"]
    assert texts(plan, "DocType") == ["KẾ HOẠCH"]


def test_plan_heading_block_lines_do_not_wrap(plan: Any) -> None:
    for style, size, bold in (("HeadState", 13, True), ("HeadMotto", 14, True), ("HeadPlace", 14, False)):
        (paragraph,) = styled(plan, style)
        cell = next(paragraph.iterancestors(qn("w:tc")))
        width = int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w")))
        assert text_width(words(paragraph), size=size, bold=bold) < width


def test_plan_heading_block_has_no_borders_and_fits_the_page(plan: Any) -> None:
    head = plan.tables[0]._tbl
    assert head.find(f".//{qn('w:tblBorders')}") is None
    assert [int(column.get(qn("w:w"))) for column in head.iter(qn("w:gridCol"))] == [3401, 5670]
    assert 3401 + 5670 == 11906 - 1701 - 1134


@pytest.mark.parametrize(
    ("style", "line", "size", "low", "high"),
    [
        ("RuleFull", "Độc lập - Tự do - Hạnh phúc", 14, 0.98, 1.02),
        ("RuleShort", "ỦY BAN NHÂN DÂN", 13, 1 / 3, 1 / 2),
        ("RuleAbstract", "Tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021", 14, 1 / 3, 1 / 2),
    ],
)
def test_plan_rules_have_the_decreed_share_of_the_line(
    plan: Any, style: str, line: str, size: int, low: float, high: float
) -> None:
    (rule,) = styled(plan, style)
    indent = rule.pPr.find(qn("w:ind"))
    room = {"RuleFull": 5670, "RuleShort": 3401, "RuleAbstract": 9071}[style]
    left, right = int(indent.get(qn("w:left"))), int(indent.get(qn("w:right")))
    assert left == right
    assert low <= (room - left - right) / text_width(line, size=size, bold=True) <= high


def test_plan_legal_bases_end_with_semicolon_and_full_stop(plan: Any) -> None:
    assert [text[-6:] for text in texts(plan, "Basis")] == [" 2015;", "nh phủ"[-5:] + "."]


def test_plan_text_ends_with_the_closing_sign(plan: Any) -> None:
    body = [text for text in texts(plan, "BodyText") if text]
    assert body[-1].endswith("theo quy định./.")
    assert sum("./." in text for text in body) == 1


def test_plan_recipients_and_signer_are_in_the_decreed_form(plan: Any) -> None:
    assert texts(plan, "RecipientsTitle") == ["Nơi nhận:"]
    assert texts(plan, "Recipients") == [
        "- Bộ Nội vụ;",
        "- TT. Tỉnh ủy, TT. HĐND tỉnh;",
        "- Chủ tịch, các PCT UBND tỉnh;",
        "- Các sở, ban, ngành tỉnh;",
        "- UBND các huyện, thị xã, thành phố;",
        "- Lưu: VT, NC.",
    ]
    assert texts(plan, "SignRole") == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"]
    assert texts(plan, "SignName") == ["Nguyễn Văn A"]


def test_plan_signature_stays_with_the_end_of_the_text(plan: Any) -> None:
    (title,) = styled(plan, "RecipientsTitle")
    table = next(title.iterancestors(qn("w:tbl")))
    gap = table.getprevious()
    last = gap.getprevious()
    assert words(last).endswith("./.")
    assert [node.pPr.find(qn("w:keepNext")) is not None for node in (gap, last)] == [True, True]


def test_plan_page_number_is_centred_on_top_but_not_on_page_one(plan: Any) -> None:
    for page in plan.sections:
        assert page.different_first_page_header_footer
        assert "PAGE" in etree.tostring(page.header._element, encoding="unicode")
        assert "PAGE" not in etree.tostring(page.first_page_header._element, encoding="unicode")
        assert page.header.paragraphs[0].style.style_id == "PageNumber"


def test_plan_appendix_pages_are_numbered_on_their_own(plan: Any) -> None:
    numbering = [page._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for page in plan.sections]
    assert numbering == ["1", "1"]


def test_plan_appendix_names_the_document_it_belongs_to(plan: Any) -> None:
    assert texts(plan, "AppendixName") == ["Phụ lục"]
    assert texts(plan, "AppendixTitle") == ["PHÂN CÔNG NHIỆM VỤ TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2021"]
    assert texts(plan, "AppendixRef") == [
        "(Kèm theo Kế hoạch số 19/KH-UBND ngày 26 tháng 01 năm 2021 của Ủy ban nhân dân tỉnh Sóc Trăng)"
    ]


def test_plan_table_repeats_its_head_and_splits_no_row(plan: Any) -> None:
    rows = plan.tables[-1]._tbl.tr_lst
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert heads == [True] + [False] * 28  # 13 groups and 15 tasks
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_plan_table_columns_fill_the_landscape_page(plan: Any) -> None:
    table = plan.tables[-1]._tbl
    widths = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
    assert sum(widths) == 16838 - 1701 - 851
    assert table.find(f"{qn('w:tblPr')}/{qn('w:tblLayout')}").get(qn("w:type")) == "fixed"


def test_plan_table_has_one_cell_per_field(plan: Any) -> None:
    table = plan.tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == [
        "STT",
        "Nội dung",
        "Hình thức",
        "Sản phẩm/Chỉ tiêu",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian",
    ]
    assert [cell.text for cell in table.rows[25].cells] == [
        "13",
        "Phát thanh trên hệ thống truyền thanh cơ sở bằng tiếng Việt và tiếng Khmer",
        "Loa truyền thanh\nPa nô, áp phích",
        "2 chương trình/tuần",
        "UBND các huyện, thị xã, thành phố",
        "Ban Dân tộc; Đài Phát thanh - Truyền hình Sóc Trăng",
        "Thường xuyên",
    ]


def test_plan_table_group_rows_are_merged_to_the_edge(plan: Any) -> None:
    row = plan.tables[-1]._tbl.tr_lst[1]
    cells = row.tc_lst
    assert [words(cell) for cell in cells] == ["I", "Chuyên mục “Dân hỏi – Chính quyền trả lời”"]
    assert [cell.grid_span for cell in cells] == [1, 6]


def test_plan_with_audience_has_its_column() -> None:
    table = opened(render_plan(samples.plan(audience="Người dân"))).tables[-1]
    assert [cell.text for cell in table.rows[0].cells][4] == "Đối tượng"
    assert table.rows[2].cells[4].text == "Người dân"


def test_plan_without_groups_has_no_appendix_page() -> None:
    document = opened(render_plan(replace(samples.plan(), groups=())))
    assert len(document.sections) == 1
    assert document.sections[0].orientation == WD_ORIENT.PORTRAIT
    assert texts(document, "AppendixName") == []


def test_plan_group_without_title_makes_no_row() -> None:
    group = PlanGroup(order="", title="", tasks=(PlanTask(order="1", content="Một việc"),))
    table = opened(render_plan(replace(samples.plan(), groups=(group,)))).tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        ["1", "Một việc", "", "", "", "", ""]
    ]


def test_plan_without_number_and_date_leaves_room() -> None:
    head = replace(samples.head(), number=None, symbol="KH-UBND", date=None, year=2021)
    document = opened(render_plan(replace(samples.plan(), head=head)))
    assert texts(document, "HeadNumber") == ["Số:          /KH-UBND"]
    assert texts(document, "HeadPlace") == ["Sóc Trăng, ngày    tháng    năm 2021"]


def test_plan_twice_is_byte_for_byte_the_same() -> None:
    assert render_plan(samples.plan()) == render_plan(samples.plan())


def test_plan_output_holds_no_placeholder_and_no_guide() -> None:
    with zipfile.ZipFile(io.BytesIO(render_plan(samples.plan()))) as archive:
        text = archive.read("word/document.xml").decode()
    assert "{" not in text
    assert "HƯỚNG DẪN" not in text
    assert "DanBietSlot" not in text


def test_plan_title_is_in_the_properties(plan: Any) -> None:
    assert plan.core_properties.title == "Kế hoạch Tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021"


def test_plan_nasty_text_is_printed_as_written_and_never_run() -> None:
    seen = NASTY.replace("\x00", "").replace("\x07", "")
    nasty = PlanDocument(
        head=replace(samples.head(), abstract=NASTY, signer_name=NASTY, place=NASTY),
        legal_bases=(NASTY,),
        sections=(Section(heading=NASTY, paragraphs=(NASTY, "x")),),
        groups=(PlanGroup(order="I", title=NASTY, tasks=(PlanTask(order=NASTY, content=NASTY),)),),
    )
    document = opened(render_plan(nasty))
    assert texts(document, "Abstract") == [seen]
    assert texts(document, "SignName") == [seen]
    assert texts(document, "Heading1") == [seen]
    assert texts(document, "BodyText")[0] == seen
    assert document.tables[-1].rows[2].cells[1].text == seen


def test_section_of_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="level 4"):
        render_plan(replace(samples.plan(), sections=(Section(heading="x", level=4),)))


def test_report_heading_block_has_superior_and_addressees() -> None:
    document = opened(render_report(samples.report()))
    assert texts(document, "HeadSuperior") == ["ỦY BAN NHÂN DÂN\nTỈNH SÓC TRĂNG"]
    assert texts(document, "HeadIssuer") == ["SỞ THÔNG TIN VÀ\nTRUYỀN THÔNG"]
    assert texts(document, "Addressee") == ["Kính gửi:"]
    assert texts(document, "AddresseeItem") == ["- Ủy ban nhân dân tỉnh Sóc Trăng;", "- Sở Nội vụ."]


def test_report_single_addressee_stands_on_the_line() -> None:
    report = samples.report()
    document = opened(render_report(replace(report, head=replace(report.head, addressee=("Sở Nội vụ",)))))
    assert texts(document, "Addressee") == ["Kính gửi: Sở Nội vụ"]
    assert texts(document, "AddresseeItem") == []


def test_report_figures_follow_the_first_section() -> None:
    document = opened(render_report(samples.report()))
    table = document.tables[1]
    assert [cell.text for cell in table.rows[-1].cells] == ["Cộng", "111", "80", "72,1 %"]
    assert texts(document, "TableCaption") == ["Số liệu chủ yếu"]
    assert texts(document, "TableTotal") == ["Cộng", "111", "80", "72,1 %"]
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))]
    assert sum(widths) == 11906 - 1701 - 1134


def test_report_several_appendices_are_numbered_each_in_its_section() -> None:
    document = opened(render_report(samples.report()))
    assert texts(document, "AppendixName") == ["Phụ lục I", "Phụ lục II"]
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.LANDSCAPE,
    ]


def test_report_corrections_end_the_text() -> None:
    document = opened(
        render_report(samples.report(corrections=("Tin quý I: 40 thành 38", "Bài: 3 thành 2.")))
    )
    assert texts(document, "BodyText")[-3:] == ["- Tin quý I: 40 thành 38;", "- Bài: 3 thành 2./.", ""]
    assert sum("./." in text for text in texts(document, "BodyText")) == 1


def test_report_without_appendix_has_one_section() -> None:
    assert len(opened(render_report(samples.report(tables=()))).sections) == 1


def test_report_row_of_other_length_is_refused() -> None:
    table = Table(columns=(Column(label="a", width=1), Column(label="b", width=1)), rows=(Row(cells=("1",)),))
    with pytest.raises(ValueError, match="zip"):
        render_report(samples.report(tables=(table,)))


def test_report_group_row_of_three_cells_is_refused() -> None:
    columns = tuple(Column(label=name, width=1) for name in "abc")
    row = Row(kind=RowKind.GROUP, cells=("1", "2", "3"))
    with pytest.raises(ValueError, match="one or two"):
        render_report(samples.report(tables=(Table(columns=columns, rows=(row,)),)))


def test_report_of_2500_rows_takes_under_six_seconds_and_tells_progress() -> None:
    told: list[tuple[int, int]] = []
    started = time.perf_counter()
    data = render_report(
        samples.report(tables=(samples.appendix(2500),)),
        progress=lambda done, total: told.append((done, total)),
    )
    assert time.perf_counter() - started < 6
    # three rows of figures, one group row
    assert told[0] == (100, 2504)
    assert told[-1] == (2504, 2504)
    assert len(told) == 26
    # heading block 2, figures 1 + 3, signature 1, appendix 1 + 1 + 2,500
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("word/document.xml").count(b"<w:tr>") == 2509


def test_report_date_day_and_month_are_padded() -> None:
    report = samples.report()
    head = replace(report.head, number="7/BC-STTTT", date=date(2021, 7, 5))
    document = opened(render_report(replace(report, head=head)))
    assert texts(document, "HeadNumber") == ["Số: 07/BC-STTTT"]
    assert texts(document, "HeadPlace") == ["Sóc Trăng, ngày 05 tháng 7 năm 2021"]


@pytest.mark.parametrize("audience", ["", "Người dân"])
def test_plan_table_short_column_heads_do_not_wrap(audience: str) -> None:
    table = opened(render_plan(samples.plan(audience=audience))).tables[-1]
    for column, cell in zip(table.columns, table.rows[0].cells, strict=True):
        longest = max(cell.text.split(" ") if cell.text != "STT" else ["STT"], key=len)
        assert text_width(longest, size=12, bold=True) < column.width.twips - 2 * 57
