"""Answers as columns, for reckoning and for files. Rows come in an order that tells nothing of when they came in."""

from __future__ import annotations

import polars as pl
from django.db import connection

from ..calc.responses import Survey
from ..models import Campaign, FrameRow, Item
from .campaigns import counted_items, frame_of, items_of

_ROWS = """
SELECT r.frame_id, r.cluster, r.weight::float8, r.answers, r.seconds, r.channel, r.taken_on, r.entered_by_id
FROM surveys_response r WHERE r.campaign_id = %s
ORDER BY r.frame_id, r.cluster, r.answers, r.taken_on
"""

_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "frame": pl.Int64, "cluster": pl.String, "weight": pl.Float64, "answers": pl.List(pl.Int8), "seconds": pl.Int64,
    "channel": pl.String, "day": pl.Date, "entered_by": pl.Int64,
}  # fmt: skip


def table_of(campaign: Campaign, frame: list[FrameRow], items: list[Item]) -> pl.DataFrame:
    """unit, stratum, cluster, weight (as the index reckons with), one column an item, seconds, channel, day, entered_by, frame.

    Without a weight of its own a response counts population ÷ responses of its stratum. Two queries with `frame` and `items` given.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [campaign.pk])
        rows = cursor.fetchall()
    columns: list[list[object]] = [list(column) for column in zip(*rows, strict=True)] or [
        [] for _ in range(8)
    ]
    told = pl.DataFrame(dict(zip(_SCHEMA, columns, strict=True)), schema=_SCHEMA)
    strata = pl.DataFrame(
        {
            "frame": [row.pk for row in frame],
            "unit": [row.code for row in frame],
            "stratum": [row.key for row in frame],
            "population": [float(row.population) for row in frame],
        },
        schema={"frame": pl.Int64, "unit": pl.String, "stratum": pl.String, "population": pl.Float64},
    )
    joined = told.join(strata, on="frame", how="left", maintain_order="left")
    own = "·" + (pl.int_range(pl.len()).over("frame") + 1).cast(pl.String)
    return joined.with_columns(
        pl.when(pl.col("cluster") == "").then(own).otherwise(pl.col("cluster")).alias("cluster"),
        pl.coalesce(pl.col("weight"), pl.col("population") / pl.len().over("frame")).alias("weight"),
        *(pl.col("answers").list.get(place, null_on_oob=True).alias(one.key) for place, one in enumerate(items)),
    ).select(
        "unit", "stratum", "cluster", "weight", *(one.key for one in items), "seconds", "channel", "day", "entered_by", "frame"
    )  # fmt: skip


def survey_of(campaign: Campaign, frame: list[FrameRow], items: list[Item]) -> Survey:
    """What `calc` reckons with: the items that make the index, the strata with their clusters (people, where there are none)."""
    counted = counted_items(items)
    table = table_of(campaign, frame, items)
    return Survey(
        table.select("unit", "stratum", "cluster", "weight", *(one.key for one in counted)).lazy(),
        design_of(frame), counted, has_districts=False,
    )  # fmt: skip


def design_of(frame: list[FrameRow]) -> pl.DataFrame:
    """stratum, clusters (people, where none are drawn), population: the file that `danbiet survey score --design` reads."""
    return pl.DataFrame(
        {
            "stratum": [row.key for row in frame],
            "clusters": [row.clusters or row.population for row in frame],
            "population": [float(row.population) for row in frame],
        },
        schema={"stratum": pl.String, "clusters": pl.Int64, "population": pl.Float64},
    )


def of_campaign(campaign: Campaign) -> tuple[list[FrameRow], list[Item]]:
    """Frame and items. Two queries."""
    return frame_of(campaign.pk), items_of(campaign.questionnaire_id)
