"""The process of the rush as a test reaches it: in this process without a server, or as one that is really started."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection

from danbiet.contests.play.room import Options
from danbiet.contests.play.urls import Play
from danbiet.run.play import address

KEY = b"a key of the tests, long enough"


class Headers(dict):
    """Names in lower case, as Granian gives them."""


class Scope:
    proto = "http"

    def __init__(self, method: str, target: str, headers: dict[str, str]) -> None:
        self.method = method
        self.path, _, self.query_string = target.partition("?")
        self.headers = Headers({name.lower(): value for name, value in headers.items()})
        self.client = "203.0.113.9:5555"


class Proto:
    def __init__(self, body: bytes) -> None:
        self._body = body
        self.status, self.headers, self.body = 0, {}, b""

    async def __call__(self) -> bytes:
        return self._body

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.status, self.headers = status, dict(headers)

    def response_str(self, status: int, headers: list[tuple[str, str]], body: str) -> None:
        self.response_bytes(status, headers, body.encode())

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = status, dict(headers), body

    @property
    def text(self) -> str:
        return self.body.decode()


class Browser:
    """Asks an application in this event loop."""

    def __init__(self, play: Play) -> None:
        self.play = play

    async def get(self, target: str, **headers: str) -> Proto:
        return await self._ask("GET", target, b"", headers)

    async def post(self, target: str, said: dict[str, Any], **headers: str) -> Proto:
        return await self._ask("POST", target, urlencode(said).encode(), headers)

    async def script(self, target: str, said: dict[str, Any]) -> Proto:
        return await self.post(target, said, accept="application/json")

    async def _ask(self, method: str, target: str, body: bytes, headers: dict[str, str]) -> Proto:
        proto = Proto(body)
        await self.play.__rsgi__(Scope(method, target, {"content-length": str(len(body)), **headers}), proto)
        return proto


def options(**changes: Any) -> Options:
    """The test database's address as it is now; `address()` reads the settings, which pytest points to the real one."""
    name = connection.settings_dict["NAME"]
    return Options(**{"address": address().replace(_given_name(), str(name)), "key": KEY, **changes})


def _given_name() -> str:
    from django.conf import settings

    return str(settings.DATABASES["default"]["NAME"])


@pytest.fixture
def playing() -> Callable[..., Any]:
    """Runs a coroutine function with an application that is connected and knows the contests of the database."""

    def run(story: Callable[..., Any], **changes: Any) -> Any:
        async def whole() -> Any:
            play = Play(options(**changes))
            loop = asyncio.get_running_loop()
            play.start(loop)
            await play.wait_until_loaded()
            try:
                return await story(Browser(play))
            finally:
                for task in play._tasks:
                    task.cancel()
                await asyncio.gather(*play._tasks, return_exceptions=True)
                play.room.line.close()

        return asyncio.run(whole())

    return run
