"""A form of many rows is as long as its rows, not as long as whoever sends it says it is."""

from __future__ import annotations

from collections.abc import Iterator

from django.forms import BaseFormSet
from django.http import QueryDict
from django.urls import get_resolver

from danbiet.plans.forms.budgets import BudgetFormSet


def kinds(parent: type) -> Iterator[type]:
    for kind in parent.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_nobody_makes_a_page_draw_a_thousand_rows_by_saying_there_are_so_many() -> None:
    """Django takes a thousand rows more than `max_num` where nothing else is said: seconds of work for one request."""
    assert get_resolver().url_patterns  # all screens are loaded
    ours = [
        kind for kind in kinds(BaseFormSet) if getattr(kind, "form", type).__module__.startswith("danbiet.")
    ]
    assert BudgetFormSet in ours
    assert {
        f"{kind.form.__module__}.{kind.__name__}": kind.absolute_max  # type: ignore[attr-defined]
        for kind in ours
        if kind.absolute_max > kind.max_num + 100  # type: ignore[attr-defined]
    } == {}


def test_budget_sent_with_a_hundred_thousand_rows_is_refused_with_as_many_as_it_may_have() -> None:
    rows = BudgetFormSet(QueryDict("k-TOTAL_FORMS=100000&k-INITIAL_FORMS=0"), prefix="k")
    assert not rows.is_valid()
    assert len(rows.forms) == 24
