"""Responses and frames out of a table: every row understood, or every fault named by row and column; nothing in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from danbiet.kit.text import fold, parse_viet_number

from .skipping import MOST_ANSWERS, Rule, are_asked
from .tables import MOST_PROBLEMS, Problem, Table

COLUMNS = {
    "unit": ("unit", "đơn vị", "mã đơn vị", "don_vi"),
    "stratum": ("stratum", "tầng", "tang"),
    "cluster": ("cluster", "cụm", "cum"),
    "weight": ("weight", "quyền số", "trọng số", "quyen_so"),
    "day": ("day", "ngày", "ngày trả lời", "ngay"),
    "seconds": ("seconds", "số giây", "giay"),
    "population": ("population", "tổng thể", "số giao dịch", "số hồ sơ", "số hộ", "tong_the"),
    "clusters": ("clusters", "số cụm", "so_cum"),
    "size": ("size", "quy mô", "số hộ", "số người"),
}
LONGEST_CLUSTER, LONGEST_STRATUM = 60, 120
MOST_SECONDS = 86_400
MOST_POPULATION = 100_000_000
MOST_IN_A_CLUSTER = 50_000  # a village, an office: whose list of people can be numbered


@dataclass(frozen=True, slots=True)
class Stratum:
    """A row of the frame as a file may name it."""

    pk: int
    code: str
    name: str
    stratum: str
    key: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A response: stratum, cluster ("": one of its own), weight, answers in the order of the items, day, seconds."""

    frame: int
    cluster: str
    weight: Decimal | None
    answers: tuple[int | None, ...]
    day: date | None
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Framed:
    """A stratum of a unit: how many there are, in how many clusters (None: without)."""

    unit: int
    stratum: str
    population: int
    clusters: int | None


@dataclass
class _Reader:
    """A table by our names of its columns; problems gather."""

    table: Table
    wanted: Mapping[str, Sequence[str]]
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.problems.extend(self.table.problems)
        known = {fold(spelling): name for name, spellings in self.wanted.items() for spelling in spellings}
        self.places: dict[str, int] = {}
        for place, title in enumerate(self.table.head):
            name = known.get(fold(title))
            if name is None:
                continue
            if name in self.places:
                self.blame(None, title, "column_twice")
            self.places[name] = place

    def must(self, names: Sequence[str]) -> None:
        for name in names:
            if name not in self.places:
                self.blame(None, self.wanted[name][0], "missing_column")

    def blame(self, row: int | None, column: str, fault: str, value: str = "") -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(row, column, fault, value[:60]))

    def title(self, name: str) -> str:
        return self.table.head[self.places[name]] if name in self.places else self.wanted[name][0]

    def cell(self, cells: Sequence[str], name: str) -> str:
        return cells[self.places[name]] if name in self.places else ""


def responses_in(
    table: Table,
    frame: Sequence[Stratum],
    items: Sequence[str],
    *,
    first: date,
    last: date,
    most: Sequence[int] = (),
    rules: Sequence[Rule | None] = (),
) -> tuple[list[Answered], list[Problem]]:
    """(responses, problems). With a problem there is nothing to take in. A day outside `first` … `last` is one, an answer above the
    highest of its question (`most`, 5 where nothing is said) and one to a question that was not asked (`rules`) are others."""
    highest = most or [MOST_ANSWERS] * len(items)
    spelled: dict[str, Sequence[str]] = {
        name: COLUMNS[name] for name in ("unit", "stratum", "cluster", "weight", "day", "seconds")
    }
    for number, key in enumerate(items, start=1):
        spelled[key] = (key, f"item_{number}", f"câu {number}", f"c{number}", str(number))
    reader = _Reader(table, spelled)
    reader.must(["unit", *items])
    if reader.problems:
        return [], reader.problems
    if not table.rows:
        reader.blame(None, "", "no_rows")
    units, strata = _names(frame)
    found = []
    for number, cells in table.rows:
        before = len(reader.problems)
        one = _stratum(reader, number, cells, units, strata)
        known = len(reader.problems)
        answers = tuple(
            _answer(reader, number, cells, key, most=above) for key, above in zip(items, highest, strict=True)
        )
        if rules:
            _blame_skipped(reader, number, items, rules, answers)
        if not any(answers) and len(reader.problems) == known:
            reader.blame(number, "", "nothing_answered")
        cluster = reader.cell(cells, "cluster")
        if len(cluster) > LONGEST_CLUSTER:
            reader.blame(number, reader.title("cluster"), "too_long", cluster)
        weight = _weight(reader, number, reader.cell(cells, "weight"))
        day = _day(reader, number, reader.cell(cells, "day"), first=first, last=last)
        seconds = _whole(reader, number, cells, "seconds", most=MOST_SECONDS)
        if len(reader.problems) == before and one is not None:
            found.append(Answered(one.pk, cluster, weight, answers, day, seconds))
    return ([], reader.problems) if reader.problems else (found, [])


