"""Items as officials write them, in all the ways the key is marked."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from danbiet.contests.calc.formats.draft import ItemDraft, Read
from danbiet.contests.calc.formats.prose import read_text
from danbiet.contests.calc.formats.word import read_word

from . import making

QUESTION = "Câu 1: Chương trình tổng thể có mấy nội dung?"
OPTIONS = ["A. Bốn", "B. Năm", "C. Sáu", "D. Bảy"]


def only(read: Read) -> ItemDraft:
    assert read.faults == []
    assert len(read.items) == 1
    return read.items[0]


@pytest.mark.parametrize(
    "said",
    [
        "Đáp án: C",
        "Đáp án C",
        "ĐÁP ÁN ĐÚNG: c",
        "ĐA: C",
        "Trả lời: C.",
        "Đáp án đúng là: C",
        "Đáp án: C. Sáu",
    ],
)
def test_key_in_a_line_of_its_own(said: str) -> None:
    item = only(read_text("\n".join([QUESTION, *OPTIONS, said])))
    assert (item.text, item.options, item.key) == (
        "Chương trình tổng thể có mấy nội dung?",
        ("Bốn", "Năm", "Sáu", "Bảy"),
        (2,),
    )


@pytest.mark.parametrize("look", ["b", "u", "bu"])
def test_right_option_in_bold_or_underlined_is_the_key(look: str) -> None:
    plain = only(read_word(making.word([QUESTION, OPTIONS[0], [(OPTIONS[1], look)], *OPTIONS[2:]])))
    letter = only(read_word(making.word([QUESTION, OPTIONS[0], [("B", look), (". Năm", "")], *OPTIONS[2:]])))

    assert (plain.key, letter.key) == ((1,), (1,))


def test_everything_in_bold_says_nothing_about_the_key() -> None:
    read = read_word(making.word([[(QUESTION, "b")], *([(one, "b")] for one in OPTIONS)]))
    assert [fault.code for fault in read.faults] == ["no_key"]


def test_question_in_bold_and_options_plain_with_a_key_line() -> None:
    item = only(read_word(making.word([[(QUESTION, "b")], *OPTIONS, [("Đáp án: D", "b")]])))
    assert item.key == (3,)


@pytest.mark.parametrize("starred", ["*B. Năm", "B*. Năm", "B. Năm *", "B. *Năm"])
def test_star_marks_the_key_and_is_no_part_of_the_words(starred: str) -> None:
    item = only(read_text("\n".join([QUESTION, OPTIONS[0], starred, *OPTIONS[2:]])))
    assert (item.key, item.options[1]) == ((1,), "Năm")


def test_options_on_one_line_or_beside_the_question() -> None:
    beside = only(read_text("Câu 1. Mấy? A. Một B. Hai C. Ba\nĐáp án: B"))
    tabbed = only(read_text("Câu 1. Mấy?\nA. Một\tB. Hai\tC. Ba\nĐáp án: B"))

    assert beside.options == tabbed.options == ("Một", "Hai", "Ba")
    assert beside.text == tabbed.text == "Mấy?"


def test_keys_in_a_list_at_the_end() -> None:
    text = "Câu 1: Một?\nA. a\nB. b\nCâu 2: Hai?\nA. c\nB. d\nĐÁP ÁN\n1. B   2-A"
    assert [item.key for item in read_text(text).items] == [(1,), (0,)]


@pytest.mark.parametrize(
    "table",
    [
        [["Câu", "Đáp án"], ["1", "B"], ["2", "A"]],
        [["Câu", "1", "2"], ["Đáp án", "B", "A"]],
        [["1", "2"], ["B", "A"]],
        [["Câu 1", "B", "Câu 2", "A"]],
    ],
)
def test_keys_in_a_table_at_the_end(table: list[list[str]]) -> None:
    lines = ["Câu 1: Một?", "A. a", "B. b", "Câu 2: Hai?", "A. c", "B. d", "BẢNG ĐÁP ÁN"]
    assert [item.key for item in read_word(making.word(lines, table=table)).items] == [(1,), (0,)]


def test_items_in_a_table_of_their_own() -> None:
    table = [["STT", "Nội dung câu hỏi", "A", "B", "C", "Đáp án"], ["1", "Mấy?", "Một", "Hai", "Ba", "C"]]
    item = only(read_word(making.word([], table=table)))
    assert (item.text, item.options, item.key) == ("Mấy?", ("Một", "Hai", "Ba"), (2,))


@pytest.mark.parametrize("holder", ["sdt", "customXml"])
def test_paragraphs_and_rows_within_a_form_field_are_read(holder: str) -> None:
    table = [["Câu", "Đáp án"], ["1", "B"], ["2", "A"]]
    document = Document()
    for line in ["Câu 1: Một?", "A. a", "B. b", "Câu 2: Hai?", "A. c", "B. d"]:
        document.add_paragraph(line)
    made = document.add_table(rows=0, cols=2)
    for row in table:
        for cell, words in zip(made.add_row().cells, row, strict=True):
            cell.text = words
    for one in [*document.element.body.findall(qn("w:p"))[3:], made._tbl.tr_lst[2]]:
        enclose(one, holder)

    read = read_word(saved(document))

    assert read.faults == []
    assert [(item.text, item.options, item.key) for item in read.items] == [
        ("Một?", ("a", "b"), (1,)),
        ("Hai?", ("c", "d"), (0,)),
    ]


def test_table_within_a_cell_is_read_once() -> None:
    document = Document()
    outer = document.add_table(rows=1, cols=1).cell(0, 0)
    outer.text = QUESTION
    inner = outer.add_table(rows=2, cols=2)
    for cell, words in zip([cell for row in inner.rows for cell in row.cells], OPTIONS, strict=True):
        cell.text = words
    outer.add_paragraph("Đáp án: B")

    item = only(read_word(saved(document)))

    assert (item.options, item.key) == (("Bốn", "Năm", "Sáu", "Bảy"), (1,))


def test_table_of_items_within_a_cell_for_layout_is_read_once() -> None:
    document = Document()
    outer = document.add_table(rows=1, cols=1).cell(0, 0)
    inner = outer.add_table(rows=2, cols=4)
    words = ["Câu hỏi", "A", "B", "Đáp án", "Mấy?", "Một", "Hai", "B"]
    for cell, one in zip([cell for row in inner.rows for cell in row.cells], words, strict=True):
        cell.text = one

    item = only(read_word(saved(document)))

    assert (item.text, item.options, item.key) == ("Mấy?", ("Một", "Hai"), (1,))


def test_text_box_within_a_cell_is_read_once_and_its_copy_for_old_programs_left_out() -> None:
    document = Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = QUESTION
    for line in OPTIONS:
        cell.add_paragraph(line)
    box = "<w:txbxContent><w:p><w:r><w:t>Đáp án: B</w:t></w:r></w:p></w:txbxContent>"
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    copy = box.replace("Đáp án: B", "Bản cho chương trình cũ")
    cell.add_paragraph()._p.append(
        parse_xml(
            f"<w:r {names}><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{copy}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )

    item = only(read_word(saved(document)))

    assert (item.options, item.key) == (("Bốn", "Năm", "Sáu", "Bảy"), (1,))


def enclose(element: Any, holder: str) -> None:
    """Put an element of a Word file into a content control or custom XML where it stands."""
    parent = element.getparent()
    place = parent.index(element)
    inner = OxmlElement(f"w:{holder}")
    parent.insert(place, inner)
    if holder == "sdt":
        content = OxmlElement("w:sdtContent")
        inner.append(OxmlElement("w:sdtPr"))
        inner.append(content)
        inner = content
    inner.append(element)


def saved(document: Any) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_two_keys_that_differ_are_refused() -> None:
    read = read_text("\n".join([QUESTION, "A. a", "*B. b", "Đáp án: A"]))
    assert [(fault.place, fault.code) for fault in read.faults] == [(1, "keys_differ")]


def test_several_right_options_source_level_section_and_lines_that_go_on() -> None:
    text = (
        "PHẦN I. THỂ CHẾ\nCâu 1: Những việc nào\nsau đây đúng?\n1. Việc một\n2. Việc hai\nA. chỉ một\nvà hai\nB. cả hai\nC. không\n"
        "Đáp án: A, B\nCăn cứ: Điều 5 Nghị quyết 76/NQ-CP\nMức độ: vận dụng"
    )
    item = only(read_text(text))
    assert item.text == "Những việc nào\nsau đây đúng?\n1. Việc một\n2. Việc hai"
    assert item.options[0] == "chỉ một\nvà hai"
    assert (item.key, item.level, item.section) == ((0, 1), 3, "phan-i-the-che")
    assert item.source == "Điều 5 Nghị quyết 76/NQ-CP"


def test_questions_with_numbers_only() -> None:
    read = read_text("1. Một?\na) x\nb) y\nĐáp án: a\n2. Hai?\na) z\nb) w\nĐáp án: b")
    assert [(item.text, item.key) for item in read.items] == [("Một?", (0,)), ("Hai?", (1,))]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([QUESTION, "A. Bốn", "Đáp án: A"], "few_options"),
        ([QUESTION, *OPTIONS], "no_key"),
        ([QUESTION, "A. Bốn", "B. Năm", "Đáp án: D"], "key_outside"),
        ([QUESTION, "A. Bốn", "B. Bốn", "Đáp án: A"], "same_options"),
        (["Lời dẫn không thuộc câu nào", QUESTION, *OPTIONS, "Đáp án: A"], "orphan"),
    ],
)
def test_what_is_no_whole_item_is_named_by_its_line(lines: list[str], code: str) -> None:
    assert [(fault.place, fault.code) for fault in read_text("\n".join(lines)).faults] == [(1, code)]


def test_automatic_numbers_of_word_count_as_written() -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Câu %1:"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2."/></w:lvl>'  # fmt: skip
    numbering.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="99">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {space} w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))
    for words, level, bold in (
        ("Một?", 0, False),
        ("x", 1, False),
        ("y", 1, True),
        ("Hai?", 0, False),
        ("z", 1, True),
        ("w", 1, False),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(words).bold = bold or None
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {space}><w:ilvl w:val="{level}"/><w:numId w:val="99"/></w:numPr>')
        )
    read = read_word(saved(document))

    assert [(item.text, item.options, item.key) for item in read.items] == [
        ("Một?", ("x", "y"), (1,)),
        ("Hai?", ("z", "w"), (0,)),
    ]
