"""Ranks by the rules' keys in any order (docs/contest-bundle.md, 7). A million entries: a column a key, sorted once."""

from __future__ import annotations

import hmac
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .columns import PARTICIPANT_SIZE, Columns
from .prediction import NO_PREDICTION, distance, step_points, targets
from .rules import Rules

HEADER = "audience,rank,participant,attempt,points,correct,time,arrived,prediction,distance"
_NONE = (1 << 40) - 1  # as far off as no prediction is
Whole = NDArray[np.int64]


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
        ranks, places = self._order[audience]
        return zip(ranks.tolist(), places.tolist(), strict=True)

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

    def _ordered(self, audience: int) -> tuple[Whole, Whole]:
        """The ranks of an audience's entries from the best down, and where each stands in the columns."""
        places = np.flatnonzero(_column(self.counted.audience) == audience)
        keys = [self._key(key, audience, places) for key in self.rules.ranking]
        order = (
            np.lexsort(keys[::-1]) if keys else np.arange(len(places))
        )  # the last one is compared first; stable
        differs = np.zeros(len(places), bool)
        differs[:1] = True
        for key in keys:
            differs[1:] |= np.diff(key[order]) != 0
        firsts = np.where(differs, np.arange(1, len(places) + 1), 0)
        return np.maximum.accumulate(firsts), places[order]

    def _key(self, key: str, audience: int, places: Whole) -> Whole:
        """What these are sorted by, less is better."""
        table = self.counted
        if key == "points":
            return -_column(self.points)[places]
        if key == "correct":
            return -_column(table.correct)[places]
        if key == "prediction":
            goal, guesses = self.targets[table.audiences[audience]], _column(table.prediction)[places]
            if goal is None:
                return np.zeros_like(guesses)
            return np.where(guesses == NO_PREDICTION, _NONE, np.abs(guesses - goal))
        if key == "lot":
            return np.array([self._lot_of(place) for place in places.tolist()], np.int64)
        return _column(table.time if key == "time" else table.arrived)[places]

    def _lot_of(self, place: int) -> int:
        text = self._lot + self.counted.name(place).encode("ascii")
        lot = int.from_bytes(hmac.digest(self._secret, text, "sha256")[:8], "big")
        return lot - (1 << 63)  # in the same order, and a number of the machine


def _column(values: array[int]) -> Whole:
    return np.array(values, np.int64)


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
