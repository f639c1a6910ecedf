"""Natural batching: whatever queued while the last commit ran is written in one transaction and acknowledged after its commit.

One statement for each desk at which somebody waits: who begins and who hands in share a flush of the disk, and half as many, twice as
large transactions leave the event loop the time for twice as many people. No timer and no linger: an idle database takes a single row at once, a busy one takes as many as came meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Generator, Sequence
from typing import Any, Generic, TypeVar

from psycopg import pq

from .line import Asked, Away, Line

MOST = 400  # rows of one transaction: more would make the first of them wait for the last
SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 2.0  # seconds between attempts to reach the database
LOG = logging.getLogger(__name__)

Given = TypeVar("Given")
Stored = TypeVar("Stored")
# Yields what to ask the database and is sent its answer, as often as it likes; returns one result for each of its batch.
Writing = Generator[Asked, pq.abc.PGresult, list[Stored]]


class Desk(Generic[Given, Stored]):
    """Where one kind of thing queues. `write` stores a batch, with one result for each in their order."""

    def __init__(self, write: Callable[[list[Given]], Writing[Stored]]) -> None:
        self.write = write
        self.queue: list[tuple[Given, asyncio.Future[Stored]]] = []


class Batch:
    """Who is written together, with their futures."""

    def __init__(self, desk: Desk, people: list[tuple[Any, asyncio.Future]]) -> None:
        self.desk, self.people = desk, people
        self._writing = desk.write([given for given, _future in people])

    def step(self, answer: pq.abc.PGresult | None) -> Asked | None:
        """What to ask next after this answer (None before the first); None when everybody has a result."""
        try:
            try:
                return self._writing.send(answer)  # type: ignore[arg-type]
            except StopIteration as end:
                stored = list(zip(self.people, end.value, strict=True))
        except Exception as error:  # whatever it is: who comes next must not wait for a task that has ended
            LOG.exception("a batch of %d could not be written", len(self.people))
            self.fail(error)
            return None
        for (_given, future), result in stored:
            if not future.done():
                future.set_result(result)
        return None

    def fail(self, error: Exception) -> None:
        """Everybody gets this error."""
        _fail(self.people, error)

    def parts(self, *, was_alone: bool) -> list[Batch]:
        """What to try when the database refused it: by itself, and then one by one; nothing is smaller than one."""
        if not was_alone:
            return [Batch(self.desk, self.people)]
        return [Batch(self.desk, [one]) for one in self.people] if len(self.people) > 1 else []


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
            batches = self._batches()
            if batches:
                await self._write(batches)
            else:
                self._wake = asyncio.get_running_loop().create_future()
                await self._wake

    def _batches(self) -> list[Batch]:
        """The next transaction: who stands at the first desk, then at the next while there is room."""
        room, found = MOST, []
        for desk in self._desks:
            if desk.queue and room > 0:
                people, desk.queue = desk.queue[:room], desk.queue[room:]
                found.append(Batch(desk, people))
                room -= len(people)
        return found

    def _nudge(self) -> None:
        """There is something to do: a thing to write, or a connection to open again."""
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    async def _write(self, batches: list[Batch]) -> None:
        """One transaction, and another one as long as something is to be asked after it. A row that cannot be stored must keep neither
        its neighbours out nor another desk: what is refused is tried again in smaller parts."""
        asking = _ask([(batch, None) for batch in batches])
        refused = []
        while asking:
            try:
                answers = await self._line.run([asked for _batch, asked in asking])
            except Away as error:
                self._turn_away([batch for batch, _asked in asking], error)
                break
            told = []
            for (batch, _asked), answer in zip(asking, answers, strict=True):
                if isinstance(answer, Exception):
                    refused.append((batch, answer, len(asking) == 1))
                else:
                    told.append((batch, answer))
            asking = _ask(told)
        for batch, refusal, was_alone in refused:
            parts = batch.parts(was_alone=was_alone)
            if not parts:
                batch.fail(refusal)
            for part in parts:
                await self._write([part])

    def _turn_away(self, batches: list[Batch], error: Away) -> None:
        """The database is away: also those in the queues, who would wait for as long, have to come again."""
        self.trouble = str(error)
        for batch in batches:
            batch.fail(error)
        for desk in self._desks:
            queue, desk.queue = desk.queue, []
            _fail(queue, error)

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


def _ask(told: list[tuple[Batch, Any]]) -> list[tuple[Batch, Asked]]:
    """Those batches that have something to ask after what they were told."""
    steps = [(batch, batch.step(answer)) for batch, answer in told]
    return [(batch, asked) for batch, asked in steps if asked is not None]


def _fail(people: list[tuple], error: Exception) -> None:
    for _given, future in people:
        if not future.done():
            future.set_exception(error)
