"""What is wrong with a rule set before it is frozen: impossible draws, too small banks, empty blocks, bounds that contradict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .canonical import KEY
from .persons import TYPED
from .pool import PoolItem
from .rules import RANKING_KEYS, Block, PaperPlan, Prediction, Rules, UnitRules
from .units import Unit

LARGEST_BANK = 65536  # a number of the paper's stream has sixteen bits
LARGEST_PREDICTION = 10**9
LONGEST_PAPER = 500  # questions
MOST_POINTS = 10**6  # hundredths for one answer
LATEST = 1 << 47  # milliseconds: far beyond any calendar, within every column
SMALL_BANK_FACTOR = 5  # with fewer items than this times the draw, repeated attempts learn the bank by heart


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `path` leads into the rules, `code` names the fault for screens; a warning does not hinder freezing."""

    path: str
    code: str
    words: str
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}: {self.words}"


def check(rules: Rules, *, pool: Sequence[PoolItem], units: Sequence[Unit] = ()) -> list[Problem]:
    """All problems of a rule set with these banks and head-counts, errors first; [] when it may be frozen."""
    parts: tuple[Callable[[], Iterable[Problem]], ...] = (
        lambda: _names(rules),
        lambda: _unique(rules, units),
        lambda: _times(rules),
        lambda: _papers(rules, pool),
        lambda: _marks(rules),
        lambda: _prediction(rules.prediction),
        lambda: _ranking(rules),
        lambda: _units(rules.units, rules, units),
        lambda: _prizes(rules),
    )
    found = [problem for part in parts for problem in part()]
    return sorted(found, key=lambda problem: problem.is_warning)


def _names(rules: Rules) -> Iterator[Problem]:
    yield from _key("contest", rules.contest)
    if not rules.title.strip():
        yield Problem("title", "empty", "a contest has a title")
    if rules.receipt_key and not re.fullmatch(r"[0-9a-f]{64}", rules.receipt_key):
        yield Problem("receipt_key", "bad_key", "must be 32 bytes as hex")
    for name in ("audiences", "rounds", "prizes", "parts"):
        things: tuple[Any, ...] = getattr(rules, name)
        for number, thing in enumerate(things):
            yield from _key(f"{name}[{number}].key", thing.key)
        yield from _twice(name, [thing.key for thing in things])
    if len(rules.audiences) > 100:
        yield Problem("audiences", "too_large", "at most 100")
    for name in ("audiences", "rounds", "unique"):
        if not getattr(rules, name):
            yield Problem(name, "empty", "at least one is needed")
    for number, audience in enumerate(rules.audiences):
        if audience.max_age and audience.max_age < audience.min_age:
            yield Problem(f"audiences[{number}].max_age", "ages", "the greatest age is below the least")
        if min(audience.min_age, audience.max_age, audience.guardian_below) < 0:
            yield Problem(f"audiences[{number}]", "negative", "an age is not negative")


def _unique(rules: Rules, units: Sequence[Unit]) -> Iterator[Problem]:
    """The door must be able to ask for all of it: a fact that may be left out makes nobody one person."""
    for number, fact in enumerate(rules.unique):
        if fact not in TYPED:
            yield Problem(f"unique[{number}]", "unknown", f"nobody is asked for {fact}")
        elif fact == "unit" and (rules.units is None or not units):
            yield Problem(f"unique[{number}]", "contradiction", "without ranked units nobody need name one")


def _times(rules: Rules) -> Iterator[Problem]:
    for name, least in (("seconds", 1), ("grace_seconds", 0), ("attempts", 0), ("freeze_seconds", 0)):
        if getattr(rules, name) < least:
            yield Problem(name, "too_small", f"must be at least {least}")
    for name, most in (("seconds", 24 * 3600), ("grace_seconds", 3600), ("attempts", 10**6)):
        if getattr(rules, name) > most:
            yield Problem(name, "too_large", f"must be at most {most}")
    for number, one in enumerate(rules.rounds):
        if not 0 <= one.opens < LATEST or not 0 <= one.closes < LATEST:
            yield Problem(f"rounds[{number}]", "window", "no such moment")
        elif one.closes <= one.opens:
            yield Problem(f"rounds[{number}].closes", "window", "the round ends before it begins")
        elif number and one.opens < rules.rounds[number - 1].closes:
            yield Problem(f"rounds[{number}].opens", "overlap", "begins before the round before it has ended")
        elif one.closes - one.opens < 1000 * rules.seconds:
            yield Problem(f"rounds[{number}].closes", "window", "shorter than one attempt", is_warning=True)


