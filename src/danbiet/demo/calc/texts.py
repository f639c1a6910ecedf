"""What a text of the demonstration is made of: its words, and the parts of its body in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a body. Pictures, files and films are named here and found by name when the text is made."""

    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class Amends:
    """A correction after publication: the wrong words, the right ones, and what readers are told."""

    on: date
    wrong: str
    right: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text. `name` is how others point at it; `unit` and `task` are codes ("STP", "11.3"), `cover` a picture's name.

    `state`: live, draft, waiting (for the unit's head), returned, or scheduled. `extra`: fields of its kind of page.
    """

    name: str
    on: date
    unit: str
    title: str
    summary: str
    body: tuple[Part, ...]
    cover: str = ""
    task: str = ""
    state: str = "live"
    reason: str = ""
    original: str = ""
    amends: Amends | None = None
    files: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


def p(*paragraphs: str) -> Part:
    """Running text, one paragraph each."""
    return Part("text", "".join(f"<p>{one}</p>" for one in paragraphs))


def head(text: str) -> Part:
    """A heading inside the text."""
    return Part("text", f"<h2>{text}</h2>")


def points(*lines: str) -> Part:
    """A list."""
    return Part("text", "<ul>" + "".join(f"<li>{one}</li>" for one in lines) + "</ul>")


def steps(*lines: str) -> Part:
    """A numbered list."""
    return Part("text", "<ol>" + "".join(f"<li>{one}</li>" for one in lines) + "</ol>")


def picture(name: str, caption: str) -> Part:
    return Part("picture", {"picture": name, "caption": caption})


def gallery(title: str, *pictures: tuple[str, str]) -> Part:
    """Pictures side by side, each (name, caption)."""
    return Part("gallery", {"title": title, "pictures": pictures})


def quote(text: str, said_by: str, role: str) -> Part:
    return Part("quote", {"text": text, "said_by": said_by, "role": role})


def table(caption: str, columns: tuple[str, ...], *rows: tuple[str | int | float, ...], source: str) -> Part:
    """A table: a first column of words, then words or numbers as the first row has them."""
    return Part("table", {"caption": caption, "columns": columns, "rows": rows, "source": source})


def chart(
    kind: str,
    unit: str,
    caption: str,
    columns: tuple[str, ...],
    *rows: tuple[str | int | float, ...],
    source: str,
) -> Part:
    """A chart ("bar", "line") drawn from a column of words and columns of numbers."""
    said = {
        "kind": kind,
        "unit": unit,
        "caption": caption,
        "columns": columns,
        "rows": rows,
        "source": source,
    }
    return Part("chart", said)


def attached(name: str, label: str) -> Part:
    return Part("file", {"attachment": name, "label": label})


def film(name: str, caption: str) -> Part:
    return Part("video", {"video": name, "caption": caption})
