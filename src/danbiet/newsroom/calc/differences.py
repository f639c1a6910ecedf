"""What changed between two versions of a text, paragraph by paragraph and word by word."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_BREAKS = re.compile(r"</(?:p|li|h[1-6]|blockquote|tr)>|<br\s*/?>|\n", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")
ALIKE = 0.3  # below it two paragraphs are two paragraphs, not one that was changed

SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a line; between parts stands a space."""

    kind: str  # same, gone or new
    text: str


Line = tuple[Part, ...]


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of an HTML text without its tags; empty ones are left out."""
    pieces = (html.unescape(_TAGS.sub("", piece)) for piece in _BREAKS.split(text))
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def changed_lines(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """The paragraphs that differ, in order; unchanged ones are left out. No line means: not one word differs."""
    return [line for line in _lines(before, after) if any(part.kind != SAME for part in line)]


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    for verb, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            continue
        gone, new = list(before[i1:i2]), list(after[j1:j2])
        while gone and new:
            line = _words(gone[0], new[0])
            if line is None:
                break
            yield line
            del gone[0], new[0]
        yield from ((Part(GONE, text),) for text in gone)
        yield from ((Part(NEW, text),) for text in new)


def _words(before: str, after: str) -> Line | None:
    """One paragraph that was changed; None when the two have too little in common."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    parts: list[Part] = []
    for verb, i1, i2, j1, j2 in matcher.get_opcodes():
        if verb == "equal":
            parts.append(Part(SAME, " ".join(old[i1:i2])))
        else:
            parts.extend(
                part
                for part in (Part(GONE, " ".join(old[i1:i2])), Part(NEW, " ".join(new[j1:j2])))
                if part.text
            )
    return tuple(parts)
