"""What in a text says who wrote it or whom it is about: found, and put behind a word.

The asker's own values are found however they are spelled and are always masked. Everything else is a proposal: masked at
once when a text comes in, looked at by the intake desk before anything is published. When in doubt it is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .folded import Folded
from .sightings import AREA, TITLES, Sight, sights

# What stands in place of what was found; kinds are the words of `enums.Finding`.
WORDS = {
    "phone": "[số điện thoại đã che]",
    "identity": "[số giấy tờ đã che]",
    "email": "[thư điện tử đã che]",
    "account": "[số tài khoản đã che]",
    "plate": "[biển số xe đã che]",
    "address": "[địa chỉ đã che]",
    "name": "[họ tên đã che]",
}
_GAP = r"(?:[^\w@+]|_){0,3}"  # what people put between the parts of a number or a name
_LEAST_DIGITS, _LEAST_LETTERS = 6, 4


@dataclass(frozen=True, slots=True)
class Known:
    """A value of the asker with its kind."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` of the source is a `kind`. `is_known`: it is the asker's own and stays masked."""

    start: int
    end: int
    kind: str
    text: str
    is_known: bool = False


def known(*, name: str = "", phone: str = "", email: str = "", address: str = "") -> tuple[Known, ...]:
    """The asker's values to look for; several telephones or mails may stand in one field, apart by comma, semicolon or "hoặc"."""
    values = [Known("name", name)]
    values += [Known("phone", one) for one in re.split(r"[,;/\n]|\bhoặc\b| - ", phone)]
    values += [Known("email", one) for one in re.split(r"[,;\s]+", email)]
    values.append(Known("address", address))
    return tuple(replace(one, value=one.value.strip()) for one in values if one.value.strip())


def findings(text: str, known: Iterable[Known] = ()) -> list[Found]:
    """Everything to mask, in order, without overlaps. What touches a value of the asker is theirs as a whole."""
    folded = Folded(text)
    raw = [(sight, True) for one in known for sight in _seen(folded, one)]
    raw += [(sight, False) for sight in sights(folded)]
    found: list[Found] = []
    for sight, is_known in sorted(raw, key=lambda pair: (pair[0].start, not pair[1], -pair[0].end)):
        start, end = folded.span(sight.start, sight.end)
        if found and start < found[-1].end:
            before = found[-1]
            end = max(end, before.end)
            kind = sight.kind if is_known and not before.is_known else before.kind
            found[-1] = Found(before.start, end, kind, text[before.start : end], is_known or before.is_known)
        else:
            found.append(Found(start, end, sight.kind, text[start:end], is_known))
    return found


def masked(text: str, found: Iterable[Found]) -> str:
    """The text with a word in square brackets in place of each finding."""
    parts, done = [], 0
    for one in sorted(found, key=lambda one: one.start):
        if one.start >= done:
            parts += [text[done : one.start], WORDS[one.kind]]
            done = one.end
    return "".join([*parts, text[done:]])


def leaks(text: str, known: Iterable[Known]) -> list[Found]:
    """The asker's own values that still stand in the text: a masked text is refused while there is one."""
    return [one for one in findings(text, known) if one.is_known]


def _seen(folded: Folded, one: Known) -> Iterable[Sight]:
    patterns = {"name": _name, "phone": _number, "email": _email, "address": _address}[one.kind](one.value)
    for pattern in patterns:
        for match in re.finditer(pattern, folded.text):
            groups = match.groupdict()
            if all(folded.is_capital(match.start(name)) for name in groups if name.startswith("large")):
                yield Sight(*match.span("it" if "it" in groups else 0), one.kind)


def _name(value: str) -> list[str]:
    """All syllables in any spelling, those before the last perhaps as initials; written large, the last two, and the last one
    after a form of address ("công an" is not Mr Công An)."""
    syllables = re.findall(r"\w+", Folded(value).text)
    if not syllables:
        return []
    called = rf"\b{TITLES} (?P<it>(?P<large>{re.escape(syllables[-1])}))\b"
    if len(syllables) == 1:
        return [called] if len(syllables[0]) < _LEAST_LETTERS else [rf"\b{re.escape(syllables[0])}\b"]
    inner = "".join(rf"(?:{re.escape(one)}|{re.escape(one[0])}\b){_GAP}" for one in syllables[1:-1])
    first, last = re.escape(syllables[0]), re.escape(syllables[-1])
    whole = rf"\b(?:{first}|{first[0]}\b){_GAP}{inner}{last}\b"
    if len(syllables) == 2:
        whole = rf"\b{first}{_GAP}{last}\b"  # an initial and a name of one syllable would be anybody
        return [whole, called]
    return [whole, rf"\b(?P<large>{re.escape(syllables[-2])})[ ._-]{{1,3}}(?P<large2>{last})\b", called]


def _number(value: str) -> list[str]:
    """The digits with anything between them, with 0, 84, +84 or nothing in front; spoken digit by digit as well."""
    digits = re.sub(r"\D", "", Folded(value).text)
    core = re.sub(r"^(?:0084|84(?=\d{9})|0)", "", digits)
    if len(core) < _LEAST_DIGITS:
        return []
    spoken = r"[\s,.\-]*".join(_SPOKEN[digit] for digit in core)
    return [
        rf"(?:\+?\(?\+?(?:0{{0,2}}84|0|(?<![a-z])o)\)?{_GAP})?" + r"[\W_]{0,3}".join(core),
        rf"(?:(?:{_SPOKEN['0']})[\s,.\-]*)?{spoken}",
    ]


_SPOKEN = {
    "0": r"(?:khong|0|\bo\b)", "1": "(?:mot|1)", "2": "(?:hai|2)", "3": "(?:ba|3)", "4": "(?:bon|tu|4)", "5": "(?:nam|lam|5)",
    "6": "(?:sau|6)", "7": "(?:bay|7)", "8": "(?:tam|8)", "9": "(?:chin|9)",
}  # fmt: skip


def _email(value: str) -> list[str]:
    """The address with spaces around its signs, "(at)" for the sign; and the part before it, where it says enough."""
    local, _, domain = Folded(value).text.partition("@")
    if not domain:
        return [re.escape(local)] if len(local) >= _LEAST_LETTERS else []
    loose = r"\s{0,2}\.\s{0,2}".join(map(re.escape, domain.split(".")))
    at = r"\s{0,2}(?:@|[(\[]\s?(?:at|a)\s?[)\]]|\bat\b|\ba cong\b)\s{0,2}"
    alone = [rf"(?<![\w.@]){re.escape(local)}(?![\w@])"] if len(local) >= _LEAST_DIGITS else []
    return [rf"{re.escape(local)}{at}{loose}", *alone]


def _address(value: str) -> list[str]:
    """The whole address, and each part of it that is smaller than a hamlet: house, lane, street."""
    whole = re.findall(r"\w+", Folded(value).text)
    parts = [re.findall(r"\w+", part) for part in re.split(r"[,;\n]| - ", Folded(value).text)]
    kept = [
        part for part in parts if len(part) > 1 and part[0] not in AREA and " ".join(part[:2]) not in AREA
    ]
    streets = [
        part[1:] if part[0] == "so" else part for part in kept if any(one[0].isdigit() for one in part)
    ]
    wanted = {tuple(part) for part in [whole, *streets] if len(part) > 1}
    return [
        r"\b(?:so |so nha |nha so )?" + r"[^\w]{1,4}".join(map(re.escape, part)) + r"\b" for part in wanted
    ]
