"""The ways a unit's name is written, and how words of a text are laid beside them."""

import re
from dataclasses import dataclass

from .catalogue import CatalogueUnit
from .words import Token, flat, tokens

_SHORT = {
    "tp": ("thanh", "pho"),
    "tx": ("thi", "xa"),
    "h": ("huyen",),
    "p": ("phuong",),
    "q": ("quan",),
    "x": ("xa",),
}


AUTHORITY = ("uy", "ban", "nhan", "dan")


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write a unit: its words, and what may be left out at its end."""

    words: tuple[str, ...]
    unit: CatalogueUnit
    weight: int
    alone: bool
    bare: bool = False


def list_head(phrase: str) -> str:
    """The word that each name of a list lacks, when a set phrase is the list's heading."""
    for pattern, head in (
        (r"cac so$", "so"),
        (r"so,? ban,? nganh.*$", "so"),
        (r"(?:cac )?huyen$", "huyen"),
        (r"cac quan$", "quan"),
        (r"cac xa$", "xa"),
        (r"cac phuong$", "phuong"),
        (r"(?:thi xa|cac thi xa)$", "thi xa"),
        (r"(?:thanh pho)$", "thanh pho"),
    ):
        if re.search(pattern, phrase):
            return head
    return ""


def head_of(name: str) -> str:
    for head in ("so", "huyen", "thi xa", "thanh pho", "quan", "xa", "phuong", "thi tran", "hoi"):
        if name.startswith(head + " "):
            return head
    return ""


def names_of(unit: CatalogueUnit, place: tuple[str, ...]) -> list[Name]:
    """All ways of writing a unit, as words: given names, without the province, without its kind."""
    ways: dict[tuple[str, ...], tuple[int, bool]] = {}
    for given in dict.fromkeys((unit.name, *unit.names)):
        words = tuple(t.word for t in tokens(flat(given)))
        if not words:
            continue
        # "Phường 1" is a name, "1" is not; a lone common word ("Báo", "Đài") counts only as a whole item
        for way in _shortened(words, place, unit.kind):
            alone = len(way) > 1 or len(way[0]) > 4 or (len(way[0]) > 2 and given.isupper() and way == words)
            ways.setdefault(way, (3 if way == words else 2, alone))
        if unit.kind in ("district", "commune", "province"):
            bare = _without_kind(words)
            if len(bare) > 1 and bare != place and not all(word.isdigit() for word in bare):
                ways.setdefault(bare, (1 if unit.kind == "district" else 0, True))
    return [Name(way, unit, weight, alone, weight < 2) for way, (weight, alone) in ways.items()]


def _shortened(words: tuple[str, ...], place: tuple[str, ...], kind: str) -> list[tuple[str, ...]]:
    found = [words]
    core = words
    if kind not in ("province", "district", "commune"):
        size = len(place)
        if place and core[-size:] == place and len(core) > size:
            core = core[:-size]
        if len(core) > 1 and core[-1] == "tinh":
            core = core[:-1]
        if len(core) > 3 and core[-2:] == ("thanh", "pho"):
            core = core[:-2]
    if core != words:
        found.append(core)
        found.append((*core, "tinh"))
        if place:
            found.append((*core, "tinh", *place))
            found.append((*core, *place))
    elif place and kind not in ("province", "district", "commune"):
        found.append((*core, "tinh"))
        found.append((*core, "tinh", *place))
        found.append((*core, *place))
    return list(dict.fromkeys(found))


def _without_kind(words: tuple[str, ...]) -> tuple[str, ...]:
    for head in (("ubnd",), AUTHORITY):
        if words[: len(head)] == head:
            words = words[len(head) :]
    for kind in (
        ("thanh", "pho"),
        ("thi", "xa"),
        ("thi", "tran"),
        ("dac", "khu"),
        ("huyen",),
        ("quan",),
        ("xa",),
        ("phuong",),
        ("tinh",),
    ):
        if words[: len(kind)] == kind:
            return words[len(kind) :]
    return ()


def aligned(
    words: list[Token], at: int, name: tuple[str, ...], *, slips: int = 0, short: bool = True
) -> int | None:
    """Return the index after the text words that spell `name`, abbreviations allowed; None if they do not."""
    i, j = at, 0
    while j < len(name):
        if i >= len(words):
            return None
        word = words[i].word
        if word == name[j]:
            if word == "tinh" and i > at and words[i].start - words[i - 1].end > 1:
                # "Sở Nội vụ, Tỉnh Đoàn": the province after a comma belongs to the next name
                return None
            i, j = i + 1, j + 1
        elif name[j] == "va" and word != "va" and j > 0:
            j += 1
        elif word == "va" and i > at and j > 0:
            i += 1
        elif word in _SHORT and name[j : j + len(_SHORT[word])] == _SHORT[word]:
            i, j = i + 1, j + len(_SHORT[word])
        else:
            # an abbreviation carries no diacritics, and in first place it is written in capitals
            typed = short and words[i].plain and (j > 0 or words[i].upper)
            taken = _initials(word, name, j) if typed else 0
            if taken:
                i, j = i + 1, j + taken
            elif slips and len(word) > 1 and _one_edit(word, name[j]):
                i, j, slips = i + 1, j + 1, slips - 1
            else:
                return None
    return i


def _initials(word: str, name: tuple[str, ...], j: int) -> int:
    """How many words of the name from `j` on this abbreviation stands for ("ttth", "ubnd", "ptnt"); 0 if none."""
    if len(word) < 2:
        return 0
    count, letter = j, 0
    while letter < len(word) and count < len(name):
        if name[count][0] == word[letter] and (len(name[count]) > 1 or name[count].isdigit()):
            letter += 1
        elif name[count] != "va":
            return 0
        count += 1
    if letter < len(word):
        return 0
    return count - j if count - j >= 2 else 0


def _one_edit(first: str, second: str) -> bool:
    if abs(len(first) - len(second)) > 1 or min(len(first), len(second)) < 2:
        return False
    if len(first) == len(second):
        differing = [n for n in range(len(first)) if first[n] != second[n]]
        if len(differing) == 2 and differing[1] == differing[0] + 1:
            a, b = differing
            return first[a] == second[b] and first[b] == second[a]
        return len(differing) == 1
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))
