"""Plans of other offices laid out as tables: a ministry, a department, a district, a city without districts."""

from typing import Any

from tests.plans.reading.conftest import catalogue
from tests.plans.reading.expected import (
    BAO,
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
    VP,
    YEAR,
    group,
    plan,
    target,
    task,
)
from tests.plans.reading.papers import as_bytes, foot_block, grid, head_block, lines, paper
from tests.plans.reading.test_layouts_tables import shown

from danbiet.plans.calc.reading import CatalogueUnit, ParsedPlan, UnitCatalogue, lost_words, read_plan

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n"


def read(
    document: Any, units: UnitCatalogue, *, year: int = 2021, issuer: str = "Tỉnh Sóc Trăng"
) -> ParsedPlan:
    data = as_bytes(document)
    parsed = read_plan(data, year=year, units=units, issuer=issuer)
    assert lost_words(parsed, data) == []
    return parsed


def tall_head(document: Any, *, issuer: str, number: str, place: str, title: str) -> None:
    """The head as most offices write it: one row, number and date under the lines, three-line title."""
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = f"{issuer}\n-------\n{number}"
    table.cell(0, 1).text = NATION + place
    document.add_paragraph("")
    document.add_paragraph("KẾ HOẠCH")
    for line in title.split("\n"):
        document.add_paragraph(line)
    document.add_paragraph("___________")


def ministry() -> Any:
    document = paper()
    tall_head(
        document,
        issuer="BỘ NỘI VỤ",
        number="Số: 1017/KH-BNV",
        place="Hà Nội, ngày 18 tháng 3 năm 2021",
        title="Thông tin, tuyên truyền cải cách hành chính nhà nước\nnăm 2021",
    )
    lines(
        document, "Thực hiện Quyết định số 2948/QĐ-BNV ngày 28/12/2017, Bộ Nội vụ ban hành Kế hoạch như sau:"
    )
    grid(
        document,
        [
            ["TT", "Nhiệm vụ", "Sản phẩm dự kiến hoàn thành", "Thời gian hoàn thành", "Đơn vị thực hiện",
             "Đơn vị phối hợp"],
            ["I", "TUYÊN TRUYỀN TRÊN BÁO CHÍ", "<", "<", "<", "<"],
            ["1", "Phối hợp với Đài Truyền hình Việt Nam xây dựng 02 phóng sự về cải cách hành chính",
             "02 phóng sự", "Tháng 5 và tháng 11/2021", "Vụ Cải cách hành chính",
             "Các cơ quan, đơn vị có liên quan"],
            ["2", "Đăng tin, bài", "Tối thiểu 03 tin, bài mỗi tuần", "Thường xuyên", "Báo Sóc Trăng", ""],
            ["II", "TẬP HUẤN, BỒI DƯỠNG", "<", "<", "<", "<"],
            ["3", "Tổ chức lớp bồi dưỡng kỹ năng tuyên truyền", "02 lớp bồi dưỡng (mỗi lớp 60 học viên)",
             "Quý III/2021", "Sở Nội vụ", "- Sở Tư pháp\n- Trường Cao đẳng Cộng đồng"],
        ],
    )  # fmt: skip
    foot_block(document)
    return document


