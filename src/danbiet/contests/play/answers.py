"""Answers of the process: status, headers, body. Pages never rest in a cache and load nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from .intake import Desk

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
NO_STORE = ("cache-control", "no-store")
NO_SNIFF = ("x-content-type-options", "nosniff")
# In tuples: the server keeps the bytes of headers that are always the same.
HTML = (
    ("content-type", "text/html; charset=utf-8"),
    NO_STORE,
    NO_SNIFF,
    ("content-security-policy", CSP),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
)
JSON = (("content-type", "application/json"), NO_STORE, NO_SNIFF)


Fields = Sequence[tuple[str, str]]


class Answer(NamedTuple):
    status: int
    headers: Fields
    body: str | bytes = b""


class Later(NamedTuple):
    """The answer comes after a commit: `given` goes to the desk, `then` makes the answer of what was stored. `away` is the refusal where
    the database is not there; None: the usual one."""

    desk: Desk[Any, Any]
    given: Any
    then: Callable[[Any], Answer]
    away: Callable[[], Exception] | None = None


def page(body: str, *, status: int = 200, more: tuple[tuple[str, str], ...] = ()) -> Answer:
    """An HTML page."""
    return Answer(status, [*HTML, *more] if more else HTML, body)


def told(value: Any, *, status: int = 200, more: tuple[tuple[str, str], ...] = ()) -> Answer:
    """A JSON value, for scripts."""
    return Answer(status, [*JSON, *more] if more else JSON, json.dumps(value, ensure_ascii=False))


def go(address: str) -> Answer:
    """See other: the browser fetches the address."""
    return Answer(303, [("location", address), NO_STORE])
