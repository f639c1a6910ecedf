"""HTTP/1.1 on an event loop: from the socket to the answer in one thread (ADR 0052).

llhttp (by httptools) reads; what is here bounds what it reads, hands complete requests to the application one after the other, and
writes their answers, which may come when the application is called or later.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

import httptools

LOG = logging.getLogger(__name__)
LONGEST_HEAD = 32_768  # bytes of address and headers; a receipt's address has four thousand at most
LONGEST_BODY = 65_536  # the application says for itself what is too large; this is what is never kept
LONGEST_MESSAGE = (
    524_288  # bytes from the first to the last as they come: the parser keeps a header until it has it whole
)
HEADER_COST = 32  # bytes more that a header counts, as HTTP/2 counts them (RFC 9113, 10.5.1)
MOST_WAITING = 32  # requests sent ahead on one connection
MOST_HEADS = 64  # answers' heads kept
LINES = {one.value: f"HTTP/1.1 {one.value} {one.phrase}\r\n" for one in HTTPStatus}
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

Fields = Sequence[tuple[str, str]]


class Faulty(Exception):
    """A request that is not read to its end: it is answered with this status and the connection closed."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Exchange:
    """One request, with its body, and its answer: what an application is handed."""

    __slots__ = (
        "_connection",
        "_headers",
        "_is_head",
        "body",
        "client",
        "is_answered",
        "is_last",
        "method",
        "path",
        "query_string",
    )

    def __init__(
        self,
        connection: Connection,
        method: str,
        path: str,
        query_string: str,
        headers: dict[bytes, bytes],
        body: bytes,
        *,
        is_last: bool,
    ) -> None:
        self._connection, self.client = connection, connection.client
        self.method, self.path, self.query_string = method, path, query_string
        self._headers, self.body = headers, body
        self._is_head, self.is_last, self.is_answered = method == "HEAD", is_last, False

    def header(self, name: str) -> str | None:
        """A header, asked for in lower case; what came twice is joined by a comma (RFC 9110, 5.3)."""
        value = self._headers.get(name.encode("latin-1"))
        return None if value is None else value.decode("latin-1")

    def answer(self, status: int, headers: Fields, body: str | bytes = b"") -> None:
        """The whole answer, now or later, once. ValueError for a header of more than one line, RuntimeError for a second answer."""
        if self.is_answered:
            raise RuntimeError("answered twice")
        connection = self._connection
        head = connection.server.head(status, headers, is_last=self.is_last)
        self.is_answered = True
        if self._is_head or status in (204, 304):
            connection.write(head + b"\r\n")
        else:
            if isinstance(body, str):
                body = body.encode("utf-8")
            connection.write(b"%bcontent-length: %d\r\n\r\n" % (head, len(body)), body)
        connection.go_on(self)


class Heads:
    """Answers' heads without their length and end. `date` and `is_ending` are set from outside."""

    def __init__(self) -> None:
        self.date = b""
        self.is_ending = False
        self._kept: dict[tuple[int, Fields], bytes] = {}

    def head(self, status: int, headers: Fields, *, is_last: bool) -> bytes:
        """Line, headers and date. Headers given as a tuple are those of many answers: their bytes are kept."""
        kept = self._kept.get((status, headers)) if isinstance(headers, tuple) else None
        if kept is None:
            lines = [LINES[status]]
            for name, value in headers:
                if not value.isprintable():
                    raise ValueError(f"a header of more than one line: {name}")
                lines += (name, ": ", value, "\r\n")
            kept = "".join(lines).encode("latin-1")
            if isinstance(headers, tuple) and len(self._kept) < MOST_HEADS:
                self._kept[status, headers] = kept
        if is_last or self.is_ending:
            return b"%bconnection: close\r\n%b" % (kept, self.date)
        return kept + self.date


