"""Reads tasks from tables: any order and wording of columns, group rows, merged cells, tables in pieces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .blocks import Cell, Grid
from .columns import is_form_and_product, role_of
from .draft import GroupDraft, TaskDraft
from .layout import Column, Layout, is_numbers_row, layout_of
from .unitwords import same_as_above
from .words import flat, is_caps, one_line

_ROMAN = re.compile(r"^(?:phan |muc |nhom )?(?:[ivx]+|[a-h])(?:\s*[.)/:]|$)", re.IGNORECASE)
_ARABIC = re.compile(r"^(\d{1,3}(?:\.\d{1,3})*)\s*[.)]?$")
_LABELLED = re.compile(
    r"^((?:(?:nhóm|phần|mục|nhiệm vụ)\s*)?(?:[IVX]{1,5}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.):]|[a-zđ]\)|[-+*•–—])\s*",
    re.IGNORECASE,
)
_HANDED_DOWN = ("lead", "both", "support", "schedule", "audience")
_FIELDS = ("form", "audience", "product", "target", "lead", "support", "schedule")


@dataclass
class _State:
    groups: list[GroupDraft]
    layout: Layout
    head_words: list[str] = field(default_factory=list)
    above: dict[int, str] = field(default_factory=dict)
    stack: list[tuple[str, str]] = field(default_factory=list)
    task: TaskDraft | None = None
    group_title: str = ""
    handed_down: dict[str, str] = field(default_factory=dict)


def read_tables(
    grids: list[Grid], titles: Sequence[str] = ()
) -> tuple[list[GroupDraft], list[str], set[int]]:
    """Return the groups in order, the words of heads and empty rows, and which grids (by place) held tasks.

    A table without a head goes on where the plan's table before it stopped when it has as many columns.
    `titles` are the headings above the tables; where several tables have one each, they are the groups.
    """
    state = _State(groups=[], layout=Layout({}, 0, 0))
    used: set[int] = set()
    several = (
        len({title for title, grid in zip(titles, grids, strict=False) if title and layout_of(grid)}) > 1
    )
    for place, grid in enumerate(grids):
        layout = layout_of(grid)
        if layout is not None:
            state.layout = layout
            state.head_words.extend(_words(row) for row in grid.rows[: layout.body])
            rows = grid.rows[layout.body :]
        elif used and _continues_table(grid, state.layout):
            rows = grid.rows
        else:
            continue
        used.add(place)
        title = titles[place] if place < len(titles) else ""
        if layout is not None and title and several:
            state.groups.append(GroupDraft(title=title))
            state.stack, state.task = [], None
        state.above = {}
        _read_rows(rows, state)
    return [group for group in state.groups if group.tasks or group.source], state.head_words, used


def _continues_table(grid: Grid, layout: Layout) -> bool:
    if grid.columns != layout.width or not grid.rows:
        return False
    first = grid.rows[0]
    return len(first) >= 3 or (len(first) == 1 and len(grid.rows) > 1)


def _words(row: tuple[Cell, ...]) -> str:
    return "\t".join(cell.text for cell in row if cell.text)


def _read_rows(rows: tuple[tuple[Cell, ...], ...], state: _State) -> None:
    for n, row in enumerate(rows):
        values = _values(row, state)
        if not any(cell.text for cell in row):
            continue
        if not (values.by_role or values.marks):
            # a number and nothing else: kept, but nobody's task
            state.head_words.append(_words(row))
        elif _is_head_again(row, state) or is_numbers_row(row) or _is_sum(values):
            state.head_words.append(_words(row))
        elif _is_group(row, values, rows[n + 1 :], state):
            _open_group(row, values, state)
        else:
            _read_task(row, values, state)


def _is_head_again(row: tuple[Cell, ...], state: _State) -> bool:
    texts = [one_line(cell.text) for cell in row if cell.text]
    headings = " ".join(column.heading for column in state.layout.columns.values())
    roles = [role_of(text) for text in texts]
    return (
        len(texts) >= 2
        and all(roles)
        and all(len(text.split()) <= 8 for text in texts)
        and all(flat(text) in flat(headings) for text in texts)
    )


@dataclass
class _Values:
    """The words of one row by role; `own` holds the roles written in this very row (not merged from above)."""

    by_role: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    merged: set[str] = field(default_factory=set)
    marks: list[str] = field(default_factory=list)
    order: str = ""
    content_cell: Cell | None = None


def _role(cell: Cell, state: _State) -> str:
    column = state.layout.columns.get(cell.column)
    role = column.role if column else ""
    return "content" if role == "order" and cell.span > 1 and cell.text else role


def _values(row: tuple[Cell, ...], state: _State) -> _Values:
    values = _Values()
    for cell in row:
        role = _role(cell, state)
        text = cell.text
        if cell.continues and not text:
            text = state.above.get(cell.column, "")
            if text:
                values.merged.add(role)
        elif text:
            if same_as_above(text) and role in _FIELDS:
                text = state.above.get(cell.column, text)
            values.own.add(role)
        if cell.merged or text:
            state.above[cell.column] = text
        if role == "order" and not text and cell.lines and not cell.continues:
            values.order = cell.lines[0].label
        if not text:
            continue
        if role == "order":
            values.order = one_line(text)
        elif role == "mark":
            values.marks.extend(_marks(cell, text, state))
        else:
            if role == "content" and values.content_cell is None:
                values.content_cell = cell
            old = values.by_role.get(role, "")
            values.by_role[role] = f"{old}\n{text}" if old else text
    return values


def _is_sum(values: _Values) -> bool:
    return bool(
        re.match(
            r"^(?:tong )?(?:cong|so)(?: \(.*\))?:?$", flat(values.by_role.get("content", "") or values.order)
        )
    )


def _marks(cell: Cell, text: str, state: _State) -> list[str]:
    """The quarters or months a ticked cell stands under; a merged one ticks all it covers."""
    if re.fullmatch(r"[\s\-–—0.]*", text):
        return []
    places = range(cell.column, cell.column + cell.span)
    columns = [state.layout.columns.get(place) for place in places]
    return list(
        dict.fromkeys(_marked(column.heading) for column in columns if column and column.role == "mark")
    )


def _marked(heading: str) -> str:
    match = re.search(
        r"((?:quý|q|tháng|t)\s*\.?\s*(?:[IVX]+|\d{1,2})(?:\s*/\s*\d{4})?|6 tháng (?:đầu|cuối) năm)\s*$",
        heading,
        re.IGNORECASE,
    )
    return match.group(1) if match else heading


def _is_group(
    row: tuple[Cell, ...], values: _Values, following: tuple[tuple[Cell, ...], ...], state: _State
) -> bool:
    filled = [cell for cell in row if cell.text]
    title = next((cell for cell in filled if cell is values.content_cell), None)
    if title is None:
        # the words stand in the order column or are merged over columns that begin elsewhere
        wide = [cell for cell in filled if cell.span * 2 >= state.layout.width and state.layout.width > 2]
        return len(filled) <= 2 and bool(wide)
    others = [
        c
        for c in filled
        if c is not title and (state.layout.columns.get(c.column) or Column("", "")).role != "order"
    ]
    order = values.order or _leading_label(title.text)
    if others and _ROMAN.match(order) and not values.merged and _heads_its_children(others, following, state):
        return True
    if others or values.merged & set(_FIELDS) or values.marks:
        return False
    if title.span * 2 >= state.layout.width and title.span > 1 and state.layout.width > 2:
        return True
    if _ROMAN.match(order) or not following:
        return bool(following) and bool(_ROMAN.match(order))
    bold = bool(title.lines) and all(line.bold for line in title.lines)
    if bold or is_caps(title.text):
        return True
    return _has_children(order, following, state)


def _heads_its_children(others: list[Cell], following: tuple[tuple[Cell, ...], ...], state: _State) -> bool:
    """A Roman row whose lead or time holds for the Arabic rows under it, by merging or by their empty cells."""
    if not following:
        return False
    child = _values(following[0], _State(groups=[], layout=state.layout))
    if _style_of(child.order or _leading_label(child.by_role.get("content", ""))) not in (
        "arabic",
        "small",
        "arabic.",
    ):
        return False
    if all(cell.merged for cell in others):
        return True
    roles = {state.layout.columns[cell.column].role for cell in others if cell.column in state.layout.columns}
    assigning = {"lead", "both"}
    return not (child.own & assigning if roles & assigning else roles & child.own)


def _has_children(order: str, following: tuple[tuple[Cell, ...], ...], state: _State) -> bool:
    child = _values(following[0], _State(groups=[], layout=state.layout))
    label = child.order or _leading_label(child.by_role.get("content", ""))
    own = _ARABIC.match(order)
    if own and label.startswith(own.group(1) + "."):
        return True
    if own and re.match(r"[a-zđ]\)?$", label):
        return True
    return own is not None and bool(child.own & set(_FIELDS)) and (label in ("", "-", "+", "*"))


def _leading_label(text: str) -> str:
    match = _LABELLED.match(text)
    return match.group(1).strip() if match else ""


def _without_label(text: str) -> str:
    return text[match.end() :] if (match := _LABELLED.match(text)) else text


def _style_of(order: str) -> str:
    order = order.strip(" .):")
    if re.fullmatch(r"[IVX]+", order):
        return "roman"
    if re.fullmatch(r"[A-H]", order):
        return "letter"
    if re.fullmatch(r"\d+(?:\.\d+)*", order):
        return "arabic" + "." * order.count(".")
    return "small" if re.fullmatch(r"[a-zđ]", order) else ""


def _open_group(row: tuple[Cell, ...], values: _Values, state: _State) -> None:
    texts = [cell.text for cell in row if cell.text]
    words = one_line(values.content_cell.text if values.content_cell else max(texts, key=len))
    order = values.order if values.order and values.order != words else _leading_label(words)
    title = _without_label(words).strip(" :.") or words.strip(" :.")
    style = _style_of(order)
    while state.stack and style and any(item[0] == style for item in state.stack):
        state.stack.pop()
    state.stack.append((style, title))
    state.task = None
    state.group_title = ""
    state.handed_down = {role: text for role, text in values.by_role.items() if role in _HANDED_DOWN}
    group = GroupDraft(title=title, source=_words(row))
    state.groups.append(group)


def _read_task(row: tuple[Cell, ...], values: _Values, state: _State) -> None:
    content = values.by_role.get("content", "")
    own_content = "content" in values.own
    source = _words(row)
    _group_of_column(values, state)
    if state.task is not None and not own_content and _goes_on(values, state):
        _extend(state.task, values, source, state)
        return
    if state.task is not None and _is_further_point(values, state):
        state.task.add("content", content)
        _extend(state.task, values, source, state)
        return
    task = TaskDraft(label=values.order, source=[source] if source else [])
    task.content = content or values.by_role.get("group", "")
    if not task.content:
        task.content = values.by_role.get("form", "") or values.by_role.get("product", "") or one_line(source)
    group = _group_for(values, state)
    for role, text in state.handed_down.items() if group is state.groups[-1] and group.source else ():
        if not values.by_role.get(role):
            values.by_role[role] = text
            task.inherited.append("lead" if role == "both" else role)
    _fill(task, values, state)
    group.tasks.append(task)
    state.task = task


def _goes_on(values: _Values, state: _State) -> bool:
    """A row without content of its own continues the task above, unless it says who or when anew."""
    if values.order and "order" in values.own and "content" in values.merged:
        return False
    if "content" not in values.merged:
        return not values.order
    fresh = values.own & {"lead", "both", "schedule"} or values.marks
    if not fresh:
        return True
    task = state.task
    if task is None:
        return False
    same_lead = values.by_role.get("lead", values.by_role.get("both", "")) in ("", task.lead)
    same_time = values.by_role.get("schedule", "") in ("", task.schedule)
    return same_lead and same_time and not values.marks


def _is_further_point(values: _Values, state: _State) -> bool:
    """A row without number, lead and time under a numbered one is a further point of the same task."""
    assigned = {"lead", "both", "support", "schedule", "starts", "ends"} & set(values.by_role)
    numbered = state.task is not None and bool(state.task.label)
    return numbered and not values.order and not assigned and not values.marks and "group" not in values.own


def _group_of_column(values: _Values, state: _State) -> None:
    title = one_line(values.by_role.get("group", ""))
    if title and "content" in values.by_role and "group" in values.own and title != state.group_title:
        state.group_title = title
        state.groups.append(GroupDraft(title=_without_label(title).strip(" :."), source=""))
        state.stack = [("column", title)]


def _group_for(values: _Values, state: _State) -> GroupDraft:
    style = _style_of(values.order)
    if style and any(item[0] == style for item in state.stack):
        # "2" after the sub-headed "1": the heading "1" ends here
        while state.stack and state.stack[-1][0] != style:
            state.stack.pop()
        state.stack.pop()
        # a numbered row beside headings of the same rank is a group of its own
        title = state.stack[-1][1] if state.stack else one_line(values.by_role.get("content", ""))
        if not state.groups or state.groups[-1].title != title:
            state.groups.append(GroupDraft(title=title))
    if not state.groups:
        state.groups.append(GroupDraft(title=""))
    return state.groups[-1]


def _fill(task: TaskDraft, values: _Values, state: _State) -> None:
    roles = values.by_role
    heading = next((c.heading for c in state.layout.columns.values() if c.role in ("form", "product")), "")
    for name in ("form", "audience", "product", "target", "support", "schedule"):
        task.add(name, roles.get(name, ""))
    lead, slash, support = _both(roles.get("both", ""), state)
    task.add("lead", roles.get("lead", "") or lead)
    task.add("support", support if slash else "")
    if is_form_and_product(heading):
        task.combined = True
        task.add("product", roles.get("form", ""))
        task.add("form", roles.get("product", ""))
    quantity, measure = one_line(roles.get("quantity", "")), one_line(roles.get("measure_unit", ""))
    if quantity:
        task.add(
            "target", f"{quantity} {measure}" if measure and flat(measure) not in flat(quantity) else quantity
        )
    begin, end = one_line(roles.get("starts", "")), one_line(roles.get("ends", ""))
    if begin and end:
        task.add("schedule", f"Từ {begin} đến {end}")
    elif begin or end:
        task.add("schedule", f"Từ {begin}" if begin else f"Đến {end}")
    if values.marks:
        task.add("schedule", ", ".join(values.marks))


def _both(words: str, state: _State) -> tuple[str, str, str]:
    """ "Sở Nội vụ/Sở Tư pháp, Sở Tài chính" under "Chủ trì/Phối hợp": the slash divides as it does in the heading."""
    headings = (flat(column.heading) for column in state.layout.columns.values() if column.role == "both")
    divided = any(re.search(r"chu tri\s*/\s*(?:\w+ \w+ )?phoi hop", heading) for heading in headings)
    return words.partition("/") if divided and words.count("/") == 1 else (words, "", "")


def _extend(task: TaskDraft, values: _Values, source: str, state: _State) -> None:
    if source:
        task.source.append(source)
    own = _Values(
        by_role={role: text for role, text in values.by_role.items() if role in values.own},
        marks=values.marks,
    )
    _fill(task, own, state)
