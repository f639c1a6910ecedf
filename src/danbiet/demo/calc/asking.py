"""Who asks in the demonstration year, when, and what becomes of each question. The same in every run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from .asked import Asked, all_asked

FIRST = date(2021, 1, 18)
PEOPLE = (
    "Lâm Thị Kim Chi", "Thạch Sà Rươl", "Nguyễn Văn Lành", "Trần Thị Út Em", "Sơn Minh Thương", "Huỳnh Tấn Phước", "Lý Thị Sà Vươn", "Phan Hoàng Ân",
    "Đặng Thị Mỹ Nhiên", "Kim Thanh Hải", "Võ Văn Sáu Nhỏ", "Quách Thị Ngọc Sương", "Danh Sô Phal", "Trương Công Bằng", "Lê Thị Thu Ba", "Tăng Mỹ Hoa",
)  # fmt: skip
# What becomes of a question, and how many of a hundred and twenty end so. Those of the last weeks come last.
PAST = (
    ("published", 66), ("rated", 20), ("private", 6), ("reopened", 2), ("refused", 4), ("duplicate", 2), ("withdrawn", 2),
)  # fmt: skip
OPEN = (
    "overdue", "overdue", "overdue", "extended", "extended", "reopened_open", "in_work", "in_work", "in_work", "in_work", "parts_open", "paused", "info_wanted",
    "info_wanted", "in_approval", "in_approval", "returned", "sent_back", "merged", "routed", "routed", "routed", "accepted", "new", "new", "new", "new", "mailbox",
)  # fmt: skip
CHANNELS = ("web",) * 10 + ("phone", "phone", "paper", "hotline", "mailbox")
REASONS = (
    "Trả lời rõ ràng, dễ hiểu.", "Cảm ơn cán bộ đã hướng dẫn tận tình.", "Được, nhưng mong trả lời sớm hơn.", "Chưa nói rõ nộp ở đâu.", "Rất hài lòng.", "",
)  # fmt: skip
KHMER = "ខ្ញុំចង់សួរអំពីប័ណ្ណធានារ៉ាប់រងសុខភាព។ ឃុំរបស់ខ្ញុំទើបតែចេញពីបញ្ជីឃុំក្រីក្រ តើបងប្អូនខ្មែរនៅតែទទួលបានប័ណ្ណឥតគិតថ្លៃឬទេ?"


@dataclass(frozen=True, slots=True)
class Story:
    """One question: when it comes in and by which way, who asks, what becomes of it; `is_late`: its answer was."""

    asked: Asked
    on: date
    channel: str
    name: str
    phone: str
    email: str
    fate: str
    stars: int
    reason: str
    is_late: bool
    may_air: bool
    has_parts: bool
    has_district: bool

    @property
    def text(self) -> str:
        """As it was written: some sign, some leave a number in it."""
        signed = {0: f"\nTôi tên là {self.name}.", 1: f"\nXin gọi lại {self.phone}.", 2: "\nXin cảm ơn."}
        return self.asked.text + signed.get(Random(self.asked.key).randrange(5), "")  # noqa: S311 - invented data


def stories(today: date) -> Iterator[Story]:
    """The stories up to the day, oldest first; those still open came in during the last three weeks."""
    dice = Random("dan hoi 2021")  # noqa: S311 - invented data
    chosen = [
        one for number, one in enumerate(all_asked()) if number % 2 == 0 or one.key == "health-card-khmer"
    ]
    past = [fate for fate, count in PAST for _ in range(count)]
    dice.shuffle(past)
    fates = [*past[: len(chosen) - len(OPEN)], *OPEN]
    dice.shuffle(chosen)
    chosen.sort(key=lambda one: one.field == "dich-benh")  # the epidemic is asked about in the second half
    days = (today - timedelta(days=30) - FIRST).days
    for number, (asked, fate) in enumerate(zip(chosen, fates, strict=False)):
        is_open = number >= len(past[: len(chosen) - len(OPEN)])
        on = (
            _open_day(fate, today)
            if is_open
            else FIRST + timedelta(days=int(days * (number / len(past)) ** 0.8))
        )
        email = f"nguoihoi{number:03}@hopthu.example" if dice.random() < 0.6 else ""
        channel = "mailbox" if fate == "mailbox" else dice.choice(CHANNELS)
        yield Story(
            asked=asked, on=on, channel=channel if asked.key != "health-card-khmer" else "conversation",
            name=dice.choice(PEOPLE), phone=f"0999 000 {number:03}",
            email=email if channel != "mailbox" else f"nguoihoi{number:03}@hopthu.example", fate=fate,
            stars=dice.choice((5, 5, 5, 4, 4, 3, 2)), reason=dice.choice(REASONS), is_late=dice.random() < 0.1,
            may_air=dice.random() < 0.3, has_parts=fate == "parts_open" or (not is_open and dice.random() < 0.06),
            has_district=dice.random() < 0.25,
        )  # fmt: skip


def _open_day(fate: str, today: date) -> date:
    back = {
        "overdue": 19, "extended": 9, "reopened_open": 30, "in_work": 5, "parts_open": 6, "paused": 12, "info_wanted": 7, "in_approval": 6, "returned": 6,
        "sent_back": 4, "merged": 6, "routed": 2, "accepted": 1, "new": 0, "mailbox": 0,
    }[fate]  # fmt: skip
    return today - timedelta(days=back)
