"""Which papers are in the hands of which units, single ones included (ADR 0045)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from .tree import Tree


def papers_of(
    kind: str, unit_ids: Collection[int], units: Tree, *, unit: str = "unit_id", pk: str = "pk"
) -> Q:
    """The condition for rows in the hands of these units: their own and those given to them, without those somebody else has.

    `unit` and `pk` are the fields of the row asked for. No query; the plain condition while nothing was given singly.
    """
    own = Q(**{f"{unit}__in": unit_ids})
    given = units.items_of(kind)
    if not given:
        return own
    reached = set(unit_ids)
    gained = [item for item, _old, taker in given if taker in reached]
    lost: dict[int, list[int]] = {}
    for item, old, taker in given:
        if old in reached and taker not in reached:
            lost.setdefault(old, []).append(item)
    for old, items in lost.items():
        own &= ~Q(**{f"{pk}__in": items, unit: old})
    return own | Q(**{f"{pk}__in": gained}) if gained else own
