"""What looks like fraud, for a person to look at: never on the way in, and never a proof by itself.

A whole office or school shares one address, and its machines one browser: neither alone is suspicious. The limits
are the contest's (`Limits`); what was seen stands in the evidence.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from .grading import Ground
from .scoring import read_answers
from .sheet import Sheet

NEIGHBOURS = 200  # entries begun before that are compared at most


@dataclass(frozen=True, slots=True)
class Limits:
    """From where something is a suspicion: chosen for a contest before its rules are sealed, and as fixed as they are then."""

    quickest_ms: int = 1500  # a question: reading one takes longer; the fastest winners known took some 4300
    quick_right: int = 50  # percent right from which speed is suspicious: who only clicks through has fewer
    begun_apart_ms: int = 20_000  # at most, between two beginnings
    done_apart_ms: int = 5_000  # at most, between two hand-ins
    same_wrong: int = 2  # questions both had wrong in the same way
    shared: int = 5  # questions that stood on both papers
    trail: int = 5  # moments a trail must have to say anything
    people: int = 4  # on one device, none while another was at it


def limits_of(said: Mapping[str, int]) -> Limits:
    """Limits as they are kept (names of the fields); what is not said is as usual. TypeError: a name that is none."""
    return Limits(**said)


class Played(NamedTuple):
    """An entry with what may tell of fraud. Moments in ms; hashes as hex, "" where they are gone; `trail` seconds joined by dots."""

    start: int
    participant: str
    attempt: int
    audience: str
    unit: str
    started: int
    arrived: int
    answers: str
    trail: str
    network: str
    device: str


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at: which starts, and what was seen in words' place. `name` is the same for the same thing found again."""

    kind: str
    name: str
    starts: tuple[int, ...]
    evidence: dict[str, Any]


@dataclass(slots=True)
class _Chosen:
    """An entry with its answers as options of items."""

    played: Played
    options: dict[str, tuple[int, ...]] = field(default_factory=dict)
    right: int = 0
    wrong: set[str] = field(default_factory=set)  # answered, and not right


class Detective:
    """Looks at the entries of one round in the order in which they were begun."""

    def __init__(self, ground: Ground, limits: Limits | None = None) -> None:
        self._ground, self._limits = ground, limits or Limits()
        self._sheets = {
            plan.audience: Sheet(
                plan, rules=ground.rules, pool=ground.pool, secret=ground.secret, keys=ground.keys, dropped=(),
            )
            for plan in ground.rules.papers
            if plan.round == ground.round_key
        }  # fmt: skip
        self._near: deque[_Chosen] = deque(maxlen=NEIGHBOURS)
        self._trails: dict[bytes, list[Played]] = defaultdict(list)
        self._devices: dict[str, list[Played]] = defaultdict(list)

    def look(self, entries: Iterable[Played]) -> Iterator[Hint]:
        """Every hint. `entries` ascend by `started`; memory grows with their number only by what names them."""
        for one in entries:
            chosen = self._chosen(one)
            if chosen is None:
                continue
            yield from self._too_fast(chosen)
            yield from self._alike(chosen)
            self._near.append(chosen)
            if one.trail.count(".") + 1 >= self._limits.trail:
                self._trails[hashlib.blake2b(one.trail.encode(), digest_size=16).digest()].append(one)
            if one.device and one.network:
                self._devices[f"{one.device} {one.network}"].append(one)
        yield from self._same_trails()
        yield from self._one_after_the_other()

    def _too_fast(self, chosen: _Chosen) -> Iterator[Hint]:
        one, count = chosen.played, len(chosen.options)
        time, right = one.arrived - one.started, chosen.right
        if (
            count
            and time < self._limits.quickest_ms * count
            and 100 * right >= self._limits.quick_right * count
        ):
            said = {
                "time_ms": time,
                "questions": count,
                "right": right,
                "least_ms": self._limits.quickest_ms * count,
            }
            yield _hint("too_fast", [one], said)

    def _alike(self, chosen: _Chosen) -> Iterator[Hint]:
        one = chosen.played
        for other in reversed(self._near):
            if one.started - other.played.started > self._limits.begun_apart_ms:
                return  # whoever comes next in this order began even earlier
            if other.played.participant == one.participant:
                continue
            if abs(one.arrived - other.played.arrived) > self._limits.done_apart_ms:
                continue
            both = chosen.options.keys() & other.options.keys()
            wrong = chosen.wrong & other.wrong
            if len(both) < self._limits.shared or len(wrong) < self._limits.same_wrong:
                continue
            if all(chosen.options[item] == other.options[item] for item in both):
                said = {
                    "questions": len(both), "same_wrong": len(wrong), "begun_apart_ms": one.started - other.played.started,
                    "done_apart_ms": abs(one.arrived - other.played.arrived),
                }  # fmt: skip
                yield _hint("same_answers", [other.played, one], said)

    def _same_trails(self) -> Iterator[Hint]:
        """The same answers chosen in the very same seconds by different people: a script."""
        for group in self._trails.values():
            if (
                len({one.participant for one in group}) > 1
                and len(set(group[0].trail.split("."))) >= self._limits.trail
            ):
                yield _hint(
                    "same_answers",
                    group,
                    {"same_seconds": group[0].trail.count(".") + 1, "people": len(group)},
                )

    def _one_after_the_other(self) -> Iterator[Hint]:
        """Several people on what looks like one device in one network, each beginning after the one before was done."""
        for name, group in self._devices.items():
            group.sort(key=lambda one: one.started)
            if len({one.participant for one in group}) < self._limits.people:
                continue
            if any(after.started < before.arrived for before, after in pairwise(group)):
                continue  # two at the same time are two devices that look alike
            said = {
                "people": len({one.participant for one in group}), "entries": len(group),
                "minutes": (group[-1].arrived - group[0].started) // 60_000,
            }  # fmt: skip
            yield Hint("cluster", _name("cluster", name), tuple(sorted(one.start for one in group)), said)

    def _chosen(self, one: Played) -> _Chosen | None:
        sheet = self._sheets.get(one.audience)
        if sheet is None:
            return None
        places, orders = sheet.drawer.draw(one.participant, one.attempt)
        given = read_answers(one.answers, length=len(places))
        if given is None:
            return None
        found = _Chosen(one)
        for (number, _points), order, answer in zip(places, orders, given, strict=True):
            item, shown = sheet.drawer.items[number], sheet.drawer.order_of(number, order)
            options = tuple(
                sorted(shown[place] for place in map("ABCDEFGH".index, answer) if place < len(shown))
            )
            found.options[item.id] = options
            if options == self._ground.keys.get(item.id):
                found.right += 1
            elif options:
                found.wrong.add(item.id)
        return found


def _hint(kind: str, group: list[Played], said: dict[str, Any]) -> Hint:
    starts = tuple(sorted(one.start for one in group))
    return Hint(kind, _name(kind, " ".join(map(str, starts))), starts, said)


def _name(kind: str, text: str) -> str:
    return hashlib.sha256(f"{kind} {text}".encode()).hexdigest()