def test_ministry_plan_with_executing_unit_column_is_read(units: UnitCatalogue) -> None:
    everyone = [u.name for u in units.units if u.parent_key == "94"]

    parsed = read(ministry(), units)

    assert shown(parsed) == plan(
        group(
            1,
            "TUYÊN TRUYỀN TRÊN BÁO CHÍ",
            task(1, "Phối hợp với Đài Truyền hình Việt Nam xây dựng 02 phóng sự về cải cách hành chính",
                 product="02 phóng sự", targets=[target("=", 2, "phóng sự")], lead_text="Vụ Cải cách hành chính",
                 supports=everyone, support_text="Các cơ quan, đơn vị có liên quan",
                 when=[("2021-05-01", "2021-05-31"), ("2021-11-01", "2021-11-30")],
                 schedule_text="Tháng 5 và tháng 11/2021"),
            task(2, "Đăng tin, bài", product="Tối thiểu 03 tin, bài mỗi tuần",
                 targets=[target(">=", 3, "tin, bài", "week")], leads=[BAO], lead_text="Báo Sóc Trăng", when=YEAR,
                 recurrence="continuous", schedule_text="Thường xuyên"),
        ),
        group(
            2,
            "TẬP HUẤN, BỒI DƯỠNG",
            task(1, "Tổ chức lớp bồi dưỡng kỹ năng tuyên truyền", product="02 lớp bồi dưỡng (mỗi lớp 60 học viên)",
                 targets=[target("=", 2, "lớp bồi dưỡng", each=("=", 60, "học viên"))], leads=[SNV],
                 lead_text="Sở Nội vụ", supports=[STP, "Trường Cao đẳng Cộng đồng Sóc Trăng"],
                 support_text="- Sở Tư pháp\n- Trường Cao đẳng Cộng đồng", when=[Q3], schedule_text="Quý III/2021"),
        ),
        number="1017/KH-BNV",
        issued_on="2021-03-18",
        title="Kế hoạch thông tin, tuyên truyền cải cách hành chính nhà nước năm 2021",
        unmatched=[{"text": "Vụ Cải cách hành chính", "where": "1.1/leads", "why": "unknown_unit"}],
    )  # fmt: skip


def department() -> Any:
    document = paper()
    tall_head(
        document,
        issuer="UBND TỈNH SÓC TRĂNG\nSỞ TƯ PHÁP",
        number="Số:12 /KH-STP",
        place="Sóc Trăng, ngày 9 tháng 02 năm 2021",
        title="Tuyên truyền công tác cải cách hành chính\ncủa Sở Tư pháp năm 2021",
    )
    lines(
        document,
        """Thực hiện Kế hoạch số 19/KH-UBND ngày 26/01/2021 của UBND tỉnh Sóc Trăng về tuyên truyền CCHC năm 2021;
        I. MỤC ĐÍCH, YÊU CẦU
        - Nâng cao nhận thức của công chức.
        II. NỘI DUNG
        Chi tiết tại bảng sau:""",
    )
    grid(
        document,
        [
            ["Stt", "Nội dung tuyên truyền", "Bộ phận chủ trì", "Bộ phận phối hợp", "Thời gian thực hiện"],
            ["1.", "Quán triệt Kế hoạch số 19/KH-UBND tại cuộc họp giao ban", "Văn phòng Sở",
             "Các phòng, đơn vị thuộc Sở", "Tháng 02/2021"],
            ["2.", "Đăng ít nhất 20 tin, bài trên Trang thông tin điện tử của Sở", "Phòng Phổ biến, giáo dục pháp luật",
             "Văn phòng Sở", "Hằng tháng"],
            ["3.", "Tham gia Hội thi trực tuyến", "Sở Tư pháp", "Sở Nội vụ", "Theo Kế hoạch của UBND tỉnh"],
        ],
    )  # fmt: skip
    lines(
        document, "III. TỔ CHỨC THỰC HIỆN\nVăn phòng Sở theo dõi, báo cáo Giám đốc Sở trước ngày 10/12/2021."
    )
    foot_block(document)
    return document


