"""Slots as moments and what stands in each other's way; each case worked out by hand on a calendar of March 2021."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from danbiet.broadcasts.calc.places import Place, SlotRule, clashes, clashes_with, days_of, places
from tests.factories.air import moment

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def rule(
    at: str, minutes: int, *, on: date = date(2021, 3, 1), days: tuple[int, ...] = (), ends: date | None = None,
    left_out: tuple[date, ...] = (), number: int | None = 1, title: str = "Bản tin",
) -> SlotRule:  # fmt: skip
    return SlotRule(
        number, title, on, time.fromisoformat(at), minutes * 60, frozenset(days), ends, frozenset(left_out)
    )


def test_weekly_slot_falls_on_its_days_between_first_and_last_day_without_those_left_out() -> None:
    weekly = rule("19:45", 25, days=(MON, THU), ends=date(2021, 3, 18), left_out=(date(2021, 3, 8),))

    assert list(days_of(weekly, date(2021, 2, 1), date(2021, 4, 1))) == [
        date(2021, 3, 1), date(2021, 3, 4), date(2021, 3, 11), date(2021, 3, 15), date(2021, 3, 18),
    ]  # fmt: skip


def test_single_slot_falls_once_also_when_its_day_is_no_asked_weekday() -> None:
    assert list(days_of(rule("07:00", 5, on=date(2021, 3, 6)), date(2021, 3, 1), date(2021, 3, 31))) == [
        date(2021, 3, 6)
    ]


def test_places_stand_in_the_order_of_time_in_vietnam() -> None:
    found = places(
        [rule("19:45", 25, days=(MON,), number=1), rule("05:30", 15, days=(MON, TUE), number=2)],
        date(2021, 3, 1),
        date(2021, 3, 2),
    )

    assert [(one.key, one.starts_at.isoformat()) for one in found] == [
        ("slot-2", "2021-03-01T05:30:00+07:00"),
        ("slot-1", "2021-03-01T19:45:00+07:00"),
        ("slot-2", "2021-03-02T05:30:00+07:00"),
    ]


def test_slot_over_midnight_clashes_with_the_next_day_for_exactly_the_quarter_they_share() -> None:
    # Friday 05/03 23:45 + 30 min ends Saturday 00:15; the film begins Saturday 00:00.
    late = rule("23:45", 30, on=date(2021, 3, 5), number=1, title="Bản tin đêm")
    film = rule("00:00", 90, on=date(2021, 3, 6), number=2, title="Phim tài liệu")

    (clash,) = clashes_with(film, [late])

    assert (clash.first.title, clash.second.title, clash.seconds) == ("Bản tin đêm", "Phim tài liệu", 900)
    assert clash.first.ends_at.isoformat() == "2021-03-06T00:15:00+07:00"


def test_sunday_night_clashes_with_monday_of_the_next_week() -> None:
    sunday = rule("23:50", 20, days=(SUN,), number=1)
    monday = rule("00:05", 10, days=(MON,), number=2)

    found = clashes_with(monday, [sunday])

    # Sunday 28/02 does not fall yet (first day 01/03), so the first pair is Sunday 07/03 and Monday 08/03.
    assert found[0].first.on == date(2021, 3, 7)
    assert found[0].second.on == date(2021, 3, 8)
    assert found[0].seconds == 300


def test_slots_that_touch_do_not_clash() -> None:
    assert clashes_with(rule("20:10", 20, number=2), [rule("19:45", 25, number=1)]) == []


def test_slots_of_different_weekdays_never_meet() -> None:
    assert (
        clashes_with(
            rule("19:45", 25, days=(MON, WED), number=2), [rule("19:45", 25, days=(TUE, THU), number=1)]
        )
        == []
    )


def test_slot_does_not_clash_with_itself_when_it_is_moved() -> None:
    assert clashes_with(rule("19:50", 25, days=(MON,), number=1), [rule("19:45", 25, days=(MON,), number=1)]) == []  # fmt: skip


def test_day_left_out_makes_room_for_another_slot_on_it() -> None:
    weekly = rule("19:45", 25, days=(MON,), left_out=(date(2021, 3, 8),), number=1)

    assert clashes_with(rule("19:45", 60, on=date(2021, 3, 8), number=2), [weekly]) == []


def test_three_in_one_hour_give_each_pair_once() -> None:
    taken = [
        Place("a", "A", moment(date(2021, 3, 1), "20:00"), 3600),
        Place("b", "B", moment(date(2021, 3, 1), "20:30"), 3600),
        Place("c", "C", moment(date(2021, 3, 1), "20:50"), 600),
    ]

    assert [(one.first.key, one.second.key, one.seconds) for one in clashes(taken)] == [
        ("a", "b", 1800), ("a", "c", 600), ("b", "c", 600),
    ]  # fmt: skip


def test_no_clock_is_ever_put_forward_in_vietnam() -> None:
    # The night of 28/03/2021, when clocks in Europe jump: an hour stays an hour.
    (place,) = places([rule("01:30", 60, on=date(2021, 3, 28))], date(2021, 3, 28), date(2021, 3, 28))

    assert place.ends_at - place.starts_at == timedelta(hours=1)
    assert place.ends_at.isoformat() == "2021-03-28T02:30:00+07:00"


@pytest.mark.parametrize("days", [(), (MON,), tuple(range(7))])
def test_nothing_falls_before_the_first_day(days: tuple[int, ...]) -> None:
    assert list(days_of(rule("19:45", 25, on=date(2021, 3, 1), days=days), date(2021, 1, 1), date(2021, 2, 28))) == []  # fmt: skip
