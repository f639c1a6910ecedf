"""Smaller differences between real plans, each met by a second reader: what is compared is who does what, when, how much."""

from typing import Any

import pytest
from tests.plans.reading.expected import BAO, DAI, SNV, STP
from tests.plans.reading.papers import as_bytes, grid, head_block, lines, paper

from danbiet.plans.calc.reading import ParsedPlan, UnitCatalogue, lost_words, read_plan

Brief = list[tuple[str, list[tuple[str, list[str], list[str], str]]]]


def read(document: Any, units: UnitCatalogue) -> ParsedPlan:
    data = as_bytes(document)
    parsed = read_plan(data, year=2021, units=units, issuer="Tỉnh Sóc Trăng")
    assert lost_words(parsed, data) == []
    return parsed


def brief(parsed: ParsedPlan) -> Brief:
    """Groups with (content, leads, supports, words of time) of their tasks."""
    return [
        (
            group.title,
            [
                (task.content, list(task.leads), list(task.supports), task.schedule_text)
                for task in group.tasks
            ],
        )
        for group in parsed.groups
    ]


def prose(text: str, units: UnitCatalogue) -> Brief:
    document = paper()
    head_block(document)
    lines(document, text)
    return brief(read(document, units))


def table(rows: list[list[str | None]], units: UnitCatalogue) -> Brief:
    document = paper()
    head_block(document)
    grid(document, rows)
    return brief(read(document, units))


TITLE = "Kế hoạch tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021"


def test_fields_under_headings_of_two_levels_make_the_upper_one_the_group(units: UnitCatalogue) -> None:
    text = """II. NỘI DUNG
        1. Tuyên truyền trên báo chí
        1.1. Chuyên mục
        a) Nội dung: Xây dựng chuyên mục.
        b) Cơ quan chủ trì: Đài PT-TH.
        c) Thời gian: Hàng tháng.
        1.2. Phóng sự
        a) Nội dung: Xây dựng phóng sự.
        b) Cơ quan chủ trì: Báo Sóc Trăng.
        c) Thời gian: Quý II.
        2. Hội thi
        2.1. Hội thi trực tuyến
        a) Nội dung: Tổ chức hội thi.
        b) Cơ quan chủ trì: Sở Nội vụ.
        c) Thời gian: Quý III."""

    assert prose(text, units) == [
        (
            "Tuyên truyền trên báo chí",
            [("Xây dựng chuyên mục", [DAI], [], "Hàng tháng"), ("Xây dựng phóng sự", [BAO], [], "Quý II")],
        ),
        ("Hội thi", [("Tổ chức hội thi", [SNV], [], "Quý III")]),
    ]


def test_headings_of_one_rank_are_all_groups_when_one_is(units: UnitCatalogue) -> None:
    text = """II. NỘI DUNG
        1. Chuyên mục phát thanh
        - Cơ quan thực hiện: Đài PT-TH.
        - Thời gian: Hàng tháng.
        2. Trang thông tin điện tử
        - Nội dung: Đăng tải văn bản.
        - Cơ quan thực hiện: Sở Nội vụ.
        - Thời gian: Thường xuyên."""

    assert prose(text, units) == [
        ("Chuyên mục phát thanh", [("Chuyên mục phát thanh", [DAI], [], "Hàng tháng")]),
        ("Trang thông tin điện tử", [("Đăng tải văn bản", [SNV], [], "Thường xuyên")]),
    ]


def test_topic_before_a_colon_does_not_hide_who_acts(units: UnitCatalogue) -> None:
    text = """III. HÌNH THỨC TUYÊN TRUYỀN
        1. Trên sóng truyền hình: Giao Đài PT-TH tỉnh chủ trì, phối hợp Sở Nội vụ xây dựng chuyên mục, ít nhất 10 kỳ trong năm.
        2. Hội thi: Sở Nội vụ chủ trì tổ chức hội thi trực tuyến, thời gian từ 15/9 đến 15/10.
        IV. TỔ CHỨC THỰC HIỆN
        Sở Nội vụ theo dõi, đôn đốc."""

    assert prose(text, units) == [
        (
            "HÌNH THỨC TUYÊN TRUYỀN",
            [
                ("Trên sóng truyền hình: xây dựng chuyên mục, ít nhất 10 kỳ", [DAI], [SNV], "trong năm"),
                ("Hội thi: tổ chức hội thi trực tuyến", [SNV], [], "thời gian từ 15/9 đến 15/10"),
            ],
        )
    ]


