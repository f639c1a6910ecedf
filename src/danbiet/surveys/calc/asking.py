"""A questionnaire out of a table: number, factor, layer, weight, text, text in Khmer, options, when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from danbiet.kit.text import fold

from .shipped import Asked
from .skipping import MOST_ANSWERS, Rule, rule_in
from .tables import MOST_PROBLEMS, Problem, Table

COLUMNS = {
    "number": ("number", "số", "số thứ tự", "stt"),
    "factor": ("factor", "yếu tố"),
    "layer": ("layer", "lớp", "lớp hỏi"),
    "weight": ("weight", "trọng số"),
    "text": ("text", "câu hỏi", "nội dung"),
    "text_km": ("text_km", "tiếng khmer"),
    "options": ("options", "phương án", "phương án trả lời"),
    "asked_if": ("asked_if", "chỉ hỏi khi"),
}
NEEDED = ("number", "factor", "text")
LONGEST_TEXT, LONGEST_OPTION = 1_000, 100
FACT = "fact"


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
        options = tuple(one.strip() for one in said.get("options", "").split(";") if one.strip())
        rule, is_rule = _rule(said.get("asked_if", ""), found)
        faults += [
            ("options", "not_options", not _fits(options, layer)),
            ("asked_if", "not_a_rule", not is_rule),
        ]
        weight = _weight(said.get("weight", ""))
        faults.append(("weight", "not_a_weight", weight is None))
        problems += [
            Problem(row, table.head[places.get(name, 0)], fault, said.get(name, "")[:60])
            for name, fault, is_wrong in faults
            if is_wrong
        ]
        found.append(
            Asked(
                len(found) + 1, factor or "", layer or "", weight or Decimal(0), said["text"], said.get("text_km", ""), options, rule
            )
        )  # fmt: skip
    return ([], problems[:MOST_PROBLEMS]) if problems else (found, [])


def _fits(options: tuple[str, ...], layer: str | None) -> bool:
    """A question of fact has two to five short options, no two alike; no other has any."""
    if layer != FACT:
        return not options
    return 2 <= len(set(options)) == len(options) <= 5 and all(len(one) <= LONGEST_OPTION for one in options)


def _rule(said: str, before: list[Asked]) -> tuple[Rule | None, bool]:
    """(the rule, whether it is one): it names an earlier question and answers that question has."""
    try:
        rule = rule_in(said)
    except ValueError:
        return None, False
    if rule is None:
        return None, True
    if not 1 <= rule.number <= len(before):
        return None, False
    most = len(before[rule.number - 1].options) or MOST_ANSWERS
    return rule, max(rule.answers) <= most


def _weight(said: str) -> Decimal | None:
    """0 to 1,000 with three decimals; nothing said counts 1."""
    try:
        number = Decimal(said.replace(",", ".") or 1)
    except InvalidOperation:
        return None
    is_good = number.is_finite() and 0 <= number < 1000 and number == round(number, 3)
    return number if is_good else None
