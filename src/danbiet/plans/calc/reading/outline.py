"""The headings, labels and fields of running text."""

import re
from dataclasses import dataclass

from .blocks import Line
from .columns import label_at
from .words import flat, is_caps, one_line

_TYPED = (
    ("part", re.compile(r"^((?:phần|chương|mục|phụ lục|điều)\s+(?:[IVX]+|\d{1,2}|thứ \w+))\s*[.:)/–-]?\s*", re.IGNORECASE)),
    ("named", re.compile(r"^((?:nhiệm vụ|nội dung|nhóm(?: nội dung| nhiệm vụ)?|hoạt động)\s+(?:thứ\s+)?(?:[IVX]+|\d{1,2}))\s*[.:)–-]\s*", re.IGNORECASE)),
    ("roman", re.compile(r"^([IVX]{1,5})\s*[.)/:–-](?!v\s)\s*")),
    ("letter", re.compile(r"^([A-HĐ])\s*[.)/]\s+")),
    ("arabic", re.compile(r"^\(?(\d{1,2}(?:\.\d{1,2}){0,3})\s*(?:[.)/:](?!\d)|(?<=\.\d)\s|(?<=\.\d\d)\s)\s*")),
    ("small", re.compile(r"^([a-zđ]\d?)\s*[.)/]\s*")),
    ("dash", re.compile(r"^([-–—])\s*(?=\D)")),
    ("plus", re.compile(r"^([+])\s*")),
    ("star", re.compile(r"^([*•·▪◦●])\s*")),
)  # fmt: skip
BULLETS = ("dash", "plus", "star")

_CHAPTERS = (
    (
        "organisation",
        r"to chuc (?:va )?thuc hien|trach nhiem (?:cua|thuc hien)|phan cong (?:thuc hien|nhiem vu|trach nhiem)|to chuc trien khai",
    ),
    ("budget", r"kinh phi|nguon luc"),
    ("requirements", r"^yeu cau"),
    ("purpose", r"muc dich|muc tieu|quan diem"),
    ("audience", r"^doi tuong"),
    ("content", r"noi dung|nhiem vu|giai phap|hinh thuc|hoat dong|cong tac trong tam|cac cong viec"),
    ("reporting", r"che do (?:thong tin,? )?bao cao|thong tin,? bao cao"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph with its label taken off and the label's style told."""

    place: int
    style: str
    label: str
    text: str
    bold: bool
    centred: bool
    whole: str

    @property
    def is_heading(self) -> bool:
        """Whether the paragraph can head others: labelled but not a bullet, or short bold words."""
        if self.style and self.style not in BULLETS:
            return True
        return (
            not self.style
            and self.bold
            and len(self.text.split()) <= 25
            and not self.text.endswith((".", ";"))
        )


def item_of(line: Line, place: int) -> Item:
    """Take a paragraph's label off, whether Word or the author wrote it."""
    text = line.text
    if line.label:
        style, label = _style_of_label(line.label)
        return Item(place, style, label, text, line.bold, line.centred, text)
    for style, pattern in _TYPED:
        match = pattern.match(text)
        if match:
            label = match.group(1)
            if style == "arabic":
                style += "." * label.count(".")
            rest = text[match.end() :]
            if not rest.strip() and style not in ("part",):
                continue
            return Item(place, style, label, rest, line.bold, line.centred, text)
    return Item(place, "", "", text, line.bold, line.centred, text)


def _style_of_label(label: str) -> tuple[str, str]:
    if label in ("-", "–", "—"):
        return "dash", label
    if label == "+":
        return "plus", label
    for style, pattern in _TYPED:
        match = pattern.match(label + " x")
        if match:
            found = match.group(1)
            return (style + "." * found.count(".") if style == "arabic" else style), found
    bare = label.strip(" .)(:")
    if re.fullmatch(r"\d+(?:\.\d+)*", bare):
        return "arabic" + "." * bare.count("."), bare
    return ("small", bare) if re.fullmatch(r"[a-zđ]", bare) else ("star", label)


def chapter_kind(title: str) -> str:
    """Return which part of a plan a chapter heading opens ("purpose", "budget" …), "" for none known."""
    folded = one_line(flat(title))
    if len(folded.split()) > 22:
        return ""
    first = folded.split(",")[0]
    for kind, pattern in _CHAPTERS:
        if re.search(pattern, first):
            return kind
    for kind, pattern in _CHAPTERS:
        if re.search(pattern, folded):
            return kind
    return ""


def is_chapter(item: Item) -> bool:
    """Tell whether a paragraph opens a chapter: Roman, part or letter label, or bold capitals."""
    if item.style in ("roman", "part", "letter"):
        return True
    return (
        item.style in ("", "arabic")
        and is_caps(item.text)
        and len(item.text.split()) <= 20
        and bool(chapter_kind(item.text))
    )


def split_fields(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Split words at field labels ("… Chủ trì: A. Phối hợp: B"): what stands before, then (role, words)."""
    folded = flat(text)
    cuts: list[tuple[int, int, str]] = []
    for place in _starts(folded):
        if cuts and place < cuts[-1][1]:
            continue
        found = label_at(folded, place)
        if found is None:
            continue
        role, value = found
        if text[:place].strip(" -+*•") and text[value - 1 : value] != ":":
            continue
        cuts.append((place, value, role))
    if not cuts:
        return text, []
    fields = []
    for n, (_, value, role) in enumerate(cuts):
        end = cuts[n + 1][0] if n + 1 < len(cuts) else len(text)
        fields.append((role, _trimmed(text[value:end])))
    return text[: cuts[0][0]].strip(" \n([-–;,+*•"), fields


def _starts(folded: str) -> list[int]:
    starts = [0]
    bullet = re.match(r"\s*(?:[-+*•]|[a-z]\)|\d\.)\s*", folded)
    if bullet:
        starts.append(bullet.end())
    starts.extend(
        m.end()
        for m in re.finditer(
            r"[.;,(\[\n]\s*(?:[-+*]\s*|[a-z]\)\s*)?|\s-\s|\s\+\s|[)\]]\s*|\s(?=phoi hop)", folded
        )
    )
    return sorted(set(starts))


def _trimmed(value: str) -> str:
    value = value.strip(" \n;,([-–+")
    while value.endswith((")", "]")) and value.count("(") < value.count(")") + value.count("]"):
        value = value[:-1].rstrip(" .;,")
    return value.strip().removesuffix(";").removesuffix(",").strip()
