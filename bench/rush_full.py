"""`python -m bench rush-full`: what a submission costs when ten million are stored already, against ten thousand.

Both in one run on the same machine: entries are added by plain SQL up to each size, then rounds of submissions take turns with the
same process storing nothing, so that a machine that grows slower meanwhile does not pass for a table that grows larger. The last
line is one JSON object; limit: `cost_ratio` ≤ 1.2 (processor time of server and PostgreSQL for each submission).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from typing import Any

import psycopg

from bench.rush import Rush
from bench.rush_database import DATA, FAR, NAME, settle
from bench.rush_serving import serving

FEW, MANY = 10_000, 10_000_000
MOST = 1.2
STORED = 10 * FAR  # attempts that stand in the table only to be many
FILL = """
INSERT INTO contests_entry (start_id, round_id, arrived_ms, prediction, answers, code, trail)
SELECT {base} + n, {round}, {arrived} + n, n % 5000, 'A.B.C.D.A.B.C.D.A.B', lpad(to_hex(n), 12, '0'), ''
FROM generate_series({first}, {last}) AS n
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench rush-full")
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    options = parser.parse_args()
    from danbiet.run.postgres import Server

    load = os.getloadavg()
    with Server(data_dir=DATA) as server:
        rush = Rush(server, contest=settle(server.url), rounds=options.rounds, seconds=options.seconds)
        del rush.sites["hello"], rush.sites["plain"]
        told, stored = {}, 0
        for size in (FEW, options.many):
            _fill(server.url, rush, first=stored + 1, last=size)
            stored = size
            rush.checkpoint()
            told[size] = _cost(rush)
            print(size, told[size], file=sys.stderr, flush=True)
    few, many = told[FEW], told[options.many]
    ratio = many["cpu_us"] / few["cpu_us"]
    by_nothing = (many["cpu_us"] / many["nowhere_us"]) / (few["cpu_us"] / few["nowhere_us"])
    print(json.dumps({
        "few": few, "many": many, "cost_ratio": round(ratio, 3), "cost_ratio_by_nonstoring": round(by_nothing, 3), "lost": rush.lost,
        "load_before": [round(one, 2) for one in load],
    }))  # fmt: skip
    return 0 if min(ratio, by_nothing) <= MOST and not rush.lost else 1


def _fill(url: str, rush: Rush, *, first: int, last: int) -> None:
    """A million at a time, as a contest that lasts leaves them; then what autovacuum does while it lasts."""
    address = f"{url.partition('?')[0].rsplit('/', 1)[0]}/{NAME}?{url.partition('?')[2]}"
    with psycopg.connect(address, autocommit=True) as connection:
        for begin in range(first, last + 1, 1_000_000):
            began = time.monotonic()
            end = min(begin + 999_999, last)
            connection.execute(
                FILL.format(
                    base=STORED, round=rush.fill.round.pk, arrived=rush.fill.started, first=begin, last=end
                )  # type: ignore[arg-type]
            )
            print(f"{end:,} stored, {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)
        connection.execute("VACUUM ANALYZE contests_entry")


def _cost(rush: Rush) -> dict[str, Any]:
    """Medians of rounds of submissions, and of the same without storing."""
    stored: list[dict[str, Any]] = []
    nowhere: list[dict[str, Any]] = []
    with serving(list(rush.sites.values())):
        rush.warm_stores()
        for _ in range(rush.rounds):
            stored.append(rush.play())
            nowhere.append(rush.nowhere())

    def mid(all_: list[dict[str, Any]], *keys: str) -> float:
        return round(statistics.median(sum(one[key] for key in keys) for one in all_), 1)

    return {
        "cpu_us": mid(stored, "cpu_us", "database_us"), "database_us": mid(stored, "database_us"),
        "nowhere_us": mid(nowhere, "cpu_us"), "p50": mid(stored, "p50"), "p99": mid(stored, "p99"),
        "per_s": round(statistics.median(one["requests"] / one["seconds"] for one in stored)),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
