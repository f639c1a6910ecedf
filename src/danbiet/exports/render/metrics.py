"""How wide a line of Times New Roman is, so that rules can be as long as the decree wants and lines break well."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

# Advance widths in thousandths of the type size, by width; a letter with Vietnamese marks is as wide as its base.
_REGULAR = {
    180: "'",
    200: "|",
    250: " ,.",
    278: "/:;\\ijlt",
    333: "!()-I[]`fr‘’",
    389: "Js",
    408: '"',
    444: "?acez“”",
    469: "^",
    480: "{}",
    500: "#$*0123456789_bdghknopquvxyđ–",
    541: "~",
    556: "FPS",
    564: "+<=>",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYwĐ",
    778: "&m",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
    1000: "—…",
}
_BOLD = {
    220: "|",
    250: " ,.",
    278: "'/\\il",
    333: "!()-:;[]`fjt‘’",
    389: "Is",
    394: "{}",
    444: "cerz",
    500: "#$*0123456789?J_agovxy–“”",
    520: "~",
    555: '"',
    556: "Sbdhknpquđ",
    570: "+<=>",
    581: "^",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    778: "GHKOQ",
    833: "&m",
    930: "@",
    944: "M",
    1000: "%W—…",
}
_WIDTHS = {
    bold: {char: width for width, chars in table.items() for char in chars}
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}
_UNKNOWN = 600
TWIPS_PER_POINT = 20


def text_width(text: str, *, size: float, bold: bool) -> int:
    """The width of one line in twips (1/1440 inch); letters of other scripts are guessed."""
    widths = _WIDTHS[bold]
    thousandths = sum(
        widths.get(char, _UNKNOWN)
        for char in unicodedata.normalize("NFD", text)
        if not unicodedata.combining(char)
    )
    return round(thousandths * size * TWIPS_PER_POINT / 1000)


def balanced_lines(text: str, *, size: float, bold: bool, width: int) -> list[str]:
    """The text's own lines; one wider than `width` twips is broken between words into lines of like length.

    A line that needs more than three is left to the word processor.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        lines += _balance(line.split(), size=size, bold=bold, width=width)
    return lines


def _balance(words: list[str], *, size: float, bold: bool, width: int) -> list[str]:
    for cuts in (
        [()],
        [(cut,) for cut in range(1, len(words))],
        [(one, two) for one in range(1, len(words)) for two in range(one + 1, len(words))],
    ):
        choices = [_joined(words, cuts=cut) for cut in cuts]
        widest = [max(text_width(line, size=size, bold=bold) for line in lines) for lines in choices]
        if widest and min(widest) <= width:
            return choices[widest.index(min(widest))]
    return [" ".join(words)]


def _joined(words: list[str], *, cuts: tuple[int, ...]) -> list[str]:
    return [" ".join(words[start:end]) for start, end in pairwise((0, *cuts, len(words)))]
