"""The people of units that end, and what is fixed for a unit in a year: org's own part in a reorganisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.org.enums import Role
from danbiet.org.models import Membership, UnitYear
from danbiet.org.queries import tree
from danbiet.org.registry import Carrier, Handover, OpenItem, OpenLine


def preview(unit_ids: Collection[int], on: date) -> list[OpenLine]:
    """Roles held on the day or later, in one query; head-counts and ranking groups of the year, in another."""
    rows = _held(unit_ids, on).select_related("user").order_by("unit_id", "role", "id")
    people = tuple(
        OpenItem(row.unit_id, row.pk, row.user.full_name, note=str(Role(row.role).label)) for row in rows
    )
    years = UnitYear.objects.filter(unit_id__in=unit_ids, year__gte=on.year).select_related("ranking_group")
    fixed = tuple(
        OpenItem(
            row.unit_id,
            row.pk,
            row.ranking_group.name if row.ranking_group else "–",
            note=_("%(year)s: %(count)s people") % {"year": row.year, "count": row.headcount or 0},
        )
        for row in years
    )
    return [
        OpenLine("people", gettext_lazy("People and roles"), "moves", people, can_choose=True),
        OpenLine(
            "unit_years",
            gettext_lazy("Ranking groups and head-counts of the year"),
            "moves",
            fixed,
            can_choose=True,
        ),
    ]


def open_at() -> dict[str, set[int]]:
    """Roles without an end: wherever somebody still holds one."""
    return {}


def carry(handover: Handover) -> dict[str, Any]:
    """Roles end with the unit and begin in the one that takes over; nobody becomes head twice.

    Where the heads of several units would come together, or a unit that was there before takes others in, heads and reform
    offices come as officers: who leads is decided by a person, and a district's office is not the province's.
    People of a unit without a place in the new one (`homeless`) keep their account and hold no role there any more.
    """
    held = _held(handover.sources, handover.on).select_for_update(of=("self",)).order_by("pk")
    rows = [row for row in held if handover.heir(row.unit_id, "people", row.pk) != row.unit_id]
    later = [row for row in rows if row.starts_on >= handover.on]
    ended = [row for row in rows if row.starts_on < handover.on]
    changed = [{"id": row.pk, "ends_on": row.ends_on.isoformat() if row.ends_on else None} for row in ended]
    removed = [_as_json(row) for row in later]
    new = _without_double(_moved(rows, handover))
    Membership.objects.filter(pk__in=[row.pk for row in ended]).update(ends_on=handover.on)
    Membership.objects.filter(pk__in=[row.pk for row in later]).delete()
    Membership.objects.bulk_create(new)
    return {
        "changed": changed,
        "removed": removed,
        "made": [_as_json(row) for row in new],
        "on": handover.on.isoformat(),
        "years": _carry_years(handover),
    }


def undo(record: dict[str, Any]) -> list[str]:
    """Roles as they were; hindered where somebody has changed one of those that were made or ended."""
    made = {one["id"]: one for one in record["made"]}
    now = {row.pk: _as_json(row) for row in Membership.objects.filter(pk__in=made).select_related("user")}
    if now != made:
        return [_("Roles of people who moved have been changed since.")]
    ended = Membership.objects.filter(pk__in=[one["id"] for one in record["changed"]], ends_on=record["on"])
    if ended.count() != len(record["changed"]):
        return [_("Roles of people who moved have been changed since.")]
    Membership.objects.filter(pk__in=made).delete()
    for one in record["changed"]:
        Membership.objects.filter(pk=one["id"]).update(ends_on=one["ends_on"])
    Membership.objects.bulk_create(Membership(**one) for one in record["removed"])
    years = UnitYear.objects.filter(pk__in=[one["id"] for one in record["years"]])
    changed = {row.pk: (row.headcount, row.ranking_group_id) for row in years}
    if changed != {one["id"]: (one["headcount"], one["ranking_group_id"]) for one in record["years"]}:
        return [_("Head-counts of the new units have been changed since.")]
    years.delete()
    return []


def _moved(rows: list[Membership], handover: Handover) -> list[Membership]:
    """The roles in the units that take over, not stored yet."""
    there = {unit.id for unit in tree(handover.on - timedelta(days=1))}
    moving = [
        (row, handover.heir(row.unit_id, "people", row.pk))
        for row in rows
        if row.unit_id not in handover.homeless or handover.chosen(row.unit_id, "people", row.pk)
    ]
    heads = Counter(
        heir for heir, _unit in {(heir, row.unit_id) for row, heir in moving if row.role == Role.HEAD}
    )
    found = []
    for row, heir in moving:
        is_second = row.role == Role.HEAD and heads[heir] > 1
        is_guest = row.role in (Role.HEAD, Role.OFFICE) and heir in there
        role = Role.OFFICER if is_second or is_guest else row.role
        starts_on = max(row.starts_on, handover.on)
        found.append(
            Membership(user_id=row.user_id, unit_id=heir, role=role, starts_on=starts_on, ends_on=row.ends_on)
        )
    return found


def _held(unit_ids: Collection[int], on: date) -> Any:
    return Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), unit_id__in=set(unit_ids))


def _without_double(rows: list[Membership]) -> list[Membership]:
    """One row for a person, unit, role and first day: two of the merged units may have given the same."""
    keys = {(row.user_id, row.unit_id, row.role, row.starts_on) for row in rows}
    taken = set(
        Membership.objects.filter(unit_id__in={row.unit_id for row in rows}).values_list(
            "user_id", "unit_id", "role", "starts_on"
        )
    )
    wanted = keys - taken
    found = []
    for row in rows:
        key = (row.user_id, row.unit_id, row.role, row.starts_on)
        if key in wanted:
            wanted.discard(key)
            found.append(row)
    return found


def _carry_years(handover: Handover) -> list[dict[str, Any]]:
    """The year's people of what comes together are added up; a ranking group all of them had goes on."""
    parts: dict[tuple[int, int], list[UnitYear]] = {}
    held = UnitYear.objects.filter(unit_id__in=handover.sources, year__gte=handover.on.year).order_by("pk")
    for row in held:
        heir = handover.heir(row.unit_id, "unit_years", row.pk)
        if heir != row.unit_id:
            parts.setdefault((heir, row.year), []).append(row)
    there = set(
        UnitYear.objects.filter(unit_id__in={unit for unit, _year in parts}).values_list("unit_id", "year")
    )
    rows = []
    for (unit_id, year), found in parts.items():
        if (unit_id, year) in there:
            continue
        groups = {row.ranking_group_id for row in found}
        counts = [row.headcount for row in found]
        rows.append(
            UnitYear(
                unit_id=unit_id,
                year=year,
                ranking_group_id=groups.pop() if len(groups) == 1 else None,
                headcount=sum(one or 0 for one in counts) if any(one is not None for one in counts) else None,
            )
        )
    return [
        {"id": row.pk, "headcount": row.headcount, "ranking_group_id": row.ranking_group_id}
        for row in UnitYear.objects.bulk_create(rows)
    ]


def _as_json(row: Membership) -> dict[str, Any]:
    return {
        "id": row.pk,
        "user_id": row.user_id,
        "unit_id": row.unit_id,
        "role": str(row.role),
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
    }


CARRIER = Carrier("people", 0, preview, open_at, carry, undo)
