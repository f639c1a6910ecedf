"""Rarer layouts: cards, ticks under months, leads handed down, text beside a small table."""

from tests.plans.reading.expected import (
    BAO,
    DAI,
    DISTRICTS,
    Q1,
    Q2,
    Q3,
    SNV,
    STP,
    STTTT,
    YEAR,
    group,
    plan,
    target,
    task,
)
from tests.plans.reading.papers import grid, head_block, lines, paper
from tests.plans.reading.test_layouts_tables import reading, shown

from danbiet.plans.calc.reading import UnitCatalogue


def test_cards_of_two_columns_are_tasks(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    for name in ("Chuyên mục", "Hội thi"):
        document.add_paragraph(name).runs[0].bold = True
        grid(
            document,
            [
                ["Nội dung", f"Tổ chức {name.lower()}"],
                ["Hình thức:", "Tin, bài"],
                ["Đơn vị chủ trì", "Sở Nội vụ"],
                ["Đơn vị phối hợp", "Đài PT-TH\nBáo Sóc Trăng"],
                ["Thời gian", "Quý I"],
            ],
        )

    def card(content: str) -> dict[str, object]:
        return task(1, content, forms=["Tin", "bài"], leads=[SNV], lead_text="Sở Nội vụ", supports=[DAI, BAO],
                    support_text="Đài PT-TH\nBáo Sóc Trăng", when=[Q1], schedule_text="Quý I")  # fmt: skip

    assert shown(reading(document, units)) == plan(
        group(1, "Chuyên mục", card("Tổ chức chuyên mục")), group(2, "Hội thi", card("Tổ chức hội thi"))
    )


def test_ticks_under_months_are_the_schedule_and_sums_are_no_tasks(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    grid(
        document,
        [
            ["TT", "Nội dung", "Chủ trì", "Thời gian (tháng)", "<", "<"],
            [None, None, None, "1", "2", "3"],
            ["1", "Tin", "Đài PT-TH", "x", "", "x"],
            ["2", "Bài", "Báo Sóc Trăng", "", "X", "-"],
            ["", "Tổng cộng", "", "", "", ""],
        ],
    )

    assert shown(reading(document, units)) == plan(
        group(
            1,
            "Kế hoạch tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021",
            task(1, "Tin", leads=[DAI], lead_text="Đài PT-TH",
                 when=[("2021-01-01", "2021-01-31"), ("2021-03-01", "2021-03-31")],
                 schedule_text="Tháng 1, Tháng 3"),
            task(2, "Bài", leads=[BAO], lead_text="Báo Sóc Trăng", when=[("2021-02-01", "2021-02-28")],
                 schedule_text="Tháng 2"),
        )
    )  # fmt: skip


def test_lead_of_a_roman_row_is_handed_down_and_points_join_their_task(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    grid(
        document,
        [
            ["STT", "Nội dung", "Sản phẩm", "Chủ trì", "Thời gian"],
            ["I", "Báo chí", "", "Đài PT-TH", ""],
            ["1", "Tin", "12 tin", None, "Quý I"],
            ["2", "Loạt chương trình:", "", None, "Cả năm"],
            ["", "- Phóng sự", "04 phóng sự", "", ""],
            ["", "- Tọa đàm", "01 tọa đàm", "", ""],
            ["II", "Cơ sở", "", "", ""],
            ["1", "Loa", "", "UBND cấp huyện", "Quý III"],
        ],
    )

    assert shown(reading(document, units)) == plan(
        group(
            1,
            "Báo chí",
            task(1, "Tin", product="12 tin", targets=[target("=", 12, "tin")], leads=[DAI], lead_text="Đài PT-TH",
                 when=[Q1], schedule_text="Quý I"),
            task(2, "Loạt chương trình:\n- Phóng sự\n- Tọa đàm", product="04 phóng sự\n01 tọa đàm",
                 targets=[target("=", 4, "phóng sự"), target("=", 1, "tọa đàm")], leads=[DAI],
                 lead_text="Đài PT-TH", when=YEAR, schedule_text="Cả năm"),
        ),
        group(
            2,
            "Cơ sở",
            task(1, "Loa", leads=DISTRICTS, lead_text="UBND cấp huyện", when=[Q3], schedule_text="Quý III"),
        ),
    )  # fmt: skip


def test_repeat_inside_a_shared_cell_means_the_task_before(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    grid(
        document,
        [
            ["Nội dung", "Đơn vị thực hiện", "Thời gian"],
            ["Việc A", "- Chủ trì: Sở Nội vụ\n- Phối hợp: Sở TT&TT", "Quý I"],
            ["Việc B", "Chủ trì: -nt-", "Quý II"],
            ["Việc C", "Sở Nội vụ chủ trì; Sở Tư pháp, Sở TT&TT phối hợp", "Quý III"],
        ],
    )

    assert shown(reading(document, units))["groups"][0]["tasks"] == [
        task(1, "Việc A", leads=[SNV], lead_text="Sở Nội vụ", supports=[STTTT], support_text="Sở TT&TT", when=[Q1],
             schedule_text="Quý I"),
        task(2, "Việc B", leads=[SNV], lead_text="Sở Nội vụ", when=[Q2], schedule_text="Quý II"),
        task(3, "Việc C", leads=[SNV], lead_text="Sở Nội vụ", supports=[STP, STTTT],
             support_text="Sở Tư pháp, Sở TT&TT", when=[Q3], schedule_text="Quý III"),
    ]  # fmt: skip


def test_text_of_many_tasks_wins_over_a_small_table_of_reports(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    for name in ("A", "B", "C"):
        lines(
            document, f"1. Chuyên mục {name}\na) Nội dung: {name}\nb) Chủ trì: Sở Nội vụ\nc) Thời gian: Quý I"
        )
    grid(document, [["STT", "Nội dung báo cáo", "Thời hạn"], ["1", "Báo cáo quý", "Trước 15/3"]])

    parsed = reading(document, units)

    assert parsed.shape == "prose"
    assert [one.content for one in parsed.tasks] == ["A", "B", "C"]
