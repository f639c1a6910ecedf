"""The numbers Word shows before a paragraph but does not write into its text."""

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class _Level:
    start: int = 1
    shape: str = "decimal"
    text: str = "%1."


@dataclass
class Numbering:
    """Counts through a document's automatic lists."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number_id: str, level: int) -> str:
        """Return the label of the next paragraph of this list and level ("1.", "a)", "-"); "" if none."""
        abstract = self.lists.get(number_id)
        if abstract is None:
            return ""
        shapes = self.levels.get(abstract, {})
        own = shapes.get(level)
        if own is None:
            return ""
        if own.shape == "bullet":
            return "-"
        if own.shape == "none":
            return ""
        counts = self.counts.setdefault(abstract, {})
        key = (number_id, level)
        if key in self.starts and key not in self._restarted:
            self._restarted.add(key)
            counts[level] = self.starts[key]
        else:
            counts[level] = counts[level] + 1 if level in counts else own.start
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        return self._written(own, shapes, counts)

    def _written(self, own: _Level, shapes: dict[int, _Level], counts: dict[int, int]) -> str:
        def part(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            shape = shapes.get(index, own)
            return written(counts.get(index, shape.start), shape.shape)

        return re.sub(r"%(\d)", part, own.text).strip()


def written(number: int, shape: str) -> str:
    """Return a number as Word's list format writes it."""
    if shape in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if shape == "upperRoman" else roman.lower()
    if shape in ("upperLetter", "lowerLetter"):
        letter = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letter.upper() if shape == "upperLetter" else letter
    if shape == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _roman(number: int) -> str:
    out = ""
    pairs = (
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
    for value, sign in pairs:
        while number >= value:
            out, number = out + sign, number - value
    return out


def _val(element: etree._Element | None, default: str = "") -> str:
    return default if element is None else str(element.get(f"{W}val", default))


def _levels(holder: etree._Element) -> dict[int, _Level]:
    found = {}
    for lvl in holder.iter(f"{W}lvl"):
        start = _val(lvl.find(f"{W}start"), "1")
        found[int(lvl.get(f"{W}ilvl", "0"))] = _Level(
            start=int(start) if start.isdigit() else 1,
            shape=_val(lvl.find(f"{W}numFmt"), "decimal"),
            text=_val(lvl.find(f"{W}lvlText")),
        )
    return found


def read_numbering(parts: list[etree._Element]) -> Numbering:
    """Build the counter from the file's numbering part (an empty one when it has none)."""
    numbering = Numbering()
    for part in parts:
        for abstract in part.iter(f"{W}abstractNum"):
            numbering.levels[abstract.get(f"{W}abstractNumId", "")] = _levels(abstract)
        for num in part.iter(f"{W}num"):
            number_id = num.get(f"{W}numId", "")
            numbering.lists[number_id] = _val(num.find(f"{W}abstractNumId"))
            for override in num.iter(f"{W}lvlOverride"):
                start = _val(override.find(f"{W}startOverride"))
                if start.isdigit():
                    numbering.starts[(number_id, int(override.get(f"{W}ilvl", "0")))] = int(start)
    return numbering
