"""The part of a file a request asks for (RFC 9110, section 14)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=\s*(?:(\d{1,19})-(\d{0,19})|-(\d{1,19}))\s*", re.ASCII | re.IGNORECASE)


class NotSatisfiable(Exception):
    """The range begins behind the end of the file."""


@dataclass(frozen=True, slots=True)
class Span:
    """`length` bytes from `start`; `is_open` when the request named no end."""

    start: int
    length: int
    is_open: bool = False

    @property
    def last(self) -> int:
        return self.start + self.length - 1


def span_of(header: str, *, size: int) -> Span | None:
    """The one range asked for; None for the whole file: no range, one we do not understand, or several at once.

    Raises NotSatisfiable for a range outside a file of `size` bytes.
    """
    found = _ONE.fullmatch(header.strip())
    if not found:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        return _tail(int(suffix), size=size)
    start = int(first)
    end = min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None  # no range at all by the grammar
    if start >= size:
        raise NotSatisfiable
    return Span(start, end - start + 1, is_open=not last)


def _tail(length: int, *, size: int) -> Span:
    if length == 0 or size == 0:
        raise NotSatisfiable
    kept = min(length, size)
    return Span(size - kept, kept)