def _papers(rules: Rules, pool: Sequence[PoolItem]) -> Iterator[Problem]:
    audiences, rounds = {one.key for one in rules.audiences}, {one.key for one in rules.rounds}
    yield from _twice("papers", [f"{plan.audience}/{plan.round}" for plan in rules.papers])
    for number, plan in enumerate(rules.papers):
        path = f"papers[{number}]"
        if plan.audience not in audiences:
            yield Problem(f"{path}.audience", "unknown", f"there is no audience {plan.audience}")
        if plan.round not in rounds:
            yield Problem(f"{path}.round", "unknown", f"there is no round {plan.round}")
        yield from _draw(path, plan, [item for item in pool if item.bank == plan.bank], rules)
    for one in rules.rounds:
        if not any(plan.round == one.key for plan in rules.papers):
            yield Problem("papers", "no_paper", f"nobody has a paper in round {one.key}")
    yield from _reused(rules)


def _draw(path: str, plan: PaperPlan, bank: list[PoolItem], rules: Rules) -> Iterator[Problem]:
    if not bank:
        yield Problem(f"{path}.bank", "empty_bank", f"bank {plan.bank} has no items")
        return
    if len(bank) > LARGEST_BANK:
        yield Problem(f"{path}.bank", "too_large", f"a bank holds {LARGEST_BANK} items at most")
    if plan.length > LONGEST_PAPER:
        yield Problem(f"{path}.blocks", "too_large", f"a paper has {LONGEST_PAPER} questions at most")
    if not plan.blocks:
        yield Problem(f"{path}.blocks", "empty", "a paper has at least one block")
    for number, block in enumerate(plan.blocks):
        where = f"{path}.blocks[{number}]"
        if block.count < 1:
            yield Problem(f"{where}.count", "empty_block", "a block draws at least one item")
            continue
        if not 0 <= block.points <= MOST_POINTS:
            yield Problem(f"{where}.points", "range", f"points are between 0 and {MOST_POINTS} hundredths")
        fitting = {item.id for item in bank if fits(item, block)}
        taken = sum(
            min(earlier.count, sum(fits(item, earlier) for item in bank if item.id in fitting))
            for earlier in plan.blocks[:number]
        )
        if not fitting:
            yield Problem(
                where,
                "empty_block",
                f"no item of section {block.section or 'any'}, level {block.level or 'any'} in {plan.bank}",
            )
        elif len(fitting) - taken < block.count:
            words = f"draws {block.count} of {len(fitting)} items"
            yield Problem(
                f"{where}.count",
                "too_few",
                words + (f", of which earlier blocks may have taken {taken}" if taken else ""),
            )
        elif rules.attempts != 1 and len(fitting) < SMALL_BANK_FACTOR * block.count:
            yield Problem(
                f"{where}.count",
                "small_bank",
                f"draws {block.count} of only {len(fitting)} items, again at every attempt",
                is_warning=True,
            )


def fits(item: PoolItem, block: Block) -> bool:
    """Whether an item of the right bank may be drawn by this block."""
    return block.section in ("", item.section) and block.level in (0, item.level)


def _reused(rules: Rules) -> Iterator[Problem]:
    """After a round its items are public: a later one must not draw from the same bank."""
    order = {one.key: number for number, one in enumerate(rules.rounds)}
    first: dict[str, int] = {}
    for number, plan in enumerate(rules.papers):
        at = order.get(plan.round, 0)
        if first.setdefault(plan.bank, at) != at:
            words = f"bank {plan.bank} is made public after an earlier round"
            yield Problem(f"papers[{number}].bank", "bank_reused", words, is_warning=True)


def _marks(rules: Rules) -> Iterator[Problem]:
    if not 0 <= rules.scoring.penalty <= MOST_POINTS:
        yield Problem("scoring.penalty", "range", f"a penalty is between 0 and {MOST_POINTS} hundredths")
    if rules.scoring.mode == "all_or_nothing" and rules.scoring.penalty:
        yield Problem("scoring.penalty", "contradiction", "all or nothing knows no penalty")
    if sum(part.weight for part in rules.parts) != 100:
        yield Problem("parts", "weights", "the weights of the parts add up to 100")


def _prediction(prediction: Prediction | None) -> Iterator[Problem]:
    if prediction is None:
        return
    nearest = -1
    for number, step in enumerate(prediction.steps):
        if step.within <= nearest or step.within > LARGEST_PREDICTION:
            yield Problem(f"prediction.steps[{number}].within", "order", "steps go from near to far")
        if not 0 < step.points <= MOST_POINTS:
            yield Problem(
                f"prediction.steps[{number}].points", "range", f"a step gives up to {MOST_POINTS} hundredths"
            )
        nearest = step.within


