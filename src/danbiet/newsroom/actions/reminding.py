"""The daily letters about texts that wait too long."""

from __future__ import annotations

from datetime import date, datetime

from danbiet.org.queries import tree

from ..queries.approval import held, steps_under_way
from .approval_notices import remind_holders


def remind_of_texts(*, on: date, at: datetime) -> int:
    """Remind whoever holds a text whose day is over; at most once a day each, however often it runs. Gives the letters written."""
    late = steps_under_way().filter(due_on__lt=on)
    units = tree(on)
    return sum(
        remind_holders(one, page=one.state.revision.as_object(), units=units, on=on, at=at)
        for one in held(late, units=units, on=on)
    )
