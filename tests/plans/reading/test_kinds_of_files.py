"""The same plan from Word, Excel and PDF says the same, field by field; hostile files of each kind are refused."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.plans.reading.pdfs import pdf, table, words

from danbiet.plans.calc.reading import (
    DamagedFile,
    HoldsMacros,
    NotAPlan,
    NotWord,
    OnlyPictures,
    ParsedPlan,
    PasswordProtected,
    TooLarge,
    UnitCatalogue,
    UnreadableFile,
    lost_words,
    read_plan,
)

SAMPLES = Path(__file__).resolve().parents[3] / "docs" / "samples"
HEAD = (
    "STT",
    "Nội dung",
    "Hình thức",
    "Sản phẩm, chỉ tiêu",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Thời gian",
)


def read(data: bytes, units: UnitCatalogue) -> ParsedPlan:
    return read_plan(data, year=2021, units=units, issuer="Tỉnh Sóc Trăng")


def facts(plan: ParsedPlan) -> dict[str, Any]:
    """Everything but where in the file it was said."""
    told = plan.as_json()
    for group in told["groups"]:
        for task in group["tasks"]:
            task.pop("source_text")
    return told


def refused(data: bytes, units: UnitCatalogue) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read(data, units)
    return caught.value


def book(*rows: tuple[Any, ...], merges: tuple[str, ...] = (), title: str = "Phụ lục") -> Workbook:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for one in merges:
        sheet.merge_cells(one)
    return made


def saved(made: Workbook) -> bytes:
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_sample_says_the_same_as_its_word_file(kind: str, units: UnitCatalogue) -> None:
    word = read((SAMPLES / "19-KH-UBND.docx").read_bytes(), units)
    data = (SAMPLES / f"19-KH-UBND.{kind}").read_bytes()

    other = read(data, units)

    assert len(word.tasks) == 42
    assert facts(other) == facts(word)
    assert lost_words(other, data) == []


def test_sheet_of_an_office_with_merged_cells_group_rows_and_a_foot_is_read(units: UnitCatalogue) -> None:
    made = book(
        ("UBND TỈNH SÓC TRĂNG", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: 19/KH-UBND", None, None, None, "Sóc Trăng, ngày 26 tháng 01 năm 2021"),
        (),
        ("KẾ HOẠCH",),
        ("Tuyên truyền cải cách hành chính năm 2021",),
        (),
        HEAD,
        ("I", "Chuyên mục"),
        (1, "Xây dựng chuyên mục", "Truyền hình", "≥ 10 kỳ", "Đài PT-TH", "Sở Nội vụ", "Quý I"),
        (2, "Đăng tin", "Báo in", "4 tin", None, None, "Hàng tháng"),
        ("II", "Tờ rơi"),
        (1, "Phát tờ rơi", "Tờ rơi", 5000, "Sở Nội vụ", "", "Quý II"),
        (),
        ("Nơi nhận:", None, None, None, "TM. ỦY BAN NHÂN DÂN"),
        ("- Các sở", None, None, None, "CHỦ TỊCH"),
        merges=("A4:G4", "A5:G5", "B8:G8", "E9:E10", "F9:F10", "B11:G11"),
    )

    plan = read(saved(made), units)

    assert (plan.number, str(plan.issued_on), plan.title) == (
        "19/KH-UBND", "2021-01-26", "Kế hoạch tuyên truyền cải cách hành chính năm 2021",
    )  # fmt: skip
    assert [(group.title, len(group.tasks)) for group in plan.groups] == [("Chuyên mục", 2), ("Tờ rơi", 1)]
    news = plan.tasks[1]
    assert news.leads == ("Đài Phát thanh và Truyền hình Sóc Trăng",)
    assert news.recurrence == "monthly"
    assert plan.tasks[2].product == "5000"
    assert lost_words(plan, saved(made)) == []
    assert any("CHỦ TỊCH" in one.text for one in plan.sections)


def test_values_of_cells_are_read_as_they_are_seen(units: UnitCatalogue) -> None:
    from datetime import date

    made = book(HEAD, (1, "Niêm yết", "Hội nghị", 0.9, "Sở Nội vụ", "", date(2021, 5, 20)))
    made.active["D2"].number_format = "0%"

    plan = read(saved(made), units)

    assert (plan.tasks[0].product, plan.tasks[0].schedule_text) == ("90%", "20/05/2021")


def test_formula_without_value_is_a_doubt_and_never_worked_out(units: UnitCatalogue) -> None:
    made = book(HEAD, (1, "Đăng tin", "Báo in", '=WEBSERVICE("http://x/")', "Sở Nội vụ", "", "Quý I"))

    plan = read(saved(made), units)

    assert plan.tasks[0].product == ""
    assert [(one.why, one.text) for one in plan.doubts if one.field == "file"] == [
        ("formula_without_value", "Phụ lục!D2")
    ]


def test_hidden_sheet_is_kept_as_text_and_is_no_plan(units: UnitCatalogue) -> None:
    made = book(HEAD, (1, "Đăng tin", "Báo in", "4 tin", "Sở Nội vụ", "", "Quý I"))
    hidden = made.create_sheet("Nháp")
    hidden.append(HEAD)
    hidden.append((1, "Việc bỏ đi", "", "", "Sở Nội vụ", "", "Quý I"))
    hidden.sheet_state = "hidden"

    plan = read(saved(made), units)

    assert [task.content for task in plan.tasks] == ["Đăng tin"]
    assert any("Việc bỏ đi" in one.text for one in plan.sections)


def test_sheet_without_tasks_is_no_plan(units: UnitCatalogue) -> None:
    assert isinstance(refused(saved(book(("STT", "Họ tên", "Lương"), (1, "A", 5))), units), NotAPlan)


def changed(data: bytes, name: str, content: bytes) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(data))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in source.infolist():
            if info.filename != name:
                archive.writestr(info, source.read(info))
        archive.writestr(name, content)
    return kept.getvalue()


def small_sheet() -> bytes:
    return saved(book(HEAD, (1, "Đăng tin", "Báo in", "4 tin", "Sở Nội vụ", "", "Quý I")))


def test_macros_in_a_workbook_are_refused(units: UnitCatalogue) -> None:
    assert isinstance(refused(changed(small_sheet(), "xl/vbaProject.bin", b"x"), units), HoldsMacros)


def test_entities_in_a_sheet_are_refused(units: UnitCatalogue) -> None:
    content = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'

    assert isinstance(
        refused(changed(small_sheet(), "xl/worksheets/sheet1.xml", content), units), DamagedFile
    )


def test_merging_a_million_cells_costs_nothing(units: UnitCatalogue) -> None:
    source = zipfile.ZipFile(io.BytesIO(small_sheet())).read("xl/worksheets/sheet1.xml").decode()
    wide = '<mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>'
    content = source.replace("</sheetData>", f"</sheetData>{wide}").encode()
    data = changed(small_sheet(), "xl/worksheets/sheet1.xml", content)
    started = time.process_time()

    plan = read(data, units)

    assert len(plan.tasks) == 1
    assert time.process_time() - started < 5


def test_row_far_down_is_refused_and_flipped_bytes_never_escape(units: UnitCatalogue) -> None:
    far = book(HEAD, (1, "Đăng tin", "Báo in", "4 tin", "Sở Nội vụ", "", "Quý I"))
    far.active["A5001"] = "x"
    assert isinstance(refused(saved(far), units), TooLarge)
    data = small_sheet()
    for place in range(0, len(data), 211):
        damaged = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        try:
            read(damaged, units)
        except UnreadableFile:
            continue


def test_bomb_in_a_workbook_is_refused(units: UnitCatalogue) -> None:
    error = refused(changed(small_sheet(), "xl/media/a.bin", bytes(210 * 1024 * 1024)), units)

    assert (type(error), error.code) == (TooLarge, "bomb")


XS = (40, 70, 200, 300, 400, 470, 555)
PDF_HEAD = ("STT", "Noi dung", "San pham", "Chu tri", "Phoi hop", "Thoi gian")


def test_table_of_a_pdf_goes_on_over_the_page_with_its_head_repeated(units: UnitCatalogue) -> None:
    first = table([PDF_HEAD, ("1", "Dang tin", "4 tin", "So Noi vu", "^x", "Quy I")], xs=XS, top=780)
    second = table([PDF_HEAD, ("2", "Phat to roi", "5 to", "So Tu phap", "", "Quy II")], xs=XS, top=780)
    filler = "\n".join(words("Ke hoach tuyen truyen cai cach hanh chinh nam 2021", 60, 810) for _ in range(1))

    plan = read(pdf([f"{filler}\n{first}", second]), units)

    assert [task.content for task in plan.tasks] == ["Dang tin", "Phat to roi"]
    assert [task.leads for task in plan.tasks] == [("Sở Nội vụ",), ("Sở Tư pháp",)]


def test_merged_cell_and_group_row_of_a_pdf_are_seen(units: UnitCatalogue) -> None:
    rows = [
        PDF_HEAD,
        ("I", "Bao chi", "<", "<", "<", "<"),
        ("1", "Dang tin", "4 tin", "So Noi vu", "", "Quy I"),
        ("2", "Dang bai", "2 bai", "^", "", "Quy II"),
    ]

    plan = read(
        pdf(
            [
                words("Ke hoach tuyen truyen cai cach hanh chinh nam 2021 cua tinh", 60, 810)
                + "\n"
                + table(rows, xs=XS, top=780)
            ]
        ),
        units,
    )

    assert [(group.title, len(group.tasks)) for group in plan.groups] == [("Bao chi", 2)]
    assert [task.leads for task in plan.tasks] == [("Sở Nội vụ",), ("Sở Nội vụ",)]


def test_wrapped_words_of_a_cell_are_one_line_and_typed_lines_stay(units: UnitCatalogue) -> None:
    rows = [PDF_HEAD, ("1", "Dang tin ve ket qua|cai cach|Het", "4 tin", "So Noi vu", "", "Quy I")]

    plan = read(
        pdf(
            [
                words("Ke hoach tuyen truyen cai cach hanh chinh nam 2021 cua tinh", 60, 810)
                + "\n"
                + table(rows, xs=(40, 70, 165, 300, 400, 470, 555), top=780, height=50)
            ]
        ),
        units,
    )

    assert plan.tasks[0].content == "Dang tin ve ket qua cai cach\nHet"


def test_pdf_of_pictures_says_so(units: UnitCatalogue) -> None:
    error = refused(pdf(["0 0 595 842 re f"] * 3), units)

    assert (type(error), error.code) == (OnlyPictures, "only_pictures")


def test_pdf_of_five_hundred_pages_is_refused_at_once(units: UnitCatalogue) -> None:
    data = pdf([words("trang", 50, 50)] * 500)
    started = time.process_time()

    error = refused(data, units)

    assert (type(error), error.code) == (TooLarge, "too_many_pages")
    assert time.process_time() - started < 2


def test_pdf_with_a_password_is_refused(units: UnitCatalogue) -> None:
    key = "<" + "41" * 32 + ">"
    more = f"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O {key}/U {key}>>/ID[{key}{key}]"

    assert isinstance(refused(pdf([words("mat khau", 50, 50)], more=more), units), PasswordProtected)


def test_damaged_pdf_never_escapes_as_another_error(units: UnitCatalogue) -> None:
    data = (SAMPLES / "19-KH-UBND.pdf").read_bytes()
    assert isinstance(refused(data[:300], units), DamagedFile | OnlyPictures | NotAPlan)
    for place in range(0, len(data), len(data) // 12):
        damaged = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        try:
            read(damaged, units)
        except UnreadableFile:
            continue


def test_page_of_ten_thousand_lines_is_read_in_time(units: UnitCatalogue) -> None:
    lines = "\n".join(f"{n % 500} {n % 800} m {n % 500} {n % 800 + 20} l S" for n in range(10_000))
    data = pdf([lines + "\n" + words("chi co duong ke va may chu cho du bon muoi chu cai", 50, 50)])
    started = time.process_time()

    refused(data, units)

    assert time.process_time() - started < 10


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("name", "kind"), [("_VBA_PROJECT", HoldsMacros), ("Macros", HoldsMacros), ("Workbook", NotWord)]
)
def test_old_files_with_code_or_of_another_kind_are_refused(
    name: str, kind: type[UnreadableFile], units: UnitCatalogue
) -> None:
    data = (
        OLE
        + b"\0" * 600
        + ("WordDocument" if name != "Workbook" else "").encode("utf-16-le")
        + name.encode("utf-16-le")
    )

    assert type(refused(data, units)) is kind


def test_old_word_file_with_a_password_is_refused(units: UnitCatalogue) -> None:
    head = bytearray(600)
    head[512 - 8 : 514 - 8] = b"\xec\xa5"
    head[512 - 8 + 11] = 1

    assert isinstance(
        refused(OLE + bytes(head) + "WordDocument".encode("utf-16-le"), units), PasswordProtected
    )
