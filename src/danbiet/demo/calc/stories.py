"""What was done in the demonstration year, in words. Invented, around what really happened in 2021; nobody is quoted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """One deed of a task with a single lead: month and day, title, quantity, and the item where the target names items."""

    on: str  # "02-19"
    title: str
    quantity: int = 1
    item: str = ""
    kind: str = ""
    language: str = "vi"
    file: str = ""  # name of a file of `actions.files` that proves it


VIDEOS = (
    "Video 1: Một cửa thân thiện",
    "Video 2: Hồ sơ về tận nhà",
    "Video 3: Nụ cười công sở",
    "Video 4: Làng tôi đổi mới",
    "Video 5: Đúng hẹn",
)
QUESTIONS = (
    ("02-24", "Kỳ 1: Thủ tục đăng ký khai sinh, cấp thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi"),
    ("03-24", "Kỳ 2: Cấp giấy chứng nhận quyền sử dụng đất lần đầu, vì sao hồ sơ phải bổ sung"),
    ("04-21", "Kỳ 3: Căn cước công dân gắn chip, người lớn tuổi làm ở đâu"),
    ("05-26", "Kỳ 4: Giấy phép xây dựng nhà ở riêng lẻ, các trường hợp được miễn"),
    ("06-23", "Kỳ 5: Nộp hồ sơ trực tuyến có thay được bản giấy không"),
    ("07-21", "Kỳ 6: Hỗ trợ người lao động tự do gặp khó khăn do dịch Covid-19"),
    ("08-25", "Kỳ 7: Trả kết quả qua bưu chính công ích trong thời gian giãn cách"),
    ("09-22", "Kỳ 8: Giải quyết chế độ bảo hiểm xã hội một lần, thời hạn và giấy tờ"),
    ("10-27", "Kỳ 9: Đăng ký hộ kinh doanh, thay đổi ngành nghề qua mạng"),
    ("11-24", "Kỳ 10: Chứng thực bản sao điện tử, dùng thay bản giấy khi nào"),
)
MODELS_ON_TV = (
    "“Ngày thứ Năm không hẹn” ở Bộ phận Một cửa huyện Kế Sách",
    "Tổ hỗ trợ nộp hồ sơ trực tuyến của thanh niên thành phố Sóc Trăng",
    "Trả kết quả tại nhà cho người già, người khuyết tật ở thị xã Ngã Năm",
    "Mã QR tra cứu thủ tục hành chính tại xã, phường của huyện Mỹ Xuyên",
    "Hai ngôn ngữ Việt – Khmer trên bảng hướng dẫn Bộ phận Một cửa huyện Trần Đề",
    "Nhóm Zalo hỏi đáp thủ tục của thị trấn Huỳnh Hữu Nghĩa, huyện Mỹ Tú",
    "Bưu điện văn hóa xã tiếp nhận hồ sơ thay Bộ phận Một cửa trong mùa dịch",
    "Tuyến đầu trực tuyến: giải quyết hồ sơ không gặp mặt ở huyện Châu Thành",
    "Thư xin lỗi và lịch hẹn lại khi hồ sơ trễ hạn ở huyện Long Phú",
    "Điểm hỗ trợ dịch vụ công trên bến phà ở huyện Cù Lao Dung",
    "“Ba không” trong giải quyết thủ tục đất đai ở thị xã Vĩnh Châu",
    "Phiếu đánh giá công chức bằng biểu tượng ở huyện Thạnh Trị",
)
GOOD_DEEDS = (
    "Người giữ nhịp Bộ phận Một cửa", "Cán bộ tư pháp xã thông thạo tiếng Khmer", "Công chức trẻ với phần mềm hẹn giờ trả kết quả",
    "Tủ sách pháp luật trong chùa", "Một ngày ở trung tâm phục vụ hành chính công", "Phường không giấy hẹn trễ",
    "Bưu tá đưa giấy khai sinh về cù lao", "Giảm một nửa thời gian cấp phép xây dựng", "Lớp học máy tính cho trưởng ấp",
    "Xã nông thôn mới và nụ cười công sở", "Hồ sơ đất đai không phải đi lại lần hai", "Thanh niên tình nguyện ở quầy hướng dẫn",
    "Gửi trả kết quả qua bưu điện, bớt một chuyến phà", "Đoàn viên cài dịch vụ công cho bà con", "Khi lãnh đạo tiếp dân ngày thứ Bảy",
    "Trực tuyến hóa thủ tục thủy sản", "Đường dây nóng reo là có người nghe", "Chữ ký số về đến xã",
    "Từ góp ý của dân đến một quyết định sửa đổi", "Chuyện ở xã có 70 % đồng bào Khmer", "Nơi công dân chấm điểm công chức",
    "Làm thủ tục ngay tại vườn", "Hẹn trước, khỏi chờ", "Nhìn lại một năm đổi mới ở cơ sở",
)  # fmt: skip
PORTAL_NEWS = (
    "công bố danh mục thủ tục hành chính mới", "kết quả giải quyết hồ sơ toàn tỉnh", "đối thoại với doanh nghiệp về thủ tục đầu tư",
    "họp Ban Chỉ đạo cải cách hành chính tỉnh", "tăng tỷ lệ hồ sơ trực tuyến mức độ 4", "kiểm tra công vụ tại các địa phương",
    "rà soát quy trình nội bộ điện tử", "thanh toán trực tuyến phí, lệ phí", "sắp xếp đơn vị sự nghiệp công lập",
    "cải thiện môi trường đầu tư, kinh doanh", "chứng thực bản sao điện tử", "cơ sở dữ liệu quốc gia về dân cư",
)  # fmt: skip
LAW_NEWS = (
    "Luật Cư trú có hiệu lực từ ngày 01/7/2021, những điểm mới về đăng ký thường trú",
    "Sửa đổi quy định về lý lịch tư pháp trực tuyến", "Kết quả rà soát văn bản quy phạm pháp luật của tỉnh",
    "Lấy ý kiến nhân dân về dự thảo quyết định của UBND tỉnh", "Đơn giản hóa thủ tục chứng thực chữ ký",
    "Quy định mới về xử phạt vi phạm hành chính từ năm 2022", "Hướng dẫn đăng ký hộ tịch trực tuyến",
    "Bãi bỏ văn bản không còn phù hợp", "Trợ giúp pháp lý cho người nghèo, người dân tộc thiểu số",
    "Công khai dự thảo văn bản để lấy ý kiến", "Hỏi – đáp: thủ tục xác nhận tình trạng hôn nhân",
    "Thi tìm hiểu pháp luật về bầu cử đại biểu Quốc hội và HĐND các cấp",
)  # fmt: skip
SERVICE_NEWS = (
    "Đăng ký tài khoản Cổng dịch vụ công quốc gia trong 3 phút", "Danh mục dịch vụ công mức độ 4 mới bổ sung",
    "Thanh toán lệ phí bằng ví điện tử", "Tra cứu tình trạng hồ sơ bằng mã QR", "Ký số từ điện thoại",
    "Nhận kết quả tại nhà qua bưu điện",
)  # fmt: skip
KHMER_TV = (
    "Hướng dẫn làm thẻ căn cước công dân", "Thủ tục vay vốn hộ nghèo", "Giấy tờ cần có khi đăng ký kết hôn",
    "Phản ánh, kiến nghị gửi đến đâu", "Bầu cử và quyền của công dân", "Phòng dịch và dịch vụ công tại nhà",
    "Bảo hiểm y tế cho đồng bào vùng khó khăn", "Nhận trợ cấp mùa dịch cần thủ tục gì", "Đăng ký học nghề miễn phí",
    "Lễ Sene Đôlta và nếp sống văn minh nơi công sở", "Lễ Ok Om Bok, điểm lưu động làm thủ tục", "Nhìn lại một năm phục vụ đồng bào",
)  # fmt: skip

TOLD: dict[str, tuple[Told, ...]] = {
    "1.1": tuple(
        Told(on, f"“Dân hỏi – Chính quyền trả lời” {title[0].lower()}{title[1:]}", file="nhat-ky-phat-song" if on < "04" else "")
        for on, title in QUESTIONS
    ),
    "1.2": (
        *(
            Told(f"{on[:3]}{int(on[3:]) + 2:02}", f"Phát lại trên sóng phát thanh: {title}")
            for on, title in QUESTIONS
        ),
        *(
            Told(f"{on[:3]}{int(on[3:]) + 3:02}", f"Đăng trên trang thông tin điện tử của Đài: {title}", kind="article")
            for on, title in QUESTIONS
        ),
        Told("12-03", "Phát lại trên sóng phát thanh theo yêu cầu thính giả: kỳ 5 và kỳ 10"),
    ),
    "1.3": (
        Told("03-29", "Bảng tổng hợp câu hỏi quý I: 86 câu hỏi, 79 câu đã có trả lời"),
        Told("06-28", "Bảng tổng hợp câu hỏi quý II: 112 câu hỏi, 104 câu đã có trả lời"),
        Told("09-27", "Bảng tổng hợp câu hỏi quý III: 158 câu hỏi, 131 câu đã có trả lời"),
        Told("12-06", "Bảng tổng hợp câu hỏi quý IV (đến hết tháng 11): 97 câu hỏi, 90 câu đã có trả lời"),
    ),
    "2.1": (
        Told("08-05", "Phóng sự “Sáu lĩnh vực cải cách, mười năm một chặng đường”"),
        Told("09-16", "Phóng sự “Lấy người dân, doanh nghiệp làm trung tâm”"),
        Told("10-21", "Phóng sự “Chính quyền số bắt đầu từ Bộ phận Một cửa”"),
        Told("11-25", "Phóng sự “Cải cách tiền lương và kỳ vọng của đội ngũ công chức”"),
    ),
    "2.2": tuple(
        Told(on, title)
        for on, title in (
            ("07-22", "Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 – 2030"),
            ("07-29", "Sáu nội dung của Chương trình tổng thể: cải cách thể chế đứng đầu"),
            ("08-12", "Cải cách thủ tục hành chính: cắt giảm ít nhất 20 % chi phí tuân thủ"),
            ("09-09", "Chế độ công vụ: đánh giá công chức bằng kết quả công việc"),
            ("09-23", "Tài chính công: giao quyền tự chủ cho đơn vị sự nghiệp"),
            ("10-07", "Xây dựng chính quyền điện tử, chính quyền số ở Sóc Trăng"),
            ("10-21", "Đồ họa: mục tiêu đến năm 2025 của Chương trình tổng thể"),
            ("11-04", "Người dân được gì từ Chương trình tổng thể"),
            ("11-18", "Doanh nghiệp mong đợi gì ở cải cách giai đoạn mới"),
            ("12-02", "Các huyện, thị xã cụ thể hóa Chương trình tổng thể"),
        )
    ),
    "3.1": tuple(
        Told(on, f"Phát sóng lượt {turn}: {VIDEOS[number]}", item=VIDEOS[number])
        for number, days in enumerate(
            (
                ("02-03", "02-18", "05-06"), ("02-24", "03-10"), ("03-17", "04-07", "04-28", "06-09"), ("03-24", "05-12"),
                ("03-31", "05-26", "06-16"),
            )
        )
        for turn, on in enumerate(days, 1)
    ),
    "3.2": tuple(
        Told(on, f"Đăng trên Báo Sóc Trăng điện tử và trang mạng xã hội của Báo: {VIDEOS[number]}", kind="social")
        for number, on in enumerate(("02-02", "02-23", "03-16", "04-13", "05-11"))
    ),
    "4.1": (Told("03-12", "Tọa đàm “Cải cách hành chính 2020 – 2021: kết quả và những việc trọng tâm”"),),
    "4.2": (
        Told("02-05", "Bài viết: Mười kết quả nổi bật của cải cách hành chính tỉnh năm 2020"),
        Told("02-26", "Bài viết: Năm 2021, đẩy mạnh dịch vụ công trực tuyến mức độ 3, mức độ 4"),
        Told("03-10", "Bài viết: Gắn cải cách hành chính với trách nhiệm người đứng đầu"),
        Told("03-25", "Bài viết: Những chỉ tiêu cải cách hành chính phải hoàn thành trong năm 2021"),
        Told("03-30", "Bài viết: Từ con số hài lòng đến việc làm cụ thể ở cơ sở"),
    ),
    "4.3": (
        Told("02-22", "Tài liệu tóm tắt kết quả năm 2020, định hướng năm 2021 gửi 46 cơ quan, đơn vị", file="tai-lieu-tom-tat"),
    ),
    "5.1": (
        Told("05-19", "Bản tin: xếp hạng chỉ số cải cách hành chính năm 2020 nhóm sở, ban, ngành"),
        Told("05-26", "Bản tin: xếp hạng năm 2020 nhóm UBND các huyện, thị xã, thành phố"),
        Told("06-02", "Bản tin: xếp hạng năm 2020 nhóm cơ quan Trung ương đóng trên địa bàn"),
        Told("06-09", "Bản tin: xếp hạng năm 2020 nhóm đơn vị sự nghiệp công lập"),
    ),
    "5.2": (
        Told("05-20", "Infographic: chỉ số hài lòng SIPAS năm 2020 qua năm yếu tố"),
        Told("06-10", "Infographic: chỉ số cải cách hành chính tám lĩnh vực năm 2020"),
        *(
            Told(on, f"Tin, bài: {title}")
            for on, title in (
                ("05-18", "Công bố chỉ số cải cách hành chính các đơn vị năm 2020"),
                ("05-27", "Lĩnh vực nào kéo giảm điểm của các sở, ngành"),
                ("06-01", "Huyện dẫn đầu chia sẻ cách làm"),
                ("06-08", "Vì sao người dân chưa hài lòng về thời gian chờ"),
                ("06-17", "Từ điểm số đến kế hoạch khắc phục"),
                ("06-24", "Đơn vị xếp cuối cam kết cải thiện"),
            )
        ),
    ),
    "6.1": tuple(
        Told(f"{month:02}-{11 + month % 5:02}", f"Phóng sự: {title}") for month, title in enumerate(MODELS_ON_TV, 1)
    ),
    "6.2": tuple(
        Told(f"{place // 2 + 1:02}-{(6, 9)[place // 2 % 2] + place % 2 * (12 if place < 22 else 0):02}", f"Bài viết: {title}")
        for place, title in enumerate(GOOD_DEEDS)
    )[:23],
    "6.4": (
        Told("05-14", "Hội nghị trao đổi kinh nghiệm xây dựng chính quyền thân thiện tại huyện Mỹ Xuyên", file="bien-ban-hoi-nghi"),
        Told("11-19", "Hội nghị trực tuyến chính quyền thân thiện với 109 điểm cầu cấp xã", file="anh-hoi-nghi"),
    ),
    "7.1": (
        Told("07-12", "Kế hoạch tổ chức Hội thi trực tuyến tìm hiểu cải cách hành chính năm 2021", item="", kind="document"),
        Told("07-20", "Thể lệ Hội thi trực tuyến tìm hiểu cải cách hành chính năm 2021", kind="document"),
    ),
    "7.2": (
        Told("08-30", "Bộ câu hỏi 300 câu đã được tổ chuyên môn thẩm định", kind="document"),
        Told("09-13", "Phần mềm thi trực tuyến qua kiểm thử với 500 lượt thi cùng lúc", kind="document"),
    ),
    "8.1": (
        *(
            Told(f"{month:02}-{(5, 14, 24)[turn] + (month + turn) % 4:02}", f"Chùm tin: {PORTAL_NEWS[(month * 3 + turn) % 12]}", (3, 3, 2)[turn])
            for month in range(1, 12)
            for turn in range(3)
        ),
        Told("12-03", "Chùm tin: tổng kết công tác kiểm soát thủ tục hành chính", 3),
        Told("12-09", "Chùm tin: chuẩn bị chấm điểm chỉ số cải cách hành chính năm 2021", 2),
    ),
    "8.3": (
        Told("03-26", "Cập nhật 148 thủ tục hành chính sửa đổi, bổ sung; gỡ 37 thủ tục hết hiệu lực"),
        Told("06-25", "Cập nhật 96 thủ tục và lịch tiếp công dân sáu tháng cuối năm"),
        Told("09-24", "Cập nhật 61 thủ tục; bổ sung hướng dẫn nộp hồ sơ trong thời gian giãn cách"),
        Told("12-07", "Cập nhật 83 thủ tục; công khai lịch tiếp công dân năm 2022"),
    ),
    "9.1": (
        Told("04-15", "Bàn giao và phát 1.600 tờ rơi đợt một tại các Bộ phận Một cửa cấp huyện", 1600, file="bien-ban-ban-giao"),
        Told("07-02", "Phát 800 tờ rơi tại bưu cục, điểm bưu điện văn hóa xã", 800),
        Told("09-28", "Tờ rơi song ngữ Việt – Khmer phát tại huyện Trần Đề, thị xã Vĩnh Châu", 900, language="km", file="anh-to-roi"),
        Told("11-12", "Phát 500 tờ rơi tại các khu, cụm công nghiệp", 500),
    ),
    "9.2": (
        *(
            Told(on, f"Phát sóng lượt {turn}: Video 1: Nộp hồ sơ tại nhà trong 5 bước", item="Video 1: Nộp hồ sơ tại nhà trong 5 bước")
            for turn, on in enumerate(("06-17", "07-15", "08-19", "09-17"), 1)
        ),
        Told(
            "11-30", "Phát sóng lượt 1: Video 2: Thanh toán lệ phí trực tuyến",
            item="Video 2: Thanh toán lệ phí trực tuyến",
        ),
    ),
    "9.3": (
        Told("06-25", "Hội nghị tập huấn 109 điểm phục vụ bưu chính công ích, 131 người dự", file="danh-sach-du-tap-huan"),
    ),
    "9.4": (
        *(
            Told(f"{month:02}-{8 + turn * 9:02}", f"{SERVICE_NEWS[(month + turn * 2) % 6]} (tháng {month})", kind="social" if turn else "")
            for month, count in ((1, 1), (2, 1), (3, 3), (4, 2), (5, 2), (6, 2), (8, 1), (9, 1), (10, 2), (11, 2), (12, 1))
            for turn in range(count if count < 3 else 2)
        ),
        Told("03-29", "Ba tin nhanh ngày chuyển đổi số của Sở"),
    ),
    "10.2": (
        Told("04-22", "Hội nghị hướng dẫn nghiệp vụ kiểm soát thủ tục hành chính cho công chức đầu mối"),
        Told("10-28", "Hội nghị trực tuyến cập nhật quy trình điện tử cho 11 huyện, thị xã, thành phố"),
    ),
    "10.4": (
        Told("03-18", "Kiểm tra công khai thủ tục hành chính tại 3 sở và 2 huyện"),
        Told("05-20", "Kiểm tra công khai thủ tục hành chính tại thị xã Ngã Năm, huyện Thạnh Trị"),
        Told("09-30", "Kiểm tra từ xa qua Cổng Thông tin điện tử 11 huyện, thị xã, thành phố"),
        Told("11-16", "Kiểm tra tại 4 sở và huyện Cù Lao Dung"),
    ),
    "11.1": (
        Told("03-23", "Hội nghị phổ biến Luật Cư trú, Luật Xử lý vi phạm hành chính sửa đổi", file="danh-sach-du-hoi-nghi"),
        Told("06-15", "Hội nghị phổ biến nghị định mới về hộ tịch, quốc tịch, chứng thực"),
        Told("11-09", "Hội nghị trực tuyến phổ biến văn bản mới với 11 điểm cầu cấp huyện"),
    ),
    "11.2": (
        Told("04-27", "Cấp phát 1.200 tờ gấp về hộ tịch, chứng thực", 1200, file="bien-ban-ban-giao"),
        Told("06-30", "Cấp phát 900 tờ gấp song ngữ Việt – Khmer về cư trú", 900, language="km"),
    ),
    "11.3": (
        *(
            Told(f"{month:02}-{10 + turn * 8:02}", LAW_NEWS[(month - 1 + turn * 5) % 12] + ("" if turn else f" (số {month})"))
            for month in range(1, 12)
            for turn in range(2)
        ),
        Told("12-08", "Tổng thuật thi hành pháp luật về thủ tục hành chính năm 2021"),
    ),
    "12.3": tuple(
        Told(f"{month:02}-{(7, 13, 20)[month % 3]:02}", f"Chuyên mục tiếng Khmer: {title}", language="km")
        for month, title in enumerate(KHMER_TV, 1)
    ),
    "13.2": (
        Told("05-28", "Lớp tập huấn nghiệp vụ tuyên truyền cho 142 công chức phụ trách cải cách hành chính", file="danh-sach-du-tap-huan"),
    ),
    "13.3": (
        *(
            Told(on, f"Kiểm tra công tác tuyên truyền tại {place}", kind="inspection")
            for on, place in (
                ("04-20", "huyện Long Phú"), ("05-06", "Sở Giao thông vận tải"), ("05-18", "huyện Thạnh Trị"),
                ("06-10", "Bảo hiểm xã hội tỉnh"), ("10-14", "Trường Cao đẳng Nghề Sóc Trăng"),
                ("10-28", "huyện Mỹ Tú"), ("11-11", "Sở Tài nguyên và Môi trường"), ("11-25", "thành phố Sóc Trăng"),
            )
        ),
        Told("06-18", "Báo cáo sơ kết công tác tuyên truyền 6 tháng đầu năm 2021", kind="document"),
        Told("12-08", "Báo cáo tổng kết công tác tuyên truyền năm 2021", kind="document"),
    ),
}  # fmt: skip
KIND = {
    "1.1": "airing", "1.2": "airing", "1.3": "document", "2.1": "airing", "2.2": "article", "2.3": "meeting", "3.1": "airing",
    "3.2": "social", "4.1": "airing", "4.2": "article", "4.3": "document", "5.1": "airing", "5.2": "article", "6.1": "airing",
    "6.2": "article", "6.3": "document", "6.4": "meeting", "7.1": "document", "7.2": "document", "7.3": "contest", "7.4": "meeting",
    "8.1": "article", "8.2": "article", "8.3": "other", "9.1": "leaflet", "9.2": "video", "9.3": "training", "9.4": "article",
    "10.1": "poster", "10.2": "meeting", "10.3": "loudspeaker", "10.4": "inspection", "11.1": "meeting", "11.2": "leaflet",
    "11.3": "article", "12.1": "loudspeaker", "12.2": "loudspeaker", "12.3": "airing", "12.4": "poster", "13.1": "meeting",
    "13.2": "training", "13.3": "inspection",
}  # fmt: skip
# Which of a task's several targets a deed counts for, by a word of the unit of measure; else the first.
TARGET_WORDS = {
    "infographic": "infographic", "tin, bài": "tin, bài:", "kế hoạch": "kế hoạch", "thể lệ": "thể lệ", "bộ câu hỏi": "bộ câu hỏi",
    "phần mềm": "phần mềm", "cuộc kiểm tra": "kiểm tra", "báo cáo": "báo cáo",
}  # fmt: skip

PROCEDURES = {
    "SNV": ("thi tuyển công chức", "khen thưởng cấp tỉnh", "thành lập hội"),
    "STP": ("cấp phiếu lý lịch tư pháp", "công chứng, chứng thực", "trợ giúp pháp lý"),
    "STTTT": ("cấp phép bản tin", "giấy phép hoạt động in", "đăng ký trang thông tin điện tử tổng hợp"),
    "STC": (
        "cấp mã số đơn vị quan hệ ngân sách",
        "thẩm định giá tài sản công",
        "quyết toán dự án hoàn thành",
    ),
    "SKHDT": ("đăng ký doanh nghiệp qua mạng", "chấp thuận chủ trương đầu tư", "đăng ký hợp tác xã"),
    "SXD": ("cấp giấy phép xây dựng", "cấp chứng chỉ hành nghề xây dựng", "thẩm định thiết kế"),
    "SGTVT": ("đổi giấy phép lái xe mức độ 4", "cấp phù hiệu xe vận tải", "đăng kiểm phương tiện thủy"),
    "SCT": ("thông báo khuyến mại", "cấp giấy xác nhận an toàn thực phẩm", "cấp phép bán buôn rượu"),
    "SNNPTNT": ("đăng ký tàu cá", "cấp giấy kiểm dịch", "xác nhận nguồn gốc thủy sản"),
    "STNMT": ("đăng ký biến động đất đai", "cấp giấy phép môi trường", "khai thác nước dưới đất"),
    "SLDTBXH": (
        "hỗ trợ lao động gặp khó khăn do Covid-19",
        "cấp giấy phép lao động",
        "xác nhận người có công",
    ),
    "SYT": (
        "cấp chứng chỉ hành nghề khám, chữa bệnh",
        "cấp giấy đủ điều kiện nhà thuốc",
        "công bố cơ sở tiêm chủng",
    ),
    "SGDDT": ("tuyển sinh lớp 10 trực tuyến", "chỉnh sửa văn bằng, chứng chỉ", "cấp phép dạy thêm"),
    "SKHCN": ("xác lập quyền sở hữu trí tuệ", "cấp phép thiết bị X-quang", "đăng ký đề tài khoa học"),
    "SVHTTDL": ("cấp thẻ hướng dẫn viên du lịch", "thông báo biểu diễn nghệ thuật", "cấp phép quảng cáo"),
    "TTT": ("tiếp công dân", "giải quyết khiếu nại lần hai", "kê khai tài sản, thu nhập"),
    "VPUBND": ("kiểm soát thủ tục hành chính", "cấp phép hội nghị quốc tế", "tiếp nhận phản ánh, kiến nghị"),
    "BDT": ("công nhận người có uy tín", "chính sách vùng dân tộc", "vay vốn hộ dân tộc thiểu số"),
}
DISTRICT_PROCEDURES = (
    "cấp giấy chứng nhận quyền sử dụng đất", "đăng ký hộ kinh doanh", "cấp giấy phép xây dựng nhà ở", "chứng thực hợp đồng",
    "trợ cấp xã hội hằng tháng", "khai sinh có yếu tố nước ngoài", "chuyển mục đích sử dụng đất", "hỗ trợ hộ kinh doanh mùa dịch",
)  # fmt: skip
NEWS = (
    "Hướng dẫn {procedure} qua Cổng dịch vụ công",
    "Tỷ lệ hồ sơ đúng hạn tháng {month} được công khai",
    "Rút ngắn thời gian {procedure}",
    "Lãnh đạo {unit} kiểm tra Bộ phận Một cửa",
    "Hỏi – đáp về thủ tục {procedure}",
    "Công khai danh mục thủ tục mới về {procedure}",
    "Ký số văn bản điện tử, giảm giấy tờ ở {unit}",
    "Sinh hoạt “Ngày pháp luật” với chủ đề cải cách hành chính",
    "Giao chỉ tiêu hồ sơ trực tuyến cho từng phòng chuyên môn",
    "Biểu mẫu {procedure} được đăng tải đầy đủ",
    "Tập huấn phần mềm Một cửa điện tử cho công chức {unit}",
    "Tiếp nhận, trả kết quả {procedure} qua bưu chính công ích",
    "Khảo sát mức độ hài lòng về thủ tục {procedure}",
    "Công khai đường dây nóng tiếp nhận phản ánh, kiến nghị của {unit}",
    "Người dân nói gì sau khi làm thủ tục {procedure}",
    "Đơn giản hóa giấy tờ khi {procedure}",
    "{unit} họp đánh giá cải cách hành chính tháng {month}",
    "Phân công công chức hướng dẫn tại chỗ thủ tục {procedure}",
)
IN_LOCKDOWN = (
    "Tạm dừng tiếp nhận trực tiếp, hướng dẫn {procedure} qua mạng",
    "Bố trí trực giải quyết hồ sơ khẩn trong thời gian giãn cách",
    "Trả kết quả {procedure} tại nhà trong thời gian giãn cách",
    "Bảo đảm an toàn phòng dịch tại Bộ phận Một cửa của {unit}",
)
ON_AIR = (
    "năm bước nộp hồ sơ trực tuyến", "giờ làm việc và số điện thoại Bộ phận Một cửa", "liên thông khai sinh, thường trú, bảo hiểm y tế",
    "quyền phản ánh, kiến nghị về quy định hành chính", "không nộp thêm giấy tờ ngoài quy định", "trả kết quả qua bưu điện",
    "thủ tục cấp căn cước công dân gắn chip", "đăng ký hộ kinh doanh", "chứng thực bản sao từ bản chính", "thủ tục hỗ trợ hộ nghèo, cận nghèo",
    "lịch tiếp công dân của lãnh đạo", "mục tiêu cải cách hành chính năm 2021", "chỉ số hài lòng của người dân", "thủ tục vay vốn chính sách",
    "đăng ký kết hôn", "xác nhận tình trạng hôn nhân", "chế độ người có công", "đăng ký biến động đất đai", "thanh toán lệ phí không dùng tiền mặt",
    "tra cứu hồ sơ bằng mã số biên nhận", "thái độ phục vụ của công chức", "cài đặt ứng dụng VssID", "gương công chức tận tụy",
    "bảo hiểm y tế hộ gia đình",
)  # fmt: skip
ON_AIR_LOCKDOWN = (
    "hỗ trợ người lao động theo Nghị quyết số 68/NQ-CP", "làm thủ tục tại nhà trong thời gian giãn cách", "khai báo y tế điện tử",
    "giấy tờ cần khi đi lại thiết yếu", "số điện thoại trực giải quyết hồ sơ khẩn",
)  # fmt: skip
MEETINGS = (
    "Quán triệt kế hoạch tuyên truyền cải cách hành chính trong họp giao ban {when}",
    "Họp cơ quan {when}: rà soát nhiệm vụ cải cách hành chính, phân công khắc phục",
    "Lồng ghép cải cách hành chính vào sinh hoạt chi bộ {when}",
    "Giao ban {when}: kiểm điểm hồ sơ trễ hạn, nhắc nhở kỷ luật công vụ",
    "Sinh hoạt chuyên đề {when}: văn hóa công sở, tinh thần phục vụ",
    "Họp toàn thể {when}: kết quả khảo sát hài lòng và việc cần làm",
)
MODELS = (
    "Phiếu hẹn qua tin nhắn", "Góc hỗ trợ nộp hồ sơ trực tuyến", "Bảng mã QR thủ tục hành chính", "Ngày không viết, ngày không hẹn",
    "Trả kết quả tại nhà cho người cao tuổi", "Tổ tư vấn thủ tục lưu động", "Họp không giấy", "Nhóm Zalo giải đáp thủ tục",
    "Thư cảm ơn và thư xin lỗi", "Hồ sơ mẫu điền sẵn", "Lịch trực trưa tiếp nhận hồ sơ", "Camera giám sát Bộ phận Một cửa",
    "Sổ tay thủ tục bỏ túi", "Chấm điểm công chức bằng biểu tượng",
)  # fmt: skip
CONTEST = (
    "{share} % cán bộ, công chức, viên chức dự Hội thi trực tuyến",
    "Phát động và hoàn thành đợt thi, {share} % cán bộ, công chức tham gia",
    "Hội thi trực tuyến: {share} % nhân sự có mặt đã dự thi",
)
RESOLUTION = (
    "Hội nghị quán triệt Nghị quyết số 76/NQ-CP về Chương trình tổng thể 2021 – 2030",
    "Họp cơ quan quán triệt Chương trình tổng thể cải cách hành chính 2021 – 2030",
    "Quán triệt trực tuyến Chương trình tổng thể đến toàn thể công chức, viên chức",
    "Sinh hoạt chuyên đề về sáu nội dung cải cách giai đoạn 2021 – 2030",
)
NOTICES = (
    "Niêm yết đủ thủ tục hành chính tại Bộ phận Một cửa, có mã QR tra cứu",
    "Thay mới bảng niêm yết thủ tục hành chính, bổ sung số đường dây nóng",
    "Niêm yết thủ tục hành chính song ngữ Việt – Khmer",
    "Kiểm tra, bổ sung thủ tục hành chính niêm yết tại trụ sở",
)
PETITIONS = (
    "Đợt tuyên truyền quý {quarter}: địa chỉ, số điện thoại tiếp nhận phản ánh, kiến nghị",
    "Phát thanh và niêm yết quý {quarter}: quyền phản ánh, kiến nghị của người dân",
    "Giới thiệu Hệ thống tiếp nhận phản ánh, kiến nghị của Cổng dịch vụ công quốc gia, quý {quarter}",
)
POSTERS = (
    "Treo pano “Cải cách hành chính, lấy người dân làm trung tâm” tại {place}",
    "Treo pano hướng dẫn năm bước nộp hồ sơ trực tuyến tại {place}",
    "Đặt áp phích song ngữ Việt – Khmer tại {place}",
)
PLACES = (
    "cổng trụ sở UBND",
    "chợ trung tâm",
    "bến xe",
    "nhà văn hóa",
    "quảng trường",
    "trung tâm y tế",
    "ngã tư trung tâm",
)
DISTRICTS = (
    "thành phố Sóc Trăng", "huyện Châu Thành", "huyện Kế Sách", "huyện Mỹ Tú", "huyện Cù Lao Dung", "huyện Long Phú",
    "huyện Mỹ Xuyên", "thị xã Ngã Năm", "huyện Thạnh Trị", "thị xã Vĩnh Châu", "huyện Trần Đề",
)  # fmt: skip
HANDED_OUT = {
    "BDTINH": ("Phát 400 tờ rơi tại 11 bưu cục", 400),
    "VPUBND": ("Phát 150 tờ rơi cho khách đến Văn phòng làm việc", 150),
}
ANSWERS = {
    "STP": "đăng ký khai sinh, liên thông thẻ bảo hiểm y tế",
    "STNMT": "cấp giấy chứng nhận quyền sử dụng đất lần đầu",
    "CAT": "cấp căn cước công dân gắn chip cho người lớn tuổi",
    "SXD": "các trường hợp được miễn giấy phép xây dựng",
    "BHXH": "hồ sơ hưởng bảo hiểm xã hội một lần",
}
CONTRIBUTIONS = {
    "1.1": "Trả lời trong chuyên mục “Dân hỏi – Chính quyền trả lời”: {answer}",
    "1.3": "Phối hợp chuyển câu hỏi của người dân đến cơ quan có thẩm quyền",
    "2.1": "Cung cấp số liệu, bố trí điểm quay cho phóng sự về Chương trình tổng thể",
    "2.2": "Cung cấp tư liệu cho loạt bài về Chương trình tổng thể",
    "3.1": "Chuyển giao bản gốc năm video đạt giải, xác nhận nội dung",
    "3.2": "Cung cấp phụ đề, ảnh giới thiệu năm video đạt giải",
    "4.1": "Chuẩn bị nội dung và cử người dự tọa đàm",
    "4.2": "Cung cấp số liệu kết quả cải cách hành chính năm 2020",
    "5.1": "Cung cấp bảng xếp hạng, thuyết minh cách chấm điểm",
    "5.2": "Cung cấp số liệu chỉ số thành phần cho đồ họa thông tin",
    "6.1": "Giới thiệu mô hình và hỗ trợ ghi hình phóng sự",
    "6.4": "Cử đại biểu và báo cáo tham luận tại hội nghị chính quyền thân thiện",
    "7.1": "Góp ý phương án kỹ thuật trong thể lệ Hội thi",
    "4.3": "Rà soát số liệu kiểm soát thủ tục hành chính trong tài liệu",
    "7.2": "Bố trí máy chủ, kiểm tra an toàn thông tin phần mềm thi",
    "8.1": "Biên tập, gửi tin cho chuyên mục cải cách hành chính của Cổng",
    "9.3": "Giảng bài về tiếp nhận hồ sơ trực tuyến tại hội nghị tập huấn",
    "10.1": "Rà soát danh mục thủ tục để các huyện niêm yết",
    "10.3": "Cung cấp mẫu bảng niêm yết địa chỉ tiếp nhận phản ánh, kiến nghị",
    "11.1": "Phối hợp tổ chức điểm cầu hội nghị phổ biến văn bản mới",
    "12.2": "Biên dịch, thẩm định nội dung tiếng Khmer",
    "12.3": "Thẩm định bản dịch tiếng Khmer của chuyên mục",
    "12.4": "Thiết kế mẫu pano dùng chung cho các huyện, thị xã, thành phố",
    "13.3": "Cử công chức tham gia đoàn kiểm tra",
}
RETURN_REASONS = (
    "Đường dẫn minh chứng không mở được; đề nghị kiểm tra và gửi lại.",
    "Nội dung tin không liên quan cải cách hành chính; đề nghị chọn tin khác.",
    "Nhật ký phát thanh chưa có xác nhận của người phụ trách; đề nghị bổ sung.",
    "Ngày trong minh chứng khác ngày ghi trên biên bản; đề nghị sửa cho khớp.",
    "Minh chứng đã được tính ở nhiệm vụ khác của tháng trước.",
    "Ảnh chụp không thấy nội dung bảng niêm yết; đề nghị chụp lại rõ hơn.",
)
