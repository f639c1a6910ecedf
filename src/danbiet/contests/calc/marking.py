"""Entries marked for the standings of a round that is open; the final result never reads these marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .grading import Ground
from .sheet import Sheet


class Handed(NamedTuple):
    """An entry as it is kept. `audience` is its place in the rules; moments in milliseconds."""

    start: int
    participant: str
    attempt: int
    audience: int
    started: int
    arrived: int
    answers: str


class Marked(NamedTuple):
    """What an entry is worth: points in hundredths without those of a prediction, time in milliseconds."""

    start: int
    points: int
    correct: int
    wrong: int
    is_all_correct: bool
    time: int


class Marker:
    """Marks entries of one round, in the same way as `grading.Grader` does for the bundle (a test holds the two together)."""

    def __init__(self, ground: Ground) -> None:
        rules = ground.rules
        self._audiences = [one.key for one in rules.audiences]
        self._longest = 1000 * rules.seconds
        self._sheets = {
            plan.audience: Sheet(
                plan, rules=rules, pool=ground.pool, secret=ground.secret, keys=ground.keys, dropped=ground.dropped,
            )
            for plan in rules.papers
            if plan.round == ground.round_key
        }  # fmt: skip

    def mark(self, handed: Sequence[Handed]) -> list[Marked]:
        """The marks of entries, in their order; those whose answers do not have the form of their paper are left out."""
        found: dict[int, Marked] = {}
        for number, audience in enumerate(self._audiences):
            sheet = self._sheets.get(audience)
            here = [one for one in handed if one.audience == number]
            if sheet is None or not here:
                continue
            marks = sheet.mark_many(
                [(one.participant, one.attempt) for one in here], [one.answers for one in here]
            )
            columns = zip(*(column.tolist() for column in marks), strict=True)
            for one, (is_formed, points, correct, wrong, is_all) in zip(here, columns, strict=True):
                if is_formed:
                    time = min(one.arrived - one.started, self._longest)
                    found[one.start] = Marked(one.start, points, correct, wrong, is_all, time)
        return [found[one.start] for one in handed if one.start in found]
