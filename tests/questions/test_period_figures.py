"""The figures agencies send, worked out by hand for the fourth quarter of 2021, asked on 15/12/2021."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, datetime, timedelta

import pytest
from tests.factories import questions as make

from danbiet.kit.periods import parse_period_key
from danbiet.questions.queries.reporting import period_figures

pytestmark = pytest.mark.django_db
QUARTER = parse_period_key("2021-Q4")
NOW = datetime(2021, 12, 15, 3, tzinfo=UTC)
BEFORE = datetime(2021, 9, 20, 3, tzinfo=UTC)


def test_quarter_of_an_agency_counted_by_hand() -> None:
    cast = make.cast()
    agency = {"lead": cast.agency}
    make.question(cast.root, state="published", **agency, rating=5)  # in time, content
    make.question(
        cast.root, state="answered", **agency, answered_at=make.DUE + timedelta(days=1), rating=2
    )  # late
    make.question(cast.root, state="in_work", **agency)  # open, overdue since 14/10
    make.question(
        cast.root, state="in_work", **agency, received_at=BEFORE, due_at=NOW + timedelta(days=2), extra_days=3
    )  # carried over, extended, not due yet
    make.question(cast.root, state="withdrawn", **agency, ended_at=make.DUE)
    make.question(
        cast.root, state="published", **agency, received_at=BEFORE, answered_at=BEFORE + timedelta(days=2)
    )  # finished before the quarter: not in it
    make.question(cast.root, state="in_work", lead=cast.other)  # somebody else's

    found = period_figures(QUARTER, at=NOW, calendar=None, unit_ids=[cast.agency.pk]).all

    # carried, received, answered, in time, ended, open, open late, extended, published, rated, satisfied
    assert astuple(found)[2:13] == (1, 4, 2, 1, 1, 2, 1, 1, 1, 2, 1)
    assert (found.total, found.late) == (5, 1)


def test_reopened_question_is_open_until_it_is_answered_anew() -> None:
    cast = make.cast()
    answered, reopened = make.DUE + timedelta(days=1), make.DUE + timedelta(days=3)
    again = make.question(
        cast.root, state="in_work", lead=cast.agency, answered_at=answered, reopened_at=reopened,
        due_at=NOW + timedelta(days=1),
    )  # fmt: skip

    def asked() -> tuple[int, int, int]:
        found = period_figures(QUARTER, at=NOW, calendar=None).all
        return found.answered, found.in_time, found.open

    assert asked() == (0, 0, 1)

    again.state, again.answered_at = "answered", NOW - timedelta(hours=1)
    again.save()
    assert asked() == (1, 1, 0)
