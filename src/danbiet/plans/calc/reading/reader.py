"""Reads a communication plan from a Word file, an Excel workbook or a PDF with text."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from .assemble import assemble
from .blocks import Block, Content, Grid, Line
from .cards import is_card, lines_of_card
from .catalogue import UnitCatalogue
from .columns import label_at
from .errors import NotAPlan
from .head import Head, read_head, signer_of
from .layout import layout_of
from .opening import Source, open_source
from .outline import chapter_kind, is_chapter, item_of
from .prose import read_prose
from .result import Doubt, ParsedPlan, Section
from .tables import read_tables
from .units import reader_for
from .words import flat, is_caps, one_line


@dataclass(frozen=True, slots=True)
class _Place:
    """One block in reading order; `grid` is the number of the table it belongs to, -1 for running text."""

    block: Block
    grid: int = -1
    head_table: bool = False


def read_plan(data: bytes, *, year: int, units: UnitCatalogue, issuer: str, filename: str = "") -> ParsedPlan:
    """Read the plan a file (.docx, .xlsx, PDF with text) describes.

    `units` is the catalogue as of the day of issue seen from the issuing unit, `issuer` that unit's full name,
    `year` the plan's year (four digits). Every word of the file ends in a task's source or in a section.
    Refuses with a subclass of UnreadableFile: too large, damaged, password-protected, holding macros,
    another kind of file, a PDF of pictures (OnlyPictures), or no task found (NotAPlan).
    """
    source = open_source(data)
    content = source.content
    reader = reader_for(units)
    places = _flow(content.body)
    grids = [place.block for place in places if isinstance(place.block, Grid)]
    groups, table_words, used = read_tables(grids, _titles_of_grids(places))
    lines = [place.block.text if isinstance(place.block, Line) else "" for place in places]
    head = read_head(lines[: _end_of_head(places, used)], units)
    running = _running_text(places, head)
    consumed: set[int] = set()
    shape = "table"
    tasks = sum(len(group.tasks) for group in groups)
    if not tasks:
        shape = "prose"
        groups, consumed = read_prose(running, reader=reader, year=year)
    else:
        others, places_of_others = read_prose(running, reader=reader, year=year, sentences=False)
        if sum(len(group.tasks) for group in others) > max(tasks, 2):
            # the plan is the text, the table beside it (of reports, of forms) is the smaller part
            shape, groups, consumed, table_words, used = "prose", others, places_of_others, [], set()
    title = head.title or one_line(filename.rsplit(".", 1)[0])
    parsed, unmatched = assemble(groups, year=year, reader=reader, title=head.title or "Nhiệm vụ")
    if not parsed:
        raise NotAPlan
    sections = _sections(places, used=used, consumed=consumed, head=head, content=content)
    sections.extend(Section("table_head", words) for words in table_words if words)
    sections.extend(Section("group", group.source) for group in groups if group.source)
    plan = ParsedPlan(
        number=head.number,
        issued_on=head.issued_on,
        title=title,
        issuer=issuer,
        year=year,
        groups=parsed,
        unmatched=unmatched,
        sections=tuple(sections),
        doubts=(*_doubts(head, year=year, issuer=issuer, units=units), *source.doubts),
        signer=signer_of(
            [line for section in sections if section.kind == "signer" for line in section.text.split("\n")]
        ),
        shape=shape,
    )
    return _completed(plan, source)


def _titles_of_grids(places: list[_Place]) -> list[str]:
    """The heading right above each table, "" where there is none."""
    titles = []
    for n, place in enumerate(places):
        if isinstance(place.block, Grid):
            titles.append(_title_above(places[max(0, n - 5) : n]))
    return titles


def _title_above(places: list[_Place]) -> str:
    for place in reversed(places):
        if isinstance(place.block, Grid) or place.head_table:
            return ""
        item = item_of(place.block, 0)
        if item.whole.startswith(("(", "[", "-", "*")):
            continue
        words = re.sub(r"^[\s.:–-]+", "", item.text)
        if (
            flat(item.whole).startswith(("ke hoach", "can cu", "bieu", "don vi tinh"))
            or len(words.split()) > 25
        ):
            return ""
        if not words:
            continue
        heads = is_caps(words) or item.bold or item.style in ("roman", "part", "letter", "arabic", "named")
        return one_line(words).strip(" :.") if heads and not item.whole.endswith((".", ";")) else ""
    return ""


def _running_text(places: list[_Place], head: Head) -> list[tuple[int, Line]]:
    """The paragraphs that may hold tasks: no head block, no title."""
    outside = {n for n, kind in head.kinds.items() if kind in ("title", "number", "place_date")}
    return [
        (n, place.block)
        for n, place in enumerate(places)
        if isinstance(place.block, Line) and not place.head_table and n not in outside
    ]


def lost_words(plan: ParsedPlan, data: bytes) -> list[str]:
    """Return the words of the file (each as often as it is missing) that are in no stored text of the plan."""
    return _missing(plan, open_source(data))


def _missing(plan: ParsedPlan, source: Source) -> list[str]:
    stored: Counter[str] = Counter()
    for section in plan.sections:
        stored.update(section.text.split())
    for task in plan.tasks:
        stored.update(task.source_text.split())
    lost = []
    for word in source.words:
        if stored[word] > 0:
            stored[word] -= 1
        else:
            lost.append(word)
    return lost


def _completed(plan: ParsedPlan, source: Source) -> ParsedPlan:
    lost = _missing(plan, source)
    if not lost:
        return plan
    sections = (*plan.sections, Section("other", " ".join(lost)))
    return ParsedPlan(
        plan.number, plan.issued_on, plan.title, plan.issuer, plan.year, plan.groups, plan.unmatched, sections,
        plan.doubts, plan.signer, plan.shape,
    )  # fmt: skip


def _flow(blocks: tuple[Block, ...]) -> list[_Place]:
    """The body in reading order; a table that is not the plan's is opened into its lines and inner tables."""
    places: list[_Place] = []
    number = 0
    width = 0
    for block in blocks:
        if isinstance(block, Line):
            places.extend(_Place(line) for line in _apart(block) if line.text)
            continue
        number += 1
        if layout_of(block) is not None or (width and block.columns == width and not _is_layout_table(block)):
            width = block.columns
            places.append(_Place(block, number))
        else:
            places.extend(_opened(block, number))
            if any(isinstance(place.block, Grid) for place in places[-1:]):
                width = places[-1].block.columns if isinstance(places[-1].block, Grid) else width
    return places


