"""Pages without Django's request: its template engine alone, and for the rush frames that are rendered once and filled by joining."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from django.template import Context, Engine

from danbiet.kit.clock import local

FOLDER = Path(__file__).resolve().parent.parent / "templates"
_MARK = "\x02"  # no text of ours holds it


def hole(name: str) -> str:
    """Where a value of this name comes in a frame."""
    return f"{_MARK}{name}{_MARK}"


class Frame:
    """A template with holes. `ready` renders it and cuts it at the holes; `fill` and `around` join the pieces with values.

    In bytes: joining texts with Vietnamese letters and encoding ten kilobytes for every paper would cost as much as drawing it.
    """

    def __init__(self, template: Any, *, slots: tuple[str, ...], context: dict[str, Any]) -> None:
        self._template, self._slots, self._context = template, slots, context
        self._pieces: list[bytes] = []
        self._names: list[str] = []

    def ready(self) -> Frame:
        """Render now what `fill` joins."""
        pieces = self._render().split(_MARK)
        self._pieces, self._names = [one.encode("utf-8") for one in pieces], pieces[1::2]
        return self

    def fill(self, **values: bytes) -> bytes:
        """The page with these values, which are HTML already."""
        pieces = self._pieces[:]
        pieces[1::2] = [values[name] for name in self._names]
        return b"".join(pieces)

    def around(self, name: str, **values: bytes) -> list[bytes]:
        """The page with these values, cut where `name` comes."""
        found, part = [], [self._pieces[0]]
        for one, piece in zip(self._names, self._pieces[2::2], strict=True):
            if one == name:
                found.append(b"".join(part))
                part = []
            else:
                part.append(values[one])
            part.append(piece)
        return [*found, b"".join(part)]

    def _render(self) -> str:
        holes = {name: hole(name) for name in self._slots}
        return str(self._template.render(Context({**self._context, **holes})))


class Pages:
    """The templates of `contests/play`. `assets` are the addresses of style sheet and script."""

    def __init__(self, *, assets: dict[str, str], portal: str) -> None:
        builtins = ["django.templatetags.i18n"]
        self._engine = Engine(dirs=[str(FOLDER)], builtins=builtins, string_if_invalid="")
        self._common = {"assets": assets, "portal": portal}
        self._templates: dict[str, Any] = {}

    def frame(self, name: str, *, slots: tuple[str, ...], **context: Any) -> Frame:
        """A frame of the template."""
        return Frame(self._template(name), slots=slots, context={**self._common, **context})

    def render(self, name: str, **context: Any) -> str:
        """A whole page."""
        return str(self._template(name).render(Context({**self._common, **context})))

    def _template(self, name: str) -> Any:
        if name not in self._templates:
            self._templates[name] = self._engine.get_template(f"contests/play/{name}.html")
        return self._templates[name]


def clock_of(at: int) -> str:
    """A moment (ms) as the clock in Vietnam shows it: 14:05:19. Seven hours ahead all year, so that it is a division."""
    seconds = (at // 1000 + 25_200) % 86_400
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def moment_of(at: int) -> str:
    """A moment (ms) with its date: 14:05:19, 15/10/2021."""
    return _local(at).strftime("%H:%M:%S, %d/%m/%Y")


def left_of(ms: int) -> str:
    """A span as minutes and seconds: 03:24."""
    seconds = max(0, ms // 1000)
    return f"{seconds // 60:02}:{seconds % 60:02}"


def html(text: str) -> str:
    """The text as HTML."""
    return escape(text)


def _local(at: int) -> datetime:
    return local(datetime.fromtimestamp(at / 1000, tz=UTC))
