"""Nobody reckons an empty cell from all that is published."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danbiet.surveys.calc.suppressing import CannotProtect, derivable, protect

F = Fraction


def table(
    weights: list[list[int]], *, groups: list[list[int]]
) -> tuple[dict[Any, int], list[dict[Any, Fraction]]]:
    """Units × items with groups, province, and the mean of all items: the tables of a survey's page as one system."""
    units, items = len(weights), len(weights[0])
    answered: dict[Any, int] = {}
    relations: list[dict[Any, Fraction]] = []
    rows = {f"u{u}": weights[u] for u in range(units)}
    for number, members in enumerate(groups):
        rows[f"g{number}"] = [sum(weights[u][i] for u in members) for i in range(items)]
    rows["all"] = [sum(weights[u][i] for u in range(units)) for i in range(items)]
    for name, counts in rows.items():
        for i in range(items):
            answered[name, i] = counts[i]
        answered[name, "mean"] = max(counts)
        relations.append({(name, "mean"): F(-items), **{(name, i): F(1) for i in range(items)}})
    for i in range(items):
        for number, members in enumerate(groups):
            whole = rows[f"g{number}"][i]
            parts = {(f"u{u}", i): F(weights[u][i]) for u in members if weights[u][i]}
            if whole:
                relations.append({(f"g{number}", i): F(-whole), **parts})
        if rows["all"][i]:
            parts = {
                (f"g{number}", i): F(rows[f"g{number}"][i])
                for number in range(len(groups))
                if rows[f"g{number}"][i]
            }
            relations.append({("all", i): F(-rows["all"][i]), **parts})
    return answered, relations


def solvable(cell: Any, empty: set[Any], relations: list[dict[Any, Fraction]]) -> bool:
    """Whether the cell's unit vector is a combination of the relations: by solving for the combination, column by column (another way
    than the module's)."""
    order = sorted(empty, key=str)
    # One equation a hidden cell: Σ λ_r · coefficient_r(cell) = 1 for the wanted cell, 0 for the others.
    system = [[relation.get(name, F(0)) for relation in relations] + [F(int(name == cell))] for name in order]
    place = 0
    for column in range(len(relations)):
        pivot = next((row for row in range(place, len(system)) if system[row][column]), None)
        if pivot is None:
            continue
        system[place], system[pivot] = system[pivot], system[place]
        leading = system[place][column]
        system[place] = [value / leading for value in system[place]]
        for row in range(len(system)):
            if row != place and system[row][column]:
                times = system[row][column]
                system[row] = [
                    one - times * other for one, other in zip(system[row], system[place], strict=True)
                ]
        place += 1
    return all(any(row[:-1]) or not row[-1] for row in system)


def test_one_small_unit_takes_a_second_one_with_it() -> None:
    # u0 has 3 answers; its group's total would give it away, so the smallest of its neighbours goes too.
    answered, relations = table([[3], [40], [25], [60]], groups=[[0, 1, 2], [3]])
    empty = protect(answered, relations)
    assert {("u0", 0), ("u2", 0)} <= empty
    assert ("u1", 0) not in empty
    assert ("all", 0) not in empty
    assert not derivable(empty, relations)


def test_one_small_item_does_not_show_through_the_mean_of_the_items() -> None:
    answered, relations = table([[30, 4, 30], [50, 50, 50], [45, 45, 45]], groups=[[0, 1, 2]])
    empty = protect(answered, relations)
    assert ("u0", 1) in empty
    assert not any(solvable(cell, empty, relations) for cell in empty)
    assert len(empty) < len(answered) / 2  # most of the page stays


def test_nothing_small_leaves_everything_in_place() -> None:
    answered, relations = table([[20, 20], [30, 30]], groups=[[0, 1]])
    assert protect(answered, relations) == set()


def test_attack_finds_what_is_left_open() -> None:
    answered, relations = table([[3], [40], [25]], groups=[[0, 1, 2]])
    assert derivable({("u0", 0)}, relations) == {("u0", 0)}
    assert solvable(("u0", 0), {("u0", 0)}, relations)
    assert answered["u0", 0] == 3


def test_what_cannot_be_hidden_is_said() -> None:
    with pytest.raises(CannotProtect):
        protect({"a": 1}, [{"a": F(1)}])


counts = st.integers(0, 60)


@st.composite
def tables(draw: Any) -> tuple[list[list[int]], list[list[int]]]:
    units, items = draw(st.integers(2, 7)), draw(st.integers(1, 4))
    weights = [[draw(counts) for _ in range(items)] for _ in range(units)]
    cut = draw(st.integers(1, units - 1))
    return weights, [list(range(cut)), list(range(cut, units))]


@settings(max_examples=60, deadline=None)
@given(tables())
def test_no_combination_of_published_cells_gives_an_empty_one(made: Any) -> None:
    answered, relations = table(made[0], groups=made[1])
    empty = protect(answered, relations)
    assert {cell for cell, count in answered.items() if count < 10} <= empty
    for cell in empty:
        assert not solvable(cell, empty, relations)
