"""The application: which address is which view, what every view may end in, and what is answered after a commit."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from collections.abc import Callable
from typing import Any

from danbiet.kit.logs import new_reference

from .answers import Answer, Fields, Later, told
from .coming import Coming
from .handing import Handing
from .limits import NotUnderstood
from .line import Away, Refused
from .request import Asked, Request, TooLarge
from .room import Options, Refusal, Room
from .watch import Watch

LOG = logging.getLogger(__name__)
View = Callable[[Request], Answer | Later]
RETRY = 2
METHODS = {"GET", "HEAD", "POST"}
KNOWS_NOTHING = {"gio", "suc-khoe", "_"}  # answered without any contest
# A request makes some dozens of objects and no circle: the collector's own 700 would look through those at work twenty times a batch.
RUBBISH = (20_000, 20, 50)
LONGEST_START, TICK = 10.0, 0.01  # seconds


class Play:
    """The application, as a server calls it."""

    def __init__(self, options: Options) -> None:
        self.room = Room(options)
        coming, handing = Coming(self.room), Handing(self.room)
        # Below a contest and below a round, by method and last part of the address.
        self._outer: dict[tuple[str, str], View] = {("GET", ""): coming.home, ("POST", "vao"): coming.enter}
        self._inner: dict[tuple[str, str], View] = {
            ("POST", "nop"): handing.hand_in,
            ("GET", "de"): handing.paper,
            ("POST", "bat-dau"): coming.begin,
            ("GET", "cho"): coming.wait,
            ("GET", "phieu"): handing.receipt,
        }
        self._qr = handing.qr
        self._tasks: list[asyncio.Task[None]] = []

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.start(loop)
        loop.run_until_complete(
            self.wait_until_loaded()
        )  # whoever comes meanwhile waits in the socket's queue
        # What is loaded now stays: looking through all of it for rubbish would make everybody wait twenty milliseconds each time.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*RUBBISH)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to read the book and to write."""
        watch = Watch(self.room.options.address, changed=self.room.change, tick=self.room.set_clock)
        self._tasks = [loop.create_task(self.room.intake.run()), loop.create_task(watch.run())]

    async def wait_until_loaded(self) -> None:
        """Until the contests are known and the database is there, or it has taken long enough to answer 503 instead."""
        for _ in range(int(LONGEST_START / TICK)):
            if self.room.is_loaded and self.room.intake.is_open:
                return
            await asyncio.sleep(TICK)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        for task in self._tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            loop.run_until_complete(asyncio.gather(*self._tasks, return_exceptions=True))

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        """The same for servers that speak RSGI (Granian)."""
        if scope.proto != "http":
            return
        asked = FromRsgi(scope, await proto())
        self.take(asked)
        status, headers, body = await asked.answered
        if not body or scope.method == "HEAD":
            proto.response_empty(status, headers)
        elif isinstance(body, str):
            proto.response_str(status, headers, body)
        else:
            proto.response_bytes(status, headers, body)

    def take(self, asked: Asked) -> None:
        """Answer a request, now or after a commit."""
        parts = asked.path.split("/")
        request = Request(asked, parts)
        method = asked.method
        view = self._view("GET" if method == "HEAD" else method, parts)
        if view is None:
            view = self._unknown
        elif not self.room.is_loaded and parts[2] not in KNOWS_NOTHING:
            view = self._not_loaded  # not 404: what is sent must be sent again
        try:
            found = view(request)
        except Exception as error:
            found = self._instead(error, request)
        if type(found) is not Later:
            asked.answer(*found)
            return
        then, away = found.then, found.away

        def done(result: Any) -> None:
            if isinstance(result, Exception):
                why = away() if away is not None and isinstance(result, Away) else result
                asked.answer(*self._instead(why, request))
                return
            try:
                asked.answer(*then(result))
            except Exception as error:
                asked.answer(*self._instead(error, request))

        self.room.intake.put(found.desk, found.given, done)

    def _instead(self, error: Exception, request: Request) -> Answer:
        """What is answered where a view ends in this."""
        match error:
            case Refusal():
                refusal = error
            case Away():
                refusal = Refusal(503, "away", retry=RETRY)
            case TooLarge():
                refusal = Refusal(413, "too_large")
            case NotUnderstood() | UnicodeError():
                refusal = Refusal(400, "not_understood")
            case _:
                reference = new_reference()
                what = "the database refused a row" if isinstance(error, Refused) else "a view broke"
                LOG.error("%s: %s [%s]", what, "/".join(request.parts), reference, exc_info=error)
                refusal = Refusal(500, "broken", reference=reference)
        return self.room.refuse(refusal, request)

    def _unknown(self, request: Request) -> Answer:
        raise Refusal(404 if request.method in METHODS else 405, "unknown")

    def _not_loaded(self, _request: Request) -> Answer:
        raise Away("the contests are not read yet")

    def _view(self, method: str, parts: list[str]) -> View | None:
        count = len(parts)
        if count < 3 or parts[1] != "thi":
            return None
        if count == 6 and parts[5] == "":
            return self._inner.get((method, parts[4]))
        if count == 6 and parts[4:] == ["phieu", "qr.svg"] and method == "GET":
            return self._qr
        if count == 4 and parts[2] == "_" and method == "GET":
            return self._asset
        if count == 4 and parts[3] == "":
            return self._outer.get((method, ""))
        if count == 5 and parts[4] == "":
            return self._outer.get((method, parts[3]))
        if count == 3 and method == "GET":
            return {"gio": self._time, "suc-khoe": self._health}.get(parts[2])
        return None

    def _time(self, _request: Request) -> Answer:
        """The server's clock in ms."""
        return told({"now": self.room.now()})

    def _health(self, _request: Request) -> Answer:
        """Whether it serves: it does without the database too, only not everything."""
        room = self.room
        value = {
            "database": room.intake.is_open,
            "waiting": room.intake.waiting,
            "rounds": len(room.book.rounds),
        }
        return told(value, status=200 if room.intake.is_open else 503)

    def _asset(self, request: Request) -> Answer:
        found = self.room.assets.find(request.parts[3], gzipped=request.takes_gzip())
        if found is None:
            raise Refusal(404, "unknown")
        return Answer(200, *found)


class FromRsgi:
    """A request as RSGI tells it."""

    def __init__(self, scope: Any, body: bytes) -> None:
        self.method, self.path, self.query_string = scope.method, scope.path, scope.query_string
        self.client, self.body, self._headers = str(scope.client), body, scope.headers
        self.answered: asyncio.Future[tuple[int, Fields, str | bytes]] = (
            asyncio.get_running_loop().create_future()
        )

    def header(self, name: str) -> str | None:
        """A header by its name in lower case."""
        value: str | None = self._headers.get(name)
        return value

    def answer(self, status: int, headers: Fields, body: str | bytes = b"") -> None:
        """The whole answer; it goes nowhere where the client has hung up."""
        if not self.answered.done():
            self.answered.set_result((status, headers, body))
