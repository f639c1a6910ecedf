"""The words of plan 19/KH-UBND (2021) as it is rebuilt for the demonstration.

Known from the source are number, date, title, purpose, that there are thirteen groups of content, and of groups 1 to 7
what they are about and who leads them. Everything else here (tasks, products, quantities, times, the other six groups)
is a reconstruction after the usual form of such plans and no historical fact; docs/samples/README.md says so to readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NUMBER = "19/KH-UBND"
ISSUED_ON = date(2021, 1, 26)
YEAR = 2021
TYPE_NAME = "Kế hoạch"
ABSTRACT = "Tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021"
FILE_NAME = "19-KH-UBND.docx"

LEGAL_BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 và Luật sửa đổi, bổ sung một số điều của "
    "Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019;",
    "Căn cứ Quyết định số 1149/QĐ-BNV ngày 30 tháng 12 năm 2020 của Bộ trưởng Bộ Nội vụ phê duyệt Đề án xác định "
    "Chỉ số cải cách hành chính;",
)


@dataclass(frozen=True, slots=True)
class TaskWords:
    """A row of the appendix as it is written; `key` is the row's number ("8.2") and names the task in the demonstration."""

    key: str
    content: str
    forms: str
    product: str
    leads: str
    supports: str
    schedule: str


@dataclass(frozen=True, slots=True)
class GroupWords:
    title: str
    tasks: tuple[TaskWords, ...]


@dataclass(frozen=True, slots=True)
class SectionWords:
    heading: str
    level: int
    paragraphs: tuple[str, ...]


SECTIONS = (
    SectionWords(
        "",
        1,
        (
            "Ủy ban nhân dân tỉnh ban hành Kế hoạch tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021 như sau:",
        ),
    ),
    SectionWords("I. MỤC ĐÍCH, YÊU CẦU", 1, ()),
    SectionWords(
        "1. Mục đích",
        2,
        (
            "a) Nêu cao vai trò, trách nhiệm của cấp ủy Đảng, chính quyền và người đứng đầu cơ quan, đơn vị trong công "
            "tác tuyên truyền cải cách hành chính; động viên cán bộ, công chức, viên chức tích cực tham gia.",
            "b) Giúp người dân, tổ chức, doanh nghiệp hiểu mục tiêu, ý nghĩa, nội dung của cải cách hành chính trong "
            "giai đoạn mới, từ đó giám sát và đồng hành cùng cơ quan nhà nước.",
        ),
    ),
    SectionWords(
        "2. Yêu cầu",
        2,
        (
            "a) Nội dung chính xác, dễ hiểu, phù hợp từng nhóm đối tượng; chú trọng đồng bào dân tộc Khmer.",
            "b) Mỗi nhiệm vụ có đơn vị chủ trì, sản phẩm và thời gian cụ thể; kết quả có tài liệu kiểm chứng.",
            "c) Kết hợp nhiều hình thức, tiết kiệm, phù hợp tình hình phòng, chống dịch Covid-19.",
        ),
    ),
    SectionWords(
        "II. ĐỐI TƯỢNG TUYÊN TRUYỀN",
        1,
        (
            "1. Cán bộ, công chức, viên chức, người lao động trong các cơ quan, đơn vị trên địa bàn tỉnh.",
            "2. Người dân, tổ chức, doanh nghiệp; người có uy tín trong đồng bào dân tộc thiểu số.",
        ),
    ),
    SectionWords(
        "III. NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN",
        1,
        (
            "Gồm 13 nhóm nội dung; nhiệm vụ, hình thức, sản phẩm, đơn vị thực hiện và thời gian được nêu tại Phụ lục "
            "ban hành kèm theo Kế hoạch này.",
        ),
    ),
    SectionWords(
        "IV. KINH PHÍ",
        1,
        (
            "Kinh phí thực hiện được bố trí trong dự toán chi thường xuyên năm 2021 của các cơ quan, đơn vị theo phân "
            "cấp ngân sách và các nguồn hợp pháp khác.",
        ),
    ),
    SectionWords(
        "V. TỔ CHỨC THỰC HIỆN",
        1,
        (
            "1. Thủ trưởng các sở, ban, ngành, đơn vị sự nghiệp công lập tỉnh, cơ quan Trung ương đặt tại địa phương và "
            "Chủ tịch UBND các huyện, thị xã, thành phố căn cứ Kế hoạch này xây dựng kế hoạch của cơ quan, đơn vị mình "
            "và tổ chức thực hiện đạt các chỉ tiêu, yêu cầu, nội dung đã đề ra.",
            "2. Sở Nội vụ theo dõi, đôn đốc việc thực hiện; tổng hợp kết quả hằng quý, 6 tháng và năm, báo cáo UBND tỉnh.",
            "3. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị phản ánh về Sở Nội vụ để tổng "
            "hợp, trình UBND tỉnh xem xét, quyết định.",
        ),
    ),
)

