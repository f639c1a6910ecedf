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
        self.queue: list[tuple[Given, Callable[[Stored | Exception], None]]] = []


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
        return sum([len(desk.queue) for desk in self._desks])

    @property
    def is_open(self) -> bool:
        """Whether the database is there."""
        return self._line.is_open

    def put(
        self, desk: Desk[Given, Stored], given: Given, done: Callable[[Stored | Exception], None]
    ) -> None:
        """Write this with what else queues; `done` is called with what was stored, after the commit, or with why it was not: Away (at
        once while the database is not there), Refused, or what the desk broke by."""
        if not self._line.is_open:
            done(Away(self.trouble))
            return
        desk.queue.append((given, done))
        if self._wake is not None:
            self._nudge()

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
        given = [one for one, _done in batch]
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
            # Once the next batch is on its way: the database works while the answers are made.
            asyncio.get_running_loop().call_soon(_tell, stored)

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


def _tell(stored: list[tuple]) -> None:
    for (_given, done), result in stored:
        try:
            done(result)
        except Exception:  # of one, who is the only one to miss it
            LOG.exception("what became of a row could not be told")


def _fail(batch: list[tuple], error: Exception) -> None:
    _tell([(one, error) for one in batch])
