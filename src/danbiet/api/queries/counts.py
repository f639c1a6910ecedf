"""How often pages were read, and what the portal counted by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import Field

from danbiet.measures.queries import EventFilter, monthly_counts
from danbiet.measures.registry import MEASURES
from danbiet.org.queries import tree
from danbiet.visits import queries as visits

from ..render import figures as shapes
from ..render.shape import gettext_noop as _
from ..validators import UNIT, Asked, Day, Id, Paged, Words, Year
from .rows import Now, Rows, unit_ref


class DaysAsked(Paged):
    tu: Day | None = Field(None, description=_("First day."))
    den: Day | None = Field(None, description=_("Last day, included."))


class CountsAsked(Paged):
    nam: Year | None = Field(None, description=_("This year when it is left out."))
    thuoc_do: Words = Field("", description=_("Key of a measure (see /measures); all when it is left out."))
    don_vi: Id | None = Field(None, description=UNIT)


def views(asked: DaysAsked, now: Now) -> Rows[shapes.ViewsOfDay]:
    """Every day anything was read, newest first. One query."""
    rows = [
        one
        for one in visits.all_days()
        if (asked.tu is None or one.day >= asked.tu) and (asked.den is None or one.day <= asked.den)
    ]
    return Rows(
        rows,
        lambda part: [shapes.ViewsOfDay(day=one.day, views=one.views, visitors=one.visitors) for one in part],
    )


def views_in_all(asked: Asked, now: Now) -> shapes.Views:
    """The counter. One query."""
    found = visits.totals(on=now.on, at=now.at)
    return shapes.Views(
        all=found.all, base=found.base, today=found.today, visitors_today=found.visitors_today
    )


def measures(asked: Paged, now: Now) -> Rows[shapes.Measure]:
    """What the portal knows how to count."""
    return Rows(
        list(MEASURES.items()), lambda part: [shapes.Measure(key=key, name=str(name)) for key, name in part]
    )


def counts(asked: CountsAsked, now: Now) -> Rows[shapes.Counted]:
    """What each unit had counted of each measure in each month of a year. One query and the units."""
    year = asked.nam or now.on.year
    found = monthly_counts(
        EventFilter(
            measure=asked.thuoc_do, unit_ids=None if asked.don_vi is None else [asked.don_vi], first=date(year, 1, 1),
            last=date(year, 12, 31),
        )
    )  # fmt: skip
    units = tree(now.on)

    def shape(part: Sequence[Any]) -> list[shapes.Counted]:
        return [
            shapes.Counted(
                measure=one.measure, unit=unit_ref(one.unit_id, units), month=f"{one.month:%Y-%m}", count=one.count,
                quantity=one.quantity,
            )
            for one in part
        ]  # fmt: skip

    return Rows([one for one in found if one.measure in MEASURES], shape)
