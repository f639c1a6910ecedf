"""Who gets what of units that are divided or end: named by kind and item by item, written down when the decision comes into force."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.org.calc.orders import Step
from danbiet.org.enums import OrderState
from danbiet.org.models import ItemCustody, ReorganisationOrder
from danbiet.org.queries import tree
from danbiet.org.queries.dealing import Dealing, Source, dealing_of
from danbiet.org.registry import Handover, carriers

from .lives import NotPossible

MOST_ITEMS = 20_000  # chosen one by one in a decision; more are a choice by kind


def deal_kinds(pk: int, wanted: Mapping[str, Mapping[int, str]], *, by: User | None, at: datetime) -> None:
    """For each kind and unit the code of who gets all of it that is not chosen singly; "" takes the choice back.

    Refused (NotPossible): the decision is no longer planned, a unit or kind that cannot be dealt out, a code that no unit of
    the day carries or that is no part of a divided unit.
    """
    with transaction.atomic():
        order, known = _locked(pk)
        kinds = {kind: dict(rows) for kind, rows in order.choices.get("kinds", {}).items()}
        for kind, rows in wanted.items():
            _must_be(known, kind)
            for unit_id, code in rows.items():
                _refuse(known, known.sources.get(unit_id), code)
                kinds.setdefault(kind, {})[str(unit_id)] = code
        kept = {kind: {unit: code for unit, code in rows.items() if code} for kind, rows in kinds.items()}
        _save(order, {"kinds": {kind: rows for kind, rows in kept.items() if rows}}, by=by, at=at)


def deal_items(
    pk: int, kind: str, item_ids: Collection[int], code: str, *, by: User | None, at: datetime
) -> int:
    """These items go to the unit with the code; "" lets the choice by kind hold again. Answers how many; others stay as chosen.

    Refused (NotPossible) as `deal_kinds`, and for more than `MOST_ITEMS` choices.
    """
    with transaction.atomic():
        order, known = _locked(pk)
        line = _must_be(known, kind)
        wanted = set(item_ids)
        here = [item for item in line.items if item.id in wanted and item.unit_id in known.sources]
        for unit_id in {item.unit_id for item in here}:
            _refuse(known, known.sources[unit_id], code)
        items = {one: dict(rows) for one, rows in order.choices.get("items", {}).items()}
        rows = items.setdefault(kind, {})
        for item in here:
            if code:
                rows[str(item.id)] = code
            else:
                rows.pop(str(item.id), None)
        if sum(map(len, items.values())) > MOST_ITEMS:
            raise NotPossible(_("Too many single choices: choose by kind what most of them have in common."))
        _save(order, {"items": {one: rows for one, rows in items.items() if rows}}, by=by, at=at)
    return len(here)


def choices_for(steps: Iterable[Step], choices: Mapping[str, Any], on: Any) -> dict[str, Any]:
    """The choices that still make sense after the steps have changed: codes some unit carries on the day or will."""
    known = {unit.code for unit in tree(on)} | {part.code for step in steps for part in step.after}
    kept: dict[str, Any] = dict(choices)
    for name in ("kinds", "items"):
        if name in kept:
            kept[name] = {
                kind: {one: code for one, code in rows.items() if code in known}
                for kind, rows in kept[name].items()
            }
    return kept


def chosen_ids(order: ReorganisationOrder, name: str) -> dict[str, dict[int, int]]:
    """The choices (`kinds` by unit, `items` by row) with the unit of the day that carries the code chosen."""
    day = tree(order.on)
    found: dict[str, dict[int, int]] = {}
    for kind, rows in order.choices.get(name, {}).items():
        for pk, code in rows.items():
            heir = day.by_code(code)
            if heir is None:
                raise NotPossible(_("No unit carries the code %(code)s on that day.") % {"code": code})
            found.setdefault(kind, {})[int(pk)] = heir.id
    return found


def keep_items(order: ReorganisationOrder, handover: Handover) -> None:
    """Write down who has single papers that keep their old name, where it is not whoever has the rest of the unit's."""
    if not handover.by_kind and not handover.items:
        return
    rows = [
        ItemCustody(
            order=order, kind=line.key, item=item.id, unit_id=item.unit_id, starts_on=handover.on,
            taker_id=handover.heir(item.unit_id, line.key, item.id),
        )
        for carrier in carriers()
        for line in carrier.preview(handover.sources, handover.on)
        if line.can_choose and line.fate == "kept"
        for item in line.items
    ]  # fmt: skip
    rest = handover.heirs
    ItemCustody.objects.bulk_create(
        (row for row in rows if row.taker_id != rest.get(row.unit_id, row.unit_id)), batch_size=1000
    )


def keep_with(kind: str, item: int, *, unit_id: int, taker_id: int, like: Collection[str]) -> None:
    """A new paper of a unit goes on with the one that was given papers of the kinds `like`; nothing happens where none were."""
    other = (
        ItemCustody.objects.filter(kind__in=like, unit_id=unit_id, taker_id=taker_id).order_by("pk").first()
    )
    if other is not None:
        ItemCustody.objects.create(
            order_id=other.order_id, kind=kind, item=item, unit_id=unit_id, taker_id=taker_id,
            starts_on=other.starts_on,
        )  # fmt: skip


def _locked(pk: int) -> tuple[ReorganisationOrder, Dealing]:
    order = ReorganisationOrder.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if order is None or order.state != OrderState.PLANNED:
        raise NotPossible(_("Only a planned decision can be changed."))
    return order, dealing_of(order)


def _must_be(known: Dealing, kind: str) -> Any:
    line = known.line(kind)
    if line is None:
        raise NotPossible(_("Nothing of this kind can be dealt out by this decision."))
    return line


def _refuse(known: Dealing, source: Source | None, code: str) -> None:
    if source is None:
        raise NotPossible(_("Nothing of this unit can be dealt out by this decision."))
    if code and source.heirs and code not in dict(source.heirs):
        raise NotPossible(
            _("%(name)s is not divided into a unit with the code %(code)s.")
            % {"name": source.name, "code": code}
        )
    if code and code not in known.names:
        raise NotPossible(_("No unit carries the code %(code)s on that day.") % {"code": code})


def _save(order: ReorganisationOrder, choices: Mapping[str, Any], *, by: User | None, at: datetime) -> None:
    order.choices = {**order.choices, **choices}
    order.version += 1
    order.problem = ""
    order.save(update_fields=["choices", "version", "problem"])
    record(
        "org.order_changed", by=by, at=at, kind="reorganisation_order", object_id=order.pk, title=order.title,
        reason=order.basis, on=order.on.isoformat(),
    )  # fmt: skip