def frame_in(table: Table, units: Mapping[str, int]) -> tuple[list[Framed], list[Problem]]:
    """(strata, problems). `units`: unit by code or by full name, as a file may name it."""
    reader = _Reader(table, {name: COLUMNS[name] for name in ("unit", "stratum", "population", "clusters")})
    reader.must(["unit", "population"])
    if reader.problems:
        return [], reader.problems
    known = {fold(name): pk for name, pk in units.items()}
    seen: set[tuple[int, str]] = set()
    found = []
    for number, cells in table.rows:
        said, stratum = reader.cell(cells, "unit"), reader.cell(cells, "stratum")
        population = reader.cell(cells, "population")
        if not population:
            continue  # a unit nobody is asked about this time: the template names them all
        unit = known.get(fold(said))
        if unit is None:
            reader.blame(number, reader.title("unit"), "unknown_unit" if said else "empty", said)
            continue
        if len(stratum) > LONGEST_STRATUM:
            reader.blame(number, reader.title("stratum"), "too_long", stratum)
        if (unit, stratum) in seen:
            reader.blame(number, reader.title("stratum"), "twice", stratum or said)
        seen.add((unit, stratum))
        count = _whole(reader, number, cells, "population", least=1, most=MOST_POPULATION)
        clusters = _whole(reader, number, cells, "clusters", least=1, most=MOST_POPULATION)
        if count is not None:
            found.append(Framed(unit, stratum, count, clusters))
    if not found and not reader.problems:
        reader.blame(None, "", "no_rows")
    return ([], reader.problems) if reader.problems else (found, [])


@dataclass(frozen=True, slots=True)
class Listed:
    """A cluster of a stratum with the number of people (or households) in it."""

    frame: int
    cluster: str
    size: int


def clusters_in(
    table: Table, frame: Sequence[Stratum], populations: Mapping[int, int]
) -> tuple[list[Listed], list[Problem]]:
    """(clusters, problems). The clusters of a stratum add up to its population; `populations` by the stratum's number. Strata that are not
    in the table are drawn without clusters."""
    reader = _Reader(table, {name: COLUMNS[name] for name in ("unit", "stratum", "cluster", "size")})
    reader.must(["unit", "cluster", "size"])
    if reader.problems:
        return [], reader.problems
    units, strata = _names(frame)
    seen: set[tuple[int, str]] = set()
    found = []
    for number, cells in table.rows:
        one = _stratum(reader, number, cells, units, strata)
        cluster = reader.cell(cells, "cluster")
        if not cluster or len(cluster) > LONGEST_CLUSTER:
            reader.blame(number, reader.title("cluster"), "too_long" if cluster else "empty", cluster)
        if not reader.cell(cells, "size"):
            reader.blame(number, reader.title("size"), "empty")
        size = _whole(reader, number, cells, "size", most=MOST_IN_A_CLUSTER)
        if one is None or size is None:
            continue
        if (one.pk, cluster) in seen:
            reader.blame(number, reader.title("cluster"), "twice", cluster)
        seen.add((one.pk, cluster))
        found.append(Listed(one.pk, cluster, size))
    sums: dict[int, int] = {}
    for listed in found:
        sums[listed.frame] = sums.get(listed.frame, 0) + listed.size
    for stratum in frame if not reader.problems else ():
        if stratum.pk in sums and sums[stratum.pk] != populations[stratum.pk]:
            reader.blame(
                None, reader.title("size"), "not_the_population", f"{stratum.key}: {sums[stratum.pk]} ≠ {populations[stratum.pk]}"
            )  # fmt: skip
    if not found and not reader.problems:
        reader.blame(None, "", "no_rows")
    return ([], reader.problems) if reader.problems else (found, [])


