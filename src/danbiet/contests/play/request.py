"""A request as the views see it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from .limits import MOST_BODY, NotUnderstood, read_said


class TooLarge(ValueError):
    """A body beyond what any honest page sends."""


class Request:
    """What came in, with the moment (ms) at which it was complete."""

    __slots__ = ("_proto", "_scope", "at", "is_direct", "parts")

    def __init__(self, scope: Any, proto: Any, parts: list[str]) -> None:
        self._scope, self._proto, self.parts, self.at = scope, proto, parts, 0
        self.is_direct = False  # whether the paper may come as the answer to beginning it

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
        return "application/json" in (self._scope.headers.get("accept") or "")

    def query(self) -> dict[str, str]:
        """The query by name; NotUnderstood for one that no page of ours asks."""
        text = self._scope.query_string
        if text.startswith("t=") and "&" not in text and "%" not in text and "+" not in text:
            return {"t": text[2:]}  # of every page of the rush
        try:
            return dict(parse_qsl(text, max_num_fields=10))
        except ValueError as error:
            raise NotUnderstood(str(error)) from error

    async def said(self) -> dict[str, str]:
        """The body as texts by name. TooLarge or NotUnderstood."""
        length = self._scope.headers.get("content-length")
        if length is None:
            raise NotUnderstood("no length")
        if not length.isascii() or not length.isdigit() or int(length) > MOST_BODY:
            raise TooLarge(length)
        return read_said(await self._proto())

    def network(self, proxies: int) -> str:
        """The address it comes from, behind so many proxies of ours."""
        if proxies:
            passed = (self._scope.headers.get("x-forwarded-for") or "").split(",")
            if len(passed) >= proxies:
                return passed[-proxies].strip()
        return str(self._scope.client).rpartition(":")[0]

    def device(self) -> str:
        """What the browser says of itself."""
        headers = self._scope.headers
        return f"{headers.get('user-agent') or ''}|{headers.get('accept-language') or ''}"

    def takes_gzip(self) -> bool:
        return "gzip" in (self._scope.headers.get("accept-encoding") or "")
