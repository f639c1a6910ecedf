"""A whole sealed contest in the database: rules, pool, words, secret, commitments; what the process of the rush reads."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from danbiet.contests import models
from danbiet.contests.calc.commitments import seal_rules, seal_secret
from danbiet.contests.calc.pool import Item, PoolItem, pool_lines
from danbiet.contests.calc.receipts import public_key
from danbiet.contests.calc.rules import (
    Audience,
    Block,
    Component,
    PaperPlan,
    Prediction,
    Round,
    Rules,
    UnitBlock,
    UnitRules,
    rules_json,
)
from danbiet.contests.calc.units import Unit, units_lines

from . import contests, plans

SIGNING, RECEIPT, PEPPER, SECRET = bytes([17] * 32), bytes([34] * 32), bytes([51] * 32), bytes([68] * 32)
UNITS = {"so-noi-vu": "Sở Nội vụ", "so-tu-phap": "Sở Tư pháp", "xa-an-lac-thon": "Xã An Lạc Thôn"}


def running(
    *,
    key: str = "cchc-2021",
    opens: datetime,
    closes: datetime | None = None,
    items: int = 40,
    questions: int = 10,
    **changes: Any,
) -> models.Round:
    """A contest of one round that is sealed. `changes` are fields of the rules; the audience comes in by name."""
    closes = closes or opens + timedelta(hours=1)
    window = Round("tuan-1", "Tuần 1", int(opens.timestamp() * 1000), int(closes.timestamp() * 1000))
    rules = Rules(
        contest=key,
        title="Hội thi cải cách hành chính 2021",
        organiser="Sở Nội vụ",
        audiences=(Audience("can-bo", "Cán bộ"),),
        rounds=(window,),
        papers=(PaperPlan("can-bo", "tuan-1", "chung", (Block("", 0, questions, 100),)),),
        seconds=600,
        prediction=Prediction("all_correct", "round"),
        units=UnitRules((UnitBlock("tinh", "Cấp tỉnh"),), (Component("turnout", 100),)),
        receipt_key=public_key(SIGNING),
    )
    return _store(replace(rules, **changes), opens, closes, items=items)


def _store(rules: Rules, opens: datetime, closes: datetime, *, items: int) -> models.Round:
    text = rules_json(rules).decode()
    contest = contests.sealed(
        key=rules.contest, title=rules.title, rules=text, rules_hash=seal_rules(text.encode()), state="running",
        signing_key=SIGNING.hex(), receipt_key=RECEIPT.hex(), pepper=PEPPER.hex(),
    )  # fmt: skip
    for order, one in enumerate(rules.audiences):
        models.Audience.objects.create(contest=contest, key=one.key, name=one.name, order=order, entry="open")
    bank = models.Bank.objects.create(contest=contest, key="chung", name="Ngân hàng chung")
    pool = _fill(bank, items=items)
    units = units_lines(Unit(code, name, "tinh", 100) for code, name in UNITS.items())
    for name, body in {
        "rules.json": text.encode() + b"\n",
        "pool.jsonl": pool_lines(pool),
        "units.jsonl": units,
    }.items():
        digest = hashlib.sha256(body).hexdigest()
        models.Commitment.objects.create(contest=contest, at=contests.AT, name=name, body=body, sha256=digest)
    first = rules.rounds[0]
    made = models.Round.objects.create(
        contest=contest, key=first.key, name=first.name, number=1, opens_at=opens, closes_at=closes
    )
    models.RoundSecret.objects.create(round=made, secret=SECRET.hex(), hash=seal_secret(SECRET))
    return made


def _fill(bank: models.Bank, *, items: int) -> list[PoolItem]:
    author, reviewer = plans.person("Soạn"), plans.person("Duyệt")
    pool = []
    for number in range(items):
        one = Item(
            f"i{number:04}", "chung", "", 1, f"Câu hỏi số {number}: cơ quan nào chủ trì?", ("Sở <Nội vụ>", "Sở Tư pháp", "Báo", "Đài"),
            (0, 1) if number % 10 == 9 else (number % 4,),
        )  # fmt: skip
        salt = bytes([number % 256] * 32)
        public = one.in_pool(salt=salt)
        row = models.Item.objects.create(contest=bank.contest, bank=bank, key=one.id, level=1)
        row.current = models.ItemVersion.objects.create(
            item=row, number=1, state="frozen", text=one.text, options=list(one.options), key=list(one.key), author=author,
            reviewed_by=reviewer, reviewed_at=contests.AT, written_at=contests.AT, salt=salt.hex(), commitment=public.commitment,
            digest="0" * 64,
        )  # fmt: skip
        row.save(update_fields=["current"])
        pool.append(public)
    return pool
