"""Good models of 2021 on their way: published and taken over by others, waiting for the head, still being written. Invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .texts import Words, chart, head, p, picture, points, quote, steps, table


@dataclass(frozen=True, slots=True)
class Taken:
    """A unit took a model over."""

    model: str
    unit: str
    on: date
    result: str


MODELS = (
    Words(
        name="tra-ket-qua-tai-nha",
        on=date(2021, 6, 3),
        unit="948",
        title="Trả kết quả tại nhà cho người già, người khuyết tật",
        summary="Khi nhận hồ sơ, công chức hỏi thêm một câu; phiếu hẹn đóng dấu xanh, bưu điện mang kết quả về tận nhà, thị xã chịu chi phí.",
        cover="post-day-2",
        task="6.3",
        extra={"field": "procedures"},
        body=(
            head("Vấn đề"),
            p("Người trên 70 tuổi và người khuyết tật phải nhờ con cháu nghỉ làm chở đi lấy kết quả; có hồ sơ nằm ở quầy ba tháng không ai nhận."),
            head("Cách làm"),
            steps("Hỏi khi nhận hồ sơ.", "Đóng dấu xanh lên phiếu hẹn.", "Bưu điện phát trong ngày làm việc tiếp theo.", "Cuối tháng đối soát, thị xã trả chi phí."),
            table("Ba tháng đầu", ("Chỉ tiêu", "Kết quả"), ("Kết quả trao tại nhà", 187), ("Hồ sơ tồn ở quầy quá 30 ngày", 4), source="Số liệu trình diễn của thị xã Ngã Năm."),
            head("Muốn làm theo cần gì"),
            points("Một con dấu và một trang phối hợp ký với bưu điện.", "Khoảng 12.000 đồng cho mỗi kết quả.", "Người trực quầy nhớ hỏi: đây là phần khó nhất."),
        ),
    ),
    Words(
        name="to-thanh-nien",
        on=date(2021, 5, 6),
        unit="941",
        title="Tổ thanh niên hỗ trợ nộp hồ sơ trực tuyến",
        summary="Mười tổ, 64 đoàn viên, trực hai buổi mỗi tuần ở phường; làm cùng người dân chứ không làm thay.",
        cover="lesson-dusk-2",
        task="6.3",
        extra={"field": "digital"},
        body=(
            p("Mỗi tổ có một bạn rành kỹ thuật và một bạn kiên nhẫn. Nguyên tắc: tay người dân bấm, mật khẩu người dân tự giữ."),
            chart(
                "line", "hồ sơ", "Hồ sơ trực tuyến mới của thành phố theo tháng", ("Tháng", "Số hồ sơ"),
                ("Tháng 1", 118), ("Tháng 2", 96), ("Tháng 3", 241), ("Tháng 4", 387), source="Số liệu trình diễn.",
            ),
            quote("Lần thứ hai chú Bảy tự nộp được, tụi em mừng hơn được khen.", "Một tổ trưởng", "Phường 3 (nhân vật trình diễn)"),
            points("Chọn giờ theo giờ của dân: 6 đến 8 giờ sáng, 17 đến 19 giờ.", "Ghi lại chỗ vướng, mỗi tháng gửi Sở Thông tin và Truyền thông.", "Không nhận hồ sơ giấy hộ."),
        ),
    ),
    Words(
        name="bang-song-ngu",
        on=date(2021, 9, 30),
        unit="951",
        title="Bảng hướng dẫn Việt – Khmer và quầy có người nói tiếng Khmer",
        summary="Bảng hai thứ tiếng có hình vẽ, phiếu hẹn song ngữ và lịch trực bảo đảm ngày nào cũng có người nói được tiếng Khmer.",
        cover="pagoda-day-1",
        task="6.3",
        extra={"field": "communication"},
        body=(
            p("Trước khi dịch, nhóm biên soạn cắt bớt văn bản: một thủ tục không quá năm dòng. Bản dịch được đọc thử cho mười người nghe rồi mới in."),
            picture("village-dusk-1", "Nội dung trên bảng cũng được đọc trên loa ấp mỗi tuần hai lần."),
            points("Tìm người đọc thử trước khi in.", "Mỗi quý rà soát một lần, bảng cũ gỡ ngay.", "Trả thù lao biên dịch theo trang."),
        ),
    ),
    Words(
        name="thu-nam-khong-hen-mo-hinh",
        on=date(2021, 12, 13),
        unit="943",
        title="“Ngày thứ Năm không hẹn”: trả kết quả ngay trong buổi",
        summary="Người có thẩm quyền ký trực tại quầy vào thứ Năm; hồ sơ hộ tịch, chứng thực trả trong buổi, không viết phiếu hẹn.",
        cover="counter-day-2",
        task="6.3",
        state="waiting",
        extra={"field": "procedures"},
        body=(
            p("Mô hình được giới thiệu để các huyện khác làm theo. Từ tháng 2 đến tháng 11, hơn 3.500 lượt người nhận kết quả trong buổi."),
            points("Lịch trực ký được công bố trước một tháng.", "Ngày thứ Năm không họp.", "Hồ sơ phức tạp vẫn hẹn, nhưng nói rõ vì sao."),
        ),
    ),
    Words(
        name="ma-qr",
        on=date(2021, 12, 10),
        unit="947",
        title="Mã QR theo việc, không theo lĩnh vực",
        summary="Đang viết: cần bổ sung cách giữ nội dung sau mã luôn mới.",
        cover="phone-day-1",
        state="draft",
        extra={"field": "digital"},
        body=(p("Ba xã làm thử: Ngọc Tố, Hòa Tú 1, Gia Hòa 1. So sánh số người phải quay lại trước và sau khi dán mã."),),
    ),
)  # fmt: skip

ADOPTIONS = (
    Taken("tra-ket-qua-tai-nha", "943", date(2021, 8, 2), "Áp dụng ở 13 xã, thị trấn; 92 kết quả trao tại nhà trong hai tháng đầu."),
    Taken("tra-ket-qua-tai-nha", "945", date(2021, 9, 6), "Ghép với tuyến phà của bưu tá; bớt cho người dân một ngày đi lại."),
    Taken("tra-ket-qua-tai-nha", "949", date(2021, 10, 18), "Thêm đối tượng sản phụ; chi phí lấy từ nguồn tiết kiệm văn phòng phẩm."),
    Taken("to-thanh-nien", "943", date(2021, 7, 12), "Năm tổ ở các xã đông dân, trực buổi tối thay vì buổi sáng."),
    Taken("to-thanh-nien", "948", date(2021, 8, 23), "Giao cho đoàn viên các trường; hồ sơ trực tuyến tăng từ 40 lên 150 mỗi tháng."),
    Taken("bang-song-ngu", "950", date(2021, 11, 1), "In cho tám xã, phường; chữ lớn hơn bản gốc."),
    Taken("bang-song-ngu", "947", date(2021, 11, 22), "Chọn sáu thủ tục hay dùng; phiếu hẹn song ngữ bắt đầu từ tháng 12."),
)  # fmt: skip
