"""Short ways to write the dry run's JSON by hand."""

from typing import Any

DAI = "Đài Phát thanh và Truyền hình Sóc Trăng"
BAO = "Báo Sóc Trăng"
SNV = "Sở Nội vụ"
STP = "Sở Tư pháp"
STTTT = "Sở Thông tin và Truyền thông"
VP = "Văn phòng Ủy ban nhân dân tỉnh"
BDT = "Ban Dân tộc"
DISTRICTS = [
    "Thành phố Sóc Trăng",
    "Huyện Châu Thành",
    "Huyện Kế Sách",
    "Huyện Mỹ Tú",
    "Huyện Cù Lao Dung",
    "Huyện Long Phú",
    "Huyện Mỹ Xuyên",
    "Thị xã Ngã Năm",
    "Huyện Thạnh Trị",
    "Thị xã Vĩnh Châu",
    "Huyện Trần Đề",
]
DEPARTMENTS = [
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Thông tin và Truyền thông",
    "Sở Tài chính",
    "Sở Kế hoạch và Đầu tư",
    "Sở Xây dựng",
    "Sở Giao thông vận tải",
    "Sở Công Thương",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Tài nguyên và Môi trường",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Y tế",
    "Sở Giáo dục và Đào tạo",
    "Sở Khoa học và Công nghệ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Thanh tra tỉnh",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Ban Dân tộc",
]
YEAR = [("2021-01-01", "2021-12-31")]
Q1 = ("2021-01-01", "2021-03-31")
Q2 = ("2021-04-01", "2021-06-30")
Q3 = ("2021-07-01", "2021-09-30")
Q4 = ("2021-10-01", "2021-12-31")


def target(
    comparison: str,
    quantity: float,
    unit: str,
    per: str = "once",
    *,
    per_unit: bool = False,
    each: Any = None,
) -> dict[str, Any]:
    return {
        "comparison": comparison,
        "quantity": quantity,
        "unit": unit,
        "per": per,
        "per_unit": per_unit,
        "each": dict(zip(("comparison", "quantity", "unit"), each, strict=True)) if each else None,
    }


def task(order: int, content: str, *, when: list[tuple[str, str]], **fields: Any) -> dict[str, Any]:
    """One task; what is not given is empty."""
    return {
        "order": order,
        "content": content,
        "forms": fields.get("forms", []),
        "audience": fields.get("audience", []),
        "product": fields.get("product", ""),
        "targets": fields.get("targets", []),
        "leads": fields.get("leads", []),
        "supports": fields.get("supports", []),
        "lead_text": fields.get("lead_text", ""),
        "support_text": fields.get("support_text", ""),
        "periods": [{"starts_on": first, "ends_on": last} for first, last in when],
        "starts_on": min(first for first, _ in when),
        "ends_on": max(last for _, last in when),
        "recurrence": fields.get("recurrence"),
        "schedule_text": fields.get("schedule_text", ""),
    }


def group(order: int, title: str, *tasks: dict[str, Any]) -> dict[str, Any]:
    return {"order": order, "title": title, "tasks": list(tasks)}


def plan(*groups: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The whole answer for the usual head block."""
    answer = {
        "number": "19/KH-UBND",
        "issued_on": "2021-01-26",
        "title": "Kế hoạch tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021",
        "issuer": "Tỉnh Sóc Trăng",
        "year": 2021,
        "groups": list(groups),
        "unmatched": [],
    }
    return {**answer, **changes}
