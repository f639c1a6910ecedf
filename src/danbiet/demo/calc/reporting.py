"""Which reports the units write, when, in which words, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

QUARTERS = {
    "2021-Q1": (date(2021, 3, 31), date(2021, 4, 12)),
    "2021-Q2": (date(2021, 6, 30), date(2021, 7, 9)),
    "2021-Q3": (date(2021, 9, 30), date(2021, 10, 12)),
}
NOT_WRITTEN = frozenset(
    {
        ("SGTVT", "2021-Q2"), ("SGTVT", "2021-Q3"), ("SKHCN", "2021-Q3"), ("949", "2021-Q1"), ("949", "2021-Q3"),
        ("CDN", "2021-Q1"), ("BCHBP", "2021-Q1"), ("BQLDA1", "2021-Q3"), ("31537", "2021-Q2"), ("31543", "2021-Q3"),
        ("31558", "2021-Q1"), ("31558", "2021-Q3"),
    }
)  # fmt: skip
DRAFTS = frozenset({("TTT", "2021-Q3"), ("31561", "2021-Q3")})
RETURNED = {
    (
        "BAOST",
        "2021-Q3",
    ): "Phần tồn tại, hạn chế chưa nêu nguyên nhân của nhiệm vụ chậm; đề nghị bổ sung, gửi lại.",
    ("947", "2021-Q3"): "Báo cáo chưa nêu kết quả ở cấp xã; đề nghị tổng hợp từ các xã, thị trấn.",
}
WAITING = frozenset({("SNNPTNT", "2021-Q3"), ("945", "2021-Q3"), ("CTK", "2021-Q3"), ("31549", "2021-Q3")})
YEAR_DRAFTS = ("STP", "SNV", "SYT", "943")

DIFFICULTIES = {
    "2021-Q1": (
        "Kế hoạch của tỉnh được triển khai sát Tết Nguyên đán, thời gian xây dựng kế hoạch riêng của đơn vị ngắn.",
        "Công chức phụ trách kiêm nhiệm, chưa quen gửi minh chứng theo từng nhiệm vụ.",
        "Kinh phí dành riêng cho tuyên truyền chưa được phân bổ từ đầu năm.",
    ),
    "2021-Q2": (
        "Đợt bầu cử đại biểu Quốc hội và HĐND các cấp tháng 5 chiếm nhiều thời lượng truyền thanh, trang tin.",
        "Dịch Covid-19 diễn biến phức tạp từ cuối tháng 4, một số hội nghị phải chuyển sang trực tuyến.",
        "Một số minh chứng bị trả lại do đường dẫn thay đổi sau khi nâng cấp trang thông tin điện tử.",
    ),
    "2021-Q3": (
        "Toàn tỉnh thực hiện giãn cách xã hội, không tổ chức được hội nghị tập trung; phát tờ rơi, treo pano bị chậm.",
        "Nhân lực tập trung cho phòng, chống dịch; nhiều phòng chuyên môn làm việc luân phiên.",
        "Truyền thanh cơ sở ưu tiên thông tin phòng, chống dịch nên thời lượng cho cải cách hành chính giảm.",
    ),
}
PROPOSALS = (
    "Đề nghị Sở Nội vụ cung cấp tài liệu tuyên truyền dùng chung, có bản tiếng Khmer.",
    "Đề nghị bố trí kinh phí in tờ rơi, pano trong dự toán đầu năm.",
    "Đề nghị tổ chức tập huấn kỹ năng viết tin, bài cho công chức phụ trách.",
    "Đề nghị thống nhất mẫu nhật ký truyền thanh để làm minh chứng.",
    "Không có.",
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One report: when it is handed in and decided, and the words its writer adds to what the figures suggest."""

    key: str
    submitted_on: date
    decided_on: date
    difficulties: str
    proposals: str
    number: int


def telling_of(code: str, key: str, *, is_province: bool = False) -> Telling | None:
    """The unit's report of the period; None when it writes none."""
    if (code, key) in NOT_WRITTEN:
        return None
    dice = Random(f"danbiet report {code} {key}")  # noqa: S311 - a demonstration's dice
    first, last = QUARTERS[key]
    on = (
        last + timedelta(days=3)
        if is_province
        else first + timedelta(days=dice.randrange((last - first).days))
    )
    if code == "946":
        on = last + timedelta(days=8)  # always late
    if (code, key) in WAITING:
        on = date(2021, 12, 6) + timedelta(days=dice.randrange(8))  # late, and now before the office
    submitted_on = _workday(on)
    return Telling(
        key,
        submitted_on,
        _workday(submitted_on + timedelta(days=dice.randrange(1, 6))),
        "\n".join(f"- {line}" for line in dice.sample(DIFFICULTIES[key], 1 + dice.randrange(2))),
        dice.choice(PROPOSALS),
        20 + submitted_on.timetuple().tm_yday * 2 // 3 + dice.randrange(15),
    )


def _workday(on: date) -> date:
    return on + timedelta(days=7 - on.weekday()) if on.weekday() > 4 else on
