"""News of January to April 2021. Persons, figures and events of units are invented unless the text names its source."""

from __future__ import annotations

from datetime import date

from .texts import Amends, Words, attached, chart, gallery, head, p, points, quote, table

FEATURE, NEWS = {"form": "feature"}, {"form": "news"}

SPRING = (
    Words(
        name="hoi-thi-2020",
        on=date(2021, 1, 5),
        unit="SNV",
        title="Hội thi trực tuyến cải cách hành chính năm 2020: 46 đơn vị dự thi, năm video đạt giải",
        summary="Toàn bộ 46 cơ quan, đơn vị đều có người dự thi; 35 đơn vị làm đủ cả phần trắc nghiệm lẫn phần video. "
        "Lễ trao giải được tổ chức ngày 31/12/2020.",
        cover="laptop-day-1",
        task="8.2",
        extra=NEWS,
        body=(
            p(
                "Sau hơn một tháng mở cổng, Hội thi trực tuyến tìm hiểu cải cách hành chính tỉnh Sóc Trăng năm 2020 đã "
                "khép lại. Số liệu chốt ngày 16/12/2020 cho thấy 46/46 cơ quan, đơn vị trong tỉnh có người dự thi.",
                "Phần trắc nghiệm gồm 15 câu, làm trong 10 phút, chiếm 40 điểm; phần video tuyên truyền chiếm 60 điểm. "
                "Năm thí sinh đạt giải cá nhân hoàn thành đủ 15 câu đúng trong khoảng từ 1 phút 04 giây đến 1 phút 13 giây.",
            ),
            table(
                "Mức độ tham gia của các đơn vị",
                ("Nội dung", "Số đơn vị"),
                ("Dự thi cả trắc nghiệm và video", 35),
                ("Chỉ dự thi trắc nghiệm", 11),
                ("Tổng cộng", 46),
                source="Nguồn: thông báo kết quả Hội thi năm 2020 của tỉnh.",
            ),
            p(
                "Năm video đạt giải được giao cho Đài Phát thanh và Truyền hình, Báo Sóc Trăng phát sóng, đăng tải trong nửa "
                'đầu năm 2021. Bạn đọc có thể xem lại trong <a href="/video/">thư viện video</a> của trang này.'
            ),
        ),
    ),
    Words(
        name="ke-hoach-19",
        on=date(2021, 1, 28),
        unit="STP",
        title="UBND tỉnh ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2021 với 13 nhóm nội dung",
        summary="Kế hoạch số 19/KH-UBND ngày 26/01/2021 đặt ra 13 nhóm nội dung, giao rõ đơn vị chủ trì từng phần việc và yêu "
        "cầu mỗi cơ quan, địa phương có kế hoạch riêng.",
        cover="papers-day-1",
        task="11.3",
        extra={"form": "news", "audience": "all"},
        body=(
            p(
                "Ngày 26/01/2021, Ủy ban nhân dân tỉnh Sóc Trăng ban hành Kế hoạch số 19/KH-UBND về tuyên truyền cải cách "
                "hành chính tỉnh Sóc Trăng năm 2021. Mục tiêu là nâng cao vai trò, trách nhiệm của cấp ủy, chính quyền và "
                "người đứng đầu; giúp người dân hiểu mục tiêu, ý nghĩa của cải cách hành chính trong giai đoạn mới."
            ),
            head("Những nội dung nổi bật"),
            points(
                "Đài Phát thanh và Truyền hình chủ trì chuyên mục “Dân hỏi – Chính quyền trả lời”.",
                "Đài và Báo Sóc Trăng cùng tuyên truyền Chương trình tổng thể giai đoạn 2021 – 2030, kết quả năm 2020, định hướng "
                "năm 2021, chỉ số cải cách hành chính và chỉ số hài lòng của các đơn vị.",
                "Giới thiệu các mô hình hay, giải pháp hiệu quả góp phần xây dựng chính quyền thân thiện.",
                "Sở Nội vụ chủ trì Hội thi trực tuyến tìm hiểu cải cách hành chính năm 2021.",
            ),
            p(
                "Thủ trưởng các sở, ban ngành, đơn vị sự nghiệp công lập, cơ quan Trung ương đặt tại địa phương và Chủ tịch UBND "
                "các huyện, thị xã, thành phố căn cứ Kế hoạch của tỉnh để xây dựng kế hoạch của mình và tổ chức thực hiện."
            ),
            attached("ke-hoach-19", "Kế hoạch số 19/KH-UBND (bản dựng lại để trình diễn)"),
        ),
    ),
    Words(
        name="ke-hoach-19-en",
        on=date(2021, 1, 29),
        unit="STP",
        title="Soc Trang issues its 2021 plan to explain administrative reform to the public",
        summary="Plan 19/KH-UBND of 26 January 2021 has 13 groups of content and names who leads each of them.",
        cover="papers-day-1",
        original="ke-hoach-19",
        extra={"language": "en", "form": "news"},
        body=(
            p(
                "On 26 January 2021 the People's Committee of Soc Trang Province issued plan 19/KH-UBND on communication about "
                "administrative reform in 2021. It asks every department, district and town to draw up a plan of its own.",
                "The provincial radio and television station leads the programme “People ask – the authorities answer”. The "
                "station and the newspaper present the master programme for 2021–2030, the results of 2020 and the ranking of "
                "agencies. The Department of Home Affairs organises an online contest.",
            ),
        ),
    ),
    Words(
        name="mot-cua-sau-tet",
        on=date(2021, 2, 18),
        unit="941",
        title="Ngày làm việc đầu tiên sau Tết ở Bộ phận Một cửa thành phố Sóc Trăng",
        summary="Hồ sơ chứng thực và hộ tịch tăng gấp đôi ngày thường; thành phố mở thêm một quầy và kéo dài giờ nhận đến 17 giờ 30.",
        cover="counter-day-1",
        task="8.2",
        extra=NEWS,
        body=(
            p(
                "Mới 7 giờ sáng 17/02, ghế chờ ở Bộ phận Một cửa thành phố Sóc Trăng đã kín người. Phần lớn là người đi làm xa về "
                "ăn Tết, tranh thủ chứng thực giấy tờ, đăng ký khai sinh cho con trước khi trở lại thành phố.",
                "Thấy lượng người đông, bộ phận trực mở thêm một quầy chứng thực, bố trí hai đoàn viên đứng ở cửa phát số và hỏi "
                "trước nhu cầu để người chỉ cần bản sao không phải xếp hàng chung.",
            ),
            quote(
                "Tôi tính sẽ mất một buổi, ai dè 25 phút đã có bản sao khai sinh. Mấy em ở cửa chỉ tận nơi.",
                "Một người dân Phường 4",
                "đến chứng thực giấy tờ (nhân vật trình diễn)",
            ),
            p(
                "Trong ngày, Bộ phận Một cửa tiếp nhận 214 hồ sơ, trả ngay 163 hồ sơ. Giờ nhận buổi chiều được kéo dài đến 17 giờ 30 "
                "cho đến hết tuần."
            ),
        ),
    ),
    Words(
        name="toa-dam-2020",
        on=date(2021, 3, 12),
        unit="DPTTH",
        title="Tọa đàm truyền hình: nhìn lại năm 2020, chọn việc cho năm 2021",
        summary="Bốn câu hỏi người xem gửi nhiều nhất được đưa thẳng vào trường quay: hồ sơ đất đai, trễ hẹn, dịch vụ công trực tuyến "
        "và thái độ phục vụ.",
        cover="studio-day-1",
        task="4.2",
        extra=FEATURE,
        body=(
            p(
                "Tối 12/3, Đài Phát thanh và Truyền hình Sóc Trăng phát buổi tọa đàm về kết quả cải cách hành chính năm 2020 và định "
                "hướng năm 2021. Khác mọi năm, kịch bản không đi theo báo cáo mà đi theo câu hỏi của người xem.",
                "Có 137 câu hỏi gửi về trước giờ phát sóng. Ban biên tập gom lại thành bốn nhóm; nhóm nhiều nhất là hồ sơ đất đai "
                "phải bổ sung nhiều lần.",
            ),
            chart(
                "bar",
                "câu hỏi",
                "Người xem hỏi gì trước buổi tọa đàm",
                ("Chủ đề", "Số câu hỏi"),
                ("Hồ sơ đất đai", 52),
                ("Hồ sơ trễ hẹn", 34),
                ("Nộp hồ sơ trực tuyến", 29),
                ("Thái độ phục vụ", 22),
                source="Số liệu trình diễn do ban biên tập tổng hợp.",
            ),
            p(
                "Phần cuối buổi tọa đàm dành cho việc của năm 2021: rút ngắn thời gian giải quyết, công khai hồ sơ trễ hẹn kèm lý do, và "
                "để người dân chấm điểm ngay tại quầy."
            ),
        ),
    ),
    Words(
        name="dan-hoi-ky-2",
        on=date(2021, 3, 25),
        unit="DPTTH",
        title="“Dân hỏi – Chính quyền trả lời” kỳ 2: vì sao hồ sơ đất đai phải bổ sung nhiều lần?",
        summary="Ba lý do thường gặp nhất và danh mục giấy tờ nên kiểm tra trước khi đến Bộ phận Một cửa.",
        cover="field-day-1",
        extra={"form": "interview", "audience": "citizens"},
        body=(
            p(
                "Kỳ 2 của chuyên mục phát sóng ngày 24/3 xoay quanh việc cấp giấy chứng nhận quyền sử dụng đất lần đầu. Đại diện "
                "ngành tài nguyên và môi trường trả lời trực tiếp câu hỏi của bà con ở Kế Sách và Mỹ Tú."
            ),
            head("Ba lý do khiến hồ sơ phải quay lại"),
            points(
                "Tên trên giấy tờ cũ khác với giấy tờ tùy thân hiện nay.",
                "Ranh đất chưa có chữ ký của hộ giáp ranh.",
                "Thiếu bản vẽ hoặc bản vẽ đã quá thời hạn sử dụng.",
            ),
            p(
                "Người dân nên mang toàn bộ giấy tờ gốc đến quầy hướng dẫn để được kiểm tra trước, chưa cần nộp ngay. Việc kiểm tra "
                "này không mất phí và không cần hẹn."
            ),
        ),
    ),
    Words(
        name="chi-so-2020",
        on=date(2021, 4, 22),
        unit="BAOST",
        title="Đọc chỉ số cải cách hành chính năm 2020 của các đơn vị: điểm sáng và chỗ còn vướng",
        summary="Ở nhóm huyện, điểm thấp nhất rơi vào hiện đại hóa hành chính; chỉ đạo điều hành cao nhất nhờ kế hoạch ban hành sớm.",
        cover="figures-day-1",
        extra={"form": "infographic", "audience": "officials"},
        amends=Amends(
            on=date(2021, 4, 26),
            wrong="Khoảng cách giữa đơn vị cao nhất và thấp nhất là 21,4 điểm.",
            right="Khoảng cách giữa đơn vị cao nhất và thấp nhất là 12,4 điểm.",
            note="Bản đăng ngày 22/4 ghi khoảng cách giữa đơn vị cao nhất và thấp nhất là 21,4 điểm; số đúng là 12,4 điểm. "
            "Tòa soạn xin lỗi bạn đọc.",
        ),
        body=(
            p(
                "Bảng xếp hạng năm 2020 chia các đơn vị thành bốn nhóm để so sánh cho công bằng. Khoảng cách giữa đơn vị cao nhất và "
                "thấp nhất là 21,4 điểm."
            ),
            chart(
                "bar",
                "điểm",
                "Điểm trung bình theo lĩnh vực của nhóm huyện, thị xã, thành phố",
                ("Lĩnh vực", "Điểm đạt được (thang 100)"),
                ("Chỉ đạo điều hành", 91),
                ("Thủ tục hành chính", 84),
                ("Tổ chức bộ máy", 88),
                ("Chất lượng công chức", 82),
                ("Hiện đại hóa hành chính", 76),
                source="Số liệu trình diễn, không phải kết quả chấm điểm thật.",
            ),
            p(
                "Điểm thấp nhất rơi vào hiện đại hóa hành chính: nhiều nơi có dịch vụ trực tuyến nhưng ít hồ sơ phát sinh. Ngược lại, "
                "chỉ đạo điều hành tăng đều vì các đơn vị ban hành kế hoạch sớm hơn năm trước."
            ),
            head("Người đọc nên xem cột nào?"),
            p(
                "Tổng điểm cho biết vị trí, nhưng điểm thành phần mới cho biết phải làm gì tiếp theo. Một đơn vị đứng giữa bảng vì trễ "
                "hẹn hồ sơ cần giải pháp khác hẳn một đơn vị đứng giữa bảng vì thiếu dịch vụ trực tuyến."
            ),
        ),
    ),
    Words(
        name="to-roi-cho",
        on=date(2021, 4, 27),
        unit="STTTT",
        title="Mang dịch vụ công trực tuyến ra chợ: 1.200 tờ rơi, 310 tài khoản mới trong một tuần",
        summary="Đoàn viên thanh niên và nhân viên bưu điện cùng đứng bàn ở bốn chợ, giúp bà con mở tài khoản ngay trên điện thoại của mình.",
        cover="lesson-day-1",
        extra={"form": "photo_story", "audience": "citizens"},
        body=(
            p(
                "Trong tuần từ 19 đến 25/4, Sở Thông tin và Truyền thông đặt bàn hướng dẫn tại bốn chợ. Mỗi bàn có hai đoàn viên và một "
                "nhân viên bưu điện; tờ rơi in chữ lớn, có mã QR dẫn thẳng đến thủ tục hay làm nhất."
            ),
            gallery(
                "Một buổi sáng ở chợ",
                ("lesson-day-1", "Bàn hướng dẫn dưới mái che, mở cửa từ 5 giờ 30 khi chợ bắt đầu đông."),
                ("phone-day-1", "Năm ô cần điền; phần lớn bà con vướng ở ô thứ ba."),
                ("river-dawn-1", "Ghe hàng ghé bến, tờ rơi theo về các xã ven sông."),
                ("bridge-dawn-1", "Qua cầu là đến điểm tư vấn thứ tư, mở cửa buổi chiều."),
            ),
            p(
                "Kết quả sau một tuần: 1.200 tờ rơi được phát, 310 tài khoản mới được mở. Câu hỏi gặp nhiều nhất không phải về kỹ thuật mà "
                "là “nộp trên mạng rồi có phải ra nộp lại bản giấy không”."
            ),
        ),
    ),
)