class Connection(asyncio.Protocol):
    """A client's connection. `since` (the server's `moment`) is when it began to do what it does now."""

    def __init__(self, server: Any, *, application: Callable[[Exchange], None]) -> None:
        self.server, self._application = server, application
        self.loop: asyncio.AbstractEventLoop = server.loop
        self.since: float = server.moment
        self.is_reading = False  # a request has begun to come and is not complete
        self.full_since: float | None = None  # when the client ceased to take what is written
        self._transport: asyncio.Transport | None = None
        self._parser: Any = httptools.HttpRequestParser(self)
        self.client = ""
        self._exchange: Exchange | None = None  # the one that is being answered
        self._waiting: list[Exchange] = []
        self._is_paused = self._is_over = False
        self._is_head = self._is_expected = False  # its head is coming; it waits to be told to send its body
        self._url, self._body, self._size, self._raw, self._status = b"", b"", 0, 0, 400
        self._headers: dict[bytes, bytes] = {}

    # ---- of the transport

    def connection_made(self, transport: Any) -> None:
        """Somebody is there."""
        self._transport = transport
        # So that we are told as soon as anything is left that the client does not take.
        transport.set_write_buffer_limits(high=0)
        host, port, *_more = transport.get_extra_info("peername") or ("", 0)
        self.client = f"{host}:{port}"
        if not self.server.enter(self):
            self._refuse(503)

    def connection_lost(self, _error: Exception | None) -> None:
        """Gone: what is being done is done to its end, its answer goes nowhere."""
        self._transport = self._parser = None  # the parser holds us, and we what came last
        self._url, self._body, self._headers = b"", b"", {}
        self._waiting.clear()
        self.server.leave(self)

    def data_received(self, data: bytes) -> None:
        """Some bytes: none, one or several requests are complete now."""
        if self._is_over:
            return
        self._raw += len(data)
        try:
            if self._raw > LONGEST_MESSAGE:
                self._fail(431 if self._is_head else 413)
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            # To something we do not speak: the request itself is answered, and nothing after it.
            self._is_over = True
            if self._waiting:
                self._waiting[-1].is_last = True
        except (httptools.HttpParserError, Faulty):
            self._is_over = True
            if self._exchange is None and not self._waiting:
                self._refuse(self._status)
                return
        self._next()
        if self._waiting and not self._is_paused and self._transport is not None:
            self._transport.pause_reading()
            self._is_paused = True

    def eof_received(self) -> bool:
        """It sends no more, but takes what it is owed. True: the transport is closed by us, after what is posted."""
        last = self._waiting[-1] if self._waiting else self._exchange
        self._is_over = True
        if last is None:
            self.close()
        else:
            last.is_last = True
        return True

    def pause_writing(self) -> None:
        """The client does not read what it asked for."""
        self.full_since = self.server.moment

    def resume_writing(self) -> None:
        """It does again."""
        self.full_since = None
        self._next()

    # ---- of the parser

    def on_message_begin(self) -> None:
        """A request begins."""
        self.is_reading, self.since = True, self.server.moment
        self._is_head, self._is_expected = True, False
        self._url, self._body, self._size, self._headers = b"", b"", 0, {}

    def on_url(self, part: bytes) -> None:
        """Some of the address."""
        self._url += part
        self._grow(len(part))

    def on_header(self, name: bytes, value: bytes) -> None:
        """A whole header."""
        self._grow(len(name) + len(value) + HEADER_COST)
        if not self._is_head:  # after the last chunk: nothing a proxy let through speaks for the request
            return
        name = name.lower()
        there = self._headers.get(name)
        self._headers[name] = value if there is None else b"%b, %b" % (there, value)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._is_head = False
        self._is_expected = b"expect" in self._headers and self._parser.get_http_version() == "1.1"
        self._let_send()

    def on_body(self, part: bytes) -> None:
        """Some of the body."""
        self._body = self._body + part if self._body else part
        if len(self._body) > LONGEST_BODY:
            self._fail(413)

    def on_message_complete(self) -> None:
        """A whole request: it is answered when those before it are."""
        self.is_reading, self.since = False, self.server.moment
        self._raw, self._is_expected = 0, False
        if self._parser.should_upgrade() and self._has_body():
            # The parser ends such a message with its head: it would be taken for one that says nothing.
            self._fail(400)
        if self._is_over or len(self._waiting) >= MOST_WAITING:
            self._fail(400)
        address = self._url
        if address[:1] != b"/":  # with its host before it, as for a proxy
            parsed = httptools.parse_url(address)
            address = (parsed.path or b"/") + (b"?" + parsed.query if parsed.query else b"")
        raw, _, query = address.partition(b"?")
        path = unquote(raw.decode("ascii")) if b"%" in raw else raw.decode("ascii")
        method = self._parser.get_method().decode("ascii")
        is_last = not self._parser.should_keep_alive() or self._parser.get_http_version() == "1.0"
        self._is_over = is_last
        self._waiting.append(
            Exchange(self, method, path, query.decode("ascii"), self._headers, self._body, is_last=is_last)
        )
        self._url, self._body, self._headers = b"", b"", {}

    # ---- of the exchange

    def write(self, *data: bytes) -> None:
        """Send this, when there is still somebody."""
        if self._transport is not None:
            self.server.post(self._transport, data)

    def go_on(self, exchange: Exchange) -> None:
        """This exchange is over: the next, or wait for one."""
        self._exchange, self.since = None, self.server.moment
        if exchange.is_last or (self.server.is_ending and not self.is_owed):
            self.close()
        elif self._waiting:
            self.loop.call_soon(self._next)  # not from here: each request sent ahead would be a call deeper
        elif self._is_over:
            self._refuse(self._status)
        else:
            self._let_send()
            if self._is_paused and self._transport is not None:
                self._is_paused = False
                self._transport.resume_reading()

    def close(self) -> None:
        """End it after what was written."""
        self._is_over = True
        if self._transport is not None:
            self.server.post(self._transport, None)

    # ---- of the server that looks around

    @property
    def is_busy(self) -> bool:
        """Whether the application is at work for it."""
        return self._exchange is not None

    @property
    def is_owed(self) -> bool:
        """Whether it has asked, wholly or in part, and has no answer."""
        return self._exchange is not None or self.is_reading or bool(self._waiting)

    def abort(self) -> None:
        """End it now."""
        self._is_over = True
        if self._transport is not None:
            self._transport.abort()

    def _next(self) -> None:
        if self._waiting and self._exchange is None and self.full_since is None:
            exchange = self._exchange = self._waiting.pop(0)
            try:
                self._application(exchange)
            except Exception:
                LOG.exception("the application broke")
                if not exchange.is_answered:
                    exchange.answer(500, ())

    def _let_send(self) -> None:
        """Tell who waits for it to send the body: once, and after the answers to what came before."""
        if self._is_expected and self._exchange is None and not self._waiting:
            self._is_expected = False
            self.write(CONTINUE)

    def _has_body(self) -> bool:
        return self._headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in self._headers

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > LONGEST_HEAD:
            self._fail(431)

    def _fail(self, status: int) -> None:
        """Refuse what is coming. Inside the parser it ends in HttpParserError."""
        self._status = status
        raise Faulty(status)

    def _refuse(self, status: int) -> None:
        """Without the application: whoever sends such a thing is no page of ours."""
        self.write(self.server.head(status, (), is_last=True) + b"content-length: 0\r\n\r\n")
        self.close()
