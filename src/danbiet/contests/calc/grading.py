"""A block of entry lines marked at once: what processes share between them, and what verification repeats.

The reference is `scoring.marks` on `paper.Drawer.paper`; a property test holds the two together.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from danbiet.kit.merkle import LEAF

from .canonical import PARTICIPANT
from .columns import Columns
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


class _Marks(NamedTuple):
    """Columns, a place a line."""

    is_accepted: NDArray[np.bool_]
    points: NDArray[np.int64]
    correct: NDArray[np.int64]
    is_all_correct: NDArray[np.bool_]


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

    def grade(self, lines: Sequence[bytes]) -> Graded:
        """Mark lines (without line ends) in the order of the file. All lines of a participant must be in one call."""
        out = Graded(Columns(self._audiences, self.ground.units))
        sha, prefix = hashlib.sha256, self._prefix
        out.leaves += b"".join([sha(prefix + line).digest() for line in lines])
        read = [one for line in lines if (one := self._read(line, out)) is not None]
        now = _Line("", 0, "", "", 0, 0, 0, "")
        for one in read:
            self._hold_order(now, one, out)
            now = one
        out.entries = dict(Counter(one.audience for one in read))
        out.last = (now.participant, now.attempt)
        self._keep(read, self._marked(read, out), out)
        for sheet in self.sheets.values():
            out.drawn |= sheet.drawn_ids()
        return out

    def _marked(self, read: Sequence[_Line], out: Graded) -> _Marks:
        """What every line is worth, and which are accepted."""
        size = len(read)
        found = _Marks(*(np.zeros(size, kind) for kind in (bool, np.int64, np.int64, bool)))
        for audience, sheet in self.sheets.items():
            places = [place for place, one in enumerate(read) if one.audience == audience]
            here = [read[place] for place in places]
            marks = sheet.mark_many(
                [(one.participant, one.attempt) for one in here], [one.answers for one in here]
            )
            found.is_accepted[places], found.points[places] = marks.is_formed, marks.points
            found.correct[places], found.is_all_correct[places] = marks.correct, marks.is_all_correct
        out.faults += [
            Fault(read[place].participant, str(read[place].attempt), "answers", read[place].answers)
            for place in np.flatnonzero(~found.is_accepted).tolist()
        ]
        gone = self.ground.disqualified
        if gone:
            found.is_accepted[:] &= [
                (one.participant, 0) not in gone and (one.participant, one.attempt) not in gone
                for one in read
            ]
        return found

    def _keep(self, read: Sequence[_Line], marks: _Marks, out: Graded) -> None:
        """Of each participant the accepted entry that counts."""
        places = np.flatnonzero(marks.is_accepted)
        out.accepted = dict(Counter(read[place].audience for place in places.tolist()))
        times = np.array([one.arrived - one.started for one in read], np.int64).clip(max=self._longest)
        attempts = np.array([one.attempt for one in read], np.int64)
        befores = chain([""], (one.participant for one in read))
        persons = np.cumsum([one.participant != before for one, before in zip(read, befores, strict=False)])
        keys = {
            "best": (attempts, times, -marks.correct, -marks.points),
            "first": (attempts,),
            "last": (-attempts,),
        }[self.ground.rules.counts]
        order = places[np.lexsort([*(key[places] for key in keys), persons[places]])]
        best = order[np.flatnonzero(np.diff(persons[order], prepend=-1))]
        chosen = [read[place] for place in best.tolist()]
        audiences = {key: number for number, key in enumerate(self._audiences)}
        out.counted.add_columns(
            "".join(one.participant for one in chosen),
            attempt=attempts[best],
            audience=[audiences[one.audience] for one in chosen],
            unit=[self._units[one.unit] for one in chosen],
            points=marks.points[best],
            correct=marks.correct[best],
            all_correct=marks.is_all_correct[best],
            time=times[best],
            arrived=[one.arrived for one in chosen],
            prediction=[one.prediction for one in chosen],
        )

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
