"""Figures for the index of the demonstration year: invented, the same every time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from danbiet.indices.calc.criteria import Row
from danbiet.indices.calc.rules import Figures, Rule

DAYS_2020 = {
    "self_from": date(2021, 1, 11), "self_until": date(2021, 1, 31), "appraisal_until": date(2021, 2, 26),
    "reply_until": date(2021, 3, 10), "council_until": date(2021, 3, 22),
}  # fmt: skip
DAYS_2021 = {
    "self_from": date(2021, 12, 1), "self_until": date(2021, 12, 31), "appraisal_until": date(2022, 1, 28),
    "reply_until": date(2022, 2, 11), "council_until": date(2022, 2, 25),
}  # fmt: skip
SIGNED = date(2021, 1, 28)
PUBLISHED = date(2021, 3, 31)
DECISION = "Quyết định 712/QĐ-UBND ngày 31/3/2021 (minh họa)"
# The sheet's own example contradicts its rule (80 % gives 0); here it was followed, with the reason.
DISPUTED, DISPUTED_UNIT = "1.3.1", "Sở Tư pháp"
DISPUTED_FIGURES, DISPUTED_POINTS = Figures(part=Decimal(4), whole=Decimal(5)), Decimal("0.80")
DISPUTED_WHY = (
    "Ví dụ trong hướng dẫn chấm điểm tính hoàn thành 4/5 nhiệm vụ là 0,8 điểm; thống nhất áp dụng theo ví dụ."
)
EXEMPTED = (
    ("Ban Dân tộc", "3.2.2", "Không có thủ tục hành chính thực hiện liên thông."),
    ("Thanh tra tỉnh", "6.2", "Không thuộc đối tượng thực hiện cơ chế tự chủ."),
)
EXTENDED, EXTENDED_ON, EXTENDED_WHY = (
    date(2021, 2, 3),
    date(2021, 1, 27),
    "Các đơn vị tập trung phục vụ Đại hội Đảng toàn quốc lần thứ XIII.",
)
APPRAISERS = (("6", "Sở Tài chính"), ("7", "Sở Thông tin và Truyền thông"))
EXPLAINED = (
    "Theo báo cáo cải cách hành chính năm của đơn vị.",
    "Còn một số việc chuyển sang quý I do dịch bệnh; đơn vị đề nghị xem xét.",
    "Số liệu trích từ hệ thống một cửa điện tử.",
    "Đã có quyết định phê duyệt, tài liệu kèm theo.",
)
CUT = ("Tài liệu kiểm chứng chưa đủ so với số liệu tự chấm.", "Có việc hoàn thành sau thời hạn của kế hoạch.")


def quality(code: str, year: int) -> float:
    """How well a unit does, 0.72 to 0.96."""
    return random.Random(f"{code}-{year}").uniform(0.72, 0.96)  # noqa: S311 - invented figures, the same every time


def figures(row: Row, good: float, dice: random.Random) -> Figures:
    """Figures of a component for a unit that does this well."""
    rule = row.rule or Rule("manual")
    kind = rule.kind
    if kind == "yes_no":
        return Figures(answer=dice.random() < good + 0.08)
    if kind == "manual":
        return Figures(
            points=(row.maximum * Decimal(round(dice.uniform(good - 0.1, 1.0) * 20)) / 20).quantize(
                Decimal("0.01")
            )
        )
    if kind == "count":
        most = int(row.maximum / (rule.each or 1))
        return Figures(number=Decimal(sum(dice.random() < good for _ in range(most))))
    if kind == "deduct":
        return Figures(number=Decimal(sum(dice.random() > good for _ in range(3))))
    if row.scorer == "survey":
        return Figures(
            number=Decimal(str(round(100 * min(0.97, max(0.6, dice.gauss(good - 0.02, 0.03))), 2)))
        )
    whole = dice.choice([5, 8, 12, 20, 40, 150])
    share = min(1.0, dice.gauss(good + 0.08, 0.06))
    return Figures(part=Decimal(max(0, round(whole * share))), whole=Decimal(whole))


def filled(rows: Sequence[Row], code: str, year: int) -> list[tuple[Row, Figures, str, random.Random]]:
    """Every component with figures and an explanation."""
    dice = random.Random(f"{code}/{year}")  # noqa: S311 - as above
    good = quality(code, year)
    return [
        (row, figures(row, good, dice), dice.choice(EXPLAINED), dice) for row in rows if row.rule is not None
    ]
