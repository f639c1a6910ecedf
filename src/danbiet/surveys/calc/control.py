"""Field control: who answers everything alike, too fast or too slowly, and how often nobody knows. Signs to look at, no verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

ALIKE_FROM = 10  # answers from which "all alike" says something
FAST, SLOW = 1 / 3, 4  # of the median


@dataclass(frozen=True, slots=True)
class Signs:
    """Of some responses: how many, with all answers alike, far from the median time (of those timed), and shares of all answers 0–1."""

    responses: int
    alike: int
    timed: int
    fast: int
    slow: int
    median: float | None
    unknown: float
    missing: float


def signs_by(table: pl.DataFrame, by: str, items: Sequence[str]) -> dict[str, Signs]:
    """By the values of a column; the median is that of all. `table`: the column, `seconds`, the items."""
    if table.is_empty():
        return {}
    told = [pl.col(key).replace(0, None) for key in items]
    median = table["seconds"].median()
    middle = float(median) if isinstance(median, int | float) else None
    seconds = pl.col("seconds")
    marked = table.select(
        pl.col(by).cast(pl.String).alias("by"),
        (
            (pl.min_horizontal(*told) == pl.max_horizontal(*told))
            & (pl.sum_horizontal(*(one.is_not_null() for one in told)) >= ALIKE_FROM)
        ).fill_null(value=False).alias("alike"),
        seconds.is_not_null().alias("timed"),
        (seconds < (middle or 0) * FAST).fill_null(value=False).alias("fast"),
        (seconds > (middle or 0) * SLOW).fill_null(value=False).alias("slow"),
        pl.mean_horizontal(*((pl.col(key) == 0).fill_null(value=False) for key in items)).alias("unknown"),
        pl.mean_horizontal(*(pl.col(key).is_null() for key in items)).alias("missing"),
    )  # fmt: skip
    counts = marked.group_by("by").agg(
        pl.len().alias("responses"), pl.col("alike", "timed", "fast", "slow").sum(), pl.col("unknown", "missing").mean()
    )  # fmt: skip
    return {
        row["by"]: Signs(
            row["responses"], row["alike"], row["timed"], row["fast"], row["slow"], middle, row["unknown"], row["missing"]
        )
        for row in counts.iter_rows(named=True)
    }  # fmt: skip
