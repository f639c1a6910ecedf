"""The drawn pictures with what somebody who cannot see them should know. Their names say how they are painted (scenes)."""

from __future__ import annotations

CREDIT = "Tranh minh họa: Cổng Dân Biết"

PICTURES = {
    "papers-day-1": ("Văn bản đóng dấu", "Một văn bản có dấu tròn đỏ đặt trên bàn gỗ, bên cạnh là cây bút và tách trà."),
    "hall-day-1": ("Hội nghị triển khai kế hoạch", "Hội trường có màn hình biểu đồ, bàn chủ trì và ba hàng đại biểu ngồi nghe."),
    "studio-day-1": ("Trường quay chuyên mục", "Hai người ngồi sau bàn dẫn trong trường quay truyền hình, phía trước là máy quay."),
    "counter-day-1": ("Bộ phận Một cửa", "Công chức ngồi sau quầy tiếp nhận hồ sơ, người dân đứng chờ trước quầy."),
    "phone-day-1": ("Nộp hồ sơ trên điện thoại", "Điện thoại hiện mẫu đơn đã điền hai mục, đường chấm đỏ nối ngôi nhà với trụ sở cơ quan."),
    "figures-day-1": ("Bảng chỉ số", "Bảng biểu đồ cột màu vàng và một đường màu đỏ đi lên theo các năm."),
    "river-dawn-1": ("Ghe chở nông sản", "Hai chiếc ghe chở nông sản trên sông lúc bình minh, bờ bên kia có nhà và hàng dừa."),
    "village-dusk-1": ("Loa truyền thanh ấp", "Cụm loa truyền thanh trên cột ở đầu ấp lúc chiều, người dân đứng nghe trên lối đi."),
    "pagoda-day-1": ("Chùa Khmer", "Ngôi chùa Khmer mái đỏ viền vàng, hai bên là hàng thốt nốt, người dân đi trên sân."),
    "lesson-day-1": ("Đoàn viên hướng dẫn ở chợ", "Đoàn viên áo xanh ngồi sau bàn dưới mái che ở chợ, hướng dẫn người dân dùng điện thoại."),
    "field-day-1": ("Cánh đồng lúa", "Nông dân đội nón lá làm việc trên cánh đồng lúa, xa xa là nhà và hàng dừa."),
    "post-day-1": ("Bưu tá trao kết quả", "Bưu tá mặc áo vàng trao phong bì hồ sơ cho người dân trước cửa nhà."),
    "laptop-day-1": ("Câu hỏi trắc nghiệm trên máy tính", "Màn hình máy tính hiện câu hỏi bốn lựa chọn, bên cạnh là đồng hồ bấm giờ."),
    "faces-day-1": ("Bảng đánh giá hài lòng", "Ba biểu tượng khuôn mặt xanh, vàng, đỏ; một bàn tay bấm vào khuôn mặt cười."),
    "bridge-dawn-1": ("Cầu qua kênh", "Người đưa thư đi xe đạp qua cây cầu bắc ngang con kênh lúc sáng sớm."),
    "ponds-day-1": ("Ao nuôi tôm", "Những ao nuôi tôm có quạt nước, nông dân đi trên bờ ao."),
    "counter-day-2": ("Quầy tiếp nhận cấp huyện", "Bốn ô quầy tiếp nhận hồ sơ, mỗi ô có bảng số; người dân đến giao dịch."),
    "hall-day-2": ("Lớp tập huấn", "Lớp tập huấn trong hội trường, màn hình chiếu biểu đồ, học viên ngồi kín các hàng ghế."),
    "village-day-2": ("Đường ấp", "Con đường giữa hai dãy nhà mái đỏ, cột loa truyền thanh ở giữa, ba người đi trên đường."),
    "pagoda-dusk-2": ("Sân chùa buổi chiều", "Sân chùa Khmer buổi chiều, mái chùa nhiều tầng, người dân tụ họp trước chánh điện."),
    "river-dusk-2": ("Bến sông buổi chiều", "Ghe hàng cập bến trên sông lúc hoàng hôn, hàng dừa in bóng bên bờ."),
    "phone-dusk-2": ("Thanh toán lệ phí trên điện thoại", "Điện thoại hiện biểu mẫu trực tuyến với các ô đã đánh dấu xanh."),
    "figures-day-2": ("Biểu đồ theo quý", "Biểu đồ cột tăng dần qua các kỳ báo cáo, một người đứng bên bảng."),
    "papers-day-2": ("Hồ sơ được số hóa", "Hồ sơ giấy có dấu đỏ trên bàn làm việc, cạnh cây bút xanh."),
    "laptop-day-2": ("Bài thi trực tuyến", "Máy tính xách tay mở bài thi trực tuyến, một đáp án đã được chọn."),
    "post-day-2": ("Trả kết quả tại nhà", "Nhân viên bưu điện trao kết quả hồ sơ tận nhà cho người cao tuổi."),
    "lesson-dusk-2": ("Bàn tư vấn lưu động", "Bàn tư vấn thủ tục lưu động đặt dưới mái che, người dân đến hỏi."),
    "field-dusk-2": ("Vụ lúa chiều", "Cánh đồng lúa lúc chiều, đường đất chạy về phía ngôi nhà và hàng dừa."),
    "bridge-day-2": ("Cầu nông thôn", "Cây cầu lan can đỏ bắc qua kênh, một người đi xe đạp qua cầu."),
    "ponds-dawn-2": ("Vuông tôm buổi sớm", "Vuông tôm buổi sớm với guồng quạt nước và chòi canh trên bờ."),
    "studio-day-2": ("Tọa đàm truyền hình", "Hai khách mời trao đổi trong trường quay, ba ngọn đèn chiếu phía trên."),
    "faces-day-2": ("Màn hình lấy ý kiến", "Màn hình lấy ý kiến người dân với ba biểu tượng khuôn mặt ở Bộ phận Một cửa."),
}  # fmt: skip