def test_department_plan_with_inner_rooms_keeps_their_words() -> None:
    parsed = read(department(), catalogue("so-tu-phap"), issuer="Sở Tư pháp")

    assert shown(parsed) == plan(
        group(
            1,
            "Kế hoạch tuyên truyền công tác cải cách hành chính của Sở Tư pháp năm 2021",
            task(1, "Quán triệt Kế hoạch số 19/KH-UBND tại cuộc họp giao ban", lead_text="Văn phòng Sở",
                 support_text="Các phòng, đơn vị thuộc Sở", when=[("2021-02-01", "2021-02-28")],
                 schedule_text="Tháng 02/2021"),
            task(2, "Đăng ít nhất 20 tin, bài trên Trang thông tin điện tử của Sở",
                 targets=[target(">=", 20, "tin, bài")], lead_text="Phòng Phổ biến, giáo dục pháp luật",
                 support_text="Văn phòng Sở", when=YEAR, recurrence="monthly", schedule_text="Hằng tháng"),
            task(3, "Tham gia Hội thi trực tuyến", leads=[STP], lead_text="Sở Tư pháp", supports=[SNV],
                 support_text="Sở Nội vụ", when=YEAR, schedule_text="Theo Kế hoạch của UBND tỉnh"),
        ),
        number="12/KH-STP",
        issued_on="2021-02-09",
        title="Kế hoạch tuyên truyền công tác cải cách hành chính của Sở Tư pháp năm 2021",
        issuer="Sở Tư pháp",
        unmatched=parsed.as_json()["unmatched"],
    )  # fmt: skip
    said = " ".join(one.text for one in parsed.unmatched) + " ".join(d.text for d in parsed.doubts)
    for words in ("Văn phòng Sở", "Phòng Phổ biến, giáo dục pháp luật", "Các phòng, đơn vị thuộc Sở"):
        assert words in said


def district() -> Any:
    document = paper()
    tall_head(
        document,
        issuer="ỦY BAN NHÂN DÂN\nHUYỆN KẾ SÁCH",
        number="Số: 25/KH-UBND",
        place="Kế Sách, ngày 22 tháng 02 năm 2021",
        title="TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH\nHUYỆN KẾ SÁCH NĂM 2021",
    )
    grid(
        document,
        [
            ["STT", "Nội dung", "Hình thức", "Chỉ tiêu", "Chủ trì", "Phối hợp", "Thời gian"],
            ["A", "CÔNG TÁC CHỈ ĐẠO", "<", "<", "<", "<", "<"],
            ["1", "Ban hành kế hoạch của xã, thị trấn", "Kế hoạch", "13 kế hoạch", "UBND các xã, thị trấn", "",
             "Chậm nhất ngày 15/3/2021"],
            ["B", "TUYÊN TRUYỀN", "<", "<", "<", "<", "<"],
            ["1", "Phát thanh trên hệ thống loa", "Truyền thanh", "≥ 2 tin/tuần/xã", "UBND 13 xã, thị trấn",
             "Trung tâm Văn hóa, Thể thao và Truyền thanh huyện", "Hàng tuần"],
            ["2", "Đối thoại với người dân", "Hội nghị", "Mỗi xã 01 cuộc", "Chủ tịch UBND xã An Mỹ, Nhơn Mỹ, Thới An Hội",
             "UBND huyện", "Quý 2 và quý 4"],
        ],
    )  # fmt: skip
    foot_block(document)
    return document


def test_district_plan_with_numbered_communes_is_read(units_of_ke_sach: UnitCatalogue) -> None:
    communes = [u.name for u in units_of_ke_sach.units if u.parent_key == "943"]

    parsed = read(district(), units_of_ke_sach, issuer="Huyện Kế Sách")

    assert len(communes) == 13
    assert shown(parsed) == plan(
        group(
            1,
            "CÔNG TÁC CHỈ ĐẠO",
            task(1, "Ban hành kế hoạch của xã, thị trấn", forms=["Kế hoạch"], product="13 kế hoạch",
                 targets=[target("=", 13, "kế hoạch")], leads=communes, lead_text="UBND các xã, thị trấn",
                 when=[("2021-01-01", "2021-03-15")], schedule_text="Chậm nhất ngày 15/3/2021"),
        ),
        group(
            2,
            "TUYÊN TRUYỀN",
            task(1, "Phát thanh trên hệ thống loa", forms=["Truyền thanh"], product="≥ 2 tin/tuần/xã",
                 targets=[target(">=", 2, "tin", "week", per_unit=True)], leads=communes,
                 lead_text="UBND 13 xã, thị trấn", support_text="Trung tâm Văn hóa, Thể thao và Truyền thanh huyện",
                 when=YEAR, recurrence="weekly", schedule_text="Hàng tuần"),
            task(2, "Đối thoại với người dân", forms=["Hội nghị"], product="Mỗi xã 01 cuộc",
                 targets=[target("=", 1, "cuộc", per_unit=True)],
                 leads=["Xã An Mỹ", "Xã Nhơn Mỹ", "Xã Thới An Hội"],
                 lead_text="Chủ tịch UBND xã An Mỹ, Nhơn Mỹ, Thới An Hội", supports=["Huyện Kế Sách"],
                 support_text="UBND huyện", when=[Q2, Q4], schedule_text="Quý 2 và quý 4"),
        ),
        number="25/KH-UBND",
        issued_on="2021-02-22",
        title="Kế hoạch tuyên truyền cải cách hành chính huyện Kế Sách năm 2021",
        issuer="Huyện Kế Sách",
        unmatched=[{"text": "Trung tâm Văn hóa, Thể thao và Truyền thanh huyện", "where": "2.1/supports",
                    "why": "unknown_unit"}],
    )  # fmt: skip


