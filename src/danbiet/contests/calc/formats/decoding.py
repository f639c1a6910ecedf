"""Bytes of a text file as text."""

from __future__ import annotations

import re
from html import unescape

from .draft import Unreadable


def decode(data: bytes) -> str:
    """UTF-8 with or without a byte-order mark, or UTF-16 with one, lines ended by LF. Unreadable ("encoding") otherwise."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("encoding") from error
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def plain(html: str) -> str:
    """The words of simple HTML: paragraphs and breaks as lines, everything else as it reads."""
    text = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>", "", html)
    text = re.sub(r"(?i)<br\s*/?>|</(p|div|li|tr|h[1-6])\s*>", "\n", text)
    text = unescape(re.sub(r"<[^<>]*>", "", text)).replace("\u00a0", " ")
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def has_picture(html: str) -> bool:
    """Whether words alone would not be the whole question."""
    return bool(re.search(r"(?i)<(img|audio|video|object|embed|iframe|table)\b", html))