RECIPIENTS = (
    "Bộ Nội vụ",
    "Thường trực Tỉnh ủy",
    "Thường trực HĐND tỉnh",
    "Chủ tịch và các Phó Chủ tịch UBND tỉnh",
    "Các sở, ban, ngành tỉnh",
    "UBND các huyện, thị xã, thành phố",
    "Đài PT-TH Sóc Trăng, Báo Sóc Trăng",
    "Lưu: VT, NC.",
)

STATION, PAPER, BOTH = "Đài PT-TH Sóc Trăng", "Báo Sóc Trăng", "Đài PT-TH Sóc Trăng; Báo Sóc Trăng"
HOME_AFFAIRS, JUSTICE, INFORMATION = "Sở Nội vụ", "Sở Tư pháp", "Sở Thông tin và Truyền thông"
OFFICE, POST = "Văn phòng UBND tỉnh", "Bưu điện tỉnh"
DEPARTMENTS, DISTRICTS = "Các sở, ban, ngành tỉnh", "UBND các huyện, thị xã, thành phố"
BOTH_SETS = f"{DEPARTMENTS}; {DISTRICTS}"
EVERYBODY = f"{DEPARTMENTS}; các đơn vị sự nghiệp công lập tỉnh; các cơ quan Trung ương đóng trên địa bàn tỉnh; {DISTRICTS}"
KHMER_DISTRICTS = "UBND thị xã Vĩnh Châu; UBND huyện Trần Đề; UBND huyện Mỹ Xuyên; UBND huyện Châu Thành"

