"""Invented names and fitting job titles, the same ones in every run."""

from __future__ import annotations

from random import Random

FAMILY = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Lâm", "Lý", "Trương", "Đặng", "Bùi", "Dương", "Thạch", "Sơn",
    "Kim", "Danh", "Liêu", "Triệu", "Tăng", "Quách", "Mã", "Ông", "Châu", "Đinh",
)  # fmt: skip
GIVEN_MEN = (
    "Nhật Minh", "Thiên Phước", "Hải Đăng", "Trường Giang", "Bảo Khang", "Gia Lộc", "Đình Khôi", "Phúc Nguyên",
    "Quang Vinh", "Tấn Tài", "Chí Thiện", "Đông Hải", "Anh Vũ", "Trọng Nghĩa", "Hữu Duyên", "Vĩnh Hưng", "Khắc Hiếu",
    "Hoài Phong", "Tâm Đan", "Xuân Lộc", "Minh Triết", "Sa Rết", "Thanh Tùng", "Đức Trí",
)  # fmt: skip
GIVEN_WOMEN = (
    "Thị Diễm Thúy", "Thị Ngọc Lan", "Thị Hồng Hạc", "Thị Mai Trâm", "Thị Thanh Thảo", "Thị Bích Chi", "Thị Yến Nhi",
    "Thị Cẩm Tú", "Thị Phương Uyên", "Thị Sô Phi", "Thị Tuyết Anh", "Thị Kim Ngân", "Thị Thùy Dương", "Thị Lệ Quyên",
    "Thị Mộng Cầm", "Thị Xuân Đào",
)  # fmt: skip
HEADS_BY_WORD = (
    ("Văn phòng", "Chánh Văn phòng"),
    ("Thanh tra", "Chánh Thanh tra"),
    ("Trường", "Hiệu trưởng"),
    ("Cục", "Cục trưởng"),
    ("Bộ Chỉ huy", "Chỉ huy trưởng"),
    ("Báo", "Tổng Biên tập"),
    ("Ủy ban Kiểm tra", "Chủ nhiệm"),
    ("Đảng ủy", "Bí thư"),
    ("Tỉnh Đoàn", "Bí thư"),
    ("Ủy ban Mặt trận", "Chủ tịch"),
    ("Hội", "Chủ tịch"),
    ("Liên đoàn", "Chủ tịch"),
    ("Ban", "Trưởng ban"),
)
TERRITORIES = frozenset({"province", "district", "commune"})


def name_for(seed: str) -> str:
    """An invented full name; the same seed always gives the same one."""
    draw = Random(f"danbiet people {seed}")  # noqa: S311 - a demonstration's dice, not a secret
    given = GIVEN_MEN if draw.random() < 0.62 else GIVEN_WOMEN
    return f"{draw.choice(FAMILY)} {draw.choice(given)}"


def head_title(unit_name: str, kind: str) -> str:
    """How the head of such a unit is called: "Chủ tịch UBND xã Ba Trinh", "Giám đốc Sở Y tế"."""
    if kind in TERRITORIES:
        return f"Chủ tịch UBND {lower_first(unit_name)}"
    title = next((title for word, title in HEADS_BY_WORD if unit_name.startswith(word)), "Giám đốc")
    if title.endswith(unit_name.split(" ")[0]):
        return title
    # "Chánh Văn phòng Ủy ban nhân dân tỉnh", not "Chánh Văn phòng Văn phòng …"
    word = next((word for word, found in HEADS_BY_WORD if found == title and unit_name.startswith(word)), "")
    last = title.split(" ", 1)[-1]
    rest = unit_name.removeprefix(word).strip() if word and last.lower() == word.lower() else unit_name
    return f"{title} {rest}"


def officer_title(unit_name: str, kind: str) -> str:
    """How the officer who looks after the plan is called."""
    if kind == "district":
        return f"Chuyên viên Phòng Nội vụ {lower_first(unit_name)}"
    if kind == "commune":
        return f"Công chức Văn phòng – Thống kê {lower_first(unit_name)}"
    return f"Chuyên viên tổng hợp, {unit_name}"


def lower_first(name: str) -> str:
    """A unit's name inside a sentence: "Huyện Kế Sách" as "huyện Kế Sách"; proper names of bodies stay as they are."""
    return name[:1].lower() + name[1:]
