"""Plans whose assignment is running text, against what a person reads in them."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from tests.plans.reading.expected import (
    BAO,
    DAI,
    DEPARTMENTS,
    DISTRICTS,
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
from tests.plans.reading.papers import foot_block, head_block, lines, paper
from tests.plans.reading.test_layouts_tables import reading, shown

from danbiet.plans.calc.reading import UnitCatalogue


def test_lettered_fields_under_numbered_headings_are_read(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    lines(
        document,
        """Căn cứ Quyết định số 2948/QĐ-BNV ngày 28/12/2017;
        I. MỤC ĐÍCH, YÊU CẦU
        1. Mục đích
        Nâng cao nhận thức.
        2. Đối tượng: toàn dân.
        II. NỘI DUNG TUYÊN TRUYỀN
        1. Chuyên mục "Dân hỏi – Chính quyền trả lời"
        a) Nội dung: Xây dựng và phát sóng chuyên mục.
        b) Hình thức: Truyền hình, phát thanh.
        c) Cơ quan chủ trì: Đài PT-TH Sóc Trăng.
        d) Cơ quan phối hợp: các sở, ban, ngành tỉnh; UBND các huyện, thị xã, thành phố.
        đ) Thời gian: Từ tháng 2.
        e) Sản phẩm: ít nhất 10 kỳ.
        2. Hội thi trực tuyến
        a) Nội dung: Tổ chức hội thi:
        - Thi trắc nghiệm;
        - Thi video.
        b) Hình thức:
        - Thi trực tuyến
        - Video
        c) Cơ quan chủ trì: Sở Nội vụ
        d) Cơ quan phối hợp: Sở TT&TT
        đ) Thời gian: Quý III, IV
        III. KINH PHÍ
        Theo phân cấp ngân sách.
        IV. TỔ CHỨC THỰC HIỆN
        1. Sở Nội vụ theo dõi, đôn đốc.""",
    )
    foot_block(document)

    parsed = reading(document, units)

    assert shown(parsed) == plan(
        group(
            1,
            'Chuyên mục "Dân hỏi – Chính quyền trả lời"',
            task(1, "Xây dựng và phát sóng chuyên mục", forms=["Truyền hình", "phát thanh"], product="ít nhất 10 kỳ",
                 targets=[target(">=", 10, "kỳ")], leads=[DAI], lead_text="Đài PT-TH Sóc Trăng",
                 supports=DEPARTMENTS + DISTRICTS,
                 support_text="các sở, ban, ngành tỉnh; UBND các huyện, thị xã, thành phố",
                 when=[("2021-02-01", "2021-12-31")], schedule_text="Từ tháng 2"),
        ),
        group(
            2,
            "Hội thi trực tuyến",
            task(1, "Tổ chức hội thi:\nThi trắc nghiệm\nThi video", forms=["Thi trực tuyến", "Video"], leads=[SNV],
                 lead_text="Sở Nội vụ", supports=[STTTT], support_text="Sở TT&TT", when=[Q3, Q4],
                 schedule_text="Quý III, IV"),
        ),
    )  # fmt: skip
    texts = {section.kind: section.text for section in parsed.sections}
    assert "2. Đối tượng: toàn dân." in texts["purpose"] + texts.get("audience", "")
    assert texts["budget"] == "III. KINH PHÍ\nTheo phân cấp ngân sách."


def test_bulleted_fields_under_lettered_chapters_are_read(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    lines(
        document,
        """I. MỤC TIÊU
        Nâng cao nhận thức.
        II. NHIỆM VỤ
        A. TRÊN BÁO CHÍ
        1. Nội dung: Tuyên truyền Chương trình tổng thể
        - Hình thức: Tin, bài và phóng sự
        - Sản phẩm: 04 phóng sự, 12 tin bài
        - Đơn vị thực hiện: Đài PT-TH; Báo Sóc Trăng
        - Thời gian thực hiện: Cả năm
        2. Nội dung: Phát sóng video
        - Sản phẩm: 5 video, mỗi video ít nhất 2 lượt
        - Đơn vị thực hiện: Đài PT-TH
        - Thời gian thực hiện: Quý III – IV/2021
        B. HỘI THI
        1. Nội dung: Hội thi trực tuyến
        + Đối tượng: Cán bộ, công chức, viên chức
        + Chủ trì: Sở Nội vụ
        + Thời gian: 15/9 - 15/10/2021""",
    )

    assert shown(reading(document, units)) == plan(
        group(
            1,
            "TRÊN BÁO CHÍ",
            task(1, "Tuyên truyền Chương trình tổng thể", forms=["Tin", "bài", "phóng sự"],
                 product="04 phóng sự, 12 tin bài", targets=[target("=", 4, "phóng sự"), target("=", 12, "tin bài")],
                 leads=[DAI, BAO], lead_text="Đài PT-TH; Báo Sóc Trăng", when=YEAR, schedule_text="Cả năm"),
            task(2, "Phát sóng video", product="5 video, mỗi video ít nhất 2 lượt",
                 targets=[target("=", 5, "video", each=(">=", 2, "lượt"))], leads=[DAI], lead_text="Đài PT-TH",
                 when=[("2021-07-01", "2021-12-31")], schedule_text="Quý III – IV/2021"),
        ),
        group(
            2,
            "HỘI THI",
            task(1, "Hội thi trực tuyến", audience=["Cán bộ, công chức, viên chức"], leads=[SNV],
                 lead_text="Sở Nội vụ", when=[("2021-09-15", "2021-10-15")], schedule_text="15/9 - 15/10/2021"),
        ),
    )  # fmt: skip


def test_fields_inside_one_paragraph_are_taken_apart(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    lines(
        document,
        """II. NỘI DUNG
        1. Trên Đài
        1.1. Xây dựng chuyên mục "Dân hỏi". Hình thức: truyền hình. Sản phẩm: 01 kỳ/tháng. Chủ trì: Đài PT-TH. Phối hợp: Sở Nội vụ, Sở Tư pháp. Thời gian: Từ tháng 2 đến tháng 12.
        1.2. Phóng sự về mô hình hay (chủ trì: Báo Sóc Trăng; phối hợp: Sở Nội vụ; thời gian: hằng tháng)
        2. Hội thi
        2.1. Tổ chức hội thi trực tuyến
        Cơ quan chủ trì: Sở Nội vụ
        Thời gian: Quý III""",
    )

    assert shown(reading(document, units)) == plan(
        group(
            1,
            "Trên Đài",
            task(1, 'Xây dựng chuyên mục "Dân hỏi"', forms=["truyền hình"], product="01 kỳ/tháng",
                 targets=[target("=", 1, "kỳ", "month")], leads=[DAI], lead_text="Đài PT-TH", supports=[SNV, STP],
                 support_text="Sở Nội vụ, Sở Tư pháp", when=[("2021-02-01", "2021-12-31")],
                 schedule_text="Từ tháng 2 đến tháng 12"),
            task(2, "Phóng sự về mô hình hay", leads=[BAO], lead_text="Báo Sóc Trăng", supports=[SNV],
                 support_text="Sở Nội vụ", when=YEAR, recurrence="monthly", schedule_text="hằng tháng"),
        ),
        group(
            2,
            "Hội thi",
            task(1, "Tổ chức hội thi trực tuyến", leads=[SNV], lead_text="Sở Nội vụ", when=[Q3],
                 schedule_text="Quý III"),
        ),
    )  # fmt: skip


def test_sentences_that_assign_are_tasks(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    lines(
        document,
        """I. MỤC ĐÍCH
        Nâng cao nhận thức.
        II. NHIỆM VỤ
        1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Thông tin và Truyền thông công bố Chỉ số CCHC năm 2020 của các đơn vị trước ngày 15/6/2021.
        2. Đài PT-TH tỉnh chủ trì xây dựng chuyên mục "Dân hỏi - Chính quyền trả lời", ít nhất 10 kỳ, hàng tháng.
        3. Trong quý III, Sở Tư pháp phối hợp với UBND cấp huyện tổ chức 04 hội nghị phổ biến pháp luật.
        III. TỔ CHỨC THỰC HIỆN
        1. Sở Nội vụ
        - Theo dõi, đôn đốc, tổng hợp báo cáo.""",
    )

    assert shown(reading(document, units)) == plan(
        group(
            1,
            "NHIỆM VỤ",
            task(1, "công bố Chỉ số CCHC năm 2020 của các đơn vị", leads=[SNV], lead_text="Sở Nội vụ",
                 supports=[STTTT], support_text="Sở Thông tin và Truyền thông",
                 when=[("2021-01-01", "2021-06-15")], schedule_text="trước ngày 15/6/2021"),
            task(2, 'xây dựng chuyên mục "Dân hỏi - Chính quyền trả lời", ít nhất 10 kỳ', leads=[DAI],
                 lead_text="Đài PT-TH tỉnh", targets=[target(">=", 10, "kỳ")], when=YEAR, recurrence="monthly",
                 schedule_text="hàng tháng"),
            task(3, "tổ chức 04 hội nghị phổ biến pháp luật", leads=[STP], lead_text="Sở Tư pháp",
                 supports=DISTRICTS, support_text="UBND cấp huyện", targets=[target("=", 4, "hội nghị")],
                 when=[Q3], schedule_text="Trong quý III"),
        ),
    )  # fmt: skip


def test_duties_under_units_are_tasks_where_the_file_has_no_others(units: UnitCatalogue) -> None:
    document = paper()
    head_block(document)
    lines(
        document,
        """I. MỤC ĐÍCH
        Nâng cao nhận thức.
        II. TỔ CHỨC THỰC HIỆN
        1. Sở Nội vụ
        a) Chủ trì, phối hợp với Sở Thông tin và Truyền thông tổ chức Hội thi trong quý III năm 2021.
        b) Tham mưu UBND tỉnh công bố Chỉ số CCHC trước ngày 15/6/2021.
        2. Đài Phát thanh và Truyền hình Sóc Trăng chủ trì, phối hợp với Báo Sóc Trăng
        a) Xây dựng chuyên mục "Dân hỏi" ít nhất 10 kỳ.
        3. UBND các huyện, thị xã, thành phố
        Xây dựng kế hoạch của đơn vị trước ngày 28/02/2021.""",
    )

    assert shown(reading(document, units)) == plan(
        group(
            1,
            "TỔ CHỨC THỰC HIỆN",
            task(1, "tổ chức Hội thi", leads=[SNV], lead_text="Sở Nội vụ", supports=[STTTT],
                 support_text="Sở Thông tin và Truyền thông", when=[Q3],
                 schedule_text="trong quý III năm 2021"),
            task(2, "Tham mưu UBND tỉnh công bố Chỉ số CCHC", leads=[SNV], lead_text="Sở Nội vụ",
                 when=[("2021-01-01", "2021-06-15")], schedule_text="trước ngày 15/6/2021"),
            task(3, 'Xây dựng chuyên mục "Dân hỏi" ít nhất 10 kỳ', leads=[DAI],
                 lead_text="Đài Phát thanh và Truyền hình Sóc Trăng", supports=[BAO], support_text="Báo Sóc Trăng",
                 targets=[target(">=", 10, "kỳ")], when=YEAR),
            task(4, "Xây dựng kế hoạch của đơn vị", leads=DISTRICTS, lead_text="UBND các huyện, thị xã, thành phố",
                 when=[("2021-01-01", "2021-02-28")], schedule_text="trước ngày 28/02/2021"),
        ),
    )  # fmt: skip


def test_automatic_numbers_and_a_head_without_table_are_read(units: UnitCatalogue) -> None:
    document = paper()
    for words in (
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỈNH SÓC TRĂNG\tĐộc lập - Tự do - Hạnh phúc",
        "Số: 19 /KH-UBND\tSóc Trăng, ngày 26 tháng 01 năm 2021",
        "",
        "KẾ HOẠCH",
        "TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH",
        "TỈNH SÓC TRĂNG NĂM 2021",
        "-----------",
    ):
        document.add_paragraph(words).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in ("Chuyên mục truyền hình", "Chuyên mục phát thanh"):
        document.add_paragraph(words, style="List Number")
        document.add_paragraph(f"Nội dung: Mở {words.lower()}", style="List Bullet")
        document.add_paragraph("Cơ quan chủ trì: Đài PT-TH", style="List Bullet")
        document.add_paragraph("Thời gian: Định kỳ hằng quý", style="List Bullet")

    assert shown(reading(document, units)) == plan(
        group(
            1,
            "Chuyên mục truyền hình",
            task(1, "Mở chuyên mục truyền hình", leads=[DAI], lead_text="Đài PT-TH", when=YEAR,
                 recurrence="quarterly", schedule_text="Định kỳ hằng quý"),
        ),
        group(
            2,
            "Chuyên mục phát thanh",
            task(1, "Mở chuyên mục phát thanh", leads=[DAI], lead_text="Đài PT-TH", when=YEAR,
                 recurrence="quarterly", schedule_text="Định kỳ hằng quý"),
        ),
    )  # fmt: skip
