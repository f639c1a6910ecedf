"""What the process knows of the contests: frozen rules, items without keys, secrets, windows. Read whole, never changed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..calc.keyed import Keyed
from ..calc.pool import PoolItem
from ..calc.rules import Audience, Rules


@dataclass(frozen=True, slots=True)
class Words:
    """What a question says. `is_several`: more than one option may be right."""

    text: str
    options: tuple[str, ...]
    is_several: bool


@dataclass(frozen=True, slots=True)
class Window:
    """When a round may be begun, in ms; `closes` is that of the last extension."""

    opens: int
    closes: int

    def is_open(self, at: int) -> bool:
        return self.opens <= at < self.closes


@dataclass(frozen=True, slots=True)
class Known:
    """A frozen contest. `doors` says for every audience, in the order of the rules, how it is entered."""

    id: int
    key: str
    rules: Rules
    pool: tuple[PoolItem, ...]
    words: Mapping[str, Words]
    units: Mapping[str, str]  # key → name, as frozen
    doors: Sequence[str]
    audience_ids: Sequence[int]
    pepper: bytes
    receipt_key: Keyed
    signing_key: bytes

    @property
    def audiences(self) -> Sequence[Audience]:
        return self.rules.audiences


@dataclass(frozen=True, slots=True)
class KnownRound:
    """A round of it with its secret. `paused`: why nobody may begin now, as told to everybody; None while people may."""

    id: int
    key: str
    name: str
    number: int
    contest: Known
    secret: bytes
    window: Window
    paused: str | None = None
    path: str = field(init=False)  # its place below the prefix
    grace: int = field(init=False)  # ms
    _lasts: int = field(init=False)  # ms of an attempt
    _stops: int | None = field(init=False)  # the moment (ms) at which every attempt ends

    def __post_init__(self) -> None:
        """What every request asks of the rules, worked out once."""
        rules = self.contest.rules
        object.__setattr__(self, "path", f"{self.contest.key}/{self.key}")
        object.__setattr__(self, "grace", 1000 * rules.grace_seconds)
        object.__setattr__(self, "_lasts", 1000 * rules.seconds)
        object.__setattr__(self, "_stops", self.window.closes if rules.at_close == "stop" else None)

    def last_arrival(self, started: int) -> int:
        """The last moment (ms) at which an attempt begun then may arrive, grace included (docs/contest-bundle.md, 5)."""
        return self.deadline(started) + self.grace

    def deadline(self, started: int) -> int:
        """The moment (ms) the participant is shown: without grace."""
        last = started + self._lasts
        return last if self._stops is None or last < self._stops else self._stops


@dataclass(frozen=True, slots=True)
class Book:
    """Everything known at one moment."""

    contests: Mapping[str, Known] = field(default_factory=dict)
    rounds: Mapping[int, KnownRound] = field(default_factory=dict)
    paths: Mapping[str, KnownRound] = field(default_factory=dict)

    def rounds_of(self, contest: str) -> list[KnownRound]:
        """The rounds of a contest in their order."""
        return sorted(
            (one for one in self.rounds.values() if one.contest.key == contest), key=lambda one: one.number
        )
