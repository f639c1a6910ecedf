"""Sheets of editions that are not published, by ranking group: they keep the unit's name and stay in whoever's hands take it over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from danbiet.org.registry import Carrier, HeldItem, OpenItem, OpenLine, UnitWork

from ..models import Edition, Participant


def preview(unit_ids: Collection[int], on: date) -> list[OpenLine]:
    """Sheets not published yet with their ranking group, and published ones, which stand for ever under the old name."""
    rows = (
        Participant.objects.filter(unit_id__in=unit_ids)
        .select_related("edition")
        .order_by("group", "name", "id")
    )
    open_rows = [row for row in rows if row.edition.published_at is None]
    done = [row for row in rows if row.edition.published_at is not None]
    own = Edition.objects.filter(office_id__in=unit_ids, published_at__isnull=True).order_by("id")
    return [
        OpenLine("index_sheets", gettext_lazy("Index sheets being filled in"), "kept", tuple(map(_item, open_rows)), can_choose=True),
        OpenLine("index_scores", gettext_lazy("Published index scores"), "stays", tuple(map(_item, done))),
        OpenLine(
            "index_editions", gettext_lazy("Editions of the index under way"), "kept",
            tuple(
                OpenItem(row.office_id, row.pk, row.name, reverse("indices:edition", args=[row.pk]), str(row.year))
                for row in own
            ),
        ),
    ]  # fmt: skip


def open_at() -> dict[str, set[int]]:
    """Units with a sheet or an edition that is not published."""
    sheets = Participant.objects.filter(edition__published_at__isnull=True).order_by()
    own = Edition.objects.filter(published_at__isnull=True).order_by()
    return {
        "index_sheets": set(sheets.values_list("unit_id", flat=True).distinct()),
        "index_editions": set(own.values_list("office_id", flat=True).distinct()),
    }


def _item(row: Participant) -> OpenItem:
    url = reverse("indices:sheet", args=[row.pk])
    return OpenItem(row.unit_id, row.pk, row.edition.name, url, row.group)


def sheets_filled(user_id: int, on: date) -> list[HeldItem]:
    """Sheets of editions under way in whose lines somebody wrote last, with how many lines. One query."""
    rows = (
        Participant.objects.filter(edition__published_at__isnull=True, scores__updated_by_id=user_id)
        .select_related("edition")
        .annotate(lines=Count("scores", distinct=True))
        .order_by("edition_id", "name", "id")
    )
    return [
        HeldItem(
            row.pk,
            ngettext(
                "%(edition)s, %(unit)s: %(count)s line", "%(edition)s, %(unit)s: %(count)s lines", row.lines
            )
            % {"edition": row.edition.name, "unit": row.name, "count": row.lines},
            reverse("indices:sheet", args=[row.pk]),
        )
        for row in rows
    ]


UNIT_WORK = UnitWork(
    "indices",
    gettext_lazy("Index of reform"),
    gettext_lazy(
        "A sheet is filled in and signed by its unit, and appraised by the people of a unit: no line belongs to one person. Whoever holds the role goes on with it."
    ),
    sheets_filled,
)
CARRIER = Carrier("indices", 50, preview, open_at)
