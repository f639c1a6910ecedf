"""Which form a file has, and the one door to all readers."""

from __future__ import annotations

import re
from collections.abc import Callable

from .aiken import read_aiken
from .decoding import decode
from .draft import Read, Unreadable
from .excel import read_excel
from .gift import read_gift
from .moodle import read_moodle
from .prose import read_text
from .word import read_word

LARGEST = 25 * 1024 * 1024
READERS: dict[str, Callable[[bytes], Read]] = {
    "word": read_word,
    "excel": read_excel,
    "gift": read_gift,
    "aiken": read_aiken,
    "moodle": read_moodle,
    "text": lambda data: read_text(decode(data)),
}


def read_items(data: bytes, *, name: str = "", form: str = "") -> tuple[str, Read]:
    """The form of a file (or the one that is said) and what it says. Unreadable names why nothing can be read of it."""
    if not data:
        raise Unreadable("empty")
    if len(data) > LARGEST:
        raise Unreadable("too_long")
    chosen = form if form in READERS else form_of(data, name=name)
    read = READERS[chosen](data)
    if not read.items and not read.faults:
        raise Unreadable("nothing")
    return chosen, read


def form_of(data: bytes, *, name: str = "") -> str:
    """The form by the first bytes, then by the name, then by the words."""
    ending = name.lower().rpartition(".")[2]
    if data[:4] == b"PK\x03\x04":
        return "excel" if ending in ("xlsx", "xlsm") or b"xl/workbook.xml" in data else "word"
    if data[:8] == bytes.fromhex("d0cf11e0a1b11ae1"):
        raise Unreadable("old_excel" if ending == "xls" else "old_word")
    if data[:4] == b"%PDF":
        raise Unreadable("pdf")
    head = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<?xml", b"<quiz")):
        return "moodle"
    text = decode(data)
    if re.search(r"^\s*ANSWER:\s*[A-H]\s*$", text, re.MULTILINE):
        return "aiken"
    if ending == "gift" or re.search(
        r"\{[^}]*[=~][^}]*\}|\{\s*(T|F|TRUE|FALSE)\s*\}|^::", text, re.MULTILINE
    ):
        return "gift"
    return "text"
