"""How a target is shared out among the units it is addressed to. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

HUNDREDTH = Decimal("0.01")
WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Addressee:
    """A unit a task is given to: as lead or support, and whether through a set ("UBND các huyện …")."""

    unit_id: int
    is_lead: bool
    is_through_set: bool = False


@dataclass(frozen=True, slots=True)
class Portion:
    """What one unit takes over of a target; `quantity` None is an open contribution, counted once over the year."""

    quantity: Decimal | None
    is_contribution: bool = False


CONTRIBUTION = Portion(None, is_contribution=True)


def split_evenly(quantity: Decimal, *, parts: int) -> list[Decimal]:
    """The quantity in equal parts that add up to it exactly; what does not divide goes one by one to the first parts.

    A whole number is split in whole numbers (7 in 3: 3, 2, 2), any other in hundredths. No parts is refused (ValueError).
    """
    if parts < 1:
        raise ValueError("a quantity cannot be split into no parts")
    step = WHOLE if quantity == quantity.to_integral_value() else HUNDREDTH
    steps = int(quantity / step)
    each, rest = divmod(steps, parts)
    return [(each + (place < rest)) * step for place in range(parts)]


def sharers(addressees: Sequence[Addressee], *, is_per_unit: bool) -> set[int]:
    """The units which each owe the whole quantity, because the target is shared; empty when it is not.

    Shared are targets "mỗi đơn vị …" and every target of a task led through a set. They are owed by the leads that
    come through the set; else, for "mỗi đơn vị" with a set among the supports, by leads and supports; else by the leads.
    """
    leads = {one.unit_id for one in addressees if one.is_lead}
    set_leads = {one.unit_id for one in addressees if one.is_lead and one.is_through_set}
    if set_leads:
        return set_leads
    if not is_per_unit:
        return set()
    if any(one.is_through_set for one in addressees if not one.is_lead):
        return {one.unit_id for one in addressees}
    return leads


def portions(
    quantity: Decimal | None, *, addressees: Sequence[Addressee], is_per_unit: bool, is_share: bool = False
) -> dict[int, Portion]:
    """What each addressed unit takes over, by unit.

    A shared target is owed whole by each sharer. Otherwise one lead takes all; several leads split evenly in their
    order (`split_evenly`), except a percentage (`is_share`), which each owes whole. A lead whose part would be nothing,
    and every other unit, gives an open contribution.
    """
    owed = sharers(addressees, is_per_unit=is_per_unit)
    found: dict[int, Portion] = {one.unit_id: CONTRIBUTION for one in addressees}
    if owed:
        found.update({unit_id: Portion(quantity) for unit_id in owed})
        return found
    leads = [one.unit_id for one in addressees if one.is_lead]
    if quantity is None or not leads:
        return found
    parts = [quantity] * len(leads) if is_share else split_evenly(quantity, parts=len(leads))
    for unit_id, part in zip(leads, parts, strict=True):
        if part > 0 or quantity == 0:
            found[unit_id] = Portion(part)
    return found
