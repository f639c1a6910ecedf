"""Vietnamese text: comparable, sortable, and its numbers.

The database has no `unaccent` and no ICU, so folding and alphabetical order are made here and stored with the rows.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import overload

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_FIRST_PLACE = ord("A")  # 33 places from here stay below the code of every letter that is not in the alphabet
_RANK = {letter: place for place, letter in enumerate(ALPHABET)}
# Dictionary order of tones: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# Some keyboards and converters leave the old Vietnamese tone characters, which NFC does not join.
_OLD_TONES = str.maketrans({"\u0340": "\u0300", "\u0341": "\u0301"})
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_SIGN, _PART = r"(?P<sign>[+−-]?)", r"(?:,(?P<part>[0-9]+))?"
_THOUSANDS = re.compile(rf"{_SIGN}(?P<whole>(?!0+\.)[0-9]{{1,3}}(?:\.[0-9]{{3}})+){_PART}")
_SPACED = re.compile(rf"{_SIGN}(?P<whole>(?!0+ )[0-9]{{1,3}}(?: [0-9]{{3}})+){_PART}")
_PLAIN = re.compile(rf"{_SIGN}(?P<whole>[0-9]+)(?:[.,](?P<part>[0-9]+))?")
_WIDE = Context(prec=100)
_LONGEST_NUMBER = 24  # digits and separators: exact in a Decimal and beyond every count of things
_LONGEST_ROW_NUMBER = 18  # digits that fit into a bigint whatever they are


def nfc(text: str) -> str:
    """The text in the composed form everything is stored in: "ế" is one character, however it was typed."""
    return unicodedata.normalize("NFC", text.translate(_OLD_TONES))


def fold(text: str) -> str:
    """The text for comparing: no marks, đ as d, lower case, single spaces, no invisible characters.

    Two spellings of one word fold alike: "hoà" and "hòa", composed and decomposed, "Đắk Lắk" and "dak lak".
    """
    letters: list[str] = []
    for char in unicodedata.normalize("NFKD", text).casefold():
        if char == "đ":
            letters.append("d")
        elif unicodedata.category(char) not in {"Mn", "Cf"}:
            letters.append(char)
    return " ".join("".join(letters).split())


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words alone, without punctuation: "Sở Nội vụ, UBND" gives so, noi, vu, ubnd."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=16384)  # lists of units are sorted on every page, by the same few hundred names
def viet_sort_key(text: str) -> str:
    """A string that sorts as a Vietnamese dictionary does, in Python and in a column with the collation "C".

    ă and â after a, đ after d …; syllable by syllable, its letters before its tone (ngang, huyền, hỏi, ngã, sắc,
    nặng); numbers by value and before letters; case and punctuation decide only between equals.
    """
    composed = nfc(text)
    return "".join(_token_key(token) for token in _TOKEN.findall(composed.lower())) + "\t" + composed


def _token_key(token: str) -> str:
    if token[0].isdigit():
        digits = token.lstrip("0")
        return f"0{len(digits):06}{digits}"  # a longer number is a greater one; then digit by digit
    tone = 0
    places: list[str] = []
    for char in token:
        marks = unicodedata.normalize("NFD", char)
        tone = max(tone, *(_TONES.get(mark, 0) for mark in marks))
        letter = nfc("".join(mark for mark in marks if mark not in _TONES))
        places.append(chr(_FIRST_PLACE + _RANK[letter]) if letter in _RANK else letter)
    return f"1{''.join(places)} {tone}"  # the space, below every letter, puts "an" before "ang"


@overload
def half_up(value: Decimal, places: int = 1) -> Decimal: ...
@overload
def half_up(value: None, places: int = 1) -> None: ...
def half_up(value: Decimal | None, places: int = 1) -> Decimal | None:
    """Rounded to so many decimals, halves up, as every page shows figures; nothing stays nothing. Python's own `round` takes 62.25
    to 62.2 and would let a file disagree with its page."""
    if value is None:
        return None
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_WIDE)


def viet_number(value: Decimal | int, places: int | None = None) -> str:
    """The number as Vietnamese papers print it: 1234.5 gives "1.234,5".

    With `places` it is rounded half up to so many decimals, zeros kept; without, every digit that says something.
    NaN and infinity are refused (ValueError).
    """
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"not a number to print: {value}")
    if places is not None:
        number = half_up(number, places)
    whole, _, part = f"{abs(number):f}".partition(".")
    if places is None:
        part = part.rstrip("0")
    sign = "-" if number < 0 else ""
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{part}" if part else f"{sign}{grouped}"


def row_number(text: str) -> int | None:
    """The number of a row as an address or a form names it: ASCII digits, small enough for the database. None: it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_ROW_NUMBER else None


def parse_viet_number(text: str) -> Decimal:
    """The number a Vietnamese paper means: "5.000" is five thousand, "1.234,5" a fraction, "04" four, "3.5" three and a half.

    A dot before exactly three digits groups thousands (not after a lone 0: "0.500" is a half); any other single dot,
    and every comma, begins the decimals. Spaces may group thousands as well. Anything else raises ValueError.
    """
    cleaned = " ".join(text.split())  # also no-break and thin spaces
    found = None
    if len(cleaned) <= _LONGEST_NUMBER:
        found = _THOUSANDS.fullmatch(cleaned) or _SPACED.fullmatch(cleaned) or _PLAIN.fullmatch(cleaned)
    if found is None:
        raise ValueError(f"not a number: {text!r}")
    whole = found["whole"].replace(".", "").replace(" ", "")
    number = Decimal(f"{whole}.{found['part']}" if found["part"] else whole)
    return -number if found["sign"] in {"-", "−"} else number
