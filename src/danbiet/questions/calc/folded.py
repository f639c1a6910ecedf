"""A text folded for comparing, with the way back: every folded letter knows where it stood."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=False)
class Folded:
    """`text` has no marks, no capitals, no invisible signs, digits of every script as 0–9; spaces stay as they are."""

    source: str

    @cached_property
    def _both(self) -> tuple[str, list[int]]:
        letters: list[str] = []
        places: list[int] = []
        for place, char in enumerate(self.source):
            for letter in _letters(char):
                letters.append(letter)
                places.append(place)
        places.append(len(self.source))
        return "".join(letters), places

    @property
    def text(self) -> str:
        return self._both[0]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded letters from `start` to before `end` stand in the source, marks typed apart included."""
        places = self._both[1]
        return places[start], places[end]

    def is_capital(self, place: int) -> bool:
        """Whether the folded letter at `place` is written large in the source."""
        return self.source[self._both[1][place]].isupper()


def _letters(char: str) -> list[str]:
    if char.isdecimal():
        return [str(unicodedata.decimal(char))]
    if char.isspace():
        return ["\n" if char in "\n\r\u2028\u2029" else " "]
    found = []
    for letter in unicodedata.normalize("NFKD", char).casefold():
        if letter == "đ":
            found.append("d")
        elif unicodedata.category(letter) not in {"Mn", "Cf"}:
            found.append(letter)
    return found
