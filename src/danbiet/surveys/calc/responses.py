"""Responses and design from CSV (docs/survey-format.md): read fast when right, refused row by row when wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from .questionnaire import Item

NAMES = ("unit", "stratum", "cluster")
LOWEST, HIGHEST = 0, 5  # 0: does not know, has no experience of it
MOST_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a file has wrong: its line (the head is line 1; None: the whole file), its column, and which fault."""

    line: int | None
    column: str
    fault: str
    value: str = ""


class ResponsesRefused(ValueError):
    """Files that cannot be reckoned with; nothing of them is used."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems, first: {problems[0]}")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Survey:
    """What was answered (unit, stratum, cluster, weight, district where there is one, items as Int8) and, by stratum, the number of
    clusters in the population (null: drawn with replacement, or so many that it does not matter)."""

    answers: pl.LazyFrame
    strata: pl.DataFrame
    items: tuple[Item, ...]
    has_districts: bool


def read(responses: Path, design: Path | None, items: Sequence[Item]) -> Survey:
    """The survey in the two files. Without a design every stratum counts as drawn with replacement and each row needs its weight.

    Raises ResponsesRefused with the lines at fault, OSError when a file cannot be read.
    """
    head = _head(responses)
    missing = [name for name in (*NAMES, *(item.key for item in items)) if name not in head]
    if missing:
        raise ResponsesRefused([Problem(1, name, "missing_column") for name in missing])
    strata = read_design(design) if design else None
    if "weight" not in head and (strata is None or strata["population"].null_count()):
        raise ResponsesRefused([Problem(1, "weight", "missing_column")])
    types: dict[str, pl.DataType | type[pl.DataType]] = dict.fromkeys(
        [name for name in (*NAMES, "district") if name in head], pl.String
    )
    types |= {item.key: pl.Int8 for item in items}
    if "weight" in head:
        types["weight"] = pl.Float64
    answers = _typed(responses, types)
    try:
        faults = _faults_counted(answers, items, head, strata)
    except pl.exceptions.PolarsError:
        faults = 1
    if faults:
        raise ResponsesRefused(
            _found(responses, items, head, strata) or [Problem(None, "", "not_csv", responses.name)]
        )
    strata = strata if strata is not None else _strata_of(answers)
    return Survey(_weighted(answers, strata, head), strata, tuple(items), "district" in head)


def read_design(path: Path) -> pl.DataFrame:
    """stratum, clusters (Int64 or null), population (Float64 or null); each stratum once."""
    head = _head(path)
    if "stratum" not in head:
        raise ResponsesRefused([Problem(1, "stratum", "missing_column")])
    rows = pl.read_csv(path, infer_schema=False, encoding="utf8", truncate_ragged_lines=False)
    problems: list[Problem] = []
    seen: set[str] = set()
    strata: list[tuple[str, int | None, float | None]] = []
    for line, row in enumerate(rows.iter_rows(named=True), start=2):
        name = row["stratum"] or ""
        if not name or name in seen:
            problems.append(Problem(line, "stratum", "twice" if name else "empty", name))
        seen.add(name)
        numbers: list[float | None] = []
        for column in ("clusters", "population"):
            text = (row.get(column) or "").strip()
            try:
                number = float(text) if text else None
            except ValueError:
                number = -1.0
            if number is not None and not 0 < number < 1e12:
                problems.append(Problem(line, column, "not_positive", text))
            numbers.append(number)
        clusters = None if numbers[0] is None else round(numbers[0])
        strata.append((name, clusters, numbers[1]))
    if problems:
        raise ResponsesRefused(problems[:MOST_PROBLEMS])
    return pl.DataFrame(
        strata,
        schema={"stratum": pl.String, "clusters": pl.Int64, "population": pl.Float64},
        orient="row",
    )


def _head(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            line = file.readline(100_000)
        except UnicodeDecodeError as error:
            raise ResponsesRefused([Problem(None, "", "not_utf8", path.name)]) from error
    names = [name.strip().strip('"') for name in line.rstrip("\r\n").split(",")]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise ResponsesRefused([Problem(1, name, "twice", name) for name in twice])
    return names


def _typed(path: Path, types: dict[str, pl.DataType | type[pl.DataType]]) -> pl.LazyFrame:
    return pl.scan_csv(path, schema_overrides=types).select(list(types))


def _faults(
    items: Sequence[Item], head: Sequence[str], known: pl.Series | None
) -> dict[tuple[str, str], pl.Expr]:
    """For each column and fault, whether a row has it."""
    found: dict[tuple[str, str], pl.Expr] = {}
    for name in NAMES:
        found[name, "empty"] = pl.col(name).is_null() | (pl.col(name) == "")
    if "weight" in head:
        weight = pl.col("weight")
        found["weight", "not_positive"] = weight.is_null() | ~(weight > 0) | weight.is_infinite()
    if known is not None:
        found["stratum", "unknown_stratum"] = ~pl.col("stratum").is_in(known.implode())
    for item in items:
        found[item.key, "out_of_range"] = ~pl.col(item.key).is_between(LOWEST, HIGHEST)
    return found


def _faults_counted(
    answers: pl.LazyFrame, items: Sequence[Item], head: Sequence[str], strata: pl.DataFrame | None
) -> int:
    known = None if strata is None else strata["stratum"]
    faults = pl.sum_horizontal(test.sum() for test in _faults(items, head, known).values())
    counted, rows = (
        answers.select(faults.alias("faults"), pl.len().alias("rows")).collect(engine="streaming").row(0)
    )
    if rows == 0:
        raise ResponsesRefused([Problem(None, "", "empty_file")])
    return int(counted or 0)


def _found(
    path: Path, items: Sequence[Item], head: Sequence[str], strata: pl.DataFrame | None
) -> list[Problem]:
    """The first faults with their lines; the slow way, taken only when there are some."""
    try:
        rows = pl.read_csv(path, infer_schema=False).with_row_index("line", offset=2)
    except pl.exceptions.PolarsError as error:
        return [Problem(None, "", "not_csv", str(error).splitlines()[0])]
    wanted = [item.key for item in items]
    numbers = [*wanted, *(["weight"] if "weight" in head else [])]
    texts = rows.with_columns(pl.col(numbers).str.strip_chars())
    read = texts.with_columns(
        *(pl.col(name).cast(pl.Int8, strict=False).alias(name) for name in wanted),
        *([pl.col("weight").cast(pl.Float64, strict=False)] if "weight" in head else []),
    )
    problems: list[Problem] = []
    for name in numbers:
        wrong = texts.filter(texts[name].is_not_null() & (texts[name] != "") & read[name].is_null())
        problems += [
            Problem(line, name, "not_a_number", value)
            for line, value in wrong.select("line", name).head(MOST_PROBLEMS).iter_rows()
        ]
    known = None if strata is None else strata["stratum"]
    for (name, fault), test in _faults(items, head, known).items():
        lines = read.filter(test)["line"].head(MOST_PROBLEMS).to_list()
        shown = dict(rows.filter(pl.col("line").is_in(lines)).select("line", name).iter_rows())
        problems += [Problem(line, name, fault, shown.get(line) or "") for line in lines]
    first = {(problem.line, problem.column): problem for problem in reversed(problems)}
    return sorted(first.values(), key=lambda each: (each.line or 0, each.column))[:MOST_PROBLEMS]


def _strata_of(answers: pl.LazyFrame) -> pl.DataFrame:
    names = answers.select(pl.col("stratum").unique().sort()).collect(engine="streaming")
    return names.with_columns(
        pl.lit(None, dtype=pl.Int64).alias("clusters"), pl.lit(None, dtype=pl.Float64).alias("population")
    )


def _weighted(answers: pl.LazyFrame, strata: pl.DataFrame, head: Sequence[str]) -> pl.LazyFrame:
    """Rows with a weight: their own, else population ÷ answers of their stratum."""
    if "weight" in head:
        return answers
    counted = answers.group_by("stratum").agg(pl.len().alias("_n"))
    shares = counted.join(strata.lazy().select("stratum", "population"), on="stratum").select(
        "stratum", (pl.col("population") / pl.col("_n")).alias("weight")
    )
    return answers.join(shares, on="stratum", how="left")
