"""The steps every event on units is made of: a version closed, another opened, the result held to the rules, the event written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def version_on(unit_id: int, on: date) -> UnitVersion:
    """The version of the day; refused when the unit does not exist then."""
    version = UnitVersion.objects.filter(unit_id=unit_id, valid__contains=on).first()
    if version is None:
        last = UnitVersion.objects.filter(unit_id=unit_id).order_by("-valid").first()
        raise NotPossible(
            _("%(name)s does not exist on %(day)s.")
            % {"name": last.name if last else _("The unit"), "day": f"{on:%d/%m/%Y}"}
        )
    return version


def begin(new: NewUnit, *, on: date) -> int:
    """A unit begins on the day; answers its id. Its parent must exist then and its code be free."""
    name = " ".join(new.name.split())
    if not name or not new.code.strip():
        raise NotPossible(_("A unit needs a code and a name."))
    if new.parent_id is not None:
        version_on(new.parent_id, on)
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


def change_from(unit_id: int, *, on: date, changes: Mapping[str, Any]) -> None:
    """Close the version of the day and open the changed one; later versions keep what was decided for them."""
    version = version_on(unit_id, on)
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


def end(unit_id: int, *, on: date) -> None:
    """The unit has its last day the day before; refused when it only begins then or something later is recorded for it.

    A unit recorded as ending on that very day without anybody after it ends as recorded: what it becomes is said now.
    """
    if _ends_unexplained(unit_id, on):
        return
    version = version_on(unit_id, on)
    later = UnitVersion.objects.filter(unit_id=unit_id, valid__startswith__gt=on).exists()
    if later or version.valid.upper is not None:
        raise NotPossible(_("Something later is already recorded for %(name)s.") % {"name": version.name})
    if version.valid.lower == on:
        if not UnitVersion.objects.filter(unit_id=unit_id, valid__endswith=on).exists():
            raise NotPossible(_("%(name)s only begins on that day or later.") % {"name": version.name})
        version.delete()  # what it would have been from that day on
        return
    version.valid = DateRange(version.valid.lower, on)
    version.save(update_fields=["valid"])


def _ends_unexplained(unit_id: int, on: date) -> bool:
    """The history knows that the unit ends on the day and names no other one after it."""
    ends = UnitVersion.objects.filter(unit_id=unit_id, valid__endswith=on).first()
    if ends is None or UnitVersion.objects.filter(unit_id=unit_id, valid__startswith__gte=on).exists():
        return False
    after = Succession.objects.filter(predecessor_id=unit_id, successor_id__isnull=False)
    if after.exclude(successor_id=unit_id).exists():
        raise NotPossible(
            _("What becomes of %(name)s on %(day)s is already recorded.")
            % {"name": ends.name, "day": f"{on:%d/%m/%Y}"}
        )
    return True


def hand_over_children(unit_id: int, *, on: date, to: int) -> None:
    """What stands below the unit on the day and later stands below another one."""
    later = UnitVersion.objects.filter(parent_id=unit_id, valid__startswith__gte=on)
    later.exclude(unit_id=to).update(parent_id=to)
    below = UnitVersion.objects.filter(parent_id=unit_id, valid__contains=on).exclude(unit_id=to)
    for child_id in list(below.values_list("unit_id", flat=True)):
        change_from(child_id, on=on, changes={"parent_id": to})


def close_event(
    kind: ReorganisationKind,
    decree: Decree,
    links: Sequence[tuple[int | None, int | None]],
    *,
    default: str,
) -> None:
    """Hold the result to the rules, then write the event with its links and the audit entry."""
    refuse_faults(decree.on)
    write_event(kind, decree, links, default=default)


def write_event(
    kind: ReorganisationKind,
    decree: Decree,
    links: Sequence[tuple[int | None, int | None]],
    *,
    default: str,
) -> Reorganisation:
    """The event, its links and the audit entry; refused with a title or basis that is too long."""
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
    return event


def refuse_faults(since: date) -> None:
    """Hold every later day to the rules of lineage; refused at the first fault."""
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
