"""A set of criteria as a tree of numbered rows: domain 1, criterion 1.1, component 1.1.1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from .rules import Rule, rounded

Scorer = Literal["self", "survey", "computed"]
SCORERS: tuple[Scorer, ...] = ("self", "survey", "computed")
MOST_POINTS = Decimal("99999.99")  # points have two decimals, as they are printed
NUMBER = re.compile(r"[1-9][0-9]{0,2}(?:\.[1-9][0-9]{0,2}){0,2}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as written. A leaf (no row below it) has a rule; `figure` names what the platform computes, or which index of the survey.
    `groups`: the ranking groups it is for, none: all."""

    number: str
    name: str
    maximum: Decimal
    rule: Rule | None = None
    scorer: Scorer = "self"
    figure: str = ""
    evidence: str = ""
    period: str = ""
    guidance: str = ""
    groups: frozenset[str] = frozenset()
    line: int = 0  # of the workbook, for telling; 0: from elsewhere

    @property
    def depth(self) -> int:
        return self.number.count(".") + 1

    @property
    def above(self) -> str:
        """The number of the row above, "" for a domain."""
        return self.number.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a set has wrong: in which row, which fault, and the figures that show it."""

    line: int
    number: str
    fault: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """A set without faults. `leaves` in order; `below` names the leaves under every number, `path` has the rows above a leaf and itself."""

    rows: tuple[Row, ...]
    leaves: tuple[Row, ...]
    below: dict[str, tuple[str, ...]] = field(compare=False)
    path: dict[str, tuple[Row, ...]] = field(compare=False)

    @property
    def domains(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.depth == 1)

    @property
    def maximum(self) -> Decimal:
        return sum((row.maximum for row in self.domains), Decimal(0))

    def applies(self, leaf: Row, group: str) -> bool:
        """Whether a leaf is for units of that ranking group: it and all rows above it."""
        return all(not row.groups or group in row.groups for row in self.path[leaf.number])


def order(number: str) -> tuple[int, ...]:
    """Sorts 1.2 before 1.10."""
    return tuple(int(part) for part in number.split("."))


def faults_of(rows: Sequence[Row]) -> list[Fault]:
    """Everything that keeps rows from being a set, by line: numbers written twice, rows without the one above, maxima that do not add up,
    leaves without a rule, rules where there are rows below."""
    found: list[Fault] = []
    first: dict[str, Row] = {}
    for row in rows:
        if not NUMBER.fullmatch(row.number):
            found.append(Fault(row.line, row.number, "not_a_criterion_number"))
        elif row.number in first:
            found.append(Fault(row.line, row.number, "number_twice", str(first[row.number].line)))
        else:
            first[row.number] = row
        if not row.name.strip():
            found.append(Fault(row.line, row.number, "no_name"))
        if row.maximum <= 0:
            found.append(Fault(row.line, row.number, "no_maximum", str(row.maximum)))
        elif row.maximum > MOST_POINTS or row.maximum != rounded(row.maximum):
            found.append(Fault(row.line, row.number, "not_points", f"{row.maximum:.12g}"))
    children = _children(first.values())
    for row in first.values():
        found += _place_faults(row, children.get(row.number, []), first)
    if not first:
        found.append(Fault(0, "", "no_rows"))
    return sorted(found, key=lambda fault: fault.line)


def _place_faults(row: Row, below: Sequence[Row], known: Mapping[str, Row]) -> list[Fault]:
    """What is wrong with where a row stands."""
    found = []
    if row.above and row.above not in known:
        found.append(Fault(row.line, row.number, "nothing_above", row.above))
    if below:
        total = sum((child.maximum for child in below), Decimal(0))
        if total != row.maximum and not any(child.groups for child in below):
            found.append(Fault(row.line, row.number, "maxima_do_not_add_up", f"{total} ≠ {row.maximum}"))
        if row.rule is not None:
            found.append(Fault(row.line, row.number, "rule_above_others"))
    elif row.rule is None:
        found.append(Fault(row.line, row.number, "no_rule"))
    elif row.scorer != "self" and not row.figure:
        found.append(Fault(row.line, row.number, "no_figure"))
    return found


def tree_of(rows: Sequence[Row]) -> Tree:
    """The tree of rows without faults (ValueError where there are some)."""
    faults = faults_of(rows)
    if faults:
        raise ValueError(f"{len(faults)} faults, first: {faults[0]}")
    ordered = tuple(sorted(rows, key=lambda row: order(row.number)))
    children = _children(ordered)
    leaves = tuple(row for row in ordered if row.number not in children)
    below = {
        row.number: tuple(
            leaf.number
            for leaf in leaves
            if leaf.number == row.number or leaf.number.startswith(f"{row.number}.")
        )
        for row in ordered
    }
    known = {row.number: row for row in ordered}
    path = {leaf.number: tuple(known[place] for place in _places(leaf.number)) for leaf in leaves}
    return Tree(ordered, leaves, below, path)


def _places(number: str) -> Iterator[str]:
    """1, 1.2, 1.2.3 for 1.2.3."""
    parts = number.split(".")
    return (".".join(parts[:depth]) for depth in range(1, len(parts) + 1))


def _children(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.above:
            found.setdefault(row.above, []).append(row)
    return found


def comparable(first: Tree, second: Tree) -> set[str]:
    """The numbers of rows that mean the same in both sets: name, maximum and all rules below are equal. Years are compared only on them."""

    def meaning(tree: Tree) -> dict[str, object]:
        leaves = {
            leaf.number: (leaf.name, leaf.maximum, leaf.rule, leaf.scorer, leaf.groups)
            for leaf in tree.leaves
        }
        return {
            row.number: (row.name, row.maximum, tuple(leaves[number] for number in tree.below[row.number]))
            for row in tree.rows
        }

    one, other = meaning(first), meaning(second)
    return {number for number in one.keys() & other.keys() if one[number] == other[number]}
