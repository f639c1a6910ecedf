"""Items as GIFT."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

from .customs import category_of, tags_of
from .draft import FALSE, TRUE, ItemDraft, holdable

_SIGNS = re.compile(r"([~=#{}:\\])")


def write_gift(items: Iterable[ItemDraft]) -> bytes:
    """The items as GIFT in UTF-8; level and legal source as tags, the section as a category.

    GIFT has no word for "the options keep their order" outside true or false: that is lost.
    """
    parts: list[str] = []
    section: str | None = None
    for item in items:
        if item.section != section:
            section = item.section
            parts.append(f"$CATEGORY: {category_of(section)}\n\n")
        tags = [re.sub(r"[\[\]]", "", holdable(tag)) for tag in tags_of(item)]
        parts.append("// " + " ".join(f"[tag:{tag}]" for tag in tags) + "\n")
        head = f"::{_escape(item.name or f'Câu {item.place}')}::[plain]{_escape(item.text)} {{"
        if item.is_fixed and item.options == (TRUE, FALSE) and len(item.key) == 1:
            parts.append(f"{head}{'TRUE' if item.key == (0,) else 'FALSE'}}}\n\n")
            continue
        parts.append(f"{head}\n")
        parts += [f"\t{_mark(item, place)}{_escape(option)}\n" for place, option in enumerate(item.options)]
        parts.append("}\n\n")
    return "".join(parts).encode("utf-8")


def _mark(item: ItemDraft, place: int) -> str:
    if len(item.key) == 1:
        return "=" if place in item.key else "~"
    share = (Decimal(100) / len(item.key)).quantize(Decimal("0.00001"), ROUND_DOWN).normalize()
    return f"~%{share:f}%" if place in item.key else "~%-100%"


def _escape(words: str) -> str:
    return _SIGNS.sub(r"\\\1", holdable(words)).replace("\n", "\\n")
