"""What a report on a survey is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from danbiet.exports.render import OfficialHead

FACTORS = {
    "access": "Tiếp cận dịch vụ", "procedures": "Thủ tục hành chính", "staff": "Công chức trực tiếp giải quyết",
    "results": "Kết quả dịch vụ", "feedback": "Tiếp nhận, giải quyết góp ý", "awareness": "Mức độ biết đến chương trình",
}  # fmt: skip
HIDDEN = "✱"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The survey before: its published figures, and whether the two may be compared."""

    name: str
    year: int
    is_comparable: bool
    figures: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """`figures` are those of `calc.published`, decimals or text. `as_of`: the day of a draft's figures, None for what was published.
    `is_poll`: people were asked what they know, not whether they are satisfied."""

    head: OfficialHead
    name: str
    year: int
    from_on: date
    until_on: date
    is_poll: bool
    is_households: bool
    is_demonstration: bool
    as_of: date | None
    figures: Mapping[str, Any]
    before: Earlier | None = None

    @property
    def units(self) -> list[Mapping[str, Any]]:
        return list(self.figures["units"])

    @property
    def said(self) -> str:
        """What is counted."""
        return "biết rõ hoặc biết rất rõ" if self.is_poll else "hài lòng hoặc rất hài lòng"

    @property
    def label(self) -> str:
        return "Biết rõ (%)" if self.is_poll else "Hài lòng (%)"


def number(value: Any) -> Decimal | None:
    """A decimal, also one that was kept as text."""
    return None if value is None else Decimal(str(value))
