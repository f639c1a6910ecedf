"""Office files that were cut off or changed on the way: every one is read or refused, none ends in an error of a library."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from danbiet.contests.calc.formats.choosing import read_items
from danbiet.contests.calc.formats.draft import Read, Unreadable
from danbiet.contests.calc.formats.excel import read_excel, write_excel
from danbiet.contests.calc.formats.word import read_word

from . import making

ITEMS = making.many(8)
EXCEL = write_excel(ITEMS, title="Ngân hàng")
WORD = making.word(making.prose(ITEMS))
SHEET, TYPES, BOOK = "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/workbook.xml"
LISTS = "word/numbering.xml"


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed, as a whole ZIP."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(kept, "w") as made:
        for part in package.namelist():
            content = package.read(part)
            made.writestr(part, change(content) if part == name else content)
    return kept.getvalue()


def with_torn_part(data: bytes, name: str) -> bytes:
    """The package with the packed bytes of a part overwritten."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        part = package.getinfo(name)
    start = part.header_offset + 30 + len(name)
    return data[:start] + b"\xff" * part.compress_size + data[start + part.compress_size :]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (with_torn_part(EXCEL, SHEET), "a.xlsx", "excel"),
        (with_torn_part(EXCEL, BOOK), "a.xlsx", "excel"),
        (with_part(EXCEL, SHEET, lambda whole: whole[: len(whole) // 2]), "a.xlsx", "excel"),
        (with_part(EXCEL, BOOK, lambda _whole: b""), "a.xlsx", "excel"),
        (with_part(EXCEL, BOOK, lambda whole: whole.replace(b"activeTab", b"activeTub")), "a.xlsx", "excel"),
        (with_torn_part(WORD, "word/document.xml"), "a.docx", "word"),
        (with_torn_part(WORD, LISTS), "a.docx", "word"),
        (with_part(WORD, LISTS, lambda whole: whole.replace(b'ilvl="0"', b'ilvl="x"')), "a.docx", "word"),
    ],
    ids=["torn sheet", "torn book", "half a sheet", "empty book", "unknown word", "torn text", "torn lists", "level that is no number"],
)  # fmt: skip
def test_damaged_office_file_is_refused_as_damaged(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_items(data, name=name)
    assert refusal.value.code == code


@pytest.mark.parametrize(("whole", "reader"), [(EXCEL, read_excel), (WORD, read_word)], ids=["excel", "word"])
def test_bytes_changed_anywhere_leave_items_or_a_refusal(
    whole: bytes, reader: Callable[[bytes], Read]
) -> None:
    chance = random.Random(11)
    refused = 0
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            reader(bytes(data))
        except Unreadable:
            refused += 1
    assert refused > 0
