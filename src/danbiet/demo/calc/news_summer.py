"""News of May to August 2021. Persons, figures and events of units are invented unless the text names its source."""

from __future__ import annotations

from datetime import date

from .texts import Words, chart, film, head, p, picture, points, quote, steps, table

SUMMER = (
    Words(
        name="tap-huan-tuyen-truyen",
        on=date(2021, 5, 20),
        unit="SNV",
        title="Tập huấn nghiệp vụ tuyên truyền: viết ngắn, nói bằng lời của dân",
        summary="86 công chức phụ trách cải cách hành chính cùng sửa lại bản tin của chính đơn vị mình; bản sau ngắn hơn bản đầu một nửa.",
        cover="hall-day-2",
        task="8.2",
        extra={"form": "news", "audience": "officials"},
        body=(
            p(
                "Lớp tập huấn ngày 20/5 không có bài giảng dài. Mỗi học viên mang theo một bản tin đã đăng của đơn vị; cả lớp cùng gạch bỏ "
                "những câu người dân không cần đọc.",
                "Bài tập được nhắc đến nhiều nhất là viết lại thông báo đổi địa điểm tiếp nhận hồ sơ: từ 420 chữ còn 160 chữ, đưa địa chỉ và "
                "ngày bắt đầu lên câu đầu tiên.",
            ),
            head("Bốn câu hỏi trước khi bấm gửi duyệt"),
            steps(
                "Người đọc phải làm gì, ở đâu, trước ngày nào?",
                "Có từ nào chỉ công chức mới hiểu không?",
                "Số liệu này lấy từ đâu, ai chịu trách nhiệm?",
                "Đọc to một lần có bị hụt hơi không?",
            ),
        ),
    ),
    Words(
        name="buu-ta-nga-nam",
        on=date(2021, 5, 27),
        unit="948",
        title="Ngã Năm: bưu tá đưa kết quả hồ sơ về tận nhà người già",
        summary="Từ tháng 3 đến tháng 5, 187 kết quả được trao tại nhà cho người trên 70 tuổi và người khuyết tật, không thu thêm phí.",
        cover="post-day-1",
        task="8.2",
        extra={"form": "feature", "audience": "citizens"},
        body=(
            p(
                "Chiều nào anh bưu tá tuyến Phường 2 cũng dừng ở ba, bốn nhà. Trong túi vải ngoài thư còn có giấy xác nhận, thẻ bảo hiểm "
                "y tế, quyết định trợ cấp: kết quả của những hồ sơ mà chủ nhân không đi lại được.",
                "Cách làm đơn giản: khi nhận hồ sơ, công chức hỏi thêm một câu “bác có cần mang về nhà không”. Nếu có, phiếu hẹn được đóng dấu "
                "xanh và chuyển cho bưu điện; chi phí do thị xã chi trả.",
            ),
            picture("bridge-dawn-1", "Tuyến phát thư qua kênh, mỗi ngày khoảng 24 cây số."),
            quote(
                "Hồi trước muốn lấy tờ giấy phải nhờ cháu nghỉ làm chở đi. Giờ ngồi nhà chờ tiếng chuông xe.",
                "Bà Tám, 78 tuổi",
                "Phường 2, thị xã Ngã Năm (nhân vật trình diễn)",
            ),
        ),
    ),
    Words(
        name="sipas-phong-van",
        on=date(2021, 6, 15),
        unit="BAOST",
        title="Người phỏng vấn hài lòng kể chuyện: đừng hỏi “cô có hài lòng không”",
        summary="Ghi lại từ hai tuần đi cùng nhóm điều tra chỉ số hài lòng: câu hỏi đúng, lúc đúng và im lặng đúng chỗ.",
        cover="faces-day-1",
        extra={"form": "interview", "audience": "all"},
        body=(
            p(
                "Hỏi “cô có hài lòng không”, mười người thì chín người gật đầu cho xong chuyện. Hỏi “lần đó cô phải đi mấy bận”, câu chuyện mới "
                "bắt đầu. Đó là điều đầu tiên người phỏng vấn được dặn trước khi xuống ấp.",
                "Mỗi cuộc phỏng vấn kéo dài chừng 20 phút, không ghi tên, không có cán bộ ấp đi cùng. Người trả lời chọn chỗ ngồi; có bác chọn "
                "ngay bờ ao tôm đang cho ăn.",
            ),
            picture("ponds-day-1", "Nhiều cuộc phỏng vấn diễn ra ngay bên ao tôm."),
            p(
                "Những điều bà con nhắc nhiều nhất không phải thời hạn trên giấy, mà là phải đi lại bao nhiêu lần và có được báo trước khi hồ sơ "
                "trễ hay không."
            ),
        ),
    ),
    Words(
        name="khmer-chuyen-muc",
        on=date(2021, 6, 24),
        unit="BDT",
        title="ព័ត៌មានអំពីកំណែទម្រង់រដ្ឋបាលជាភាសាខ្មែរ",
        summary="ព័ត៌មាននេះជាភាសាខ្មែរ។",
        cover="pagoda-day-1",
        extra={"language": "km", "form": "news", "audience": "citizens"},
        body=(p("នេះជាព័ត៌មានជាភាសាខ្មែរ។ សូមអរគុណ។"),),
    ),
    Words(
        name="nop-ho-so-5-buoc",
        on=date(2021, 7, 14),
        unit="STTTT",
        title="Ở nhà vẫn nộp được hồ sơ: năm bước và một đoạn phim ngắn",
        summary="Trong những ngày hạn chế tiếp xúc, mười thủ tục hay dùng nhất có thể làm hoàn toàn trên mạng. Bài này chỉ từng bước.",
        cover="phone-day-1",
        task="9.4",
        extra={"form": "news", "audience": "citizens"},
        body=(
            p(
                "Từ giữa tháng 7, nhiều nơi hạn chế tiếp nhận trực tiếp để phòng dịch Covid-19. Mười thủ tục có lượng hồ sơ lớn nhất vẫn giải "
                "quyết bình thường qua mạng; kết quả gửi về nhà theo đường bưu điện."
            ),
            steps(
                "Mở Cổng dịch vụ công của tỉnh, chọn “Đăng ký” và làm theo hướng dẫn bằng số điện thoại của bạn.",
                "Gõ tên thủ tục vào ô tìm kiếm, ví dụ “khai sinh”.",
                "Điền biểu mẫu; chỗ nào có dấu sao là bắt buộc.",
                "Chụp rõ bốn góc giấy tờ cần nộp rồi đính kèm.",
                "Chọn nhận kết quả tại nhà, bấm “Gửi” và giữ lại mã hồ sơ.",
            ),
            film("nop-ho-so-5-buoc", "Phim hướng dẫn nộp hồ sơ tại nhà trong năm bước."),
            p(
                "Nếu vướng ở bước nào, gọi đường dây hỗ trợ trong giờ hành chính; nhân viên sẽ hỏi mã hồ sơ chứ không hỏi mật khẩu của bạn."
            ),
        ),
    ),
    Words(
        name="nghi-quyet-76",
        on=date(2021, 7, 22),
        unit="VPUBND",
        title="Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 – 2030",
        summary="Nghị quyết số 76/NQ-CP ngày 15/7/2021 xác định sáu nội dung cải cách và lấy mức độ hài lòng của người dân, doanh nghiệp làm thước đo.",
        cover="papers-day-2",
        task="8.1",
        extra={"form": "news", "audience": "all"},
        body=(
            p(
                "Ngày 15/7/2021, Chính phủ ban hành Nghị quyết số 76/NQ-CP về Chương trình tổng thể cải cách hành chính nhà nước giai đoạn "
                "2021 – 2030. Chương trình kế thừa giai đoạn trước và đặt trọng tâm vào thể chế, đội ngũ và chính phủ số."
            ),
            head("Sáu nội dung cải cách"),
            points(
                "Cải cách thể chế.",
                "Cải cách thủ tục hành chính.",
                "Cải cách tổ chức bộ máy hành chính nhà nước.",
                "Cải cách chế độ công vụ.",
                "Cải cách tài chính công.",
                "Xây dựng, phát triển chính phủ điện tử, chính phủ số.",
            ),
            p(
                "Nguồn: Nghị quyết số 76/NQ-CP, đăng trên Cổng Thông tin điện tử Chính phủ. Tóm tắt và ngày hiệu lực có trong mục "
                '<a href="/van-ban/">Văn bản</a> của trang này.'
            ),
        ),
    ),
    Words(
        name="thu-nam-khong-hen",
        on=date(2021, 8, 12),
        unit="943",
        title="Kế Sách: “Ngày thứ Năm không hẹn” bước sang tháng thứ sáu",
        summary="Mỗi thứ Năm, hồ sơ hộ tịch và chứng thực được trả trong buổi, không viết phiếu hẹn. Sáu tháng qua, 1.940 lượt người không phải quay lại lần hai.",
        cover="counter-day-2",
        task="8.2",
        extra={"form": "feature", "audience": "citizens"},
        body=(
            p(
                "Ý tưởng đến từ một con số: gần một phần ba người đến Bộ phận Một cửa huyện Kế Sách chỉ cần một chữ ký. Thay vì hẹn hai ngày, huyện "
                "bố trí người ký trực ngay tại quầy vào thứ Năm hằng tuần."
            ),
            chart(
                "line",
                "lượt",
                "Lượt người được trả kết quả trong buổi, “Ngày thứ Năm không hẹn”",
                ("Tháng", "Lượt trả trong buổi"),
                ("Tháng 2", 188),
                ("Tháng 3", 265),
                ("Tháng 4", 340),
                ("Tháng 5", 382),
                ("Tháng 6", 401),
                ("Tháng 7", 364),
                source="Số liệu trình diễn của Bộ phận Một cửa huyện.",
            ),
            p(
                "Tháng 7, lượng người giảm vì giãn cách xã hội, nhưng tỷ lệ trả trong buổi vẫn giữ. Hai xã Thới An Hội và An Lạc Tây đã xin làm theo "
                "từ tháng 9."
            ),
        ),
    ),
    Words(
        name="truyen-thanh-vinh-chau",
        on=date(2021, 8, 26),
        unit="950",
        title="Loa ấp Vĩnh Châu: năm phút cải cách hành chính bằng hai thứ tiếng",
        summary="Mỗi tuần hai lần, bản tin năm phút được đọc trước bằng tiếng Việt, sau bằng tiếng Khmer; người đọc là giáo viên trong ấp.",
        cover="village-dusk-1",
        task="8.2",
        extra={"form": "feature", "audience": "citizens"},
        body=(
            p(
                "Chiều thứ Ba và thứ Sáu, loa ở các ấp của thị xã Vĩnh Châu dành năm phút cho thủ tục hành chính. Bản tin không đọc nguyên văn văn "
                "bản mà kể một việc cụ thể: làm giấy khai sinh cần gì, đến đâu, mất mấy ngày.",
                "Phần tiếng Khmer do hai giáo viên trong ấp biên dịch và đọc. Bản in được dán ở nhà sinh hoạt cộng đồng để ai nghe chưa rõ có thể "
                "xem lại.",
            ),
            table(
                "Lịch phát trong tuần",
                ("Ngày", "Giờ", "Thứ tiếng"),
                ("Thứ Ba", "17 giờ 15", "Tiếng Việt, tiếng Khmer"),
                ("Thứ Sáu", "17 giờ 15", "Tiếng Việt, tiếng Khmer"),
                source="Lịch trình diễn.",
            ),
        ),
    ),
)
