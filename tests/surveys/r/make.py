"""Answers for the comparison with R: writes clustered.csv, crossing.csv and their designs. Run once; what it wrote is kept."""

from __future__ import annotations

import csv
import random
from pathlib import Path

HERE = Path(__file__).resolve().parent
ITEMS = [f"item_{number:02}" for number in range(1, 23)]


def write(name: str, rows: list[list[object]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def clustered() -> None:
    """Four strata of 5 to 8 clusters, units that are whole strata, empty answers, weights."""
    dice = random.Random(11)
    rows: list[list[object]] = [["unit", "stratum", "cluster", "weight", *ITEMS]]
    for stratum in range(4):
        for cluster in range(5 + stratum):
            mood = dice.uniform(-1, 1)
            for _person in range(dice.randint(4, 9)):
                answers = [
                    "" if dice.random() < 0.06 else min(5, max(1, round(dice.gauss(3.7 + mood, 1))))
                    for _item in ITEMS
                ]
                rows.append(
                    [
                        f"huyen-{stratum}",
                        f"tang-{stratum}",
                        f"cum-{cluster}",
                        round(dice.uniform(1, 9), 2),
                        *answers,
                    ]
                )
    write("clustered.csv", rows)
    write("clustered_design.csv", [["stratum", "clusters"], *([f"tang-{n}", 20 + 7 * n] for n in range(4))])


def crossing() -> None:
    """Units that cut through strata and clusters; no correction for a finite population."""
    dice = random.Random(12)
    rows: list[list[object]] = [["unit", "stratum", "cluster", "weight", *ITEMS]]
    for stratum in range(3):
        for cluster in range(9):
            for person in range(8):
                answers = ["" if dice.random() < 0.1 else dice.choice([1, 2, 3, 4, 4, 5]) for _item in ITEMS]
                rows.append(
                    [
                        f"don-vi-{(cluster + person) % 4}",
                        f"t{stratum}",
                        f"{cluster}",
                        dice.choice([1, 2, 5]),
                        *answers,
                    ]
                )
    write("crossing.csv", rows)


if __name__ == "__main__":
    clustered()
    crossing()
