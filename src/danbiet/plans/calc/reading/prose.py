"""Reads tasks from running text: numbered items with labelled fields, or sentences that assign."""

import re
from dataclasses import dataclass, field

from .blocks import Line
from .columns import label_at
from .draft import GroupDraft, TaskDraft
from .outline import BULLETS, Item, chapter_kind, is_chapter, item_of, split_fields
from .sentences import read_sentence
from .units import UnitReader
from .words import flat, one_line

_CORE = {"lead", "both", "support", "schedule", "form", "product", "target", "audience", "content"}
_FIELD_OF = {"both": "lead"}
_SKIPPED = re.compile(
    r"^(?:theo doi|don doc|huong dan|kiem tra|giam sat|tong hop|chi dao|can cu|bao cao|quan triet|nghiem tuc|kip thoi|bo tri kinh phi)"
)


@dataclass
class _Open:
    """The task being read and the field the next bullet belongs to."""

    task: TaskDraft
    field: str = ""
    style: str = ""
    empty: bool = False


@dataclass
class _State:
    reader: UnitReader
    year: int
    groups: list[GroupDraft] = field(default_factory=list)
    stack: list[Item] = field(default_factory=list)
    between: list[Item] = field(default_factory=list)
    consumed: set[int] = field(default_factory=set)
    open: _Open | None = None
    chapter: str = ""
    heads: dict[int, GroupDraft] = field(default_factory=dict)
    placed: set[int] = field(default_factory=set)
    ranks: set[tuple[int, str]] = field(default_factory=set)
    headed: list[tuple[TaskDraft, Item, int]] = field(default_factory=list)


def read_prose(
    lines: list[tuple[int, Line]], *, reader: UnitReader, year: int, sentences: bool = True
) -> tuple[list[GroupDraft], set[int]]:
    """Return groups with tasks and the places of the paragraphs that became part of them.

    Labelled fields come first; sentences count beside them in chapters of content. Duties under "Tổ chức thực
    hiện" become tasks only where the file has no other. Without `sentences` only labelled fields count.
    """
    items = [item_of(line, place) for place, line in lines if not flat(line.text).startswith("noi nhan")]
    state = _State(reader=reader, year=year)
    _read_fields(items, state)
    has_fields = any(group.tasks for group in state.groups)
    if sentences:
        _read_sentences(items, state, duties=False, beside_fields=has_fields)
        if not has_fields and _only_in_organisation(state):
            # the chapter of duties is the plan: read all of it, not only what says "giao … chủ trì"
            state.groups, state.heads = [], {}
    if sentences and not any(group.tasks for group in state.groups):
        _read_sentences(items, state, duties=True, beside_fields=False)
    groups = [group for group in state.groups if group.tasks]
    return sorted(groups, key=_first_place), _places(groups)


def _only_in_organisation(state: _State) -> bool:
    return bool(state.groups) and all(
        chapter_kind(group.title) in ("organisation", "reporting") for group in state.groups
    )


def _places(groups: list[GroupDraft]) -> set[int]:
    """Where the paragraphs stand that became groups and tasks."""
    tasks = {place for group in groups for task in group.tasks for place in task.places}
    return tasks | {group.place for group in groups if group.tasks and group.place >= 0}


def _first_place(group: GroupDraft) -> int:
    return min(place for task in group.tasks for place in task.places)


def _read_fields(items: list[Item], state: _State) -> None:
    for item in items:
        before, fields = split_fields(item.text)
        fields = [
            (role, words) for role, words in fields if role in _CORE or role in ("budget", "place", "note")
        ]
        core = {role for role, _ in fields if role in _CORE}
        if fields and not before and core and not _is_title_like(item, fields):
            _take_fields(item, fields, state)
        elif len(core) >= 2 and core & {"lead", "both", "schedule"}:
            _take_inline(item, before, fields, state)
        elif state.open is not None and _belongs(item, state.open):
            _extend(item, state.open)
        elif state.open is not None and _is_other_field(item, state.open):
            state.open.task.source.append(item.whole)
            state.open.task.places.append(item.place)
            state.open.field = ""
        elif item.is_heading:
            _take_heading(item, state)
        else:
            state.open = None if item.style not in BULLETS and len(item.text.split()) > 3 else state.open
            state.between.append(item)
    _even(state)
    state.groups = [group for group in state.groups if any(_is_task(task) for task in group.tasks)]
    for group in state.groups:
        group.tasks = [task for task in group.tasks if _is_task(task)]
    state.heads = {group.place: group for group in state.groups}
    state.consumed = _places(state.groups)


