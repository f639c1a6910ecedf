"""Banks and their items, as the desk sees them. Whoever may not, does not know of them: the views ask `permissions` first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from danbiet.kit.text import fold

from ..calc.formats.draft import ItemDraft
from ..calc.likeness import NEAR, pairs
from ..enums import ItemState
from ..models import Bank, Item, ItemImport, ItemVersion


@dataclass(frozen=True, slots=True)
class Row:
    """An item with its newest wording."""

    item: Item
    newest: ItemVersion


def bank_for(pk: int) -> Bank | None:
    return Bank.objects.select_related("contest").filter(pk=pk).first()


def banks_of(contest_id: int) -> QuerySet[Bank]:
    """Banks with how many items they hold: all in use, and those with an approved wording."""
    in_use = Q(items__state=ItemState.ACTIVE)
    return Bank.objects.filter(contest_id=contest_id).annotate(
        item_count=Count("items", filter=in_use),
        ready_count=Count("items", filter=in_use & Q(items__current__isnull=False)),
    )


def rows_of(
    bank_id: int, *, text: str = "", state: str = "", section: str = "", level: int | None = None
) -> list[Row]:
    """Items of a bank in their order with their newest wording, narrowed by words (with or without marks), the newest wording's
    state ("retired": set aside), section and level; two queries."""
    items = Item.objects.filter(bank_id=bank_id)
    if section:
        items = items.filter(section=section)
    if level:
        items = items.filter(level=level)
    items = items.filter(state=ItemState.RETIRED if state == "retired" else ItemState.ACTIVE)
    newest = newest_of(items)
    wanted = fold(text)
    found = []
    for item in items:
        version = newest[item.pk]
        if state and state != "retired" and version.state != state:
            continue
        if wanted and wanted not in fold(f"{item.key} {version.text} {' '.join(version.options)}"):
            continue
        found.append(Row(item, version))
    return found


def newest_versions(items: QuerySet[Item]) -> QuerySet[ItemVersion]:
    """The last wording of each of the items, in their order."""
    return (
        ItemVersion.objects.filter(item__in=items.order_by())
        .order_by("item_id", "-number")
        .distinct("item_id")
    )


def newest_of(items: QuerySet[Item]) -> dict[int, ItemVersion]:
    """The last wording of each item by the item's number."""
    return {row.item_id: row for row in newest_versions(items)}


def item_for(pk: int) -> Item | None:
    return Item.objects.select_related("bank__contest", "current").filter(pk=pk).first()


def versions_of(item_id: int) -> list[ItemVersion]:
    """All wordings, the newest first, with who wrote and who looked at them."""
    return list(
        ItemVersion.objects.filter(item_id=item_id)
        .select_related("author", "reviewed_by")
        .order_by("-number")
    )


def digests_of(bank_id: int) -> list[str]:
    """Fingerprints of the newest wordings of a bank, set aside or not."""
    return [version.digest for version in newest_of(Item.objects.filter(bank_id=bank_id)).values()]


def alike_in(bank_id: int, *, least: Decimal = NEAR) -> list[tuple[Row, Row, Decimal]]:
    """Pairs of items in use that say the same or nearly, the nearest first."""
    rows = {row.item.pk: row for row in rows_of(bank_id)}
    found = pairs({pk: row.newest.shingles for pk, row in rows.items()}, least=least)
    return [(rows[one.one], rows[one.other], one.share) for one in found]


def state_counts(bank_id: int) -> dict[str, int]:
    """How many items in use have a newest wording in each state; "retired" those set aside."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows_of(bank_id):
        counts[row.newest.state] += 1
    counts["retired"] = Item.objects.filter(bank_id=bank_id, state=ItemState.RETIRED).count()
    return counts


def drafts_of(bank_id: int) -> list[ItemDraft]:
    """The bank as it would be written to a file: items in use with their newest wording, by section."""
    rows = sorted(rows_of(bank_id), key=lambda row: (row.item.section, row.item.pk))
    return [
        ItemDraft(
            number, row.newest.text, tuple(row.newest.options), tuple(row.newest.key), level=row.item.level,
            section=row.item.section, source=row.newest.source, is_fixed=row.newest.is_fixed, name=row.item.key,
        )
        for number, row in enumerate(rows, start=1)
    ]  # fmt: skip


def imports_of(bank_id: int) -> QuerySet[ItemImport]:
    return ItemImport.objects.filter(bank_id=bank_id).select_related("created_by")


def import_for(pk: int) -> ItemImport | None:
    return ItemImport.objects.select_related("bank__contest", "created_by").filter(pk=pk).first()
