"""Serving an application with one process on one event loop: `python -m danbiet.run.rsgi --port 8001 danbiet.run.play:application`.

The application has RSGI's two hooks, `__rsgi_init__` and `__rsgi_del__`; for each request `take` is called with an `Exchange`, whose
`answer` it calls once, at once or later. Another process keeps the socket and starts the serving one again whenever it ends: who comes
meanwhile waits instead of being refused.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import importlib
import logging
import signal
import socket
import subprocess
import sys
import time
from email.utils import formatdate
from typing import Any

from danbiet.run.death import dies_with_parent
from danbiet.run.http1 import Connection, Heads

LOG = logging.getLogger(__name__)
BACKLOG = 2048  # connections the kernel keeps for us
MOST = 8192  # connections at once, where the system allows as many files
SPARE = 64  # files for everything else
LOOK = 1.0  # seconds between two looks at the connections
LONGEST_REQUEST = 30.0  # seconds from a request's first byte to its last
LONGEST_REST = 75.0  # seconds between requests
LONGEST_TAKING = 120.0  # seconds in which a client takes an answer
GRACE = 4.0  # seconds for what is being answered at the end
PAUSE = 0.2  # seconds between two processes
SOON = 2.0  # seconds within which a process that ends has not really served
TRIES = 10  # of those in a row; then whoever started us has to know


class Server(Heads):
    """One application on one listening socket."""

    def __init__(self, application: Any, listening: socket.socket) -> None:
        super().__init__()
        self.loop: asyncio.AbstractEventLoop = _new_loop()
        self.moment = time.monotonic()
        self._application, self._socket = application, listening
        self._connections: set[Connection] = set()
        self._posted: list[tuple[asyncio.Transport, tuple[bytes, ...] | None]] = []
        self._most = _most_connections()
        self._ended: asyncio.Future[None] = self.loop.create_future()

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT; then answer what is there and end."""
        asyncio.set_event_loop(self.loop)
        self._tell_time()
        for number in (signal.SIGTERM, signal.SIGINT):
            self.loop.add_signal_handler(number, self._stop)
        self._application.__rsgi_init__(self.loop)
        try:
            self.loop.run_until_complete(self._serve())
        finally:
            self._application.__rsgi_del__(self.loop)
            self.loop.close()

    def enter(self, connection: Connection) -> bool:
        """A connection is made; False where there are too many."""
        self._connections.add(connection)
        return len(self._connections) <= self._most and not self.is_ending

    def post(self, transport: asyncio.Transport, data: tuple[bytes, ...] | None) -> None:
        """Send this (None: close) when what the loop has at hand is done.

        A commit is the answer to dozens of requests: all of them worked out and then all of them sent takes a sixth less than each in
        its turn, because the kernel's way through the processor's caches comes once.
        """
        if not self._posted:
            self.loop.call_soon(self._send)
        self._posted.append((transport, data))

    def leave(self, connection: Connection) -> None:
        """It is lost."""
        self._connections.discard(connection)

    async def _serve(self) -> None:
        application = self._application.take
        server = await self.loop.create_server(
            lambda: Connection(self, application=application), sock=self._socket, backlog=BACKLOG
        )
        looking = self.loop.create_task(self._look_around())
        await self._ended
        self.is_ending = True
        server.close()
        await self._finish()
        looking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await looking

    async def _finish(self) -> None:
        """Let everybody have the answer they wait for, then hang up."""
        for one in list(self._connections):
            if not one.is_owed:
                one.close()
        until = time.monotonic() + GRACE
        while self._connections and time.monotonic() < until:
            await asyncio.sleep(0.02)
        for one in list(self._connections):
            one.abort()

    async def _look_around(self) -> None:
        """Keep the time, and end connections that only hold a place."""
        while True:
            await asyncio.sleep(LOOK)
            self._tell_time()
            for one in list(self._connections):
                longest = LONGEST_REQUEST if one.is_reading else LONGEST_REST
                if one.full_since is not None:
                    if self.moment - one.full_since > LONGEST_TAKING:
                        one.abort()
                elif not one.is_busy and self.moment - one.since > longest:
                    one.close()

    def _send(self) -> None:
        posted, self._posted = self._posted, []
        for transport, data in posted:
            if data is None:
                transport.close()
            elif not transport.is_closing():
                transport.writelines(data)

    def _tell_time(self) -> None:
        self.moment = time.monotonic()
        self.date = f"date: {formatdate(time.time(), usegmt=True)}\r\n".encode("ascii")

    def _stop(self) -> None:
        if not self._ended.done():
            self._ended.set_result(None)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; OSError where there is no such address or it is taken. "::" takes both families where it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    both = host == "::" and socket.has_dualstack_ipv6()
    return socket.create_server((host, port), family=family, backlog=BACKLOG, dualstack_ipv6=both)


def load(target: str) -> Any:
    """The application of "package.module:name"."""
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name or "application")


def main(arguments: list[str] | None = None) -> int:
    """Serve what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m danbiet.run.rsgi")
    parser.add_argument("--host", default="127.0.0.1")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--port", type=int)
    where.add_argument(
        "--fd", type=int, help="a socket that listens already: serve on it in this very process"
    )
    parser.add_argument("application")
    options = parser.parse_args(arguments)
    if options.fd is None:
        return keep(listen(options.host, options.port), options.application)
    Server(load(options.application), socket.socket(fileno=options.fd)).run()
    return 0


def keep(listening: socket.socket, application: str) -> int:
    """Keep the socket, and a process that serves on it, until SIGTERM or SIGINT; returns its status, or 1 where it keeps ending."""
    process: subprocess.Popen[bytes] | None = None
    is_over = False

    def stop(_number: int, _frame: object) -> None:
        nonlocal is_over
        is_over = True
        if process is not None:
            process.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    quick = 0
    while not is_over and quick < TRIES:
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "danbiet.run.rsgi", "--fd", str(listening.fileno()), application],
            pass_fds=[listening.fileno()],
            preexec_fn=dies_with_parent(signal.SIGTERM),
        )
        if is_over:  # asked between the two lines above
            process.terminate()
        status = process.wait()
        if is_over:
            return max(status, 0)  # asked before it could listen it ends by the signal, as it should
        LOG.error("the process that serves ended with %d", status)
        quick = quick + 1 if time.monotonic() - began < SOON else 0
        time.sleep(PAUSE)
    return 0 if is_over else 1


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:  # there is no wheel for this machine; asyncio's loop does the same, slower (ADR 0051)
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


def _most_connections() -> int:
    """As many as there may be files, after asking for as many as we want."""
    try:
        import resource
    except ImportError:  # a system without such a limit
        return MOST
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + SPARE if hard == resource.RLIM_INFINITY else min(MOST + SPARE, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return MOST if soft == resource.RLIM_INFINITY else max(SPARE, min(MOST, soft - SPARE))


if __name__ == "__main__":
    sys.exit(main())
