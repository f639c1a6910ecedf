"""Items in a table: one row each, the columns found by their head. Used by Excel and by tables in Word."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from danbiet.kit.text import fold

from .draft import LETTERS, ItemDraft, Read, key_from

Row = Sequence[str]
_HEADS = {
    "text": ("noi dung cau hoi", "cau hoi", "noi dung", "question"),
    "key": ("dap an dung", "dap an", "da", "tra loi", "answer"),
    "source": ("can cu phap ly", "can cu", "nguon", "co so phap ly"),
    "level": ("muc do", "muc", "do kho"),
    "section": ("phan", "chu de", "linh vuc", "chuong"),
    "fixed": ("giu thu tu",),
}  # fmt: skip
_OPTION = re.compile(r"(?:(?:phuong an|dap an|lua chon|option)\s*)?([a-h]|[1-8])\.?")
_LEVELS = {
    "de": 1,
    "nhan biet": 1,
    "trung binh": 2,
    "thong hieu": 2,
    "kho": 3,
    "van dung": 3,
    "van dung cao": 3,
}


def columns_of(row: Row) -> dict[str, int]:
    """Which column is what, by the head's words: text, key, source …, and "0" to "7" for options. {} when it is no head."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        words = fold(cell).strip(" :.*")
        option = _OPTION.fullmatch(words)
        if option:
            number = int(option[1]) - 1 if option[1].isdigit() else ord(option[1]) - ord("a")
            found.setdefault(str(number), place)
            continue
        for name, heads in _HEADS.items():
            if words in heads:
                found.setdefault(name, place)
    return found if "text" in found and {"0", "1"} <= set(found) else {}


def read_rows(read: Read, rows: Sequence[tuple[int, Row]]) -> bool:
    """Take the items of these rows (place, cells) if one of the first ten is a head; whether one was found."""
    for number, (_place, row) in enumerate(rows[:10]):
        columns = columns_of(row)
        if columns:
            for place, cells in rows[number + 1 :]:
                if any(cell.strip() for cell in cells):
                    _take(read, place, cells, columns)
            return True
    return False


def _take(read: Read, place: int, cells: Row, columns: dict[str, int]) -> None:
    def cell(name: str) -> str:
        where = columns.get(name)
        return cells[where].strip() if where is not None and where < len(cells) else ""

    options = [cell(str(number)) for number in range(len(LETTERS))]
    while options and not options[-1]:
        options.pop()
    key = key_from(cell("key"))
    if key is None:  # the words of the right option itself
        key = tuple(
            number for number, option in enumerate(options) if option and fold(option) == fold(cell("key"))
        )
    level = fold(cell("level")).strip(" .")
    said = int(level) if level in ("1", "2", "3") else _LEVELS.get(level, 1 if not level else 0)
    read.take(
        ItemDraft(
            place, cell("text"), tuple(options), key, level=said, section=cell("section"), source=cell("source"),
            is_fixed=fold(cell("fixed")) in ("x", "co", "1", "true"),
        )
    )  # fmt: skip


def keys_of_table(rows: Sequence[Row]) -> dict[int, tuple[int, ...]]:
    """Right options of a table of keys, across or down: numbers of questions with letters beside or below. {} when it is none."""
    across = _pairs_across(rows)
    return across or _pairs_down(rows)


def _pairs_across(rows: Sequence[Row]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for above, below in itertools.pairwise(rows):
        for head, cell in zip(above, below, strict=False):
            number, key = _number(head), _key(cell)
            if number is not None and key is not None:
                found[number] = key
    return found


def _pairs_down(rows: Sequence[Row]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for row in rows:
        for left, right in itertools.pairwise(row):
            number, key = _number(left), _key(right)
            if number is not None and key is not None:
                found[number] = key
    return found


def _number(cell: str) -> int | None:
    found = re.fullmatch(r"(?:cau\s*)?(\d{1,4})\.?", fold(cell))
    return int(found[1]) if found else None


def _key(cell: str) -> tuple[int, ...] | None:
    return key_from(cell) if re.fullmatch(r"[a-h](\s*[,;&]\s*[a-h])*", fold(cell)) else None
