"""A questionnaire out of a table: number, factor, layer, weight, text, text in Khmer."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from danbiet.kit.text import fold

from .shipped import Asked
from .tables import MOST_PROBLEMS, Problem, Table

COLUMNS = {
    "number": ("number", "số", "số thứ tự", "stt"),
    "factor": ("factor", "yếu tố"),
    "layer": ("layer", "lớp", "lớp hỏi"),
    "weight": ("weight", "trọng số"),
    "text": ("text", "câu hỏi", "nội dung"),
    "text_km": ("text_km", "tiếng khmer"),
}
NEEDED = ("number", "factor", "text")
LONGEST_TEXT = 1_000


def questions_in(
    table: Table, factors: Mapping[str, str], layers: Mapping[str, str]
) -> tuple[list[Asked], list[Problem]]:
    """(questions, problems). `factors`, `layers`: key by the words a file may say."""
    known = {fold(spelling): name for name, spellings in COLUMNS.items() for spelling in spellings}
    places = {known[fold(title)]: place for place, title in enumerate(table.head) if fold(title) in known}
    problems = list(table.problems)
    problems += [Problem(None, COLUMNS[name][1], "missing_column") for name in NEEDED if name not in places]
    if problems:
        return [], problems
    said_factors = {fold(word): key for word, key in factors.items()}
    said_layers = {fold(word): key for word, key in layers.items()} | {"": "satisfaction"}
    found: list[Asked] = []
    for row, cells in table.rows:
        said = {name: cells[place] for name, place in places.items()}
        factor, layer = said_factors.get(fold(said["factor"])), said_layers.get(fold(said.get("layer", "")))
        faults = [
            ("number", "not_in_order", said["number"] != str(len(found) + 1)),
            ("factor", "unknown_factor", factor is None),
            ("layer", "unknown_layer", layer is None),
            ("text", "empty", not said["text"]),
            ("text", "too_long", len(said["text"]) > LONGEST_TEXT),
        ]
        weight = _weight(said.get("weight", ""))
        faults.append(("weight", "not_a_weight", weight is None))
        problems += [
            Problem(row, table.head[places.get(name, 0)], fault, said.get(name, "")[:60])
            for name, fault, is_wrong in faults
            if is_wrong
        ]
        found.append(
            Asked(len(found) + 1, factor or "", layer or "", weight or Decimal(0), said["text"], said.get("text_km", ""))
        )  # fmt: skip
    return ([], problems[:MOST_PROBLEMS]) if problems else (found, [])


def _weight(said: str) -> Decimal | None:
    """0 to 1,000 with three decimals; nothing said counts 1."""
    try:
        number = Decimal(said.replace(",", ".") or 1)
    except InvalidOperation:
        return None
    is_good = number.is_finite() and 0 <= number < 1000 and number == round(number, 3)
    return number if is_good else None
