"""Indices of a survey with their errors by design (docs/survey-format.md, 3).

A share is a ratio of two estimated totals; an index is a weighted mean of shares. Its variance is that of its linearised value by
the first-stage clusters of each stratum (Taylor linearisation: Woodruff, JASA 66, 1971; Särndal, Swensson and Wretman, Model
Assisted Survey Sampling, 1992, 5.5; the same as `svyratio` and `svycontrast` of R's package survey). Sums run over the columns
once; whatever follows runs over clusters.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from .questionnaire import Item, factors_of
from .responses import Survey
from .student import two_sided_p, two_sided_quantile

Definition = Literal["satisfied", "mean"]
Interval = Literal["t", "normal", "logit"]
SATISFIED_FROM = 4  # levels 4 and 5 of five


@dataclass(frozen=True, slots=True)
class Method:
    """How an index is defined and how its interval is drawn. `level` in (0, 1)."""

    definition: Definition = "satisfied"
    interval: Interval = "t"
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value (share 0–1, or mean 1–5), its standard error, interval, degrees of freedom; what was answered by how many. Without
    anybody's answer all is None; with a single cluster in a stratum there is a value but no error."""

    value: float | None
    error: float | None
    low: float | None
    high: float | None
    df: int
    answered: int


Coefficients = Mapping[str, Mapping[str, float]]  # index → item → its part; parts sum to 1


def indices_of(items: Sequence[Item]) -> dict[str, dict[str, float]]:
    """Every index that is reckoned: each item alone, each factor (`factor:access`), the whole (`all`)."""
    wanted: dict[str, dict[str, float]] = {item.key: {item.key: 1.0} for item in items}
    groups = {f"factor:{factor}": members for factor, members in factors_of(items).items()} | {
        "all": tuple(items)
    }
    for name, members in groups.items():
        total = sum(item.weight for item in members)
        wanted[name] = {item.key: float(item.weight / total) for item in members if item.weight}
    return wanted


def sums(survey: Survey, method: Method) -> pl.DataFrame:
    """One row for unit × stratum × cluster: weighted answers (`w_`) and values (`y_`) of each item, and plain counts of answers
    (`n_`), of the satisfied (`s_`) and of those who do not know (`k_`). The one pass over all answers."""
    weight = pl.col("weight")
    wanted: list[pl.Expr] = [pl.len().alias("rows")]
    for item in survey.items:
        value = pl.col(item.key)
        answered, satisfied = value >= 1, value >= SATISFIED_FROM
        counted = weight * satisfied if method.definition == "satisfied" else weight * value
        wanted += [
            (weight * answered).sum().alias(f"w_{item.key}"),
            counted.sum().alias(f"y_{item.key}"),
            answered.sum().alias(f"n_{item.key}"),
            satisfied.sum().alias(f"s_{item.key}"),
            (value == 0).sum().alias(f"k_{item.key}"),
        ]
    keys = ["unit", "stratum", "cluster"]
    if survey.has_districts:
        wanted.append(pl.col("district").first())
    return survey.answers.group_by(keys).agg(wanted).sort(keys).collect(engine="streaming")


@dataclass(frozen=True, slots=True)
class Design:
    """Of each stratum: clusters drawn and clusters there are (None: without correction for a finite population)."""

    strata: pl.DataFrame

    @classmethod
    def of(cls, cells: pl.DataFrame, strata: pl.DataFrame) -> Design:
        """The clusters drawn are those in the answers; all of them, whatever part of the answers is looked at."""
        drawn = cells.group_by("stratum").agg(pl.col("cluster").n_unique().alias("drawn"))
        return cls(drawn.join(strata.select("stratum", "clusters"), on="stratum", how="left"))

    def alone(self) -> list[str]:
        """Strata with a single cluster that is not the only one there: their variance cannot be known."""
        lonely = (pl.col("drawn") == 1) & ((pl.col("clusters") != 1) | pl.col("clusters").is_null())
        return self.strata.filter(lonely)["stratum"].sort().to_list()

    def beyond(self) -> list[str]:
        """Strata with more clusters in the answers than the design says there are."""
        return self.strata.filter(pl.col("drawn") > pl.col("clusters"))["stratum"].sort().to_list()