def test_points_behind_line_breaks_of_one_paragraph_are_points(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    document.add_paragraph("II. NỘI DUNG")
    document.add_paragraph(
        "1. Chuyên mục\na) Nội dung: Xây dựng chuyên mục.\nb) Chủ trì: Đài PT-TH.\nc) Thời gian: Quý I."
    )

    assert brief(read(document, units)) == [("Chuyên mục", [("Xây dựng chuyên mục", [DAI], [], "Quý I")])]


def test_roman_row_hands_its_lead_down_to_the_rows_under_it(units: UnitCatalogue) -> None:
    rows: list[list[str | None]] = [
        ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"],
        ["I", "Trên truyền hình", "Đài PT-TH", "Sở Nội vụ", "Cả năm"],
        ["1", "Chuyên mục", "", "", "Hàng tháng"],
        ["2", "Phóng sự", "", "", ""],
        ["II", "Trên báo", "Báo Sóc Trăng", "", ""],
        ["1", "Tin bài", "", "", "Hàng tuần"],
    ]

    assert table(rows, units) == [
        (
            "Trên truyền hình",
            [("Chuyên mục", [DAI], [SNV], "Hàng tháng"), ("Phóng sự", [DAI], [SNV], "Cả năm")],
        ),
        ("Trên báo", [("Tin bài", [BAO], [], "Hàng tuần")]),
    ]


def test_slash_divides_lead_from_support_as_the_heading_says(units: UnitCatalogue) -> None:
    rows: list[list[str | None]] = [
        ["TT", "Nội dung", "Đơn vị chủ trì/phối hợp", "Thời gian"],
        ["1", "Tập huấn", "Sở Nội vụ/Sở Tư pháp, Sở Y tế", "Tháng 4"],
    ]

    assert table(rows, units) == [(TITLE, [("Tập huấn", [SNV], [STP, "Sở Y tế"], "Tháng 4")])]


def test_title_row_over_the_table_is_no_heading(units: UnitCatalogue) -> None:
    rows: list[list[str | None]] = [
        ["PHỤ LỤC PHÂN CÔNG NHIỆM VỤ", "<", "<", "<"],
        ["STT", "Nội dung", "Đơn vị thực hiện", "Thời gian"],
        ["I", "Báo chí", "<", "<"],
        ["1", "Tin bài", "Báo Sóc Trăng", "Hàng tháng"],
    ]

    assert table(rows, units) == [("Báo chí", [("Tin bài", [BAO], [], "Hàng tháng")])]


def test_short_headings_and_joining_units_are_understood(units: UnitCatalogue) -> None:
    rows: list[list[str | None]] = [
        ["TT", "Nhiệm vụ", "CQ chủ trì", "Đơn vị tham gia", "TG thực hiện", "SP"],
        ["1", "Tin bài", "Báo ST", "Sở NV", "Q1, Q2", "12 tin bài"],
    ]

    assert table(rows, units) == [(TITLE, [("Tin bài", [BAO], [SNV], "Q1, Q2")])]


def test_subject_leads_where_no_column_says_who(units: UnitCatalogue) -> None:
    rows: list[list[str | None]] = [
        ["STT", "Nội dung", "Thời gian", "Sản phẩm"],
        ["1", "Sở Nội vụ tổ chức hội thi", "Quý III", "01 hội thi"],
    ]

    assert table(rows, units) == [(TITLE, [("Sở Nội vụ tổ chức hội thi", [SNV], [], "Quý III")])]


def test_cards_of_two_columns_are_tasks(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    grid(
        document,
        [["Nhiệm vụ 1", "Xây dựng chuyên mục"], ["Chủ trì", "Đài PT-TH"], ["Thời gian", "Hàng tháng"]],
    )
    document.add_paragraph("")
    grid(document, [["Nhiệm vụ 2", "Hội thi"], ["Chủ trì", "Sở Nội vụ"], ["Thời gian", "Quý III"]])

    assert [one for _, tasks in brief(read(document, units)) for one in tasks] == [
        ("Xây dựng chuyên mục", [DAI], [], "Hàng tháng"),
        ("Hội thi", [SNV], [], "Quý III"),
    ]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 19/KH-UBND", "19/KH-UBND"),
        ("Số 19/KH - UBND", "19/KH-UBND"),
        ("Số: 12-KH/TU", "12-KH/TU"),
        ("Số: 19/2021/KH-UBND", "19/2021/KH-UBND"),
        ("Số : 05 / KH - SNV", "05/KH-SNV"),
        ("Số: ...... /KH-UBND", None),
    ],
)
def test_number_is_read_as_it_is_written(line: str, number: str | None, units: UnitCatalogue) -> None:
    document = paper()
    head_block(document, number=line)
    grid(document, [["Nội dung", "Chủ trì", "Thời gian"], ["Việc A", "Sở Nội vụ", "Quý I"]])

    assert read(document, units).number == number