def _names(frame: Sequence[Stratum]) -> tuple[dict[str, list[Stratum]], dict[tuple[str, str], Stratum]]:
    units: dict[str, list[Stratum]] = {}
    strata: dict[tuple[str, str], Stratum] = {}
    for one in frame:
        units.setdefault(one.code, []).append(one)
        strata[one.code, fold(one.stratum)] = strata[one.code, fold(one.key)] = one
    for one in frame:  # by name only where the name is nobody's code
        units.setdefault(fold(one.name), units[one.code])
    return units, strata


def _stratum(
    reader: _Reader, row: int, cells: Sequence[str], units: Mapping[str, list[Stratum]],
    strata: Mapping[tuple[str, str], Stratum],
) -> Stratum | None:  # fmt: skip
    said, stratum = reader.cell(cells, "unit"), reader.cell(cells, "stratum")
    members = units.get(said) or units.get(fold(said))
    if not members:
        reader.blame(row, reader.title("unit"), "unknown_unit" if said else "empty", said)
        return None
    if not stratum and len(members) == 1:
        return members[0]
    one = strata.get((members[0].code, fold(stratum)))
    if one is None:
        reader.blame(row, reader.title("stratum"), "unknown_stratum" if stratum else "empty", stratum)
    return one


def _blame_skipped(
    reader: _Reader,
    row: int,
    items: Sequence[str],
    rules: Sequence[Rule | None],
    answers: Sequence[int | None],
) -> None:
    for key, rule, said, asked in zip(items, rules, answers, are_asked(rules, answers), strict=True):
        if said is not None and not asked:
            reader.blame(row, reader.title(key), "not_asked", str(rule))


def _answer(reader: _Reader, row: int, cells: Sequence[str], key: str, *, most: int) -> int | None:
    said = reader.cell(cells, key)
    if not said:
        return None
    if len(said) == 1 and said in "012345"[: most + 1]:
        return int(said)
    try:
        number = parse_viet_number(said)
    except ValueError:
        reader.blame(row, reader.title(key), "not_an_answer", said)
        return None
    if number not in range(most + 1):
        reader.blame(row, reader.title(key), "not_an_answer", said)
        return None
    return int(number)


def _weight(reader: _Reader, row: int, said: str) -> Decimal | None:
    if not said:
        return None
    try:
        number = Decimal(said)  # a weight has decimals as files of statistics write them: 12.5
    except InvalidOperation:
        try:
            number = parse_viet_number(said)
        except ValueError:
            number = Decimal(-1)
    if not number.is_finite() or not 0 < number < 10**9:
        reader.blame(row, reader.title("weight"), "not_positive", said)
        return None
    return number.quantize(Decimal("0.000001")) or Decimal("0.000001")


def _day(reader: _Reader, row: int, said: str, *, first: date, last: date) -> date | None:
    if not said:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = datetime.strptime(said, form).date()  # noqa: DTZ007 - a day, no moment
        except ValueError:
            continue
        if not first <= day <= last:
            reader.blame(row, reader.title("day"), "day_outside", said)
        return day
    reader.blame(row, reader.title("day"), "not_a_day", said)
    return None


def _whole(
    reader: _Reader, row: int, cells: Sequence[str], name: str, *, least: int = 0, most: int
) -> int | None:
    """A whole number between `least` and `most`."""
    said = reader.cell(cells, name)
    if not said:
        return None
    try:
        number = parse_viet_number(said)
    except ValueError:
        number = Decimal(-1)
    if number != int(number) or not least <= number <= most:
        reader.blame(row, reader.title(name), "not_a_count", said)
        return None
    return int(number)
