"""Finds the tables on a page of a PDF by their rules: which cells there are, and which are merged."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from .page_marks import Rule, Word

MOST_COLUMNS, MOST_ROWS = 80, 600
_NEAR = 3.0  # points within which two rules are one
_JOINT = 4.0  # points by which a rule may miss the one it meets


@dataclass(slots=True)
class Box:
    """A cell: rows and columns it covers (half-open), and the words in it in the order of the file."""

    top: int
    bottom: int
    left: int
    right: int
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Ruled:
    """A table: where its columns and rows begin and end, and its cells."""

    xs: list[float]
    ys: list[float]
    boxes: list[Box]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    def holds(self, word: Word) -> bool:
        """Tell whether the middle of the word lies in the table."""
        x = (word.left + word.right) / 2
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= word.middle <= self.ys[-1] + 1


def tables_of(rules: list[Rule]) -> list[Ruled]:
    """Return the tables the rules of one page draw, from top to bottom; a frame around one cell is none."""
    across = _joined([rule for rule in rules if rule.is_across])
    down = _joined([rule for rule in rules if not rule.is_across])
    found = []
    for some_across, some_down in _together(across, down):
        xs, ys = _lines([one.at for one in some_down]), _lines([one.at for one in some_across])
        if 3 <= len(xs) <= MOST_COLUMNS and 2 <= len(ys) <= MOST_ROWS:
            found.append(Ruled(xs, ys, _boxes(xs, ys, some_across, some_down)))
    return sorted(found, key=lambda table: (table.top, table.xs[0]))


def fill(table: Ruled, words: list[Word]) -> None:
    """Put the words into the cells they stand in."""
    owner = {
        (row, column): box
        for box in table.boxes
        for row in range(box.top, box.bottom)
        for column in range(box.left, box.right)
    }
    for word in words:
        row = _place(table.ys, word.middle)
        column = _place(table.xs, (word.left + word.right) / 2)
        owner[(row, column)].words.append(word)


def _place(edges: list[float], at: float) -> int:
    return min(max(bisect_left(edges, at) - 1, 0), len(edges) - 2)


def _lines(places: list[float]) -> list[float]:
    lines: list[float] = []
    for at in sorted(places):
        if not lines or at - lines[-1] > _NEAR:
            lines.append(at)
    return lines


def _joined(rules: list[Rule]) -> list[Rule]:
    """Rules in one line that touch, as one: tables are drawn cell by cell."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if rows and rule.at - rows[-1][0].at <= _NEAR:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    joined: list[Rule] = []
    for row in rows:
        current: Rule | None = None
        for rule in sorted(row, key=lambda one: one.start):
            if current is not None and rule.start <= current.end + _JOINT:
                current = Rule(rule.is_across, current.at, current.start, max(current.end, rule.end))
                continue
            if current is not None:
                joined.append(current)
            current = rule
        if current is not None:
            joined.append(current)
    return joined


def _together(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that cross or touch each other."""
    parent = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for n, flat in enumerate(across):
        for m, tall in enumerate(down, len(across)):
            if (
                flat.start - _JOINT <= tall.at <= flat.end + _JOINT
                and tall.start - _JOINT <= flat.at <= tall.end + _JOINT
            ):
                parent[root(n)] = root(m)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for n, rule in enumerate([*across, *down]):
        groups[root(n)][0 if rule.is_across else 1].append(rule)
    return [group for group in groups.values() if len(group[0]) >= 2 and len(group[1]) >= 2]


def _boxes(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> list[Box]:
    """Cells between the lines; where no rule stands between two, they are one."""
    width, height = len(xs) - 1, len(ys) - 1
    owner = {(row, column): (row, column) for row in range(height) for column in range(width)}

    def root(one: tuple[int, int]) -> tuple[int, int]:
        while owner[one] != one:
            owner[one] = owner[owner[one]]
            one = owner[one]
        return one

    for row, column in list(owner):
        if column + 1 < width and not _is_between(down, xs[column + 1], (ys[row] + ys[row + 1]) / 2):
            owner[root((row, column + 1))] = root((row, column))
        if row + 1 < height and not _is_between(across, ys[row + 1], (xs[column] + xs[column + 1]) / 2):
            owner[root((row + 1, column))] = root((row, column))
    boxes: dict[tuple[int, int], Box] = {}
    for row, column in owner:
        box = boxes.setdefault(root((row, column)), Box(row, row + 1, column, column + 1))
        box.top, box.bottom = min(box.top, row), max(box.bottom, row + 1)
        box.left, box.right = min(box.left, column), max(box.right, column + 1)
    return sorted(boxes.values(), key=lambda box: (box.top, box.left))


def _is_between(rules: list[Rule], at: float, through: float) -> bool:
    return any(abs(one.at - at) <= _NEAR and one.start <= through <= one.end for one in rules)