def city_units() -> UnitCatalogue:
    """Cần Thơ from 1 July 2025: no districts; wards, communes and an invented special zone under the city."""
    rows = [
        ("92", "Thành phố Cần Thơ", "province", None, ()),
        ("31120", "Phường Cái Khế", "commune", "92", ()),
        ("31135", "Phường Ninh Kiều", "commune", "92", ()),
        ("31507", "Phường Sóc Trăng", "commune", "92", ()),
        ("31528", "Xã Kế Sách", "commune", "92", ()),
        ("39999", "Đặc khu Cồn Nóc", "commune", "92", ()),
        ("snv", "Sở Nội vụ", "department", "92", ("Sở NV",)),
        ("skhcn", "Sở Khoa học và Công nghệ", "department", "92", ("Sở KH&CN",)),
        ("vp", "Văn phòng Ủy ban nhân dân thành phố", "department", "92", ("Văn phòng UBND thành phố",)),
        ("bao", "Báo và Phát thanh, Truyền hình Cần Thơ", "newspaper", "92", ("Báo và PT, TH Cần Thơ",)),
    ]
    return UnitCatalogue(
        [CatalogueUnit(k, n, names, kind, parent, k) for k, n, kind, parent, names in rows], root="92"
    )


def city() -> Any:
    document = paper()
    tall_head(
        document,
        issuer="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ",
        number="Số: 07/KH-UBND",
        place="Cần Thơ, ngày 15 tháng 01 năm 2026",
        title="Tuyên truyền cải cách hành chính và chuyển đổi số\nthành phố Cần Thơ năm 2026",
    )
    grid(
        document,
        [
            ["STT", "Nội dung nhiệm vụ", "Kết quả", "Cơ quan, đơn vị chủ trì", "Cơ quan, đơn vị phối hợp", "Thời hạn"],
            ["1", "Niêm yết mã QR thủ tục hành chính", "100% xã, phường, đặc khu", "UBND các xã, phường, đặc khu",
             "Sở KH&CN", "Trong Quý I/2026"],
            ["2", "Chuyên trang “Chính quyền hai cấp”", "≥ 4 tin, bài/tháng", "Báo và PT, TH Cần Thơ",
             "Sở Nội vụ; Văn phòng UBND thành phố; UBND cấp xã", "Từ tháng 01 đến tháng 12/2026"],
            ["3", "Ngày hội chuyển đổi số", "01 ngày hội", "UBND phường Ninh Kiều; UBND xã Kế Sách", "", "Ngày 10/10/2026"],
        ],
    )  # fmt: skip
    return document


