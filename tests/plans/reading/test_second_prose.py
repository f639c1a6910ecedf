"""Plans of other offices written as running text, and what Word itself puts around the words."""

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt
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
from tests.plans.reading.papers import foot_block, grid, head_block, lines, paper
from tests.plans.reading.test_layouts_tables import shown
from tests.plans.reading.test_second_tables import city_units, read, tall_head

from danbiet.plans.calc.reading import UnitCatalogue

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def other_labels() -> Any:
    document = paper()
    head_block(document)
    lines(
        document,
        """Căn cứ Kế hoạch số 01/KH-UBND ngày 04/01/2021 của UBND tỉnh về cải cách hành chính năm 2021;
        Ủy ban nhân dân tỉnh ban hành Kế hoạch tuyên truyền như sau:
        I. MỤC ĐÍCH, YÊU CẦU
        1. Mục đích
        a) Nâng cao nhận thức của cán bộ, công chức.
        b) Phát huy vai trò giám sát của người dân.
        2. Yêu cầu
        Bảo đảm thiết thực, hiệu quả.
        II. NỘI DUNG, HÌNH THỨC TUYÊN TRUYỀN
        1. Tuyên truyền trên Báo Sóc Trăng
        a) Nội dung tuyên truyền: Chương trình tổng thể cải cách hành chính giai đoạn 2021 - 2030.
        b) Hình thức thực hiện: tin, bài, phóng sự ảnh.
        c) Đơn vị chủ trì thực hiện: Báo Sóc Trăng.
        d) Đơn vị phối hợp thực hiện: Sở Nội vụ và các sở, ngành liên quan.
        đ) Thời gian hoàn thành: trước ngày 30 tháng 11 năm 2021.
        e) Kết quả: 04 phóng sự ảnh, 12 bài viết.
        2. Tuyên truyền tại Bộ phận Một cửa
        a) Nội dung tuyên truyền: Thủ tục hành chính, dịch vụ công trực tuyến mức độ 3, 4.
        b) Hình thức thực hiện: niêm yết; phát tờ rơi.
        c) Đơn vị chủ trì thực hiện: UBND các huyện, thị xã, thành phố.
        d) Đơn vị phối hợp thực hiện: Bưu điện tỉnh.
        đ) Thời gian hoàn thành: Quý II, IV.
        e) Kết quả: 5.000 tờ rơi; 100% đơn vị niêm yết.
        III. KINH PHÍ THỰC HIỆN
        Kinh phí được bố trí trong dự toán năm 2021.
        IV. TỔ CHỨC THỰC HIỆN
        1. Sở Nội vụ: Theo dõi, kiểm tra, tổng hợp báo cáo UBND tỉnh trước ngày 15/12/2021.
        2. Sở Tài chính: Thẩm định kinh phí.""",
    )
    foot_block(document)
    return document


def test_labels_in_other_wordings_are_read(units: UnitCatalogue) -> None:
    support = [SNV, *(name for name in DEPARTMENTS if name != SNV)]

    assert shown(read(other_labels(), units)) == plan(
        group(
            1,
            "Tuyên truyền trên Báo Sóc Trăng",
            task(1, "Chương trình tổng thể cải cách hành chính giai đoạn 2021 - 2030",
                 forms=["tin", "bài", "phóng sự ảnh"], product="04 phóng sự ảnh, 12 bài viết",
                 targets=[target("=", 4, "phóng sự ảnh"), target("=", 12, "bài viết")], leads=[BAO],
                 lead_text="Báo Sóc Trăng", supports=support, support_text="Sở Nội vụ và các sở, ngành liên quan",
                 when=[("2021-01-01", "2021-11-30")], schedule_text="trước ngày 30 tháng 11 năm 2021"),
        ),
        group(
            2,
            "Tuyên truyền tại Bộ phận Một cửa",
            task(1, "Thủ tục hành chính, dịch vụ công trực tuyến mức độ 3, 4", forms=["niêm yết", "phát tờ rơi"],
                 product="5.000 tờ rơi; 100% đơn vị niêm yết",
                 targets=[target("=", 5000, "tờ rơi"), target("=", 100, "% đơn vị")], leads=DISTRICTS,
                 lead_text="UBND các huyện, thị xã, thành phố", supports=["Bưu điện tỉnh"],
                 support_text="Bưu điện tỉnh", when=[Q2, Q4], schedule_text="Quý II, IV"),
        ),
    )  # fmt: skip


