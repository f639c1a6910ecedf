"""Ranks by the rules' keys in any order (docs/contest-bundle.md, 7). A million entries: one whole number each, sorted once."""

from __future__ import annotations

import hmac
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .columns import PARTICIPANT_SIZE, Columns
from .prediction import NO_PREDICTION, distance, step_points, targets
from .rules import Rules

HEADER = "audience,rank,participant,attempt,points,correct,time,arrived,prediction,distance"
_BITS = {"points": 40, "correct": 16, "prediction": 40, "time": 32, "arrived": 48, "lot": 64}
_PLACE = 32
_MIDDLE = 1 << 39  # points may be negative


class Ranked(NamedTuple):
    """A line of the standings. `points` are with those of the prediction; `distance` None without a prediction."""

    audience: str
    rank: int
    participant: str
    attempt: int
    points: int
    correct: int
    time: int
    arrived: int
    prediction: int
    distance: int | None
    unit: str

    def line(self) -> bytes:
        """The line of standings.csv without its end."""
        guess = "" if self.prediction == NO_PREDICTION else self.prediction
        far = "" if self.distance is None else self.distance
        return (
            f"{self.audience},{self.rank},{self.participant},{self.attempt},{self.points},{self.correct},"
            f"{self.time},{self.arrived},{guess},{far}"
        ).encode("ascii")


@dataclass(frozen=True, slots=True)
class Figures:
    """What an audience adds up to. `participants` counts entries that count, `target` is what was to be guessed."""

    entries: int
    accepted: int
    participants: int
    all_correct: int
    target: int | None


class Standings:
    """The ranks of all audiences. Places in `counted` are kept in order; lines are made when they are asked for."""

    def __init__(self, counted: Columns, *, rules: Rules, round_key: str, secret: bytes) -> None:
        self.counted, self.rules = counted, rules
        self._lot = f"danbiet.lot.v1|{rules.contest}|{round_key}|".encode("ascii")
        self._secret = secret
        self.participants = self._count(counted.audience)
        self.all_correct = self._count(
            array(
                "B",
                (one for one, is_all in zip(counted.audience, counted.all_correct, strict=True) if is_all),
            )
        )
        self.targets = targets(rules, participants=self.participants, all_correct=self.all_correct)
        self.points = self._with_prediction()
        self._order = {audience: self._ordered(number) for number, audience in enumerate(counted.audiences)}

    def figures(self, *, entries: dict[str, int], accepted: dict[str, int]) -> dict[str, Figures]:
        """The sums by audience, with the counts of entries that marking gave."""
        return {
            key: Figures(
                entries.get(key, 0),
                accepted.get(key, 0),
                self.participants[key],
                self.all_correct[key],
                self.targets[key],
            )
            for key in self.counted.audiences
        }

    def places(self, audience: str) -> Iterator[tuple[int, int]]:
        """(rank, place in the columns) from the best down; equal ranks in order of participant."""
        mask = (1 << _PLACE) - 1
        before, rank = -1, 0
        for number, packed in enumerate(self._order[audience], start=1):
            value = packed >> _PLACE
            if value != before:
                before, rank = value, number
            yield rank, packed & mask

    def ranked(self, audience: str) -> Iterator[Ranked]:
        """The standings of one audience from the best down. KeyError for another one."""
        for rank, place in self.places(audience):
            yield self._line(audience, rank, place)

    def lines(self) -> Iterator[bytes]:
        """The lines of standings.csv, without their ends and without the header: `Ranked.line` of all, without an object for each."""
        table, points = self.counted, self.points
        names = table.participant.decode("ascii")
        for audience in sorted(table.audiences):
            goal = self.targets[audience]
            for rank, place in self.places(audience):
                guess = table.prediction[place]
                told = (
                    ","
                    if guess == NO_PREDICTION
                    else f"{guess},"
                    if goal is None
                    else f"{guess},{abs(guess - goal)}"
                )
                name = names[place * PARTICIPANT_SIZE : (place + 1) * PARTICIPANT_SIZE]
                yield (
                    f"{audience},{rank},{name},{table.attempt[place]},{points[place]},{table.correct[place]},"
                    f"{table.time[place]},{table.arrived[place]},{told}"
                ).encode("ascii")

    def _line(self, audience: str, rank: int, place: int) -> Ranked:
        table = self.counted
        guess = table.prediction[place]
        return Ranked(
            audience,
            rank,
            table.name(place),
            table.attempt[place],
            self.points[place],
            table.correct[place],
            table.time[place],
            table.arrived[place],
            guess,
            distance(guess, self.targets[audience]),
            table.unit_at(place),
        )

    def _count(self, numbers: array[int]) -> dict[str, int]:
        return {key: numbers.count(number) for number, key in enumerate(self.counted.audiences)}

    def _with_prediction(self) -> array[int]:
        table, asked = self.counted, self.rules.prediction
        if asked is None or not asked.steps:
            return table.points
        goals = [self.targets[key] for key in table.audiences]
        return array(
            "i",
            (
                points + step_points(asked, distance(guess, goals[audience]))
                for points, guess, audience in zip(
                    table.points, table.prediction, table.audience, strict=True
                )
            ),
        )

    def _ordered(self, audience: int) -> list[int]:
        """Each entry of an audience as one number: the keys in order, the best smallest, then its place."""
        shifts: list[tuple[int, Callable[[int], int]]] = [
            (_BITS[key], self._key(key, audience)) for key in self.rules.ranking
        ]
        packed = []
        for place, number in enumerate(self.counted.audience):
            if number != audience:
                continue
            value = 0
            for bits, key in shifts:
                value = value << bits | key(place)
            packed.append(value << _PLACE | place)
        packed.sort()
        return packed

    def _key(self, key: str, audience: int) -> Callable[[int], int]:
        """What is sorted by, not negative, less is better."""
        table = self.counted
        if key == "points":
            points = self.points
            return lambda place: _MIDDLE - points[place]
        if key == "correct":
            correct = table.correct
            return lambda place: 65535 - correct[place]
        if key == "prediction":
            guesses, goal, none = table.prediction, self.targets[table.audiences[audience]], (1 << 40) - 1
            if goal is None:
                return lambda _place: 0
            return lambda place: none if guesses[place] == NO_PREDICTION else abs(guesses[place] - goal)
        if key == "lot":
            return self._lot_of
        return (table.time if key == "time" else table.arrived).__getitem__

    def _lot_of(self, place: int) -> int:
        text = self._lot + self.counted.name(place).encode("ascii")
        return int.from_bytes(hmac.digest(self._secret, text, "sha256")[:8], "big")


@dataclass(frozen=True, slots=True)
class Move:
    """A participant whose place changed; None where there is none, before or after."""

    audience: str
    participant: str
    before: int | None
    after: int | None


def moved(before: Standings, after: Standings, *, first: int | None = None) -> list[Move]:
    """What a disqualification or a dropped item changed, by audience and old rank; only ranks up to `first` on either side when given.

    Memory grows with the number of participants, not with that of moves.
    """
    found: list[Move] = []
    for audience in before.counted.audiences:
        old = {before.counted.name(place): rank for rank, place in before.places(audience)}
        new = {after.counted.name(place): rank for rank, place in after.places(audience)}
        moves = [
            Move(audience, participant, old.get(participant), new.get(participant))
            for participant in old.keys() | new.keys()
            if old.get(participant) != new.get(participant)
        ]
        if first is not None:
            moves = [
                move for move in moves if min(move.before or first + 1, move.after or first + 1) <= first
            ]
        found += sorted(moves, key=lambda move: (move.before or 1 << 60, move.participant))
    return found
