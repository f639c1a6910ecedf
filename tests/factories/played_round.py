"""A round in the database with what people handed in: the rows that sealing and `contests.play` write."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from tests.contests.cases import Take, bank, closed_round, lines_of, plain_rules

from danbiet.contests import models
from danbiet.contests.calc.bundle import Closed
from danbiet.contests.calc.commitments import seal_rules, seal_secret
from danbiet.contests.calc.pool import Item, pool_lines
from danbiet.contests.calc.receipts import public_key
from danbiet.contests.calc.rules import Component, OnePrize, Prize, Rules, UnitBlock, UnitRules, rules_json
from danbiet.contests.calc.units import Unit, units_lines
from danbiet.org.models import Unit as OrgUnit

from . import contests, plans

SIGNING = bytes([17] * 32)
UNITS = (Unit("so-nv", "Sở Nội vụ", "tinh", 20), Unit("so-tp", "Sở Tư pháp", "tinh", 10))


def small_rules(**changes: Any) -> Rules:
    """A week, ten questions, three attempts, units by turn-out, a prize for one person and one for a unit."""
    given = {
        "attempts": 3,
        "units": UnitRules((UnitBlock("tinh", "Khối tỉnh"),), (Component("turnout", 100),)),
        "prizes": (
            Prize("nhat", "Giải Nhất", "person", "cbcc", 1),
            Prize("nhi", "Giải Nhì", "person", "cbcc", 1),
            Prize("don-vi", "Tập thể", "unit", "tinh", 1),
        ),
        "one_prize": OnePrize(person="round"),
        "receipt_key": public_key(SIGNING),
    }
    return plain_rules(**(given | changes))


def at_ms(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def sealed_round(
    rules: Rules | None = None,
    *,
    organiser: OrgUnit | None = None,
    units: Sequence[Unit] = UNITS,
    items: Sequence[Item] | None = None,
    **more: Any,
) -> tuple[models.Round, Closed]:
    """The first round of a sealed contest, and what its bundle is made of. `more`: fields of the contest."""
    rules = rules or small_rules()
    closed = closed_round(rules, units=units, items=items)
    text = rules_json(rules).decode()
    contest = contests.sealed(
        organiser, key=rules.contest, title=rules.title, rules=text, rules_hash=seal_rules(text.encode() + b"\n"),
        state="running", signing_key=SIGNING.hex(), **more,
    )  # fmt: skip
    for order, audience in enumerate(rules.audiences):
        models.Audience.objects.create(contest=contest, key=audience.key, name=audience.name, order=order)
    _items(contest, closed)
    for unit in units:
        models.HeadCount.objects.create(
            contest=contest, unit=plans.unit(unit.name), code=unit.unit, block=unit.block, count=unit.headcount,
            declared_by=contest.created_by, declared_at=contests.AT, frozen_at=contests.AT,
        )  # fmt: skip
    files = {
        "rules.json": text.encode() + b"\n",
        "units.jsonl": units_lines(units),
        "pool.jsonl": pool_lines(closed.pool),
        "commitments.json": closed.commitments.file(),
    }
    for name, body in files.items():
        digest = hashlib.sha256(body).hexdigest()
        models.Commitment.objects.create(contest=contest, at=contests.AT, name=name, body=body, sha256=digest)
    for number, one in enumerate(rules.rounds, start=1):
        row = contests.round_of(
            contest, number=number, key=one.key, opens=at_ms(one.opens), closes=at_ms(one.closes)
        )
        secret = closed.secret if one.key == closed.round_key else hashlib.sha256(one.key.encode()).digest()
        models.RoundSecret.objects.create(round=row, secret=secret.hex(), hash=seal_secret(secret))
    return models.Round.objects.select_related("contest", "secret").get(contest=contest, number=1), closed


def play(one: models.Round, closed: Closed, takes: Iterable[Take], **hashes: Any) -> list[models.Start]:
    """Starts and entries of these takes, and the people; in the order of the bundle."""
    audiences = {row.key: row for row in one.contest.audiences.all()}
    made = []
    for line in lines_of(closed, takes):
        code, number, audience, unit, started, arrived, guess, answers = line.decode().split(",")
        start = models.Start.objects.create(
            round=one, code=code, number=int(number), audience=audiences[audience].order, unit=unit, started_ms=int(started),
            deadline_ms=int(started) + 1000 * closed.rules.seconds, **hashes,
        )  # fmt: skip
        models.Entry.objects.create(
            start=start, round=one, arrived_ms=int(arrived), prediction=int(guess) if guess else None, answers=answers,
            code="0" * 12,
        )  # fmt: skip
        models.Entrant.objects.get_or_create(
            contest=one.contest, code=code,
            defaults={
                "audience": audiences[audience], "unit": unit, "unique_hash": hashlib.sha256(code.encode()).digest(),
                "consent_at": contests.AT,
            },
        )  # fmt: skip
        made.append(start)
    return made


def _items(contest: models.Contest, closed: Closed) -> None:
    banks = {key: contests.bank(contest, key=key) for key in {item.bank for item, _salt in closed.items}}
    author, reviewer = plans.person("Soạn"), plans.person("Duyệt")
    for item, salt in closed.items:
        row = contests.item(banks[item.bank], key=item.id, section=item.section, level=item.level)
        row.current = contests.version(
            row, state="frozen", text=item.text, options=list(item.options), key=list(item.key), author=author, source=item.source,
            reviewed_by=reviewer, reviewed_at=contests.AT, salt=salt.hex(), commitment=item.in_pool(salt=salt).commitment,
        )  # fmt: skip
        row.frozen_at = contests.AT
        row.save(update_fields=["current", "frozen_at"])


__all__ = ["UNITS", "bank", "play", "sealed_round", "small_rules"]
