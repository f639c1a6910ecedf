"""Finds out what the columns of a table are."""

import re
from dataclasses import dataclass

from .blocks import Cell, Grid
from .columns import role_of
from .words import flat, one_line

_NUMBERS_ROW = re.compile(r"^\(?(?:\d{1,2}|[a-e])\)?$")


@dataclass(frozen=True, slots=True)
class Column:
    """What one grid column holds."""

    role: str
    heading: str


@dataclass
class Layout:
    """The columns of a table and the row its body begins with."""

    columns: dict[int, Column]
    body: int
    width: int

    def has(self, *roles: str) -> bool:
        """Tell whether any column has one of the roles."""
        return any(column.role in roles for column in self.columns.values())


def layout_of(grid: Grid) -> Layout | None:
    """Return the layout of a plan's table, None for any other table."""
    for start in range(min(len(grid.rows), 8)):
        layout = layout_at(grid, start)
        if layout is not None:
            return layout
    return None


def layout_at(grid: Grid, start: int) -> Layout | None:
    """Return the layout when the head of a plan's table begins in just this row, else None."""
    columns = _headings(grid, start, 1)
    if not _enough(columns) and len(grid.rows) > start + 1:
        columns = _headings(grid, start, 2)
        if not _enough(columns):
            return None
        body = start + 2
    elif not _enough(columns):
        return None
    else:
        body = start + 1
        if body < len(grid.rows) and _continues_heading(grid, start, columns):
            columns, body = _headings(grid, start, 2), body + 1
            if body < len(grid.rows) and _continues_heading(grid, start + 1, columns):
                columns, body = _headings(grid, start, 3), body + 1
    while body < len(grid.rows) and is_numbers_row(grid.rows[body]):
        body += 1
    return Layout(_settled(columns, grid, body), body, grid.columns)


def _headings(grid: Grid, start: int, depth: int) -> dict[int, Column]:
    """Role of every grid column, read from the lowest heading that says something."""
    found: dict[int, list[str]] = {}
    for row in grid.rows[start : start + depth]:
        for cell in row:
            if grid.columns > 2 and cell.span >= grid.columns:
                # a title over the whole table heads no column
                continue
            for column in range(cell.column, cell.column + cell.span):
                words = one_line(cell.text)
                if words:
                    found.setdefault(column, []).append(words)
    columns = {}
    for column, headings in found.items():
        role = next((role for role in map(role_of, reversed(headings)) if role), "")
        if not role:
            role = role_of(" ".join(headings))
        if role == "order" and len(headings) > 1 and role_of(headings[0]) not in ("", "order"):
            role = role_of(headings[0])
        columns[column] = _numbered_mark(headings) or Column(role, " ".join(headings))
    return columns


def _numbered_mark(headings: list[str]) -> Column | None:
    """ "1" … "12" under "Tháng" and "I" … "IV" under "Quý" are columns to tick."""
    if len(headings) < 2:
        return None
    over, own = flat(" ".join(headings[:-1])), headings[-1].strip(" .")
    if re.search(r"\bthang\b", over) and re.fullmatch(r"0?[1-9]|1[0-2]", own):
        return Column("mark", f"Tháng {int(own)}")
    if re.search(r"\bquy\b", over) and re.fullmatch(r"I{1,3}|IV|[1-4]", own):
        return Column("mark", f"Quý {own}")
    return None


def _enough(columns: dict[int, Column]) -> bool:
    roles = [column.role for column in columns.values()]
    distinct = set(roles) - {""}
    assigned = distinct & {"form", "product"} and distinct & {"lead", "both"}
    if not distinct & {"content", "group"} and not assigned:
        return False
    if any(len(column.heading.split()) > 18 for column in columns.values()):
        return False
    if {"lead", "both"} & distinct or {"schedule", "mark", "ends"} & distinct:
        return len(distinct - {"order"}) >= 2
    return len(distinct & {"form", "product", "target", "support", "audience", "quantity"}) >= 2


def _continues_heading(grid: Grid, start: int, columns: dict[int, Column]) -> bool:
    """Whether the row after `start` still belongs to the head: cells merged downwards, or sub-headings."""
    row = grid.rows[start + 1]
    texts = [one_line(cell.text) for cell in row if not cell.continues and cell.text]
    if not texts:
        return any(cell.continues for cell in row)
    wide = any(cell.span > 1 for cell in grid.rows[start])
    if any(cell.continues for cell in row) and all(len(text.split()) <= 8 for text in texts):
        return all(role_of(text) for text in texts) or wide
    return wide and len(texts) >= 2 and all(role_of(text) and len(text.split()) <= 6 for text in texts)


def is_numbers_row(row: tuple[Cell, ...]) -> bool:
    texts = [one_line(cell.text) for cell in row]
    filled = [text for text in texts if text]
    return len(filled) >= 3 and all(_NUMBERS_ROW.match(flat(text)) for text in filled)


def _settled(columns: dict[int, Column], grid: Grid, body: int) -> dict[int, Column]:
    """Solve roles that depend on the other columns."""
    by_role: dict[str, list[int]] = {}
    for place in sorted(columns):
        by_role.setdefault(columns[place].role, []).append(place)
    settled = dict(columns)
    if "group" in by_role and "content" not in by_role:
        last = by_role["group"][-1]
        settled[last] = Column("content", columns[last].heading)
    content = by_role.get("content", [])
    if len({columns[place].heading for place in content}) > 1:
        first = content[0]
        merged = any(cell.column == first and cell.continues for row in grid.rows[body:] for cell in row)
        cut = len([p for p in content if columns[p].heading == columns[first].heading])
        if merged:
            for place in content[:cut]:
                settled[place] = Column("group", columns[place].heading)
    explicit = [
        p for p in by_role.get("lead", []) if re.search(r"chu tri|dau moi|chinh", flat(columns[p].heading))
    ]
    if explicit:
        for place in by_role.get("lead", []):
            if place not in explicit and columns[place].heading not in {columns[p].heading for p in explicit}:
                settled[place] = Column("support", columns[place].heading)
    if "quantity" in by_role and "measure_unit" not in by_role:
        for place in by_role["quantity"]:
            settled[place] = Column("target", columns[place].heading)
    return settled
