"""What a decision about one day changes in deadlines, told before it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from danbiet.kit.workdays import Calendar, Day, Override, calendar

LIMITS = (1, 3, 5, 10)  # the time limits officials meet most
BACK = 40  # days before: enough for the longest of them over a Tết


@dataclass(frozen=True, slots=True)
class Shift:
    """A time limit of `working_days` received on `received_on` that falls on another day than before."""

    received_on: date
    working_days: int
    due_before: date
    due_after: date


@dataclass(frozen=True, slots=True)
class Consequences:
    day_before: Day
    day_after: Day
    working_days_before: int  # in the month of the day
    working_days_after: int
    shifts: tuple[Shift, ...]

    @property
    def is_nothing(self) -> bool:
        return self.day_before.is_working == self.day_after.is_working


def consequences(
    now: Calendar, *, on: date, override: Override | None, instead_of: date | None = None
) -> Consequences:
    """Compare the calendar with and without the decision about `on` (None takes the decision away).

    `instead_of` is the day an edited exception stood on before. One example is given for each usual limit: the last
    working day before `on` whose deadline moves.
    """
    overrides: Mapping[date, Override] = {
        day: decision for day, decision in now.overrides.items() if day not in {on, instead_of}
    }
    after = calendar({**overrides, on: override} if override is not None else overrides)
    first = on.replace(day=1) - timedelta(days=1)
    last = (on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return Consequences(
        day_before=now.day(on),
        day_after=after.day(on),
        working_days_before=_worked(now, first, last),
        working_days_after=_worked(after, first, last),
        shifts=tuple(_shifts(now, after, on)),
    )


def _worked(days: Calendar, first: date, last: date) -> int:
    return sum(days.is_working(first + timedelta(days=step)) for step in range(1, (last - first).days + 1))


def _shifts(now: Calendar, after: Calendar, on: date) -> Iterator[Shift]:
    for limit in LIMITS:
        for back in range(1, BACK):
            received_on = on - timedelta(days=back)
            if not now.is_working(received_on):
                continue
            due_before, due_after = now.add(received_on, limit).due_on, after.add(received_on, limit).due_on
            if due_before != due_after:
                yield Shift(received_on, limit, due_before, due_after)
                break
