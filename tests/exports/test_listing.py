"""A list as Excel, CSV and PDF: long, wide, hostile, empty; Vietnamese letters, numbers, days."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal

import pypdfium2
import pytest
from django import forms
from django.test import RequestFactory
from openpyxl import load_workbook

from danbiet.exports.render.listing import ListPaper, list_pdf
from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_by, told_of

HEAD = ["Đơn vị", "Nội dung", "Số lượng", "Ngày"]
ROW = [
    "Sở Tư pháp",
    "Tuyên truyền phổ biến pháp luật, cải cách thủ tục hành chính ở xã, phường",
    1234,
    date(2021, 3, 31),
]
REQUEST = RequestFactory().get("/")


def made(kind: str, rows: list[list[object]], **more: object) -> bytes:
    listing = Listing(name="ds", title="Danh sách nhiệm vụ", head=HEAD, rows=rows, **more)  # type: ignore[arg-type]
    return list_answer(REQUEST, kind, listing).content


def text_of(content: bytes) -> tuple[str, int]:
    paper = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in paper), len(paper)


@pytest.mark.parametrize(("count", "least"), [(0, 1), (1, 1), (1000, 20), (10_000, 200)])
def test_pdf_holds_every_row_and_repeats_its_head(count: int, least: int) -> None:
    rows = [[f"Mã{number:05}x", *ROW[1:]] for number in range(count)]

    text, pages = text_of(made("pdf", rows))

    assert pages >= least
    assert (
        "".join(text.split()).count("Sốlượng") == pages
    )  # some readers break words where the font's file changes
    assert all(f"Mã{number:05}x" in text for number in range(0, count, 97))
    assert f"{pages}/{pages}" in text


def test_pdf_is_landscape_a4_and_says_title_filter_and_count() -> None:
    content = made("pdf", [ROW], told="Năm: 2021; Tình trạng: Đã duyệt")
    page = pypdfium2.PdfDocument(content)[0]

    text, _pages = text_of(content)

    assert [round(one) for one in page.get_size()] == [842, 595]
    assert "Danh sách nhiệm vụ" in text
    assert "Lọc theo: Năm: 2021; Tình trạng: Đã duyệt" in text
    assert "1 dòng" in text
    assert "1.234" in text
    assert "31/03/2021" in text


def test_pdf_wraps_long_cells_within_their_columns_and_survives_one_endless_word() -> None:
    text, pages = text_of(made("pdf", [["a" * 3000, "từ " * 4000, 1, None]]))

    assert pages == 1 or pages == 2
    assert "…" in text


def test_pdf_holds_khmer_titles_and_vietnamese_ones_as_they_are_searched_for() -> None:
    khmer = "កំណែទម្រង់រដ្ឋបាល ខេត្តសុកត្រាំង"
    decomposed = unicodedata.normalize("NFD", "Ủy ban nhân dân xã Đông Hữu")

    text, _pages = text_of(made("pdf", [[decomposed, khmer, 1, None]]))

    assert khmer in text
    assert "Ủy ban nhân dân xã Đông Hữu" in text
    assert "?" not in text


@pytest.mark.parametrize("columns", [1, 3, 14, 20])
def test_pdf_of_any_number_of_columns_stays_on_the_page(columns: int) -> None:
    paper = ListPaper(
        over="", title="T", told="", count="", head=[f"Cột số {number}" for number in range(columns)],
        rows=[["Nguyễn Thị Minh Khai"] * columns] * 3,
    )  # fmt: skip
    page = pypdfium2.PdfDocument(list_pdf(paper))[0].get_textpage()

    boxes = [page.get_charbox(number) for number in range(page.count_chars())]

    assert max(right for _left, _bottom, right, _top in boxes) <= 842 - 30


def test_cells_like_formulas_stay_words_in_every_kind() -> None:
    bad = ["=1+1", "+84 912", "@SUM(A1)", "\t=cmd|' /C calc'!A0"]

    book = load_workbook(io.BytesIO(made("xlsx", [bad])))
    rows = list(csv.reader(io.StringIO(made("csv", [bad]).decode("utf-8-sig")), delimiter=";"))

    assert all(cell.data_type == "s" for cell in book.worksheets[0][2])
    assert all(cell.startswith("'") for cell in rows[1])
    assert "=1+1" in text_of(made("pdf", [bad]))[0]


def test_excel_keeps_numbers_days_and_tells_the_filter_on_a_second_sheet() -> None:
    book = load_workbook(
        io.BytesIO(made("xlsx", [ROW, ["x\x0by", None, Decimal("1.5"), None]], told="Năm: 2021"))
    )

    rows = list(book.worksheets[0].values)
    about = dict(book.worksheets[1].values)
    assert rows[0] == tuple(HEAD)
    assert rows[1][2:] == (1234, datetime(2021, 3, 31))
    assert about["Lọc theo"] == "Năm: 2021"
    assert about["Danh sách"] == "Danh sách nhiệm vụ"


def test_csv_writes_decimals_with_a_comma_and_moments_in_local_time() -> None:
    at = datetime(2021, 3, 31, 20, 5, tzinfo=UTC)

    text = made("csv", [[at, "x", Decimal("-12.50"), date(2021, 3, 31)]]).decode("utf-8-sig")

    assert text.splitlines()[1] == "2021-04-01 03:05;x;-12,50;2021-03-31"


@pytest.mark.parametrize(("query", "kind"), [("tai=pdf", "pdf"), ("tai=exe", ""), ("", ""), ("tai=PDF", "")])
def test_only_known_kinds_are_asked_for(query: str, kind: str) -> None:
    assert kind_asked(RequestFactory().get(f"/?{query}")) == kind


class Filter(forms.Form):
    q = forms.CharField(label="Từ khóa", required=False)
    unit = forms.TypedChoiceField(
        label="Đơn vị", choices=[("", "Tất cả"), ("5", "Sở Y tế")], coerce=int, required=False
    )
    late = forms.BooleanField(label="Quá hạn", required=False)


def test_filter_is_told_in_words() -> None:
    assert (
        told_by(Filter({"q": " nước ", "unit": "5", "late": "on"}))
        == "Từ khóa: nước; Đơn vị: Sở Y tế; Quá hạn: có"
    )
    assert told_by(Filter({"unit": "99"})) == ""
    assert told_by(Filter()) == ""
    assert told_of([("Năm", 2021), ("Kỳ", ""), ("Ngày", date(2021, 1, 5))]) == "Năm: 2.021; Ngày: 05/01/2021"


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
def test_more_rows_than_a_file_holds_are_said_to_be_missing(kind: str) -> None:
    cut, whole = (made(kind, [ROW] * count, most=3) for count in (4, 3))

    def words(content: bytes) -> str:
        if kind == "pdf":
            return " ".join(text_of(content)[0].split())
        if kind == "csv":
            return content.decode("utf-8-sig")
        book = load_workbook(io.BytesIO(content))
        return "\n".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        )

    said = "chỉ 3 dòng đầu"
    assert said in words(cut)
    assert said not in words(whole)
    assert words(cut).count("Sở Tư pháp") == words(whole).count("Sở Tư pháp") == 3
