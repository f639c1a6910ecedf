"""Plans whose assignment is a table, each laid out differently, against what a person reads in them."""

from typing import Any

from docx.oxml import parse_xml
from tests.plans.reading.expected import (
    BAO,
    BDT,
    DAI,
    DEPARTMENTS,
    DISTRICTS,
    Q1,
    Q2,
    Q3,
    Q4,
    SNV,
    STP,
    STTTT,
    YEAR,
    group,
    plan,
    target,
    task,
)
from tests.plans.reading.papers import as_bytes, bold_row, foot_block, grid, head_block, lines, paper

from danbiet.plans.calc.reading import ParsedPlan, UnitCatalogue, lost_words, read_plan

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def reading(document: Any, units: UnitCatalogue, *, name: str = "Tỉnh Sóc Trăng") -> ParsedPlan:
    data = as_bytes(document)
    parsed = read_plan(data, year=2021, units=units, issuer=name)
    assert lost_words(parsed, data) == []
    return parsed


def shown(parsed: ParsedPlan) -> dict[str, Any]:
    """The answer without the sources, which are looked at by themselves."""
    answer = parsed.as_json()
    for one in answer["groups"]:
        for each in one["tasks"]:
            assert each.pop("source_text")
    return answer


def test_appendix_with_roman_groups_and_a_merged_lead_is_read(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    lines(
        document,
        """Căn cứ Quyết định số 2948/QĐ-BNV ngày 28/12/2017 của Bộ Nội vụ;
        I. MỤC ĐÍCH, YÊU CẦU
        1. Mục đích
        - Nâng cao trách nhiệm người đứng đầu.
        II. NỘI DUNG
        (Phụ lục kèm theo)
        III. TỔ CHỨC THỰC HIỆN
        1. Giao Sở Nội vụ chủ trì, theo dõi, báo cáo trước ngày 15/12/2021.""",
    )
    foot_block(document)
    document.add_paragraph("PHỤ LỤC")
    grid(
        document,
        [
            ["STT", "Nội dung", "Hình thức", "Sản phẩm/Chỉ tiêu", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"],
            ["I", "Trên báo, đài", "<", "<", "<", "<", "<"],
            ["1", "Chuyên mục “Dân hỏi – Chính quyền trả lời”", "Truyền hình, phát thanh", "1 kỳ/tháng, ≥ 10 kỳ",
             "Đài PT-TH", "các sở, UBND cấp huyện", "Từ tháng 2"],
            ["2", "Chương trình tổng thể 2021–2030", "tin, bài, phóng sự", "4 phóng sự, 12 tin bài",
             "Đài PT-TH; Báo Sóc Trăng", "Sở Nội vụ", "Trước ngày 15/6"],
            ["3", "Phát sóng video đạt giải", "phát sóng, đăng mạng", "5 video × ≥ 2 lượt", None, "-nt-", "Quý I–II"],
            ["II", "Hội thi", "", "", "", "", ""],
            ["4", "Hội thi trực tuyến 2021", "thi trực tuyến", "100% đơn vị tham gia", "Sở Nội vụ", "Sở TT&TT",
             "15/9 - 15/10/2021"],
        ],
    )  # fmt: skip

    parsed = reading(document, units)

    assert shown(parsed) == plan(
        group(
            1,
            "Trên báo, đài",
            task(1, "Chuyên mục “Dân hỏi – Chính quyền trả lời”", forms=["Truyền hình", "phát thanh"],
                 product="1 kỳ/tháng, ≥ 10 kỳ",
                 targets=[target("=", 1, "kỳ", "month"), target(">=", 10, "kỳ")],
                 leads=[DAI], lead_text="Đài PT-TH", supports=DEPARTMENTS + DISTRICTS,
                 support_text="các sở, UBND cấp huyện", when=[("2021-02-01", "2021-12-31")],
                 schedule_text="Từ tháng 2"),
            task(2, "Chương trình tổng thể 2021–2030", forms=["tin", "bài", "phóng sự"],
                 product="4 phóng sự, 12 tin bài", targets=[target("=", 4, "phóng sự"), target("=", 12, "tin bài")],
                 leads=[DAI, BAO], lead_text="Đài PT-TH; Báo Sóc Trăng", supports=[SNV], support_text="Sở Nội vụ",
                 when=[("2021-01-01", "2021-06-15")], schedule_text="Trước ngày 15/6"),
            task(3, "Phát sóng video đạt giải", forms=["phát sóng", "đăng mạng"], product="5 video × ≥ 2 lượt",
                 targets=[target("=", 5, "video", each=(">=", 2, "lượt"))], leads=[DAI, BAO],
                 lead_text="Đài PT-TH; Báo Sóc Trăng", supports=[SNV], support_text="Sở Nội vụ",
                 when=[("2021-01-01", "2021-06-30")], schedule_text="Quý I–II"),
        ),
        group(
            2,
            "Hội thi",
            task(1, "Hội thi trực tuyến 2021", forms=["thi trực tuyến"], product="100% đơn vị tham gia",
                 targets=[target("=", 100, "% đơn vị")], leads=[SNV], lead_text="Sở Nội vụ", supports=[STTTT],
                 support_text="Sở TT&TT", when=[("2021-09-15", "2021-10-15")], schedule_text="15/9 - 15/10/2021"),
        ),
    )  # fmt: skip
    kinds = {section.kind: section.text for section in parsed.sections}
    assert kinds["legal_bases"].startswith("Căn cứ Quyết định số 2948")
    assert "Nâng cao trách nhiệm" in kinds["purpose"]
    assert "Giao Sở Nội vụ" in kinds["organisation"]
    assert kinds["recipients"].startswith("Nơi nhận")
    assert parsed.signer["name"] == "Trần Văn Lâu"


def test_columns_in_another_order_under_a_two_row_head_split_over_tables_are_read(
    units: UnitCatalogue,
) -> None:
    document = paper()
    head_block(document, number="Số:      /KH-UBND", place="Sóc Trăng, ngày     tháng 01 năm 2021")
    grid(
        document,
        [
            ["Nhiệm vụ", "Tiến độ", "Phân công thực hiện", "<", "Đối tượng", "Hình thức", "Kết quả/sản phẩm"],
            [None, None, "Chủ trì", "Phối hợp", None, None, None],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            ["A. Báo chí", "<", "<", "<", "<", "<", "<"],
            ["Đăng tải tin bài", "Thường xuyên", "Báo Sóc Trăng", "Sở Nội vụ\nSở Tư pháp",
             "Cán bộ, công chức; người dân", "- Tin, bài\n- Phóng sự", "- 04 phóng sự\n- 12 tin, bài"],
            ["B. Cơ sở", "<", "<", "<", "<", "<", "<"],
            ["Loa truyền thanh", "Hằng tuần", "UBND các huyện, thị xã, thành phố", "Ban Dân tộc", "Nhân dân",
             "Truyền thanh", "2 chương trình/tuần"],
        ],
    )  # fmt: skip
    document.add_paragraph("")
    grid(
        document,
        [
            ["Nhiệm vụ", "Tiến độ", "Chủ trì", "Phối hợp", "Đối tượng", "Hình thức", "Kết quả/sản phẩm"],
            ["Tập huấn", "Tháng 4, 10/2021", "Sở Nội vụ", "", "CBCCVC", "Hội nghị", "02 lớp, 100 người/lớp"],
        ],
    )
    grid(document, [["Kiểm tra", "Quý II, IV", "Sở Nội vụ", "Sở Tư pháp", "", "Kiểm tra", "2 báo cáo"]])

    parsed = reading(document, units)

    assert shown(parsed) == plan(
        group(
            1,
            "Báo chí",
            task(1, "Đăng tải tin bài", forms=["Tin", "bài", "Phóng sự"], audience=["Cán bộ, công chức", "người dân"],
                 product="- 04 phóng sự\n- 12 tin, bài",
                 targets=[target("=", 4, "phóng sự"), target("=", 12, "tin, bài")], leads=[BAO],
                 lead_text="Báo Sóc Trăng", supports=[SNV, STP], support_text="Sở Nội vụ\nSở Tư pháp", when=YEAR,
                 recurrence="continuous", schedule_text="Thường xuyên"),
        ),
        group(
            2,
            "Cơ sở",
            task(1, "Loa truyền thanh", forms=["Truyền thanh"], audience=["Nhân dân"], product="2 chương trình/tuần",
                 targets=[target("=", 2, "chương trình", "week")], leads=DISTRICTS,
                 lead_text="UBND các huyện, thị xã, thành phố", supports=[BDT], support_text="Ban Dân tộc", when=YEAR,
                 recurrence="weekly", schedule_text="Hằng tuần"),
            task(2, "Tập huấn", forms=["Hội nghị"], audience=["CBCCVC"], product="02 lớp, 100 người/lớp",
                 targets=[target("=", 2, "lớp", each=("=", 100, "người"))], leads=[SNV], lead_text="Sở Nội vụ",
                 when=[("2021-04-01", "2021-04-30"), ("2021-10-01", "2021-10-31")],
                 schedule_text="Tháng 4, 10/2021"),
            task(3, "Kiểm tra", forms=["Kiểm tra"], product="2 báo cáo", targets=[target("=", 2, "báo cáo")],
                 leads=[SNV], lead_text="Sở Nội vụ", supports=[STP], support_text="Sở Tư pháp", when=[Q2, Q4],
                 schedule_text="Quý II, IV"),
        ),
        number=None,
        issued_on=None,
    )  # fmt: skip
    assert {doubt.why for doubt in parsed.doubts} == {"no_number", "no_date"}


def test_group_column_shared_unit_column_and_quarter_marks_are_read(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    grid(
        document,
        [
            ["TT", "Nhóm nội dung", "Nội dung cụ thể", "Đơn vị chủ trì, phối hợp", "Số lượng", "Đơn vị tính",
             "Quý I", "Quý II", "Quý III", "Quý IV", "Ghi chú"],
            ["1", "Truyền hình", "Phóng sự", "Chủ trì: Đài PT-TH\nPhối hợp: Sở Nội vụ, Sở TTTT", "04", "phóng sự",
             "x", "", "x", "", ""],
            ["2", None, "Tọa đàm", "Đài PT-TH chủ trì, phối hợp với Sở Nội vụ", "01", "cuộc", "", "x", "", "",
             "Trực tiếp"],
            ["3", "Báo in", "Tin bài", "Báo Sóc Trăng", "12", "tin, bài", "x", "x", "x", "x", ""],
        ],
    )  # fmt: skip

    assert shown(reading(document, units)) == plan(
        group(
            1,
            "Truyền hình",
            task(1, "Phóng sự", product="04 phóng sự", targets=[target("=", 4, "phóng sự")], leads=[DAI],
                 lead_text="Đài PT-TH", supports=[SNV, STTTT], support_text="Sở Nội vụ, Sở TTTT", when=[Q1, Q3],
                 schedule_text="Quý I, Quý III"),
            task(2, "Tọa đàm", product="01 cuộc", targets=[target("=", 1, "cuộc")], leads=[DAI],
                 lead_text="Đài PT-TH", supports=[SNV], support_text="Sở Nội vụ", when=[Q2],
                 schedule_text="Quý II"),
        ),
        group(
            2,
            "Báo in",
            task(1, "Tin bài", product="12 tin, bài", targets=[target("=", 12, "tin, bài")], leads=[BAO],
                 lead_text="Báo Sóc Trăng", when=[Q1, Q2, Q3, Q4],
                 schedule_text="Quý I, Quý II, Quý III, Quý IV"),
        ),
    )  # fmt: skip


def test_numbered_rows_under_plain_arabic_headings_are_read(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document, title=("KẾ HOẠCH TUYÊN TRUYỀN", "CẢI CÁCH HÀNH CHÍNH TỈNH SÓC TRĂNG NĂM 2021"))
    grid(
        document,
        [
            ["STT", "Nội dung công việc", "Cơ quan thực hiện", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"],
            ["1", "Chỉ đạo", "", "", "", ""],
            ["1.1", "Ban hành kế hoạch", "Sở Nội vụ", "", "Trước ngày 28/02/2021", "01 Kế hoạch"],
            [
                "1.2",
                "Hội nghị quán triệt",
                "Thủ trưởng các sở, ban ngành tỉnh",
                "Sở Tư pháp",
                "Quý I",
                "100% đơn vị",
            ],
            ["2", "Truyền thông", "", "", "", ""],
            ["2.1", "Chuyên mục", "Đài Phát thanh - Truyền hình", "nt", "Hàng tháng", "≥ 2 tin/tháng/đơn vị"],
            ["3", "Tổng kết", "Sở Nội vụ", "", "Tháng 12", "02 báo cáo"],
        ],
    )

    assert shown(reading(document, units)) == plan(
        group(
            1,
            "Chỉ đạo",
            task(1, "Ban hành kế hoạch", product="01 Kế hoạch", targets=[target("=", 1, "Kế hoạch")], leads=[SNV],
                 lead_text="Sở Nội vụ", when=[("2021-01-01", "2021-02-28")], schedule_text="Trước ngày 28/02/2021"),
            task(2, "Hội nghị quán triệt", product="100% đơn vị", targets=[target("=", 100, "% đơn vị")],
                 leads=DEPARTMENTS, lead_text="Thủ trưởng các sở, ban ngành tỉnh", supports=[STP],
                 support_text="Sở Tư pháp", when=[Q1], schedule_text="Quý I"),
        ),
        group(
            2,
            "Truyền thông",
            task(1, "Chuyên mục", product="≥ 2 tin/tháng/đơn vị",
                 targets=[target(">=", 2, "tin", "month", per_unit=True)], leads=[DAI],
                 lead_text="Đài Phát thanh - Truyền hình", supports=[STP], support_text="Sở Tư pháp", when=YEAR,
                 recurrence="monthly", schedule_text="Hàng tháng"),
        ),
        group(
            3,
            "Tổng kết",
            task(1, "Tổng kết", product="02 báo cáo", targets=[target("=", 2, "báo cáo")], leads=[SNV],
                 lead_text="Sở Nội vụ", when=[("2021-12-01", "2021-12-31")], schedule_text="Tháng 12"),
        ),
    )  # fmt: skip


def test_rows_of_one_merged_content_are_one_task_unless_lead_or_time_differ(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    grid(
        document,
        [
            ["STT", "Nội dung tuyên truyền", "Hình thức", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian"],
            ["1", "Chương trình tổng thể", "Phóng sự", "04 phóng sự", "Đài PT-TH", "Sở Nội vụ", "Cả năm"],
            [None, None, "Tin, bài", "12 tin bài", None, None, None],
            ["2", "PAR Index", "Infographic", "01 infographic", "Sở Nội vụ", "", "Quý II"],
            [None, None, "Tọa đàm", "01 tọa đàm", "Đài PT-TH", "", "Quý III"],
        ],
    )

    assert shown(reading(document, units)) == plan(
        group(
            1,
            "Kế hoạch tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021",
            task(1, "Chương trình tổng thể", forms=["Phóng sự", "Tin", "bài"], product="04 phóng sự\n12 tin bài",
                 targets=[target("=", 4, "phóng sự"), target("=", 12, "tin bài")], leads=[DAI],
                 lead_text="Đài PT-TH", supports=[SNV], support_text="Sở Nội vụ", when=YEAR,
                 schedule_text="Cả năm"),
            task(2, "PAR Index", forms=["Infographic"], product="01 infographic",
                 targets=[target("=", 1, "infographic")], leads=[SNV], lead_text="Sở Nội vụ", when=[Q2],
                 schedule_text="Quý II"),
            task(3, "PAR Index", forms=["Tọa đàm"], product="01 tọa đàm", targets=[target("=", 1, "tọa đàm")],
                 leads=[DAI], lead_text="Đài PT-TH", when=[Q3], schedule_text="Quý III"),
        ),
    )  # fmt: skip


def test_annex_alone_takes_number_and_date_from_its_reference(units: UnitCatalogue) -> None:
    document = paper()
    lines(
        document,
        """PHỤ LỤC
        KẾ HOẠCH TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2021
        (Kèm theo Kế hoạch số 19/KH-UBND ngày 26/01/2021 của UBND tỉnh Sóc Trăng)""",
    )
    grid(
        document,
        [["Nội dung", "Hình thức, sản phẩm", "Trách nhiệm thực hiện", "Lộ trình"],
         ["Tập huấn", "02 lớp tập huấn; 1.000 tờ rơi", "Sở Nội vụ (chủ trì); Sở Tư pháp, Sở TTTT (phối hợp)",
          "6 tháng đầu năm"],
         ["Kiểm tra", "Báo cáo", "Hội Chữ thập đỏ tỉnh", "Ngày 30/6"]],
    )  # fmt: skip

    assert shown(reading(document, units)) == plan(
        group(
            1,
            "Kế hoạch tuyên truyền cải cách hành chính năm 2021",
            task(1, "Tập huấn", forms=["lớp tập huấn", "tờ rơi"], product="02 lớp tập huấn; 1.000 tờ rơi",
                 targets=[target("=", 2, "lớp tập huấn"), target("=", 1000, "tờ rơi")], leads=[SNV],
                 lead_text="Sở Nội vụ", supports=[STP, STTTT], support_text="Sở Tư pháp, Sở TTTT",
                 when=[("2021-01-01", "2021-06-30")], schedule_text="6 tháng đầu năm"),
            task(2, "Kiểm tra", forms=["Báo cáo"], product="Báo cáo", lead_text="Hội Chữ thập đỏ tỉnh",
                 when=[("2021-06-30", "2021-06-30")], schedule_text="Ngày 30/6"),
        ),
        title="Kế hoạch tuyên truyền cải cách hành chính năm 2021",
        unmatched=[{"text": "Hội Chữ thập đỏ tỉnh", "where": "1.2/leads", "why": "unknown_unit"}],
    )  # fmt: skip


def test_word_machinery_does_not_hide_or_add_words(units: UnitCatalogue) -> None:
    """Revisions, boxes, controls, automatic numbers, nested tables, headers, odd blanks."""
    document = paper()
    head_block(document)
    kept = document.add_paragraph("Căn cứ Luật ")
    kept._p.append(parse_xml(f'<w:ins {W} w:id="1" w:author="a"><w:r><w:t>Báo chí</w:t></w:r></w:ins>'))
    kept._p.append(
        parse_xml(f'<w:del {W} w:id="2" w:author="a"><w:r><w:delText>cũ</w:delText></w:r></w:del>')
    )
    boxed = document.add_paragraph("Hộp: ")
    boxed._p.append(
        parse_xml(
            f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>chữ trong hộp</w:t></w:r></w:p></w:txbxContent>"
            "</w:pict></w:r>"
        )
    )
    table = grid(
        document,
        [
            ["STT", "Nội dung", "Chủ trì", "Thời gian", "Sản phẩm"],
            ["", "Việc A", "Sở Nội\u00a0vụ", "Quý\tI", ""],
            ["", "Vi\u00adệc B", "Sở Tư pháp", "Quý II", ""],
        ],
    )
    for row in (1, 2):
        table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]
    inner = table.cell(1, 4).add_table(rows=2, cols=2)
    for place, words in enumerate(("04", "phóng sự", "12", "tin")):
        inner.cell(place // 2, place % 2).text = words
    row = table.rows[2]._tr
    control = parse_xml(f"<w:sdt {W}><w:sdtContent/></w:sdt>")
    row.addprevious(control)
    control[0].append(row)
    document.sections[0].header.paragraphs[0].text = "Đầu trang"
    outer = document.add_table(rows=1, cols=1)
    nested = outer.cell(0, 0).add_table(rows=2, cols=5)
    for place, words in enumerate(
        (
            "STT",
            "Nội dung",
            "Chủ trì",
            "Thời gian",
            "Sản phẩm",
            "3",
            "Việc C",
            "Sở Y tế",
            "Quý IV",
            "01 báo cáo",
        )
    ):
        nested.cell(place // 5, place % 5).text = words

    parsed = reading(document, units)

    assert shown(parsed) == plan(
        group(
            1,
            "Kế hoạch tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021",
            task(1, "Việc A", product="04 phóng sự\n12 tin", targets=[target("=", 4, "phóng sự"), target("=", 12, "tin")],
                 leads=[SNV], lead_text="Sở Nội vụ", when=[Q1], schedule_text="Quý I"),
            task(2, "Việc B", leads=[STP], lead_text="Sở Tư pháp", when=[Q2], schedule_text="Quý II"),
            task(3, "Việc C", product="01 báo cáo", targets=[target("=", 1, "báo cáo")], leads=["Sở Y tế"],
                 lead_text="Sở Y tế", when=[Q4], schedule_text="Quý IV"),
        ),
    )  # fmt: skip
    words = "\n".join(section.text for section in parsed.sections)
    assert "Căn cứ Luật Báo chí" in words
    assert "chữ trong hộp" in words
    assert "Đầu trang" in words
    assert "cũ" not in words


def test_headings_in_bold_without_numbers_open_groups(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    table = grid(
        document,
        [
            ["Nội dung", "Cơ quan chủ trì", "Thời gian bắt đầu", "Thời gian kết thúc"],
            ["Công tác chuẩn bị", "", "", ""],
            ["Soạn tài liệu", "Sở Nội vụ", "01/3/2021", "31/3/2021"],
            ["Công tác triển khai", "", "", ""],
            ["Phát tờ rơi, ít nhất 5.000 tờ rơi", "Sở Thông tn và Truyền thông", "Tháng 4", "Tháng 6"],
        ],
    )
    bold_row(table, 1)
    bold_row(table, 3)

    parsed = reading(document, units)

    assert shown(parsed) == plan(
        group(
            1,
            "Công tác chuẩn bị",
            task(1, "Soạn tài liệu", leads=[SNV], lead_text="Sở Nội vụ", when=[("2021-03-01", "2021-03-31")],
                 schedule_text="Từ 01/3/2021 đến 31/3/2021"),
        ),
        group(
            2,
            "Công tác triển khai",
            task(1, "Phát tờ rơi, ít nhất 5.000 tờ rơi", targets=[target(">=", 5000, "tờ rơi")], leads=[STTTT],
                 lead_text="Sở Thông tn và Truyền thông", when=[("2021-04-01", "2021-06-30")],
                 schedule_text="Từ Tháng 4 đến Tháng 6"),
        ),
    )  # fmt: skip
    assert [(doubt.field, doubt.why) for doubt in parsed.tasks[1].doubts] == [("leads", "misspelt")]


def test_plan_of_a_district_expands_sets_to_its_own_communes(units_of_ke_sach: UnitCatalogue) -> None:
    document = paper()
    head_block(
        document,
        issuer="ỦY BAN NHÂN DÂN\nHUYỆN KẾ SÁCH",
        number="Số: 12/KH-UBND",
        place="Kế Sách, ngày 05 tháng 02 năm 2021",
        title=("KẾ HOẠCH", "Tuyên truyền cải cách hành chính huyện Kế Sách năm 2021"),
    )
    grid(
        document,
        [
            ["STT", "Nội dung", "Đơn vị thực hiện", "Thời gian"],
            ["1", "Niêm yết thủ tục hành chính", "UBND các xã, thị trấn", "Thường xuyên"],
            ["2", "Phát thanh", "UBND thị trấn Kế Sách; xã An Mỹ", "Hằng quý"],
        ],
    )

    parsed = reading(document, units_of_ke_sach, name="Huyện Kế Sách")

    assert parsed.number == "12/KH-UBND"
    assert parsed.as_json()["issued_on"] == "2021-02-05"
    assert parsed.title == "Kế hoạch tuyên truyền cải cách hành chính huyện Kế Sách năm 2021"
    assert len(parsed.tasks[0].leads) == 13
    assert parsed.tasks[0].leads[0] == "Thị trấn Kế Sách"
    assert parsed.tasks[1].leads == ("Thị trấn Kế Sách", "Xã An Mỹ")
    assert parsed.doubts == ()


def test_file_of_another_office_and_year_is_read_with_doubts(units: UnitCatalogue) -> None:
    document = paper()
    head_block(
        document,
        issuer="ỦY BAN NHÂN DÂN\nHUYỆN KẾ SÁCH",
        title=("KẾ HOẠCH", "Tuyên truyền cải cách hành chính huyện Kế Sách năm 2022"),
    )
    grid(document, [["Nội dung", "Chủ trì", "Thời gian"], ["Việc A", "Sở Nội vụ", "Quý I/2022"]])

    parsed = reading(document, units)

    assert {doubt.why for doubt in parsed.doubts} == {"another_issuer", "another_year"}
    assert parsed.tasks[0].as_json()["ends_on"] == "2022-03-31"
