"""What laws and resolutions do to units: each function is one event on a day, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.org.enums import ReorganisationKind

from .lives import (
    Decree,
    NewUnit,
    NotPossible,
    begin,
    change_from,
    close_event,
    end,
    hand_over_children,
    version_on,
)
from .turns import take_turn

__all__ = [
    "Decree", "NewUnit", "NotPossible", "dissolve_unit", "found_unit", "merge_units", "move_unit", "rename_unit", "split_unit",
]  # fmt: skip


def found_unit(new: NewUnit, *, decree: Decree) -> int:
    """A unit begins on the day, out of nothing known here. Answers its id."""
    with transaction.atomic():
        take_turn()
        unit_id = begin(new, on=decree.on)
        close_event(
            ReorganisationKind.FOUND,
            decree,
            [(None, unit_id)],
            default=_("%(name)s is founded") % {"name": new.name},
        )
    return unit_id


def rename_unit(
    unit_id: int,
    *,
    decree: Decree,
    name: str,
    code: str | None = None,
    name_en: str | None = None,
    abbreviation: str | None = None,
    aliases: Sequence[str] | None = None,
) -> None:
    """From the day on the unit is called otherwise; what is None stays. On its first day the name is simply put right."""
    if not name.strip():
        raise NotPossible(_("A unit needs a name."))
    given = {"code": code, "name_en": name_en, "abbreviation": abbreviation}
    changes: dict[str, Any] = {
        "name": " ".join(name.split()),
        **{k: v for k, v in given.items() if v is not None},
    }
    if aliases is not None:
        changes["aliases"] = list(aliases)
    with transaction.atomic():
        take_turn()
        old = version_on(unit_id, decree.on).name
        change_from(unit_id, on=decree.on, changes=changes)
        title = _("%(old)s becomes %(new)s") % {"old": old, "new": changes["name"]}
        close_event(ReorganisationKind.RENAME, decree, [(unit_id, unit_id)], default=title)


def move_unit(unit_id: int, *, decree: Decree, parent_id: int) -> None:
    """From the day on the unit stands under another parent. Refused when that would be below itself or nowhere."""
    with transaction.atomic():
        take_turn()
        name, above = version_on(unit_id, decree.on).name, version_on(parent_id, decree.on).name
        change_from(unit_id, on=decree.on, changes={"parent_id": parent_id})
        title = _("%(name)s is placed under %(parent)s") % {"name": name, "parent": above}
        close_event(ReorganisationKind.MOVE, decree, [(unit_id, unit_id)], default=title)


def merge_units(unit_ids: Iterable[int], *, decree: Decree, into: NewUnit | int) -> int:
    """Units become one: a new one, or one of them (or another existing one) that goes on. Answers the id of the whole.

    What stood below the merged units stands below the whole from that day. Refused with fewer than two units, counting
    the one that goes on.
    """
    parts = list(dict.fromkeys(unit_ids))
    whole_count = len({*parts, into}) if isinstance(into, int) else len(parts)
    if whole_count < 2:
        raise NotPossible(_("A merger needs at least two units."))
    with transaction.atomic():
        take_turn()
        names = [version_on(part, decree.on).name for part in parts]
        ending = [part for part in parts if part != into]
        if isinstance(into, int):
            version_on(into, decree.on)
        for part in ending:
            end(part, on=decree.on)
        whole = into if isinstance(into, int) else begin(into, on=decree.on)
        for part in ending:
            hand_over_children(part, on=decree.on, to=whole)
        title = _("%(parts)s become %(whole)s") % {
            "parts": ", ".join(names),
            "whole": version_on(whole, decree.on).name,
        }
        close_event(ReorganisationKind.MERGE, decree, [(part, whole) for part in parts], default=title)
    return whole


def split_unit(
    unit_id: int,
    *,
    decree: Decree,
    into: Sequence[NewUnit],
    does_go_on: bool = False,
    children: Mapping[int, int] | None = None,
) -> list[int]:
    """A unit becomes several; with `does_go_on` it stays beside the new ones. Answers the new ids in the order given.

    `children` says for each unit below it the place (from 0) of the new unit it goes to; those not named stay, which is
    refused when the unit itself ends.
    """
    if len(into) + does_go_on < 2:
        raise NotPossible(_("A split needs at least two units afterwards."))
    with transaction.atomic():
        take_turn()
        old = version_on(unit_id, decree.on).name
        if not does_go_on:
            end(unit_id, on=decree.on)
        made = [begin(new, on=decree.on) for new in into]
        for child, place in (children or {}).items():
            if not 0 <= place < len(made):
                raise NotPossible(_("A unit below goes to a part that does not exist."))
            change_from(child, on=decree.on, changes={"parent_id": made[place]})
        links: list[tuple[int | None, int | None]] = [(unit_id, new) for new in made]
        if does_go_on:
            links.append((unit_id, unit_id))
        title = _("%(old)s is divided into %(parts)s") % {
            "old": old,
            "parts": ", ".join(new.name for new in into),
        }
        close_event(ReorganisationKind.SPLIT, decree, links, default=title)
    return made


def dissolve_unit(unit_id: int, *, decree: Decree, children_to: int | None = None) -> None:
    """The unit ends without a successor. Units below it go to `children_to`; without that they must be none."""
    with transaction.atomic():
        take_turn()
        name = version_on(unit_id, decree.on).name
        end(unit_id, on=decree.on)
        if children_to is not None:
            version_on(children_to, decree.on)
            hand_over_children(unit_id, on=decree.on, to=children_to)
        title = _("%(name)s ends") % {"name": name}
        close_event(ReorganisationKind.DISSOLVE, decree, [(unit_id, None)], default=title)
