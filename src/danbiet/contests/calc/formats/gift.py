"""Moodle's GIFT: multiple choice with one or several right options, true or false, missing word, titles, categories, comments.

What has no options to choose from (short answer, matching, numerical, essay, description) and what gives part of a mark is
refused by its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .customs import are_equal_shares, notes_of, section_of
from .decoding import decode, has_picture, plain
from .draft import FALSE, TRUE, ItemDraft, Read

BLANK = "_____"
_WEIGHT = re.compile(r"%(-?\d+(?:[.,]\d+)?)%")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_TITLE = re.compile(r"\s*::((?:[^:\\]|\\.|:(?!:))*)::", re.DOTALL)
_TAG = re.compile(r"\[tag:([^\]]*)\]")
_TRUTH = {"t": 0, "true": 0, "f": 1, "false": 1}


@dataclass(slots=True)
class _Answer:
    is_right: bool
    weight: Decimal | None
    text: str


@dataclass(slots=True)
class _Place:
    """Where one is in the file, and what counts for every question from here."""

    read: Read = field(default_factory=Read)
    section: str = ""
    tags: list[str] = field(default_factory=list)


def read_gift(data: bytes) -> Read:
    """Items of a GIFT file; `place` is the line a question begins at. Unreadable when it is no text."""
    state, began = _Place(), 0
    block: list[str] = []
    for number, line in enumerate([*decode(data).splitlines(), ""], start=1):
        bare = line.strip()
        if bare.startswith("//"):
            state.tags += _TAG.findall(bare)  # our own notes travel as tags in comments, which Moodle keeps
        elif bare.startswith("$CATEGORY:"):
            state.section = section_of(bare.partition(":")[2])
        elif bare:
            began = began or number
            block.append(line)
        elif block:
            _question(state, "\n".join(block), began)
            block, began, state.tags = [], 0, []
    return state.read


def _question(state: _Place, block: str, place: int) -> None:
    title = _TITLE.match(block)
    rest = block[title.end() :] if title else block
    shape = _FORMAT.match(rest)
    rest = rest[shape.end() :] if shape else rest
    opened, closed = _find(rest, "{"), _find(rest, "}")
    if opened < 0 and closed < 0:
        state.read.refuse(place, "description", rest)
        return
    if (
        opened < 0
        or closed < opened
        or _find(rest, "{", opened + 1) >= 0
        or _find(rest, "}", closed + 1) >= 0
    ):
        state.read.refuse(place, "braces", rest)
        return
    body, tail = rest[opened + 1 : closed], rest[closed + 1 :]
    kind = _kind(body)
    if kind:
        state.read.refuse(place, kind, rest)
        return
    is_html = shape is not None and shape[1] == "html"
    text = rest[:opened].rstrip() + (f" {BLANK} {tail.strip()}" if tail.strip() else "")
    if is_html and has_picture(rest):
        state.read.refuse(place, "picture", plain(rest))
        return
    level, source = notes_of(state.tags)
    draft = ItemDraft(
        place, _clean(text, is_html=is_html), (), (), level=level, section=state.section, source=source,
        name=_clean(title[1], is_html=False) if title else "",
    )  # fmt: skip
    truth = _TRUTH.get(_without_feedback(body).strip().casefold())
    if truth is not None:
        state.read.take(replace(draft, options=(TRUE, FALSE), key=(truth,), is_fixed=True))
        return
    answers = _answers(body)
    key = _key(answers)
    if key is None:
        state.read.refuse(place, "partial", text)
        return
    options = tuple(_clean(one.text, is_html=is_html) for one in answers)
    state.read.take(replace(draft, options=options, key=key))


def _kind(body: str) -> str:
    """The kind of question that has no options, as a fault; "" for one with options."""
    bare = _without_feedback(body).strip()
    if not bare:
        return "essay"
    if bare.startswith("#") or (body.strip().startswith("#") and not body.strip().startswith("####")):
        return "numerical"
    if bare.casefold() in _TRUTH:
        return ""
    answers = _answers(body)
    if any("->" in one.text for one in answers) and not any(not one.is_right for one in answers):
        return "matching"
    if not answers:
        return "braces"
    if all(one.is_right for one in answers):
        return "short_answer"
    return ""


def _key(answers: list[_Answer]) -> tuple[int, ...] | None:
    """The right options; None where one gives part of a mark."""
    right = [place for place, one in enumerate(answers) if one.is_right]
    weighed = [
        place
        for place, one in enumerate(answers)
        if one.weight is not None and one.weight > 0 and not one.is_right
    ]
    if right:
        full = all(answers[place].weight in (None, Decimal(100)) for place in right)
        return tuple(right) if full and not weighed and len(right) == 1 else None
    weights = [answers[place].weight or Decimal(0) for place in weighed]
    return tuple(weighed) if are_equal_shares(weights) else None


def _answers(body: str) -> list[_Answer]:
    body = body[:end] if (end := _find(body, "####")) >= 0 else body
    marks = [place for place in range(len(body)) if body[place] in "=~" and not _escaped(body, place)]
    answers = []
    for place, end in zip(marks, [*marks[1:], len(body)], strict=True):
        words = _without_feedback(body[place + 1 : end])
        weight = _WEIGHT.match(words.lstrip())
        if weight:
            words = words.lstrip()[weight.end() :]
        number = Decimal(weight[1].replace(",", ".")) if weight else None
        answers.append(_Answer(body[place] == "=", number, words))
    return answers


def _without_feedback(words: str) -> str:
    end = _find(words, "#", 1 if words.lstrip().startswith("#") else 0)
    return words[:end] if end >= 0 else words


def _find(text: str, wanted: str, start: int = 0) -> int:
    """Where it first stands without a backslash before it; -1 when nowhere."""
    place = text.find(wanted, start)
    while place >= 0 and _escaped(text, place):
        place = text.find(wanted, place + 1)
    return place


def _escaped(text: str, place: int) -> bool:
    count = 0
    while place - count > 0 and text[place - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _clean(words: str, *, is_html: bool) -> str:
    """Without the backslashes: \\n is a line end, any other escaped sign is itself. Shapes before an option are dropped."""
    shape = _FORMAT.match(words)
    words = words[shape.end() :] if shape else words
    text = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], words, flags=re.DOTALL)
    is_html = is_html or (shape is not None and shape[1] == "html")
    return plain(text) if is_html else text.strip()
