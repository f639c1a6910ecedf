"""After a round: how hard each item was, whether it tells the knowing from the guessing, which ones may be wrong.

Only first attempts of accepted entries are looked at: who tries again has seen the items. An item is dropped by a person with a public note; what
that changes is a recomputation with another `Ground.dropped` and `ranking.moved`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from .grading import Ground
from .scoring import read_answers
from .sheet import Sheet

FOUR = Decimal("0.0001")
FEW = 30  # people below which nothing is said
HARD, EASY = Decimal("0.2"), Decimal("0.95")
GROUP = 27  # percent of the best and of the weakest that are compared, as is usual for item analysis (Kelley 1939)


@dataclass(slots=True)
class ItemCount:
    """How often an item was shown, answered right, left out, and each option chosen (as it stands in the item), by how many *other* questions were right."""

    options: int
    shown: list[int]
    right: list[int]
    blank: int = 0
    chosen: list[list[int]] = field(default_factory=list)

    def add(self, rest: int, *, is_right: bool, options: Sequence[int]) -> None:
        """Note one answer of somebody who had `rest` of the other questions right; `options` are the chosen ones, none when left out."""
        self.shown[rest] += 1
        self.right[rest] += is_right
        self.blank += not options
        for option in options:
            self.chosen[option][rest] += 1


@dataclass(frozen=True, slots=True)
class ItemReport:
    """An item's figures. `difficulty` is the share who had it right, `discrimination` the correlation of having it right with the number of other
    questions right, `spread` the difficulty among the best 27 percent less that among the weakest; four decimals, rounded half up; None where undefined.
    `flags`: few, hard, easy, negative, weak (discrimination below 0.1), key (another option beats the key among the best).
    """

    item: str
    shown: int
    difficulty: Decimal | None
    discrimination: Decimal | None
    spread: Decimal | None
    chosen: tuple[int, ...]
    blank: int
    flags: tuple[str, ...]

    @property
    def is_doubtful(self) -> bool:
        """Worth a person's look before the result is final."""
        return bool({"negative", "key"} & set(self.flags))


def count_items(lines: Iterable[bytes], ground: Ground) -> dict[str, ItemCount]:
    """Count the answers in lines of entries.csv. Lines that could not stand are passed over; items nobody had are not there."""
    rules = ground.rules
    sheets = {
        plan.audience: Sheet(
            plan, rules=rules, pool=ground.pool, secret=ground.secret, keys=ground.keys, dropped=()
        )
        for plan in rules.papers
        if plan.round == ground.round_key
    }
    longest = max((plan.length for plan in rules.papers), default=0)
    found: dict[str, ItemCount] = {}
    for line in lines:
        parts = line.decode("ascii", "replace").split(",")
        sheet = sheets.get(parts[2]) if len(parts) == 8 and parts[1] == "1" else None
        if sheet is None or {(parts[0], 0), (parts[0], 1)} & ground.disqualified:
            continue
        _count(sheet, parts[0], parts[7], ground, longest, found)
    return found


def report(counts: dict[str, ItemCount], *, keys: dict[str, tuple[int, ...]]) -> list[ItemReport]:
    """The figures of every item counted, doubtful ones first, then by discrimination from the lowest. KeyError for an item without a key."""
    found = [_report(item, one, keys[item]) for item, one in counts.items()]
    return sorted(found, key=lambda one: (not one.is_doubtful, one.discrimination or Decimal(0), one.item))


def _count(
    sheet: Sheet, participant: str, answers: str, ground: Ground, longest: int, found: dict[str, ItemCount]
) -> None:
    places, orders = sheet.drawer.draw(participant, 1)
    given = read_answers(answers, length=len(places))
    if given is None:
        return
    answered: list[tuple[str, int, bool, list[int]]] = []
    for (number, _points), order, answer in zip(places, orders, given, strict=True):
        item, shown = sheet.drawer.items[number], sheet.drawer.order_of(number, order)
        options = sorted(shown[place] for place in map("ABCDEFGH".index, answer) if place < len(shown))
        is_right = tuple(options) == ground.keys.get(item.id)
        answered.append((item.id, item.options, is_right, options))
    total = sum(is_right for _item, _count, is_right, _options in answered)
    for item_id, count, is_right, options in answered:
        one = found.get(item_id)
        if one is None:
            width = longest + 1
            one = found[item_id] = ItemCount(
                count, [0] * width, [0] * width, chosen=[[0] * width for _ in range(count)]
            )
        one.add(total - is_right, is_right=is_right, options=options)


def _report(item: str, one: ItemCount, key: tuple[int, ...]) -> ItemReport:
    shown, right = sum(one.shown), sum(one.right)
    difficulty = _four(Decimal(right) / shown) if shown else None
    discrimination, spread = _correlation(one), _spread(one)
    flags = []
    if shown < FEW:
        flags.append("few")
    else:
        if difficulty is not None and difficulty < HARD:
            flags.append("hard")
        if difficulty is not None and difficulty > EASY:
            flags.append("easy")
        if discrimination is not None and discrimination < 0:
            flags.append("negative")
        elif discrimination is not None and discrimination < Decimal("0.1"):
            flags.append("weak")
        best = [_part(counts, one.shown, from_top=True) for counts in one.chosen]
        wrong = [count for option, count in enumerate(best) if option not in key]
        if wrong and max(wrong) > min(best[option] for option in key):
            flags.append("key")
    chosen = tuple(sum(counts) for counts in one.chosen)
    return ItemReport(item, shown, difficulty, discrimination, spread, chosen, one.blank, tuple(flags))


def _correlation(one: ItemCount) -> Decimal | None:
    """Pearson's correlation of right (0 or 1) with the number of other questions right."""
    count, right = sum(one.shown), sum(one.right)
    total = sum(rest * shown for rest, shown in enumerate(one.shown))
    squares = sum(rest * rest * shown for rest, shown in enumerate(one.shown))
    both = sum(rest * shown for rest, shown in enumerate(one.right))
    below = (count * right - right * right) * (count * squares - total * total)
    return _four((count * both - right * total) / Decimal(below).sqrt()) if below else None


def _spread(one: ItemCount) -> Decimal | None:
    """Difficulty among the best less that among the weakest; a boundary group is shared out in proportion."""
    shown = sum(one.shown)
    if not shown:
        return None
    size = Decimal(shown * GROUP) / 100
    return _four(
        (_part(one.right, one.shown, from_top=True) - _part(one.right, one.shown, from_top=False)) / size
    )


def _part(counts: list[int], shown: list[int], *, from_top: bool) -> Decimal:
    """How many of `counts` belong to the best or weakest 27 percent of those shown the item."""
    left, found = Decimal(sum(shown) * GROUP) / 100, Decimal(0)
    pairs = list(zip(counts, shown, strict=True))
    for count, here in reversed(pairs) if from_top else pairs:
        if left <= 0:
            break
        if here:
            share = min(Decimal(1), left / here)
            found += count * share
            left -= here * share
    return found


def _four(value: Decimal) -> Decimal:
    return value.quantize(FOUR, ROUND_HALF_UP)
