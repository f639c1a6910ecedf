"""A decision's steps written into the tree, all of a day in one go, and taken out of it exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from danbiet.org.calc.orders import Part, Step
from danbiet.org.calc.unit_files import office_names
from danbiet.org.enums import ReorganisationKind, UnitKind
from danbiet.org.models import Reorganisation, Unit, UnitVersion
from danbiet.org.queries import Tree, silent_units, tree

from .lives import (
    Decree,
    NewUnit,
    NotPossible,
    begin,
    change_from,
    end,
    hand_over_children,
    refuse_faults,
    version_on,
    write_event,
)

TERRITORIES = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
ONE_DAY = timedelta(days=1)


@dataclass
class Written:
    """What the steps did: units begun, events, versions that went and came (as JSON), who comes after each unit that ended."""

    units: list[int] = field(default_factory=list)
    events: list[int] = field(default_factory=list)
    gone: list[dict[str, Any]] = field(default_factory=list)
    came: list[dict[str, Any]] = field(default_factory=list)
    versions: list[int] = field(default_factory=list)  # all of the units touched, as they then were
    heirs: dict[int, int] = field(default_factory=dict)
    by_kind: dict[str, dict[int, int]] = field(default_factory=dict)
    silent: list[int] = field(default_factory=list)  # gone without anybody recorded after them


def write_steps(steps: Sequence[Step], *, decree: Decree, work_to: str) -> Written:
    """Write what is not recorded yet and name the heir of every unit that ends. The caller holds the turn and a transaction.

    Units end first, then codes are free for those that begin; a unit that begins below another one waits for it.
    """
    before = _rows()
    eve = tree(decree.on - ONE_DAY)
    work = _Work(decree, eve, {})
    fresh = [step for step in steps if not step.is_recorded]
    for step in fresh:
        for unit in step.ending:
            end(unit, on=decree.on)
    work.rename(fresh)
    work.begin_all(fresh)
    work.move(fresh)
    written = Written(units=list(work.begun.values()))
    _name_heirs(steps, written, on=decree.on, work_to=work_to)
    for step in fresh:
        for unit in step.ending:
            if unit in written.heirs:
                hand_over_children(unit, on=decree.on, to=written.heirs[unit])
    if fresh:
        refuse_faults(decree.on)
        written.events = [_event(step, decree).pk for step in fresh]
    after = _rows()
    written.gone = [row for pk, row in before.items() if after.get(pk) != row]
    written.came = [row for pk, row in after.items() if before.get(pk) != row]
    touched = {row["unit_id"] for row in (*written.gone, *written.came)}
    written.versions = sorted(pk for pk, row in after.items() if row["unit_id"] in touched)
    return written


@dataclass
class _Work:
    decree: Decree
    eve: Tree
    begun: dict[tuple[int, int], int]  # (step, part) → the new unit

    def rename(self, steps: Sequence[Step]) -> None:
        for _number, part in _going_on(steps):
            version = version_on(part.unit_id or 0, self.decree.on)
            changes = {
                name: value
                for name, value in (("name", part.name), ("code", part.code), ("kind", part.kind))
                if value and value != getattr(version, name)
            }
            if changes.get("name") and version.kind in TERRITORIES:
                changes |= office_names(part.name, version.kind)  # type: ignore[arg-type]
            if changes:
                change_from(version.unit_id, on=self.decree.on, changes=changes)

    def begin_all(self, steps: Sequence[Step]) -> None:
        waiting = [
            (number, place, step, part)
            for number, step in enumerate(steps)
            for place, part in enumerate(step.after)
            if part.unit_id is None
        ]
        while waiting:
            still = [one for one in waiting if not self._begin(*one, steps)]
            if len(still) == len(waiting):
                part = still[0][3]
                raise NotPossible(
                    _("%(name)s would stand below %(code)s, which does not exist on that day.")
                    % {"name": part.name, "code": part.parent_code or "?"}
                )
            waiting = still

    def _begin(self, number: int, place: int, step: Step, part: Part, steps: Sequence[Step]) -> bool:
        is_top = part.kind == UnitKind.PROVINCE and not part.parent_code
        parent_id = None if is_top else self._parent(step, part, steps)
        if parent_id is None and not is_top:
            return False
        inherited = self.eve.get(step.before[0]) if step.before else None
        names: Mapping[str, Any] = office_names(part.name, part.kind) if part.kind in TERRITORIES else {}
        new = NewUnit(
            code=part.code,
            name=part.name,
            kind=part.kind,
            parent_id=parent_id,
            order=inherited.order if inherited is not None else 0,
            **names,
        )
        self.begun[number, place] = begin(new, on=self.decree.on)
        return True

    def _parent(self, step: Step, part: Part, steps: Sequence[Step]) -> int | None:
        """The parent named, or where none is named whoever the predecessors' parent has become; None while it is not there."""
        if part.parent_code:
            return _by_code(part.parent_code, self.decree.on)
        old = self.eve.get(step.before[0]) if step.before else None
        return self._after(old.parent_id, steps) if old is not None and old.parent_id is not None else None

    def _after(self, unit_id: int, steps: Sequence[Step]) -> int | None:
        for number, step in enumerate(steps):
            if unit_id in step.ending:
                if step.kind == "dissolve":
                    if step.taker_code:
                        return _by_code(step.taker_code, self.decree.on)
                    above = self.eve.get(unit_id)
                    return self._after(above.parent_id, steps) if above and above.parent_id else None
                part = step.after[0]
                return part.unit_id or self.begun.get((number, 0))
        day = tree(self.decree.on)
        return day.seat(unit_id) or silent_units(day).get(unit_id)

    def move(self, steps: Sequence[Step]) -> None:
        for step, part in _going_on(steps):
            unit_id = part.unit_id or 0
            version = version_on(unit_id, self.decree.on)
            parent = self._parent(step, part, steps)
            if part.parent_code and parent is None:
                raise NotPossible(
                    _("%(name)s would stand below %(code)s, which does not exist on that day.")
                    % {"name": version.name, "code": part.parent_code}
                )
            if parent is not None and parent not in (version.parent_id, unit_id):
                change_from(unit_id, on=self.decree.on, changes={"parent_id": parent})