def _ranking(rules: Rules) -> Iterator[Problem]:
    if not rules.ranking:
        yield Problem("ranking", "empty", "at least one key is needed")
    yield from _twice("ranking", rules.ranking)
    for number, key in enumerate(rules.ranking):
        if key not in RANKING_KEYS:
            yield Problem(f"ranking[{number}]", "unknown", f"there is no key {key}")
    if "prediction" in rules.ranking and rules.prediction is None:
        yield Problem("ranking", "contradiction", "ranks by a prediction that nobody is asked for")
    if rules.prediction and not rules.prediction.steps and "prediction" not in rules.ranking:
        yield Problem("prediction", "useless", "neither scores nor ranks", is_warning=True)
    if rules.prediction and rules.reveal == "at_once" and not rules.freeze_seconds:
        yield Problem("prediction", "leak", "standings of an open round tell the number", is_warning=True)
    if rules.prediction and rules.prediction.steps and "points" not in rules.ranking:
        yield Problem("ranking", "contradiction", "the prediction gives points, but points do not rank")


def _units(rules: UnitRules | None, whole: Rules, units: Sequence[Unit]) -> Iterator[Problem]:
    if rules is None:
        return
    if sum(component.weight for component in rules.components) != 100:
        yield Problem("units.components", "weights", "the weights add up to 100")
    parts = {part.key: part.kind for part in whole.parts}
    for number, component in enumerate(rules.components):
        if component.weight <= 0:
            yield Problem(f"units.components[{number}].weight", "too_small", "a weight is positive")
        if component.kind == "part" and parts.get(component.part, "quiz") == "quiz":
            yield Problem(
                f"units.components[{number}].part", "unknown", f"there is no other part {component.part}"
            )
    for number, need in enumerate(rules.needs):
        if need not in parts:
            yield Problem(f"units.needs[{number}]", "unknown", f"there is no part {need}")
    yield from _tiers(rules)
    yield from _unit_list(rules, units)


def _tiers(rules: UnitRules) -> Iterator[Problem]:
    bounds = [tier.below for tier in rules.tiers]
    if (
        0 in bounds[:-1]
        or bounds[:-1] != sorted(set(bounds[:-1]))
        or (len(bounds) > 1 and 0 < bounds[-1] <= bounds[-2])
    ):
        yield Problem("units.tiers", "order", "tiers go from small to large; only the last has no bound")
    elif bounds and bounds[-1] != 0:
        yield Problem(
            "units.tiers", "open", f"says nothing for units of {bounds[-1]} and more", is_warning=True
        )
    if any(not 0 <= tier.percent <= 100 for tier in rules.tiers):
        yield Problem("units.tiers", "percent", "a percentage is between 0 and 100")


def _unit_list(rules: UnitRules, units: Sequence[Unit]) -> Iterator[Problem]:
    blocks = Counter(unit.block for unit in units)
    yield from _twice("units", [unit.unit for unit in units])
    for number, block in enumerate(rules.blocks):
        if not blocks[block.key]:
            yield Problem(f"units.blocks[{number}]", "empty_block", f"block {block.key} has no unit")
    for key in sorted(set(blocks) - {block.key for block in rules.blocks}):
        yield Problem("units", "unknown", f"units of a block that is not in the rules: {key}")
    missing = [unit.unit for unit in units if unit.headcount <= 0]
    if missing:
        yield Problem(
            "units",
            "no_headcount",
            f"{len(missing)} units without a head-count: {', '.join(missing[:5])}",
            is_warning=True,
        )


def _prizes(rules: Rules) -> Iterator[Problem]:
    blocks = {block.key for block in rules.units.blocks} if rules.units else set()
    groups = {"person": {one.key for one in rules.audiences}, "unit": blocks}
    for number, prize in enumerate(rules.prizes):
        path = f"prizes[{number}]"
        if prize.count < 1:
            yield Problem(f"{path}.count", "too_small", "a prize is given at least once")
        if prize.of and prize.of not in groups[prize.to]:
            yield Problem(f"{path}.of", "unknown", f"there is no group {prize.of}")
        if prize.to == "unit" and rules.units is None:
            yield Problem(f"{path}.to", "contradiction", "units are not ranked")
        if prize.least < 0:
            yield Problem(f"{path}.least", "negative", "a bound is not negative")
    if not rules.prizes:
        yield Problem("prizes", "empty", "nothing can be won", is_warning=True)


def _key(path: str, key: str) -> Iterator[Problem]:
    if not KEY.fullmatch(key):
        yield Problem(path, "bad_key", f"{key!r} is no key: small letters, digits, hyphens, 40 at most")


def _twice(path: str, keys: Iterable[str]) -> Iterator[Problem]:
    for key, count in Counter(keys).items():
        if count > 1:
            yield Problem(path, "twice", f"{key} stands there {count} times")
