"""What everybody may know of the demonstration: its day, its accounts and the password they share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TODAY = date(2021, 12, 15)
PASSWORD = "danbiet-2021"  # noqa: S105 - printed at every start, opens invented accounts only
SERVES_FROM = date(2020, 7, 1)  # demonstration people are in office before the year begins
MAIL_DOMAIN = "soctrang.example"


@dataclass(frozen=True, slots=True)
class Account:
    """A person one signs in as; `roles` are values of org.enums.Role, held in the unit with this code."""

    username: str
    full_name: str
    job_title: str
    unit_code: str
    roles: tuple[str, ...]


# One per role, in the order in which they are shown. The names are invented; no holder of such an office bears them.
ACCOUNTS = (
    Account("sonoivu", "Nguyễn Minh Họa", "Trưởng phòng Cải cách hành chính, Sở Nội vụ", "94", ("office",)),
    Account(
        "tiepnhan", "Thạch Ngọc Dung Hạnh", "Chuyên viên tiếp nhận câu hỏi, Sở Nội vụ", "94", ("intake",)
    ),
    Account("lanhdao", "Trần Thiên Ý", "Phó Chủ tịch Ủy ban nhân dân tỉnh", "94", ("head",)),
    Account("giamdoc.stp", "Lâm Nhật Quang", "Giám đốc Sở Tư pháp", "STP", ("head",)),
    Account("canbo.stp", "Sơn Thị Trúc Lam", "Chuyên viên Văn phòng Sở Tư pháp", "STP", ("officer",)),
    Account("chutich.kesach", "Huỳnh Bảo Thạch", "Chủ tịch UBND huyện Kế Sách", "943", ("head",)),
    Account(
        "canbo.kesach", "Lý Thị Hạ Vy", "Chuyên viên Phòng Nội vụ huyện Kế Sách", "943", ("office", "officer")
    ),
    Account(
        "canbo.xa", "Kim An Nhiên", "Công chức Văn phòng – Thống kê xã Thới An Hội", "31549", ("officer",)
    ),
    Account(
        "bientap.dai", "Quách Kỳ Duyên", "Biên tập viên Đài PT-TH Sóc Trăng", "DPTTH", ("editor", "officer")
    ),
    Account("kiemtra", "Đinh Hoài Nam Phong", "Thanh tra viên, Thanh tra tỉnh", "94", ("auditor",)),
)
