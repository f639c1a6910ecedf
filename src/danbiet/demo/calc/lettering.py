"""Vietnamese words drawn into pictures, in the typeface of the portal."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import danbiet

FONTS = Path(danbiet.__file__).resolve().parent / "static" / "vendor" / "fonts"


class Lettering:
    """One weight at one size. The typeface comes in parts (Latin, Vietnamese): each sign is taken from the part that has it.

    Where the fonts were never fetched, nothing is written.
    """

    def __init__(self, size: int, *, weight: int = 600) -> None:
        self.size = size
        self._parts = _parts(size, weight)

    def width(self, text: str) -> float:
        return sum(_length(font, sign) for sign, font in self._signs(text))

    def lines(self, text: str, room: float) -> list[str]:
        """The text in lines no wider than the room."""
        found: list[str] = []
        for word in text.split():
            if found and self.width(f"{found[-1]} {word}") <= room:
                found[-1] = f"{found[-1]} {word}"
            else:
                found.append(word)
        return found

    def write(self, image: Image.Image, place: tuple[float, float], text: str, colour: str) -> None:
        """One line, its top left corner at the place."""
        pen = ImageDraw.Draw(image)
        x, y = place
        for sign, font in self._signs(text):
            pen.text((x, y + self.size), sign, font=font, fill=colour, anchor="ls")
            x += _length(font, sign)

    def _signs(self, text: str) -> list[tuple[str, ImageFont.FreeTypeFont]]:
        if not self._parts:
            return []
        latin, vietnamese = self._parts
        return [(sign, latin if _has(latin, sign) else vietnamese) for sign in text]


@cache
def _parts(size: int, weight: int) -> tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont] | None:
    paths = [FONTS / f"be-vietnam-pro-{part}-{weight}-normal.woff2" for part in ("latin", "vietnamese")]
    if not all(path.is_file() for path in paths):
        return None
    latin, vietnamese = (ImageFont.truetype(str(path), size) for path in paths)
    return latin, vietnamese


@cache
def _has(font: ImageFont.FreeTypeFont, sign: str) -> bool:
    """Spaces have no picture of their own and are the same everywhere."""
    return sign.isspace() or font.getmask(sign).getbbox() is not None


@cache
def _length(font: ImageFont.FreeTypeFont, sign: str) -> float:
    return font.getlength(sign)
