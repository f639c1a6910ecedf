"""A station's log from the file to the count."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from danbiet.broadcasts.actions import logs
from danbiet.broadcasts.actions.airing import confirm_airing
from danbiet.broadcasts.actions.refusals import LogRefused, NotNow
from danbiet.broadcasts.calc.matching import Fit
from danbiet.broadcasts.models import Airing, AsRunImport
from danbiet.broadcasts.queries.logs import review_of
from danbiet.measures.models import Event
from tests.factories import air

from .conftest import AT, ON, Station

TEXT = (
    "Ngày;Giờ;Tên chương trình;Thời lượng\n"
    "10/03/2021;19:52:00;DAN HOI CHINH QUYEN TRA LOI SO 4;00:24:30\n"  # seven minutes late
    "10/03/2021;20:17:00;Bản tin cải cách;00:10:00\n"  # of a slot, seven minutes late
    "10/03/2021;20:17:00;Bản tin cải cách;00:10:00\n"  # doubled
    "10/03/2021;20:40:00;Quảng cáo nước mắm;00:00:30\n"  # unknown
    "abc;;;\n"
)


@pytest.fixture
def planned(station: Station) -> Airing:
    air.slot(
        station.stv1, at="20:10", on=date(2021, 3, 3), minutes=15, weekdays=[2], title="Bản tin cải cách"
    )
    return air.planned(
        station.stv1, air.moment(ON), title="Dân hỏi – Chính quyền trả lời, số 4", episode=air.episode(station.column)
    )  # fmt: skip


def hand_in(station: Station, text: str = TEXT, name: str = "nhat-ky.csv") -> AsRunImport:
    upload = SimpleUploadedFile(name, text.encode())
    return logs.hand_in_log(station.stv1.pk, upload, by=station.editor, at=AT)[0]


def test_handed_in_log_confirms_nothing_and_shows_every_line(station: Station, planned: Airing) -> None:
    kept = hand_in(station)

    assert [(one.ran.line, one.fit) for one in review_of(kept, now=AT).matches] == [
        (2, Fit.SHIFTED), (3, Fit.SHIFTED), (4, Fit.DOUBLED), (5, Fit.UNKNOWN), (6, Fit.UNREADABLE),
    ]  # fmt: skip
    assert Event.objects.count() == 0
    assert kept.rows[4]["cells"] == ["abc", "", "", ""]


def test_taken_over_log_confirms_with_the_times_of_the_log(station: Station, planned: Airing) -> None:
    kept = hand_in(station)

    taken = logs.take_over(
        kept.pk, decisions={2: "confirm", 3: "confirm", 4: "skip", 5: "new"}, by=station.editor, at=AT
    )

    assert (taken.confirmed, taken.added) == (2, 1)
    rows = [
        (row.title, row.starts_at, row.seconds, row.source) for row in Airing.objects.order_by("starts_at")
    ]
    assert rows == [
        ("Dân hỏi – Chính quyền trả lời, số 4", air.moment(ON, "19:52"), 1470, "log"),
        ("Bản tin cải cách", air.moment(ON, "20:17"), 600, "log"),
        ("Quảng cáo nước mắm", air.moment(ON, "20:40"), 30, "log"),
    ]
    assert Event.objects.filter(measure="airings").count() == 3


def test_the_same_file_again_is_the_same_import_and_adds_nothing(station: Station, planned: Airing) -> None:
    kept = hand_in(station)
    decisions = {2: "confirm", 3: "confirm", 4: "skip", 5: "new"}
    logs.take_over(kept.pk, decisions=decisions, by=station.editor, at=AT)

    again = hand_in(station)
    taken = logs.take_over(again.pk, decisions=decisions, by=station.editor, at=AT)

    assert again.pk == kept.pk
    assert (taken.confirmed, taken.added, taken.known) == (0, 0, 3)
    assert Airing.objects.count() == 3
    assert Event.objects.filter(measure="airings").count() == 3


def test_the_same_rows_in_another_file_are_known(station: Station, planned: Airing) -> None:
    decisions = {2: "confirm", 3: "confirm", 5: "new"}
    logs.take_over(hand_in(station).pk, decisions=decisions, by=station.editor, at=AT)

    other = hand_in(station, TEXT.replace(";", ","), name="xuat-lai.csv")
    fits = [one.fit for one in review_of(other, now=AT).matches]

    assert fits == [Fit.KNOWN, Fit.KNOWN, Fit.DOUBLED, Fit.KNOWN, Fit.UNREADABLE]


def test_airing_confirmed_by_click_before_the_log_comes_is_known(station: Station, planned: Airing) -> None:
    confirm_airing(planned.pk, by=station.editor, at=AT)
    kept = hand_in(station)

    taken = logs.take_over(kept.pk, decisions={2: "confirm"}, by=station.editor, at=AT)

    assert (taken.confirmed, taken.known) == (0, 1)
    planned.refresh_from_db()
    assert planned.starts_at == air.moment(ON)


def test_undecided_lines_stay_and_can_be_taken_over_later(station: Station, planned: Airing) -> None:
    kept = hand_in(station)
    first = logs.take_over(kept.pk, decisions={2: "confirm"}, by=station.editor, at=AT)

    second = logs.take_over(kept.pk, decisions={5: "new"}, by=station.editor, at=AT)

    assert (first.confirmed, first.added, second.confirmed, second.added) == (1, 0, 0, 1)
    kept.refresh_from_db()
    assert {line: one["what"] for line, one in kept.decisions.items()} == {"2": "confirm", "5": "new"}


def test_log_with_a_fault_in_the_middle_takes_over_nothing(
    station: Station, planned: Airing, monkeypatch: Any
) -> None:
    kept = hand_in(station)

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("máy tắt")

    monkeypatch.setattr(logs, "_add", broken)
    with pytest.raises(RuntimeError):
        logs.take_over(kept.pk, decisions={2: "confirm", 5: "new"}, by=station.editor, at=AT)

    planned.refresh_from_db()
    kept.refresh_from_db()
    assert (planned.state, kept.state, Event.objects.count()) == ("planned", "read", 0)


def test_excel_log_is_kept_and_read(station: Station, planned: Airing) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Ngày", "Giờ phát", "Chương trình", "Thời lượng"])
    sheet.append([datetime(2021, 3, 10), time(19, 45, 20), "Dân hỏi – Chính quyền trả lời số 4", time(0, 25)])
    out = io.BytesIO()
    book.save(out)

    kept, is_new = logs.hand_in_log(
        station.stv1.pk, SimpleUploadedFile("nhat-ky.xlsx", out.getvalue()), by=station.editor, at=AT
    )

    assert is_new
    assert kept.file is not None
    assert [(one.fit, one.shift) for one in review_of(kept, now=AT).matches] == [(Fit.MATCHED, 20)]


@pytest.mark.parametrize(
    ("name", "data"), [("a.csv", b""), ("a.csv", b"x;y\n1;2\n"), ("a.csv", b"\x00\xff"), ("a.xlsx", b"PK\x03\x04rubbish")]
)  # fmt: skip
def test_what_is_no_log_is_refused_and_leaves_nothing(station: Station, name: str, data: bytes) -> None:
    from danbiet.media.actions import FileRefused

    with pytest.raises((LogRefused, FileRefused)):
        logs.hand_in_log(station.stv1.pk, SimpleUploadedFile(name, data), by=station.editor, at=AT)

    assert AsRunImport.objects.count() == 0


def test_log_of_which_something_was_taken_over_is_not_put_aside(station: Station, planned: Airing) -> None:
    kept = hand_in(station)
    logs.take_over(kept.pk, decisions={2: "confirm"}, by=station.editor, at=AT)

    with pytest.raises(NotNow):
        logs.drop_log(kept.pk, by=station.editor, at=AT)


@pytest.mark.parametrize(
    "words", ["Cải cách hành chính và cuộc sống: Bưu điện", "Bưu điện nhận hồ sơ thay một cửa"]
)
def test_log_may_name_the_programme_or_the_title_or_both(station: Station, words: str) -> None:
    show = air.programme(station.station, title="Cải cách hành chính và cuộc sống")
    air.planned(
        station.stv1,
        air.moment(ON),
        title="Bưu điện nhận hồ sơ thay một cửa",
        state="confirmed",
        confirmed_at=AT,
    )
    Airing.objects.update(programme=show)

    kept = hand_in(station, f"Ngày;Giờ;Tên\n10/03/2021;19:46;{words}\n")

    assert [one.fit for one in review_of(kept, now=AT).matches] == [Fit.KNOWN]
