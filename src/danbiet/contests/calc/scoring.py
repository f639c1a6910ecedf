"""Marks of one entry and which attempt counts (docs/contest-bundle.md, 5). `grading` does the same for many at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .paper import CHOICES, Question, shown_key
from .rules import Scoring

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Marks:
    """`points` in hundredths, without those of a prediction; `total` is the number of questions that are not void."""

    points: int
    correct: int
    wrong: int
    total: int

    @property
    def is_all_correct(self) -> bool:
        return self.correct == self.total


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is compared when one attempt of several is chosen. Times in milliseconds."""

    number: int
    marks: Marks
    time: int


def read_answers(text: str, *, length: int) -> list[str] | None:
    """The letters chosen for every question, "" where left out; None when the text is not of that form."""
    given = text.split(".") if length else []
    if len(given) != length or not CHOICES.issuperset(given):
        return None
    return given


def write_answers(given: Sequence[Collection[str]]) -> str:
    """The answers as they stand in an entry: letters in order, questions joined by dots."""
    return ".".join("".join(sorted(set(one))) for one in given)


def marks(
    paper: Sequence[Question],
    given: Sequence[str],
    *,
    keys: Mapping[str, Sequence[int]],
    scoring: Scoring,
    dropped: Collection[str] = (),
    dropped_is: Literal["credit", "void"] = "credit",
) -> Marks:
    """Marks of answers in the order of the paper. KeyError for an item without a key, ValueError for another number of answers."""
    points = correct = wrong = total = most = 0
    for question, answer in zip(paper, given, strict=True):
        is_dropped = question.item in dropped
        if is_dropped and dropped_is == "void":
            continue
        total += 1
        most += question.points
        if is_dropped or answer == shown_key(keys[question.item], question.order):
            correct += 1
            points += question.points
        elif answer:
            wrong += 1
    if scoring.mode == "all_or_nothing":
        points = most if correct == total else 0
    else:
        points -= scoring.penalty * wrong
        if scoring.floor:
            points = max(points, 0)
    return Marks(points, correct, wrong, total)


def time_of(*, started: int, arrived: int, seconds: int) -> int:
    """Milliseconds an attempt took: the way after the bell is not counted."""
    return min(arrived - started, 1000 * seconds)


def counting(attempts: Sequence[Attempt], rule: Literal["best", "first", "last"]) -> Attempt:
    """The attempt that counts among accepted ones of one participant and round. ValueError when there is none."""
    if not attempts:
        raise ValueError("no attempt")
    if rule == "first":
        return min(attempts, key=lambda one: one.number)
    if rule == "last":
        return max(attempts, key=lambda one: one.number)
    return min(attempts, key=lambda one: (-one.marks.points, -one.marks.correct, one.time, one.number))


def decimal_points(hundredths: int) -> Decimal:
    """Points to show: exactly two places, nothing to round."""
    return Decimal(hundredths) * CENT
