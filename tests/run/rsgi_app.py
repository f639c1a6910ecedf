"""The application of test_rsgi.py; waits are short so that a test sees them end."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

served = sys.modules["__main__"]  # danbiet.run.rsgi, as it was started
served.LOOK, served.LONGEST_REQUEST, served.LONGEST_REST, served.LONGEST_TAKING = 0.1, 2.0, 1.5, 1.0  # type: ignore[attr-defined]


class Application:
    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop, self.gate = loop, loop.create_future()

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.run_until_complete(asyncio.sleep(0))
        print("deleted", flush=True)  # noqa: T201 - what the test reads

    def take(self, asked: Any) -> None:
        path = asked.path
        if path == "/broken":
            raise ValueError("broken")
        if path == "/twice":
            asked.answer(200, [])
            asked.answer(200, [])
        if path == "/lines":
            asked.answer(303, [("location", "/a\r\nset-cookie: x=1")])
        elif path == "/slow":
            self.loop.call_later(0.3, self.tell, asked)
        elif path == "/polite":
            self.loop.call_soon(self.tell, asked)
        elif path == "/gate":
            self.gate.add_done_callback(lambda _gate: self.tell(asked))
        elif path == "/number":
            asked.answer(200, [], str(os.getpid()))
        elif path == "/large":
            asked.answer(200, (), b"x" * 50_000_000)
        else:
            if path == "/open":
                self.gate.set_result(None)
                self.gate = self.loop.create_future()
            self.tell(asked)

    def tell(self, asked: Any) -> None:
        said = [asked.method, asked.path, asked.query_string, asked.header("x-forwarded-for") or "-"]
        said.append(asked.body.decode("latin-1")[:100])
        asked.answer(200, (("content-type", "text/plain"),), "|".join(said))


application = Application()
