"""A set of criteria, or a whole edition, in an Excel workbook (docs/index-format.md): what `danbiet index score` reads and what the
desk imports and exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from danbiet.kit.text import fold

from .criteria import NUMBER, SCORERS, Row, Scorer, Tree, faults_of, tree_of
from .results import Entry, Grade, Member
from .rules import Figures, FiguresRefused, Kind, Rule, RuleRefused, parse, rounded, score
from .sheets import Line, Problem, Workbook

KIND_WORDS: dict[str, Kind] = {
    "có/không": "yes_no", "thủ công": "manual", "đếm": "count", "trừ": "deduct", "tỷ lệ": "ratio", "bậc": "bands",
}  # fmt: skip
SCORER_WORDS: dict[str, Scorer] = {"tự chấm": "self", "khảo sát": "survey", "hệ thống": "computed"}
YES, NO = {"co", "x", "yes", "1", "true"}, {"khong", "no", "0", "false"}

CRITERIA = ("Bộ tiêu chí", "criteria")
UNITS = ("Đơn vị", "units")
POINTS = ("Điểm", "points")
EXEMPTIONS = ("Miễn đánh giá", "exemptions")
GRADES = ("Xếp loại", "grades")
CRITERIA_COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("Số", "STT", "TT", "number"),
    "name": ("Nội dung", "Lĩnh vực, tiêu chí, tiêu chí thành phần", "Tên", "name"),
    "maximum": ("Điểm tối đa", "maximum"),
    "kind": ("Cách tính", "rule"),
    "parameter": ("Tham số", "parameter"),
    "scorer": ("Nguồn điểm", "scorer"),
    "figure": ("Số liệu", "figure"),
    "evidence": ("Tài liệu kiểm chứng", "evidence"),
    "period": ("Kỳ", "period"),
    "guidance": ("Hướng dẫn", "guidance"),
    "groups": ("Nhóm áp dụng", "groups"),
}
UNIT_COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("Mã", "Mã đơn vị", "code"),
    "name": ("Tên", "Tên đơn vị", "name"),
    "group": ("Nhóm", "group"),
}
POINT_COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("Mã đơn vị", "Mã", "unit"),
    "number": ("Số", "Số tiêu chí", "number"),
    "part": ("Tử số", "numerator"),
    "whole": ("Mẫu số", "denominator"),
    "value": ("Giá trị", "value"),
    "self": ("Tự chấm", "self"),
    "appraised": ("Thẩm định", "appraised"),
    "council": ("Hội đồng", "council"),
    "reason": ("Lý do", "reason"),
    "error": ("Sai số chuẩn", "error"),
    "least": ("Thấp nhất", "least"),
    "most": ("Cao nhất", "most"),
}
EXEMPTION_COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("Mã đơn vị", "Mã", "unit"),
    "number": ("Số", "Số tiêu chí", "number"),
    "reason": ("Lý do", "reason"),
}
LONGEST = {"number": 12, "figure": 60, "period": 100, "groups": 120}  # characters
GRADE_COLUMNS: dict[str, tuple[str, ...]] = {"at_least": ("Từ", "from"), "name": ("Xếp loại", "grade")}


@dataclass(frozen=True, slots=True)
class Given:
    """A row of the sheet of points that counts: the entry, where it comes from (council, appraised, self, figures) and its per cent.
    `said`: what the rule or the unit had it at, before somebody decided."""

    entry: Entry
    source: str
    percent: Decimal | None
    reason: str
    said: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """A workbook without problems."""

    tree: Tree
    members: tuple[Member, ...]
    given: Mapping[str, Mapping[str, Given]]
    exempted: Mapping[str, Mapping[str, str]]
    grades: tuple[Grade, ...]


def read_set(data: bytes) -> tuple[list[Row], list[Problem]]:
    """The rows of a set of criteria with everything that is wrong in them; only rows without problems make a tree. WorkbookRefused."""
    book = Workbook(data)
    rows = _set(book)
    return rows, book.problems


def read_edition(data: bytes) -> tuple[Edition | None, list[Problem]]:
    """The edition, or None and what is wrong, all of it by row. WorkbookRefused for what is no workbook."""
    book = Workbook(data)
    rows = _set(book)
    members = _members(book)
    grades = _grades(book)
    lines = book.sheet(POINTS, POINT_COLUMNS, needed=("code", "number"))
    freed = book.sheet(EXEMPTIONS, EXEMPTION_COLUMNS, needed=("code", "number", "reason"), must=False)
    if book.problems:
        return None, book.problems
    tree = tree_of(rows)
    known = {member.code: member for member in members}
    exempted = _exempted(book, freed, tree, known)
    given = _given(book, lines, tree, known)
    if book.problems:
        return None, book.problems
    return Edition(tree, tuple(members), given, exempted, tuple(grades)), []


def _set(book: Workbook) -> list[Row]:
    lines = book.sheet(CRITERIA, CRITERIA_COLUMNS, needed=("number", "name", "maximum"))
    rows = [_row(book, line) for line in lines]
    if not book.problems:
        sheet = lines[0].sheet if lines else CRITERIA[0]
        for fault in faults_of(rows):
            named = Line(sheet, fault.line, {})
            book.blame(named, fault.number, fault.fault, fault.value)
    return rows


def _row(book: Workbook, line: Line) -> Row:
    for name, most in LONGEST.items():
        if len(line.text(name)) > most:
            book.blame(line, CRITERIA_COLUMNS[name][0], "too_long", line.text(name))
    number = line.text("number").rstrip(".")
    maximum = _number(book, line, "maximum", CRITERIA_COLUMNS) or Decimal(0)
    words = {fold(word): kind for word, kind in KIND_WORDS.items()} | {
        kind: kind for kind in KIND_WORDS.values()
    }
    written = line.text("kind")
    kind = words.get(fold(written)) if written else None
    rule: Rule | None = None
    if written and kind is None:
        book.blame(line, CRITERIA_COLUMNS["kind"][0], "unknown_rule", written)
    elif kind:
        try:
            rule = parse(kind, line.text("parameter"), maximum=maximum)
        except RuleRefused as refusal:
            book.blame(line, CRITERIA_COLUMNS["parameter"][0], f"rule.{refusal.fault}", refusal.value)
            rule = Rule("manual")
    scorers = {fold(word): scorer for word, scorer in SCORER_WORDS.items()} | {one: one for one in SCORERS}
    scorer = scorers.get(fold(line.text("scorer") or "self"))
    if scorer is None:
        book.blame(line, CRITERIA_COLUMNS["scorer"][0], "unknown_scorer", line.text("scorer"))
    groups = frozenset(part.strip() for part in line.text("groups").split(",") if part.strip())
    return Row(
        number, line.text("name"), maximum, rule, scorer or "self", line.text("figure"),
        line.text("evidence"), line.text("period"), line.text("guidance"), groups, line.number,
    )  # fmt: skip


def _number(book: Workbook, line: Line, name: str, columns: Mapping[str, Sequence[str]]) -> Decimal | None:
    try:
        number = line.number_in(name)
    except ValueError:
        book.blame(line, columns[name][0], "not_a_number", line.text(name))
        return None
    if number is not None and number < 0:
        book.blame(line, columns[name][0], "negative", line.text(name))
        return None
    return number


def _members(book: Workbook) -> list[Member]:
    seen: dict[str, int] = {}
    members = []
    for line in book.sheet(UNITS, UNIT_COLUMNS, needed=("code", "name")):
        member = Member(line.text("code"), line.text("name"), line.text("group"))
        if not member.code or not member.name:
            book.blame(line, UNIT_COLUMNS["name" if member.code else "code"][0], "empty")
        elif member.code in seen:
            book.blame(line, UNIT_COLUMNS["code"][0], "unit_twice", f"{member.code} ({seen[member.code]})")
        seen.setdefault(member.code, line.number)
        members.append(member)
    return members


def _grades(book: Workbook) -> list[Grade]:
    grades = []
    for line in book.sheet(GRADES, GRADE_COLUMNS, needed=("at_least", "name"), must=False):
        start = _number(book, line, "at_least", GRADE_COLUMNS)
        if start is None or start > 100 or not line.text("name"):
            book.blame(line, GRADE_COLUMNS["at_least"][0], "not_a_grade", line.text("at_least"))
        else:
            grades.append(Grade(start, line.text("name")))
    return grades


def _exempted(
    book: Workbook, lines: Sequence[Line], tree: Tree, known: Mapping[str, Member]
) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in lines:
        code, number = line.text("code"), line.text("number").rstrip(".")
        if not _names(book, line, code, number, tree, known, EXEMPTION_COLUMNS):
            continue
        if not line.text("reason"):
            book.blame(line, EXEMPTION_COLUMNS["reason"][0], "no_reason")
        if number in found.setdefault(code, {}):
            book.blame(line, EXEMPTION_COLUMNS["number"][0], "twice", f"{code} {number}")
        found[code][number] = line.text("reason")
    return found


def _names(
    book: Workbook,
    line: Line,
    code: str,
    number: str,
    tree: Tree,
    known: Mapping[str, Member],
    columns: Mapping[str, Sequence[str]],
) -> bool:
    if code not in known:
        book.blame(line, columns["code"][0], "unknown_unit", code)
    if not NUMBER.fullmatch(number) or number not in tree.below:
        book.blame(line, columns["number"][0], "unknown_number", number)
    return code in known and number in tree.below


def _given(
    book: Workbook, lines: Sequence[Line], tree: Tree, known: Mapping[str, Member]
) -> dict[str, dict[str, Given]]:
    leaves = {leaf.number: leaf for leaf in tree.leaves}
    found: dict[str, dict[str, Given]] = {code: {} for code in known}
    for line in lines:
        code, number = line.text("code"), line.text("number").rstrip(".")
        if not _names(book, line, code, number, tree, known, POINT_COLUMNS):
            continue
        leaf = leaves.get(number)
        if leaf is None:
            book.blame(line, POINT_COLUMNS["number"][0], "not_a_component", number)
        elif number in found[code]:
            book.blame(line, POINT_COLUMNS["number"][0], "twice", f"{code} {number}")
        else:
            given = _one(book, line, leaf)
            if given is not None:
                found[code][number] = given
    return found


def _one(book: Workbook, line: Line, leaf: Row) -> Given | None:
    """What a row of points comes to: the council's points, else the appraised, else those given by the unit, else what its figures give."""
    numbers = {
        name: _number(book, line, name, POINT_COLUMNS)
        for name in ("part", "whole", "self", "appraised", "council", "error", "least", "most")
    }
    reason = line.text("reason")
    for name in ("self", "appraised", "council", "least", "most"):
        value = numbers[name]
        if value is not None and value > leaf.maximum:
            book.blame(line, POINT_COLUMNS[name][0], "above_maximum", f"{value} > {leaf.maximum}")
            return None
    figures = _figures(book, line, leaf, numbers)
    reckoned = None
    if figures is not None:
        try:
            reckoned = score(leaf.rule or Rule("manual"), figures, maximum=leaf.maximum)
        except FiguresRefused as refusal:
            book.blame(line, POINT_COLUMNS["value"][0], f"figures.{refusal.fault}", line.text("value"))
            return None
    chosen = next((name for name in ("council", "appraised", "self") if numbers[name] is not None), None)
    if chosen is None and reckoned is None:
        return None  # an empty row of the form: nothing said yet
    points = (
        rounded(numbers[chosen] or Decimal(0)) if chosen else (reckoned.points if reckoned else Decimal(0))
    )
    before = numbers["self"] if numbers["self"] is not None else (reckoned.points if reckoned else None)
    is_changed = before is not None and before != points
    if chosen in ("council", "appraised") and not reason and is_changed:
        book.blame(line, POINT_COLUMNS["reason"][0], "no_reason", f"{before} → {points}")
    least, most = numbers["least"], numbers["most"]
    if (least is None) != (most is None) or (
        least is not None and most is not None and not least <= points <= most
    ):
        book.blame(line, POINT_COLUMNS["least"][0], "not_around", f"{least} ≤ {points} ≤ {most}")
        return None
    entry = replace(Entry(points), error=numbers["error"] or Decimal(0), least=least, most=most)
    return Given(entry, chosen or "figures", reckoned.percent if reckoned else None, reason, before)


def _figures(book: Workbook, line: Line, leaf: Row, numbers: Mapping[str, Decimal | None]) -> Figures | None:
    """The figures of a row; None where there are none."""
    kind = leaf.rule.kind if leaf.rule else "manual"
    written = line.text("value")
    if kind == "yes_no":
        if not written:
            return None
        said = fold(written)
        if said not in YES | NO:
            book.blame(line, POINT_COLUMNS["value"][0], "not_yes_no", written)
            return None
        return Figures(answer=said in YES)
    value = _number(book, line, "value", POINT_COLUMNS)
    if kind == "manual":
        return None if value is None else Figures(points=value)
    if numbers["part"] is None and numbers["whole"] is None:
        return None if value is None else Figures(number=value)
    return Figures(part=numbers["part"], whole=numbers["whole"])
