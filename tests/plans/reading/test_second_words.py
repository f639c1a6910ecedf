"""Words of time, quantity and units as a second reader met them: in cells and inside sentences."""

import pytest
from tests.plans.reading.expected import DEPARTMENTS, DISTRICTS
from tests.plans.reading.papers import as_bytes, grid, head_block, lines, paper

from danbiet.plans.calc.reading import (
    ParsedTask,
    UnitCatalogue,
    read_plan,
    read_schedule,
    read_targets,
    read_units,
)

SCHEDULES = [
    ("Tháng 3/2021 và các tháng tiếp theo", ["2021-03-01..2021-12-31"], None),
    ("Từ nay đến cuối năm", ["2021-01-01..2021-12-31"], None),
    ("2021-09-15", ["2021-09-15..2021-09-15"], None),
    ("Quý một", ["2021-01-01..2021-03-31"], None),
    ("Quý hai và quý tư", ["2021-04-01..2021-06-30", "2021-10-01..2021-12-31"], None),
    ("02 tháng/lần", ["2021-01-01..2021-12-31"], None),
    ("1 tháng/lần", ["2021-01-01..2021-12-31"], "monthly"),
    ("Quý I", ["2021-01-01..2021-03-31"], None),
    ("Quý II, IV", ["2021-04-01..2021-06-30", "2021-10-01..2021-12-31"], None),
    ("Tháng 4, 10/2022", ["2022-04-01..2022-04-30", "2022-10-01..2022-10-31"], None),
    ("Từ 15/9 đến 15/10", ["2021-09-15..2021-10-15"], None),
    ("Trước ngày 15/6", ["2021-01-01..2021-06-15"], None),
    ("Hàng tháng", ["2021-01-01..2021-12-31"], "monthly"),
    ("Thường xuyên", ["2021-01-01..2021-12-31"], "continuous"),
    ("Trong năm", ["2021-01-01..2021-12-31"], None),
    ("QI, QII", ["2021-01-01..2021-03-31", "2021-04-01..2021-06-30"], None),
    ("Từ 01-15/9/2021", ["2021-09-01..2021-09-15"], None),
    ("Từ 08 giờ 00 ngày 15/9/2021 đến 17 giờ 00 ngày 15/10/2021", ["2021-09-15..2021-10-15"], None),
    ("trước 15/6, 15/12", ["2021-01-01..2021-06-15", "2021-01-01..2021-12-15"], None),
    ("Thường xuyên từ tháng 2", ["2021-02-01..2021-12-31"], "continuous"),
]


@pytest.mark.parametrize(("words", "periods", "recurrence"), SCHEDULES, ids=[row[0] for row in SCHEDULES])
def test_schedule_words_give_periods(words: str, periods: list[str], recurrence: str | None) -> None:
    read = read_schedule(words, 2021)

    assert [f"{one.starts_on}..{one.ends_on}" for one in read.periods] == periods
    assert read.recurrence == recurrence


TARGETS = [
    ("tối thiểu: 10 tin", [">= 10 tin once"]),
    ("Tối thiểu mỗi tháng 02 tin", [">= 2 tin month"]),
    ("5 000 tờ rơi", ["= 5000 tờ rơi once"]),
    ("5,000 tờ rơi", ["= 5000 tờ rơi once"]),
    ("1,5 triệu lượt", ["= 1500000 lượt once"]),
    ("nhiều nhất 5 hội nghị", ["<= 5 hội nghị once"]),
    ("01 video dài 05 phút", ["= 1 video once"]),
    ("04 phóng sự + 08 bài viết", ["= 4 phóng sự once", "= 8 bài viết once"]),
    ("Phóng sự (04), bài viết (08)", ["= 4 Phóng sự once", "= 8 bài viết once"]),
    ("02 (hai) phóng sự", ["= 2 phóng sự once"]),
    ("3 lớp x 50 học viên", ["= 3 lớp once [= 50 học viên]"]),
    ("5 video, mỗi video ít nhất 2 lượt", ["= 5 video once [>= 2 lượt]"]),
    ("≥ 2 tin/tháng/đơn vị", [">= 2 tin month unit"]),
    ("04 phóng sự, 08 bài viết", ["= 4 phóng sự once", "= 8 bài viết once"]),
    ("100% đơn vị", ["= 100 % đơn vị once"]),
    ("ít nhất 10 kỳ", [">= 10 kỳ once"]),
    ("5.000 tờ rơi", ["= 5000 tờ rơi once"]),
]


def target_words(text: str) -> list[str]:
    lines = []
    for one in read_targets(text).targets:
        line = f"{one.comparison} {one.quantity:f} {one.unit} {one.per}".replace(".0 ", " ")
        line += " unit" if one.per_unit else ""
        if one.each:
            line += f" [{one.each.comparison} {one.each.quantity} {one.each.unit}]"
        lines.append(line)
    return lines


@pytest.mark.parametrize(("words", "expected"), TARGETS, ids=[row[0] for row in TARGETS])
def test_target_words_give_quantities(words: str, expected: list[str]) -> None:
    assert target_words(words) == expected


