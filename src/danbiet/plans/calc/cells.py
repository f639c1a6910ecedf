"""What one target asks for, cell by cell, and what accepted evidence fills of it. Pure arithmetic.

A target is cut into **cells**: one per week, month, quarter or year that its task's periods touch (one in all for
`once`), and that again for each unit when the target is shared. What is counted in a cell never exceeds the cell's
quota, so that too much in March helps neither April nor another unit (domain.md 1.3; the guides for scoring ask for
objectives done ÷ objectives set, not for sums).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from danbiet.kit import periods as kit

from .measuring import MeasureFilter

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
AT_MOST = "<="
ONCE, WEEK = "once", "week"
HALF_WEEK = timedelta(
    days=3
)  # a piece of week shorter than four days joins the week beside it, as in kit.periods


@dataclass(frozen=True, slots=True)
class TargetSpec:
    """What a target asks for. `unit_ids`: the units it is shared among, empty when it belongs to no unit in particular.

    `quantity` None is an open contribution: one accepted piece of evidence fulfils it. `is_percent`: the quantity is
    a share of the units addressed that have proved anything at all (at least one unit is always addressed).
    """

    id: int
    quantity: Decimal | None
    periods: tuple[kit.Span, ...]
    comparison: str = ">="
    per: str = ONCE
    unit_text: str = ""
    each_quantity: Decimal | None = None
    each_unit_text: str = ""
    unit_ids: tuple[int, ...] = ()
    is_percent: bool = False
    is_implied: bool = False
    measure: str = ""
    measure_filter: MeasureFilter | None = None
    task_id: int = 0
    order: int = 0

    @property
    def seats(self) -> int:
        """How many times the quantity is asked for in one period."""
        return max(len(self.unit_ids), 1)


@dataclass(frozen=True, slots=True)
class Cell:
    """One period of one target for one unit. `bucket` is the first day of the calendar period (of the task for `once`),
    `span` the days of the task's periods inside it."""

    bucket: date
    span: kit.Span
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class CreditLine:
    """What one piece of evidence adds: its day, the unit it fills a cell of, and which item (for "each video …")."""

    on: date
    quantity: Decimal
    unit_id: int | None = None
    item: str = ""
    evidence_id: int = 0


@dataclass(frozen=True, slots=True)
class CellCount:
    """`actual` is what was proved, `counted` what of it counts; both in the target's own unit of measure.

    `items` holds (item, actual, counted) where the target asks for a number of each item.
    """

    cell: Cell
    actual: Decimal
    counted: Decimal
    quota: Decimal
    items: tuple[tuple[str, Decimal, Decimal], ...] = ()

    @property
    def is_broken(self) -> bool:
        """More than an "at most" allows. Meaningless for other targets."""
        return self.actual > self.quota


@dataclass(frozen=True, slots=True)
class Tally:
    """A target's cells added up. The database makes the same values from the rows; a test holds the two together.

    `counted` and `counted_if_accepted` (with what has been submitted and not yet decided) are Σ of the capped cells:
    the quantity itself; of "each" targets the capped numbers of the best items; of percentages and open contributions
    the cells with any evidence. `active` are the periods with anything counted, `reported` those with anything accepted
    or submitted, `broken` the cells of an "at most" that hold too much (one entry per cell). `auto` is what of `actual` the
    platform counted by itself.
    """

    actual: Decimal = ZERO
    counted: Decimal = ZERO
    counted_if_accepted: Decimal = ZERO
    active: frozenset[date] = field(default_factory=frozenset)
    broken: tuple[date, ...] = ()
    reported: frozenset[date] = field(default_factory=frozenset)
    auto: Decimal = ZERO


def bucket_of(per: str, *, on: date, periods: Sequence[kit.Span]) -> date:
    """The first day of the calendar period (`once`: of the whole task) into which evidence of that day falls.

    Weeks begin on Monday; a day in a piece of fewer than four days at an edge of one of the task's periods belongs to
    the neighbouring week.
    """
    if per == ONCE:
        return min(span.starts_on for span in periods)
    if per != WEEK:
        return kit.period_of(kit.PeriodKind(per), on=on).span.starts_on
    for span in periods:
        if on in span:
            first, last = _monday(span.starts_on + HALF_WEEK), _monday(span.ends_on - HALF_WEEK)
            return min(max(_monday(on), first), last)
    return _monday(on)


@lru_cache(maxsize=4096)
def cell_spans(per: str, periods: tuple[kit.Span, ...]) -> Mapping[date, kit.Span]:
    """Bucket → days, in order: every calendar period that one of the task's periods touches, once each."""
    if per == ONCE:
        whole = kit.Span(min(span.starts_on for span in periods), max(span.ends_on for span in periods))
        return {whole.starts_on: whole}
    found: dict[date, kit.Span] = {}
    for period in periods:
        for piece in kit.cells(per, span=period):
            bucket = bucket_of(per, on=piece.starts_on, periods=(period,))
            known = found.get(bucket, piece)
            found[bucket] = kit.Span(min(known.starts_on, piece.starts_on), max(known.ends_on, piece.ends_on))
    return dict(sorted(found.items()))


