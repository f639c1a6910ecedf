"""The applications `bench.rush` serves: the real one, the same acknowledging without storing, and a bare hello.

`DANBIET_BENCH_KIND`: "play" (as in production), "nowhere" (nothing is stored), "careless" (synchronous_commit off: the negative control).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import danbiet.run.play as real
from danbiet.contests.play.intake import Desk
from danbiet.contests.play.room import DURABLE
from danbiet.contests.play.urls import Play


def application() -> Play:
    """What the environment asks for."""
    kind = os.environ.get("DANBIET_BENCH_KIND", "play")
    options = real.options()
    if kind == "careless":
        options = replace(options, session={**DURABLE, "synchronous_commit": "off"})
    play = Play(options)
    if kind == "nowhere":
        play.room.intake.put = _nowhere(play)  # type: ignore[method-assign]
    return play


def _nowhere(play: Play) -> Any:
    """Entries are acknowledged at once, without queue, batch or database; starts are as they are."""
    put, entries = play.room.intake.put, play.room.entries

    def instead(desk: Desk, given: Any, done: Callable[[Any], None]) -> None:
        if desk is entries:
            done(None)
        else:
            put(desk, given, done)

    return instead


class Hello:
    """The bound of any such process: eleven bytes."""

    async def __rsgi__(self, _scope: Any, proto: Any) -> None:
        proto.response_bytes(200, [("content-type", "text/plain")], b"hello world")


hello = Hello()
play = None if os.environ.get("DANBIET_BENCH_KIND") == "hello" else application()
