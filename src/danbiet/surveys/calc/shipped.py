"""Questionnaires that come with the software (`surveys/data`): a demonstration in the ministry's frame of five factors and 22 items, and
three questions on what people know of the programme, which the plan of 2021 wants to raise (19/KH-UBND, aims).

The wording and the sharing out are ours (domain.md 4.1 names factors and numbers only); an installation brings in its own.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources

from .skipping import Rule, rule_in


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is written in a file: number from 1, factor, layer, part in the index (≥ 0), words, words in Khmer, options of a
    question of fact (2 to 5), when it is asked."""

    number: int
    factor: str
    layer: str
    weight: Decimal
    text: str
    text_km: str = ""
    options: tuple[str, ...] = ()
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Shipped:
    """A questionnaire that may be taken over: file, name, whom or what it is for, where it comes from."""

    key: str
    name: str
    kind: str
    source: str


SHIPPED = (
    Shipped(
        "demonstration_22",
        "Phiếu trình diễn 5 yếu tố, 22 tiêu chí",
        "transactions",
        "Dân Biết; khung năm yếu tố của Bộ Nội vụ, câu chữ minh họa",
    ),
    Shipped(
        "demonstration_25",
        "Phiếu trình diễn 22 tiêu chí, 3 câu về người trả lời",
        "transactions",
        "Dân Biết; khung năm yếu tố của Bộ Nội vụ, câu chữ minh họa",
    ),
    Shipped(
        "awareness_3",
        "Thăm dò mức độ biết đến cải cách hành chính, 3 câu",
        "awareness",
        "Dân Biết; hỏi trước và sau đợt tuyên truyền, câu chữ minh họa",
    ),
)


def shipped_questions(key: str) -> list[Asked]:
    """The questions of a shipped questionnaire; KeyError for none of that name."""
    if key not in {one.key for one in SHIPPED}:
        raise KeyError(key)
    text = resources.files("danbiet.surveys").joinpath("data", f"{key}.csv").read_text("utf-8")
    return [
        Asked(
            int(row["number"]), row["factor"], row["layer"], Decimal(row["weight"]), row["text"], row.get("text_km") or "",
            tuple(one.strip() for one in (row.get("options") or "").split(";") if one.strip()), rule_in(row.get("asked_if") or ""),
        )
        for row in csv.DictReader(io.StringIO(text))
    ]  # fmt: skip