def _even(state: _State) -> None:
    """Headings of one rank mean the same: where one is a group (it has a "Nội dung:"), its neighbours are too."""
    for task, own, parent in state.headed:
        if (parent, own.style) not in state.ranks or own.place in state.heads:
            continue
        for group in state.groups:
            group.tasks = [each for each in group.tasks if each is not task]
        title = one_line(own.text).strip(" :.")
        state.heads[own.place] = GroupDraft(title=title, tasks=[task], place=own.place)
        state.groups.append(state.heads[own.place])


def _is_three_deep(heads: list[Item]) -> bool:
    """Whether the heading above the last one is a group itself and no chapter of the plan."""
    if len(heads) < 2 or heads[-2].style in ("part", "") or not heads[-1].style:
        return False
    return not chapter_kind(heads[-2].text)


def _is_task(task: TaskDraft) -> bool:
    said = task.lead or task.product or task.form or task.labelled
    return bool(task.content and (task.lead or task.schedule) and said)


def _is_title_like(item: Item, fields: list[tuple[str, str]]) -> bool:
    """ "II. NỘI DUNG: …" or "Đối tượng: toàn dân" as a chapter of its own is no field of a task."""
    return item.style in ("roman", "part", "letter") and is_chapter(item)


def _is_other_field(item: Item, opened: _Open) -> bool:
    """ "e) Ghi nhận khác: …" among lettered fields is kept with the task and ends nothing."""
    return (
        item.style == opened.style
        and item.style in ("small", *BULLETS)
        and not item.bold
        and bool(re.match(r"[^:.;]{3,40}:\s*\S", item.text))
    )


def _take_heading(item: Item, state: _State) -> None:
    state.open = None
    state.between = []
    style = item.style or "bold"
    styles = [head.style or "bold" for head in state.stack]
    if style in styles:
        del state.stack[styles.index(style) :]
    elif style in ("roman", "part"):
        state.stack.clear()
    state.stack.append(item)


def _take_fields(item: Item, fields: list[tuple[str, str]], state: _State) -> None:
    opened = state.open
    for n, (role, words) in enumerate(fields):
        name = _FIELD_OF.get(role, role)
        if opened is None or _starts_anew(name, opened):
            opened = state.open = _new_task(item, name, words, state)
        if name in ("budget", "place", "note"):
            opened.field = ""
        else:
            opened.task.add(name, _ended(words))
            opened.task.labelled = opened.task.labelled or name == "content"
            opened.field = name
        opened.style = item.style
        opened.empty = not words
        if n == 0:
            opened.task.source.append(item.whole)
            opened.task.places.append(item.place)


def _starts_anew(name: str, opened: _Open) -> bool:
    if name == "content":
        return bool(opened.task.content and (opened.task.lead or opened.task.schedule))
    if name in ("lead", "schedule", "form"):
        return bool(getattr(opened.task, name)) and bool(opened.task.lead and opened.task.schedule)
    return False


def _new_task(item: Item, name: str, words: str, state: _State) -> _Open:
    task = TaskDraft()
    heads = [head for head in state.stack if _outranks(head, item)]
    if name == "content" and _is_three_deep(heads):
        # "1. Trên báo chí / 1.1. Chuyên mục / a) Nội dung: …": the lower heading belongs to the task
        lower = heads[-1]
        if lower.place not in state.placed:
            task.source.append(lower.whole)
            task.places.append(lower.place)
        task.label = lower.label
        group = _group(heads[:-1], state)
        state.placed.add(lower.place)
    elif name == "content":
        group = _group(heads, state)
        if len(heads) > 1:
            state.ranks.add((heads[-2].place, heads[-1].style))
    else:
        own = heads[-1] if heads else None
        if own is not None:
            task.content = own.text.strip(" :.")
            task.source.append(own.whole)
            task.places.append(own.place)
            task.label = own.label
            state.headed.append((task, own, heads[-2].place if len(heads) > 1 else -1))
        for extra in state.between:
            task.add("content", extra.whole)
            task.source.append(extra.whole)
            task.places.append(extra.place)
        group = _group(heads[:-1], state)
    state.between = []
    group.tasks.append(task)
    return _Open(task)


