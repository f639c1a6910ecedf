"""A unit's life: names, codes, where it came from and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from danbiet.org.enums import ReorganisationKind, UnitKind
from danbiet.org.models import RankingGroup, Succession, UnitVersion, UnitYear


@dataclass(frozen=True, slots=True)
class Phase:
    """How a unit was called and placed from a day up to (not with) another, None while it lasts."""

    starts_on: date
    ends_before: date | None
    kind: str
    code: str
    name: str
    name_en: str
    abbreviation: str
    aliases: tuple[str, ...]
    parent_id: int | None

    @property
    def kind_label(self) -> str:
        return str(UnitKind(self.kind).label)

    def covers(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_before is None or on < self.ends_before)


@dataclass(frozen=True, slots=True)
class Event:
    """A reorganisation that touched the unit; ids of the units before and after it."""

    on: date
    kind: str
    title: str
    basis: str
    is_date_certain: bool
    predecessor_ids: tuple[int, ...]
    successor_ids: tuple[int, ...]

    @property
    def kind_label(self) -> str:
        return str(ReorganisationKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class UnitHistory:
    id: int
    key: str
    note: str
    phases: tuple[Phase, ...]  # by time, at least one
    events: tuple[Event, ...]

    def at(self, on: date) -> Phase | None:
        return next((phase for phase in self.phases if phase.covers(on)), None)

    @property
    def last(self) -> Phase:
        return self.phases[-1]

    @property
    def related_ids(self) -> set[int]:
        """Every other unit the history names."""
        ids = {other for event in self.events for other in (*event.predecessor_ids, *event.successor_ids)}
        ids |= {phase.parent_id for phase in self.phases if phase.parent_id is not None}
        return ids - {self.id}


def unit_history(unit_id: int) -> UnitHistory | None:
    """Everything known of the unit over time in two queries; None when there never was such a unit."""
    versions = list(UnitVersion.objects.filter(unit_id=unit_id).select_related("unit").order_by("valid"))
    if not versions:
        return None
    unit = versions[0].unit
    return UnitHistory(
        id=unit.pk,
        key=unit.key,
        note=unit.note,
        phases=tuple(_phase(version) for version in versions),
        events=tuple(_events(unit_id)),
    )


def _phase(version: UnitVersion) -> Phase:
    return Phase(
        starts_on=version.valid.lower,
        ends_before=version.valid.upper,
        kind=version.kind,
        code=version.code,
        name=version.name,
        name_en=version.name_en,
        abbreviation=version.abbreviation,
        aliases=tuple(version.aliases),
        parent_id=version.parent_id,
    )


def _events(unit_id: int) -> Iterable[Event]:
    touched = Succession.objects.filter(Q(predecessor_id=unit_id) | Q(successor_id=unit_id))
    rows = (
        Succession.objects.filter(reorganisation__in=touched.values("reorganisation"))
        .select_related("reorganisation")
        .order_by("reorganisation__on", "reorganisation_id", "id")
    )
    grouped: dict[int, list[Succession]] = {}
    for row in rows:
        grouped.setdefault(row.reorganisation_id, []).append(row)
    for parts in grouped.values():
        # A law that dissolves fifty offices is one event, but each of them only asks for its own part in it.
        own = _own_part(parts, unit_id)
        event = parts[0].reorganisation
        yield Event(
            on=event.on,
            kind=event.kind,
            title=event.title,
            basis=event.basis,
            is_date_certain=event.is_date_certain,
            predecessor_ids=_ids(part.predecessor_id for part in own),
            successor_ids=_ids(part.successor_id for part in own),
        )


def _own_part(parts: list[Succession], unit_id: int) -> list[Succession]:
    reached = {part.successor_id for part in parts if part.predecessor_id == unit_id} - {None}
    return [
        part
        for part in parts
        if unit_id in (part.predecessor_id, part.successor_id) or part.successor_id in reached
    ]


def _ids(ids: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one for one in ids if one is not None))


def successors_of(unit_ids: Iterable[int]) -> dict[int, set[int]]:
    """For each unit, all units that came after it, however many reorganisations later (itself left out)."""
    after: dict[int, set[int]] = {}
    links = Succession.objects.filter(successor__isnull=False, predecessor__isnull=False)
    for before, later in links.values_list("predecessor_id", "successor_id"):
        if before is not None and later is not None and before != later:
            after.setdefault(before, set()).add(later)
    return {unit_id: _closure(unit_id, after) for unit_id in unit_ids}


def predecessors_of(unit_id: int) -> set[int]:
    """All units that went up in this one, however many reorganisations ago (itself left out). One query."""
    earlier: dict[int, set[int]] = {}
    links = Succession.objects.filter(successor__isnull=False, predecessor__isnull=False)
    for before, later in links.values_list("predecessor_id", "successor_id"):
        if before is not None and later is not None and before != later:
            earlier.setdefault(later, set()).add(before)
    return _closure(unit_id, earlier)


def _closure(unit_id: int, after: dict[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [unit_id]
    while waiting:
        for later in after.get(waiting.pop(), ()):
            if later not in found:
                found.add(later)
                waiting.append(later)
    return found - {unit_id}


def ranking_groups_of(year: int) -> list[tuple[RankingGroup, list[int]]]:
    """The year's ranking groups in order, each with the ids of its units, in one query. A year without groups gives []."""
    rows = (
        UnitYear.objects.filter(year=year, ranking_group__isnull=False)
        .select_related("ranking_group")
        .order_by("ranking_group__order", "ranking_group__name", "unit_id")
    )
    groups: dict[int, tuple[RankingGroup, list[int]]] = {}
    for row in rows:
        if row.ranking_group is not None:
            groups.setdefault(row.ranking_group.pk, (row.ranking_group, []))[1].append(row.unit_id)
    return list(groups.values())


def headcount(unit_id: int, year: int) -> int | None:
    """How many people the unit had in the year, where that is known."""
    return UnitYear.objects.filter(unit_id=unit_id, year=year).values_list("headcount", flat=True).first()


def headcounts(year: int) -> dict[int, int]:
    """Known head-counts of all units in the year, in one query."""
    rows = UnitYear.objects.filter(year=year, headcount__isnull=False).values_list("unit_id", "headcount")
    return {unit_id: count for unit_id, count in rows if count is not None}


def unit_years(unit_id: int) -> list[UnitYear]:
    """Ranking group and head-count of the unit, newest year first."""
    return list(UnitYear.objects.filter(unit_id=unit_id).select_related("ranking_group").order_by("-year"))
