"""An edition's workbook: the documented example, and files that are wrong in every way, told by row."""

from __future__ import annotations

import io
import json
import time
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as ExcelBook
from openpyxl import load_workbook

from danbiet.indices.calc.criteria import tree_of
from danbiet.indices.calc.sheets import Workbook, WorkbookRefused
from danbiet.indices.calc.shipped import shipped_rows
from danbiet.indices.calc.template import write_set
from danbiet.indices.calc.workbook import read_edition, read_set
from danbiet.run import cli
from tests.indices import books

D = Decimal


def faults(sheets: dict[str, list[list[Any]]]) -> list[tuple[str, int, str, str, str]]:
    edition, problems = read_edition(books.book(sheets))
    assert (edition is None) == bool(problems)
    return [(one.sheet, one.row, one.column, one.fault, one.value) for one in problems]


def changed(sheet: str, row: int, column: int, value: Any) -> dict[str, list[list[Any]]]:
    sheets = books.example()
    sheets[sheet][row][column] = value
    return sheets


def test_worked_example_of_the_document_comes_out_as_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kỳ 2021.xlsx"
    path.write_bytes(books.book(books.example()))

    assert cli.main(["index", "score", str(path), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    (group,) = told["groups"]
    expected = {row[0]: row[1:] for row in books.tables()["Kết quả"][1:]}
    assert {
        unit["code"]: [
            f"{unit['points']:.2f}",
            f"{unit['maximum']:g}",
            f"{unit['index']:.2f}",
            str(unit["rank"]),
        ]
        for unit in group["units"]
    } == expected
    assert [unit["code"] for unit in group["units"]] == ["B", "A", "C"]
    b, _a, c = group["units"]
    (overridden,) = (one for one in b["components"] if one["number"] == "1.2.1")
    assert (overridden["source"], overridden["points"], overridden["figure_percent"]) == (
        "appraised",
        0.8,
        80,
    )
    assert overridden["reason"].startswith("Ví dụ")
    assert c["exempted"] == [{"number": "1.2", "reason": "Không được giao nhiệm vụ"}]
    assert [one["number"] for one in c["components"]] == ["1.1", "2"]

    assert cli.main(["index", "score", str(path)]) == 0
    words = capsys.readouterr().out
    assert "90,00 %" in words
    assert "3.60 ÷ 6 × 100 = 60.00" in words


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "expected"),
    [
        ("Điểm", 1, 4, "=1+1", ("Điểm", 2, "E2", "formula", "=1+1")),
        ("Điểm", 2, 2, 21, ("Điểm", 3, "Giá trị", "figures.above_whole", "")),
        ("Điểm", 2, 3, 0, ("Điểm", 3, "Giá trị", "figures.no_denominator", "")),
        ("Điểm", 2, 2, "mười", ("Điểm", 3, "Tử số", "not_a_number", "mười")),
        ("Điểm", 2, 2, date(2021, 5, 1), ("Điểm", 3, "Tử số", "not_a_number", "2021-05-01 00:00:00")),
        ("Điểm", 2, 2, 1e300, ("Điểm", 3, "Giá trị", "figures.above_whole", "")),
        ("Điểm", 2, 2, -3, ("Điểm", 3, "Tử số", "negative", "-3")),
        ("Điểm", 1, 4, "chắc", ("Điểm", 2, "Giá trị", "not_yes_no", "chắc")),
        ("Điểm", 6, 5, "1,1", ("Điểm", 7, "Thẩm định", "above_maximum", "1.1 > 1")),
        ("Điểm", 6, 6, "", ("Điểm", 7, "Lý do", "no_reason", "0.00 → 0.80")),
        ("Điểm", 1, 0, "Z", ("Điểm", 2, "Mã đơn vị", "unknown_unit", "Z")),
        ("Điểm", 1, 1, "1.2", ("Điểm", 2, "Số", "not_a_component", "1.2")),
        ("Điểm", 1, 1, "9", ("Điểm", 2, "Số", "unknown_number", "9")),
        ("Điểm", 2, 1, "1.1", ("Điểm", 3, "Số", "twice", "A 1.1")),
        ("Đơn vị", 2, 0, "A", ("Đơn vị", 3, "Mã", "unit_twice", "A (2)")),
        ("Bộ tiêu chí", 1, 2, 7, ("Bộ tiêu chí", 2, "1", "maxima_do_not_add_up", "6 ≠ 7")),
        ("Bộ tiêu chí", 5, 0, "1.2.1", ("Bộ tiêu chí", 6, "1.2.1", "number_twice", "5")),
        (
            "Bộ tiêu chí",
            4,
            4,
            "90: 1; 100: 1",
            ("Bộ tiêu chí", 5, "Tham số", "rule.bands_out_of_order", "90; 100"),
        ),
        ("Bộ tiêu chí", 4, 3, "lung tung", ("Bộ tiêu chí", 5, "Cách tính", "unknown_rule", "lung tung")),
        ("Bộ tiêu chí", 6, 6, "", ("Bộ tiêu chí", 7, "2", "no_figure", "")),
        ("Miễn đánh giá", 1, 2, "", ("Miễn đánh giá", 2, "Lý do", "no_reason", "")),
        ("Bộ tiêu chí", 2, 2, "9" * 400, ("Bộ tiêu chí", 3, "Điểm tối đa", "not_a_number", "9" * 120)),
    ],
)
def test_what_is_wrong_is_told_by_sheet_row_and_column(
    sheet: str, row: int, column: int, value: Any, expected: tuple[str, int, str, str, str]
) -> None:
    assert expected in faults(changed(sheet, row, column, value))


