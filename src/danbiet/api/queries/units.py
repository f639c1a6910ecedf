"""Units, as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from pydantic import Field

from danbiet.org.queries import Event, Phase, Tree, UnitAt, listing, names_of, tree, unit_history

from ..render import units as shapes
from ..render.shape import UnitRef
from ..render.shape import gettext_noop as _
from ..validators import WORDS, AsOf, Id, PagedAsOf, Words
from .rows import Now, Rows, link, unit_ref


class UnitsAsked(PagedAsOf):
    q: Words = Field("", description=WORDS)
    loai: Words = Field("", description=_("Kind of unit, e.g. commune."))
    cap_tren: Id | None = Field(None, description=_("Directly below this unit (its number)."))


def units(asked: UnitsAsked, now: Now) -> Rows[shapes.Unit]:
    """Every unit of the day, a parent before its children. One query."""
    on = asked.ngay or now.on
    found = tree(on)
    rows: Sequence[UnitAt] = listing(found, text=asked.q, kind=asked.loai).found
    if asked.cap_tren is not None:
        rows = [one for one in rows if one.parent_id == asked.cap_tren]
    return Rows(rows, lambda part: [_unit(one, found) for one in part], as_of=on)


def _unit(one: UnitAt, found: Tree) -> shapes.Unit:
    parent = found.get(one.parent_id)
    return shapes.Unit(
        id=one.id, code=one.code, name=one.name, name_en=one.name_en, abbreviation=one.abbreviation, kind=one.kind,
        kind_label=one.kind_label, parent=UnitRef(id=parent.id, name=parent.name) if parent else None,
        links=link(f"/units/{one.id}", reverse("org:unit", args=[one.id])),
    )  # fmt: skip


def unit(asked: AsOf, now: Now, id: Id) -> shapes.UnitInTime | None:
    """One unit with its phases and reorganisations. Four queries."""
    history = unit_history(id)
    if history is None:
        return None
    on = asked.ngay or now.on
    found = tree(on)
    names = names_of(history.related_ids, on)
    held = history.at(on)
    phase = held or (history.phases[0] if on < history.phases[0].starts_on else history.last)
    query = "" if asked.ngay is None else f"?ngay={on.isoformat()}"
    return shapes.UnitInTime(
        id=id, as_of=on, exists=held is not None, code=phase.code, name=phase.name, name_en=phase.name_en,
        abbreviation=phase.abbreviation, kind=phase.kind, kind_label=phase.kind_label,
        path=[UnitRef(id=one.id, name=one.name) for one in found.path(id)[:-1]],
        children=[unit_ref(one.id, found) for one in found.children(id)] if held else [],
        phases=[_phase(one, names) for one in history.phases],
        reorganisations=[_event(one, id, names) for one in history.events],
        links=link(f"/units/{id}", reverse("org:unit", args=[id]) + query),
    )  # fmt: skip


def _phase(one: Phase, names: dict[int, str]) -> shapes.Phase:
    parent = (
        UnitRef(id=one.parent_id, name=names.get(one.parent_id, "")) if one.parent_id is not None else None
    )
    return shapes.Phase(
        first_on=one.starts_on, last_on=_eve(one.ends_before), code=one.code, name=one.name, name_en=one.name_en,
        abbreviation=one.abbreviation, kind=one.kind, kind_label=one.kind_label, parent=parent,
    )  # fmt: skip


def _eve(day: date | None) -> date | None:
    return day - timedelta(days=1) if day is not None else None


def _event(one: Event, own: int, names: dict[int, str]) -> shapes.Reorganisation:
    def refs(ids: Sequence[int]) -> list[UnitRef]:
        return [UnitRef(id=each, name=names.get(each, "")) for each in ids if each != own]

    return shapes.Reorganisation(
        on=one.on, kind=one.kind, kind_label=one.kind_label, title=one.title, basis=one.basis, is_date_certain=one.is_date_certain,
        predecessors=refs(one.predecessor_ids), successors=refs(one.successor_ids),
    )  # fmt: skip
