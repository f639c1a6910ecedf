"""A million entries: ranking, units and bundle, then verification. `python -m bench.contest_bundle [entries] [processes]`.

Prints seconds and the peak of resident memory over this process and its workers, one JSON object at the end.
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.contests.cases import DAY, OPENS, ROUND, bank, closed_round, drawer_of, plain_rules

from danbiet.contests.calc.bundle import Closed, write
from danbiet.contests.calc.canonical import crockford
from danbiet.contests.calc.paper import shown_key
from danbiet.contests.calc.rules import (
    Audience,
    Block,
    Component,
    PaperPlan,
    Prediction,
    Prize,
    Tier,
    UnitBlock,
    UnitRules,
)
from danbiet.contests.calc.units import Unit
from danbiet.contests.calc.verify import verify

UNITS = 500
BEGAN = time.monotonic()


def contest() -> Closed:
    """Two audiences with banks of 500 items, fifteen questions of three blocks, a prediction, 500 units in two blocks."""
    blocks = (Block("tthc", 0, 5, 100), Block("hanh-chinh-so", 1, 5, 100), Block("hanh-chinh-so", 2, 5, 100))
    rules = plain_rules(
        audiences=(Audience("cbcc", "Cán bộ"), Audience("dan", "Người dân", min_age=18)),
        papers=(PaperPlan("cbcc", ROUND, "cb", blocks), PaperPlan("dan", ROUND, "dan", blocks)),
        attempts=3,
        prediction=Prediction("all_correct", "audience"),
        ranking=("correct", "prediction", "time", "arrived"),
        units=UnitRules(
            (UnitBlock("so", "Sở"), UnitBlock("xa", "Xã")),
            (Component("turnout", 60), Component("average", 40)),
            (Tier(50, 30), Tier(100, 25), Tier(0, 20)),
        ),
        prizes=(Prize("nhat", "Giải nhất", "person", "", 1), Prize("tap-the", "Giải tập thể", "unit", "", 3)),
    )
    units = [Unit(f"dv-{n:04d}", f"Đơn vị {n}", ("so", "xa")[n % 2], 100 + 7 * n) for n in range(UNITS)]
    return closed_round(rules, items=[*bank("cb", size=500), *bank("dan", size=500)], units=units)


def entries(closed: Closed, count: int) -> Iterator[bytes]:
    """Entries of people of very different knowledge; one in five tries twice."""
    chance = random.Random(5)
    keys = {item.id: item.key for item, _salt in closed.items}
    drawers = {audience: drawer_of(closed, audience) for audience in ("cbcc", "dan")}
    made = person = 0
    while made < count:
        person += chance.randrange(1, 1000)
        name = crockford(person, symbols=10)
        audience = "cbcc" if chance.random() < 0.9 else "dan"
        unit = f"dv-{chance.randrange(UNITS):04d}" if audience == "cbcc" else ""
        skill = 0.5 + chance.random() / 2
        for attempt in range(1, 2 + (chance.random() < 0.2)):
            paper = drawers[audience].paper(name, attempt)
            given = [
                shown_key(keys[one.item], one.order) if chance.random() < skill else chance.choice("ABCD")
                for one in paper
            ]
            started = OPENS + chance.randrange(7 * DAY)
            arrived = started + chance.randrange(60_000, 600_000)
            yield f"{name},{attempt},{audience},{unit},{started},{arrived},{chance.randrange(count)},{'.'.join(given)}".encode()
            made += 1
            if made == count:
                return


def peak_mb() -> float:
    """Largest resident memory so far, in MB: this process plus the largest worker (Linux counts kB)."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def cpu_s() -> float:
    """Seconds of processor time so far, workers that have ended included: what remains comparable on a busy machine."""
    sums = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in sums)


def shown(stage: str, done: int) -> None:
    """Progress, every hundred thousand entries."""
    if done % 100_000 < 5_000 or stage != "mark":
        print(f"  {stage} {done} {time.monotonic() - BEGAN:.1f} s", file=sys.stderr, flush=True)


def step(name: str, folder: Path, processes: int) -> dict[str, float | int]:
    """Write or verify in this process and say what it cost."""
    if name == "write":
        with (folder / "source.txt").open("rb") as file:
            lines = (line[:-1] for line in file)
            write(folder / "bundle", contest(), lines, processes=processes, progress=shown)
        findings = 0
    else:
        findings = verify(folder / "bundle", processes=processes, progress=shown).findings.counts.total()
    seconds = round(time.monotonic() - BEGAN, 1)
    found = {f"{name}_s": seconds, f"{name}_cpu_s": round(cpu_s(), 1), f"{name}_peak_mb": round(peak_mb())}
    return {**found, f"{name}_findings": findings}


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--step"]:
        print(json.dumps(step(arguments[1], Path(arguments[2]), int(arguments[3]))))
        return 0
    count = int(arguments[0]) if arguments else 1_000_000
    processes = int(arguments[1]) if len(arguments) > 1 else 2
    folder = Path(tempfile.mkdtemp(prefix="bundle-"))
    found: dict[str, float | int] = {"entries": count, "processes": processes}
    try:
        with (folder / "source.txt").open("wb") as file:
            file.writelines(line + b"\n" for line in entries(contest(), count))
        for name in ("write", "verify"):  # a process each, so that one's memory is not the other's
            command = [
                sys.executable,
                "-m",
                "bench.contest_bundle",
                "--step",
                name,
                str(folder),
                str(processes),
            ]
            found |= json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        found["bundle_mb"] = round(sum(one.stat().st_size for one in (folder / "bundle").iterdir()) / 1e6)
    finally:
        shutil.rmtree(folder)
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
