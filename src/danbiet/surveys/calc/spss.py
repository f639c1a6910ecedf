"""SPSS files. Run as a program it reads one and writes names and columns as JSON (`calc.tables` bounds its time and memory)."""

from __future__ import annotations

import json
import math
import resource
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat

MOST_MEMORY = 2 * 1024**3


def read(path: str, most: int) -> dict[str, Any]:
    """Names, columns as lists of values, how many rows (one more than `most` at most)."""
    table, _about = pyreadstat.read_sav(path, output_format="dict", row_limit=most + 1)
    columns = [[_plain(value) for value in column] for column in table.values()]
    return {"names": list(table), "columns": columns, "rows": len(columns[0]) if columns else 0}


def _plain(value: Any) -> Any:
    """Something JSON has a word for; SPSS keeps numbers as floats and missing ones as NaN."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, bool | int | float | str):
        return value
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def write(
    table: pl.DataFrame, labels: Mapping[str, str], answers: Mapping[str, Mapping[int | float, str]]
) -> bytes:
    """The table as a .sav file with labels of the columns, and of the values of the items in `answers`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.sav"
        pyreadstat.write_sav(
            table, str(path), column_labels=dict(labels),
            variable_value_labels={item: dict(words) for item, words in answers.items()}, compress=True,
        )  # fmt: skip
        return path.read_bytes()


def main(arguments: list[str]) -> int:
    """PATH MOST_ROWS."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    path, most = arguments
    json.dump(read(path, int(most)), sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
