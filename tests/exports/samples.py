"""A plan like 19/KH-UBND of 26 January 2021 and a report on it: the thirteen groups with invented details."""

from __future__ import annotations

from datetime import date

from danbiet.exports.render import (
    Align,
    Column,
    OfficialHead,
    PlanDocument,
    PlanGroup,
    PlanTask,
    ReportDocument,
    Row,
    RowKind,
    Section,
    Table,
)

BROADCASTER = "Đài Phát thanh - Truyền hình Sóc Trăng"
MEDIA = "Đài Phát thanh - Truyền hình Sóc Trăng; Báo Sóc Trăng"
HOME = "Sở Nội vụ"

# title, then per task: content, forms, product, leads, supports, schedule
GROUPS: list[tuple[str, list[tuple[str, str, str, str, str, str]]]] = [
    (
        "Chuyên mục “Dân hỏi – Chính quyền trả lời”",
        [
            (
                "Xây dựng và phát sóng chuyên mục “Dân hỏi – Chính quyền trả lời”",
                "Truyền hình, phát thanh",
                "1 kỳ/tháng, ≥ 10 kỳ",
                BROADCASTER,
                "Các sở, ban, ngành tỉnh; UBND các huyện, thị xã, thành phố",
                "Từ tháng 2",
            ),
        ],
    ),
    (
        "Chương trình tổng thể cải cách hành chính giai đoạn 2021 - 2030",
        [
            (
                "Tuyên truyền Chương trình tổng thể của Chính phủ, Tỉnh ủy, UBND tỉnh",
                "Tin, bài, phóng sự",
                "04 phóng sự, 12 tin, bài",
                MEDIA,
                HOME,
                "Quý II, III, IV",
            ),
        ],
    ),
    (
        "Phát sóng video đạt giải Hội thi trực tuyến năm 2020",
        [
            (
                "Phát sóng và đăng tải 05 video đạt giải",
                "Phát sóng, đăng mạng xã hội",
                "5 video, mỗi video ít nhất 2 lượt",
                MEDIA,
                HOME,
                "Quý I - II",
            )
        ],
    ),
    (
        "Kết quả cải cách hành chính năm 2020, định hướng năm 2021",
        [
            (
                "Tuyên truyền kết quả năm 2020 và nhiệm vụ trọng tâm năm 2021",
                "Tin, bài, tọa đàm",
                "01 tọa đàm, 04 bài viết",
                MEDIA,
                HOME,
                "Quý I",
            )
        ],
    ),
    (
        "Chỉ số cải cách hành chính và mức độ hài lòng năm 2020",
        [
            (
                "Công bố PAR Index, SIPAS của các đơn vị năm 2020",
                "Bản tin, infographic",
                "03 bảng xếp hạng",
                MEDIA,
                HOME,
                "Trước ngày 15/6",
            )
        ],
    ),
    (
        "Mô hình hay, giải pháp hiệu quả",
        [
            (
                "Giới thiệu mô hình hay góp phần xây dựng chính quyền thân thiện",
                "Phóng sự, bài viết",
                "Ít nhất 1 mô hình/tháng",
                MEDIA,
                "Các cơ quan, đơn vị liên quan",
                "Hàng tháng",
            )
        ],
    ),
    (
        "Hội thi trực tuyến tìm hiểu cải cách hành chính tỉnh năm 2021",
        [
            (
                "Tổ chức Hội thi trực tuyến",
                "Thi trực tuyến",
                "100% đơn vị tham gia",
                HOME,
                "Sở Thông tin và Truyền thông; các cơ quan, đơn vị liên quan",
                "Từ 15/9 đến 15/10",
            )
        ],
    ),
    (
        "Chuyên mục trên Cổng thông tin điện tử",
        [
            (
                "Duy trì chuyên mục cải cách hành chính trên Cổng thông tin điện tử tỉnh",
                "Cổng thông tin điện tử",
                "≥ 2 tin/tháng/đơn vị",
                "Văn phòng UBND tỉnh",
                "Sở Thông tin và Truyền thông",
                "Thường xuyên",
            )
        ],
    ),
    (
        "Dịch vụ công trực tuyến mức độ 3, 4; bưu chính công ích",
        [
            (
                "Phát hành tờ rơi hướng dẫn nộp hồ sơ trực tuyến",
                "Tờ rơi",
                "5.000 tờ rơi",
                "Sở Thông tin và Truyền thông",
                "Văn phòng UBND tỉnh; Bưu điện tỉnh",
                "Trong năm",
            ),
            (
                "Xây dựng video hướng dẫn trên mạng xã hội",
                "Video, mạng xã hội",
                "2 video",
                "Sở Thông tin và Truyền thông",
                "Bưu điện tỉnh",
                "Quý II",
            ),
        ],
    ),
    (
        "Kiểm soát thủ tục hành chính, một cửa, tiếp nhận phản ánh, kiến nghị",
        [
            (
                "Niêm yết công khai thủ tục hành chính tại Bộ phận Một cửa",
                "Niêm yết, hội nghị",
                "100% Bộ phận Một cửa",
                "Văn phòng UBND tỉnh",
                "UBND các huyện, thị xã, thành phố",
                "Thường xuyên",
            )
        ],
    ),
    (
        "Cải cách thể chế, phổ biến, giáo dục pháp luật",
        [
            (
                "Tổ chức hội nghị phổ biến pháp luật",
                "Hội nghị, tài liệu",
                "04 hội nghị",
                "Sở Tư pháp",
                "UBND các huyện, thị xã, thành phố",
                "Hàng quý",
            )
        ],
    ),
    (
        "Truyền thanh cơ sở, tuyên truyền bằng tiếng Khmer",
        [
            (
                "Phát thanh trên hệ thống truyền thanh cơ sở bằng tiếng Việt và tiếng Khmer",
                "Loa truyền thanh\nPa nô, áp phích",
                "2 chương trình/tuần",
                "UBND các huyện, thị xã, thành phố",
                f"Ban Dân tộc; {BROADCASTER}",
                "Thường xuyên",
            )
        ],
    ),
    (
        "Quán triệt nội bộ, tập huấn, kiểm tra và sơ kết",
        [
            (
                "Tập huấn kỹ năng tuyên truyền cho công chức đầu mối",
                "Tập huấn",
                "01 lớp tập huấn",
                HOME,
                "Các sở, ban, ngành tỉnh",
                "Quý II",
            ),
            (
                "Báo cáo sơ kết, tổng kết công tác tuyên truyền",
                "Báo cáo",
                "02 báo cáo",
                HOME,
                "",
                "Quý II, IV",
            ),
        ],
    ),
]


