"""Reads the files about a province's units (see data/README.md) and works out every unit's life from them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from danbiet.kit.text import fold, nfc

from .lineage import Stretch, first_fault

FIRST_DAY = date(
    2016, 1, 1
)  # the list of 2021 is taken to hold since then: the last change before was in 2013
RANKED_YEARS = range(2021, 2025)
UNITS, LATER_UNITS, SUCCESSIONS = "soc_trang_2021.csv", "can_tho_2025.csv", "successions.csv"
AGENCIES = "soc_trang_agencies_2021.csv"
MAX_BYTES = 5_000_000

KIND_OF_LEVEL = {
    "province": "province", "city": "district", "town": "district", "district": "district",
    "ward": "commune", "commune": "commune", "township": "commune",
}  # fmt: skip
AGENCY_KINDS = (
    "department", "service_unit", "central_agency", "broadcaster", "newspaper", "school", "party_body",
    "mass_organisation",
)  # fmt: skip
ORDER_OF_KIND = {
    kind: 1000 * place for place, kind in enumerate(("province", *AGENCY_KINDS, "district", "commune"))
}
GROUPS = {
    "departments": "Khối sở, ban, ngành tỉnh",
    "districts": "Khối UBND huyện, thị xã, thành phố",
    "central_agencies": "Khối cơ quan Trung ương đóng tại địa phương",
    "service_units": "Khối đơn vị sự nghiệp công lập",
}
BASIS_OF_PROVINCE = "Nghị quyết số 202/2025/QH15"
BASIS_OF_COMMUNES = "Nghị quyết số 1668/NQ-UBTVQH15 ngày 16/6/2025"
BASIS_OF_DISTRICTS = "Luật Tổ chức chính quyền địa phương số 72/2025/QH15"
UNCHANGED = "giữ nguyên"
CONTEXT = re.compile(r"\s*\((?P<context>[^()]*)\)$")
LIMITS = {"name": 200, "name_en": 200, "code": 20, "key": 80, "abbreviation": 60, "formed_from": 250}


def gettext_noop(message: str) -> str:
    """Marks a sentence for the catalogue; whoever shows it translates it."""
    return message


class BadFile(Exception):
    """Something in a file is not as it must be. `message` is an English sentence of the catalogue with `params`."""

    def __init__(self, file: str, row: int | None, message: str, **params: object) -> None:
        super().__init__(f"{file}:{row or ''} {message % params}")
        self.file, self.row, self.message, self.params = file, row, message, params


@dataclass(frozen=True, slots=True)
class Version:
    """A unit's name, code and place from a day up to (not with) another."""

    unit: str
    starts_on: date
    ends_before: date | None
    kind: str
    code: str
    name: str
    name_en: str
    abbreviation: str
    aliases: tuple[str, ...]
    parent: str | None
    order: int


@dataclass(frozen=True, slots=True)
class Change:
    """A reorganisation with its links (unit before, unit after)."""

    on: date
    kind: str
    title: str
    basis: str
    links: tuple[tuple[str | None, str | None], ...]
    is_date_certain: bool = True


@dataclass(frozen=True, slots=True)
class Year:
    unit: str
    year: int
    group: str
    headcount: int | None


@dataclass(frozen=True, slots=True)
class UnitData:
    """All units of the files over time, checked: no two with one code on a day, no parent missing, no circle."""

    versions: tuple[Version, ...]
    changes: tuple[Change, ...]
    years: tuple[Year, ...]
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    file: str
    number: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def fault(self, message: str, **params: object) -> BadFile:
        return BadFile(self.file, self.number, message, **params)


def read_later_units(folder: Path, *, on: date) -> UnitData:
    """The later list alone: its units begin on the day, whatever they were before. Raises BadFile."""
    rows = _rows(folder, LATER_UNITS, ("code", "name", "kind", "parent_code", "formed_from"))
    work = _Work()
    work.open_later(on, rows)
    return work.result()


