"""What a file of items says: drafts with their place, and faults with theirs. Nothing is dropped in silence."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from danbiet.kit.text import fold, nfc

FEWEST, MOST = 2, 8
LONGEST_TEXT, LONGEST_OPTION, LONGEST_SOURCE = 4000, 2000, 300
LETTERS = "ABCDEFGH"
TRUE, FALSE = "Đúng", "Sai"
# What a ZIP of XML raises that was cut off or changed (ParseError and XMLSyntaxError are SyntaxErrors), or asks for a password.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, SyntaxError, ValueError)
# What neither XML 1.0 nor all databases can hold: control characters (those that are white space become a space), halves of
# characters, and the two that stand for no character.
_NO_SIGNS = dict.fromkeys(
    (*range(0x09), *range(0x0E, 0x1C), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
) | dict.fromkeys((0x0B, 0x0C, *range(0x1C, 0x20)), " ")


class Unreadable(ValueError):
    """A file that cannot be read at all; `code` names why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item as read. `place` is its line, paragraph, row or number in the file (from 1), `key` the right options from 0."""

    place: int
    text: str
    options: tuple[str, ...]
    key: tuple[int, ...]
    level: int = 1
    section: str = ""
    source: str = ""
    is_fixed: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something at a place that became no item; `code` for the words, `detail` from the file."""

    place: int
    code: str
    detail: str = ""


@dataclass(slots=True)
class Read:
    """A whole file as read."""

    items: list[ItemDraft] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def take(self, draft: ItemDraft) -> None:
        """Keep a draft if it is a whole item, otherwise its fault."""
        tidied = tidy(draft)
        fault = fault_of(tidied)
        if fault:
            self.faults.append(Fault(draft.place, fault, tidied.text[:120]))
        else:
            self.items.append(tidied)

    def refuse(self, place: int, code: str, detail: str = "") -> None:
        self.faults.append(Fault(place, code, one_line(detail)[:120]))


def tidy(draft: ItemDraft) -> ItemDraft:
    """The draft in NFC without needless white space; the section as a key."""
    return replace(
        draft,
        text=lines(draft.text),
        options=tuple(lines(option) for option in draft.options),
        key=tuple(sorted(set(draft.key))),
        section=key_of(draft.section),
        source=one_line(draft.source)[:LONGEST_SOURCE],
        name=one_line(draft.name)[:120],
    )


def fault_of(draft: ItemDraft) -> str:
    """Why a tidy draft is no item; "" when it is one."""
    checks: tuple[tuple[bool, str], ...] = (
        (not draft.text, "no_text"),
        (len(draft.options) < FEWEST, "few_options"),
        (len(draft.options) > MOST, "many_options"),
        (not all(draft.options), "empty_option"),
        (len({fold(option) for option in draft.options}) < len(draft.options), "same_options"),
        (not draft.key, "no_key"),
        (any(not 0 <= one < len(draft.options) for one in draft.key), "key_outside"),
        (not 1 <= draft.level <= 3, "level"),
        (
            len(draft.text) > LONGEST_TEXT or any(len(one) > LONGEST_OPTION for one in draft.options),
            "too_long",
        ),
    )
    return next((code for is_wrong, code in checks if is_wrong), "")


def one_line(text: str) -> str:
    """NFC, on one line, single spaces, without signs that cannot be kept."""
    return " ".join(nfc(holdable(text)).split())


def holdable(text: str) -> str:
    """The text without what XML cannot hold; for writers, as items of a form or an old import may have it."""
    return text.translate(_NO_SIGNS)


def lines(text: str) -> str:
    """NFC, each line with single spaces, no empty lines at the ends."""
    return "\n".join(one_line(line) for line in text.splitlines()).strip("\n")


def key_of(words: str) -> str:
    """A key ([a-z0-9-]{0,40}) of words: "Phần II. Thể chế" gives "phan-ii-the-che"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")[:40].strip("-")


def letters_of(key: Iterable[int]) -> str:
    """Right options as letters: (0, 2) gives "A, C"."""
    return ", ".join(LETTERS[one] for one in key)


def key_from(words: str) -> tuple[int, ...] | None:
    """The options that "B", "a, c", "B và D" or "2" name; None when it names none."""
    found = re.findall(r"[a-h]+|\d+", re.sub(r"\bva\b|\band\b", " ", fold(words)))
    key: list[int] = []
    for one in found:
        if one.isdigit():
            key.append(int(one) - 1)
        else:
            key += [ord(letter) - ord("a") for letter in one]
    rest = re.sub(r"[a-h\d\s,;.&/+()-]|\bva\b|\band\b", "", fold(words))
    return tuple(key) if key and not rest else None


def as_stored(draft: ItemDraft) -> dict[str, Any]:
    """As JSON, to be kept until somebody decides."""
    return {
        "place": draft.place, "text": draft.text, "options": list(draft.options), "key": list(draft.key), "level": draft.level,
        "section": draft.section, "source": draft.source, "is_fixed": draft.is_fixed, "name": draft.name,
    }  # fmt: skip


def from_stored(row: dict[str, Any]) -> ItemDraft:
    """The draft kept by `as_stored`."""
    return ItemDraft(**(row | {"options": tuple(row["options"]), "key": tuple(row["key"])}))
