"""A task as a card: a table of two columns, the names of the fields on the left, their words on the right."""

import re

from .blocks import Cell, Grid, Line
from .columns import label_at
from .words import flat, one_line


def is_card(grid: Grid) -> bool:
    """Tell whether at least three rows name fields of a task, lead or time among them."""
    roles = {role for row in grid.rows if (role := _role(row))}
    return grid.columns <= 3 and len(roles) >= 3 and bool(roles & {"lead", "both", "schedule"})


def lines_of_card(grid: Grid) -> list[Line]:
    """Return the card as paragraphs with labelled fields; other rows stay as they are."""
    lines = []
    for row in grid.rows:
        cells = [cell for cell in row if cell.text]
        if _role(row):
            before = [Line(cell.text) for cell in cells[:-2]]
            # a free-standing colon, so that the words of the file stay as they are
            lines.extend([*before, Line(f"{one_line(cells[-2].text).removesuffix(':')} : {cells[-1].text}")])
        else:
            lines.extend(line for cell in cells for line in cell.lines if line.text)
    return lines


def _role(row: tuple[Cell, ...]) -> str:
    cells = [cell for cell in row if cell.text]
    if len(cells) < 2:
        return ""
    name = re.sub(r"\s+\d{1,2}$", "", one_line(flat(cells[-2].text)).removesuffix(":").rstrip())
    found = label_at(name + ":")
    return found[0] if found else ""