def _outranks(head: Item, item: Item) -> bool:
    return head.style != item.style or not item.style


def _group(heads: list[Item], state: _State) -> GroupDraft:
    if not heads:
        key, title, source = -1, "", ""
    else:
        head = heads[-1]
        key, title, source = head.place, one_line(head.text).strip(" :."), head.whole
    if key not in state.heads:
        state.heads[key] = GroupDraft(title=title, source=source, place=key)
        state.groups.append(state.heads[key])
    return state.heads[key]


def _belongs(item: Item, opened: _Open) -> bool:
    """Whether a paragraph goes on with the field before it: bullets under it, or the words after a bare label."""
    if not opened.field:
        return False
    if item.style in BULLETS:
        return item.style != opened.style or opened.empty
    if item.style:
        return (
            opened.empty
            and item.style != opened.style
            and item.style in ("small", "arabic")
            and not item.bold
        )
    if opened.empty:
        return True
    return opened.field == "content" and not item.bold and not is_chapter(item)


def _extend(item: Item, opened: _Open) -> None:
    words = item.text if item.style in BULLETS else item.whole
    opened.task.add(opened.field, _ended(words))
    opened.task.source.append(item.whole)
    opened.task.places.append(item.place)
    if not item.style:
        opened.empty = False


def _take_inline(item: Item, before: str, fields: list[tuple[str, str]], state: _State) -> None:
    task = TaskDraft(label=item.label, source=[item.whole])
    task.content = _ended(before)
    task.places.append(item.place)
    for role, words in fields:
        name = _FIELD_OF.get(role, role)
        if name in ("budget", "place", "note"):
            continue
        task.add(name, _ended(words))
    heads = [head for head in state.stack if (head.style or "bold") != item.style]
    if not before and not task.content and heads:
        task.content = heads[-1].text.strip(" :.")
        task.source.insert(0, heads[-1].whole)
        task.places.append(heads[-1].place)
        heads = heads[:-1]
    if item.style in BULLETS or not item.style:
        heads = list(state.stack) if before else heads
    _group(heads, state).tasks.append(task)
    state.open = None
    state.between = []


def _ended(words: str) -> str:
    """A field's words without the stop that ends its line."""
    return words.strip().rstrip(";.").rstrip() if not words.rstrip().endswith("...") else words.strip()


def _read_sentences(items: list[Item], state: _State, *, duties: bool, beside_fields: bool) -> None:
    chapter: Item | None = None
    last: tuple[Item, TaskDraft] | None = None
    unit_head: tuple[Item, tuple[str, str]] | None = None
    heading: Item | None = None
    kind = ""
    for item in items:
        if item.place in state.consumed:
            continue
        if is_chapter(item) and not _assigns(item, state):
            chapter, kind, unit_head, heading = item, chapter_kind(item.text), None, None
            continue
        if kind in ("purpose", "requirements", "budget", "audience"):
            continue
        if last is not None and last[0].whole.rstrip().endswith(":") and _is_point_of(item, last[0]):
            last[1].add("content", _ended(item.text))
            last[1].source.append(item.whole)
            last[1].places.append(item.place)
            continue
        last = None
        named = _unit_heading(item, state)
        if named is not None:
            unit_head = (item, named)
            continue
        if unit_head is not None and _rank(item) <= _rank(unit_head[0]) and item.style not in BULLETS:
            unit_head = None
        draft = _sentence(item, unit_head, state, duties=duties, kind=kind)
        if draft is None:
            if item.is_heading and item.style not in (*BULLETS, "small") and len(item.text.split()) < 40:
                heading = item
            continue
        organised = kind in ("organisation", "reporting")
        if organised and not duties and not _clearly_given(item, draft):
            continue
        if beside_fields and not _clearly_given(item, draft):
            continue
        draft.source.append(item.whole)
        draft.label = item.label
        above = heading if heading is not None and _rank(heading) < _rank(item) else chapter
        _group([above] if above is not None else [], state).tasks.append(draft)
        draft.places.append(item.place)
        last = (item, draft)


