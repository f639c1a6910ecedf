"""A small contest to test with: a bank, units, entries that answer as told."""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from danbiet.contests.calc.bundle import Closed
from danbiet.contests.calc.canonical import crockford
from danbiet.contests.calc.commitments import commit
from danbiet.contests.calc.paper import Drawer, Question, shown_key
from danbiet.contests.calc.pool import Item, pool_lines
from danbiet.contests.calc.receipts import EntryLine
from danbiet.contests.calc.rules import Audience, Block, PaperPlan, Round, Rules, rules_json
from danbiet.contests.calc.scoring import write_answers
from danbiet.contests.calc.units import Unit, units_lines

OPENS = 1_632_787_200_000  # 28/9/2021 00:00 UTC
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
SECRET = hashlib.sha256(b"secret of the first week").digest()
ROUND = "tuan-1"


def salt_of(item: Item) -> bytes:
    return hashlib.sha256(b"salt " + item.id.encode()).digest()


class Deadly(bytes):
    """A line that kills the process it is handed to, as the system does when memory runs out."""

    def __reduce__(self) -> tuple[Any, ...]:
        return signal.raise_signal, (signal.SIGKILL,)


@cache
def bank(name: str = "cb", *, size: int = 40, options: int = 4) -> tuple[Item, ...]:
    """Items of two sections and three levels in turn; the right option differs from item to item."""
    return tuple(
        Item(
            id=f"{name}-{number:04d}",
            bank=name,
            section=("tthc", "hanh-chinh-so")[number % 2],
            level=1 + number % 3,
            text=f"Câu hỏi {number} của ngân hàng {name}?",
            options=tuple(f"Phương án {option + 1}" for option in range(options)),
            key=(number * 7 % options,),
            source="Nghị định 61/2018/NĐ-CP",
        )
        for number in range(size)
    )


def plain_rules(**changes: Any) -> Rules:
    """One audience, one round of a week, ten questions in ten minutes, a point each."""
    rules = Rules(
        contest="cchc-2021",
        title="Hội thi trực tuyến cải cách hành chính 2021",
        organiser="Sở Nội vụ",
        audiences=(Audience("cbcc", "Cán bộ, công chức"),),
        rounds=(Round(ROUND, "Tuần 1", OPENS, OPENS + 7 * DAY),),
        papers=(PaperPlan("cbcc", ROUND, "cb", (Block("", 0, 10, 100),)),),
        seconds=600,
    )
    return replace(rules, **changes)


def closed_round(
    rules: Rules, *, items: Sequence[Item] | None = None, units: Iterable[Unit] = (), **changes: Any
) -> Closed:
    """A closed round of these rules, everything committed to as it should be."""
    items = bank() if items is None else items
    with_salts = tuple((item, salt_of(item)) for item in items)
    pool = tuple(item.in_pool(salt=salt) for item, salt in with_salts)
    units = tuple(units)
    secrets = {one.key: hashlib.sha256(one.key.encode()).digest() for one in rules.rounds} | {ROUND: SECRET}
    commitments = commit(
        rules.contest,
        rules=rules_json(rules) + b"\n",
        units=units_lines(units),
        pool=pool_lines(pool),
        secrets=secrets,
    )
    round_key = changes.pop("round_key", ROUND)
    return Closed(rules, round_key, secrets[round_key], commitments, pool, with_salts, units=units, **changes)


def person(number: int) -> str:
    """A pseudonym that sorts like its number."""
    return crockford(number, symbols=10)


def drawer_of(closed: Closed, audience: str) -> Drawer:
    plan = closed.rules.plan_of(audience, closed.round_key)
    assert plan is not None
    return Drawer(
        plan,
        pool=closed.ground().pool,
        contest=closed.rules.contest,
        secret=closed.secret,
        mixed=closed.rules.mixed,
        options_mixed=closed.rules.options_mixed,
    )


@dataclass(frozen=True)
class Take:
    """One attempt as a test tells it: so many right, then so many wrong, the rest left out; after so many seconds, begun at a second of the round."""

    who: int
    right: int
    seconds: float
    wrong: int = 0
    guess: int | None = None
    unit: str = ""
    audience: str = "cbcc"
    attempt: int = 1
    begun: float = 0


def answers_for(paper: Sequence[Question], keys: dict[str, tuple[int, ...]], right: int, wrong: int) -> str:
    given = []
    for number, question in enumerate(paper):
        letters = shown_key(keys[question.item], question.order)
        other = next(letter for letter in "AB" if letter != letters)
        given.append(letters if number < right else other if number < right + wrong else "")
    return write_answers(given)


def lines_of(closed: Closed, takes: Iterable[Take]) -> list[bytes]:
    """The takes as lines of entries.csv, in its order."""
    keys = {item.id: item.key for item, _salt in closed.items}
    drawers = {plan.audience: drawer_of(closed, plan.audience) for plan in closed.rules.papers}
    opens = closed.rules.round_of(closed.round_key).opens
    lines = []
    for take in sorted(takes, key=lambda one: (one.who, one.attempt)):
        paper = drawers[take.audience].paper(person(take.who), take.attempt)
        started = opens + int(1000 * take.begun)
        line = EntryLine(
            person(take.who),
            take.attempt,
            take.audience,
            take.unit,
            started,
            started + int(1000 * take.seconds),
            "" if take.guess is None else str(take.guess),
            answers_for(paper, keys, take.right, take.wrong),
        )
        lines.append(line.line())
    return lines
