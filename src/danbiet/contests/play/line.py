"""One connection to PostgreSQL on the event loop, for prepared statements of which one runs at a time.

libpq's non-blocking calls instead of psycopg's cursors: a batch costs one write and one read on the socket, and its arrays are
texts that we join ourselves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence

import psycopg
from psycopg import pq

LONGEST_ANSWER = 20.0  # seconds; then the connection is given up, whatever became of the statement


class Away(Exception):
    """The database cannot be reached, or went away before it answered: what was sent may or may not be stored."""


class Refused(Exception):
    """The database answered with an error: nothing of the statement is stored."""


class Line:
    """`statements` are prepared when it opens, `settings` are set for the session. One statement at a time."""

    def __init__(
        self, address: str, *, statements: Mapping[str, str], settings: Mapping[str, str] | None = None
    ) -> None:
        self._address, self._statements, self._settings = address, statements, settings or {}
        self.on_lost: Callable[[], None] = lambda: (
            None
        )  # called when the connection is no more, also an idle one
        self._connection: pq.abc.PGconn | None = None
        self._socket = -1  # kept, because libpq no longer tells it once the connection is lost
        self._waiting: asyncio.Future[pq.abc.PGresult] | None = None
        self._result: pq.abc.PGresult | None = None

    @property
    def is_open(self) -> bool:
        return self._connection is not None

    async def open(self) -> None:
        """Connect and prepare; Away when that does not succeed."""
        connection = await asyncio.to_thread(self._connect)
        connection.nonblocking = 1
        self._connection, self._socket = connection, connection.socket
        asyncio.get_running_loop().add_reader(self._socket, self._readable)

    async def run(self, name: str, parameters: Sequence[str | None]) -> pq.abc.PGresult:
        """Run a prepared statement in a transaction of its own; the answer comes after its commit. Away or Refused."""
        if self._connection is None:
            raise Away("not connected")
        if self._waiting is not None:
            raise RuntimeError("one statement at a time")
        loop = asyncio.get_running_loop()
        waiting = self._waiting = loop.create_future()
        values = [None if value is None else value.encode("utf-8") for value in parameters]
        try:
            self._connection.send_query_prepared(name.encode("ascii"), values)
            self._send()
            guard = loop.call_later(LONGEST_ANSWER, self._give_up, "no answer in time")
            try:
                result: pq.abc.PGresult = await waiting
            finally:
                guard.cancel()
        except psycopg.Error as error:  # found while sending: the connection is no more
            self._waiting = None
            self._give_up(str(error))
            raise Away(str(error)) from error
        finally:
            self._waiting = None
        if result.status in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
            return result
        raise self._refusal(result)

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
        if result.status not in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
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
            while self._waiting is not None and not connection.is_busy():
                result = connection.get_result()
                if result is None:
                    self._answer()
                    return
                self._result = result
        except psycopg.Error as error:
            self._give_up(str(error))
            return
        if connection.status != pq.ConnStatus.OK:
            self._give_up("the connection broke off")

    def _answer(self) -> None:
        result, self._result = self._result, None
        if self._waiting is not None and not self._waiting.done():
            if result is None:
                self._waiting.set_exception(Away("no answer"))
            else:
                self._waiting.set_result(result)

    def _give_up(self, why: str) -> None:
        connection, self._connection, self._result = self._connection, None, None
        if connection is not None:
            loop = asyncio.get_running_loop()
            loop.remove_reader(self._socket)
            loop.remove_writer(self._socket)
            connection.finish()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(Away(why))
        if connection is not None:
            self.on_lost()

    def _refusal(self, result: pq.abc.PGresult) -> Exception:
        """Away for what the server says when it is going (class 57), Refused for what it says of the statement."""
        state = (result.error_field(pq.DiagnosticField.SQLSTATE) or b"").decode("ascii")
        said = result.error_message.decode("utf-8", "replace").strip()
        if (
            state.startswith(("57", "53", "25")) or not state
        ):  # going down, out of resources, read only (a standby)
            self._give_up(said)
            return Away(said)
        return Refused(f"{state} {said}")


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