def _going_on(steps: Iterable[Step]) -> list[tuple[Step, Part]]:
    return [(step, part) for step in steps for part in step.after if part.unit_id is not None]


def _by_code(code: str, on: date) -> int | None:
    rows = UnitVersion.objects.filter(code=code, valid__contains=on).exclude(code="")
    return rows.values_list("unit_id", flat=True).first()


def _name_heirs(steps: Sequence[Step], written: Written, *, on: date, work_to: str) -> None:
    day = tree(on)
    default = day.by_code(work_to) if work_to else None
    if work_to and default is None:
        raise NotPossible(_("No unit carries the code %(code)s on that day.") % {"code": work_to})
    for step in steps:
        ids = [part.unit_id or getattr(day.by_code(part.code), "id", None) for part in step.after]
        for unit in step.ending:
            if step.kind == "dissolve":
                taker = day.by_code(step.taker_code) if step.taker_code else default
                if step.taker_code and taker is None:
                    raise NotPossible(
                        _("No unit carries the code %(code)s on that day.") % {"code": step.taker_code}
                    )
                heir = taker.id if taker is not None else None
            else:
                heir = ids[step.heirs.get("", 0)]
            if heir is not None:
                written.heirs[unit] = heir
        if step.kind == "split":
            _divide(step, ids, written)
    if any(step.is_recorded for step in steps):
        for unit, after in silent_units(day).items():
            heir = after or (default.id if default is not None else None)
            if heir is not None and unit not in written.heirs:
                written.heirs[unit] = heir
                written.silent += [] if after else [unit]


def _divide(step: Step, ids: Sequence[int | None], written: Written) -> None:
    """Which part takes which kind of work, also where the divided unit goes on."""
    for kind, place in step.heirs.items():
        heir = ids[place]
        if kind and heir is not None and heir != step.before[0]:
            written.by_kind.setdefault(kind, {})[step.before[0]] = heir


