"""Bringing the units of the files in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.org.calc.unit_files import Change, UnitData, Version
from danbiet.org.models import RankingGroup, Reorganisation, Succession, Unit, UnitVersion, UnitYear

from .turns import take_turn


class NotWritten(Exception):
    """Ends a dry run: everything was done and is now undone."""


@dataclass
class Outcome:
    """What an import changed; names for the units whose lives were touched."""

    new_units: list[str] = field(default_factory=list)
    changed_units: list[str] = field(default_factory=list)
    kept_units: list[str] = field(
        default_factory=list
    )  # changed by hand since: the file does not go over them
    new_changes: list[str] = field(default_factory=list)
    years: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.new_units or self.changed_units or self.new_changes or self.years)


def import_units(data: UnitData, *, by: User | None, at: datetime, is_dry_run: bool = False) -> Outcome:
    """Make the database say what the files say, in one transaction; a second time changes nothing.

    A unit whose versions begin on other days than the file's was reorganised by hand since: it is left alone and named in
    `kept_units`. A dry run does everything, the database's own checks included, and takes it back.
    """
    outcome = Outcome()
    try:
        with transaction.atomic():
            _write(data, outcome)
            if not outcome.is_empty:
                record("org.units_imported", by=by, at=at, kind="units", title="", **_figures(outcome))
            if is_dry_run:
                raise NotWritten
    except NotWritten:
        pass
    return outcome


def _write(data: UnitData, outcome: Outcome) -> None:
    take_turn()
    ids = _write_units(data.versions, outcome)
    _write_versions(data.versions, ids, outcome)
    _write_changes(data.changes, ids, outcome)
    _write_years(data, ids, outcome)


def _write_units(versions: Iterable[Version], outcome: Outcome) -> dict[str, int]:
    ids = dict(Unit.objects.values_list("key", "pk"))
    names = {version.unit: version.name for version in versions}
    new = [Unit(key=key) for key in names if key not in ids]
    for unit in Unit.objects.bulk_create(new):
        ids[unit.key] = unit.pk
        outcome.new_units.append(names[unit.key])
    return ids


def _write_versions(versions: Iterable[Version], ids: dict[str, int], outcome: Outcome) -> None:
    stored: dict[int, dict[date, UnitVersion]] = {}
    for row in UnitVersion.objects.filter(unit_id__in=ids.values()):
        stored.setdefault(row.unit_id, {})[row.valid.lower] = row
    wanted: dict[str, list[Version]] = {}
    for version in versions:
        wanted.setdefault(version.unit, []).append(version)
    stale: list[int] = []
    fresh: list[UnitVersion] = []
    for key, parts in wanted.items():
        have = stored.get(ids[key], {})
        rows = [_row(part, ids) for part in parts]
        if have and set(have) != {part.starts_on for part in parts}:
            outcome.kept_units.append(parts[-1].name)
        elif not have:
            fresh += rows
        elif any(_differs(have[row.valid.lower], row) for row in rows):
            outcome.changed_units.append(parts[-1].name)
            stale += [row.pk for row in have.values()]
            fresh += rows
    # Out with the old first: the constraints look at every row as it is written.
    UnitVersion.objects.filter(pk__in=stale).delete()
    UnitVersion.objects.bulk_create(fresh)


FIELDS = ("valid", "kind", "code", "name", "name_en", "abbreviation", "aliases", "parent_id", "order")


def _row(version: Version, ids: dict[str, int]) -> UnitVersion:
    return UnitVersion(
        unit_id=ids[version.unit],
        valid=DateRange(version.starts_on, version.ends_before),
        kind=version.kind,
        code=version.code,
        name=version.name,
        name_en=version.name_en,
        abbreviation=version.abbreviation,
        aliases=list(version.aliases),
        parent_id=ids[version.parent] if version.parent is not None else None,
        order=version.order,
    )


def _differs(stored: UnitVersion, wanted: UnitVersion) -> bool:
    return any(getattr(stored, name) != getattr(wanted, name) for name in FIELDS)


def _write_changes(changes: Iterable[Change], ids: dict[str, int], outcome: Outcome) -> None:
    stored = {(row.on, row.kind, row.title): row for row in Reorganisation.objects.all()}
    links: list[Succession] = []
    for change in changes:
        event = stored.get((change.on, change.kind, change.title))
        if event is None:
            event = Reorganisation.objects.create(
                on=change.on,
                kind=change.kind,
                title=change.title,
                basis=change.basis,
                is_date_certain=change.is_date_certain,
            )
            outcome.new_changes.append(str(event))
        links += [
            Succession(
                reorganisation=event,
                predecessor_id=ids[before] if before is not None else None,
                successor_id=ids[after] if after is not None else None,
            )
            for before, after in change.links
        ]
    Succession.objects.bulk_create(links, ignore_conflicts=True)


def _write_years(data: UnitData, ids: dict[str, int], outcome: Outcome) -> None:
    groups: dict[str, RankingGroup] = {}
    for place, (key, name) in enumerate(data.groups.items()):
        groups[key], _ = RankingGroup.objects.get_or_create(key=key, defaults={"name": name, "order": place})
    known = set(UnitYear.objects.values_list("unit_id", "year"))
    # A year that is there already may have been put right by hand; the file only fills what is empty.
    rows = [
        UnitYear(
            unit_id=ids[row.unit],
            year=row.year,
            ranking_group=groups[row.group] if row.group else None,
            headcount=row.headcount,
        )
        for row in data.years
        if (ids[row.unit], row.year) not in known
    ]
    UnitYear.objects.bulk_create(rows)
    outcome.years = len(rows)


def _figures(outcome: Outcome) -> dict[str, Any]:
    return {
        "new_units": len(outcome.new_units),
        "changed_units": len(outcome.changed_units),
        "new_changes": len(outcome.new_changes),
    }