_ITEM = re.compile(
    r"\s*(?:[-+*•–]\s|\(?\d{1,2}(?:\.\d{1,2})*[.)/]\s|[a-zđ][.)/]\s|[IVX]{1,5}[.)/]\s)", re.IGNORECASE
)


def _apart(line: Line) -> list[Line]:
    """A paragraph in which line breaks stand between numbered or labelled points, as one line per point."""
    pieces = [""]
    for n, piece in enumerate(line.text.split("\n")):
        if n and (_ITEM.match(piece) or label_at(flat(piece))):
            pieces.append(piece)
        else:
            pieces[-1] = f"{pieces[-1]}\n{piece}" if n else piece
    return [
        replace(line, text=piece.strip(), label="" if n else line.label) for n, piece in enumerate(pieces)
    ]


def _is_layout_table(grid: Grid) -> bool:
    words = flat(grid.text)
    return grid.columns <= 2 or "noi nhan" in words or "doc lap - tu do" in words


def _opened(grid: Grid, number: int) -> list[_Place]:
    if is_card(grid):
        return [_Place(line, number) for line in lines_of_card(grid)]
    places: list[_Place] = []
    for row in grid.rows:
        for cell in row:
            places.extend(_Place(line, number, head_table=True) for line in cell.lines)
            for inner in cell.grids:
                if layout_of(inner) is not None:
                    places.append(_Place(inner, number))
                else:
                    places.extend(_opened(inner, number))
    return places


