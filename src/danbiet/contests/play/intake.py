"""Natural batching: whatever queued while the last commit ran is written by one statement and acknowledged after its commit.

No timer and no linger: an idle database takes a single row at once, a busy one takes as many as came meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from .line import Away, Line, Refused

MOST = 100  # rows of one statement: while they are written, those behind them are read; more would make the first wait for the last
SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 2.0  # seconds between attempts to reach the database
LOG = logging.getLogger(__name__)

Given = TypeVar("Given")
Stored = TypeVar("Stored")


class Desk(Generic[Given, Stored]):
    """Where one kind of thing queues. `write` stores a batch and answers one result for each, in their order."""

    def __init__(self, write: Callable[[Line, list[Given]], Awaitable[list[Stored]]]) -> None:
        self.write = write
        self.queue: list[tuple[Given, asyncio.Future[Stored]]] = []


class Intake:
    """Desks that share one line, the first desk first: what ends an attempt is let in before what begins one."""

    def __init__(self, line: Line, desks: Sequence[Desk]) -> None:
        self._line, self._desks = line, desks
        self._wake: asyncio.Future[None] | None = None
        line.on_lost = self._nudge
        self.trouble = ""  # the last reason why the database was not there

    @property
    def waiting(self) -> int:
        """How many wait to be written."""
        return sum(len(desk.queue) for desk in self._desks)

    @property
    def is_open(self) -> bool:
        """Whether the database is there."""
        return self._line.is_open

    def put(self, desk: Desk[Given, Stored], given: Given) -> asyncio.Future[Stored]:
        """A future of what was stored, done after the commit; Away at once while the database is not there."""
        if not self._line.is_open:
            raise Away(self.trouble)
        future: asyncio.Future[Stored] = asyncio.get_running_loop().create_future()
        desk.queue.append((given, future))
        self._nudge()
        return future

    async def run(self) -> None:
        """Write until cancelled."""
        while True:
            if not self._line.is_open:
                await self._reopen()
            desk = next((one for one in self._desks if one.queue), None)
            if desk is None:
                self._wake = asyncio.get_running_loop().create_future()
                await self._wake
                continue
            batch, desk.queue = desk.queue[:MOST], desk.queue[MOST:]
            await self._write(desk, batch)

    def _nudge(self) -> None:
        """There is something to do: a thing to write, or a connection to open again."""
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    async def _write(self, desk: Desk, batch: list[tuple]) -> None:
        given = [one for one, _future in batch]
        try:
            results = await desk.write(self._line, given)
            stored = list(zip(batch, results, strict=True))
        except Away as error:
            self.trouble = str(error)
            _fail(batch, error)
            # They would wait for as long as the database is away: let them come again.
            for other in self._desks:
                queue, other.queue = other.queue, []
                _fail(queue, error)
        except Refused as error:
            if len(batch) == 1:
                _fail(batch, error)
                return
            for one in batch:  # a row that cannot be stored must not keep its neighbours out
                await self._write(desk, [one])
        except Exception as error:  # whatever it is: who comes next must not wait for a task that has ended
            LOG.exception("a batch of %d could not be written", len(batch))
            _fail(batch, error)
        else:
            for (_given, future), result in stored:
                if not future.done():
                    future.set_result(result)

    async def _reopen(self) -> None:
        pause = SHORTEST_PAUSE
        while True:
            try:
                await self._line.open()
            except Exception as error:
                if not isinstance(error, Away):
                    LOG.exception("the database cannot be opened")
                self.trouble = str(error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                return


def _fail(batch: list[tuple], error: Exception) -> None:
    for _given, future in batch:
        if not future.done():
            future.set_exception(error)
