"""A request as the views see it."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import parse_qsl

from .answers import Fields
from .limits import MOST_BODY, NotUnderstood, read_said


class TooLarge(ValueError):
    """A body beyond what any honest page sends."""


class Asked(Protocol):
    """What a server hands over: a complete request, to be answered once."""

    method: str
    path: str
    query_string: str
    client: str
    body: bytes

    def header(self, name: str) -> str | None:
        """A header by its name in lower case."""

    def answer(self, status: int, headers: Fields, body: str | bytes = b"") -> None:
        """The whole answer, now or later."""


class Request:
    """What came in, with the moment (ms) at which it was complete."""

    __slots__ = ("_asked", "at", "is_direct", "parts")

    def __init__(self, asked: Asked, parts: list[str]) -> None:
        self._asked, self.parts, self.at = asked, parts, 0
        self.is_direct = False  # whether the paper may come as the answer to beginning it

    @property
    def method(self) -> str:
        return self._asked.method

    @property
    def contest(self) -> str:
        return self.parts[2]

    @property
    def path(self) -> str:
        """Contest and round as in the address."""
        return f"{self.parts[2]}/{self.parts[3]}"

    @property
    def wants_json(self) -> bool:
        """Whether a script asks."""
        return "application/json" in (self._asked.header("accept") or "")

    def query(self) -> dict[str, str]:
        """The query by name; NotUnderstood for one that no page of ours asks."""
        text = self._asked.query_string
        if text.startswith("t=") and "&" not in text and "%" not in text and "+" not in text:
            return {"t": text[2:]}  # of every page of the rush
        try:
            return dict(parse_qsl(text, max_num_fields=10))
        except ValueError as error:
            raise NotUnderstood(str(error)) from error

    def said(self) -> dict[str, str]:
        """The body as texts by name. TooLarge or NotUnderstood."""
        length = self._asked.header("content-length")
        if length is None:
            raise NotUnderstood("no length")
        if not length.isascii() or not length.isdigit() or int(length) > MOST_BODY:
            raise TooLarge(length)
        return read_said(self._asked.body)

    def network(self, proxies: int) -> str:
        """The address it comes from, behind so many proxies of ours."""
        if proxies:
            passed = (self._asked.header("x-forwarded-for") or "").split(",")
            if len(passed) >= proxies:
                return passed[-proxies].strip()
        return self._asked.client.rpartition(":")[0]

    def device(self) -> str:
        """What the browser says of itself."""
        asked = self._asked
        return f"{asked.header('user-agent') or ''}|{asked.header('accept-language') or ''}"

    def takes_gzip(self) -> bool:
        return "gzip" in (self._asked.header("accept-encoding") or "")
