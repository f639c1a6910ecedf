"""The text of a plan as it was kept, put back into the parts of an official document. No word is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from danbiet.kit.text import fold

# What the document's form makes anew from the plan's own fields; "furniture" are page numbers and running heads.
MADE_ANEW = frozenset({"head", "number", "place_date", "title", "signer", "table_head", "group", "furniture"})
BASES = frozenset({"legal_bases", "legal_basis"})
_CHAPTER = re.compile(r"^\s*(?:[IVX]{1,5}\s*[.:/)]|PHẦN\s+\S+|CHƯƠNG\s+\S+)\s*\S")
_ARTICLE = re.compile(r"^\s*\d{1,2}\s*[.)]\s*\S")
_LONGEST_HEADING = 12  # words; a longer numbered line is a sentence
_SIGNS = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A heading as numbered by its writer and the paragraphs under it."""

    heading: str
    level: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanText:
    legal_bases: tuple[str, ...]
    parts: tuple[Part, ...]
    recipients: tuple[str, ...]
    appendix_title: str


def text_of(sections: Sequence[Mapping[str, Any]]) -> PlanText:
    """The stored sections of a plan by what they are in the document."""
    bases: list[str] = []
    recipients: list[str] = []
    appendix: list[str] = []
    parts: list[Part] = []
    is_annexed = False
    for section in sections:
        key = str(section.get("key", ""))
        lines = [str(line).strip() for line in section.get("paragraphs", ()) if str(line).strip()]
        if key in MADE_ANEW:
            continue
        if key in BASES:
            bases += lines
        elif key == "recipients":
            recipients += [line for line in lines if not fold(line).startswith("noi nhan")]
        elif key == "appendix" or (is_annexed and not appendix and len(lines) <= 4):
            # what stands between the word "Phụ lục" and its table is the appendix's title
            is_annexed = True
            appendix += [line for line in lines if not _is_form(line)]
        else:
            parts += _parts(str(section.get("heading", "")).strip(), int(section.get("level") or 1), lines)
    return PlanText(tuple(bases), tuple(parts), tuple(recipients), "\n".join(appendix))


def _is_form(line: str) -> bool:
    """ "Phụ lục I" and "(Kèm theo Kế hoạch số …)": written anew by the renderer."""
    folded = fold(line)
    return folded.lstrip("(").startswith(("kem theo", "ban hanh kem")) or (
        folded.startswith("phu luc") and len(folded.split()) <= 3
    )


def _parts(heading: str, level: int, lines: Sequence[str]) -> Iterable[Part]:
    held: list[str] = []
    for line in lines:
        found = _level_of(line)
        if found is None:
            held.append(line)
            continue
        if heading or held:
            yield Part(heading, level, tuple(held))
        heading, level, held = line, found, []
    if heading or held:
        yield Part(heading, level, tuple(held))


def _level_of(line: str) -> int | None:
    """1 for a chapter ("I. MỤC ĐÍCH"), 2 for a short numbered heading ("1. Mục đích"), None for running text."""
    words = line.split()
    if len(words) > 2 * _LONGEST_HEADING or line.endswith((".", ";")):
        return None
    if _CHAPTER.match(line):
        return 1
    if _ARTICLE.match(line) and len(words) <= _LONGEST_HEADING and not line.endswith(":"):
        return 2
    return None


def abstract_of(title: str) -> str:
    """What the plan is about: the title without "Kế hoạch", with a capital."""
    words = " ".join(title.split())
    bare = re.sub(r"^kế hoạch(?:\s+về(?:\s+việc)?)?\s+", "", words, flags=re.IGNORECASE)
    return bare[:1].upper() + bare[1:]


def signature_of(words: str) -> tuple[str, str]:
    """The line of authority ("TM. ỦY BAN NHÂN DÂN") and the title below it ("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH")."""
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    if lines and fold(lines[0]).startswith(("tm", "thay mat")):
        return lines[0], "\n".join(lines[1:])
    return "", "\n".join(lines)


def roman(number: int) -> str:
    """Roman numerals for 1 and above."""
    text = ""
    for value, sign in _SIGNS:
        count, number = divmod(number, value)
        text += sign * count
    return text
