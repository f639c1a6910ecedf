"""Announcements and programme pages of 2021. What has a source names it; the rest is invented."""

from __future__ import annotations

from datetime import date

from .texts import Words, chart, head, p, points, table

ANNOUNCEMENTS = (
    Words(
        name="nghi-tet",
        on=date(2021, 2, 4),
        unit="VPUBND",
        title="Lịch tiếp nhận hồ sơ dịp Tết Nguyên đán Tân Sửu",
        summary="Bộ phận Một cửa các cấp nghỉ từ 10/02 đến hết 16/02/2021; hồ sơ nộp trực tuyến vẫn được nhận và xử lý từ 17/02.",
        extra={"valid_until": date(2021, 2, 17)},
        body=(
            p("Hồ sơ khai tử và các việc không thể chờ được giải quyết theo lịch trực niêm yết tại trụ sở."),
        ),
    ),
    Words(
        name="video-2020-phat-song",
        on=date(2021, 2, 22),
        unit="DPTTH",
        title="Lịch phát sóng năm video đạt giải Hội thi trực tuyến năm 2020",
        summary="Mỗi tuần một video, phát sau bản tin tối thứ Sáu và phát lại chiều Chủ nhật.",
        extra={"valid_until": date(2021, 6, 30)},
        body=(
            table(
                "Tuần phát đầu tiên của từng video",
                ("Video", "Phát lần đầu"),
                ("Một cửa thân thiện", "26/02/2021"),
                ("Hồ sơ về tận nhà", "05/3/2021"),
                ("Nụ cười công sở", "12/3/2021"),
                ("Làng tôi đổi mới", "19/3/2021"),
                ("Đúng hẹn", "26/3/2021"),
                source="Lịch trình diễn của Đài Phát thanh và Truyền hình.",
            ),
        ),
    ),
    Words(
        name="bao-tri-thang-4",
        on=date(2021, 4, 15),
        unit="STTTT",
        title="Tạm dừng Cổng dịch vụ công để bảo trì đêm 17/4",
        summary="Hệ thống ngừng từ 22 giờ ngày 17/4 đến 4 giờ ngày 18/4; thời hạn của hồ sơ không bị ảnh hưởng.",
        extra={"valid_until": date(2021, 4, 18)},
        body=(
            p(
                "Người đang điền hồ sơ nên lưu nháp trước 21 giờ 45. Sau 4 giờ sáng, nếu chưa vào được, xin gọi đường dây hỗ trợ."
            ),
        ),
    ),
    Words(
        name="doi-dia-diem",
        on=date(2021, 6, 8),
        unit="947",
        title="Bộ phận Một cửa huyện Mỹ Xuyên chuyển sang trụ sở mới từ 14/6",
        summary="Địa điểm mới cách chỗ cũ 400 mét, có chỗ để xe và lối đi cho xe lăn. Tuần đầu có người đón ở địa điểm cũ.",
        extra={"valid_until": date(2021, 7, 31), "audience": "citizens"},
        body=(p("Phiếu hẹn ghi địa chỉ cũ vẫn có giá trị; người dân đến địa điểm mới vào đúng ngày hẹn."),),
    ),
    Words(
        name="giam-tiep-nhan",
        on=date(2021, 7, 19),
        unit="VPUBND",
        title="Ưu tiên nộp hồ sơ trực tuyến trong thời gian giãn cách xã hội",
        summary="Bộ phận Một cửa chỉ nhận trực tiếp việc khai tử, khai sinh quá hạn và việc cấp bách; các việc khác nộp qua mạng hoặc bưu điện.",
        extra={"valid_until": date(2021, 9, 30)},
        body=(
            p(
                "Hồ sơ đã hẹn trả trong thời gian này được gửi về nhà qua bưu điện; người dân không phải đến nhận."
            ),
            points(
                "Gọi điện trước khi đến.",
                "Mang khẩu trang, giữ khoảng cách.",
                "Người có triệu chứng xin lùi ngày, thời hạn được tính lại.",
            ),
        ),
    ),
    Words(
        name="hoi-thi-2021-the-le",
        on=date(2021, 8, 30),
        unit="SNV",
        title="Thể lệ Hội thi trực tuyến tìm hiểu cải cách hành chính tỉnh năm 2021",
        summary="Thi từ 7 giờ ngày 15/9; đối tượng là cán bộ, công chức, viên chức, người lao động của các cơ quan, đơn vị trong tỉnh.",
        cover="laptop-day-1",
        extra={"valid_until": date(2021, 12, 31), "audience": "officials"},
        body=(
            p(
                'Toàn văn kế hoạch và bản sửa đổi đăng tại mục <a href="/van-ban/">Văn bản</a>. Thành viên Ban Tổ chức, giám khảo và tổ kỹ thuật không dự thi.'
            ),
        ),
    ),
    Words(
        name="tuyen-cong-tac-vien",
        on=date(2021, 11, 18),
        unit="DPTTH",
        title="Mời cộng tác viên biết tiếng Khmer cho chuyên mục cải cách hành chính",
        summary="Đài cần bốn cộng tác viên biên dịch, đọc tiếng Khmer; ưu tiên giáo viên, người làm công tác ở cơ sở.",
        extra={"valid_until": date(2021, 12, 31)},
        body=(
            p(
                "Gửi một đoạn đọc dài ba phút bằng cả hai thứ tiếng. Kết quả báo riêng cho từng người trước ngày 10/01/2022."
            ),
        ),
    ),
    Words(
        name="lich-tiep-dan-12",
        on=date(2021, 12, 1),
        unit="VPUBND",
        title="Lịch tiếp công dân của lãnh đạo UBND tỉnh tháng 12/2021",
        summary="Hai buổi: sáng 15/12 và sáng 29/12, tại Trụ sở tiếp công dân tỉnh; đăng ký trước để được sắp giờ.",
        extra={"valid_until": date(2021, 12, 31), "audience": "citizens"},
        body=(
            p(
                "Người dân mang theo đơn và giấy tờ liên quan. Ai không tự viết được có người ghi giúp tại chỗ, kể cả bằng tiếng Khmer."
            ),
        ),
    ),
    Words(
        name="nghi-bao-tri-12",
        on=date(2021, 12, 13),
        unit="STTTT",
        title="Chuyển hệ thống một cửa điện tử sang phiên bản mới, ngày 18/12",
        summary="Từ 12 giờ đến 18 giờ ngày 18/12 chỉ tra cứu được hồ sơ, chưa nộp mới. Sau 18 giờ mọi việc trở lại bình thường.",
        extra={"valid_until": date(2021, 12, 19)},
        body=(p("Công chức một cửa xem bản hướng dẫn tại mục Văn bản và báo lỗi ngay trong ngày đầu."),),
    ),
)