def head() -> OfficialHead:
    return OfficialHead(
        issuer="Ủy ban nhân dân tỉnh Sóc Trăng",
        number="19/KH-UBND",
        place="Sóc Trăng",
        date=date(2021, 1, 26),
        type_name="Kế hoạch",
        abstract="Tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021",
        recipients=(
            "Bộ Nội vụ;",
            "TT. Tỉnh ủy, TT. HĐND tỉnh",
            "- Chủ tịch, các PCT UBND tỉnh;",
            "Các sở, ban, ngành tỉnh",
            "UBND các huyện, thị xã, thành phố",
            "Lưu: VT, NC.",
        ),
        signer_prefix="TM. Ủy ban nhân dân",
        signer_title="KT. Chủ tịch\nPhó Chủ tịch",
        signer_name="Nguyễn Văn A",
    )


def plan(*, audience: str = "") -> PlanDocument:
    order = 0
    groups = []
    for at, (title, rows) in enumerate(GROUPS, start=1):
        tasks = []
        for content, forms, product, leads, supports, schedule in rows:
            order += 1
            tasks.append(
                PlanTask(
                    order=str(order),
                    content=content,
                    forms=forms,
                    product=product,
                    audience=audience,
                    leads=leads,
                    supports=supports,
                    schedule=schedule,
                )
            )
        numeral = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"][at - 1]
        groups.append(PlanGroup(order=numeral, title=title, tasks=tuple(tasks)))
    return PlanDocument(
        head=head(),
        legal_bases=(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
            "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;",
        ),
        sections=(
            Section(heading="I. MỤC ĐÍCH, YÊU CẦU"),
            Section(
                heading="1. Mục đích",
                level=2,
                paragraphs=(
                    "Nâng cao vai trò, trách nhiệm của cấp ủy, chính quyền và người đứng đầu cơ quan, đơn vị"
                    " đối với công tác cải cách hành chính.",
                    "Giúp tổ chức, cá nhân hiểu rõ mục tiêu, ý nghĩa và nội dung cải cách hành chính; chủ động tham gia"
                    " giám sát việc thực hiện.",
                ),
            ),
            Section(
                heading="2. Yêu cầu",
                level=2,
                paragraphs=(
                    "a) Nội dung ngắn gọn, dễ hiểu, phù hợp từng nhóm đối tượng.",
                    "b) Kết hợp nhiều hình thức; có sản phẩm cụ thể.",
                ),
            ),
            Section(
                heading="II. NỘI DUNG, HÌNH THỨC TUYÊN TRUYỀN",
                paragraphs=("Thực hiện theo Phụ lục kèm theo.",),
            ),
            Section(
                heading="III. KINH PHÍ",
                paragraphs=("Từ nguồn ngân sách nhà nước giao cho các cơ quan, đơn vị theo phân cấp.",),
            ),
            Section(
                heading="IV. TỔ CHỨC THỰC HIỆN",
                paragraphs=(
                    "1. Thủ trưởng các sở, ban, ngành tỉnh và Chủ tịch UBND các huyện, thị xã, thành phố xây dựng kế hoạch"
                    " của đơn vị mình và tổ chức thực hiện.",
                    "2. Sở Nội vụ theo dõi, đôn đốc, tổng hợp báo cáo UBND tỉnh theo quy định.",
                ),
            ),
        ),
        groups=tuple(groups),
        appendix_title="Phân công nhiệm vụ tuyên truyền cải cách hành chính năm 2021",
    )


