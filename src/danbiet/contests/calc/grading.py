"""A block of entry lines marked at once: what processes share between them, and what verification repeats.

The reference is `scoring.marks` on `paper.Drawer.paper`; a property test holds the two together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from danbiet.kit.merkle import LEAF

from .canonical import PARTICIPANT
from .columns import Columns, Counted
from .pool import PoolItem
from .prediction import read_prediction
from .receipts import receipt_prefix
from .rules import Rules
from .sheet import Sheet

HEADER = "participant,attempt,audience,unit,started,arrived,prediction,answers"
MOST_ATTEMPTS = 10**6


@dataclass(frozen=True, slots=True)
class Ground:
    """All that marks depend on besides the entries. `closes` is the end after all extensions."""

    rules: Rules
    round_key: str
    closes: int
    secret: bytes
    pool: tuple[PoolItem, ...]
    keys: Mapping[str, tuple[int, ...]]
    units: tuple[str, ...] = ()
    dropped: frozenset[str] = frozenset()
    disqualified: frozenset[tuple[str, int]] = frozenset()  # attempt 0: all of them


@dataclass(frozen=True, slots=True)
class Fault:
    """An entry that cannot stand as it is."""

    participant: str
    attempt: str
    code: str
    detail: str = ""


@dataclass(slots=True)
class Graded:
    """The outcome of a block: entries that count, leaves of the tree, counts by audience, items drawn, faults."""

    counted: Columns
    leaves: bytearray = field(default_factory=bytearray)
    entries: dict[str, int] = field(default_factory=dict)
    accepted: dict[str, int] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    first: tuple[str, int] = ("", 0)
    last: tuple[str, int] = ("", 0)


class _Line(NamedTuple):
    participant: str
    attempt: int
    audience: str
    unit: str
    started: int
    arrived: int
    prediction: int
    answers: str


class Grader:
    """Marks lines of entries.csv of one round."""

    def __init__(self, ground: Ground) -> None:
        rules = ground.rules
        self.ground = ground
        self._opens, self._attempts = rules.round_of(ground.round_key).opens, rules.attempts or MOST_ATTEMPTS
        self._units = {"": 0, **{unit: number for number, unit in enumerate(ground.units, start=1)}}
        self._audiences = tuple(audience.key for audience in rules.audiences)
        plans = [plan for plan in rules.papers if plan.round == ground.round_key]
        self.sheets = {
            plan.audience: Sheet(
                plan,
                rules=rules,
                pool=ground.pool,
                secret=ground.secret,
                keys=ground.keys,
                dropped=ground.dropped,
            )
            for plan in plans
        }
        self._longest = 1000 * rules.seconds
        self._latest = self._longest + 1000 * rules.grace_seconds
        self._stop = ground.closes + 1000 * rules.grace_seconds if rules.at_close == "stop" else 1 << 62
        self._prefix = LEAF + receipt_prefix(rules.contest, ground.round_key)
        self._rank = _RANKS[rules.counts]

    def grade(self, lines: Sequence[bytes]) -> Graded:
        """Mark lines (without line ends) in the order of the file. All lines of a participant must be in one call."""
        out = Graded(Columns(self._audiences, self.ground.units))
        best: Counted | None = None
        best_rank: tuple[int, ...] = ()
        now = _Line("", 0, "", "", 0, 0, 0, "")
        sha, prefix = hashlib.sha256, self._prefix
        for line in lines:
            out.leaves += sha(prefix + line).digest()
            read = self._read(line, out)
            if read is None:
                continue
            if read.participant != now.participant:
                self._keep(best, now, out)
                best = None
            self._hold_order(now, read, out)
            now = read
            out.entries[read.audience] = out.entries.get(read.audience, 0) + 1
            marked = self._marked(read, out)
            if marked is not None:
                rank = self._rank(marked)
                if best is None or rank < best_rank:
                    best, best_rank = marked, rank
        self._keep(best, now, out)
        for sheet in self.sheets.values():
            out.drawn |= sheet.drawn_ids()
        out.last = (now.participant, now.attempt)
        return out

    def _marked(self, read: _Line, out: Graded) -> Counted | None:
        """The entry with its marks when it is accepted."""
        marks = self.sheets[read.audience].mark(read.participant, read.attempt, read.answers)
        if marks is None:
            out.faults.append(Fault(read.participant, str(read.attempt), "answers", read.answers))
            return None
        gone = self.ground.disqualified
        if gone and ((read.participant, 0) in gone or (read.participant, read.attempt) in gone):
            return None
        out.accepted[read.audience] = out.accepted.get(read.audience, 0) + 1
        points, correct, is_all_correct = marks
        time = min(read.arrived - read.started, self._longest)
        return Counted(
            read.participant,
            read.attempt,
            read.audience,
            read.unit,
            points,
            correct,
            is_all_correct,
            time,
            read.arrived,
            read.prediction,
        )

    def _keep(self, best: Counted | None, now: _Line, out: Graded) -> None:
        if best is not None:
            out.counted.add_row(best, self._audiences.index(best.audience), self._units[best.unit])

    def _hold_order(self, now: _Line, read: _Line, out: Graded) -> None:
        if not out.first[0]:
            out.first = (read.participant, read.attempt)
        if read.participant > now.participant:
            return
        if (read.participant, read.attempt) <= (now.participant, now.attempt):
            out.faults.append(Fault(read.participant, str(read.attempt), "order", now.participant))
        elif (read.audience, read.unit) != (now.audience, now.unit):
            out.faults.append(
                Fault(read.participant, str(read.attempt), "place", f"{read.audience},{read.unit}")
            )

    def _read(self, line: bytes, out: Graded) -> _Line | None:
        """The line as values; None and a fault when it may not stand there."""
        parts = line.decode("utf-8", "replace").split(",")
        if len(parts) != 8:
            out.faults.append(Fault(parts[0][:40], "", "line", line[:80].decode("utf-8", "replace")))
            return None
        participant, number, audience, unit, begun, ended, guess, answers = parts
        try:
            attempt, started, arrived = int(number), int(begun), int(ended)
        except ValueError:
            attempt, started, arrived = -1, -1, -1
        prediction = read_prediction(guess)
        code = ""
        if f"{attempt},{started},{arrived}" != f"{number},{begun},{ended}" or prediction is None:
            code = "number"
        elif not PARTICIPANT.fullmatch(participant):
            code = "participant"
        elif audience not in self.sheets:
            code = "audience"
        elif unit not in self._units:
            code = "unit"
        elif not 1 <= attempt <= self._attempts:
            code = "attempt"
        elif not self._opens <= started < self.ground.closes:
            code = "started"
        elif not started <= arrived <= min(started + self._latest, self._stop):
            code = "arrived"
        if code or prediction is None:
            out.faults.append(Fault(participant, number, code, ",".join(parts[1:7])))
            return None
        return _Line(participant, attempt, audience, unit, started, arrived, prediction, answers)


def _best(one: Counted) -> tuple[int, ...]:
    return (-one.points, -one.correct, one.time, one.attempt)


_RANKS: dict[str, Callable[[Counted], tuple[int, ...]]] = {
    "best": _best,
    "first": lambda one: (one.attempt,),
    "last": lambda one: (-one.attempt,),
}