def _end_of_head(places: list[_Place], used: set[int]) -> int:
    for n, place in enumerate(places):
        if isinstance(place.block, Grid):
            return n
        item = item_of(place.block, n)
        if (
            n > 3
            and item.style in ("roman", "part")
            and not place.head_table
            and item.label.lower() not in ("phụ lục",)
        ):
            if flat(item.whole).startswith("dieu"):
                continue
            return n
    return min(len(places), 60)


def _sections(
    places: list[_Place], *, used: set[int], consumed: set[int], head: Head, content: Content
) -> list[Section]:
    sections: list[Section] = []
    kind, grid_number, titled = "head", -1, False
    for n, place in enumerate(places):
        if isinstance(place.block, Grid):
            grid_number += 1
            if grid_number not in used:
                _keep(sections, "other", place.block.text)
            kind, titled = "text", True
            continue
        kind = _kind(place.block, n, kind, head)
        titled = titled or kind == "title"
        if n not in consumed:
            _keep(sections, kind if kind != "title" or n in head.kinds else "text", _numbered(place.block))
    for block in content.notes:
        _keep(sections, "notes", block.text)
    for block in content.furniture:
        _keep(sections, "furniture", block.text)
    return sections


def _kind(line: Line, n: int, kind: str, head: Head) -> str:
    if n in head.kinds:
        return head.kinds[n]
    folded = flat(line.text).strip()
    if re.match(r"noi nhan\b", folded):
        return "recipients"
    if kind == "recipients" and not re.match(
        r"(?:tm|kt|tl|tuq|q)\b\.?|(?:pho )?chu tich|(?:pho )?giam doc|bo truong", folded
    ):
        return "recipients"
    if kind in ("recipients", "signer"):
        return "appendix" if folded.startswith("phu luc") else "signer"
    if re.match(r"(?:tm|kt|tl|tuq)\s*[./]", folded) and len(folded) < 60:
        return "signer"
    if folded.startswith("phu luc"):
        return "appendix"
    item = item_of(line, n)
    if is_chapter(item):
        return chapter_kind(item.text) or "text"
    if re.match(r"[-+]?\s*(?:can cu\b|xet (?:de nghi|to trinh|bao cao)|theo de nghi)", folded):
        return "legal_bases"
    if kind in ("number", "place_date"):
        return "head"
    if item.style == "arabic" and kind in ("purpose", "requirements") and len(item.text.split()) <= 6:
        return chapter_kind(item.text) or kind
    return "text" if kind in ("title", "legal_bases") else kind


def _numbered(line: Line) -> str:
    """The words of a paragraph behind the number Word sets before it; bullets are left out."""
    return f"{line.label} {line.text}" if re.match(r"\(?[^\W_]", line.label) and line.text else line.text


def _keep(sections: list[Section], kind: str, text: str) -> None:
    if not text:
        return
    if sections and sections[-1].kind == kind:
        sections[-1] = Section(kind, f"{sections[-1].text}\n{text}")
    else:
        sections.append(Section(kind, text))


def _doubts(head: Head, *, year: int, issuer: str, units: UnitCatalogue) -> list[Doubt]:
    doubts = []
    if head.number is None:
        doubts.append(Doubt("number", "", "no_number"))
    if head.issued_on is None:
        doubts.append(Doubt("issued_on", "", "no_date"))
    if not head.title:
        doubts.append(Doubt("title", "", "no_title"))
    if head.year is not None and head.year != year:
        doubts.append(Doubt("year", head.title, "another_year", str(head.year)))
    named = reader_for(units).read(head.issuer_text)
    if head.issuer_text and issuer not in named.names:
        doubts.append(Doubt("issuer", head.issuer_text, "another_issuer", "; ".join(named.names)))
    return doubts
