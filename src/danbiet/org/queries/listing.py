"""The tree as a page shows it: searched, and grouped by kind below each unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from danbiet.kit.text import fold
from danbiet.org.enums import UnitKind

from .tree import Tree, UnitAt

FEW = 30  # a group this small is shown open


@dataclass(frozen=True, slots=True)
class Node:
    unit: UnitAt
    groups: tuple[Group, ...]
    below: int  # units below that are shown
    is_open: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Children of one kind."""

    kind: str
    label: str
    nodes: tuple[Node, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """What a search found: the nodes from the roots down, matches with the units above them."""

    nodes: tuple[Node, ...]
    found: tuple[UnitAt, ...]
    counts: tuple[tuple[str, str, int], ...]  # kind, label, how many of the day (whatever was searched)


def listing(tree: Tree, *, text: str = "", kind: str = "") -> Listing:
    """Units of the tree whose name, abbreviation, alias or code holds the text (marks and capitals do not matter)."""
    needle = fold(text)
    found = [unit for unit in tree if _matches(unit, needle, kind)]
    is_all = not needle and not kind
    shown = {above.id for unit in found for above in tree.path(unit.id)}
    return Listing(
        nodes=tuple(_node(tree, unit, shown, is_all=is_all) for unit in tree.roots if unit.id in shown),
        found=tuple(found),
        counts=_counts(tree),
    )


def _matches(unit: UnitAt, needle: str, kind: str) -> bool:
    if kind and unit.kind != kind:
        return False
    names = (unit.name, unit.abbreviation, unit.code, unit.name_en, *unit.aliases)
    return not needle or any(needle in fold(name) for name in names)


def _node(tree: Tree, unit: UnitAt, shown: set[int], *, is_all: bool) -> Node:
    nodes = [
        _node(tree, child, shown, is_all=is_all) for child in tree.children(unit.id) if child.id in shown
    ]
    kinds: dict[str, list[Node]] = {}
    for node in nodes:
        kinds.setdefault(node.unit.kind, []).append(node)
    groups = tuple(
        Group(
            kind=kind,
            label=str(UnitKind(kind).label),
            nodes=tuple(part),
            is_open=not is_all or len(part) <= FEW,
        )
        for kind, part in kinds.items()
    )
    below = len(nodes) + sum(node.below for node in nodes)
    return Node(unit=unit, groups=groups, below=below, is_open=not is_all or unit.parent_id is None)


def _counts(tree: Tree) -> tuple[tuple[str, str, int], ...]:
    numbers: dict[str, int] = {}
    for unit in tree:
        numbers[unit.kind] = numbers.get(unit.kind, 0) + 1
    return tuple((kind.value, str(kind.label), numbers[kind]) for kind in UnitKind if kind in numbers)


def table_rows(tree: Tree, units: Iterable[UnitAt]) -> list[tuple[str, ...]]:
    """Code, name, kind, abbreviation, parent's code and name of each unit: the rows of the download."""
    rows: list[tuple[str, ...]] = []
    for unit in units:
        parent = tree.get(unit.parent_id)
        above = (parent.code, parent.name) if parent is not None else ("", "")
        rows.append((unit.code, unit.name, unit.kind_label, unit.abbreviation, *above))
    return rows
