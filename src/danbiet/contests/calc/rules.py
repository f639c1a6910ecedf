"""The rules of a contest as frozen values, read from and written to canonical JSON (docs/contest-bundle.md, 3).

Points are whole hundredths, moments milliseconds since 1970 UTC, percents and weights whole percents.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast

from .canonical import NotCanonical, canonical, parse

FORMAT = "danbiet.rules.v1"
RANKING_KEYS = ("points", "correct", "prediction", "time", "arrived", "lot")
T = TypeVar("T")


class RulesRefused(ValueError):
    """A text that is no rule set; says where and why."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who takes part in a bank, a ranking and prizes of its own. Ages in whole years, 0 = no bound."""

    key: str
    name: str
    min_age: int = 0
    max_age: int = 0
    guardian_below: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """A window, half-open."""

    key: str
    name: str
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Block:
    """So many items of a section ("" any) and a level (0 any), each worth so many points."""

    section: str
    level: int
    count: int
    points: int


@dataclass(frozen=True, slots=True)
class PaperPlan:
    """What a paper of an audience in a round is made of."""

    audience: str
    round: str
    bank: str
    blocks: tuple[Block, ...]

    @property
    def length(self) -> int:
        """Number of questions."""
        return sum(block.count for block in self.blocks)

    @property
    def most_points(self) -> int:
        """Points of a paper without fault, in hundredths, without those of a prediction."""
        return sum(block.count * block.points for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Scoring:
    mode: Literal["per_item", "all_or_nothing"] = "per_item"
    penalty: int = 0
    floor: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A prediction as near as this gives these points."""

    within: int
    points: int


@dataclass(frozen=True, slots=True)
class Prediction:
    of: Literal["all_correct", "participants"]
    scope: Literal["round", "audience"]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitBlock:
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a unit's score; `part` only where kind is "part"."""

    kind: Literal["turnout", "average", "perfect", "part"]
    weight: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """Units with a head-count below this (0 = all larger ones) need this turn-out."""

    below: int
    percent: int


@dataclass(frozen=True, slots=True)
class UnitRules:
    blocks: tuple[UnitBlock, ...]
    components: tuple[Component, ...]
    tiers: tuple[Tier, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prize:
    key: str
    name: str
    to: Literal["person", "unit"]
    of: str
    count: int
    least: int = 0


@dataclass(frozen=True, slots=True)
class OnePrize:
    """How often one person may win, and how often persons of one unit."""

    person: Literal["none", "round", "contest"] = "none"
    unit: Literal["none", "round", "contest"] = "none"


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    kind: Literal["quiz", "video", "initiative"]
    weight: int


@dataclass(frozen=True, slots=True)
class Rules:
    """A whole rule set. `checking.check` says what is wrong with it."""

    contest: str
    title: str
    organiser: str
    audiences: tuple[Audience, ...]
    rounds: tuple[Round, ...]
    papers: tuple[PaperPlan, ...]
    seconds: int
    grace_seconds: int = 5
    at_close: Literal["finish", "stop"] = "finish"
    attempts: int = 1
    counts: Literal["best", "first", "last"] = "best"
    mixed: bool = True
    options_mixed: bool = True
    scoring: Scoring = Scoring()
    dropped: Literal["credit", "void"] = "credit"
    prediction: Prediction | None = None
    ranking: tuple[str, ...] = ("correct", "time", "arrived")
    units: UnitRules | None = None
    prizes: tuple[Prize, ...] = ()
    one_prize: OnePrize = OnePrize()
    parts: tuple[Part, ...] = (Part("quiz", "quiz", 100),)
    unique: tuple[str, ...] = ("phone",)
    reveal: Literal["at_once", "after_close"] = "after_close"
    freeze_seconds: int = 0
    receipt_key: str = ""

    def round_of(self, key: str) -> Round:
        """The round of this key; KeyError when there is none."""
        return _named(self.rounds, key)

    def audience_of(self, key: str) -> Audience:
        """The audience of this key; KeyError when there is none."""
        return _named(self.audiences, key)

    def plan_of(self, audience: str, round_key: str) -> PaperPlan | None:
        """What this audience's paper is made of in a round, None when it does not take part in it."""
        for plan in self.papers:
            if (plan.audience, plan.round) == (audience, round_key):
                return plan
        return None


def rules_json(rules: Rules) -> bytes:
    """The rule set as canonical JSON without a line end; NotCanonical for text that is not NFC."""
    return canonical({"format": FORMAT, **dataclasses.asdict(rules)})


def read_rules(data: bytes) -> Rules:
    """The rule set written by `rules_json`. RulesRefused names the place of a missing, unknown or wrong value."""
    try:
        value = parse(data.removesuffix(b"\n"))
    except NotCanonical as error:
        raise RulesRefused(f"not canonical JSON: {error}") from error
    return rules_of(value)


def rules_of(value: Any) -> Rules:
    """The rule set of a JSON value. Every key must be there; RulesRefused names the place of a missing, unknown or wrong value."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise RulesRefused(f"format: must be {FORMAT}")
    return cast(Rules, _read(Rules, {key: part for key, part in value.items() if key != "format"}, ""))


def _named(things: tuple[T, ...], key: str) -> T:
    for thing in things:
        if thing.key == key:  # type: ignore[attr-defined]  # rounds and audiences both have keys
            return thing
    raise KeyError(key)


def _read(kind: Any, value: Any, path: str) -> Any:
    """The value as the kind a field is declared with."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is Literal:
        if value not in inner or not isinstance(value, str):
            raise RulesRefused(f"{path}: must be one of {', '.join(inner)}")
        return value
    if origin is types.UnionType:
        return None if value is None else _read(inner[0], value, path)
    if origin is tuple:
        if not isinstance(value, list):
            raise RulesRefused(f"{path}: must be a list")
        return tuple(_read(inner[0], part, f"{path}[{number}]") for number, part in enumerate(value))
    if dataclasses.is_dataclass(kind):
        return _read_fields(kind, value, path)
    if type(value) is not kind:
        word = {int: "a whole number", str: "a text", bool: "true or false"}[kind]
        raise RulesRefused(f"{path}: must be {word}")
    return value


def _read_fields(kind: Any, value: Any, path: str) -> Any:
    if not isinstance(value, dict):
        raise RulesRefused(f"{path}: must be an object")
    hints = typing.get_type_hints(kind)
    dot = f"{path}." if path else ""
    for name in sorted(set(hints) - set(value)):
        raise RulesRefused(f"{dot}{name}: missing")
    for name in sorted(set(value) - set(hints)):
        raise RulesRefused(f"{dot}{name}: unknown")
    return kind(**{name: _read(hint, value[name], f"{dot}{name}") for name, hint in hints.items()})
