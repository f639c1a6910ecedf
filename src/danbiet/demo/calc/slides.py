"""Slides of a film, and a paper as a scanner sees it."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from .lettering import Lettering
from .scenes import paint
from .scenes.canvas import GOLD, INK, PAPER, RED

FILM = (854, 480)
SHEET = (910, 1286)  # A4 at 110 dots per inch


def slide(scene: str, words: str) -> Image.Image:
    """A drawn scene with words, if any, on a red band below."""
    image = Image.open(io.BytesIO(paint(scene))).convert("RGB").resize(FILM, Image.Resampling.LANCZOS)
    if not words:
        return image
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 366, *FILM), fill=RED)
    pen.rectangle((0, 366, FILM[0], 372), fill=GOLD)
    size = 40
    letters = Lettering(size)
    while letters.width(words) > FILM[0] - 80 and size > 20:
        size -= 2
        letters = Lettering(size)
    letters.write(image, ((FILM[0] - letters.width(words)) / 2, 392), words, PAPER)
    return image


def scan(
    *, above: tuple[str, str], place: str, number: str, title: tuple[str, ...], text: tuple[str, ...]
) -> bytes:
    """The first page of a paper as a one-page PDF: a little askew, with a round red stamp."""
    image = Image.new("RGB", SHEET, PAPER)
    plain, bold = Lettering(19, weight=400), Lettering(20)
    y = 70.0
    for line, letters in ((above[0].upper(), plain), (above[1].upper(), bold)):
        letters.write(image, (70, y), line, INK)
        y += 30
    plain.write(image, (70, y + 8), f"Số: {number}", INK)
    plain.write(image, (SHEET[0] - 70 - plain.width(place), y + 8), place, INK)
    y += 90
    for line in [part for one in title for part in bold.lines(one, SHEET[0] - 240)]:
        bold.write(image, ((SHEET[0] - bold.width(line)) / 2, y), line, INK)
        y += 32
    y += 30
    for paragraph in text:
        for line in plain.lines(paragraph, SHEET[0] - 150):
            if y > SHEET[1] - 260:
                break
            plain.write(image, (75, y), line, INK)
            y += 30
        y += 12
    pen = ImageDraw.Draw(image)
    for radius, width in ((86, 7), (66, 3)):
        pen.ellipse(
            (620 - radius, SHEET[1] - 160 - radius, 620 + radius, SHEET[1] - 160 + radius),
            outline=RED,
            width=width,
        )
    askew = image.rotate(0.6, resample=Image.Resampling.BILINEAR, fillcolor="#f4efe4")
    out = io.BytesIO()
    askew.save(out, "PDF", resolution=110.0, quality=60)
    return out.getvalue()
