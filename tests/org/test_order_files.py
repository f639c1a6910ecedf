"""Tables of successions: what they mean, what is wrong in which row, and files that mean harm."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from danbiet.org.actions.importing import Outcome
from danbiet.org.calc.order_files import EXAMPLE, HEADINGS, read_rows
from danbiet.org.calc.orders import as_data, as_steps
from danbiet.org.calc.unit_files import MAX_BYTES, BadFile
from danbiet.org.queries import read_table, tree

from .conftest import SHIPPED

DAY = date(2025, 7, 1)
HEAD = ";".join(HEADINGS.values())


def rows(*lines: str) -> list[tuple[int, dict[str, str]]]:
    return read_rows("\n".join([HEAD, *lines]).encode(), name="a.csv")


def test_template_s_own_examples_are_understood() -> None:
    found = rows(*(";".join(row) for row in EXAMPLE))
    assert [(number, row["event"], row["old_code"], row["kind"]) for number, row in found] == [
        (2, "merge", "31498", "commune"), (3, "merge", "31501", "commune"), (4, "dissolve", "941", ""),
    ]  # fmt: skip
    assert found[2][1]["people"] == "end"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Đặc khu", "commune"), ("thị trấn", "commune"), ("thị xã", "district"), ("Thành phố thuộc tỉnh", "district"),
        ("thành phố trực thuộc trung ương", "province"), ("sở, ngành", "department"), ("service_unit", "service_unit"),
        ("ngành dọc", "central_agency"), ("Mặt trận", "mass_organisation"), ("vương quốc", "vương quốc"), ("", ""),
    ],
)  # fmt: skip
def test_kind_of_unit_in_any_office_s_word_is_understood(words: str, kind: str) -> None:
    [(_number, row)] = rows(f";thành lập;;;120;Mới;{words};92;;")

    assert row["kind"] == kind


def test_workbook_says_the_same_as_the_table() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(HEADINGS.values()))
    sheet.append(
        [
            date(2025, 7, 1),
            "Sáp nhập",
            31498,
            "Phường 5",
            31507,
            "Phường Sóc Trăng",
            "Phường",
            "92",
            None,
            None,
        ]
    )
    data = io.BytesIO()
    book.save(data)
    found = read_rows(data.getvalue(), name="a.xlsx")
    assert found == [
        (2, {
            "on": "01/07/2025", "event": "merge", "old_code": "31498", "old_name": "Phường 5", "new_code": "31507",
            "new_name": "Phường Sóc Trăng", "kind": "commune", "parent_code": "92", "work_to_code": "", "people": "",
        })
    ]  # fmt: skip


@pytest.mark.django_db
def test_shipped_succession_of_2025_is_all_recorded_already(province: Outcome) -> None:
    data = (SHIPPED / "successions.csv").read_bytes()
    reading = read_table(read_rows(data, name="successions.csv"), on=DAY)
    assert (reading.faults, reading.other_days) == ((), 2)
    kinds = [step.kind for step in reading.steps]
    assert (kinds.count("continue"), kinds.count("dissolve")) == (4, 11)
    assert all(step.is_recorded for step in reading.steps)
    assert sum(len(step.before) for step in reading.steps) == 120
    assert as_steps(as_data(reading.steps)) == reading.steps


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("01/07/2025;nhập;99999;;31507;Phường Mới;;;;", "99999"),
        ("01/07/2025;nhập;31498;Phường Khác;31507;Phường Mới;;;;", "Phường 5"),
        ("01/07/2025;bay lên;31498;;31507;Phường Mới;;;;", "bay lên"),
        ("01/07/2025;nhập;31498;;;;;;;", "new_code|mã mới"),
        ("31/02/2025;nhập;31498;;31507;Phường Mới;;;;", "31/02/2025"),
        ("01/07/2025;chia;31498;;31507;Phường Mới;;;;", "ít nhất hai"),
        ("01/07/2025;chuyển;31498;;;;;;;", "parent_code|cấp trên"),
        ("01/07/2025;nhập;31498;;31507;Phường Mới;hành tinh;;;", "hành tinh"),
        ("01/07/2025;nhập;31498;;31507;" + "x" * 300 + ";;;;", "200"),
    ],
)
def test_wrong_row_is_named_with_what_is_wrong(province: Outcome, line: str, sentence: str) -> None:
    from django.utils.translation import gettext as _

    reading = read_table(rows(line, "01/07/2025;giải thể;941;;;;;;92;"), on=DAY)
    assert len(reading.faults) == 1
    fault = reading.faults[0]
    told = _(fault.message) % fault.params
    assert fault.row == 2
    assert any(word in told for word in sentence.split("|")), told
    assert len(reading.steps) == 1


@pytest.mark.django_db
def test_unit_named_in_two_rows_is_refused(province: Outcome) -> None:
    reading = read_table(rows("01/07/2025;giải thể;941;;;;;;92;", "01/07/2025;giải thể;941;;;;;;92;"), on=DAY)
    assert [fault.row for fault in reading.faults] == [3]
    assert tree(DAY).by_code("92") is not None


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 70_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n\n", b"PK\x03\x04 kein zip", b"\xff\xfe\x00", b"Ngay;Viec\n", b"x" * (MAX_BYTES + 1), b"a;b\n\x00",
        b'Vi\xe1\xbb\x87c;"open\n', b"%PDF-1.7",
    ],
)  # fmt: skip
def test_file_that_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
        read_rows(data, name="a")


def test_table_with_nothing_but_its_head_means_nothing() -> None:
    assert rows() == []


def test_packed_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(BadFile, match="large"):
        read_rows(bomb(), name="a.xlsx")


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(BadFile, match="2000"):
        rows(*(["01/07/2025;giải thể;941;;;;;;92;"] * 2001))
