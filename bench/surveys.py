"""`python -m bench surveys`: 5 million answers × 22 items of 3,400 communes: all indices with intervals, against reading the file.

Limits (issue 6, Must show 3): at most 5 times the time of reading the file in the same library, at most 2 GB of memory. Each is timed in
a process of its own, in turns, the median of three.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
FOLDER = ROOT / "var" / "bench-surveys"
LIMIT, MOST_MB, ROUNDS = 5.0, 2048, 3
UNITS, CLUSTERS = 3_400, 20


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench surveys")
    parser.add_argument("--responses", type=int, default=5_000_000)
    parser.add_argument("--part", choices=["read", "score"], default="")
    options = parser.parse_args()
    file, design = FOLDER / f"{options.responses}.csv", FOLDER / "design.csv"
    if options.part:
        return _part(options.part, file, design)
    if not file.exists():
        _write(file, design, options.responses)
    told: dict[str, list[dict]] = {"read": [], "score": []}
    for _ in range(ROUNDS):
        for part, found in told.items():
            command = [
                sys.executable,
                "-m",
                "bench",
                "surveys",
                "--responses",
                str(options.responses),
                "--part",
                part,
            ]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            found.append(json.loads(done.stdout.splitlines()[-1]))
    seconds = {part: statistics.median(one["seconds"] for one in found) for part, found in told.items()}
    peak = max(one["peak_mb"] for one in told["score"])
    times = seconds["score"] / seconds["read"]
    print(
        json.dumps(
            {
                "responses": options.responses, "units": UNITS, "read_s": round(seconds["read"], 2), "score_s": round(seconds["score"], 2),
                "times": round(times, 2), "peak_mb": peak, "read_peak_mb": max(one["peak_mb"] for one in told["read"]),
                "index": told["score"][0]["index"], "limit": LIMIT, "limit_mb": MOST_MB, "load": [round(one, 2) for one in os.getloadavg()],
            }
        )
    )  # fmt: skip
    return 0 if times <= LIMIT and peak <= MOST_MB else 1


def _part(part: str, file: Path, design: Path) -> int:
    import polars as pl

    from danbiet.surveys.calc.estimating import Method
    from danbiet.surveys.calc.questionnaire import standard_items
    from danbiet.surveys.calc.responses import read
    from danbiet.surveys.calc.scored import scored

    began, index = time.perf_counter(), None
    if part == "read":
        items = {item.key: pl.Int8 for item in standard_items()}
        height = pl.read_csv(
            file, schema_overrides={"unit": pl.String, "stratum": pl.String, "cluster": pl.String, **items}
        ).height
        assert height
    else:
        found = scored(read(file, design, standard_items()), Method())
        index = float(found["all"]["index"]["value"])
        assert len(found["units"]) == UNITS
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "index": index}))
    return 0


def _write(file: Path, design: Path, count: int) -> None:
    """Answers of communes in turn, twenty clusters each; a stratum is a commune."""
    import numpy as np
    import polars as pl

    FOLDER.mkdir(parents=True, exist_ok=True)
    dice = np.random.default_rng(3)
    with file.open("wb") as out:
        for first in range(0, count, 500_000):
            size = min(500_000, count - first)
            number = np.arange(first, first + size)
            unit = number % UNITS
            columns = {
                "unit": [f"xa-{one}" for one in unit], "stratum": [f"xa-{one}" for one in unit],
                "cluster": (number // UNITS) % CLUSTERS, "weight": dice.uniform(1, 30, size).round(2),
            }  # fmt: skip
            for item in range(1, 23):
                answers = dice.choice([1, 2, 3, 4, 5], size, p=[0.03, 0.07, 0.15, 0.45, 0.3]).astype(np.int8)
                columns[f"item_{item:02}"] = pl.Series(answers).set(pl.Series(dice.random(size) < 0.03), None)
            pl.DataFrame(columns).write_csv(out, include_header=first == 0)
    design.write_text(
        "stratum,clusters\n" + "".join(f"xa-{one},60\n" for one in range(UNITS)), encoding="ascii"
    )


if __name__ == "__main__":
    sys.exit(main())