def linearised(
    cells: pl.DataFrame, by: str | None, wanted: Coefficients, items: Sequence[Item]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(values by domain, linearised values by domain × stratum × cluster). `by` names the column of domains, None is all as one."""
    domain = (pl.lit("") if by is None else pl.col(by)).alias("domain")
    keys = [item.key for item in items]
    summed = [f"{kind}_{key}" for key in keys for kind in "wyn"]
    small = cells.with_columns(domain).group_by("domain", "stratum", "cluster").agg(pl.col(summed).sum())
    totals = small.group_by("domain").agg(
        pl.col(summed).sum(), pl.len().alias("clusters"), pl.col("stratum").n_unique().alias("strata")
    )
    shares = totals.with_columns(
        pl.when(pl.col(f"w_{key}") > 0).then(pl.col(f"y_{key}") / pl.col(f"w_{key}")).alias(f"p_{key}")
        for key in keys
    )
    values = shares.select(
        "domain", "strata", "clusters",
        *(_mean(parts).alias(f"v_{name}") for name, parts in wanted.items()),
        *(pl.max_horizontal(*(pl.col(f"n_{key}") for key in parts)).alias(f"n_{name}") for name, parts in wanted.items()),
    )  # fmt: skip
    known = shares.select(
        "domain",
        *(pl.col(f"p_{key}") for key in keys),
        *(pl.col(f"w_{key}").alias(f"t_{key}") for key in keys),
        *(_part_sum(parts).alias(f"a_{name}") for name, parts in wanted.items()),
    )
    joined = small.join(known, on="domain")
    residual = joined.with_columns(
        pl.when(pl.col(f"t_{key}") > 0)
        .then((pl.col(f"y_{key}") - pl.col(f"p_{key}") * pl.col(f"w_{key}")) / pl.col(f"t_{key}"))
        .otherwise(0.0)
        .alias(f"r_{key}")
        for key in keys
    )
    return values, residual.select(
        "domain", "stratum", "cluster",
        *(
            (pl.sum_horizontal(pl.col(f"r_{key}") * part for key, part in parts.items()) / pl.col(f"a_{name}")).alias(f"z_{name}")
            for name, parts in wanted.items()
        ),
    )  # fmt: skip


def _part_sum(parts: Mapping[str, float]) -> pl.Expr:
    return pl.sum_horizontal(
        pl.when(pl.col(f"p_{key}").is_not_null()).then(part).otherwise(0.0) for key, part in parts.items()
    )


def _mean(parts: Mapping[str, float]) -> pl.Expr:
    """Items nobody answered drop out; the others' parts grow."""
    total = _part_sum(parts)
    value = pl.sum_horizontal(pl.col(f"p_{key}").fill_null(0.0) * part for key, part in parts.items())
    return pl.when(total > 0).then(value / total)


def variances(points: pl.DataFrame, design: Design, names: Sequence[str]) -> pl.DataFrame:
    """The variance of each index by domain. A stratum's clusters without anybody of the domain count as zeros."""
    by_stratum = points.group_by("domain", "stratum").agg(
        *(pl.col(f"z_{name}").sum().alias(f"s_{name}") for name in names),
        *((pl.col(f"z_{name}") ** 2).sum().alias(f"q_{name}") for name in names),
    )
    joined = by_stratum.join(design.strata, on="stratum")
    drawn, there = pl.col("drawn"), pl.col("clusters")
    left_out = pl.when(there.is_null()).then(1.0).otherwise((1.0 - drawn / there).clip(lower_bound=0.0))
    factor = (
        pl.when(left_out == 0.0)
        .then(0.0)
        .when(drawn > 1)
        .then(left_out * drawn / (drawn - 1))
        .otherwise(float("nan"))  # a single cluster says nothing of how clusters differ
    )
    return joined.group_by("domain").agg(
        (factor * (pl.col(f"q_{name}") - pl.col(f"s_{name}") ** 2 / drawn).clip(lower_bound=0.0))
        .sum()
        .alias(f"e_{name}")
        for name in names
    )


def estimates(
    cells: pl.DataFrame, design: Design, by: str | None, items: Sequence[Item], method: Method
) -> dict[str, dict[str, Estimate]]:
    """Every index of every domain: domain → index → estimate."""
    wanted = indices_of(items)
    values, points = linearised(cells, by, wanted, items)
    table = values.join(variances(points, design, list(wanted)), on="domain", how="left").sort("domain")
    return {
        row["domain"]: {name: _estimate(row, name, method) for name in wanted}
        for row in table.iter_rows(named=True)
    }


def _estimate(row: Mapping[str, object], name: str, method: Method) -> Estimate:
    value, variance = row[f"v_{name}"], row[f"e_{name}"]
    df = int(row["clusters"]) - int(row["strata"])  # type: ignore[call-overload]
    answered = int(row[f"n_{name}"] or 0)  # type: ignore[call-overload]
    if not isinstance(value, float):
        return Estimate(None, None, None, None, df, answered)
    error = math.sqrt(variance) if isinstance(variance, float) and not math.isnan(variance) else None
    low, high = interval(value, error, df, method)
    return Estimate(value, error, low, high, df, answered)


def interval(
    value: float, error: float | None, df: float, method: Method
) -> tuple[float | None, float | None]:
    """The interval at the method's level; (None, None) without an error or a degree of freedom."""
    if error is None or (df <= 0 and method.interval != "normal"):
        return None, None
    times = two_sided_quantile(method.level, math.inf if method.interval == "normal" else float(df)) * error
    if method.interval == "logit" and 0.0 < value < 1.0:
        middle, half = math.log(value / (1.0 - value)), times / (value * (1.0 - value))
        return 1.0 / (1.0 + math.exp(half - middle)), 1.0 / (1.0 + math.exp(-half - middle))
    return value - times, value + times


@dataclass(frozen=True, slots=True)
class Difference:
    """How far one domain is above another, with its error and the chance of as much where there is none."""

    value: float
    error: float | None
    p: float | None
    df: int


def difference(
    cells: pl.DataFrame, design: Design, by: str, items: Sequence[Item], name: str, pair: tuple[str, str]
) -> Difference | None:
    """Index `name` of the first domain minus that of the second; they may share strata and clusters. None: one has no value."""
    wanted = {name: indices_of(items)[name]}
    both = cells.filter(pl.col(by).is_in(pair))
    values, points = linearised(both, by, wanted, items)
    known = dict(values.select("domain", f"v_{name}").iter_rows())
    first, second = known.get(pair[0]), known.get(pair[1])
    if first is None or second is None:
        return None
    signed = points.with_columns(
        pl.when(pl.col("domain") == pair[0])
        .then(pl.col(f"z_{name}"))
        .otherwise(-pl.col(f"z_{name}"))
        .alias(f"z_{name}")
    )
    joined = (
        signed.group_by("stratum", "cluster")
        .agg(pl.col(f"z_{name}").sum())
        .with_columns(pl.lit("").alias("domain"))
    )
    variance = variances(joined, design, [name])[f"e_{name}"][0]
    error = None if math.isnan(variance) else math.sqrt(variance)
    df = joined.height - joined["stratum"].n_unique()
    p = two_sided_p((first - second) / error, df) if error and df > 0 else None
    return Difference(first - second, error, p, df)
