"""Telephone numbers, mail addresses and a known name covered in what a participant writes, for everybody who decides about it."""

from __future__ import annotations

import re
from collections.abc import Iterable

COVER = "[…]"
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_NUMBER = re.compile(r"(?<!\d)\+?\d(?:[ .\-]?\d){7,14}(?!\d)")


def covered(text: str, *, known: Iterable[str] = ()) -> str:
    """The text with every number of eight to fifteen digits, mail address and known value replaced by “[…]”.

    Known values of fewer than four letters are left: they would cover ordinary words. The decider sees this text alone.
    """
    for value in sorted((one.strip() for one in known), key=len, reverse=True):
        if len(value) >= 4:
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", COVER, text, flags=re.IGNORECASE)
    return _NUMBER.sub(COVER, _MAIL.sub(COVER, text))