def figures() -> Table:
    return Table(
        title="Số liệu chủ yếu",
        columns=(
            Column(label="Chỉ tiêu", width=80),
            Column(label="Kế hoạch", width=25, align=Align.RIGHT),
            Column(label="Thực hiện", width=25, align=Align.RIGHT),
            Column(label="Tỷ lệ", width=25, align=Align.RIGHT),
        ),
        rows=(
            Row(cells=("Nhiệm vụ hoàn thành", "15", "9", "60,0 %")),
            Row(cells=("Tin, bài", "96", "71", "74,0 %")),
            Row(kind=RowKind.TOTAL, cells=("Cộng", "111", "80", "72,1 %")),
        ),
    )


def appendix(rows: int, *, title: str = "Tiến độ từng nhiệm vụ") -> Table:
    columns = (
        Column(label="STT", width=12, align=Align.CENTER),
        Column(label="Đơn vị", width=50),
        Column(label="Nhiệm vụ", width=70),
        Column(label="Chỉ tiêu", width=35),
        Column(label="Kế hoạch", width=20, align=Align.RIGHT),
        Column(label="Thực hiện", width=20, align=Align.RIGHT),
        Column(label="Tỷ lệ", width=20, align=Align.RIGHT),
        Column(label="Ghi chú", width=30),
    )
    made = [Row(kind=RowKind.GROUP, cells=("I", "Các sở, ban, ngành tỉnh"))]
    made += [
        Row(
            cells=(
                str(at),
                "Sở Thông tin và Truyền thông",
                "Phát hành tờ rơi hướng dẫn nộp hồ sơ trực tuyến",
                "5.000 tờ rơi",
                "5.000",
                "3.100",
                "62,0 %",
                "",
            )
        )
        for at in range(1, rows + 1)
    ]
    return Table(title=title, columns=columns, rows=tuple(made))


def report(*, tables: tuple[Table, ...] | None = None, corrections: tuple[str, ...] = ()) -> ReportDocument:
    return ReportDocument(
        head=OfficialHead(
            superior="Ủy ban nhân dân tỉnh Sóc Trăng",
            issuer="Sở Thông tin và Truyền thông",
            symbol="BC-STTTT",
            place="Sóc Trăng",
            year=2021,
            type_name="Báo cáo",
            abstract="Kết quả thực hiện kế hoạch tuyên truyền cải cách hành chính quý II năm 2021",
            addressee=("Ủy ban nhân dân tỉnh Sóc Trăng", "Sở Nội vụ"),
            recipients=("Như trên",),
            signer_title="Giám đốc",
            signer_name="Trần Thị B",
        ),
        sections=(
            Section(
                heading="I. KẾT QUẢ THỰC HIỆN", paragraphs=("Đến hết quý II, đơn vị hoàn thành 9 nhiệm vụ.",)
            ),
            Section(heading="II. KHÓ KHĂN, VƯỚNG MẮC", paragraphs=("Một số tin, bài còn chậm.",)),
        ),
        figures=figures(),
        corrections=corrections,
        tables=(appendix(30), appendix(5, title="Đơn vị chưa báo cáo")) if tables is None else tables,
    )
