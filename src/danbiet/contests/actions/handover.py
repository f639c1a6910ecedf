"""Head-counts when units are joined or end: what is sealed stands, what is still being prepared follows (ADR 0037)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.org.models import Unit
from danbiet.org.registry import Carrier, Handover, OpenItem, OpenLine

from ..enums import ContestState
from ..models import Contest, HeadCount
from .head_counts import MOST, code_of

OVER = (ContestState.FINAL, ContestState.ARCHIVED, ContestState.CANCELLED)


def preview(unit_ids: Collection[int], on: date) -> list[OpenLine]:
    """Head-counts of contests being prepared move, those of sealed ones stand; contests the units organise. Two queries."""
    rows = list(
        HeadCount.objects.filter(unit_id__in=unit_ids)
        .exclude(contest__state__in=OVER)
        .select_related("contest")
        .defer("contest__rules", "contest__draft")
        .order_by("unit_id", "id")
    )
    own = Contest.objects.filter(organiser_id__in=unit_ids).exclude(state__in=OVER).order_by("id")
    return [
        OpenLine(
            "head_counts", gettext_lazy("Head-counts of contests being prepared"), "moves",
            tuple(_item(row) for row in rows if row.frozen_at is None), can_choose=True,
        ),
        OpenLine(
            "sealed_counts", gettext_lazy("Head-counts of sealed contests"), "stays",
            tuple(_item(row) for row in rows if row.frozen_at is not None),
        ),
        OpenLine(
            "contests", gettext_lazy("Contests organised"), "kept",
            tuple(
                OpenItem(row.organiser_id, row.pk, row.title, _url(row.pk), str(ContestState(row.state).label))
                for row in own.only("organiser_id", "title", "state")
            ),
        ),
    ]  # fmt: skip


def open_at() -> dict[str, set[int]]:
    """Units with a head-count or a contest of their own that is not over."""
    counts = HeadCount.objects.exclude(contest__state__in=OVER).order_by()
    own = Contest.objects.exclude(state__in=OVER).order_by()
    return {
        "head_counts": set(counts.values_list("unit_id", flat=True).distinct()),
        "contests": set(own.values_list("organiser_id", flat=True).distinct()),
    }


def carry(handover: Handover) -> dict[str, Any]:
    """In contests that are not sealed the unit that takes over takes part in place of those that end, with their people."""
    rows = list(
        HeadCount.objects.select_for_update(no_key=True, of=("self",))
        .filter(unit_id__in=handover.sources, frozen_at__isnull=True)
        .exclude(contest__state__in=OVER)
        .order_by("pk")
    )
    groups: dict[tuple[int, int], list[HeadCount]] = {}
    rows = [row for row in rows if handover.heir(row.unit_id, "head_counts", row.pk) != row.unit_id]
    for row in rows:
        heir = handover.heir(row.unit_id, "head_counts", row.pk)
        groups.setdefault((row.contest_id, heir), []).append(row)
    gone = [_as_json(row) for row in rows]
    HeadCount.objects.filter(pk__in=[row.pk for row in rows]).delete()
    keys = dict(Unit.objects.filter(pk__in={unit for _contest, unit in groups}).values_list("pk", "key"))
    raised, made = [], []
    for (contest_id, unit_id), parts in groups.items():
        there = (
            HeadCount.objects.select_for_update(no_key=True)
            .filter(contest_id=contest_id, unit_id=unit_id)
            .first()
        )
        added = min(sum(part.count for part in parts), MOST)
        if there is not None:
            before = there.count
            there.count = min(before + added, MOST)
            there.declared_by_id = there.declared_by_id or next(
                (one.declared_by_id for one in parts if one.count), None
            )
            there.declared_at = there.declared_at or next(
                (one.declared_at for one in parts if one.count), None
            )
            raised.append({"before": _as_json(HeadCount.objects.get(pk=there.pk)), "count": there.count})
            there.save(update_fields=["count", "declared_by", "declared_at"])
        else:
            first = next((part for part in parts if part.count), parts[0])
            new = HeadCount.objects.create(
                contest_id=contest_id, unit_id=unit_id, code=code_of(unit_id, keys[unit_id]), block=parts[0].block,
                count=added, declared_by_id=first.declared_by_id, declared_at=first.declared_at,
            )  # fmt: skip
            made.append({"id": new.pk, "count": new.count})
    return {"gone": gone, "raised": raised, "made": made}


def undo(record: dict[str, Any]) -> list[str]:
    """Head-counts as they were; hindered once a contest was sealed with the new ones or a unit declared anew."""
    now = {
        row.pk: row
        for row in HeadCount.objects.select_for_update(no_key=True).filter(pk__in=_touched(record))
    }
    wanted = {one["id"]: one["count"] for one in record["made"]}
    wanted |= {one["before"]["id"]: one["count"] for one in record["raised"]}
    if any(
        pk not in now or now[pk].count != count or now[pk].frozen_at is not None
        for pk, count in wanted.items()
    ):
        return [_("A contest goes on with the head-counts of the new units.")]
    HeadCount.objects.filter(pk__in=[one["id"] for one in record["made"]]).delete()
    for one in record["raised"]:
        before = one["before"]
        HeadCount.objects.filter(pk=before["id"]).update(
            count=before["count"], declared_by_id=before["declared_by_id"], declared_at=before["declared_at"]
        )
    HeadCount.objects.bulk_create(HeadCount(**one) for one in record["gone"])
    return []


def _touched(record: dict[str, Any]) -> list[int]:
    return [one["id"] for one in record["made"]] + [one["before"]["id"] for one in record["raised"]]


def _as_json(row: HeadCount) -> dict[str, Any]:
    return {
        "id": row.pk, "contest_id": row.contest_id, "unit_id": row.unit_id, "code": row.code, "block": row.block,
        "count": row.count, "declared_by_id": row.declared_by_id,
        "declared_at": row.declared_at.isoformat() if row.declared_at else None,
    }  # fmt: skip


def _item(row: HeadCount) -> OpenItem:
    note = _("%(count)s people") % {"count": row.count}
    return OpenItem(row.unit_id, row.pk, row.contest.title, _url(row.contest_id), note)


def _url(contest_id: int) -> str:
    return reverse("contests:contest", args=[contest_id])


CARRIER = Carrier("contests", 40, preview, open_at, carry, undo)