def test_city_without_districts_expands_wards_communes_and_special_zones() -> None:
    low = ["Phường Cái Khế", "Phường Ninh Kiều", "Phường Sóc Trăng", "Xã Kế Sách", "Đặc khu Cồn Nóc"]
    name = "Kế hoạch tuyên truyền cải cách hành chính và chuyển đổi số thành phố Cần Thơ năm 2026"

    assert shown(read(city(), city_units(), year=2026, issuer="Thành phố Cần Thơ")) == plan(
        group(
            1,
            name,
            task(1, "Niêm yết mã QR thủ tục hành chính", product="100% xã, phường, đặc khu",
                 targets=[target("=", 100, "% xã, phường, đặc khu")], leads=low,
                 lead_text="UBND các xã, phường, đặc khu", supports=["Sở Khoa học và Công nghệ"],
                 support_text="Sở KH&CN", when=[("2026-01-01", "2026-03-31")], schedule_text="Trong Quý I/2026"),
            task(2, "Chuyên trang “Chính quyền hai cấp”", product="≥ 4 tin, bài/tháng",
                 targets=[target(">=", 4, "tin, bài", "month")], leads=["Báo và Phát thanh, Truyền hình Cần Thơ"],
                 lead_text="Báo và PT, TH Cần Thơ",
                 supports=["Sở Nội vụ", "Văn phòng Ủy ban nhân dân thành phố", *low],
                 support_text="Sở Nội vụ; Văn phòng UBND thành phố; UBND cấp xã",
                 when=[("2026-01-01", "2026-12-31")], schedule_text="Từ tháng 01 đến tháng 12/2026"),
            task(3, "Ngày hội chuyển đổi số", product="01 ngày hội", targets=[target("=", 1, "ngày hội")],
                 leads=["Phường Ninh Kiều", "Xã Kế Sách"], lead_text="UBND phường Ninh Kiều; UBND xã Kế Sách",
                 when=[("2026-10-10", "2026-10-10")], schedule_text="Ngày 10/10/2026"),
        ),
        number="07/KH-UBND",
        issued_on="2026-01-15",
        title=name,
        issuer="Thành phố Cần Thơ",
        year=2026,
    )  # fmt: skip


def merged_lead() -> Any:
    document = paper()
    head_block(document)
    lines(
        document,
        "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n(Ban hành kèm theo Kế hoạch số 19/KH-UBND ngày 26 tháng 01 năm 2021)",
    )
    grid(
        document,
        [
            ["Số TT", "Nội dung công việc", "Trách nhiệm thực hiện", "<", "Thời gian thực hiện", "<", "Kết quả đạt được"],
            [None, None, "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc", None],
            ["I.", "Tuyên truyền trực quan", "<", "<", "<", "<", "<"],
            ["1", "In tờ rơi", "Sở Nội vụ", "Sở Tư pháp", "01/3/2021", "30/6/2021", "5.000 tờ rơi"],
            ["2", "Treo băng rôn", None, "UBND các huyện, thị xã, thành phố", "Tháng 3", "Tháng 5",
             "Mỗi đơn vị 02 băng rôn"],
            ["3", "Lắp pa nô", None, "", "Quý II", "Quý III", "11 pa nô"],
            ["II.", "Tuyên truyền miệng", "<", "<", "<", "<", "<"],
            ["1", "Hội nghị báo cáo viên", "Ban Tuyên giáo Tỉnh ủy", "Sở Nội vụ", "Tháng 1", "Tháng 12", "12 hội nghị"],
        ],
    )  # fmt: skip
    foot_block(document)
    return document


def test_lead_merged_over_rows_under_a_two_row_head_is_read(units: UnitCatalogue) -> None:
    assert shown(read(merged_lead(), units)) == plan(
        group(
            1,
            "Tuyên truyền trực quan",
            task(1, "In tờ rơi", product="5.000 tờ rơi", targets=[target("=", 5000, "tờ rơi")], leads=[SNV],
                 lead_text="Sở Nội vụ", supports=[STP], support_text="Sở Tư pháp", when=[("2021-03-01", "2021-06-30")],
                 schedule_text="Từ 01/3/2021 đến 30/6/2021"),
            task(2, "Treo băng rôn", product="Mỗi đơn vị 02 băng rôn",
                 targets=[target("=", 2, "băng rôn", per_unit=True)], leads=[SNV], lead_text="Sở Nội vụ",
                 supports=DISTRICTS, support_text="UBND các huyện, thị xã, thành phố",
                 when=[("2021-03-01", "2021-05-31")], schedule_text="Từ Tháng 3 đến Tháng 5"),
            task(3, "Lắp pa nô", product="11 pa nô", targets=[target("=", 11, "pa nô")], leads=[SNV],
                 lead_text="Sở Nội vụ", when=[("2021-04-01", "2021-09-30")], schedule_text="Từ Quý II đến Quý III"),
        ),
        group(
            2,
            "Tuyên truyền miệng",
            task(1, "Hội nghị báo cáo viên", product="12 hội nghị", targets=[target("=", 12, "hội nghị")],
                 leads=["Ban Tuyên giáo Tỉnh ủy"], lead_text="Ban Tuyên giáo Tỉnh ủy", supports=[SNV],
                 support_text="Sở Nội vụ", when=YEAR, schedule_text="Từ Tháng 1 đến Tháng 12"),
        ),
    )  # fmt: skip


