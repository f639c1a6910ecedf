"""Files that are no plan, dangerous, damaged or slow."""

import io
import time
import zipfile

import pytest
from tests.plans.reading.papers import as_bytes, grid, head_block, lines, paper

from danbiet.plans.calc.reading import (
    DamagedFile,
    HoldsMacros,
    NotAPlan,
    NotWord,
    PasswordProtected,
    TooLarge,
    UnitCatalogue,
    UnreadableFile,
    lost_words,
    read_plan,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refused(data: bytes, units: UnitCatalogue) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_plan(data, year=2021, units=units, issuer="Tỉnh Sóc Trăng")
    return caught.value


def small_plan() -> bytes:
    document = paper()
    head_block(document)
    grid(document, [["Nội dung", "Chủ trì", "Thời gian"], ["Việc A", "Sở Nội vụ", "Quý I"]])
    return as_bytes(document)


def changed(name: str, content: bytes) -> bytes:
    """The small plan with one part replaced or added."""
    source = zipfile.ZipFile(io.BytesIO(small_plan()))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in source.infolist():
            if info.filename != name:
                archive.writestr(info, source.read(info))
        archive.writestr(name, content)
    return buffer.getvalue()


def test_letter_without_tasks_is_no_plan(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document, title=("THÔNG BÁO", "Về việc nghỉ lễ"))
    lines(document, "Kính gửi các đơn vị. Trân trọng thông báo lịch nghỉ lễ từ 30/4 đến 03/5/2021.")

    assert isinstance(refused(as_bytes(document), units), NotAPlan)


def test_table_of_money_is_no_plan(units: UnitCatalogue) -> None:
    document = paper()
    grid(document, [["STT", "Nội dung chi", "Số tiền", "Ghi chú"], ["1", "In tờ rơi", "5.000.000", ""]])

    assert isinstance(refused(as_bytes(document), units), NotAPlan)


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"", DamagedFile, "damaged"),
        (b"\0" * 500, DamagedFile, "damaged"),
        (b"%PDF-1.7 ...", DamagedFile, "damaged"),
        (b"{\\rtf1 xin ch\\'e0o}", NotWord, "not_word"),
        ("chỉ là chữ".encode(), NotWord, "not_word"),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), NotWord, "old_word"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), PasswordProtected, "password_protected"),
        (b"PK\x03\x04 nothing more", DamagedFile, "damaged"),
        (b"x" * (30 * 1024 * 1024 + 1), TooLarge, "too_large"),
    ],
    ids=["empty", "zeros", "pdf", "rtf", "text", "doc", "password", "broken", "large"],
)
def test_other_files_are_refused_by_kind(
    data: bytes, kind: type[UnreadableFile], code: str, units: UnitCatalogue
) -> None:
    error = refused(data, units)

    assert type(error) is kind
    assert error.code == code


def test_hundred_megabytes_are_refused_before_they_are_read(units: UnitCatalogue) -> None:
    data = b"PK\x03\x04" + bytes(100 * 1024 * 1024)
    started = time.process_time()

    error = refused(data, units)

    assert isinstance(error, TooLarge)
    assert error.params["limit"] == 30 * 1024 * 1024
    assert time.process_time() - started < 1


def test_cut_off_file_is_damaged(units: UnitCatalogue) -> None:
    data = small_plan()

    assert isinstance(refused(data[: len(data) // 2], units), DamagedFile)


@pytest.mark.parametrize("content", [b"<w:document", b"", b"\xff\xfe\x00", b"<a/>"])
def test_broken_document_part_is_refused(content: bytes, units: UnitCatalogue) -> None:
    assert isinstance(refused(changed("word/document.xml", content), units), DamagedFile | NotAPlan)


def test_flipped_bytes_never_escape_as_other_errors(units: UnitCatalogue) -> None:
    data = small_plan()
    for place in range(0, len(data), 331):
        damaged = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        try:
            read_plan(damaged, year=2021, units=units, issuer="Tỉnh Sóc Trăng")
        except UnreadableFile:
            continue


def test_macros_are_refused(units: UnitCatalogue) -> None:
    assert isinstance(refused(changed("word/vbaProject.bin", b"code"), units), HoldsMacros)


def test_spreadsheet_in_a_zip_is_not_word(units: UnitCatalogue) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")

    assert isinstance(refused(buffer.getvalue(), units), NotWord)


def test_bomb_is_refused_without_unpacking(units: UnitCatalogue) -> None:
    data = changed("word/media/image1.png", bytes(210 * 1024 * 1024))
    started = time.process_time()

    error = refused(data, units)

    assert isinstance(error, TooLarge)
    assert error.code == "bomb"
    assert time.process_time() - started < 2


def test_entities_are_refused(units: UnitCatalogue) -> None:
    content = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'

    assert isinstance(refused(changed("word/document.xml", content), units), DamagedFile)


def test_deep_nesting_is_refused_or_read(units: UnitCatalogue) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deep = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    content = f"<w:document {space}><w:body>{deep}</w:body></w:document>".encode()

    assert isinstance(refused(changed("word/document.xml", content), units), UnreadableFile)


def test_plan_of_four_hundred_rows_is_read_within_three_seconds(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    row = [
        "Đăng tải tin bài về cải cách hành chính trên Cổng thông tin điện tử",
        "Tin, bài, phóng sự",
        "≥ 2 tin/tháng/đơn vị; 04 phóng sự",
        "Sở Thông tin và Truyền thông; Văn phòng UBND tỉnh",
        "các sở, ban, ngành tỉnh; UBND các huyện, thị xã, thành phố; các cơ quan, đơn vị liên quan",
        "Từ tháng 2 đến tháng 12/2021",
    ]
    table = document.add_table(rows=1, cols=6)
    for place, words in enumerate(("Nội dung", "Hình thức", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian")):
        table.cell(0, place).text = words
    first = table.add_row()
    for cell, words in zip(first.cells, row, strict=True):
        cell.text = words
    import copy

    for n in range(399):
        one = copy.deepcopy(first._tr)
        table._tbl.append(one)
        one.tc_lst[0].p_lst[0].r_lst[0].text = f"Việc số {n}: đăng tải tin bài"
    data = as_bytes(document)
    started = time.process_time()

    parsed = read_plan(data, year=2021, units=units, issuer="Tỉnh Sóc Trăng")

    assert time.process_time() - started < 3
    assert len(parsed.tasks) == 400
    assert lost_words(parsed, data) == []