UNITS = [
    ("Sở Ngoại vụ", [], ["Sở Ngoại vụ"]),
    ("Tỉnh ủy", [], ["Tỉnh ủy"]),
    ("Sở Nội vụ, Sở Ngoại vụ", ["Sở Nội vụ"], ["Sở Ngoại vụ"]),
    ("Người dân", [], ["Người dân"]),
    ("1. Sở Nội vụ 2. Sở Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"], []),
    ("Sở Nội vụ (cơ quan thường trực)", ["Sở Nội vụ"], []),
    ("Sở Nội vụ (chủ trì)", ["Sở Nội vụ"], []),
    ("Sở Nội vụ cùng với Sở Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"], []),
    ("-nt-", [], []),
]


@pytest.mark.parametrize(("words", "names", "unknown"), UNITS, ids=[row[0] for row in UNITS])
def test_unit_words_give_units_or_are_told(
    words: str, names: list[str], unknown: list[str], units: UnitCatalogue
) -> None:
    read = read_units(words, units)

    assert list(read.names) == names
    assert [text for text, _ in read.unknown] == unknown


def test_verb_that_spells_like_a_department_is_no_department(units: UnitCatalogue) -> None:
    assert list(read_units("Sở Nội vụ xây dựng chuyên mục", units).names) == ["Sở Nội vụ"]
    assert list(read_units("Sở Nội vụ, Xây dựng", units).names) == ["Sở Nội vụ", "Sở Xây dựng"]


ISSUE_TIMES = [row for row in SCHEDULES if row[0] in (
    "Quý I", "Quý II, IV", "Tháng 4, 10/2022", "Từ 15/9 đến 15/10", "Trước ngày 15/6", "Hàng tháng",
    "Thường xuyên", "Trong năm",
)]  # fmt: skip
ISSUE_TARGETS = [row for row in TARGETS if row[0] in (
    "ít nhất 10 kỳ", "≥ 2 tin/tháng/đơn vị", "5.000 tờ rơi", "04 phóng sự, 08 bài viết", "100% đơn vị",
    "5 video, mỗi video ít nhất 2 lượt",
)]  # fmt: skip
ISSUE_UNITS = [
    ("các sở, ban, ngành tỉnh", DEPARTMENTS),
    ("UBND các huyện, thị xã, thành phố", DISTRICTS),
    ("Sở Nội vụ", ["Sở Nội vụ"]),
]


def in_cells_and_in_prose(units: UnitCatalogue, **words: str) -> list[ParsedTask]:
    """The same words of a task as a table row and as lettered fields."""
    said = {"lead": "Sở Y tế", "time": "Quý I", "product": "", **words}
    by_table, by_prose = paper(), paper()
    head_block(by_table)
    grid(
        by_table,
        [
            ["STT", "Nội dung", "Sản phẩm", "Cơ quan chủ trì", "Thời gian"],
            ["1", "Việc A", said["product"], said["lead"], said["time"]],
        ],
    )
    head_block(by_prose)
    lines(by_prose, f"II. NỘI DUNG\n1. Việc A\na) Nội dung: Việc A.\nb) Cơ quan chủ trì: {said['lead']}.")
    lines(by_prose, f"c) Thời gian: {said['time']}.")
    if said["product"]:
        lines(by_prose, f"d) Sản phẩm: {said['product']}.")
    return [
        read_plan(as_bytes(document), year=2021, units=units, issuer="Tỉnh Sóc Trăng").tasks[0]
        for document in (by_table, by_prose)
    ]


@pytest.mark.parametrize(("words", "periods", "recurrence"), ISSUE_TIMES, ids=[row[0] for row in ISSUE_TIMES])
def test_times_read_alike_in_cells_and_in_prose(
    words: str, periods: list[str], recurrence: str | None, units: UnitCatalogue
) -> None:
    for task in in_cells_and_in_prose(units, time=words):
        assert [f"{one.starts_on}..{one.ends_on}" for one in task.periods] == periods
        assert task.recurrence == recurrence
        assert task.schedule_text == words


@pytest.mark.parametrize(("words", "expected"), ISSUE_TARGETS, ids=[row[0] for row in ISSUE_TARGETS])
def test_targets_read_alike_in_cells_and_in_prose(
    words: str, expected: list[str], units: UnitCatalogue
) -> None:
    for task in in_cells_and_in_prose(units, product=words):
        assert list(task.targets) == list(read_targets(words).targets)
        assert len(task.targets) == len(expected)
        assert task.product == words


@pytest.mark.parametrize(("words", "names"), ISSUE_UNITS, ids=[row[0] for row in ISSUE_UNITS])
def test_units_read_alike_in_cells_and_in_prose(words: str, names: list[str], units: UnitCatalogue) -> None:
    for task in in_cells_and_in_prose(units, lead=words):
        assert list(task.leads) == names
        assert task.lead_text == words


def test_bare_figure_counts_the_only_form(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    grid(
        document,
        [
            ["TT", "Nội dung", "Hình thức", "Số lượng", "Chủ trì"],
            ["1", "Dịch vụ công", "Tờ rơi", "5.000", "Sở Y tế"],
        ],
    )
    task = read_plan(as_bytes(document), year=2021, units=units, issuer="Tỉnh Sóc Trăng").tasks[0]

    assert [(one.quantity, one.unit) for one in task.targets] == [(5000, "tờ rơi")]