def three_annexes() -> Any:
    document = paper()
    head_block(document)
    lines(
        document,
        "II. NỘI DUNG\n1. Tuyên truyền trên báo chí: Phụ lục I.\n2. Hội nghị, hội thi: Phụ lục II.\n3. Kiểm tra: Phụ lục III.",
    )
    foot_block(document)
    under = "(Kèm theo Kế hoạch số 19/KH-UBND ngày 26/01/2021 của Ủy ban nhân dân tỉnh)"
    lines(document, f"PHỤ LỤC I\nTUYÊN TRUYỀN TRÊN BÁO CHÍ\n{under}")
    grid(
        document,
        [
            ["STT", "Tên chuyên mục", "Số lượng", "Cơ quan chủ trì", "Thời gian phát sóng"],
            ["1", "Dân hỏi - Chính quyền trả lời", "01 kỳ/tháng", "Đài PTTH", "Từ tháng 2 đến tháng 12"],
            ["2", "Trang cải cách hành chính", "04 trang/quý", "Báo Sóc Trăng", "Cả năm"],
        ],
    )
    lines(document, f"PHỤ LỤC II\nHỘI NGHỊ, HỘI THI\n{under}")
    grid(
        document,
        [
            ["STT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Tiến độ"],
            ["1", "Hội thi trực tuyến", "Sở Nội vụ", "Sở TT&TT; Tỉnh Đoàn", "15/9 - 15/10"],
        ],
    )
    lines(document, f"PHỤ LỤC III\nKIỂM TRA\n{under}")
    grid(
        document,
        [
            ["STT", "Nội dung kiểm tra", "Đơn vị thực hiện", "Thời gian", "Sản phẩm"],
            ["1", "Kiểm tra công tác tuyên truyền", "Văn phòng UBND tỉnh", "Quý III", "01 báo cáo"],
        ],
    )
    return document


def test_three_annexes_are_three_groups(units: UnitCatalogue) -> None:
    assert shown(read(three_annexes(), units)) == plan(
        group(
            1,
            "TUYÊN TRUYỀN TRÊN BÁO CHÍ",
            task(1, "Dân hỏi - Chính quyền trả lời", product="01 kỳ/tháng", targets=[target("=", 1, "kỳ", "month")],
                 leads=[DAI], lead_text="Đài PTTH", when=[("2021-02-01", "2021-12-31")],
                 schedule_text="Từ tháng 2 đến tháng 12"),
            task(2, "Trang cải cách hành chính", product="04 trang/quý", targets=[target("=", 4, "trang", "quarter")],
                 leads=[BAO], lead_text="Báo Sóc Trăng", when=YEAR, schedule_text="Cả năm"),
        ),
        group(
            2,
            "HỘI NGHỊ, HỘI THI",
            task(1, "Hội thi trực tuyến", leads=[SNV], lead_text="Sở Nội vụ", supports=[STTTT, "Tỉnh Đoàn"],
                 support_text="Sở TT&TT; Tỉnh Đoàn", when=[("2021-09-15", "2021-10-15")],
                 schedule_text="15/9 - 15/10"),
        ),
        group(
            3,
            "KIỂM TRA",
            task(1, "Kiểm tra công tác tuyên truyền", product="01 báo cáo", targets=[target("=", 1, "báo cáo")],
                 leads=[VP], lead_text="Văn phòng UBND tỉnh", when=[Q3], schedule_text="Quý III"),
        ),
    )  # fmt: skip


