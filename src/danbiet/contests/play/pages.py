"""Pages without Django's request: its template engine alone, and for the rush frames that are rendered once and filled by joining."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
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
    """A rendered page cut at its holes. `names` are the holes as they come.

    In bytes: joining texts with Vietnamese letters and encoding ten kilobytes for every paper would cost as much as drawing it.
    """

    def __init__(self, text: str) -> None:
        pieces = text.split(_MARK)
        self.names = pieces[1::2]
        self._pieces = [one.encode("utf-8") for one in pieces[::2]]

    def gaps(self, **values: bytes) -> list[bytes]:
        """What stands between the holes that have no value here, with nothing at their places: every second piece is such a hole."""
        found, part = [], [self._pieces[0]]
        for name, piece in zip(self.names, self._pieces[1:], strict=True):
            if name in values:
                part += [values[name], piece]
            else:
                found += [b"".join(part), b""]
                part = [piece]
        return [*found, b"".join(part)]


class Pages:
    """The templates of `contests/play`. `assets` are the addresses of style sheet and script."""

    def __init__(self, *, assets: dict[str, str], portal: str) -> None:
        builtins = ["django.templatetags.i18n"]
        self._engine = Engine(dirs=[str(FOLDER)], builtins=builtins, string_if_invalid="")
        self._common = {"assets": assets, "portal": portal}
        self._templates: dict[str, Any] = {}

    def frame(self, name: str, *, slots: tuple[str, ...], **context: Any) -> Frame:
        """The template rendered once with holes for these values."""
        holes = {slot: hole(slot) for slot in slots}
        return Frame(self._template(name).render(Context({**self._common, **context, **holes})))

    def render(self, name: str, **context: Any) -> str:
        """A whole page."""
        return str(self._template(name).render(Context({**self._common, **context})))

    def _template(self, name: str) -> Any:
        if name not in self._templates:
            self._templates[name] = self._engine.get_template(f"contests/play/{name}.html")
        return self._templates[name]


def clock_of(at: int) -> str:
    """A moment (ms) as the clock in Vietnam shows it: 14:05:19. Seven hours ahead all year, so that it is a division."""
    return _clock((at // 1000 + 25_200) % 86_400)


@lru_cache(maxsize=4000)  # a rush shows the same hour to everybody
def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def moment_of(at: int) -> str:
    """A moment (ms) with its date: 14:05:19, 15/10/2021."""
    return _local(at).strftime("%H:%M:%S, %d/%m/%Y")


def left_of(ms: int) -> str:
    """A span as minutes and seconds: 03:24."""
    return _left(max(0, ms // 1000))


@lru_cache(maxsize=4000)
def _left(seconds: int) -> str:
    return f"{seconds // 60:02}:{seconds % 60:02}"


def html(text: str) -> str:
    """The text as HTML."""
    return escape(text)


def _local(at: int) -> datetime:
    return local(datetime.fromtimestamp(at / 1000, tz=UTC))