def test_head_merged_over_two_rows_is_not_guessed_at() -> None:
    sheets = books.example()
    head = sheets["Điểm"][0]
    sheets["Điểm"][:1] = [["Đơn vị", "", *head[2:]], ["", "Tiêu chí", *[""] * (len(head) - 2)]]
    assert ("Điểm", 0, "", "no_head", "Mã đơn vị, Số") in faults(sheets)


def test_missing_sheet_is_named_and_titles_above_the_head_are_skipped() -> None:
    sheets = books.example()
    del sheets["Điểm"]
    assert faults(sheets) == [("Điểm", 0, "", "no_sheet", "Điểm")]
    sheets = books.example()
    sheets["Đơn vị"][:0] = [["ỦY BAN NHÂN DÂN TỈNH", "", ""], ["Danh sách đơn vị", "", ""]]
    assert faults(sheets) == []


@pytest.mark.parametrize(
    "data", [b"", b"not a workbook", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0" + b"\0" * 600]
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(WorkbookRefused) as refusal:
        read_set(data)
    assert refusal.value.fault == "not_excel"


def test_archive_that_unpacks_to_too_much_is_refused_unread() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 320_000_000)
    with pytest.raises(WorkbookRefused) as refusal:
        Workbook(kept.getvalue())
    assert refusal.value.fault == "too_large"


def test_million_rows_are_refused_before_they_are_read() -> None:
    made = ExcelBook(write_only=True)
    sheet = made.create_sheet("Bộ tiêu chí")
    sheet.append(["Số", "Nội dung", "Điểm tối đa"])
    for _ in range(60_000):  # thrice what is read; a million only takes longer to write
        sheet.append(["1", "Nội dung", 1])
    kept = io.BytesIO()
    made.save(kept)
    began = time.process_time()
    with pytest.raises(WorkbookRefused) as refusal:
        read_set(kept.getvalue())
    assert (refusal.value.fault, refusal.value.value) == ("too_many_rows", "Bộ tiêu chí")
    assert time.process_time() - began < 30


@pytest.mark.parametrize("key", ["departments", "communes", "frame_2017"])
def test_set_written_to_excel_is_the_same_when_read(key: str) -> None:
    rows = shipped_rows(key)
    read, problems = read_set(write_set(rows))
    assert problems == []
    assert (
        tree_of(read).rows
        == tree_of(
            [type(row)(**{**_fields(row), "line": one.line}) for row, one in zip(rows, read, strict=True)]
        ).rows
    )


def _fields(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def test_words_that_look_like_formulas_are_written_as_words() -> None:
    rows = [type(row)(**{**_fields(row), "name": "=HYPERLINK(1)"}) for row in shipped_rows("frame_2017")]
    sheet = load_workbook(io.BytesIO(write_set(rows))).active
    assert {sheet.cell(row=number, column=2).data_type for number in range(2, 10)} == {"s"}


def test_command_tells_problems_in_vietnamese_and_files_that_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sai.xlsx"
    path.write_bytes(books.book(changed("Bộ tiêu chí", 1, 2, 7)))
    assert cli.main(["index", "score", str(path)]) == 1
    said = capsys.readouterr()
    assert (
        "«Bộ tiêu chí», dòng 2, cột 1: tổng điểm tối đa các dòng dưới không bằng điểm tối đa của dòng này: 6 ≠ 7."
        in said.out + said.err
    )
    assert cli.main(["index", "score", str(tmp_path / "không có.xlsx")]) == 1
    path.write_text("a,b", "utf-8")
    assert cli.main(["index", "score", str(path)]) == 1
    said = capsys.readouterr()
    assert "không phải là sổ Excel" in said.out + said.err


def test_template_is_written_once_and_can_be_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mau.xlsx"
    assert cli.main(["index", "template", str(path)]) == 0
    assert cli.main(["index", "template", str(path)]) == 1
    capsys.readouterr()
    assert cli.main(["index", "score", str(path), "--json", "--draws", "10"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [len(group["units"]) for group in told["groups"]] == [2]
    assert told["maximum"] == 100


def test_head_without_rows_and_points_of_three_decimals_are_no_set() -> None:
    rows, problems = read_set(books.book({"Bộ tiêu chí": [["Số", "Nội dung", "Điểm tối đa"]]}))
    assert (rows, [one.fault for one in problems]) == ([], ["no_rows"])
    sheets = {
        "Bộ tiêu chí": [["Số", "Nội dung", "Điểm tối đa", "Cách tính"], ["1", "Một", 0.125, "có/không"]]
    }
    assert [one.fault for one in read_set(books.book(sheets))[1]] == ["not_points"]
    sheets["Bộ tiêu chí"][1] = ["1", "Một", 1e20, "có/không"]
    assert [one.fault for one in read_set(books.book(sheets))[1]] == ["not_points"]


def test_forged_number_in_a_cell_and_broken_compression_are_refused() -> None:
    data = books.book({"Bộ tiêu chí": [["Số", "Nội dung", "Điểm tối đa"], [1, "Một", 1]]})
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(kept, "w") as forged:
        for one in package.infolist():
            forged.writestr(one.filename, package.read(one).replace(b"<v>1</v>", b"<v>abc</v>"))
    with pytest.raises(WorkbookRefused):
        read_set(kept.getvalue())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        start = package.getinfo("xl/worksheets/sheet1.xml").header_offset + 60
    with pytest.raises(WorkbookRefused):
        read_set(data[:start] + b"\xff" * 80 + data[start + 80 :])
