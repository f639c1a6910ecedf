"""Files of strangers: every fault is named by row and column, nothing is half taken in, nothing takes the process along."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from danbiet.surveys.calc import spss, tables
from danbiet.surveys.calc.tables import TableRefused, read_table
from danbiet.surveys.calc.taking import Stratum, frame_in, responses_in
from danbiet.surveys.models import Campaign, Response
from tests.surveys import desk
from tests.surveys.desk import DESK, ITEMS

FRAME = [
    Stratum(1, "a", "Sở A", "", "a/"),
    Stratum(2, "b", "Sở B", "Một", "b/Một"),
    Stratum(3, "b", "Sở B", "Hai", "b/Hai"),
]
FIRST, LAST = date(2021, 1, 10), date(2021, 2, 20)
KEYS = ["item_01", "item_02"]


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def faults(text: str) -> list[tuple[int | None, str, str]]:
    _rows, problems = responses_in(read_table(text.encode(), "p.csv"), FRAME, KEYS, first=FIRST, last=LAST)
    return [(one.row, one.column, one.fault) for one in problems]


@pytest.mark.parametrize(
    ("data", "name", "fault"),
    [
        (b"", "p.csv", "no_head"),
        (b"\n\n  \n", "p.csv", "no_head"),
        ("đơn vị\n".encode("cp1258", "replace") + b"\xff\xfe", "p.csv", "not_utf8"),
        (b"a,b\n1,\x00\n", "p.csv", "not_csv"),
        (b'a,b\n"1,2\n', "p.csv", "not_csv"),
        (b"PK\x03\x04 nothing more", "p.xlsx", "not_excel"),
        (b"$FL2" + b"\x00\xff" * 400, "p.sav", "not_spss"),
        (b"%PDF-1.7", "p.pdf", "unknown_kind"),
        (",".join(["a"] * 201).encode(), "p.csv", "too_many_columns"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(data: bytes, name: str, fault: str) -> None:
    with pytest.raises(TableRefused) as told:
        read_table(data, name)
    assert told.value.fault == fault


def test_sizes_are_bounded(monkeypatch: Any) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    rows = [["unit"], ["a"], ["a"], ["a"], ["a"]]
    for data, name in (("\n".join(row[0] for row in rows).encode(), "p.csv"), (workbook(*rows), "p.xlsx")):
        with pytest.raises(TableRefused) as told:
            read_table(data, name)
        assert told.value.fault == "too_many_rows"
    monkeypatch.setattr(tables, "LARGEST", 10)
    with pytest.raises(TableRefused) as told:
        read_table(b"unit\n" * 10, "p.csv")
    assert told.value.fault == "too_large"


def test_a_bomb_does_not_unpack(monkeypatch: Any) -> None:
    monkeypatch.setattr(tables, "LARGEST_UNPACKED", 1_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    with pytest.raises(TableRefused) as told:
        read_table(out.getvalue(), "p.xlsx")
    assert told.value.fault == "too_large"


def test_formulas_and_errors_are_named_by_cell() -> None:
    table = read_table(workbook(["unit", "item_01"], ["a", "=1+1"], ["a", "#REF!"]), "p.xlsx")
    found = [(one.row, one.column, one.fault) for one in table.problems]
    assert (2, "B", "formula") in found
    _rows, problems = responses_in(table, FRAME, ["item_01"], first=FIRST, last=LAST)
    assert problems


def test_every_fault_of_a_row_is_told_with_its_column() -> None:
    assert faults("unit,item_01\n") == [(None, "item_02", "missing_column")]
    assert faults("unit,unit,item_01,item_02\na,a,1,1\n") == [(None, "unit", "column_twice")]
    assert faults("unit,item_01,item_02\n") == [(None, "", "no_rows")]
    assert faults("unit,stratum,item_01,item_02,weight,day,seconds\n"
                  "x,,6,a,-1,31/02/2021,1.5\n"
                  ",,1,1,inf,2020-01-01,-3\n"
                  "b,,1,1,,,\n"
                  "b,Ba,1,1,,,\n"
                  "a,,,,,,\n"
                  "a,,1,1,,,,x\n") == [
        (7, "", "more_cells"),
    ]  # fmt: skip
    told = faults("unit,stratum,item_01,item_02,weight,day,seconds\n"
                  "x,,6,a,-1,31/02/2021,1.5\n"
                  ",,1,1,inf,2020-01-01,-3\n"
                  "b,,1,1,,,\n"
                  "b,Ba,1,1,,,\n"
                  "a,,,,,,\n")  # fmt: skip
    assert told == [
        (2, "unit", "unknown_unit"), (2, "item_01", "not_an_answer"), (2, "item_02", "not_an_answer"), (2, "weight", "not_positive"),
        (2, "day", "not_a_day"), (2, "seconds", "not_a_count"),
        (3, "unit", "empty"), (3, "weight", "not_positive"), (3, "day", "day_outside"), (3, "seconds", "not_a_count"),
        (4, "stratum", "empty"), (5, "stratum", "unknown_stratum"), (6, "", "nothing_answered"),
    ]  # fmt: skip


def test_what_is_right_is_understood_however_it_is_written() -> None:
    text = "Đơn vị;TẦNG;Cụm;Quyền số;Ngày;Số giây;Câu 1;2\nsở a;;c1;2,5;15/01/2021;90;5;0\nb;hai;;1.25;2021-02-20;;;3\n"
    rows, problems = responses_in(
        read_table(b"\xef\xbb\xbf" + text.encode(), "p.csv"), FRAME, KEYS, first=FIRST, last=LAST
    )
    assert problems == []
    assert [(one.frame, one.cluster, one.weight, one.answers, one.day, one.seconds) for one in rows] == [
        (1, "c1", Decimal("2.5"), (5, 0), date(2021, 1, 15), 90),
        (3, "", Decimal("1.25"), (None, 3), date(2021, 2, 20), None),
    ]


def test_numbers_and_days_of_excel_are_read_as_they_are_meant() -> None:
    table = read_table(
        workbook(["unit", "item_01", "item_02", "day"], ["a", 5.0, None, datetime(2021, 1, 15)]), "p.xlsx"
    )
    rows, problems = responses_in(table, FRAME, KEYS, first=FIRST, last=LAST)
    assert problems == []
    assert (rows[0].answers, rows[0].day) == ((5, None), date(2021, 1, 15))


def test_spss_is_read_with_its_missing_values() -> None:
    table = pl.DataFrame(
        {"unit": ["a", "b"], "stratum": ["", "Một"], "item_01": [5.0, None], "item_02": [0.0, 4.0]}
    )
    data = spss.write(table, {"unit": "Đơn vị"}, {"item_01": {5: "Rất hài lòng"}})
    rows, problems = responses_in(read_table(data, "p.sav"), FRAME, KEYS, first=FIRST, last=LAST)
    assert problems == []
    assert [(one.frame, one.answers) for one in rows] == [(1, (5, 0)), (2, (None, 4))]


def test_a_cut_off_spss_file_is_refused() -> None:
    data = spss.write(pl.DataFrame({"unit": ["a"] * 50}), {}, {})
    with pytest.raises(TableRefused):
        read_table(data[: len(data) // 2], "p.sav")


def test_a_frame_tells_its_faults_too() -> None:
    units = {"a": 1, "Sở A": 1, "b": 2}
    text = "unit,stratum,population,clusters\nA,,100,\na,,5,\nb,x,0,\nb,y,7,0\n?,,3,\nb,,,\n"
    framed, problems = frame_in(read_table(text.encode(), "k.csv"), units)
    assert framed == []
    assert [(one.row, one.fault) for one in problems] == [
        (3, "twice"), (4, "not_a_count"), (5, "not_a_count"), (6, "unknown_unit"),
    ]  # fmt: skip
    framed, problems = frame_in(read_table(b"unit,population\nSo A,1.200\n", "k.csv"), units)
    assert (framed[0].unit, framed[0].population, problems) == (1, 1200, [])
    assert frame_in(read_table(b"unit,population\na,\n", "k.csv"), units)[1][0].fault == "no_rows"


@pytest.mark.django_db
def test_what_goes_out_comes_in_again_the_same(settings: Any) -> None:
    settings.DANBIET_TODAY = desk.FIELD
    place = desk.make_place()
    campaign = desk.begin(place)
    desk.fill(campaign, [12, 11, 10, 13], by=place.office)
    office = desk.as_(place.office)
    before = sorted(Response.objects.values_list("frame", "answers", "seconds", "taken_on"), key=str)
    other = Campaign.objects.get()
    for kind in ("csv", "xlsx", "sav"):
        answer = office.get(f"{DESK}{campaign.pk}/phieu.{kind}")
        assert answer.status_code == 200
        assert desk.as_(place.officer).get(f"{DESK}{campaign.pk}/phieu.{kind}").status_code == 403
        Response.objects.all().delete()
        office.post(
            f"{DESK}{other.pk}/tep/",
            {"file": SimpleUploadedFile(f"phieu.{kind}", answer.content)},
            follow=True,
        )
        after = sorted(Response.objects.values_list("frame", "answers", "seconds", "taken_on"), key=str)
        assert after == before, kind
    assert not any(name in answer.content.decode("latin1") for name in ("Phòng CCHC", "entered_by"))
    assert len(ITEMS) == 22
