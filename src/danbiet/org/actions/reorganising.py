"""What laws and resolutions do to units: each function is one event on a day, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.org.calc.lineage import Fault, Stretch, first_fault
from danbiet.org.enums import ReorganisationKind
from danbiet.org.models import Reorganisation, Succession, Unit, UnitVersion
from danbiet.org.signals import units_changed

from .turns import take_turn


class NotPossible(ValueError):
    """The event makes no sense with the units as they are; its sentence is for the reader. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Decree:
    """When the event happens, what it is called, on which legal basis, who enters it and when."""

    on: date
    by: User | None
    at: datetime
    title: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be. `key` is made from code and year when it is left out."""

    code: str
    name: str
    kind: str
    parent_id: int | None
    name_en: str = ""
    abbreviation: str = ""
    aliases: tuple[str, ...] = field(default=())
    order: int = 0
    key: str = ""


def found_unit(new: NewUnit, *, decree: Decree) -> int:
    """A unit begins on the day, out of nothing known here. Answers its id."""
    with transaction.atomic():
        take_turn()
        unit_id = _begin(new, on=decree.on)
        _close_event(
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
        old = _version(unit_id, decree.on).name
        _change_from(unit_id, on=decree.on, changes=changes)
        title = _("%(old)s becomes %(new)s") % {"old": old, "new": changes["name"]}
        _close_event(ReorganisationKind.RENAME, decree, [(unit_id, unit_id)], default=title)


def move_unit(unit_id: int, *, decree: Decree, parent_id: int) -> None:
    """From the day on the unit stands under another parent. Refused when that would be below itself or nowhere."""
    with transaction.atomic():
        take_turn()
        name, above = _version(unit_id, decree.on).name, _version(parent_id, decree.on).name
        _change_from(unit_id, on=decree.on, changes={"parent_id": parent_id})
        title = _("%(name)s is placed under %(parent)s") % {"name": name, "parent": above}
        _close_event(ReorganisationKind.MOVE, decree, [(unit_id, unit_id)], default=title)


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
        names = [_version(part, decree.on).name for part in parts]
        ending = [part for part in parts if part != into]
        if isinstance(into, int):
            _version(into, decree.on)
        for part in ending:
            _end(part, on=decree.on)
        whole = into if isinstance(into, int) else _begin(into, on=decree.on)
        for part in ending:
            _hand_over_children(part, on=decree.on, to=whole)
        title = _("%(parts)s become %(whole)s") % {
            "parts": ", ".join(names),
            "whole": _version(whole, decree.on).name,
        }
        _close_event(ReorganisationKind.MERGE, decree, [(part, whole) for part in parts], default=title)
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
        old = _version(unit_id, decree.on).name
        if not does_go_on:
            _end(unit_id, on=decree.on)
        made = [_begin(new, on=decree.on) for new in into]
        for child, place in (children or {}).items():
            if not 0 <= place < len(made):
                raise NotPossible(_("A unit below goes to a part that does not exist."))
            _change_from(child, on=decree.on, changes={"parent_id": made[place]})
        links: list[tuple[int | None, int | None]] = [(unit_id, new) for new in made]
        if does_go_on:
            links.append((unit_id, unit_id))
        title = _("%(old)s is divided into %(parts)s") % {
            "old": old,
            "parts": ", ".join(new.name for new in into),
        }
        _close_event(ReorganisationKind.SPLIT, decree, links, default=title)
    return made


def dissolve_unit(unit_id: int, *, decree: Decree, children_to: int | None = None) -> None:
    """The unit ends without a successor. Units below it go to `children_to`; without that they must be none."""
    with transaction.atomic():
        take_turn()
        name = _version(unit_id, decree.on).name
        _end(unit_id, on=decree.on)
        if children_to is not None:
            _version(children_to, decree.on)
            _hand_over_children(unit_id, on=decree.on, to=children_to)
        title = _("%(name)s ends") % {"name": name}
        _close_event(ReorganisationKind.DISSOLVE, decree, [(unit_id, None)], default=title)


def _version(unit_id: int, on: date) -> UnitVersion:
    version = UnitVersion.objects.filter(unit_id=unit_id, valid__contains=on).first()
    if version is None:
        last = UnitVersion.objects.filter(unit_id=unit_id).order_by("-valid").first()
        raise NotPossible(
            _("%(name)s does not exist on %(day)s.")
            % {"name": last.name if last else _("The unit"), "day": f"{on:%d/%m/%Y}"}
        )
    return version


def _begin(new: NewUnit, *, on: date) -> int:
    name = " ".join(new.name.split())
    if not name or not new.code.strip():
        raise NotPossible(_("A unit needs a code and a name."))
    if new.parent_id is not None:
        _version(new.parent_id, on)
    key = new.key or f"{new.code}@{on.year}"
    taken = set(Unit.objects.filter(key__startswith=key).values_list("key", flat=True))
    if new.key and key in taken:
        raise NotPossible(_("The key %(key)s is used twice.") % {"key": key})
    number = 2
    free = key
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    unit = Unit.objects.create(key=free)
    _add(
        UnitVersion(
            unit=unit,
            valid=DateRange(on, None),
            kind=new.kind,
            code=new.code.strip(),
            name=name,
            name_en=new.name_en,
            abbreviation=new.abbreviation,
            aliases=list(new.aliases),
            parent_id=new.parent_id,
            order=new.order,
        )
    )
    return unit.pk


def _add(version: UnitVersion) -> None:
    holder = (
        UnitVersion.objects.filter(code=version.code, valid__overlap=version.valid)
        .exclude(unit=version.unit_id)
        .first()
    )
    if version.code and holder is not None:
        raise NotPossible(
            _("The code %(code)s is still carried by %(name)s.") % {"code": version.code, "name": holder.name}
        )
    version.save()


def _change_from(unit_id: int, *, on: date, changes: Mapping[str, Any]) -> None:
    """Close the version of the day and open the changed one; later versions keep what was decided for them."""
    version = _version(unit_id, on)
    begins, ends = version.valid.lower, version.valid.upper
    if begins < on:
        version.valid = DateRange(begins, on)
        version.save(update_fields=["valid"])
        version = _copy(version, DateRange(on, ends))
    for name, value in changes.items():
        setattr(version, name, value)
    _add(version)


def _copy(version: UnitVersion, valid: DateRange) -> UnitVersion:
    values = {field.attname: getattr(version, field.attname) for field in UnitVersion._meta.concrete_fields}
    return UnitVersion(**{**values, "id": None, "valid": valid, "aliases": list(version.aliases)})


def _end(unit_id: int, *, on: date) -> None:
    version = _version(unit_id, on)
    if version.valid.lower == on:
        raise NotPossible(_("%(name)s only begins on that day or later.") % {"name": version.name})
    later = UnitVersion.objects.filter(unit_id=unit_id, valid__startswith__gt=on).exists()
    if later or version.valid.upper is not None:
        raise NotPossible(_("Something later is already recorded for %(name)s.") % {"name": version.name})
    version.valid = DateRange(version.valid.lower, on)
    version.save(update_fields=["valid"])


def _hand_over_children(unit_id: int, *, on: date, to: int) -> None:
    later = UnitVersion.objects.filter(parent_id=unit_id, valid__startswith__gte=on)
    later.exclude(unit_id=to).update(parent_id=to)
    below = UnitVersion.objects.filter(parent_id=unit_id, valid__contains=on).exclude(unit_id=to)
    for child_id in list(below.values_list("unit_id", flat=True)):
        _change_from(child_id, on=on, changes={"parent_id": to})


def _close_event(
    kind: ReorganisationKind,
    decree: Decree,
    links: Sequence[tuple[int | None, int | None]],
    *,
    default: str,
) -> None:
    """Hold the result to the rules, then write the event with its links and the audit entry."""
    _refuse_faults(decree.on)
    title = decree.title.strip() or default
    if len(title) > 300 or len(decree.basis) > 300:
        raise NotPossible(_("Title and legal basis have at most 300 characters."))
    event = Reorganisation.objects.create(on=decree.on, kind=kind, title=title, basis=decree.basis)
    Succession.objects.bulk_create(
        Succession(reorganisation=event, predecessor_id=before, successor_id=after) for before, after in links
    )
    record(
        f"org.unit_{kind.value}",
        by=decree.by,
        at=decree.at,
        kind="reorganisation",
        object_id=event.pk,
        title=title,
        unit_id=links[0][1] or links[0][0],
        reason=decree.basis,
        on=decree.on.isoformat(),
        links=[list(link) for link in links],
    )
    transaction.on_commit(partial(units_changed.send, sender=None, on=decree.on, at=decree.at))


def _refuse_faults(since: date) -> None:
    versions = list(UnitVersion.objects.all())
    fault = first_fault(
        (Stretch(row.unit_id, row.parent_id, row.code, row.valid.lower, row.valid.upper) for row in versions),
        since=since,
    )
    if fault is not None:
        names = {row.unit_id: row.name for row in versions}
        raise NotPossible(_sentence(fault, names))


def _sentence(fault: Fault, names: Mapping[Any, str]) -> str:
    sentences = {
        "orphan": _("%(name)s would have no parent on %(day)s: %(other)s does not exist then."),
        "cycle": _("%(name)s would stand below itself on %(day)s."),
        "code": _("On %(day)s two units carry the code %(code)s."),
        "twice": _("On %(day)s the unit has two versions."),
    }
    return sentences[fault.kind] % {
        "name": names.get(fault.unit, ""),
        "other": names.get(fault.other, ""),
        "day": f"{fault.on:%d/%m/%Y}",
        "code": fault.code,
    }
