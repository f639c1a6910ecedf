"""From entries in the database to provisional standings, while a round is open and after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.factories.played_round import at_ms, play, sealed_round, small_rules

from danbiet.contests.actions.counting import count_open_rounds, count_round, mark_entries
from danbiet.contests.actions.ending import close_rounds
from danbiet.contests.calc import standing_files
from danbiet.contests.calc.marking import Handed, Marker
from danbiet.contests.calc.round_result import mark_all, result_of
from danbiet.contests.calc.rules import Prediction
from danbiet.contests.models import Contest, HeadCount, Mark, Publication, Round, Winner
from danbiet.contests.queries import closing, entries
from danbiet.contests.queries.standing import result_now
from danbiet.contests.storages import round_folder

from .cases import DAY, HOUR, OPENS, Take, lines_of, person

pytestmark = pytest.mark.django_db
# Two attempts of the first; the second is as good but slower, the third has fewer right.
TAKES = [
    Take(1, 7, 50, unit="so-nv"),
    Take(1, 9, 70, attempt=2, begun=200, unit="so-nv"),
    Take(2, 9, 80, unit="so-tp", guess=2),
    Take(3, 8, 20, wrong=2, unit="so-tp"),
    Take(4, 10, 300),
]


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def during(**more: float) -> datetime:
    return at_ms(OPENS) + timedelta(**(more or {"hours": 1}))


def after() -> datetime:
    return at_ms(OPENS) + timedelta(days=7, minutes=12)


def standing(one: Round) -> list[tuple[int, str, int]]:
    folder = standing_files.newest(round_folder(one.contest.key, one.key))
    assert folder is not None
    return [(row["rank"], row["code"], row["correct"]) for row in standing_files.page(folder, "cbcc", 1)]


def test_lines_from_the_database_are_those_of_the_bundle(tmp_path: Path) -> None:
    one, closed = sealed_round()
    play(one, closed, TAKES)
    assert list(entries.entry_lines(one)) == lines_of(closed, TAKES)
    assert closing.closed_of(one) == replace(closed, parts={})


def test_round_over_is_counted_by_hand(tmp_path: Path) -> None:
    one, closed = sealed_round()
    play(one, closed, TAKES)
    assert close_rounds(at=after()) == 1
    assert standing(one) == [(1, person(4), 10), (2, person(1), 9), (3, person(2), 9), (4, person(3), 8)]
    one.refresh_from_db()
    assert (one.state, one.closed_at) == ("provisional", after())
    assert Contest.objects.get().state == "appeals"
    codes = dict(HeadCount.objects.values_list("unit_id", "code"))
    assert [
        (row.prize, row.entrant.code if row.entrant else codes[row.unit_id or 0])
        for row in Winner.objects.select_related("entrant").order_by("prize")
    ] == [("don-vi", "so-tp"), ("nhat", person(4)), ("nhi", person(1))]


def test_closing_again_does_nothing_and_costs_few_queries(django_assert_max_num_queries: Any) -> None:
    one, closed = sealed_round()
    play(one, closed, TAKES)
    close_rounds(at=after())
    with django_assert_max_num_queries(12):
        assert close_rounds(at=after() + timedelta(minutes=1)) == 0
    assert Publication.objects.count() == 1


def test_round_is_not_over_before_the_last_may_arrive() -> None:
    one, closed = sealed_round()
    play(one, closed, TAKES)
    assert close_rounds(at=at_ms(OPENS + 7 * DAY + 605_000)) == 0
    assert Publication.objects.count() == 0


def test_marks_agree_with_what_the_bundle_counts() -> None:
    rules = small_rules(
        prediction=Prediction("all_correct", "round"), ranking=("correct", "prediction", "time")
    )
    one, closed = sealed_round(rules)
    takes = [
        Take(who, who % 11, 60 + who, wrong=(who % 3) * (who % 11 < 8), guess=who % 7, attempt=attempt, begun=attempt, unit="so-nv")
        for who in range(1, 40)
        for attempt in range(1, 1 + who % 3 + 1)
        if attempt <= 3
    ]  # fmt: skip
    play(one, closed, takes)
    mark_entries(one, closed)
    ground = closed.ground()
    whole = result_of(mark_all(entries.entry_lines(one), ground), ground, closed.surroundings())
    assert list(result_now(one, closed).standings.lines()) == list(whole.standings.lines())
    assert result_now(one, closed).figures == whole.figures


def test_mark_says_points_right_and_wrong() -> None:
    one, closed = sealed_round()
    play(one, closed, [Take(3, 6, 20, wrong=3)])
    mark_entries(one, closed)
    mark = Mark.objects.get()
    assert (mark.points, mark.correct, mark.wrong, mark.is_all_correct, mark.time_ms) == (
        600,
        6,
        3,
        False,
        20_000,
    )


def test_entry_of_another_form_has_no_mark() -> None:
    _one, closed = sealed_round()
    marker = Marker(closed.ground())
    formed = Handed(3, person(1), 1, 0, OPENS, OPENS + 5, "." * (closed.rules.papers[0].length - 1))
    found = marker.mark(
        [
            Handed(1, person(1), 1, 0, OPENS, OPENS + 5, "A.B"),
            Handed(2, person(1), 1, 7, OPENS, OPENS + 5, "." * 9),
            formed,
        ]
    )
    assert [one.start for one in found] == [formed.start]


def test_open_round_whose_results_come_later_shows_counts_only() -> None:
    one, closed = sealed_round()
    play(one, closed, TAKES)
    assert count_open_rounds(at=during()) == 1
    folder = standing_files.newest(round_folder(one.contest.key, one.key))
    assert folder is not None
    about = standing_files.summary(folder)
    assert (
        about["has_ranks"],
        about["audiences"]["cbcc"]["participants"],
        about["audiences"]["cbcc"]["pages"],
    ) == (False, 4, 0)


def test_open_round_is_counted_again_only_when_something_came_and_keeps_three() -> None:
    one, closed = sealed_round(small_rules(reveal="at_once"))
    for number, take in enumerate(TAKES):
        play(one, closed, [replace(take, begun=60 * (4 + number))])
        assert count_round(one, at=during(minutes=10 + number)) is not None
        assert count_round(one, at=during(minutes=10 + number, seconds=5)) is None
    assert standing(one)[0] == (1, person(4), 10)
    numbers = sorted(Publication.objects.values_list("number", flat=True))
    assert numbers == [3, 4, 5]
    names = sorted(path.name for path in round_folder(one.contest.key, one.key).iterdir())
    assert names == ["provisional-3", "provisional-4", "provisional-5"]


def test_frozen_standings_stand_still_until_the_round_is_over() -> None:
    one, closed = sealed_round(small_rules(reveal="at_once", freeze_seconds=3600))
    play(one, closed, [Take(1, 5, 60)])
    play(one, closed, [Take(2, 9, 60, begun=(7 * DAY - HOUR // 2) / 1000)])
    frozen = during(days=7, minutes=-20)
    made = count_round(one, at=frozen)
    assert made is not None
    assert standing(one) == [(1, person(1), 5)]
    assert standing_files.summary(round_folder(one.contest.key, one.key) / "provisional-1")["is_frozen"]
    assert count_round(one, at=frozen + timedelta(minutes=5)) is None
    close_rounds(at=after())
    assert standing(one)[0] == (1, person(2), 9)


def test_open_round_does_not_tell_the_number_to_be_guessed() -> None:
    rules = small_rules(
        reveal="at_once",
        prediction=Prediction("all_correct", "round"),
        ranking=("correct", "prediction", "time"),
    )
    one, closed = sealed_round(rules)
    play(one, closed, [Take(1, 10, 90, guess=1), Take(2, 10, 60, guess=900)])
    count_round(one, at=during())
    assert standing(one) == [(1, person(2), 10), (2, person(1), 10)]  # by time alone
    close_rounds(at=after())
    assert standing(one) == [
        (1, person(1), 10),
        (2, person(2), 10),
    ]  # one away from two, eight hundred ninety-eight away


def test_process_killed_between_marks_and_standings_leaves_nothing_unseen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, closed = sealed_round(small_rules(reveal="at_once"))
    play(one, closed, [Take(1, 5, 60)])
    count_round(one, at=during(minutes=5))
    play(one, closed, [Take(2, 9, 60, begun=300)])

    class Killed(BaseException):
        pass

    def die(*_args: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(standing_files, "write", die)
        with pytest.raises(Killed):
            count_round(one, at=during(minutes=7))
    assert count_round(one, at=during(minutes=7)) is not None
    assert [code for _rank, code, _right in standing(one)] == [person(2), person(1)]
