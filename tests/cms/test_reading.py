"""What is written in attachments: read apart, found by search, shown to those who cannot use the file."""

from __future__ import annotations

import io
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image, ImageDraw

from danbiet.cms.actions import read_attachments, recognise_scans
from danbiet.cms.calc.blocks import CUT, Paragraph, html_of, shortened, text_of
from danbiet.cms.calc.child import Unreadable, read_outside
from danbiet.cms.calc.office import read_workbook
from danbiet.cms.calc.pdf import paragraphs, read_pdf, recogniser
from danbiet.cms.calc.word import read_word
from danbiet.cms.enums import TextState
from danbiet.cms.models import Attachment
from danbiet.kit.text import fold
from danbiet.newsroom.models import DocumentFile, OfficialDocumentPage
from danbiet.search.queries import find
from tests.factories import pages, plans

AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
needs_tesseract = pytest.mark.skipif(
    recogniser() is None, reason="tesseract with Vietnamese is not installed"
)


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def word(tmp_path: Path, write: Any) -> Path:
    document = docx.Document()
    write(document)
    path = tmp_path / "a.docx"
    document.save(str(path))
    return path


def pdf(*lines: str) -> bytes:
    """A page of text; its fonts know no Vietnamese, so the words have no marks."""
    drawn = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
    return _pdf(
        f"BT /F1 12 Tf 60 780 Td {drawn}ET".encode(),
        "/Font<</F1 4 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def _pdf(content: bytes, resources: str, extra: bytes) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<<{resources}>>>>".encode(),
        extra,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(out))
    )


def scan(words: str) -> bytes:
    """A page that is a picture of words."""
    page = Image.new("L", (1240, 600), 255)
    ImageDraw.Draw(page).text((80, 80), words, fill=0, font_size=56)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=150)
    return out.getvalue()


def attached(content: bytes, name: str) -> Attachment:
    file = Attachment(title="Kế hoạch")
    file.file.save(name, ContentFile(content), save=False)
    file.save()
    return file


def test_word_keeps_order_and_automatic_numbers_and_stresses(tmp_path: Path) -> None:
    def write(document: Any) -> None:
        document.add_heading("Mục đích", 1)
        document.add_paragraph("Căn cứ ").add_run("Nghị quyết 76/NQ-CP").bold = True
        document.add_paragraph("Việc thứ nhất", style="List Number")
        document.add_paragraph("Việc thứ hai", style="List Number")
        document.add_paragraph("một < hai", style="List Bullet")

    blocks = read_word(word(tmp_path, write))

    assert text_of(blocks) == "\n".join(
        ["Mục đích", "Căn cứ Nghị quyết 76/NQ-CP", "1. Việc thứ nhất", "2. Việc thứ hai", "một < hai"]
    )
    assert html_of(blocks) == (
        "<h3>Mục đích</h3><p>Căn cứ <strong>Nghị quyết 76/NQ-CP</strong></p><p>1. Việc thứ nhất</p>"
        "<p>2. Việc thứ hai</p><ul><li>một &lt; hai</li></ul>"
    )


def test_word_table_with_lines_is_a_table_and_one_without_arranges_text(tmp_path: Path) -> None:
    def write(document: Any) -> None:
        head = document.add_table(rows=1, cols=2)
        head.style = None
        head.cell(0, 0).text, head.cell(0, 1).text = "UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        table = document.add_table(rows=3, cols=2)
        table.style = "Table Grid"
        for column, name in enumerate(["Việc", "Đơn vị"]):
            table.cell(0, column).paragraphs[0].add_run(name).bold = True
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Tin bài"
        table.cell(1, 1).text, table.cell(2, 1).text = "Sở A", "Sở B"

    html = html_of(read_word(word(tmp_path, write)))

    assert html == (
        "<p>UBND TỈNH</p><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><table><thead><tr>"
        '<th scope="col">Việc</th><th scope="col">Đơn vị</th></tr></thead><tbody><tr><td rowspan="2">Tin bài</td>'
        "<td>Sở A</td></tr><tr><td>Sở B</td></tr></tbody></table>"
    )


def test_word_that_was_deleted_is_not_read_and_one_inserted_is(tmp_path: Path) -> None:
    def write(document: Any) -> None:
        paragraph = document.add_paragraph("Còn lại ")
        for name, text in (("w:del", "đã xóa"), ("w:ins", "mới thêm")):
            change, run = OxmlElement(name), OxmlElement("w:r")
            words = OxmlElement("w:delText" if name == "w:del" else "w:t")
            words.text = text
            run.append(words)
            change.append(run)
            change.set(qn("w:id"), "1")
            paragraph._p.append(change)

    assert text_of(read_word(word(tmp_path, write))) == "Còn lại mới thêm"


def test_workbook_is_read_sheet_by_sheet_with_dates_and_numbers_as_people_write_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Quý I"
    book.active.append(["Đơn vị", "Ngày", "Tỷ lệ"])
    book.active.append(["Sở Y tế", date(2021, 3, 5), 97.5])
    book.save(tmp_path / "a.xlsx")

    assert (
        text_of(read_workbook(tmp_path / "a.xlsx")) == "Quý I\nĐơn vị\tNgày\tTỷ lệ\nSở Y tế\t05/03/2021\t97,5"
    )


