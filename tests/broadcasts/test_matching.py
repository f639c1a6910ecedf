"""A station's log beside the schedule: read by hand first, then by the program."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from danbiet.broadcasts.calc.asrun import NoLog, csv_rows, read_log
from danbiet.broadcasts.calc.matching import Fit, Planned, Ran, likeness, match
from tests.factories.air import moment

DAY = date(2021, 3, 10)
NOW = moment(date(2021, 3, 11), "08:00")


def plan(key: str, at: str, title: str, *, known: bool = False) -> Planned:
    return Planned(key, title, moment(DAY, at), 1500, is_known=known)


def ran(line: int, at: str, title: str) -> Ran:
    return Ran(line, title, moment(DAY, at), 1500)


COLUMN = "Dân hỏi – Chính quyền trả lời, số 4: Cấp giấy chứng nhận"


def test_shifted_doubled_and_unknown_lines_are_told_apart() -> None:
    planned = [
        plan("a1", "19:45", COLUMN), plan("a2", "20:10", "Phóng sự: Một cửa xã Thới An Hội"), plan("a3", "21:00", "Bản tin cải cách hành chính"),
    ]  # fmt: skip
    log = [
        ran(2, "19:52", "DAN HOI CHINH QUYEN TRA LOI SO 4"),  # seven minutes late, capitals, no marks
        ran(3, "20:17", "Phóng sự Một cửa xã Thới An Hội"),  # the same seven minutes
        ran(4, "20:17", "Phóng sự Một cửa xã Thới An Hội"),  # doubled
        ran(5, "20:40", "Quảng cáo nước mắm"),  # nobody planned it
    ]

    review = match(log, planned, now=NOW)

    assert [(one.ran.line, one.fit, one.planned.key if one.planned else "", one.shift, one.twin) for one in review.matches] == [
        (2, Fit.SHIFTED, "a1", 420, 0), (3, Fit.SHIFTED, "a2", 420, 0), (4, Fit.DOUBLED, "", 0, 3), (5, Fit.UNKNOWN, "", 0, 0),
    ]  # fmt: skip
    assert [one.key for one in review.missing] == ["a3"]


def test_line_to_the_minute_is_matched() -> None:
    (found,) = match([ran(2, "19:45", COLUMN)], [plan("a1", "19:45", COLUMN)], now=NOW).matches

    assert (found.fit, found.shift) == (Fit.MATCHED, 0)


def test_tolerance_of_ten_minutes_holds_to_the_second() -> None:
    plans = [plan("a1", "19:45", COLUMN)]

    inside = match([ran(2, "19:55", COLUMN)], plans, now=NOW).matches[0]
    outside = match([Ran(2, COLUMN, moment(DAY, "19:55:01"), 1500)], plans, now=NOW).matches[0]

    assert (inside.fit, outside.fit) == (Fit.SHIFTED, Fit.FAR)


def test_number_of_the_episode_decides_between_two_of_a_kind() -> None:
    plans = [plan("a4", "19:45", "Dân hỏi – Chính quyền trả lời, số 4"), plan("a5", "19:50", "Dân hỏi – Chính quyền trả lời, số 5")]  # fmt: skip

    (found,) = match([ran(2, "19:46", "Dân hỏi Chính quyền trả lời số 05")], plans, now=NOW).matches

    assert found.planned is not None
    assert found.planned.key == "a5"


def test_each_planned_airing_is_given_to_one_line_the_nearest() -> None:
    log = [ran(2, "19:40", "Bản tin sáng"), ran(3, "19:46", "Bản tin sáng")]

    review = match(log, [plan("a1", "19:45", "Bản tin sáng")], now=NOW)

    assert [one.fit for one in review.matches] == [Fit.UNKNOWN, Fit.MATCHED]


def test_what_is_confirmed_already_is_known_and_nothing_is_missing() -> None:
    review = match([ran(2, "19:52", COLUMN)], [plan("k1", "19:45", COLUMN, known=True)], now=NOW)

    assert [one.fit for one in review.matches] == [Fit.KNOWN]
    assert review.missing == ()


def test_line_later_than_now_is_not_believed() -> None:
    (found,) = match([Ran(2, COLUMN, NOW + timedelta(seconds=1), 60)], [], now=NOW).matches

    assert found.fit == Fit.FUTURE


def test_lines_without_time_or_title_stay_as_lines() -> None:
    review = match([Ran(2, "Có tên", None, None), Ran(3, "", moment(DAY), None)], [], now=NOW)

    assert [one.fit for one in review.matches] == [Fit.UNREADABLE, Fit.UNREADABLE]


def test_likeness_by_hand() -> None:
    assert likeness("Một cửa xã", "một CUA xa") == 1.0
    assert likeness("một hai ba bốn", "một hai năm sáu") == pytest.approx(0.5)  # 2 × 2 / 8
    assert likeness("Bản tin cải cách", "STV1 bản tin cải cách hành chính tuần này") == pytest.approx(0.9)
    assert likeness("Số 4", "Số 5") == pytest.approx(0.25)  # a half, halved
    assert likeness("", "a") == 0


# reading


def rows_of(text: str) -> list[tuple[int, str, int | None, str, str]]:
    log = read_log(csv_rows(text.encode()))
    return [(row.line, row.starts_at, row.seconds, row.title, row.problem) for row in log.rows]


def test_log_with_a_vietnamese_head_is_read() -> None:
    text = (
        "Ngày phát;Giờ phát;Tên chương trình;Thời lượng\n"
        "10/03/2021;19:52:10;Dân hỏi – Chính quyền trả lời;00:25:00\n"
        "10/3/2021;20h17;Phóng sự;5:30\n"
    )

    assert rows_of(text) == [
        (2, "2021-03-10T19:52:10+07:00", 1500, "Dân hỏi – Chính quyền trả lời", ""),
        (3, "2021-03-10T20:17:00+07:00", 330, "Phóng sự", ""),
    ]


def test_log_without_dates_takes_the_day_above_and_passes_midnight() -> None:
    text = (
        "Nhật ký phát sóng ngày 10/03/2021,,\n"
        "Bắt đầu,Kết thúc,Nội dung\n"
        "23:40:00,23:58:00,Bản tin đêm\n"
        "00:05:00,00:35:00,Phim tài liệu\n"
    )

    assert rows_of(text) == [
        (3, "2021-03-10T23:40:00+07:00", 1080, "Bản tin đêm", ""),
        (4, "2021-03-11T00:05:00+07:00", 1800, "Phim tài liệu", ""),
    ]


def test_hours_above_24_belong_to_the_next_day() -> None:
    text = "Date,Start,Title\n2021-03-10,25:10:00,Phim\n"

    assert rows_of(text) == [(2, "2021-03-11T01:10:00+07:00", None, "Phim", "")]


def test_lines_that_are_not_understood_keep_their_cells() -> None:
    log = read_log(csv_rows("Giờ,Tên\nabc,Không có giờ\n10:00,\n".encode()))

    assert [(row.line, row.cells, row.problem) for row in log.rows] == [
        (2, ("abc", "Không có giờ"), "no_time"), (3, ("10:00", ""), "no_time"),
    ]  # fmt: skip


def test_cells_of_excel_are_read_as_what_they_are() -> None:
    log = read_log(
        [
            ["Ngày", "Giờ", "Chương trình", "Thời lượng"],
            [datetime(2021, 3, 10), time(19, 52), "Dân hỏi", timedelta(minutes=25)],
            [datetime(2021, 3, 10), 0.84375, "Phóng sự", time(0, 5, 30)],
        ]
    )

    assert [(row.starts_at, row.seconds) for row in log.rows] == [
        ("2021-03-10T19:52:00+07:00", 1500), ("2021-03-10T20:15:00+07:00", 330),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"\n\n", "empty"), (b"a,b\n1,2\n", "no_columns"), (b"\x00\x01\x02", "encoding")],
)
def test_what_is_no_log_is_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(NoLog) as refusal:
        read_log(csv_rows(data))

    assert refusal.value.code == code


def test_old_windows_vietnamese_is_read() -> None:
    (row,) = read_log(csv_rows("Gio;Ten\n10/03/2021 19:45;Dân hỏi\n".encode("cp1258", "replace"))).rows

    assert row.starts_at == "2021-03-10T19:45:00+07:00"
