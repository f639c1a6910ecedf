from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danbiet.contests.calc.columns import Columns, Counted
from danbiet.contests.calc.prediction import NO_PREDICTION, distance, read_prediction, step_points, targets
from danbiet.contests.calc.ranking import Move, Standings, moved
from danbiet.contests.calc.rules import Audience, Prediction, Rules, Step

from .cases import OPENS, ROUND, SECRET, person, plain_rules

GUESSED = Prediction("all_correct", "round")


def standings(rows: list[Counted], rules: Rules) -> Standings:
    table = Columns(tuple(one.key for one in rules.audiences), ("u",))
    for row in rows:
        table.append(row)
    return Standings(table, rules=rules, round_key=ROUND, secret=SECRET)


def row(
    who: int,
    *,
    points: int = 1000,
    correct: int = 10,
    time: int = 60_000,
    arrived: int = OPENS,
    guess: int = NO_PREDICTION,
) -> Counted:
    return Counted(
        person(who),
        1,
        "cbcc",
        "",
        points,
        correct,
        is_all_correct=correct == 10,
        time=time,
        arrived=arrived,
        prediction=guess,
    )


rows = st.lists(
    st.builds(
        row,
        who=st.just(0),
        points=st.integers(-200, 1000),
        correct=st.integers(8, 10),
        time=st.integers(1, 4),
        arrived=st.integers(OPENS, OPENS + 3),
        guess=st.sampled_from([NO_PREDICTION, 0, 1, 2, 3, 10**9]),
    ),
    max_size=12,
).map(lambda found: [one._replace(participant=person(who)) for who, one in enumerate(found)])
keys = st.permutations(["points", "correct", "prediction", "time", "arrived"]).flatmap(
    lambda order: st.integers(1, 5).map(lambda count: tuple(order[:count]))
)


@settings(max_examples=200, deadline=None)
@given(rows=rows, ranking=keys)
def test_ranks_by_keys_in_any_order_are_one_more_than_the_number_of_better_ones(
    rows: list[Counted], ranking: tuple[str, ...]
) -> None:
    found = standings(rows, plain_rules(ranking=ranking, prediction=GUESSED))
    target = sum(one.correct == 10 for one in rows)

    def value(one: Counted) -> tuple[float, ...]:
        far = distance(one.prediction, target)
        every = {
            "points": -one.points,
            "correct": -one.correct,
            "prediction": float("inf") if far is None else far,
            "time": one.time,
            "arrived": one.arrived,
        }
        return tuple(every[key] for key in ranking)

    expected = {one.participant: 1 + sum(value(other) < value(one) for other in rows) for one in rows}
    ranked = list(found.ranked("cbcc"))
    assert {one.participant: one.rank for one in ranked} == expected
    assert [(one.rank, one.participant) for one in ranked] == sorted(
        (one.rank, one.participant) for one in ranked
    )


def test_lot_orders_equals_by_the_secret_alone() -> None:
    people = [row(who) for who in range(50)]

    found = standings(people, plain_rules(ranking=("correct", "lot")))
    again = standings(people, plain_rules(ranking=("correct", "lot")))
    other = Standings(
        found.counted, rules=plain_rules(ranking=("correct", "lot")), round_key=ROUND, secret=b"x" * 32
    )

    assert [one.rank for one in found.ranked("cbcc")] == list(range(1, 51))
    assert list(found.ranked("cbcc")) == list(again.ranked("cbcc"))
    assert list(found.ranked("cbcc")) != list(other.ranked("cbcc"))


def test_prediction_with_steps_gives_points() -> None:
    asked = Prediction("participants", "round", (Step(0, 500), Step(2, 100)))
    people = [row(1, points=900, guess=3), row(2, points=1000, guess=5), row(3, points=1000, guess=9)]

    found = standings(people, plain_rules(ranking=("points", "time"), prediction=asked))

    assert [(one.participant, one.points) for one in found.ranked("cbcc")] == [
        (person(1), 1400),  # three took part: exact
        (person(2), 1100),  # two off
        (person(3), 1000),
    ]


def test_moved_names_who_went_up_down_and_out() -> None:
    rules = plain_rules(ranking=("correct", "time"))
    people = [row(who, time=who) for who in range(1, 6)]

    moves = moved(standings(people, rules), standings([people[0], *people[2:]], rules), first=3)

    assert moves == [
        Move("cbcc", person(2), 2, None),
        Move("cbcc", person(3), 3, 2),
        Move("cbcc", person(4), 4, 3),
    ]


@pytest.mark.parametrize(
    ("of", "scope", "expected"),
    [
        ("all_correct", "round", {"a": 3, "b": 3}),
        ("all_correct", "audience", {"a": 1, "b": 2}),
        ("participants", "round", {"a": 30, "b": 30}),
        ("participants", "audience", {"a": 10, "b": 20}),
    ],
)
def test_target_is_what_the_rules_ask_for(of: str, scope: str, expected: dict[str, int]) -> None:
    rules = plain_rules(
        audiences=(Audience("a", "A"), Audience("b", "B")),
        prediction=Prediction(of, scope),  # type: ignore[arg-type]
    )

    assert targets(rules, participants={"a": 10, "b": 20}, all_correct={"a": 1, "b": 2}) == expected


@pytest.mark.parametrize("text", ["-1", "1.5", "01", "1000000001", "１", "1 ", "1e3", "99999999999"])
def test_prediction_that_is_no_such_number_is_refused(text: str) -> None:
    assert read_prediction(text) is None


@pytest.mark.parametrize(("text", "number"), [("", NO_PREDICTION), ("0", 0), ("1000000000", 10**9)])
def test_prediction_is_read(text: str, number: int) -> None:
    assert read_prediction(text) == number


@pytest.mark.parametrize(("far", "points"), [(0, 500), (1, 100), (10, 100), (11, 0), (None, 0)])
def test_step_points_are_those_of_the_first_step_reached(far: int | None, points: int) -> None:
    asked = Prediction("participants", "round", (Step(0, 500), Step(10, 100)))

    assert step_points(asked, far) == points


def test_columns_give_back_what_was_put_in() -> None:
    table = Columns(("cbcc",), ("a", "b"))
    people = [row(who)._replace(unit=unit) for who, unit in enumerate(["", "b", "a"])]
    for one in people:
        table.append(one)
    whole = Columns(("cbcc",), ("a", "b"))

    whole.extend(table)
    whole.extend(table)

    assert list(whole) == list(itertools.chain(people, people))