def test_lines_of_a_page_become_paragraphs_across_pages_without_page_numbers() -> None:
    first = "Thực hiện Kế hoạch số 12/KH-UBND ngày 26 tháng 01 năm\r\n2021 của Ủy ban nhân dân tỉnh về tuyên truyền cải cách\r\n- 1 -"
    second = "2\r\nhành chính, Sở Tư pháp báo cáo.\r\n1. Kết quả thực hiện trong quý I của các phòng, đơn vị\r\na) Tin bài"

    assert [block.text for block in paragraphs([first, second]) if isinstance(block, Paragraph)] == [
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 26 tháng 01 năm 2021 của Ủy ban nhân dân tỉnh về tuyên truyền cải cách "
        "hành chính, Sở Tư pháp báo cáo.",
        "1. Kết quả thực hiện trong quý I của các phòng, đơn vị",
        "a) Tin bài",
    ]


def test_pages_that_are_pictures_are_recognised_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scan("Ke hoach"))

    assert read_pdf(path) == ([], 1)
    assert read_pdf(path, recognise=lambda picture: picture[1:4].decode()) == ([Paragraph("PNG")], 0)


def test_text_beyond_all_measure_is_cut_and_says_so() -> None:
    kept = shortened([Paragraph("a" * 200_000), Paragraph("b" * 200_000), Paragraph("c")])

    assert [block.text for block in kept if isinstance(block, Paragraph)] == ["a" * 200_000, CUT]


def test_child_that_chokes_is_an_unreadable_file_and_nothing_worse(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 nothing of the kind %%EOF")

    with pytest.raises(Unreadable):
        read_outside(path, "pdf", may_recognise=False)


@pytest.fixture
def document(db: None, settings: Any) -> Any:
    settings.DANBIET_TODAY = date(2021, 6, 15)
    unit = plans.unit("Tỉnh Sóc Trăng", kind="province", code="94")
    return pages.page(
        OfficialDocumentPage,
        unit,
        title="Kế hoạch tuyên truyền",
        number="1/KH",
        issued_on=date(2021, 1, 5),
        issuer="UBND tỉnh",
    )


def give(document: OfficialDocumentPage, file: Attachment) -> None:
    document.files.add(DocumentFile(attachment=file, sort_order=0))
    document.save()


def test_text_of_a_word_file_is_found_and_shown_as_a_page(
    document: OfficialDocumentPage, client: Client, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    content = word(
        tmp_path, lambda made: made.add_paragraph("Giao Sở Nội vụ hướng dẫn xe lưu động")
    ).read_bytes()
    give(document, attached(content, "kh.docx"))
    assert find("xe lưu động").items == []

    with django_capture_on_commit_callbacks(execute=True):
        assert read_attachments(at=AT) == 1
        assert read_attachments(at=AT) == 0

    assert [hit.object_id for hit in find("xe lưu động").items] == [document.pk]
    shown = client.get(f"/van-ban/{document.slug}/").content.decode()
    assert "<p>Giao Sở Nội vụ hướng dẫn xe lưu động</p>" in shown


def test_text_of_a_pdf_is_read(db: None) -> None:
    file = attached(pdf("Thuc hien ke hoach tuyen truyen,", "cac so bao cao."), "kh.pdf")

    read_attachments(at=AT)

    file.refresh_from_db()
    assert (file.text, file.text_state) == (
        "Thuc hien ke hoach tuyen truyen, cac so bao cao.",
        TextState.READ,
    )


@needs_tesseract
def test_scan_waits_for_its_turn_and_is_recognised(db: None) -> None:
    file = attached(scan("KE HOACH 2021"), "quet.pdf")

    read_attachments(at=AT)
    file.refresh_from_db()
    assert (file.text, file.text_state) == ("", TextState.SCAN)
    recognise_scans(at=AT)

    file.refresh_from_db()
    assert (fold(file.text), file.text_state) == ("ke hoach 2021", TextState.OCR)


def test_scan_without_tesseract_waits_until_it_is_installed(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = attached(scan("KE HOACH"), "quet.pdf")
    monkeypatch.setattr(shutil, "which", lambda _program: None)

    read_attachments(at=AT)

    assert recognise_scans(at=AT) == 0
    file.refresh_from_db()
    assert file.text_state == TextState.SCAN


def test_file_that_cannot_be_read_is_marked_and_not_tried_again(db: None) -> None:
    file = attached(b"PK\x03\x04 broken", "kh.docx")

    assert read_attachments(at=AT) == 1
    assert read_attachments(at=AT) == 0

    file.refresh_from_db()
    assert (file.text, file.text_state) == ("", TextState.FAILED)


def test_file_replaced_while_it_is_read_keeps_nothing_of_the_old_one(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = attached(pdf("Ban cu"), "kh.pdf")

    def replaced_meanwhile(*said: Any, **more: Any) -> Any:
        found = read_outside(*said, **more)
        file.file = ContentFile(pdf("Ban moi"), "moi.pdf")
        file.save()
        return found

    monkeypatch.setattr("danbiet.cms.actions.read_outside", replaced_meanwhile)

    assert read_attachments(at=AT) == 0
    file.refresh_from_db()
    assert (file.text, file.text_state) == ("", TextState.WAITING)