def _is_point_of(item: Item, head: Item) -> bool:
    return _rank(item) > _rank(head) and item.style in (*BULLETS, "small")


def _rank(item: Item) -> int:
    order = (
        "part",
        "roman",
        "letter",
        "named",
        "arabic",
        "arabic.",
        "arabic..",
        "small",
        "dash",
        "plus",
        "star",
    )
    return order.index(item.style) if item.style in order else (4 if item.bold else 8)


def _assigns(item: Item, state: _State) -> bool:
    return bool(re.match(r"(?:giao|phan cong) ", flat(item.text)))


def _clearly_given(item: Item, draft: TaskDraft) -> bool:
    folded = flat(item.text)
    return (
        bool(re.search(r"(?:^|\s)giao |chu tri", folded))
        and bool(draft.schedule)
        and not _SKIPPED.match(flat(draft.content))
    )


def _unit_heading(item: Item, state: _State) -> tuple[str, str] | None:
    """A heading that is nothing but units ("1. Sở Nội vụ", "Đài PT-TH chủ trì, phối hợp với Báo:"): leads and supports."""
    text = item.text.strip()
    if len(text.split()) > 40 or not (item.style or item.bold or text.endswith(":")):
        return None
    bare = re.sub(
        r"^(?:trách nhiệm của|đối với|giao(?: cho)?|đề nghị)\s+", "", text.rstrip(" :."), flags=re.IGNORECASE
    )
    units, end = state.reader.prefix(bare)
    if not units.keys:
        return None
    rest = bare[end:]
    if not re.search(r"[a-z0-9]", flat(rest)):
        return bare, ""
    led = re.match(r"[\s,:]*(?:chu tri|lam dau moi)?[\s,]*(?:va )?(?:phoi hop (?:voi|cung)\s*)?", flat(rest))
    if not led or not led.group().strip(" ,:"):
        return None
    others, further = state.reader.prefix(rest[led.end() :])
    left = rest[led.end() + (further if others.keys else 0) :]
    if re.search(r"[a-z0-9]", flat(re.sub(r"(?:phối hợp )?(?:thực hiện|tổ chức thực hiện)", "", left))):
        return None
    return bare[:end].strip(" ,:"), rest[led.end() : led.end() + further].strip(" ,:") if others.keys else ""


def _sentence(
    item: Item, unit_head: tuple[Item, tuple[str, str]] | None, state: _State, *, duties: bool, kind: str
) -> TaskDraft | None:
    usable = unit_head is not None and (duties or kind not in ("organisation", "reporting"))
    lead, support = unit_head[1] if usable and unit_head is not None else ("", "")
    loose = duties or kind == "content" or bool(not kind and item.style)
    text = item.text
    draft = read_sentence(text, reader=state.reader, year=state.year, lead=lead, loose=loose)
    if draft is None and item.style:
        draft = _after_topic(text, state, loose=loose)
    if draft is None or not draft.content:
        return None
    if draft.lead == lead and not draft.support:
        draft.support = support
    return draft


def _after_topic(text: str, state: _State, *, loose: bool) -> TaskDraft | None:
    """ "1. Trên báo in: Báo Sóc Trăng đăng 04 phóng sự": the words before the colon say where, the rest who does what."""
    topic, colon, rest = text.partition(":")
    if not colon or not 0 < len(topic.split()) <= 20 or label_at(f"{flat(topic)}:") is not None:
        return None
    draft = read_sentence(rest.strip(), reader=state.reader, year=state.year, loose=loose)
    if draft is not None and draft.content:
        draft.content = f"{topic.strip()}: {draft.content}"
    return draft
