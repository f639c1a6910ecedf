"""The RSGI application: which address is which view, and what every view may end in."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from danbiet.kit.logs import new_reference

from .answers import Answer, told
from .coming import Coming
from .handing import Handing
from .limits import NotUnderstood
from .line import Away, Refused
from .request import Request, TooLarge
from .room import Options, Refusal, Room
from .watch import Watch

LOG = logging.getLogger(__name__)
View = Callable[[Request], Awaitable[Answer]]
RETRY = 2
METHODS = {"GET", "HEAD", "POST"}
KNOWS_NOTHING = {"gio", "suc-khoe", "_"}  # answered without any contest
# A request makes some dozens of objects and no circle: the collector's own 700 would look through those at work twenty times a batch.
RUBBISH = (20_000, 20, 50)
LONGEST_START, TICK = 10.0, 0.01  # seconds


class Play:
    """The application, as an RSGI server calls it."""

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
        if scope.proto != "http":
            return
        method, parts = scope.method, scope.path.split("/")
        request = Request(scope, proto, parts)
        view = self._view("GET" if method == "HEAD" else method, parts)
        try:
            if view is None:
                raise Refusal(404 if method in METHODS else 405, "unknown")
            if not self.room.is_loaded and parts[2] not in KNOWS_NOTHING:
                raise Away("the contests are not read yet")  # not 404: what is sent must be sent again
            answer = await view(request)
        except Refusal as refusal:
            answer = self.room.refuse(refusal, request)
        except Away:
            answer = self.room.refuse(Refusal(503, "away", retry=RETRY), request)
        except TooLarge:
            answer = self.room.refuse(Refusal(413, "too_large"), request)
        except (NotUnderstood, UnicodeError):
            answer = self.room.refuse(Refusal(400, "not_understood"), request)
        except Refused:
            reference = new_reference()
            LOG.exception("the database refused a row [%s]", reference)
            answer = self.room.refuse(Refusal(500, "broken", reference=reference), request)
        except Exception:
            reference = new_reference()
            LOG.exception("a view broke: %s [%s]", scope.path, reference)
            answer = self.room.refuse(Refusal(500, "broken", reference=reference), request)
        status, headers, body = answer
        if not body or method == "HEAD":
            proto.response_empty(status, headers)
        elif isinstance(body, str):
            proto.response_str(status, headers, body)
        else:
            proto.response_bytes(status, headers, body)

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

    async def _time(self, _request: Request) -> Answer:
        """The server's clock in ms."""
        return told({"now": self.room.now()})

    async def _health(self, _request: Request) -> Answer:
        """Whether it serves: it does without the database too, only not everything."""
        room = self.room
        value = {
            "database": room.intake.is_open,
            "waiting": room.intake.waiting,
            "rounds": len(room.book.rounds),
        }
        return told(value, status=200 if room.intake.is_open else 503)

    async def _asset(self, request: Request) -> Answer:
        found = self.room.assets.find(request.parts[3], gzipped=request.takes_gzip())
        if found is None:
            raise Refusal(404, "unknown")
        return Answer(200, *found)