def cells_of(spec: TargetSpec) -> tuple[Cell, ...]:
    """Every cell of a target: by period, then by unit in the order given."""
    spans = cell_spans(spec.per, spec.periods)
    units: tuple[int | None, ...] = spec.unit_ids or (None,)
    return tuple(Cell(bucket, span, unit) for bucket, span in spans.items() for unit in units)


def cell_quota(spec: TargetSpec) -> Decimal:
    """What one cell asks for: the quantity; one proof for percentages and open contributions."""
    return ONE if spec.quantity is None or spec.is_percent else spec.quantity


def count_cells(spec: TargetSpec, lines: Iterable[CreditLine]) -> tuple[CellCount, ...]:
    """Put each line into its cell and cap there. Lines outside every cell (a month the plan does not ask for, a unit it
    does not address) count nowhere. The caller hands in accepted evidence up to the day asked for."""
    placed = ((bucket_of(spec.per, on=line.on, periods=spec.periods), line) for line in lines)
    return count_placed(spec, placed)


def count_placed(spec: TargetSpec, placed: Iterable[tuple[date, CreditLine]]) -> tuple[CellCount, ...]:
    """The same for lines whose period (bucket) is known already."""
    held: dict[tuple[date, int | None], list[CreditLine]] = defaultdict(list)
    for bucket, line in placed:
        held[bucket, line.unit_id if spec.unit_ids else None].append(line)
    return tuple(_count(spec, cell, held.get((cell.bucket, cell.unit_id), [])) for cell in cells_of(spec))


def _count(spec: TargetSpec, cell: Cell, lines: Sequence[CreditLine]) -> CellCount:
    actual = sum((line.quantity for line in lines), ZERO)
    quota = cell_quota(spec)
    if spec.quantity is None or spec.is_percent:
        return CellCount(cell, actual, ONE if lines else ZERO, ONE)
    if spec.comparison == AT_MOST:
        return CellCount(cell, actual, actual, quota)
    if spec.each_quantity:
        items = _count_items(spec, lines)
        counted = sum((part for _, _, part in items), ZERO) / spec.each_quantity
        return CellCount(cell, actual, counted, quota, items)
    return CellCount(cell, actual, min(actual, quota), quota)


def _count_items(spec: TargetSpec, lines: Sequence[CreditLine]) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """Items by what counts of them, best first; only the best `quantity` of them count at all."""
    each = spec.each_quantity or ONE
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[item_key(line.item)] += line.quantity
    ranked = sorted(sums.items(), key=lambda pair: (-min(pair[1], each), pair[0]))
    wanted = int(spec.quantity or ZERO)
    return tuple(
        (item, actual, min(actual, each) if place < wanted else ZERO)
        for place, (item, actual) in enumerate(ranked)
    )


def item_key(item: str) -> str:
    """What makes two lines one item: the name without outer spaces. Unnamed ones are one item together."""
    return item.strip(" ")


def tally_of(spec: TargetSpec, accepted: Sequence[CreditLine], submitted: Sequence[CreditLine] = ()) -> Tally:
    """The target's cells added up from single lines (the database does the same over all targets at once)."""
    counts = count_cells(spec, accepted)
    hopeful = count_cells(spec, [*accepted, *submitted]) if submitted else counts
    return Tally(
        actual=sum((count.actual for count in counts), ZERO),
        counted=_total(spec, counts),
        counted_if_accepted=_total(spec, hopeful),
        active=frozenset(count.cell.bucket for count in counts if count.counted > 0),
        broken=tuple(
            count.cell.bucket for count in counts if spec.comparison == AT_MOST and _breaks(spec, count)
        ),
        reported=frozenset(count.cell.bucket for count in hopeful if count.actual > 0),
    )


def seat_total(spec: TargetSpec, lines: Sequence[CreditLine]) -> Decimal:
    """What the lines of one cell come to in the measure of `Tally.counted`; of an "at most": 1 when it is broken."""
    count = _count(spec, Cell(spec.periods[0].starts_on, spec.periods[0]), lines)
    if spec.comparison == AT_MOST:
        return (
            Decimal(_breaks(spec, count))
            if spec.quantity is not None and not spec.is_percent
            else count.counted
        )
    return _total(spec, [count])


def _breaks(spec: TargetSpec, count: CellCount) -> bool:
    return spec.quantity is not None and not spec.is_percent and count.is_broken


def _total(spec: TargetSpec, counts: Iterable[CellCount]) -> Decimal:
    if (
        spec.each_quantity
        and spec.quantity is not None
        and not spec.is_percent
        and spec.comparison != AT_MOST
    ):
        return sum((part for count in counts for _, _, part in count.items), ZERO)
    return sum((count.counted for count in counts), ZERO)


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())
