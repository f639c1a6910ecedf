"""Words as they are compared: cleaned text, and a folding that keeps every position."""

import re
import unicodedata
from dataclasses import dataclass

_GONE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_BLANK = re.compile(r"[^\S\n]+")
_DASHES = "-‐‑‒–—―−"
_QUOTES = '"“”„«»″'


class _Folding(dict[int, str]):
    """Maps one character to one character, filled as letters are met."""

    def __missing__(self, key: int) -> str:
        char = chr(key)
        if char in _DASHES:
            folded = "-"
        elif char in _QUOTES:
            folded = '"'
        elif char in "đĐ":
            folded = "d"
        elif char in "’‘`":
            folded = "'"
        else:
            folded = unicodedata.normalize("NFD", char)[0].lower()[0]
        self[key] = folded
        return folded


_FOLDING = _Folding()


def clean(text: str) -> str:
    """Return the text composed (NFC), without invisible characters, blanks single, lines trimmed."""
    text = unicodedata.normalize("NFC", text).translate(_GONE)
    lines = (_BLANK.sub(" ", line).strip() for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def flat(text: str) -> str:
    """Return clean text lower-cased without diacritics, character for character, so positions stay true."""
    return text.translate(_FOLDING)


def one_line(text: str) -> str:
    """Return the text with every run of white space as one blank."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number of a text: folded form, where it stands, whether it was typed without diacritics or in capitals."""

    word: str
    start: int
    end: int
    plain: bool = True
    upper: bool = False


_WORD = re.compile(r"[a-z0-9]+")


def tokens(folded: str, original: str = "") -> list[Token]:
    """Return the words of a folded text in order; `original` is the same text before folding."""
    if not original:
        return [Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(folded)]
    found = []
    for m in _WORD.finditer(folded):
        typed = original[m.start() : m.end()]
        plain = typed.lower().replace("đ", "d") == m.group()
        found.append(Token(m.group(), m.start(), m.end(), plain, typed == typed.upper()))
    return found


def is_caps(text: str) -> bool:
    """Tell whether the letters of the text are all capitals (and there are at least three)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and all(c == c.upper() for c in letters)


def first_lower(text: str) -> str:
    """Return the text with a small first letter, unless its first word is an abbreviation."""
    head = text.split(maxsplit=1)[0] if text else ""
    return (
        text
        if len(head) > 1 and is_caps(head + "AA") and head == head.upper()
        else text[:1].lower() + text[1:]
    )
