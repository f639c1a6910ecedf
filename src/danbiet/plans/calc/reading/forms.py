"""Takes a list of forms of communication, or of audiences, apart as it is written."""

import re

from .result import Forms
from .words import clean, flat, one_line

_WHOLE = (
    "truc tiep va truc tuyen",
    "truc tuyen va truc tiep",
    "phat thanh va truyen hinh",
    "thong tin va truyen thong",
    "hoi va dap",
    "hoi nghi va hoi thao",
    "to chuc va ca nhan",
    "tiep nhan va tra ket qua",
)
_AND = re.compile(r"\s+(?:va|hoac)\s+")
_LIST_MARK = re.compile(r"^\s*(?:[-+*•·–—▪◦]|\d{1,2}[.)]|[a-z]\))\s*", re.IGNORECASE)
_COUNT = re.compile(
    r"^(?:(?:it nhat|toi thieu|khong qua|toi da|tren|duoi|tu|khoang|[≥≤><=]+)\s*)*\d[\d.,]*(?:\s*-\s*\d+)?\s*(?:\([^)]*\)\s*)?"
)


def read_forms(text: str) -> Forms:
    """Return the items of a list as written, split at commas, semicolons, lines, bullets, "+" and short "và".

    Words in brackets or quotes stay together; nothing is translated, corrected or dropped.
    """
    items: list[str] = []
    for line in clean(text).split("\n"):
        for part in _split_outside(_LIST_MARK.sub("", line)):
            for item in _split_and(part):
                item = _LIST_MARK.sub("", one_line(item)).strip(" .;,:")
                if re.search(r"\w", item) and item not in items:
                    items.append(item)
    return Forms(tuple(items))


_OFFICIALS = re.compile(
    r"(?:can bo|cong chuc|vien chuc|nguoi lao dong|dang vien|chien si)(?:\s*(?:,|va)\s*(?:cong chuc|vien chuc|nguoi lao dong|dang vien|chien si))+"
)


def read_audience(text: str) -> Forms:
    """Return the audiences a list names; "cán bộ, công chức, viên chức" is one of them."""
    text = clean(text)
    folded = flat(text)
    marks = list(text)
    for match in _OFFICIALS.finditer(folded):
        for place in range(match.start(), match.end()):
            if marks[place] == ",":
                marks[place] = "\x01"
        for joint in re.finditer(r"\bva\b", folded[match.start() : match.end()]):
            marks[match.start() + joint.start()] = "\x02"
    items = read_forms("".join(marks)).forms
    return Forms(tuple(item.replace("\x01", ",").replace("\x02", "v") for item in items))


def without_counts(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items without a quantity in front ("04 phóng sự" is the form "phóng sự")."""
    out: list[str] = []
    for item in items:
        match = _COUNT.match(flat(item))
        rest = re.split(r"\s*/\s*(?:tháng|quý|tuần|năm|đơn vị)", item[match.end() :] if match else item)[
            0
        ].strip()
        if rest and rest not in out:
            out.append(rest)
    return tuple(out)


def _split_outside(text: str) -> list[str]:
    parts, depth, start, quoted = [], 0, 0, False
    for place, char in enumerate(text):
        if char in "([{“":
            depth += 1
        elif char in ")]}”":
            depth = max(0, depth - 1)
        elif char == '"':
            quoted = not quoted
        elif depth == 0 and not quoted and _is_separator(text, place):
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    return parts


def _is_separator(text: str, place: int) -> bool:
    char = text[place]
    if char in ";•":
        return True
    if char == ",":
        return not (text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit())
    if char in "+":
        return text[place - 1 : place] == " " and text[place + 1 : place + 2] == " "
    return False


def _split_and(part: str) -> list[str]:
    folded = flat(part)
    if any(whole in folded for whole in _WHOLE) or re.search(
        r"\b(?:tren|qua|thong qua|tai|bang|giua)\b", folded
    ):
        return [part]
    match = _AND.search(folded)
    if match is None or "(" in part[: match.start()]:
        return [part]
    left, right = part[: match.start()], part[match.end() :]
    if len(left.split()) > 4 or len(right.split()) > 4:
        return [part]
    return [left, *_split_and(right)]