def read_units(folder: Path, *, shipped: Path) -> UnitData:
    """Read the four files. A folder without agencies of its own gets the shipped ones. Raises BadFile, changes nothing."""
    agencies = folder if (folder / AGENCIES).exists() else shipped
    work = _Work()
    work.open_units(_rows(folder, UNITS, ("code", "name", "name_en", "kind", "parent_code")))
    work.open_agencies(
        _rows(
            agencies,
            AGENCIES,
            ("key", "code", "name", "kind", "abbreviation", "aliases", "ranking_group", "headcount", "valid_from",
             "valid_to", "formed_from"),
        )
    )  # fmt: skip
    later = _rows(folder, LATER_UNITS, ("code", "name", "kind", "parent_code", "formed_from"))
    steps = _rows(folder, SUCCESSIONS, ("on", "old_code", "old_name", "new_code", "new_name", "event"))
    work.follow(steps, later)
    return work.result()


def _rows(folder: Path, file: str, columns: tuple[str, ...]) -> list[Row]:
    path = folder / file
    if not path.is_file():
        raise BadFile(
            file, None, gettext_noop("The file is missing in the folder %(folder)s."), folder=folder
        )
    if path.stat().st_size > MAX_BYTES:
        raise BadFile(file, None, gettext_noop("The file is too large."))
    try:
        text = nfc(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadFile(file, None, gettext_noop("The file is not UTF-8 text.")) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [name.strip() for name in next(reader, [])]
        missing = [name for name in columns if name not in head]
        if missing:
            raise BadFile(file, 1, gettext_noop("The column %(column)s is missing."), column=missing[0])
        return [_row(file, reader.line_num, head, cells) for cells in reader if any(cells)]
    except csv.Error as error:
        raise BadFile(file, reader.line_num, gettext_noop("The row is not well-formed CSV.")) from error


def _row(file: str, number: int, head: list[str], cells: list[str]) -> Row:
    row = Row(file, number, {name: " ".join(cell.split()) for name, cell in zip(head, cells, strict=False)})
    if len(cells) != len(head):
        raise row.fault(
            gettext_noop("The row has %(found)s cells instead of %(expected)s."),
            found=len(cells),
            expected=len(head),
        )
    for name, most in LIMITS.items():
        if len(row.values.get(name, "")) > most:
            raise row.fault(
                gettext_noop("%(column)s is longer than %(most)s characters."), column=name, most=most
            )
    if any("\x00" in cell for cell in cells):
        raise row.fault(gettext_noop("The row holds characters that are not text."))
    return row


def read_day(row: Row, column: str) -> date:
    """The date YYYY-MM-DD in the column, else BadFile."""
    try:
        if len(row[column]) != 10:
            raise ValueError
        return date.fromisoformat(row[column])
    except ValueError as error:
        raise row.fault(
            gettext_noop("%(column)s: %(text)s is not a date (YYYY-MM-DD)."), column=column, text=row[column]
        ) from error


@dataclass
class _Work:
    """Lives under construction. `open` holds the version of each code that still runs."""

    done: list[tuple[Version, Row]] = field(default_factory=list)
    open: dict[str, tuple[Version, Row]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    years: list[Year] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    root: str = ""

    def open_units(self, rows: list[Row]) -> None:
        """The units of 2021: the row of the province, districts, communes; a parent may stand below its children."""
        codes = {row["code"]: row for row in rows}
        for place, row in enumerate(rows):
            if codes[row["code"]] is not row:
                raise row.fault(
                    gettext_noop("The code %(code)s also stands in row %(other)s."),
                    code=row["code"],
                    other=codes[row["code"]].number,
                )
            parent = row["parent_code"]
            if parent and parent not in codes:
                raise row.fault(gettext_noop("The parent %(code)s is in no row."), code=parent)
            if not parent and self.root:
                raise row.fault(
                    gettext_noop("A second unit without parent: only the province stands at the top.")
                )
            kind = _level(row, is_top=not parent)
            version = _version(row, row["code"], kind=kind, parent=parent or None, order=place)
            self._open(version, row)
            self.root = self.root or ("" if parent else row["code"])
            if kind == "district":
                self.years += [Year(row["code"], year, "districts", None) for year in RANKED_YEARS]

    def open_agencies(self, rows: list[Row]) -> None:
        """Agencies stand directly under the province and carry their own first and last days."""
        versions: dict[str, Version] = {}
        for place, row in enumerate(rows):
            version = _agency(row, parent=self.root, order=place)
            self._take_key(version.unit, row)
            versions[version.unit] = version
            self.done.append((version, row))
            self.years += _agency_years(row, version)
        self.changes += _agency_changes(versions, rows)

    def follow(self, steps: list[Row], later: list[Row]) -> None:
        """Go through the reorganisations by date, then open the later units no succession speaks of."""
        by_code = {row["code"]: row for row in later}
        top = next((row for row in later if not row["parent_code"]), None)
        if top is None:
            raise BadFile(LATER_UNITS, None, gettext_noop("No row stands at the top (without parent_code)."))
        days = sorted({read_day(row, "on") for row in steps})
        begun: date | None = None
        for on in days:
            today = [row for row in steps if read_day(row, "on") == on]
            if any(row["new_code"] == top["code"] for row in today):
                begun = on
            self._step(on, today, by_code if begun == on else {}, top=f"{top['code']}@{on.year}")
        if begun is None:
            raise BadFile(SUCCESSIONS, None, gettext_noop("No row leads to %(code)s."), code=top["code"])
        self._open_rest(begun, later, top=f"{top['code']}@{begun.year}")
        self._refuse_forgotten(later)

    def open_later(self, on: date, rows: list[Row]) -> None:
        """The later list without what came before it: nothing is said of where its units come from."""
        top = next((row for row in rows if not row["parent_code"]), None)
        if top is None:
            raise BadFile(LATER_UNITS, None, gettext_noop("No row stands at the top (without parent_code)."))
        for row in rows:
            self._open(self._later(on, row, top=f"{top['code']}@{on.year}"), row)

    def _step(self, on: date, rows: list[Row], later: Mapping[str, Row], *, top: str) -> None:
        merged: dict[str, list[tuple[Version, Row]]] = {}
        ended: list[str] = []
        continued: list[tuple[Version, Row]] = []
        for row in rows:
            version = self._close(on, row)
            if row["event"] == "merge":
                merged.setdefault(row["new_code"], []).append((version, row))
            elif row["event"] == "continue":
                continued.append((version, row))
            elif row["event"] == "dissolve":
                ended.append(version.unit)
            else:
                raise row.fault(gettext_noop("%(event)s is no known event."), event=row["event"] or "—")
        for code, parts in merged.items():
            self._merge(on, code, parts, later, top=top)
        for version, row in continued:
            self._continue(on, version, row, later, top=top)
        if ended:
            links = tuple((unit, None) for unit in ended)
            title = "Kết thúc hoạt động của cấp huyện"
            self.changes.append(Change(on, "dissolve", title, BASIS_OF_DISTRICTS if later else "", links))

    def _close(self, on: date, row: Row) -> Version:
        found = self.open.pop(row["old_code"], None)
        if found is None:
            raise row.fault(
                gettext_noop("No unit carries the code %(code)s on this day."), code=row["old_code"]
            )
        version, origin = found
        if fold(plain_name(row["old_name"])) != fold(version.name):
            raise row.fault(
                gettext_noop("The unit %(code)s is called %(name)s, not %(other)s."),
                code=row["old_code"],
                name=version.name,
                other=row["old_name"],
            )
        if on <= version.starts_on:
            raise row.fault(gettext_noop("%(name)s only begins on that day or later."), name=version.name)
        self.done.append((replace(version, ends_before=on), origin))
        return version

    def _merge(
        self, on: date, code: str, parts: list[tuple[Version, Row]], later: Mapping[str, Row], *, top: str
    ) -> None:
        row = parts[0][1]
        key = f"{code}@{on.year}"
        if code in later:
            version = self._later(on, later[code], top=top)
            formed_from = later[code]["formed_from"]
        else:
            like = next((version for version, _ in parts if version.code == code), parts[0][0])
            name = plain_name(row["new_name"])
            if not name or not code:
                raise row.fault(gettext_noop("A merger needs new_code and new_name."))
            version = replace(
                like, unit=key, name=name, name_en="", starts_on=on, **office_names(name, like.kind)  # type: ignore[arg-type]
            )  # fmt: skip
            formed_from = ", ".join(part["old_name"] for _, part in parts)
        for _, part in parts:
            if fold(plain_name(part["new_name"])) != fold(version.name):
                raise part.fault(
                    gettext_noop("The unit %(code)s is called %(name)s, not %(other)s."),
                    code=code,
                    name=version.name,
                    other=part["new_name"],
                )
        self._open(version, row)
        basis = (BASIS_OF_PROVINCE if version.kind == "province" else BASIS_OF_COMMUNES) if later else ""
        links = tuple((part.unit, key) for part, _ in parts)
        # Only the month of a change between two yearly lists is known, so its day is not certain.
        self.changes.append(
            Change(on, "merge", _title(version.name, formed_from), basis, links, is_date_certain=bool(later))
        )

    def _continue(self, on: date, version: Version, row: Row, later: Mapping[str, Row], *, top: str) -> None:
        into = later.get(row["new_code"])
        if into is None:
            raise row.fault(gettext_noop("%(code)s is not in the later list."), code=row["new_code"])
        after = replace(self._later(on, into, top=top), unit=version.unit, name_en=version.name_en)
        self._open(after, row, is_known=True)
        title = f"{after.name} giữ nguyên, không sắp xếp"
        self.changes.append(Change(on, "continue", title, BASIS_OF_COMMUNES, ((version.unit, version.unit),)))

    def _open_rest(self, on: date, later: list[Row], *, top: str) -> None:
        """Later units whose predecessors lie outside the files: their origin is known in words only."""
        for row in later:
            if row["code"] in self.open:
                continue
            version = self._later(on, row, top=top)
            self._open(version, row)
            is_same = row["formed_from"] == UNCHANGED
            title = (
                f"{version.name} giữ nguyên, không sắp xếp"
                if is_same
                else _title(version.name, row["formed_from"])
            )
            kind = "continue" if is_same else "merge"
            self.changes.append(Change(on, kind, title, BASIS_OF_COMMUNES, ((None, version.unit),)))

    def _later(self, on: date, row: Row, *, top: str) -> Version:
        parent = row["parent_code"]
        is_top = not parent
        kind = "province" if is_top else _level(row, is_top=False)
        if parent and f"{parent}@{on.year}" != top:
            raise row.fault(gettext_noop("The parent %(code)s is in no row."), code=parent)
        version = _version(
            row, f"{row['code']}@{on.year}", kind=kind, parent=None if is_top else top, order=row.number
        )
        return replace(version, starts_on=on)

    def _refuse_forgotten(self, later: list[Row]) -> None:
        known = {row["code"] for row in later}
        for code, (version, row) in self.open.items():
            if code not in known:
                raise row.fault(
                    gettext_noop("No file says what becomes of %(name)s (%(code)s)."),
                    name=version.name,
                    code=code,
                )

    def _open(self, version: Version, row: Row, *, is_known: bool = False) -> None:
        if not is_known:
            self._take_key(version.unit, row)
        if version.code in self.open:
            raise row.fault(
                gettext_noop("The code %(code)s is still carried by %(name)s."),
                code=version.code,
                name=self.open[version.code][0].name,
            )
        self.open[version.code] = (version, row)

    def _take_key(self, key: str, row: Row) -> None:
        if key in self.keys:
            raise row.fault(gettext_noop("The key %(key)s is used twice."), key=key)
        self.keys.add(key)

    def result(self) -> UnitData:
        pairs = [*self.done, *self.open.values()]
        versions = [version for version, _ in pairs]
        _refuse_faults(pairs)
        return UnitData(
            versions=tuple(sorted(versions, key=lambda version: (version.starts_on, version.order))),
            changes=tuple(sorted(self.changes, key=lambda change: change.on)),
            years=tuple(self.years),
            groups=GROUPS,
        )


def _refuse_faults(pairs: Iterable[tuple[Version, Row]]) -> None:
    origin = {version.unit: row for version, row in pairs}
    fault = first_fault(
        Stretch(version.unit, version.parent, version.code, version.starts_on, version.ends_before)
        for version, _ in pairs
    )
    if fault is None:
        return
    messages = {
        "orphan": gettext_noop("The parent does not exist on %(day)s."),
        "cycle": gettext_noop("The unit stands below itself (a circle of parents)."),
        "code": gettext_noop("On %(day)s two units carry the code %(code)s."),
        "twice": gettext_noop("On %(day)s the unit has two versions."),
    }
    row = origin[str(fault.unit)]
    raise row.fault(messages[fault.kind], day=f"{fault.on:%d/%m/%Y}", code=fault.code)


def plain_name(name: str) -> str:
    """The name without the context some lists add in brackets: Phường 1 (thị xã Ngã Năm) → Phường 1."""
    return CONTEXT.sub("", name)


def _level(row: Row, *, is_top: bool) -> str:
    kind = KIND_OF_LEVEL.get(row["kind"])
    if kind is None:
        raise row.fault(gettext_noop("%(kind)s is no known kind of unit."), kind=row["kind"] or "—")
    return "province" if is_top else kind


def _version(row: Row, key: str, *, kind: str, parent: str | None, order: int) -> Version:
    if not row["code"] or not row["name"]:
        raise row.fault(gettext_noop("A unit needs a code and a name."))
    return Version(
        unit=key,
        starts_on=FIRST_DAY,
        ends_before=None,
        kind=kind,
        code=row["code"],
        name=row["name"],
        name_en=row.values.get("name_en", ""),
        parent=parent,
        order=ORDER_OF_KIND[kind] + order,
        **office_names(row["name"], kind),  # type: ignore[arg-type]
    )


def office_names(name: str, kind: str) -> dict[str, object]:
    """How papers call an administrative unit: by its People's Committee."""
    inside = name[:1].lower() + name[1:]
    aliases = [f"UBND {inside}", f"Ủy ban nhân dân {inside}"]
    if kind == "province":
        level = inside.split(" ")[0] if inside.startswith("tỉnh") else "thành phố"
        aliases += [f"UBND {level}", f"Ủy ban nhân dân {level}"]
    short = f"UBND {inside}"
    return {"abbreviation": short if len(short) <= LIMITS["abbreviation"] else "", "aliases": tuple(aliases)}


def _title(name: str, formed_from: str) -> str:
    return f"Thành lập {name} trên cơ sở {formed_from}" if formed_from else f"Thành lập {name}"


def _agency(row: Row, *, parent: str, order: int) -> Version:
    if row["kind"] not in AGENCY_KINDS:
        raise row.fault(gettext_noop("%(kind)s is no known kind of unit."), kind=row["kind"] or "—")
    if not row["key"] or not row["code"] or not row["name"]:
        raise row.fault(gettext_noop("An agency needs a key, a code and a name."))
    starts_on, ends_before = (
        read_day(row, "valid_from"),
        read_day(row, "valid_to") if row["valid_to"] else None,
    )
    if ends_before is not None and ends_before <= starts_on:
        raise row.fault(gettext_noop("The unit ends before it begins."))
    return Version(
        unit=row["key"],
        starts_on=starts_on,
        ends_before=ends_before,
        kind=row["kind"],
        code=row["code"],
        name=row["name"],
        name_en=row.values.get("name_en", ""),  # a folder of one's own may lack the column
        abbreviation=row["abbreviation"],
        aliases=tuple(alias.strip() for alias in row["aliases"].split("|") if alias.strip()),
        parent=parent,
        order=ORDER_OF_KIND[row["kind"]] + order,
    )


def _agency_years(row: Row, version: Version) -> Iterator[Year]:
    group, count = row["ranking_group"], row["headcount"]
    if group and group not in GROUPS:
        raise row.fault(gettext_noop("%(group)s is no known ranking group."), group=group)
    if count and not (count.isascii() and count.isdigit() and len(count) < 7):
        raise row.fault(gettext_noop("The head-count %(text)s is not a whole number."), text=count)
    if group or count:
        for year in RANKED_YEARS:
            if version.starts_on <= date(year, 1, 1) and (
                version.ends_before is None or version.ends_before > date(year, 12, 31)
            ):
                yield Year(version.unit, year, group, int(count) if count else None)


def _agency_changes(versions: Mapping[str, Version], rows: list[Row]) -> Iterator[Change]:
    followed: set[str] = set()
    for row in rows:
        sources = [key.strip() for key in row["formed_from"].split("|") if key.strip()]
        if not sources:
            continue
        version = versions[row["key"]]
        for key in sources:
            if key not in versions or versions[key].ends_before != version.starts_on:
                raise row.fault(gettext_noop("%(key)s does not end on the day this unit begins."), key=key)
        followed.update(sources)
        names = " và ".join(versions[key].name for key in sources)
        links = tuple((key, version.unit) for key in sources)
        yield Change(version.starts_on, "merge", _title(version.name, names), "", links)
    ends: dict[date, list[str]] = {}
    for key, version in versions.items():
        if version.ends_before is not None and key not in followed:
            ends.setdefault(version.ends_before, []).append(key)
    for on, keys in ends.items():
        title = "Kết thúc hoạt động của các cơ quan, đơn vị của tỉnh"
        yield Change(on, "dissolve", title, "", tuple((key, None) for key in keys))
