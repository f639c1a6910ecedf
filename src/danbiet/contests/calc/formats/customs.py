"""What Moodle's two forms, GIFT and XML, have in common: categories, our notes as tags, shares of a mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from .draft import ItemDraft, key_of

_TOP = "$course$/top"
_LEVEL, _SOURCE = "muc:", "can-cu:"
WHOLE = Decimal("99.9")  # percent: three thirds are written as 33.33333


def section_of(category: str) -> str:
    """The section a category's path ends in, as a key; "" at the top of a course."""
    path = category.strip().rstrip("/")
    return "" if path in (_TOP, "top") else key_of(path.rpartition("/")[2].replace("$course$", ""))


def category_of(section: str) -> str:
    """The path that `section_of` reads back."""
    return f"{_TOP}/{section}" if section else _TOP


def notes_of(tags: Iterable[str]) -> tuple[int, str]:
    """Level and legal source as our tags tell them; 1 and "" where they do not."""
    said = list(tags)
    level = next((int(tag[-1]) for tag in said if tag in {f"{_LEVEL}{one}" for one in (1, 2, 3)}), 1)
    return level, next((tag.removeprefix(_SOURCE) for tag in said if tag.startswith(_SOURCE)), "")


def tags_of(item: ItemDraft) -> list[str]:
    """Level and legal source as tags, which Moodle keeps and `notes_of` reads back."""
    return [f"{_LEVEL}{item.level}", *([f"{_SOURCE}{item.source}"] if item.source else [])]


def are_equal_shares(percents: Sequence[Decimal]) -> bool:
    """Whether the right options share the whole mark equally: then all of them together are the key. So do none."""
    return not percents or (max(percents) == min(percents) and sum(percents) >= WHOLE)