GROUPS = (
    GroupWords(
        "Chuyên mục “Dân hỏi – Chính quyền trả lời”",
        (
            TaskWords(
                "1.1",
                "Xây dựng và phát sóng chuyên mục “Dân hỏi – Chính quyền trả lời” trên sóng truyền hình",
                "Chuyên mục truyền hình",
                "01 kỳ/tháng, ít nhất 10 kỳ",
                STATION,
                f"{JUSTICE}; Sở Tài nguyên và Môi trường; Sở Xây dựng; Công an tỉnh; Bảo hiểm xã hội tỉnh",
                "Từ tháng 2 đến tháng 12",
            ),
            TaskWords(
                "1.2",
                "Phát lại chuyên mục trên sóng phát thanh và đăng trên trang thông tin điện tử của Đài",
                "Phát thanh, trang thông tin điện tử",
                "02 lượt phát lại/tháng",
                STATION,
                "",
                "Từ tháng 2 đến tháng 12",
            ),
            TaskWords(
                "1.3",
                "Tổng hợp câu hỏi của người dân gửi chuyên mục, chuyển cơ quan có thẩm quyền trả lời",
                "Văn bản",
                "01 bảng tổng hợp/quý",
                STATION,
                OFFICE,
                "Hằng quý",
            ),
        ),
    ),
    GroupWords(
        "Chương trình tổng thể cải cách hành chính giai đoạn 2021 – 2030",
        (
            TaskWords(
                "2.1",
                "Xây dựng phóng sự giới thiệu Chương trình tổng thể của Chính phủ, Tỉnh ủy, UBND tỉnh",
                "Phóng sự truyền hình",
                "04 phóng sự",
                STATION,
                HOME_AFFAIRS,
                "Quý III, IV",
            ),
            TaskWords(
                "2.2",
                "Đăng tin, bài về mục tiêu, nhiệm vụ của Chương trình tổng thể",
                "Tin, bài",
                "12 tin, bài",
                PAPER,
                HOME_AFFAIRS,
                "Quý III, IV",
            ),
            TaskWords(
                "2.3",
                "Quán triệt Chương trình tổng thể đến cán bộ, công chức, viên chức của cơ quan, đơn vị",
                "Hội nghị, họp cơ quan",
                "01 cuộc/đơn vị",
                EVERYBODY,
                "",
                "Quý III, IV",
            ),
        ),
    ),
    GroupWords(
        "Phát sóng video đạt giải Hội thi trực tuyến cải cách hành chính năm 2020",
        (
            TaskWords(
                "3.1",
                "Phát sóng các video tuyên truyền đạt giải Hội thi trực tuyến năm 2020 trên sóng truyền hình",
                "Phát sóng truyền hình",
                "05 video, mỗi video ít nhất 02 lượt",
                STATION,
                HOME_AFFAIRS,
                "Quý I, II",
            ),
            TaskWords(
                "3.2",
                "Đăng các video đạt giải trên Báo Sóc Trăng điện tử và trang mạng xã hội của Báo",
                "Báo điện tử, mạng xã hội",
                "05 video",
                PAPER,
                HOME_AFFAIRS,
                "Quý I, II",
            ),
        ),
    ),
    GroupWords(
        "Kết quả cải cách hành chính năm 2020, định hướng năm 2021",
        (
            TaskWords(
                "4.1",
                "Tọa đàm truyền hình về kết quả năm 2020 và định hướng cải cách hành chính năm 2021 của tỉnh",
                "Tọa đàm",
                "01 tọa đàm",
                STATION,
                HOME_AFFAIRS,
                "Quý I",
            ),
            TaskWords(
                "4.2",
                "Viết bài về kết quả nổi bật năm 2020 và các nhiệm vụ trọng tâm năm 2021",
                "Bài viết",
                "04 bài",
                BOTH,
                HOME_AFFAIRS,
                "Quý I",
            ),
            TaskWords(
                "4.3",
                "Biên soạn tài liệu tóm tắt kết quả năm 2020 gửi các cơ quan, đơn vị để sinh hoạt nội bộ",
                "Tài liệu",
                "01 tài liệu",
                HOME_AFFAIRS,
                OFFICE,
                "Quý I",
            ),
        ),
    ),
    GroupWords(
        "Chỉ số cải cách hành chính, chỉ số hài lòng (SIPAS) các đơn vị trên địa bàn tỉnh năm 2020",
        (
            TaskWords(
                "5.1",
                "Giới thiệu bảng xếp hạng theo bốn nhóm đơn vị trên bản tin truyền hình và báo in",
                "Bản tin",
                "04 bản tin",
                BOTH,
                HOME_AFFAIRS,
                "Trước ngày 30/6",
            ),
            TaskWords(
                "5.2",
                "Thiết kế đồ họa thông tin và viết tin, bài phân tích các chỉ số thành phần",
                "Đồ họa thông tin, tin, bài",
                "02 infographic, 06 tin, bài",
                PAPER,
                HOME_AFFAIRS,
                "Quý II",
            ),
        ),
    ),
    GroupWords(
        "Mô hình hay, giải pháp hiệu quả góp phần xây dựng chính quyền thân thiện",
        (
            TaskWords(
                "6.1",
                "Giới thiệu mô hình hay, giải pháp cải cách hành chính hiệu quả trên truyền hình",
                "Phóng sự",
                "Ít nhất 01 mô hình/tháng",
                STATION,
                DISTRICTS,
                "Hằng tháng",
            ),
            TaskWords(
                "6.2",
                "Viết bài về gương người tốt, việc tốt, cách làm mới trong cải cách hành chính",
                "Bài viết",
                "Ít nhất 02 bài/tháng",
                PAPER,
                "",
                "Hằng tháng",
            ),
            TaskWords(
                "6.3",
                "Giới thiệu mô hình, sáng kiến của cơ quan, đơn vị gửi Sở Nội vụ tổng hợp, nhân rộng",
                "Văn bản",
                "01 mô hình/đơn vị",
                BOTH_SETS,
                "",
                "Trước ngày 31/12",
            ),
            TaskWords(
                "6.4",
                "Tổ chức hội nghị trao đổi kinh nghiệm xây dựng chính quyền thân thiện",
                "Hội nghị",
                "02 hội nghị",
                HOME_AFFAIRS,
                DISTRICTS,
                "Quý II, IV",
            ),
        ),
    ),
    GroupWords(
        "Hội thi trực tuyến tìm hiểu cải cách hành chính tỉnh năm 2021",
        (
            TaskWords(
                "7.1",
                "Ban hành kế hoạch, thể lệ Hội thi",
                "Văn bản",
                "01 kế hoạch, 01 thể lệ",
                HOME_AFFAIRS,
                INFORMATION,
                "Trước ngày 31/7",
            ),
            TaskWords(
                "7.2",
                "Xây dựng ngân hàng câu hỏi và phần mềm thi trực tuyến",
                "Phần mềm",
                "01 bộ câu hỏi, 01 phần mềm",
                HOME_AFFAIRS,
                INFORMATION,
                "Quý III",
            ),
            TaskWords(
                "7.3",
                "Vận động cán bộ, công chức, viên chức, người lao động tham gia Hội thi",
                "Thi trực tuyến",
                "100% đơn vị tham gia",
                EVERYBODY,
                "",
                "Quý III, IV",
            ),
            TaskWords(
                "7.4",
                "Tổng kết, công bố kết quả và trao giải Hội thi",
                "Hội nghị",
                "01 hội nghị",
                HOME_AFFAIRS,
                BOTH,
                "Từ ngày 20/12 đến ngày 31/12",
            ),
        ),
    ),
    GroupWords(
        "Chuyên mục cải cách hành chính trên Cổng Thông tin điện tử tỉnh và các trang thành phần",
        (
            TaskWords(
                "8.1",
                "Duy trì chuyên mục cải cách hành chính trên Cổng Thông tin điện tử tỉnh",
                "Tin, bài",
                "Ít nhất 08 tin/tháng",
                OFFICE,
                INFORMATION,
                "Hằng tháng",
            ),
            TaskWords(
                "8.2",
                "Đăng tin, bài cải cách hành chính trên trang thông tin điện tử của cơ quan, đơn vị",
                "Tin, bài",
                "≥ 2 tin/tháng/đơn vị",
                BOTH_SETS,
                INFORMATION,
                "Hằng tháng",
            ),
            TaskWords(
                "8.3",
                "Rà soát, cập nhật thủ tục hành chính và lịch tiếp công dân công khai trên Cổng",
                "Cổng thông tin điện tử",
                "01 lần/quý",
                OFFICE,
                "",
                "Hằng quý",
            ),
        ),
    ),
    GroupWords(
        "Dịch vụ công trực tuyến mức độ 3, 4; tiếp nhận và trả kết quả qua dịch vụ bưu chính công ích",
        (
            TaskWords(
                "9.1",
                "In và phát tờ rơi hướng dẫn nộp hồ sơ trực tuyến",
                "Tờ rơi",
                "5.000 tờ rơi",
                INFORMATION,
                f"{OFFICE}; {POST}",
                "Trong năm",
            ),
            TaskWords(
                "9.2",
                "Xây dựng và phát video hướng dẫn nộp hồ sơ trực tuyến",
                "Video",
                "02 video, mỗi video ít nhất 02 lượt",
                f"{INFORMATION}; {STATION}",
                "",
                "Trước ngày 31/12",
            ),
            TaskWords(
                "9.3",
                "Tập huấn tiếp nhận, trả kết quả qua dịch vụ bưu chính công ích",
                "Hội nghị tập huấn",
                "01 hội nghị",
                POST,
                INFORMATION,
                "Quý II",
            ),
            TaskWords(
                "9.4",
                "Đăng tin hướng dẫn dịch vụ công trực tuyến trên trang của Sở và mạng xã hội",
                "Tin, mạng xã hội",
                "Ít nhất 02 tin/tháng",
                INFORMATION,
                "",
                "Hằng tháng",
            ),
        ),
    ),
    GroupWords(
        "Kiểm soát thủ tục hành chính, cơ chế một cửa, tiếp nhận phản ánh, kiến nghị",
        (
            TaskWords(
                "10.1",
                "Niêm yết đầy đủ thủ tục hành chính tại Bộ phận Một cửa",
                "Niêm yết",
                "100% đơn vị niêm yết đầy đủ",
                DISTRICTS,
                OFFICE,
                "Thường xuyên",
            ),
            TaskWords(
                "10.2",
                "Hội nghị hướng dẫn nghiệp vụ kiểm soát thủ tục hành chính",
                "Hội nghị",
                "02 hội nghị",
                OFFICE,
                "",
                "Quý II, IV",
            ),
            TaskWords(
                "10.3",
                "Tuyên truyền địa chỉ tiếp nhận phản ánh, kiến nghị về quy định hành chính",
                "Niêm yết, truyền thanh",
                "01 đợt/quý/đơn vị",
                DISTRICTS,
                OFFICE,
                "Hằng quý",
            ),
            TaskWords(
                "10.4",
                "Kiểm tra việc công khai thủ tục hành chính, kết hợp hướng dẫn tại chỗ",
                "Kiểm tra",
                "01 cuộc/quý",
                OFFICE,
                "",
                "Hằng quý",
            ),
        ),
    ),
    GroupWords(
        "Cải cách thể chế, phổ biến, giáo dục pháp luật",
        (
            TaskWords(
                "11.1",
                "Hội nghị phổ biến văn bản quy phạm pháp luật mới ban hành",
                "Hội nghị",
                "01 hội nghị/quý",
                JUSTICE,
                DISTRICTS,
                "Hằng quý",
            ),
            TaskWords(
                "11.2",
                "Biên soạn, cấp phát tờ gấp pháp luật về thủ tục hành chính thiết yếu",
                "Tờ gấp",
                "3.000 tờ gấp",
                JUSTICE,
                "",
                "Trước ngày 30/9",
            ),
            TaskWords(
                "11.3",
                "Đăng tin, bài cải cách thể chế trên trang phổ biến, giáo dục pháp luật",
                "Tin, bài",
                "Ít nhất 02 tin/tháng",
                JUSTICE,
                "",
                "Hằng tháng",
            ),
        ),
    ),
    GroupWords(
        "Truyền thanh cơ sở, tuyên truyền bằng tiếng Khmer",
        (
            TaskWords(
                "12.1",
                "Phát chương trình cải cách hành chính trên hệ thống truyền thanh cơ sở",
                "Loa truyền thanh",
                "Ít nhất 02 chương trình/tuần/đơn vị",
                DISTRICTS,
                "",
                "Thường xuyên",
            ),
            TaskWords(
                "12.2",
                "Phát chương trình truyền thanh bằng tiếng Khmer",
                "Loa truyền thanh",
                "Ít nhất 02 chương trình/tháng/đơn vị",
                KHMER_DISTRICTS,
                "Ban Dân tộc",
                "Hằng tháng",
            ),
            TaskWords(
                "12.3",
                "Phát chuyên mục cải cách hành chính bằng tiếng Khmer trên truyền hình",
                "Chuyên mục truyền hình",
                "Ít nhất 01 chuyên mục/tháng",
                STATION,
                "Ban Dân tộc",
                "Hằng tháng",
            ),
            TaskWords(
                "12.4",
                "Treo pano, áp phích tuyên truyền tại trụ sở, nơi đông người",
                "Pano, áp phích",
                "02 pano/đơn vị",
                DISTRICTS,
                "Sở Văn hóa, Thể thao và Du lịch",
                "Trong năm",
            ),
        ),
    ),
    GroupWords(
        "Quán triệt nội bộ, tập huấn, kiểm tra và sơ kết công tác tuyên truyền",
        (
            TaskWords(
                "13.1",
                "Quán triệt, lồng ghép nội dung cải cách hành chính vào họp cơ quan, giao ban",
                "Họp, giao ban",
                "01 cuộc/quý/đơn vị",
                EVERYBODY,
                "",
                "Hằng quý",
            ),
            TaskWords(
                "13.2",
                "Tập huấn nghiệp vụ tuyên truyền cho công chức phụ trách cải cách hành chính",
                "Lớp tập huấn",
                "01 lớp tập huấn",
                HOME_AFFAIRS,
                "",
                "Quý II",
            ),
            TaskWords(
                "13.3",
                "Kiểm tra, sơ kết, tổng kết công tác tuyên truyền cải cách hành chính",
                "Kiểm tra, báo cáo",
                "10 cuộc kiểm tra, 02 báo cáo",
                HOME_AFFAIRS,
                f"{OFFICE}; {JUSTICE}",
                "Từ tháng 4 đến tháng 12",
            ),
        ),
    ),
)

TASKS = tuple(task for group in GROUPS for task in group.tasks)
KEY_BY_CONTENT = {task.content: task.key for task in TASKS}
