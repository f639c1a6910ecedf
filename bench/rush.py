"""`make bench-rush`: submissions a second of the contest's process, against the same without storing, a bare hello and a plain view.

Server on the first core, wrk on the second, PostgreSQL (durable: fsync and synchronous_commit on) on both; medians of interleaved
rounds. wrk is a closed loop; `python -m bench rush-open` is the open one. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

from bench.rush_database import DATA, FAR, TRAIL, Fill, settle
from bench.rush_serving import RSGI, WSGI, Site, serving, spent, wrk

BROAD = 256  # connections of the slow disk
SLOW = 2000  # µs added to every flush


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench rush")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    options = parser.parse_args()
    from danbiet.run.postgres import Server

    load = os.getloadavg()
    with Server(data_dir=DATA) as server:
        told = Rush(
            server, contest=settle(server.url), rounds=options.rounds, seconds=options.seconds
        ).measure()
    told["load_before"] = [round(one, 2) for one in load]
    print(json.dumps(told))
    return 0


class Rush:
    """One run."""

    def __init__(self, server: Any, *, contest: str, rounds: int, seconds: int) -> None:
        self.server, self.rounds, self.seconds = server, rounds, seconds
        self.fill = Fill(contest)
        self.sites = {
            "play": Site("bench.rush_site:play", kind="play", health="/thi/suc-khoe"),
            "nowhere": Site("bench.rush_site:play", kind="nowhere", health="/thi/suc-khoe"),
            "hello": Site("bench.rush_site:hello", kind="hello", health="/", server=RSGI),
            "plain": Site("bench.rush_plain:application", kind="plain", health="/nop/", server=WSGI),
        }
        self.found: dict[str, list[dict]] = {}
        self.lost = 0  # acknowledged and not there, by the numbers of each round
        self.folder = Path(tempfile.mkdtemp(prefix="rush-"))

    def measure(self) -> dict[str, Any]:
        with serving(list(self.sites.values())):
            self._warm()
            for number in range(self.rounds):
                for name in ("nowhere", "play", "whole", "paper", "broad", "slow", "hello", "plain"):
                    told = getattr(self, name)()
                    self.found.setdefault(name, []).append(told)
                    print(
                        f"{number + 1} {name:8} {told['requests'] / told['seconds']:9.0f}/s  p50 {told['p50']:7.2f}  p99 {told['p99']:7.2f} ms  {told}",
                        file=sys.stderr,
                        flush=True,
                    )
        return self._sum_up()

    def _warm(self) -> None:
        self.warm_stores()
        self.plain(seconds=4)

    def warm_stores(self) -> None:
        for name in ("play", "nowhere"):
            self._submit(self.sites[name], connections=64, seconds=2, is_counted=name == "play")

    def play(self) -> dict:
        return self._submit(self.sites["play"], connections=64)

    def nowhere(self) -> dict:
        return self._submit(self.sites["nowhere"], connections=64, is_counted=False)

    def hello(self) -> dict:
        return wrk(f"http://127.0.0.1:{self.sites['hello'].port}/", seconds=self.seconds, connections=64)

    def paper(self) -> dict:
        token = self.fill.submissions(1)[0].partition("&")[0].removeprefix("t=")
        url = f"http://127.0.0.1:{self.sites['play'].port}{self.fill.path}/de/?t={token}"
        return wrk(url, seconds=self.seconds, connections=64)

    def broad(self) -> dict:
        return self._submit(self.sites["play"], connections=BROAD)

    def slow(self) -> dict:
        self._delay(SLOW)
        try:
            return self._submit(self.sites["play"], connections=BROAD)
        finally:
            self._delay(0)

    def whole(self) -> dict:
        tokens = self.fill.entrances(int(16_000 * self.seconds))
        path = self.folder / "entrances"
        path.write_text("\n".join(tokens) + "\n", encoding="ascii")
        url = f"http://127.0.0.1:{self.sites['play'].port}/"
        before, spent_before = self._entries(FAR, 2 * FAR), self.sites["play"].seconds()
        base = self._database_seconds()
        told = wrk(
            url,
            seconds=self.seconds,
            connections=64,
            script="rush_whole.lua",
            given=[str(path), self.fill.path, TRAIL],
        )
        told["cpu_us"] = 1e6 * (self.sites["play"].seconds() - spent_before) / max(1, told["whole"])
        told["database_us"] = 1e6 * (self._database_seconds() - base) / max(1, told["whole"])
        self.lost += max(0, told["whole"] - (self._entries(FAR, 2 * FAR) - before))
        return told

    def _submit(self, site: Site, *, connections: int, seconds: int = 0, is_counted: bool = True) -> dict:
        seconds = seconds or self.seconds
        path = self.folder / "bodies"
        first = self.fill.next
        bodies = self.fill.submissions(int(26_000 * seconds))
        path.write_text("\n".join(bodies) + "\n", encoding="ascii")
        before, base = site.seconds(), self._database_seconds()
        url = f"http://127.0.0.1:{site.port}{self.fill.path}/nop/"
        told = wrk(url, seconds=seconds, connections=connections, script="rush_submit.lua", given=[str(path)])
        told["cpu_us"] = 1e6 * (site.seconds() - before) / told["requests"]
        told["database_us"] = 1e6 * (self._database_seconds() - base) / told["requests"]
        told["used_up"] = told["requests"] > len(bodies)
        if is_counted and not told["used_up"]:
            there = self._entries(first, first + len(bodies) - 1)
            self.lost += max(0, told["requests"] - told["refused"] - there)
        return told

    def plain(self, *, seconds: int = 0) -> dict:
        path = self.folder / "sessions"
        path.write_text(
            "\n".join(self._sessions(int(500 * (seconds or self.seconds)))) + "\n", encoding="ascii"
        )
        url = f"http://127.0.0.1:{self.sites['plain'].port}/nop/"
        told = wrk(
            url, seconds=seconds or self.seconds, connections=64, script="rush_plain.lua", given=[str(path)]
        )
        self._let_end(self.sites["plain"])
        return told

    def _let_end(self, site: Site) -> None:
        """Its threads still work off what wrk no longer waits for: the next measure must not share the core with them."""
        until = time.monotonic() + 10
        used = site.seconds()
        while time.monotonic() < until:
            time.sleep(0.2)
            before, used = used, site.seconds()
            if used - before < 0.02:
                return

    def _sessions(self, count: int) -> list[str]:
        from datetime import timedelta

        from django.contrib.sessions.backends.db import SessionStore
        from django.contrib.sessions.models import Session
        from django.utils import timezone

        lines, rows = [], []
        for body in self.fill.submissions(count):
            token, _, rest = body.partition("&")
            key, csrf = secrets.token_hex(16), secrets.token_hex(16)
            data = SessionStore().encode({"start": int(token.split("*")[1])})
            rows.append(
                Session(session_key=key, session_data=data, expire_date=timezone.now() + timedelta(days=1))
            )
            lines.append(f"{key} {csrf} {rest}")
        Session.objects.bulk_create(rows)
        return lines

    def _delay(self, microseconds: int) -> None:
        """commit_delay with commit_siblings 0: every flush takes so much longer, as on a slower disk."""
        with psycopg.connect(
            self.server.cluster.url(user="postgres", name="postgres"), autocommit=True
        ) as connection:
            connection.execute(f"ALTER SYSTEM SET commit_delay = {microseconds}")
            connection.execute("ALTER SYSTEM SET commit_siblings = 0")
            connection.execute("SELECT pg_reload_conf()")
        time.sleep(0.3)

    def checkpoint(self) -> None:
        """Write out what was filled in, so that the rounds do not pay for it."""
        with psycopg.connect(
            self.server.cluster.url(user="postgres", name="postgres"), autocommit=True
        ) as connection:
            connection.execute("CHECKPOINT")

    def _database_seconds(self) -> float:
        from danbiet.run import cluster

        return sum(spent(pid) for pid in cluster.processes_in(self.server.cluster.data))

    def _sum_up(self) -> dict[str, Any]:
        def rate(name: str, key: str = "requests") -> float:
            return statistics.median(one[key] / one["seconds"] for one in self.found[name])

        def mid(name: str, key: str) -> float:
            return round(statistics.median(one[key] for one in self.found[name]), 2)

        rates = {
            name: sorted(round(one["requests"] / one["seconds"]) for one in all_)
            for name, all_ in self.found.items()
        }

        def beside(name: str, other: str, key: str = "requests") -> float:
            """What is measured within seconds is set side by side: the machine's own speed changes within minutes."""
            pairs = zip(self.found[name], self.found[other], strict=True)
            return statistics.median(
                one[key] / one["seconds"] / (two["requests"] / two["seconds"]) for one, two in pairs
            )

        return {
            "submissions_per_s": round(rate("play")),
            "participations_per_s": round(rate("whole", "whole")),
            "p50_ms": mid("play", "p50"),
            "p99_ms": mid("play", "p99"),
            "cpu_us_per_submission": round(mid("play", "cpu_us") + mid("play", "database_us"), 1),
            "cpu_us_server": mid("play", "cpu_us"),
            "cpu_us_database": mid("play", "database_us"),
            "cpu_us_participation": mid("whole", "cpu_us"),
            "cpu_us_nonstoring": mid("nowhere", "cpu_us"),
            "durable_vs_nonstoring": round(beside("play", "nowhere"), 3),
            "durable_vs_orm": round(rate("play") / rate("plain"), 1),
            "durable_vs_hello": round(rate("play") / rate("hello"), 3),
            "paper_vs_hello": round(rate("paper") / rate("hello"), 3),
            "participations_vs_submissions": round(beside("whole", "play", "whole"), 3),
            "slow_flush_ratio": round(beside("slow", "broad"), 3),
            "lost": self.lost,
            "duplicated": self._twice(),
            "refused": sum(
                one["refused"] for name in ("play", "broad", "slow", "whole") for one in self.found[name]
            ),
            "spread": {name: [found[0], found[-1]] for name, found in rates.items()},
            "client": "wrk, closed loop, 64 connections (256 for slow_flush)",
        }

    def _entries(self, first: int, last: int) -> int:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM contests_entry WHERE start_id BETWEEN %s AND %s", [first, last]
            )
            return int(cursor.fetchone()[0])

    def _twice(self) -> int:
        """Attempts with more than one entry."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) - count(DISTINCT start_id) FROM contests_entry")
            return int(cursor.fetchone()[0])


if __name__ == "__main__":
    sys.exit(main())