PROGRAMME = (
    Words(
        name="chuong-trinh-tong-the",
        on=date(2021, 8, 5),
        unit="94",
        title="Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 – 2030",
        summary="Sáu nội dung cải cách theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, và cách tỉnh đưa từng nội dung vào kế hoạch hằng năm.",
        cover="bridge-day-2",
        extra={"subject": "master", "year": 2021},
        body=(
            p(
                "Chương trình do Chính phủ ban hành tại Nghị quyết số 76/NQ-CP. Mỗi năm, tỉnh cụ thể hóa bằng kế hoạch cải cách hành chính và kế hoạch tuyên truyền."
            ),
            table(
                "Sáu nội dung và câu hỏi người dân thường đặt ra",
                ("Nội dung", "Người dân hỏi"),
                ("Thể chế", "Quy định nào đang làm tôi vướng?"),
                ("Thủ tục hành chính", "Bớt được giấy tờ nào, nhanh hơn bao nhiêu ngày?"),
                ("Tổ chức bộ máy", "Việc này ai giải quyết?"),
                ("Chế độ công vụ", "Người giải quyết có trách nhiệm đến đâu?"),
                ("Tài chính công", "Tiền được dùng vào việc gì?"),
                ("Chính phủ điện tử, chính phủ số", "Có làm được ở nhà không?"),
                source="Tên sáu nội dung: Nghị quyết số 76/NQ-CP. Cột bên phải do ban biên tập viết.",
            ),
            head("Tuyên truyền góp phần gì?"),
            p(
                "Người dân biết mình có quyền gì và phải làm gì thì cải cách mới đi vào đời sống. Vì vậy kế hoạch tuyên truyền hằng năm có nhóm nội dung riêng về Chương trình này."
            ),
        ),
    ),
    Words(
        name="ket-qua-2020",
        on=date(2021, 3, 4),
        unit="94",
        title="Kết quả cải cách hành chính năm 2020",
        summary="Một trang tóm tắt để sinh hoạt trong cơ quan và để người dân đối chiếu: việc đã làm, việc còn nợ.",
        cover="hall-day-1",
        extra={"subject": "results", "year": 2020},
        body=(
            p(
                "Trong Hội thi trực tuyến tìm hiểu cải cách hành chính năm 2020 do Sở Nội vụ tổ chức, 46/46 cơ quan, đơn vị có người dự thi (nguồn: thông báo kết "
                "quả Hội thi). Các số liệu còn lại trên trang này là số liệu trình diễn."
            ),
            chart(
                "bar",
                "%",
                "Tỷ lệ hồ sơ trả đúng hẹn năm 2020 theo cấp",
                ("Cấp", "Đúng hẹn"),
                ("Sở, ngành", 97.2),
                ("Huyện, thị xã, thành phố", 94.8),
                ("Xã, phường, thị trấn", 98.1),
                source="Số liệu trình diễn.",
            ),
            head("Việc còn nợ"),
            points(
                "Hồ sơ đất đai còn phải bổ sung nhiều lần.",
                "Nhiều thủ tục có nộp trực tuyến nhưng ít người dùng.",
                "Thông tin bằng tiếng Khmer còn mỏng.",
            ),
        ),
    ),
    Words(
        name="dinh-huong-2021",
        on=date(2021, 3, 5),
        unit="94",
        title="Định hướng cải cách hành chính và công tác tuyên truyền năm 2021",
        summary="Ba việc được ưu tiên: nói dễ hiểu, nói đúng chỗ và để người dân kiểm tra được.",
        cover="field-dusk-2",
        extra={"subject": "directions", "year": 2021},
        body=(
            p(
                "Năm 2021 là năm đầu của giai đoạn mới. Kế hoạch số 19/KH-UBND ngày 26/01/2021 chia việc tuyên truyền thành 13 nhóm nội dung, mỗi nhóm có đơn vị chủ trì."
            ),
            points(
                "Nói dễ hiểu: mỗi tin trả lời được câu “tôi phải làm gì”.",
                "Nói đúng chỗ: sóng truyền hình, loa ấp, chợ, chùa, mạng xã hội; tiếng Việt và tiếng Khmer.",
                "Kiểm tra được: mỗi nhiệm vụ có sản phẩm, thời hạn, minh chứng công khai trên trang này.",
            ),
        ),
    ),
)
