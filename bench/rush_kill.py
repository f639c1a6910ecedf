"""`python -m bench rush-kill`: SIGKILL of the rush, of PostgreSQL, of the worker during the load, and a control that must fail.

`danbiet serve` runs on a durable cluster; people take part all the time and send again what was not answered. After so many kills of
each kind: every receipt that was acknowledged is stored with its code, every attempt too, once, whole; and it came back by itself.
The control runs the same process with synchronous_commit off and kills PostgreSQL: it must lose something, or this test sees nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.factories.ports import free_port

from bench.rush_client import Told, crowd
from bench.rush_database import DATA, Fill, settle
from bench.rush_serving import ROOT, Site, group_of, serving

PEOPLE = 24
LONGEST = 120.0  # seconds until it serves again


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench rush-kill")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--only", default="play,postgres,worker,control")
    options = parser.parse_args()
    from danbiet.run.postgres import Server

    kinds, told = options.only.split(","), {}
    with Server(data_dir=DATA) as server:
        fill = Fill(settle(server.url))
        if set(kinds) & {"play", "postgres", "worker"}:
            port = free_port()
            supervisor = _serve(port)
            try:
                for kind in kinds:
                    if kind != "control":
                        told[kind] = run(
                            kind, victims(kind, server), fill, port=port + 1, kills=options.kills
                        )
            finally:
                supervisor.terminate()
                supervisor.wait(60)
        if "control" in kinds:
            site = Site("bench.rush_site:play", kind="careless", health="/thi/suc-khoe")
            with serving([site]):
                told["control"] = run(
                    "control", victims("postgres", server), fill, port=site.port, kills=options.kills
                )
    good = all(not one["lost"] and not one["wrong"] for kind, one in told.items() if kind != "control")
    seen = told["control"]["lost"] > 0 if "control" in told else None  # nobody asked
    print(json.dumps({**told, "held": good if set(told) - {"control"} else None, "control_fails": seen}))
    return 0 if good and seen is not False else 1


def run(kind: str, find: Callable[[], Iterable[int]], fill: Fill, *, port: int, kills: int) -> dict[str, Any]:
    """Kill so often during the load, then compare."""
    told, dice = Told(), random.Random(kind)
    entrances, stop = iter(fill.entrances(200_000)), threading.Event()

    def load() -> None:
        asyncio.run(_until_stopped(port, fill.path, entrances, told, stop))

    people = threading.Thread(target=load)
    people.start()
    away, done = [], 0
    try:
        for _ in range(kills):
            time.sleep(dice.uniform(0.3, 1.2))
            for pid in _some(find):
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
                done += 1
            began, count = time.monotonic(), len(told.receipts)
            while len(told.receipts) <= count + PEOPLE and time.monotonic() - began < LONGEST:
                time.sleep(0.02)
            away.append(time.monotonic() - began)
    finally:
        stop.set()
        people.join(60)
    result = {
        "kills": kills, "processes_killed": done, "acknowledged": len(told.receipts), "sent_again": told.again,
        "longest_away_s": round(max(away), 2), **compare(told, fill), "other": told.other[:3],
    }  # fmt: skip
    print(f"{kind:9} {result}", file=sys.stderr, flush=True)
    return result


def _some(find: Callable[[], Iterable[int]]) -> list[int]:
    """Whom to kill now; a supervisor that is killed for the fifth time in a row waits before it starts again, and so do we."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found = list(find())
        if found:
            return found
        time.sleep(0.05)
    return []


async def _until_stopped(port: int, path: str, entrances: Any, told: Told, stop: threading.Event) -> None:
    async def watch() -> None:
        while not stop.is_set():
            await asyncio.sleep(0.05)

    people = asyncio.create_task(
        crowd(port, path, entrances, told, people=PEOPLE, until=time.monotonic() + 3600)
    )
    await watch()
    people.cancel()
    await asyncio.gather(people, return_exceptions=True)


def compare(told: Told, fill: Fill) -> dict[str, int]:
    """What was acknowledged against what is stored; each receipt against its row by the definition of the bundle."""
    from django.db import connection
    from tests.factories.running_contest import RECEIPT

    from danbiet.contests.calc.receipts import EntryLine, is_code_of, receipt_text

    connection.close()  # the server was killed under it
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.id, s.code, s.number, s.unit, s.started_ms, e.arrived_ms, e.prediction, e.answers, e.code"
            " FROM contests_start s LEFT JOIN contests_entry e ON e.start_id = s.id WHERE s.id = ANY (%s)",
            [list(told.begun)],
        )
        stored = {row[0]: row[1:] for row in cursor.fetchall()}
        cursor.execute(
            "SELECT count(*) FROM contests_entry WHERE answers = '' OR code = '' OR arrived_ms = 0"
        )
        half = cursor.fetchone()[0]
    lost = wrong = 0
    for start, (shown, text) in told.receipts.items():
        row = stored.get(start)
        if row is None or row[4] is None:
            lost += 1
            continue
        code, number, unit, started, arrived, prediction, answers, kept = row
        line = EntryLine(code, number, "can-bo", unit, started, arrived, str(prediction), answers).line()
        right = receipt_text(line, contest=fill.contest, round_key="tuan-1")
        is_right = (
            right.decode() == text
            and shown.replace("-", "") == kept
            and is_code_of(shown, right, key=RECEIPT)
        )
        wrong += not is_right
    begun = sum(1 for start in told.begun if start not in stored)
    return {"lost": lost, "attempts_lost": begun, "wrong": wrong, "half": half}


def victims(kind: str, server: Any) -> Callable[[], Iterable[int]]:
    """How to find the processes to kill; all of them were started by us for this data folder."""
    if kind == "postgres":
        from danbiet.run import cluster

        return lambda: cluster.processes_in(server.cluster.data)
    turn = itertools.count()

    def find() -> Iterable[int]:
        """The process that has the requests; every seventh time also the one that keeps its socket, so that the supervisor has to act too."""
        if kind == "worker":
            return _leaders(b"procrastinate")
        mains = _leaders(b"danbiet.run.play")
        whole = next(turn) % 7 == 6
        return [pid for main in mains for pid in group_of(main) if whole or pid != main]

    return find


def _leaders(word: bytes) -> list[int]:
    """Processes with this word in their command line that were started for our data folder."""
    mark, found = f"DANBIET_DATA_DIR={DATA}".encode(), []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = mark in (entry / "environ").read_bytes().split(b"\0")
            if is_ours and word in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def _serve(port: int) -> subprocess.Popen[str]:
    """`danbiet serve` as an operator starts it."""
    log = DATA / "log" / "rush-kill.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "danbiet.run", "serve", "--no-demo", "--port", str(port)],
            env={**os.environ, "DANBIET_WEB_WORKERS": "1", "PYTHONPATH": str(ROOT / "src")}, stdout=out, stderr=out, text=True,
        )  # fmt: skip
    until = time.monotonic() + 240
    while time.monotonic() < until and process.poll() is None:
        if "đang chạy (" in log.read_text(encoding="utf-8"):
            return process
        time.sleep(0.2)
    process.kill()
    raise SystemExit(log.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
