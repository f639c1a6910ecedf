"""`python -m bench rush-open`: 300,000 participations in ten minutes, each beginning when it was meant to, ready or not.

The open loop: latency counts from the intended start, so that waiting behind a slow server is not hidden. Server on the first core,
this generator (asyncio, one process, `bench.rush_client`) on the second, PostgreSQL on both. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import sys
import time

from bench.rush_client import Line, Told, take_part
from bench.rush_database import DATA, Fill, settle
from bench.rush_kill import compare
from bench.rush_serving import CLIENT, Site, serving


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench rush-open")
    parser.add_argument("--people", type=int, default=300_000)
    parser.add_argument("--seconds", type=int, default=600)
    options = parser.parse_args()
    from danbiet.run.postgres import Server

    with Server(data_dir=DATA) as server:
        fill = Fill(settle(server.url))
        entrances = fill.entrances(options.people)
        site, told = Site("bench.rush_site:play", kind="play", health="/thi/suc-khoe"), Told()
        with contextlib.suppress(OSError, AttributeError):
            os.sched_setaffinity(0, {CLIENT})
        with serving([site]):
            took = asyncio.run(_open_loop(site.port, fill.path, entrances, told, options.seconds))
        cuts = statistics.quantiles([1000 * one for one in told.times], n=1000)
        print(
            json.dumps(
                {
                    "people": options.people, "received": len(told.receipts), "seconds": round(took, 1),
                    "participation_p50_ms": round(cuts[499], 1), "participation_p99_ms": round(cuts[989], 1),
                    "participation_p999_ms": round(cuts[998], 1), "sent_again": told.again, **compare(told, fill),
                    "other": told.other[:3], "generator": "asyncio, one process, pinned to core 1; server pinned to core 0",
                    "load_before": [round(one, 2) for one in os.getloadavg()],
                }
            )
        )  # fmt: skip
    return 0 if len(told.receipts) == options.people else 1


async def _open_loop(port: int, path: str, entrances: list[str], told: Told, seconds: int) -> float:
    began, step = time.monotonic(), seconds / len(entrances)
    free: list[Line] = []

    async def one(entrance: str, intended: float) -> None:
        line = free.pop() if free else Line(port)
        await take_part(line, path, entrance, told, until=intended + 60, intended=intended)
        free.append(line)

    running: set[asyncio.Task[None]] = set()
    for number, entrance in enumerate(entrances):
        intended = began + number * step
        wait = intended - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        task = asyncio.create_task(one(entrance, intended))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
