"""The guides of docs/: which page of the demonstration year each picture shows, for whom, and what the guide quotes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
GUIDES = ("nguoi-dan", "can-bo", "bien-tap", "quan-tri")
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+\.png)\)")
QUOTED = re.compile(r"“([^”]+)”")


@dataclass(frozen=True, slots=True)
class Shot:
    """A page: where one begins, as whom ("" nobody), the links pressed from there, and words that have to stand on it."""

    name: str  # guide/picture
    path: str
    shows: tuple[str, ...]
    who: str = ""
    clicks: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        guide, name = self.name.split("/")
        return DOCS / guide / "anh" / f"{name}.png"


DESK, ROOMS = "/ban-lam-viec/", "/soan-tin/"
OFFICER, HEAD, OFFICE, AIR = "canbo.stp", "giamdoc.stp", "sonoivu", "bientap.dai"
DRAFT_OFFICER, DRAFT_HEAD = "canbo.bqlda2", "thutruong.bqlda2"  # of a unit that has not issued its plan
SHOTS = (
    Shot("nguoi-dan/hoi", "/hoi-dap/hoi/", ("Bà con muốn hỏi điều gì?", "Gửi câu hỏi")),
    Shot("nguoi-dan/theo-doi", "/hoi-dap/theo-doi/", ("Mã câu hỏi", "Xem câu hỏi của tôi")),
    Shot("nguoi-dan/hoi-dap", "/hoi-dap/", ("Các cơ quan trả lời thế nào",)),
    Shot("nguoi-dan/hoi-thi", "/hoi-thi/dich-vu-cong-2021/", ("Dự thi",)),
    Shot("nguoi-dan/kiem-tra", "/hoi-thi/cchc-2021/tuan-1/kiem-tra/", ("Kiểm tra",)),
    Shot("nguoi-dan/khao-sat", "/hai-long/phieu/", ("Bắt đầu",)),
    Shot("nguoi-dan/tim", "/tim/?q=khai+sinh", ()),
    Shot("nguoi-dan/ke-hoach", "/ke-hoach/1/", ("Vì sao",)),
    Shot("nguoi-dan/du-lieu", "/du-lieu-mo/", ("Dữ liệu mở",)),
    Shot("can-bo/viec-hom-nay", DESK, ("Việc hôm nay", "Đang chờ người khác"), OFFICER),
    Shot("can-bo/du-thao", DESK, ("Thêm nhiệm vụ", "Thêm nhóm", "Sửa phần đầu và nội dung văn bản", "Trình thủ trưởng", "Tệp Word"), DRAFT_OFFICER, ("Mở dự thảo",)),
    Shot("can-bo/ban-hanh", DESK, ("Số, ký hiệu", "Ngày ban hành", "Kết quả dự kiến", "Ban hành"), DRAFT_HEAD, ("Mở dự thảo", "Ban hành…")),
    Shot("can-bo/minh-chung-moi", f"{DESK}minh-chung/moi/", ("Tính cho các chỉ tiêu", "Thêm chỉ tiêu", "Thêm đường dẫn", "Lưu và trình", "Lưu nháp"), OFFICER),
    Shot("can-bo/nhiem-vu", DESK, ("Vì sao",), OFFICER, ("Biên soạn, cấp phát tờ gấp pháp luật về thủ tục hành chính thiết yếu",)),
    Shot("can-bo/bao-cao", DESK, ("Soạn thảo", "Tệp Word"), OFFICER, ("Lập báo cáo năm 2021",)),
    Shot("can-bo/tra-loi", DESK, ("Dự thảo trả lời", "Tìm văn bản trong danh mục", "Trình duyệt", "Trả lại bộ phận tiếp nhận", "Gia hạn trả lời", "Đề nghị cơ quan khác phối hợp", "Đề nghị người hỏi bổ sung"), OFFICER, ("Trả lời: Công ty chuyển trụ sở sang huyện khác",)),
    Shot("can-bo/tu-cham", f"{DESK}chi-so/", ("Lấy số liệu hệ thống tự đếm", "Ký phiếu chấm"), HEAD, ("Sở Tư pháp",)),
    Shot("can-bo/quan-so", f"{DESK}hoi-thi/", ("Quân số",), OFFICER, ("Hội thi trực tuyến tìm hiểu cải cách hành chính tỉnh Sóc Trăng năm 2021", "Quân số")),
    Shot("can-bo/toi", f"{DESK}toi/", ("Cử người làm thay", "Lớp bảo vệ thứ hai", "Nơi đang đăng nhập", "Đổi mật khẩu"), OFFICER),
    Shot("bien-tap/soan-tin", f"{ROOMS}pages/4/", (), AIR),
    Shot("bien-tap/bai-moi", f"{ROOMS}pages/add/newsroom/articlepage/4/", ("Tiêu đề", "Tóm tắt", "Hình thức", "Chọn ảnh", "Thông tin", "Lưu bản nháp", "Thao tác khác"), AIR),
    Shot("bien-tap/duyet-tin", f"{DESK}tin-bai/", ("Duyệt tin, bài", "Của tôi"), HEAD),
    Shot("bien-tap/quyet-dinh", f"{DESK}tin-bai/", ("Duyệt và đăng", "Duyệt, hẹn giờ đăng", "Trả lại", "Xem như bạn đọc sẽ thấy", "Xác nhận quyết định"), HEAD, ("Nghị định 107/2021/NĐ-CP: những điểm mới người dân cần biết khi đến Bộ phận Một cửa",)),
    Shot("bien-tap/van-ban", "/van-ban/", ()),
    Shot("bien-tap/gui-video", f"{DESK}video/tai-len/", ("Gửi video", "Gửi"), AIR),
    Shot("bien-tap/so-phat-song", f"{DESK}phat-song/so-phat-song/", ("Trình tự", "Kịch bản (tệp Word)", "Xếp lịch phát"), AIR, ("Câu hỏi từ cổng hỏi đáp, tháng 12",)),
    Shot("bien-tap/lich", f"{DESK}phat-song/", (), AIR),
    Shot("bien-tap/xac-nhan", f"{DESK}phat-song/xac-nhan/?ngay=2021-12-10", ("Đã phát", "Nộp nhật ký phát sóng", "Ghi một lượt phát sóng"), AIR),
    Shot("bien-tap/so-lieu", f"{DESK}phat-song/so-lieu/", ("Số liệu phát sóng",), AIR),
    Shot("quan-tri/nhan-su", f"{DESK}nguoi-dung/", ("Nhân sự", "Nhập từ tệp Excel", "Thêm người dùng"), OFFICE),
    Shot("quan-tri/nhap-nguoi", f"{DESK}nguoi-dung/nhap/", ("Tải mẫu để điền", "Kiểm tra tệp"), OFFICE),
    Shot("quan-tri/mot-nguoi", f"{DESK}nguoi-dung/?q=canbo.kesach", ("Giao vai trò", "Kết thúc", "Bàn giao cho người kế nhiệm", "Cử người làm thay", "Gửi thư có liên kết", "In phiếu đặt lại mật khẩu", "Khóa tài khoản"), OFFICE, ("Lý Thị Hạ Vy",)),
    Shot("quan-tri/lop-thu-hai", f"{DESK}nguoi-dung/lop-thu-hai/", ("Ai phải có lớp bảo vệ thứ hai", "Lưu"), OFFICE),
    Shot("quan-tri/sap-xep", f"{DESK}sap-xep/", ("Sắp xếp đơn vị", "Lập quyết định", "Từ bảng (CSV, Excel)"), OFFICE),
    Shot("quan-tri/nhap-ke-hoach", f"{DESK}nhap/moi/", ("Đọc tệp",), OFFICE),
    Shot("quan-tri/phieu-tuan", f"{DESK}phieu-tuan/", ("Tệp Word", "Nhận qua thư mỗi thứ Hai"), OFFICE),
    Shot("quan-tri/nhat-ky", f"{DESK}nhat-ky/", ("Nhật ký thay đổi", "Tải CSV", "Lập tệp Excel", "Niêm phong"), OFFICE),
    Shot("quan-tri/du-lieu-moi", f"{DESK}du-lieu-ca-nhan/moi/", (), OFFICE),
)  # fmt: skip


def text_of(guide: str) -> str:
    return (DOCS / guide / "README.md").read_text("utf-8")


def sections(guide: str) -> Iterator[tuple[str, list[str]]]:
    """The text under each heading of the second rank with the pictures in it, as guide/name."""
    for part in re.split(r"(?m)^## ", text_of(guide)):
        yield part, [f"{guide}/{Path(path).stem}" for _, path in PICTURE.findall(part)]
