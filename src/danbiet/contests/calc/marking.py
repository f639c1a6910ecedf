"""Entries marked one by one for the standings of a round that is open; the final result never reads these marks."""

from __future__ import annotations

from typing import NamedTuple

from .grading import Ground
from .scoring import marks, read_answers
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
        self._ground, rules = ground, ground.rules
        self._audiences = [one.key for one in rules.audiences]
        self._longest = 1000 * rules.seconds
        self._sheets = {
            plan.audience: Sheet(
                plan, rules=rules, pool=ground.pool, secret=ground.secret, keys=ground.keys, dropped=ground.dropped,
            )
            for plan in rules.papers
            if plan.round == ground.round_key
        }  # fmt: skip

    def mark(self, one: Handed) -> Marked | None:
        """The marks of an entry; None when its answers do not have the form of its paper."""
        sheet = (
            self._sheets.get(self._audiences[one.audience]) if one.audience < len(self._audiences) else None
        )
        found = sheet.mark(one.participant, one.attempt, one.answers) if sheet else None
        if sheet is None or found is None:
            return None
        points, correct, is_all_correct = found
        time = min(one.arrived - one.started, self._longest)
        return Marked(one.start, points, correct, self._wrong(sheet, one, correct), is_all_correct, time)

    def _wrong(self, sheet: Sheet, one: Handed, correct: int) -> int:
        given = one.answers.split(".")
        if not self._ground.dropped:
            return len(given) - given.count("") - correct
        rules, paper = self._ground.rules, sheet.drawer.paper(one.participant, one.attempt)
        whole = marks(
            paper, read_answers(one.answers, length=len(paper)) or [], keys=self._ground.keys, scoring=rules.scoring,
            dropped=self._ground.dropped, dropped_is=rules.dropped,
        )  # fmt: skip
        return whole.wrong
