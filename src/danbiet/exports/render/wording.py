"""Text that is safe inside Word's XML, and the small writing rules of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from html import escape

_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1d\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS_OWN = str.maketrans(
    {
        "\x0b": "\n",
        "\x0c": "\n",
        "\x1e": "\u2011",
        "\x1f": "\u00ad",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)
_END = re.compile(r"[\s.;,/]+$")
_ONE_DIGIT = re.compile(r"^\d(?!\d)")


def clean(text: str) -> str:
    """The same words, composed (NFC), with newline as the only line break.

    Word's own control characters (line break, page break, fixed and optional hyphen) become what they mean; the others,
    which no Word file may hold, are dropped; half a surrogate pair becomes the replacement character.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_WORDS_OWN)
    text = _SURROGATE.sub("\ufffd", _ILLEGAL.sub("", text))
    return unicodedata.normalize("NFC", text)


def xml_text(text: str) -> str:
    """`clean` text for inside w:t: characters escaped, line breaks and tabs as Word's elements."""
    safe = escape(clean(text), quote=True)
    if "\n" not in safe and "\t" not in safe:
        return safe
    again = '<w:t xml:space="preserve">'
    return safe.replace("\n", f"</w:t><w:br/>{again}").replace("\t", f"</w:t><w:tab/>{again}")


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text that was written with newlines; empty ones are left out."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def number_line(*, number: str | None, symbol: str) -> str:
    """Number and symbol; a number below 10 gets its zero, a missing one room to be written by hand."""
    if number:
        return _ONE_DIGIT.sub(lambda found: f"0{found.group()}", number.strip())
    return f"{' ' * 9}/{symbol}"


def place_and_date(*, place: str, on: date | None, year: int | None) -> str:
    """ "Sóc Trăng, ngày 26 tháng 01 năm 2021"; what is not known yet is left open."""
    blank = " " * 4  # as wide as the two digits that come there
    when = long_date(on) if on else f"ngày{blank}tháng{blank}năm {year or blank}".rstrip()
    return f"{place}, {when}"


def long_date(on: date) -> str:
    """ "ngày 05 tháng 3 năm 2021": zero before days below 10 and before months 1 and 2 only."""
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def listed(lines: tuple[str, ...], *, last: str) -> list[str]:
    """Each line ended by a semicolon, the last by `last`, whatever stood there before."""
    bare = [_END.sub("", line) for text in lines for line in paragraphs_of(text)]
    return [f"{line}{last if at == len(bare) else ';'}" for at, line in enumerate(bare, start=1)]


def dashed(lines: tuple[str, ...]) -> list[str]:
    """`listed` with a dash before each line; lines that bring their own dash keep only one."""
    bare = tuple(line.lstrip("-–+• \t") for text in lines for line in paragraphs_of(text))
    return [f"- {line}" for line in listed(bare, last=".")]


def recipient_lines(recipients: tuple[str, ...]) -> list[str]:
    """The lines under "Nơi nhận:"; the last says where the original is kept."""
    kept = any(line.lstrip("-– ").startswith("Lưu") for line in recipients)
    return dashed(recipients if kept else (*recipients, "Lưu: VT"))


def closed(text: str) -> str:
    """The last sentence of a document with its closing sign "./."."""
    return f"{_END.sub('', text)}./."


def roman(number: int) -> str:
    """Roman numerals for 1 and above."""
    signs = (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    text = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        text += sign * count
    return text
