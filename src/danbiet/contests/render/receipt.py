"""The receipt of an entry as a page to keep: code, QR, what it is about, what it proves, how to check it. No office program is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import segno

from danbiet.exports.render.drawn import HEIGHT, WIDTH, Ink, Page
from danbiet.exports.render.typeface import BOLD, REGULAR, face

LEFT, WHOLE = 56.0, WIDTH - 112
CODE_WIDTH = 170.0
RED: Ink = (0.70, 0.11, 0.11)
GREY: Ink = (0.38, 0.38, 0.42)
LABEL_WIDTH = 105.0
MOST_IN_QR = 2953  # bytes, with the least error correction
SIZES, LEAD, BOTTOM = (8, 7, 6, 5, 4), 1.3, 30  # of the signed text: as large as there is room


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """What stands on it, in words. `signed`: the receipt's text with its signature, as the page that checks it takes it."""

    title: str
    contest: str
    code_label: str
    code: str
    rows: Sequence[tuple[str, str]]
    sections: Sequence[tuple[str, Sequence[str]]]
    signed_label: str
    signed: str
    language: str


def receipt_pdf(sheet: ReceiptSheet) -> bytes:
    """One A4 page as PDF. A text too long for any QR code (over 2,953 letters: hundreds of questions) stands there in letters alone."""
    page = Page()
    page.square(LEFT, 50, width=WHOLE, height=3, ink=RED)
    y = page.block(sheet.title, LEFT, 84, width=WHOLE, size=22, weight=BOLD, lead=1.2)
    top = page.block(sheet.contest, LEFT, y + 2, width=WHOLE, size=12, weight=BOLD, ink=RED) + 14
    y = top
    wide = WHOLE - CODE_WIDTH - 24 - LABEL_WIDTH
    for label, value in sheet.rows:
        after = page.block(label, LEFT, y, width=LABEL_WIDTH - 6, ink=GREY)
        y = max(after, page.block(value, LEFT + LABEL_WIDTH, y, width=wide, weight=BOLD)) + 3
    right = LEFT + WHOLE - CODE_WIDTH
    if len(sheet.signed) <= MOST_IN_QR:
        made = segno.make(
            sheet.signed, error="l", mask=3, micro=False, boost_error=False
        )  # as on the receipt page
        page.pattern([list(row) for row in made.matrix], right, top - 10, width=CODE_WIDTH)
    page.words(sheet.code_label, right, top + CODE_WIDTH + 10, size=9.5, ink=GREY)
    page.words(sheet.code, right, top + CODE_WIDTH + 30, size=17, weight=BOLD)
    y = max(y, top + CODE_WIDTH + 46) + 14
    for heading, paragraphs in sheet.sections:
        y = page.block(heading, LEFT, y, width=WHOLE, size=12.5, weight=BOLD) + 2
        for words in paragraphs:
            y = page.block(words, LEFT, y, width=WHOLE, size=10) + 3
        y += 9
    page.words(sheet.signed_label, LEFT, y, size=9.5, ink=GREY)
    room = HEIGHT - BOTTOM - y - 13
    size = next(
        (
            one
            for one in SIZES
            if len(face(REGULAR).lines(sheet.signed, size=one, width=WHOLE)) * one * LEAD <= room
        ),
        SIZES[-1],
    )
    page.block(sheet.signed, LEFT, y + 13, width=WHOLE, size=size, lead=LEAD)
    return page.pdf(title=f"{sheet.title} {sheet.code}", language=sheet.language)
