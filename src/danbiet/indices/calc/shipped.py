"""Sets of criteria that come with the software (`indices/data`): a frame of the ministry's 2017 set and demonstrations.

The eight domains and their maxima are those of Quyết định 2948/QĐ-BNV (2017); what stands below them is ours, for trying out,
except the communication criterion (1.3), whose bands are those of a commune set of 2022 (domain.md 3.3).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources

from .criteria import Row, Scorer
from .rules import Kind, parse


@dataclass(frozen=True, slots=True)
class Shipped:
    """A set that may be taken over: file, name, where it comes from."""

    key: str
    name: str
    source: str
    is_demonstration: bool


SETS = (
    Shipped("departments", "Bộ tiêu chí trình diễn cho sở, ngành", "Dân Biết; khung lĩnh vực theo Quyết định 2948/QĐ-BNV năm 2017", is_demonstration=True),
    Shipped("communes", "Bộ tiêu chí trình diễn cho cấp xã", "Dân Biết; tiêu chí tuyên truyền theo một bộ cấp xã năm 2022", is_demonstration=True),
    Shipped("frame_2017", "Khung lĩnh vực cấp tỉnh năm 2017", "Quyết định 2948/QĐ-BNV năm 2017", is_demonstration=False),
)  # fmt: skip


def shipped_rows(key: str) -> list[Row]:
    """The rows of a shipped set; KeyError for none of that name."""
    if key not in {one.key for one in SETS}:
        raise KeyError(key)
    return read_rows(resources.files("danbiet.indices").joinpath("data", f"{key}.csv").read_text("utf-8"))


def read_rows(text: str) -> list[Row]:
    """Rows of our own files; what is wrong in them raises."""
    rows = []
    for line, said in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        maximum = Decimal(said["maximum"])
        kind: Kind | None = said["rule"] or None  # type: ignore[assignment]
        scorer: Scorer = said["scorer"] or "self"  # type: ignore[assignment]
        rows.append(
            Row(
                said["number"],
                said["name"],
                maximum,
                parse(kind, said["parameter"], maximum=maximum) if kind else None,
                scorer,
                said["figure"],
                said["evidence"],
                line=line,
            )
        )
    return rows