def _event(step: Step, decree: Decree) -> Reorganisation:
    links: list[tuple[int | None, int | None]]
    day, eve = tree(decree.on), tree(decree.on - ONE_DAY)
    after = [part.unit_id or getattr(day.by_code(part.code), "id", None) for part in step.after]
    old = [eve.name(unit) for unit in step.before]
    new = [day.name(unit) for unit in after if unit]
    links = [(before, one) for before in step.before or (None,) for one in after or [None]]
    words = {"old": ", ".join(old), "new": ", ".join(new)}
    if step.kind == "dissolve":
        default = _("%(name)s ends") % {"name": words["old"]}
    elif step.kind == "split":
        default = _("%(old)s is divided into %(parts)s") % {"old": words["old"], "parts": words["new"]}
    elif step.kind == "found":
        default = _("%(name)s is founded") % {"name": words["new"]}
    elif step.kind == "merge":
        default = _("%(parts)s become %(whole)s") % {"parts": words["old"], "whole": words["new"]}
    elif step.kind == "move":
        parent = day.get(getattr(day.get(after[0]), "parent_id", None))
        default = _("%(name)s is placed under %(parent)s") % {
            "name": words["new"],
            "parent": parent.name if parent else "",
        }
    else:
        default = _("%(old)s becomes %(new)s") % words
    return write_event(ReorganisationKind(step.kind), decree, links, default=default[:300])


FIELDS = [field.attname for field in UnitVersion._meta.concrete_fields if field.attname != "valid"]


def _rows() -> dict[int, dict[str, Any]]:
    return {row.pk: _as_json(row) for row in UnitVersion.objects.all()}


def _as_json(row: UnitVersion) -> dict[str, Any]:
    ends = row.valid.upper
    values = {name: getattr(row, name) for name in FIELDS}
    return {**values, "valid": [row.valid.lower.isoformat(), ends.isoformat() if ends else None]}


def _from_json(row: Mapping[str, Any]) -> UnitVersion:
    begins, ends = row["valid"]
    valid = DateRange(date.fromisoformat(begins), date.fromisoformat(ends) if ends else None)
    return UnitVersion(**{**row, "valid": valid})


def unwrite(written: Mapping[str, Any]) -> list[str]:
    """Take events, new units and changed versions back as they were. Answers what hinders it; then nothing may stay done."""
    came = {row["id"]: row for row in written["came"]}
    touched = {row["unit_id"] for row in (*written["gone"], *written["came"])}
    now = {row.pk: _as_json(row) for row in UnitVersion.objects.filter(unit_id__in=touched)}
    changed = {row["unit_id"] for pk, row in came.items() if now.get(pk) != row}
    changed |= {row["unit_id"] for pk, row in now.items() if pk not in set(written["versions"])}
    if changed:
        names = sorted({row["name"] for row in (*came.values(), *now.values()) if row["unit_id"] in changed})
        return [_("Changed again since: %(names)s.") % {"names": ", ".join(names)}]
    Reorganisation.objects.filter(pk__in=written["events"]).delete()
    UnitVersion.objects.filter(pk__in=came).delete()
    UnitVersion.objects.bulk_create([_from_json(row) for row in written["gone"]])
    hindered = _still_needed(written["units"])
    if not hindered:
        Unit.objects.filter(pk__in=written["units"]).delete()
    return hindered


def _still_needed(unit_ids: Sequence[int]) -> list[str]:
    """What stands at the new units already, table by table."""
    found = []
    for relation in Unit._meta.get_fields(include_hidden=True):
        model = getattr(relation, "related_model", None)
        if relation.concrete or model is None or hasattr(model, "pgh_tracked_model"):
            continue
        name = relation.field.attname  # type: ignore[union-attr]
        count = model._default_manager.filter(**{f"{name}__in": unit_ids}).count()
        if count:
            found.append(
                _("At the new units there is already: %(what)s (%(count)s).")
                % {"what": model._meta.verbose_name, "count": count}
            )
    return found
