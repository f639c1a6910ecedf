"""Who issues its own plan when, under which number, and what it adds of its own. The same in every run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

TET = (date(2021, 2, 10), date(2021, 2, 16))
NEVER = frozenset({"BQLDA2", "NHNN", "CQLTT"})  # a draft left lying, one before its head, one returned
LATE = {
    "SGTVT": date(2021, 3, 22),
    "946": date(2021, 3, 24),
    "STNMT": date(2021, 3, 30),
    "BCHBP": date(2021, 4, 5),
    "CDN": date(2021, 4, 12),
    "949": date(2021, 5, 14),
}
FIRST, LAST = date(2021, 2, 1), date(2021, 3, 11)
URGED_ON = (date(2021, 3, 18), date(2021, 4, 6), date(2021, 5, 11), date(2021, 10, 12))

# Districts that hand tasks on to all their communes, and which (rows of the province's appendix).
HANDED_ON = {
    "943": ("12.1", "10.1", "13.1"),
    "948": ("12.1", "10.1", "13.1"),
    "951": ("12.2", "10.1", "13.1"),
    "950": ("12.2", "10.1", "13.1"),
    "947": ("10.1", "13.1"),
    "942": ("10.1", "13.1"),
}
COMMUNES_NEVER = frozenset({"31534", "31741", "31687"})


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task a unit adds to its plan; `per` and `quantity` say the product's words in figures."""

    content: str
    forms: str
    product: str
    unit_text: str
    quantity: int
    per: str = "once"
    schedule: str = "Trong năm"
    recurrence: str = ""
    group: int = 13


OWN_TASKS = {
    "SNV": (
        OwnTask(
            "Phát hành bản tin cải cách hành chính điện tử gửi công chức phụ trách của các đơn vị",
            "Bản tin điện tử", "01 bản tin/quý", "bản tin", 1, "quarter", "Hằng quý", "quarterly",
        ),
        OwnTask(
            "Khảo sát ý kiến công chức về hiệu quả các hình thức tuyên truyền", "Phiếu khảo sát",
            "01 cuộc khảo sát", "cuộc khảo sát", 1,
        ),
    ),
    "STP": (
        OwnTask(
            "Tư vấn thủ tục hộ tịch, chứng thực lưu động tại cơ sở", "Tư vấn trực tiếp", "04 buổi tư vấn",
            "buổi tư vấn", 4,
        ),
    ),
    "SYT": (
        OwnTask(
            "Đặt bảng hướng dẫn đăng ký khám bệnh trực tuyến tại các bệnh viện", "Bảng hướng dẫn",
            "06 bảng hướng dẫn", "bảng hướng dẫn", 6,
        ),
    ),
    "SGDDT": (
        OwnTask(
            "Hướng dẫn phụ huynh đăng ký tuyển sinh trực tuyến đầu cấp", "Tờ rơi, trang thông tin điện tử",
            "2.000 tờ rơi", "tờ rơi", 2000, schedule="Quý II, III",
        ),
    ),
    "STNMT": (
        OwnTask(
            "Đối thoại với người dân về thủ tục đăng ký biến động đất đai", "Hội nghị đối thoại",
            "03 hội nghị", "hội nghị", 3,
        ),
    ),
    "CTHUE": (
        OwnTask(
            "Hỗ trợ người nộp thuế sử dụng hóa đơn điện tử, nộp thuế điện tử", "Hội nghị, tổng đài",
            "04 hội nghị", "hội nghị", 4,
        ),
    ),
    "CAT": (
        OwnTask(
            "Tuyên truyền thủ tục cấp căn cước công dân gắn chip tại xã, phường, thị trấn", "Truyền thông lưu động",
            "11 đợt", "đợt", 11,
        ),
    ),
    "BHXH": (
        OwnTask(
            "Hướng dẫn cài đặt ứng dụng VssID cho người tham gia bảo hiểm", "Truyền thông trực tiếp",
            "06 buổi hướng dẫn", "buổi hướng dẫn", 6,
        ),
    ),
    "BDT": (
        OwnTask(
            "Nói chuyện chuyên đề với người có uy tín trong đồng bào dân tộc thiểu số", "Nói chuyện chuyên đề",
            "04 buổi nói chuyện", "buổi nói chuyện", 4,
        ),
    ),
    "941": (
        OwnTask(
            "Thi tìm hiểu thủ tục hành chính dành cho học sinh các trường trên địa bàn thành phố", "Hội thi",
            "01 hội thi", "hội thi", 1, schedule="Quý II",
        ),
    ),
    "943": (
        OwnTask(
            "Ngày thứ Năm không hẹn: trả kết quả trong ngày tại Bộ phận Một cửa huyện", "Trả kết quả trong ngày",
            "01 đợt/tháng", "đợt", 1, "month", "Hằng tháng", "monthly", group=10,
        ),
        OwnTask(
            "In lịch treo tường giới thiệu các bước nộp hồ sơ trực tuyến", "Lịch treo tường", "1.500 tờ lịch",
            "tờ lịch", 1500, schedule="Quý I",
        ),
    ),
    "950": (
        OwnTask(
            "Tuyên truyền tại các điểm chùa Khmer dịp lễ Sene Đôlta, Ok Om Bok", "Nói chuyện, tờ rơi song ngữ",
            "06 buổi", "buổi", 6, schedule="Quý III, IV", group=12,
        ),
    ),
    "951": (
        OwnTask(
            "Xe loa lưu động tuyên truyền dịch vụ công tại cảng cá Trần Đề", "Xe loa lưu động", "01 đợt/tháng", "đợt", 1,
            "month", "Hằng tháng", "monthly", group=12,
        ),
    ),
    "945": (
        OwnTask(
            "Tuyên truyền thủ tục hành chính trên các chuyến phà Cù Lao Dung", "Áp phích, loa phà", "08 điểm phà",
            "điểm phà", 8, group=12,
        ),
    ),
}  # fmt: skip


def issue_date(code: str) -> date | None:
    """The working day on which the unit issues its plan; None for those that never do."""
    if code in NEVER:
        return None
    if code in LATE:
        return LATE[code]
    draw = Random(f"danbiet issue {code}")  # noqa: S311 - a demonstration's dice
    return _workday(FIRST + timedelta(days=draw.randrange((LAST - FIRST).days)))


def commune_issue_date(code: str, *, after: date) -> date | None:
    """The day on which a commune issues, some weeks after its district; a few are late."""
    if code in COMMUNES_NEVER:
        return None
    draw = Random(f"danbiet issue {code}")  # noqa: S311 - a demonstration's dice
    days = draw.randrange(7, 36) if draw.random() < 0.9 else draw.randrange(50, 75)
    return _workday(after + timedelta(days=days))


def number_for(code: str, *, abbreviation: str, on: date) -> str:
    """A believable number and symbol: higher the later in the year, "31/KH-STP"."""
    draw = Random(f"danbiet number {code}")  # noqa: S311 - a demonstration's dice
    number = max(3, (on - date(2021, 1, 1)).days * draw.randrange(20, 55) // 60)
    return f"{number:02}/KH-{abbreviation}"


def _workday(on: date) -> date:
    while on.weekday() > 4 or TET[0] <= on <= TET[1]:
        on += timedelta(days=1)
    return on
