"""Small cells of public tables: which stay empty, so that no empty one can be reckoned from what is shown (complementary suppression).

Tables are one system of linear relations: a group is the weighted sum of its units, a factor the mean of its items, the whole the
mean of all. An empty cell can be derived exactly when its own unit vector lies in the span of the relations, restricted to empty
cells (Fellegi, JASA 67, 1972). Where the answer is yes, one more cell of a relation that betrays it is emptied, the smallest first, and
it is asked again. The many questions of the search are asked modulo a prime of 61 bits, where numbers stay small; `derivable` asks in
exact arithmetic, whose fractions grow to thousands of digits.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)
Relation = Mapping[K, Fraction]  # Σ coefficient × cell = 0, all coefficients different from 0

LEAST = 10  # answers behind a cell that is shown
PRIME = 2**61 - 1  # a rank is lower modulo it than it is with a chance of 1 in 10¹⁷
Row = dict[K, Any]  # coefficients: fractions, or whole numbers modulo PRIME


class CannotProtect(ValueError):
    """A cell is given by relations alone, whatever is left out."""


def protect(answered: Mapping[K, int], relations: Sequence[Relation[K]], *, least: int = LEAST) -> set[K]:
    """The cells to leave empty: those with fewer than `least` answers, and as many more as it takes.

    `answered`: how many answers are behind each cell. Every cell of a relation must be among them (KeyError). Cells with 0 answers are
    empty anyway; they count as unknown to readers.
    """
    empty = {cell for cell, count in answered.items() if count < least}
    if not empty:
        return set()
    used: dict[K, list[Relation[K]]] = {}
    for relation in relations:
        for cell in relation:
            answered[cell]
            used.setdefault(cell, []).append(relation)
    by_size = sorted(used, key=lambda cell: (answered[cell], str(cell)))
    whole = [_modulo(relation) for relation in relations]
    while betrayed := _fixed(empty, whole, PRIME):
        ordered = sorted(betrayed, key=lambda cell: (answered[cell], str(cell)))
        plain = [cell for cell in ordered if _is_alone(cell, empty, used)]
        for cell in plain or ordered[:1]:
            if not plain or _is_alone(
                cell, empty, used
            ):  # an earlier one's neighbour may have helped this one too
                empty.add(_another(cell, empty, used, by_size, answered))
    return empty


def _is_alone(cell: K, empty: set[K], used: Mapping[K, Sequence[Relation[K]]]) -> bool:
    """Whether one relation by itself gives the cell away."""
    return any(len(empty.intersection(relation)) == 1 for relation in used.get(cell, ()))


def _another(
    cell: K, empty: set[K], used: Mapping[K, Sequence[Relation[K]]], by_size: Sequence[K], answered: Mapping[K, int]
) -> K:  # fmt: skip
    """The smallest cell still shown beside this one: in the relation with fewest empty ones first."""
    candidates = [
        (len(empty.intersection(relation)), answered[other], str(other), other)
        for relation in used.get(cell, ())
        for other in relation
        if other not in empty
    ]
    if not candidates:  # all its relations are empty already: what gives it away lies further off
        further = next((other for other in by_size if other not in empty), None)
        if further is None:
            raise CannotProtect(str(cell))
        return further
    return min(candidates, key=lambda one: one[:3])[3]


def derivable(empty: Iterable[K], relations: Sequence[Relation[K]]) -> set[K]:
    """The empty cells that whoever sees all others can reckon exactly."""
    return _fixed(empty, relations, None)


def _modulo(relation: Relation[K]) -> dict[K, int]:
    """The relation modulo PRIME; a coefficient that is 0 there would say less than there is (ValueError)."""
    found = {
        cell: value.numerator * pow(value.denominator, -1, PRIME) % PRIME for cell, value in relation.items()
    }
    if not all(found.values()):
        raise ValueError("a coefficient is 0")
    return found


def _fixed(empty: Iterable[K], relations: Sequence[Mapping[K, Any]], modulus: int | None) -> set[K]:
    hidden = set(empty)
    rows: list[Row[K]] = [
        {cell: value for cell, value in relation.items() if cell in hidden} for relation in relations
    ]
    reduced = _reduced([row for row in rows if row], modulus)
    # In reduced form a cell is fixed exactly when a row holds it alone.
    return {next(iter(row)) for row in reduced if len(row) == 1}


def _reduced(rows: list[Row[K]], modulus: int | None) -> list[Row[K]]:
    """The reduced row echelon form of sparse rows, exact or modulo a prime."""
    by_pivot: dict[K, Row[K]] = {}
    holders: dict[K, set[K]] = {}  # column → pivots of the rows that hold it
    for given in sorted(rows, key=len):
        row = dict(given)
        for pivot in [cell for cell in row if cell in by_pivot]:
            _subtract(row, by_pivot[pivot], row.get(pivot, 0), modulus)
        if not row:
            continue
        pivot = next(iter(row))
        leading = row[pivot]
        if modulus is None:
            row = {cell: value / leading for cell, value in row.items()}
        else:
            inverse = pow(leading, -1, modulus)
            row = {cell: value * inverse % modulus for cell, value in row.items()}
        for other in list(holders.get(pivot, ())):
            touched = by_pivot[other]
            before = set(touched)
            _subtract(touched, row, touched[pivot], modulus)
            for cell in before - set(touched):
                holders[cell].discard(other)
            for cell in set(touched) - before:
                holders.setdefault(cell, set()).add(other)
        by_pivot[pivot] = row
        for cell in row:
            holders.setdefault(cell, set()).add(pivot)
    return list(by_pivot.values())


def _subtract(row: Row[K], other: Mapping[K, Any], times: Any, modulus: int | None) -> None:
    """row −= times × other, zeros left out."""
    if not times:
        return
    for cell, value in other.items():
        left = row.get(cell, 0) - times * value
        if modulus is not None:
            left %= modulus
        if left:
            row[cell] = left
        else:
            row.pop(cell, None)
