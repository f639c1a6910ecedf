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

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        path = scope.path
        if path == "/broken":
            raise ValueError("broken")
        if path == "/cancelled":
            raise asyncio.CancelledError
        if path == "/silent":
            return
        if path == "/twice":
            proto.response_empty(200, [])
            proto.response_empty(200, [])
        if path == "/lines":
            proto.response_empty(303, [("location", "/a\r\nset-cookie: x=1")])
            return
        if path == "/slow":
            waited = self.loop.create_future()
            self.loop.call_later(0.3, waited.set_result, None)
            await waited
        if path == "/polite":
            await asyncio.sleep(0)
        if path == "/gate":
            await self.gate
        if path == "/number":
            proto.response_str(200, [], str(os.getpid()))
            return
        if path == "/open":
            self.gate.set_result(None)
            self.gate = self.loop.create_future()
        if path == "/large":
            proto.response_bytes(200, (), b"x" * 50_000_000)
            return
        said = "|".join(
            [
                scope.method,
                path,
                scope.query_string,
                scope.headers.get("x-forwarded-for") or "-",
                (await proto()).decode("latin-1")[:100],
            ]
        )
        proto.response_str(200, (("content-type", "text/plain"),), said)


application = Application()
