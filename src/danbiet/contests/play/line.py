"""One connection to PostgreSQL on the event loop, for prepared statements, several in one transaction.

libpq's pipeline instead of psycopg's cursors: a transaction costs one write, one read and one flush of the disk, and its arrays are
texts that we join ourselves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import psycopg
from psycopg import pq

LONGEST_ANSWER = 20.0  # seconds; then the connection is given up, whatever became of the statements
DONE = (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK)


class Away(Exception):
    """The database cannot be reached, or went away before it answered: what was sent may or may not be stored."""


class Refused(Exception):
    """The database answered with an error: nothing of the statement is stored."""


class Undone(Exception):
    """Nothing of it is stored because a neighbour in its transaction was refused; by itself it may be taken."""


class Asked(NamedTuple):
    """A prepared statement with its parameters."""

    name: str
    parameters: Sequence[str | None]


class Line:
    """`statements` are prepared when it opens, `settings` are set for the session. One transaction at a time."""

    def __init__(
        self, address: str, *, statements: Mapping[str, str], settings: Mapping[str, str] | None = None
    ) -> None:
        self._address, self._statements, self._settings = address, statements, settings or {}
        self.on_lost: Callable[[], None] = lambda: (
            None
        )  # called when the connection is no more, also an idle one
        self._connection: pq.abc.PGconn | None = None
        self._socket = -1  # kept, because libpq no longer tells it once the connection is lost
        # For the end of the transaction under way.
        self._waiting: asyncio.Future[list[pq.abc.PGresult]] | None = None
        self._results: list[pq.abc.PGresult] = []

    @property
    def is_open(self) -> bool:
        return self._connection is not None

    async def open(self) -> None:
        """Connect and prepare; Away when that does not succeed."""
        connection = await asyncio.to_thread(self._connect)
        connection.nonblocking = 1
        connection.enter_pipeline_mode()
        self._connection, self._socket = connection, connection.socket
        asyncio.get_running_loop().add_reader(self._socket, self._readable)

    async def run(self, asked: Sequence[Asked]) -> list[pq.abc.PGresult | Refused | Undone]:
        """Run prepared statements in one transaction; the answers, one for each, come after its commit. Away when there is none."""
        connection = self._connection
        if connection is None:
            raise Away("not connected")
        if self._waiting is not None:
            raise RuntimeError("one transaction at a time")
        loop = asyncio.get_running_loop()
        waiting = self._waiting = loop.create_future()
        try:
            for name, parameters in asked:
                values = [None if value is None else value.encode("utf-8") for value in parameters]
                connection.send_query_prepared(name.encode("ascii"), values)
            connection.pipeline_sync()
            self._send()
        except psycopg.Error as error:  # found while sending: the connection is no more
            self._give_up(str(error))
        guard = loop.call_later(LONGEST_ANSWER, self._give_up, "no answer in time")
        try:
            results = await waiting
        finally:
            guard.cancel()
            self._waiting, self._results = None, []
        return self._answers(results, count=len(asked))

    def close(self) -> None:
        self._give_up("closed")

    def _connect(self) -> pq.abc.PGconn:
        connection: pq.abc.PGconn = pq.PGconn.connect(self._address.encode("utf-8"))
        if connection.status != pq.ConnStatus.OK:
            said = connection.error_message.decode("utf-8", "replace")
            connection.finish()
            raise Away(said)
        for name, value in self._settings.items():
            done = connection.exec_params(
                b"SELECT set_config($1, $2, false)", [name.encode(), value.encode()]
            )
            self._hold(connection, done)
        for name, text in self._statements.items():
            self._hold(connection, connection.prepare(name.encode("ascii"), text.encode("utf-8")))
        return connection

    def _hold(self, connection: pq.abc.PGconn, result: pq.abc.PGresult) -> None:
        if result.status not in DONE:
            said = result.error_message.decode("utf-8", "replace")
            connection.finish()
            raise Away(said)

    def _send(self) -> None:
        """Hand libpq's bytes to the socket; a batch larger than its buffer goes on when there is room."""
        if self._connection is None:
            return
        loop, socket = asyncio.get_running_loop(), self._socket
        try:
            is_left = self._connection.flush()
        except psycopg.Error as error:
            self._give_up(str(error))
            return
        if is_left:
            loop.add_writer(socket, self._send)
        else:
            loop.remove_writer(socket)

    def _readable(self) -> None:
        connection = self._connection
        if connection is None:
            return
        try:
            connection.consume_input()
            while self._waiting is not None and not self._waiting.done() and not connection.is_busy():
                result = connection.get_result()
                if result is None:  # a statement ends; with the connection lost it says so for ever
                    if connection.status != pq.ConnStatus.OK:
                        break
                elif result.status == pq.ExecStatus.PIPELINE_SYNC:
                    self._waiting.set_result(self._results)
                else:
                    self._results.append(result)
        except psycopg.Error as error:
            self._give_up(str(error))
            return
        if connection.status != pq.ConnStatus.OK:
            self._give_up("the connection broke off")

    def _answers(
        self, results: list[pq.abc.PGresult], *, count: int
    ) -> list[pq.abc.PGresult | Refused | Undone]:
        """What a transaction of so many statements ended in: all of it is stored or nothing."""
        faults = [place for place, result in enumerate(results) if result.status not in DONE]
        fault = _refusal(results[faults[0]]) if faults else None
        if isinstance(fault, Away) or len(results) < count:
            why = str(fault or "an answer is missing")
            self._give_up(why)
            raise Away(why)
        if fault is None:
            return [*results]
        if faults[0] >= count:  # at the commit: whose fault it is nobody knows
            return [fault] * count
        return [fault if place == faults[0] else Undone(str(fault)) for place in range(count)]

    def _give_up(self, why: str) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            loop = asyncio.get_running_loop()
            loop.remove_reader(self._socket)
            loop.remove_writer(self._socket)
            connection.finish()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(Away(why))
        if connection is not None:
            self.on_lost()


def _refusal(result: pq.abc.PGresult) -> Away | Refused:
    """Away for what the server says when it is going (class 57), Refused for what it says of the statement."""
    state = (result.error_field(pq.DiagnosticField.SQLSTATE) or b"").decode("ascii")
    said = result.error_message.decode("utf-8", "replace").strip()
    # Going down, out of resources, read only (a standby).
    return Away(said) if state.startswith(("57", "53", "25")) or not state else Refused(f"{state} {said}")


def numbers(values: Iterable[int | None]) -> str:
    """Numbers as PostgreSQL writes an array."""
    return "{" + ",".join(["NULL" if value is None else str(value) for value in values]) + "}"


def plain(values: Iterable[str]) -> str:
    """Texts as an array, at least one; the caller vouches that none holds a quote or a backslash."""
    return '{"' + '","'.join(values) + '"}'


def quoted(values: Iterable[str | None]) -> str:
    """The same for texts of any letters, and for nothing (NULL)."""
    parts = [
        "NULL" if value is None else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        for value in values
    ]
    return "{" + ",".join(parts) + "}"
