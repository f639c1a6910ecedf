"""Items for tests of the forms, and Word files as officials make them."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable

from docx import Document

from danbiet.contests.calc.formats.draft import ItemDraft

LETTERS = "ABCDEFGH"


def many(count: int, *, several: bool = True) -> list[ItemDraft]:
    """So many different items with awkward words; some with two right options."""
    chance = random.Random(5)
    items = []
    for number in range(1, count + 1):
        size = chance.randint(2, 6)
        options = tuple(
            f"Phương án {number}-{place}: {{a}} = b ~ 100% \\ # «{chance.random():.5f}»"
            for place in range(size)
        )
        key = (0, size - 1) if several and size > 2 and number % 7 == 0 else (chance.randrange(size),)
        items.append(
            ItemDraft(
                number, f"Nghị quyết {number} quy định điều gì :: về (cải cách) & <hành chính>?", options, key,
                level=1 + number % 3, section=f"phan-{number % 4}", source=f"Điều {number} Luật số {number}/2020/QH14",
                is_fixed=False, name=f"Câu {number}",
            )
        )  # fmt: skip
    return items


def same(read: ItemDraft) -> tuple[object, ...]:
    """What must survive every form: words, options, key."""
    return read.text, read.options, read.key


def all_of(read: ItemDraft) -> tuple[object, ...]:
    return (*same(read), read.level, read.section, read.source)


def word(paragraphs: Iterable[str | list[tuple[str, str]]], *, table: list[list[str]] | None = None) -> bytes:
    """A Word file. A paragraph is words, or runs of (words, "b" bold / "u" underlined / "" plain)."""
    document = Document()
    for one in paragraphs:
        paragraph = document.add_paragraph()
        for words, look in [(one, "")] if isinstance(one, str) else one:
            run = paragraph.add_run(words)
            run.bold, run.underline = "b" in look or None, "u" in look or None
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, words in zip(made.add_row().cells, row, strict=True):
                cell.text = words
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def aiken(items: Iterable[ItemDraft]) -> bytes:
    parts = []
    for item in items:
        parts.append(item.text)
        parts += [f"{LETTERS[place]}. {option}" for place, option in enumerate(item.options)]
        parts += [f"ANSWER: {LETTERS[item.key[0]]}", ""]
    return "\n".join(parts).encode()


def prose(items: Iterable[ItemDraft]) -> list[str]:
    """As officials write, the key in a line of its own."""
    parts = []
    for item in items:
        parts.append(f"Câu {item.place}: {item.text}")
        parts += [f"{LETTERS[place]}. {option}" for place, option in enumerate(item.options)]
        parts.append("Đáp án: " + ", ".join(LETTERS[one] for one in item.key))
        parts.append(f"Căn cứ: {item.source}")
    return parts