def group_column() -> Any:
    document = paper()
    head_block(document)
    grid(
        document,
        [
            ["Lĩnh vực", "TT", "Hoạt động", "Đối tượng tuyên truyền", "Đầu mối", "Tham gia", "Mốc thời gian", "Sản phẩm đầu ra"],
            ["1. Truyền thông đại chúng", "1", "Tọa đàm trực tiếp", "Người dân, doanh nghiệp",
             "Đài Phát thanh – Truyền hình", "Sở Nội vụ, Sở Y tế", "Quý I, III", "02 cuộc tọa đàm"],
            [None, "2", "Bản tin nội bộ", "CBCCVC", "Sở Nội vụ", "", "Hằng quý", "04 bản tin/năm"],
            ["2. Trực tuyến", "3", "Fanpage", "Thanh niên", "Tỉnh đoàn", "Các sở, ban, ngành; UBND các huyện, TX, TP",
             "Thường xuyên", "≥ 100 bài đăng"],
        ],
    )  # fmt: skip
    return document


def test_groups_in_a_merged_column_of_their_own_are_read(units: UnitCatalogue) -> None:
    assert shown(read(group_column(), units)) == plan(
        group(
            1,
            "Truyền thông đại chúng",
            task(1, "Tọa đàm trực tiếp", audience=["Người dân", "doanh nghiệp"], product="02 cuộc tọa đàm",
                 targets=[target("=", 2, "cuộc tọa đàm")], leads=[DAI], lead_text="Đài Phát thanh – Truyền hình",
                 supports=[SNV, "Sở Y tế"], support_text="Sở Nội vụ, Sở Y tế", when=[Q1, Q3],
                 schedule_text="Quý I, III"),
            task(2, "Bản tin nội bộ", audience=["CBCCVC"], product="04 bản tin/năm",
                 targets=[target("=", 4, "bản tin", "year")], leads=[SNV], lead_text="Sở Nội vụ", when=YEAR,
                 recurrence="quarterly", schedule_text="Hằng quý"),
        ),
        group(
            2,
            "Trực tuyến",
            task(1, "Fanpage", audience=["Thanh niên"], product="≥ 100 bài đăng",
                 targets=[target(">=", 100, "bài đăng")], leads=["Tỉnh Đoàn"], lead_text="Tỉnh đoàn",
                 supports=DEPARTMENTS + DISTRICTS, support_text="Các sở, ban, ngành; UBND các huyện, TX, TP",
                 when=YEAR, recurrence="continuous", schedule_text="Thường xuyên"),
        ),
    )  # fmt: skip


def product_beside_target() -> Any:
    document = paper()
    head_block(document)
    grid(
        document,
        [
            ["STT", "Nội dung", "Sản phẩm", "Chỉ tiêu", "Chủ trì", "Thời gian"],
            ["I", "Nhóm A:", "<", "<", "<", "<"],
            ["1", "Phóng sự về CCHC;", "Phóng sự phát sóng", "04 phóng sự, 08 bài viết", "Đài PT-TH;", "Tháng 4, 10/2021."],
        ],
    )  # fmt: skip
    return document


def test_target_column_beside_a_product_column_is_read(units: UnitCatalogue) -> None:
    assert shown(read(product_beside_target(), units)) == plan(
        group(
            1,
            "Nhóm A",
            task(1, "Phóng sự về CCHC;", product="Phóng sự phát sóng",
                 targets=[target("=", 4, "phóng sự"), target("=", 8, "bài viết")], leads=[DAI], lead_text="Đài PT-TH;",
                 when=[("2021-04-01", "2021-04-30"), ("2021-10-01", "2021-10-31")],
                 schedule_text="Tháng 4, 10/2021."),
        )
    )  # fmt: skip
