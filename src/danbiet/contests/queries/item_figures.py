"""After a round: how its questions did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..calc.item_analysis import ItemReport, count_items, report
from ..models import Item, Round
from . import closing, entries
from .standing import MOST


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """A question with its figures, its options with how often each was chosen and whether it is right, and whether it was dropped."""

    report: ItemReport
    pk: int
    text: str
    options: list[tuple[str, str, int, bool]]
    is_dropped: bool


def item_reports(one: Round, *, at: datetime) -> list[ItemFigures] | None:
    """Every question that was shown, doubtful ones first. None while entries can arrive and where there are too many to count while one waits."""
    if not closing.is_over(closing.rules_of(one.contest), one, at=at) or entries.entry_count(one) > MOST:
        return None
    closed = closing.closed_of(one)
    ground = closed.ground()
    words = {item.id: item for item, _salt in closed.items}
    ids = dict(Item.objects.filter(contest_id=one.contest_id).values_list("key", "pk"))
    found = []
    for row in report(count_items(entries.entry_lines(one), ground), keys=dict(ground.keys)):
        item = words[row.item]
        options = [
            ("ABCDEFGH"[place], text, row.chosen[place], place in item.key)
            for place, text in enumerate(item.options)
        ]
        found.append(ItemFigures(row, ids[row.item], item.text, options, row.item in ground.dropped))
    return found