def _automatic(document: Any) -> int:
    """A list of three levels: I. / 1. / a); returns its number."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate((("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")))
    )
    abstract = parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return 77


def _numbered(document: Any, text: str, level: int, number: int, style: str = "Normal") -> None:
    paragraph = document.add_paragraph(text, style=style)
    properties = paragraph._p.get_or_add_pPr()
    mark = parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    properties.append(mark)


def heading_styles() -> Any:
    document = paper()
    head_block(document)
    number = _automatic(document)
    for level, text in (
        (0, "Mục đích, yêu cầu"),
        (9, "- Nâng cao nhận thức của người dân."),
        (0, "Nội dung và hình thức"),
        (1, "Truyền thông đại chúng"),
        (2, "Chuyên mục phát thanh"),
        (9, "- Sản phẩm: ≥ 2 tin/tháng/đơn vị"),
        (9, "+ Chủ trì: Đài PT-TH, Báo Sóc Trăng"),
        (9, "+ Phối hợp: các cơ quan báo chí"),
        (9, "- Thời gian: Hàng tháng"),
        (2, "Phát video đạt giải"),
        (9, "- Chỉ tiêu: 5 video, mỗi video ít nhất 2 lượt"),
        (9, "+ Chủ trì: Đài PT-TH"),
        (9, "- Thời gian: Quý I – II"),
        (1, "Hội thi"),
        (2, "Hội thi trực tuyến tìm hiểu cải cách hành chính"),
        (9, "- Chủ trì: Sở Nội vụ"),
        (9, "- Phối hợp: UBND các huyện: Kế Sách, Mỹ Tú và thị xã Ngã Năm"),
        (9, "- Thời gian: Từ 15/9 đến 15/10"),
        (0, "Tổ chức thực hiện"),
        (1, "Sở Nội vụ theo dõi, đôn đốc."),
    ):
        if level == 9:
            document.add_paragraph(text)
        else:
            _numbered(document, text, level, number, f"Heading {level + 1}")
    return document


def test_word_headings_with_automatic_numbers_are_read(units: UnitCatalogue) -> None:
    assert shown(read(heading_styles(), units)) == plan(
        group(
            1,
            "Truyền thông đại chúng",
            task(1, "Chuyên mục phát thanh", product="≥ 2 tin/tháng/đơn vị",
                 targets=[target(">=", 2, "tin", "month", per_unit=True)], leads=[DAI, BAO],
                 lead_text="Đài PT-TH, Báo Sóc Trăng", supports=[DAI, BAO], support_text="các cơ quan báo chí",
                 when=YEAR, recurrence="monthly", schedule_text="Hàng tháng"),
            task(2, "Phát video đạt giải", product="5 video, mỗi video ít nhất 2 lượt",
                 targets=[target("=", 5, "video", each=(">=", 2, "lượt"))], leads=[DAI], lead_text="Đài PT-TH",
                 when=[("2021-01-01", "2021-06-30")], schedule_text="Quý I – II"),
        ),
        group(
            2,
            "Hội thi",
            task(1, "Hội thi trực tuyến tìm hiểu cải cách hành chính", leads=[SNV], lead_text="Sở Nội vụ",
                 supports=["Huyện Kế Sách", "Huyện Mỹ Tú", "Thị xã Ngã Năm"],
                 support_text="UBND các huyện: Kế Sách, Mỹ Tú và thị xã Ngã Năm",
                 when=[("2021-09-15", "2021-10-15")], schedule_text="Từ 15/9 đến 15/10"),
        ),
    )  # fmt: skip


def sentences() -> Any:
    document = paper()
    tall_head(
        document,
        issuer="ỦY BAN NHÂN DÂN\nTỈNH SÓC TRĂNG",
        number="Số: 19/KH-UBND",
        place="Sóc Trăng, ngày 26 tháng 01 năm 2021",
        title="TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH\nTỈNH SÓC TRĂNG NĂM 2021",
    )
    for words in (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;",
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 30/TTr-SNV ngày 20 tháng 01 năm 2021,",
    ):
        document.add_paragraph().add_run(words).italic = True
    lines(
        document,
        """I. Mục đích
        Nâng cao nhận thức của cán bộ, công chức, viên chức và người dân.
        II. Nhiệm vụ
        1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Thông tin và Truyền thông, Tỉnh Đoàn tổ chức Hội thi trực tuyến từ ngày 15/9 đến ngày 15/10/2021.
        2. Giao Đài Phát thanh và Truyền hình Sóc Trăng xây dựng và phát sóng 04 phóng sự, 08 bài viết trong năm 2021.
        3. Các sở, ban, ngành tỉnh, UBND các huyện, thị xã, thành phố ban hành kế hoạch của đơn vị mình trước ngày 28/02/2021.
        4. Báo Sóc Trăng mỗi quý đăng ít nhất 03 bài về mô hình hay.
        5. Sở Tư pháp có trách nhiệm phối hợp với Sở Nội vụ biên soạn 5.000 tờ rơi, hoàn thành trong quý II.""",
    )
    foot_block(document)
    return document


def test_sentences_of_an_order_are_read(units: UnitCatalogue) -> None:
    parsed = read(sentences(), units)

    assert shown(parsed) == plan(
        group(
            1,
            "Nhiệm vụ",
            task(1, "tổ chức Hội thi trực tuyến", leads=[SNV], lead_text="Sở Nội vụ",
                 supports=[STTTT, "Tỉnh Đoàn"], support_text="Sở Thông tin và Truyền thông, Tỉnh Đoàn",
                 when=[("2021-09-15", "2021-10-15")], schedule_text="từ ngày 15/9 đến ngày 15/10/2021"),
            task(2, "xây dựng và phát sóng 04 phóng sự, 08 bài viết",
                 targets=[target("=", 4, "phóng sự"), target("=", 8, "bài viết")], leads=[DAI],
                 lead_text="Đài Phát thanh và Truyền hình Sóc Trăng", when=YEAR, schedule_text="trong năm 2021"),
            task(3, "ban hành kế hoạch của đơn vị mình", leads=DEPARTMENTS + DISTRICTS,
                 lead_text="Các sở, ban, ngành tỉnh, UBND các huyện, thị xã, thành phố",
                 when=[("2021-01-01", "2021-02-28")], schedule_text="trước ngày 28/02/2021"),
            task(4, "mỗi quý đăng ít nhất 03 bài về mô hình hay", targets=[target(">=", 3, "bài", "quarter")],
                 leads=[BAO], lead_text="Báo Sóc Trăng", when=YEAR, recurrence="quarterly",
                 schedule_text="mỗi quý"),
            task(5, "biên soạn 5.000 tờ rơi", targets=[target("=", 5000, "tờ rơi")], leads=[STP],
                 lead_text="Sở Tư pháp", supports=[SNV], support_text="Sở Nội vụ", when=[Q2],
                 schedule_text="hoàn thành trong quý II"),
        ),
    )  # fmt: skip
    bases = "\n".join(section.text for section in parsed.sections if section.kind == "legal_bases")
    assert "Nghị quyết số 76/NQ-CP" in bases
    assert "Tờ trình số 30/TTr-SNV" in bases


def _revision(paragraph: Any, *, added: str = "", gone: str = "") -> None:
    if gone:
        paragraph._p.append(
            parse_xml(f'<w:del {W} w:id="8" w:author="b"><w:r><w:delText>{gone}</w:delText></w:r></w:del>')
        )
    if added:
        paragraph._p.append(
            parse_xml(f'<w:ins {W} w:id="9" w:author="b"><w:r><w:t>{added}</w:t></w:r></w:ins>')
        )


def edited_by_many() -> Any:
    """Changes tracked in cells and titles, a control around a cell's words, a box, hidden marks, odd blanks."""
    document = paper()
    head_block(document)
    table = grid(
        document,
        [
            ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Chỉ tiêu"],
            ["1", "Đăng tin", "", "Sở\u00a0Tư\u00a0pháp", "Quý ", "04\u00a0phóng\u00a0sự, 08 bài\u200b viết"],
            ["2", "Tập huấn", "Sở Nội vụ", "", "Tháng 4, 10", ""],
        ],
    )
    _revision(table.cell(1, 2).paragraphs[0], added="Báo Sóc Trăng", gone="Đài PT-TH")
    _revision(table.cell(1, 4).paragraphs[0], added="III", gone="IV")
    control = parse_xml(
        f"<w:sdt {W}><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:r><w:t>02 lớp</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )
    table.cell(2, 5).paragraphs[0]._p.append(control)
    runs = table.cell(2, 1).paragraphs[0]
    for piece in (" k", "ỹ n", "ăng"):
        runs.add_run(piece).font.size = Pt(13)
    gone = table.add_row()
    gone.cells[1].text = "Việc đã bỏ"
    properties = gone._tr.get_or_add_trPr()
    mark = OxmlElement("w:del")
    mark.set(qn("w:id"), "11")
    mark.set(qn("w:author"), "b")
    properties.append(mark)
    for run in gone.cells[1].paragraphs[0].runs:
        run._r.find(qn("w:t")).tag = qn("w:delText")
        wrapper = parse_xml(f'<w:del {W} w:id="12" w:author="b"/>')
        run._r.addprevious(wrapper)
        wrapper.append(run._r)
    return document


def test_tracked_changes_and_controls_inside_cells_are_read_as_they_stand(units: UnitCatalogue) -> None:
    assert shown(read(edited_by_many(), units)) == plan(
        group(
            1,
            "Kế hoạch tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021",
            task(1, "Đăng tin", product="04 phóng sự, 08 bài viết",
                 targets=[target("=", 4, "phóng sự"), target("=", 8, "bài viết")], leads=[BAO],
                 lead_text="Báo Sóc Trăng", supports=[STP], support_text="Sở Tư pháp", when=[Q3],
                 schedule_text="Quý III"),
            task(2, "Tập huấn kỹ năng", product="02 lớp", targets=[target("=", 2, "lớp")], leads=[SNV],
                 lead_text="Sở Nội vụ", when=[("2021-04-01", "2021-04-30"), ("2021-10-01", "2021-10-31")],
                 schedule_text="Tháng 4, 10"),
        ),
    )  # fmt: skip


def ward() -> Any:
    """A ward of 2026 with its own rooms, tasks as bold lines with lines of fields under them."""
    document = paper()
    tall_head(
        document,
        issuer="ỦY BAN NHÂN DÂN\nPHƯỜNG NINH KIỀU",
        number="Số: 03 /KH-UBND",
        place="Ninh Kiều, ngày 20 tháng 01 năm 2026",
        title="Tuyên truyền cải cách hành chính phường Ninh Kiều năm 2026",
    )
    lines(
        document,
        """II. NHIỆM VỤ CỤ THỂ
        1. Tuyên truyền tại Trung tâm Phục vụ hành chính công
        1.1. Hướng dẫn người dân nộp hồ sơ trực tuyến
        - Đơn vị chủ trì: UBND phường Ninh Kiều
        - Sản phẩm: ít nhất 80% hồ sơ nộp trực tuyến
        - Thời gian thực hiện: Thường xuyên
        1.2. Phát tờ gấp hướng dẫn
        - Đơn vị chủ trì: Phòng Văn hóa - Xã hội
        - Sản phẩm: 2.000 tờ gấp
        - Thời gian thực hiện: 6 tháng cuối năm
        2. Tuyên truyền trên mạng xã hội
        2.1. Trang Zalo của phường
        - Đơn vị chủ trì: UBND phường
        - Sản phẩm: mỗi tuần 03 tin
        - Thời gian thực hiện: Hằng tuần""",
    )
    return document


def test_ward_plan_of_the_two_tier_government_is_read() -> None:
    base = city_units()
    units = UnitCatalogue(base.units, root="31135")

    parsed = read(ward(), units, year=2026, issuer="Phường Ninh Kiều")

    year = [("2026-01-01", "2026-12-31")]
    assert shown(parsed) == plan(
        group(
            1,
            "Tuyên truyền tại Trung tâm Phục vụ hành chính công",
            task(1, "Hướng dẫn người dân nộp hồ sơ trực tuyến", product="ít nhất 80% hồ sơ nộp trực tuyến",
                 targets=[target(">=", 80, "% hồ sơ")], leads=["Phường Ninh Kiều"],
                 lead_text="UBND phường Ninh Kiều", when=year, recurrence="continuous",
                 schedule_text="Thường xuyên"),
            task(2, "Phát tờ gấp hướng dẫn", product="2.000 tờ gấp", targets=[target("=", 2000, "tờ gấp")],
                 lead_text="Phòng Văn hóa - Xã hội", when=[("2026-07-01", "2026-12-31")],
                 schedule_text="6 tháng cuối năm"),
        ),
        group(
            2,
            "Tuyên truyền trên mạng xã hội",
            task(1, "Trang Zalo của phường", product="mỗi tuần 03 tin", targets=[target("=", 3, "tin", "week")],
                 leads=["Phường Ninh Kiều"], lead_text="UBND phường", when=year, recurrence="weekly",
                 schedule_text="Hằng tuần"),
        ),
        number="03/KH-UBND",
        issued_on="2026-01-20",
        title="Kế hoạch tuyên truyền cải cách hành chính phường Ninh Kiều năm 2026",
        issuer="Phường Ninh Kiều",
        year=2026,
        unmatched=[{"text": "Phòng Văn hóa - Xã hội", "where": "1.2/leads", "why": "unknown_unit"}],
    )  # fmt: skip


def loose_chapters() -> Any:
    """Chapters without Roman numbers, duties with dashes, one unit per heading, times inside brackets."""
    document = paper()
    head_block(document)
    lines(
        document,
        """1. Mục đích
        Nâng cao nhận thức.
        2. Nội dung thực hiện
        2.1. Chuyên trang cải cách hành chính
        Nội dung: Mở chuyên trang cải cách hành chính trên Cổng thông tin điện tử tỉnh.
        Chủ trì: Văn phòng UBND tỉnh; phối hợp: Sở Nội vụ, Sở TT&TT.
        Thời gian: Trước ngày 15/6.
        Kết quả: 01 chuyên trang; tối thiểu 05 tin, bài/tuần.
        2.2. Tọa đàm trên sóng truyền hình
        Nội dung: Tọa đàm về Chỉ số PAR INDEX, SIPAS.
        Chủ trì: Đài PT&TH tỉnh; phối hợp: các cơ quan, đơn vị liên quan.
        Thời gian: Quý I và Quý III.
        Kết quả: 02 cuộc tọa đàm.""",
    )
    return document


def test_chapters_in_arabic_numbers_with_two_fields_on_a_line_are_read(units: UnitCatalogue) -> None:
    everyone = [u.name for u in units.units if u.parent_key == "94" and u.name != DAI]

    assert shown(read(loose_chapters(), units)) == plan(
        group(
            1,
            "Chuyên trang cải cách hành chính",
            task(1, "Mở chuyên trang cải cách hành chính trên Cổng thông tin điện tử tỉnh",
                 product="01 chuyên trang; tối thiểu 05 tin, bài/tuần",
                 targets=[target("=", 1, "chuyên trang"), target(">=", 5, "tin, bài", "week")], leads=[VP],
                 lead_text="Văn phòng UBND tỉnh", supports=[SNV, STTTT], support_text="Sở Nội vụ, Sở TT&TT",
                 when=[("2021-01-01", "2021-06-15")], schedule_text="Trước ngày 15/6"),
        ),
        group(
            2,
            "Tọa đàm trên sóng truyền hình",
            task(1, "Tọa đàm về Chỉ số PAR INDEX, SIPAS", product="02 cuộc tọa đàm",
                 targets=[target("=", 2, "cuộc tọa đàm")], leads=[DAI], lead_text="Đài PT&TH tỉnh",
                 supports=everyone, support_text="các cơ quan, đơn vị liên quan", when=[Q1, Q3],
                 schedule_text="Quý I và Quý III"),
        ),
    )  # fmt: skip