def test_roman_headings_under_lettered_chapters_are_the_groups(units: UnitCatalogue) -> None:
    text = """A. MỤC ĐÍCH
        Nâng cao nhận thức.
        B. NỘI DUNG
        I. Trên báo, đài
        1. Chuyên mục
        a) Nội dung: Xây dựng chuyên mục Dân hỏi.
        b) Chủ trì: Đài PT-TH
        c) Thời gian: Hàng tháng
        II. Hội thi
        1. Hội thi trực tuyến
        a) Nội dung: Thi trực tuyến.
        b) Chủ trì: Sở Nội vụ
        c) Thời gian: Quý III"""

    assert prose(text, units) == [
        ("Trên báo, đài", [("Xây dựng chuyên mục Dân hỏi", [DAI], [], "Hàng tháng")]),
        ("Hội thi", [("Thi trực tuyến", [SNV], [], "Quý III")]),
    ]


def test_field_with_an_unknown_label_ends_nothing(units: UnitCatalogue) -> None:
    text = """II. NỘI DUNG
        1. Chuyên mục
        a) Nội dung: Xây dựng chuyên mục.
        b) Thời lượng: 15 phút.
        c) Cơ quan, đơn vị chủ trì: Đài PT-TH.
        d) Thời gian, tiến độ thực hiện: Hàng tháng."""

    assert prose(text, units) == [("Chuyên mục", [("Xây dựng chuyên mục", [DAI], [], "Hàng tháng")])]


def test_labelled_task_without_a_lead_is_a_task_in_doubt(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    lines(document, "II. NỘI DUNG\n1. Tin bài\na) Nội dung: Đăng tin.\nb) Thời gian: Quý I.")

    parsed = read(document, units)

    assert brief(parsed) == [("Tin bài", [("Đăng tin", [], [], "Quý I")])]
    assert "no_lead" in {doubt.why for doubt in parsed.tasks[0].doubts}


def test_marked_lead_keeps_the_unmarked_rest(units: UnitCatalogue) -> None:
    rows: list[list[str | None]] = [
        ["STT", "Nội dung", "Cơ quan thực hiện", "Thời gian"],
        ["1", "Việc A", "Sở Nội vụ (chủ trì) phối hợp Sở Tư pháp", "Trong năm"],
        ["2", "Việc B", "Sở Nội vụ (chủ trì); Sở Tư pháp (phối hợp)", "Trong năm"],
    ]

    assert table(rows, units) == [
        (TITLE, [("Việc A", [SNV], [STP], "Trong năm"), ("Việc B", [SNV], [STP], "Trong năm")])
    ]


def test_frequency_in_a_column_of_its_own_is_the_recurrence(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    grid(
        document,
        [
            ["STT", "Nội dung", "Tần suất", "Chủ trì", "Thời gian thực hiện"],
            ["1", "Tin bài", "Hàng tuần", "Báo Sóc Trăng", "Cả năm"],
            ["2", "Phát thanh", "2 chương trình/tuần", "Báo Sóc Trăng", "Từ tháng 02"],
        ],
    )

    tasks = read(document, units).tasks

    assert [task.recurrence for task in tasks] == ["weekly", None]
    assert [one.per for one in tasks[1].targets] == ["week"]
