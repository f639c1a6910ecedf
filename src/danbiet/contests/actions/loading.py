"""Brings in a contest that was held before: people and what they handed in. Many rows, few statements, the rules of the rush."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from django.db import transaction

from danbiet.accounts.models import User
from danbiet.kit.clock import milliseconds

from ..calc.canonical import crockford
from ..calc.paper import Drawer, shown_key
from ..calc.persons import unique_hash
from ..calc.pool import read_pool
from ..calc.receipts import EntryLine, receipt_code, receipt_text
from ..calc.scoring import write_answers
from ..enums import VersionState
from ..models import Contact, Contest, Entrant, Entry, Item, ItemVersion, Round, Start
from ..queries.checking import rules_in
from .noting import note, uncheck, unsealed

BATCH = 1000
CODE_BITS = 50


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who came in: audience by its key, unit by its code ("" for none), telephone as typed."""

    audience: str
    unit: str
    name: str
    phone: str
    born: date
    came_at: datetime
    email: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt handed in: `rights` says for each question, in the order of the paper, whether it was answered rightly (None: left out)."""

    code: str
    audience: str
    unit: str
    number: int
    started_ms: int
    took_ms: int
    rights: Sequence[bool | None]
    prediction: int | None = None
    network: bytes = b""
    device: bytes = b""


@transaction.atomic
def load_entrants(contest_id: int, people: Sequence[Person]) -> list[str]:
    """Let all come in, as the door does: a pseudonym of their own, the keyed hash, the contact encrypted; the pseudonyms in order.

    The same person twice is refused by the database (IntegrityError), an unknown audience with KeyError.
    """
    contest = Contest.objects.get(pk=contest_id)
    audiences = dict(contest.audiences.values_list("key", "pk"))
    unique, pepper = rules_in(contest).unique, bytes.fromhex(contest.pepper)
    rows = []
    for one in people:
        facts = {"name": one.name, "phone": one.phone, "email": one.email, "birth": one.born.isoformat(), "unit": one.unit}  # fmt: skip
        rows.append(
            Entrant(
                contest=contest, audience_id=audiences[one.audience], unit=one.unit, consent_at=one.came_at,
                code=crockford(secrets.randbits(CODE_BITS), symbols=10), birth_year=one.born.year,
                unique_hash=unique_hash(facts, unique=unique, pepper=pepper),
            )
        )  # fmt: skip
    Entrant.objects.bulk_create(rows, batch_size=BATCH)
    Contact.objects.bulk_create(
        (
            Contact(
                entrant=row, name=one.name, phone=one.phone, email=one.email, birth_on=one.born.isoformat()
            )
            for row, one in zip(rows, people, strict=True)
        ),
        batch_size=BATCH,
    )
    return [row.code for row in rows]


@transaction.atomic
def load_entries(round_id: int, sittings: Sequence[Sitting]) -> int:
    """Store attempts of a round with the papers the rules draw for them; how many. ValueError: one that the rush would not have taken."""
    one = Round.objects.select_related("contest", "secret").get(pk=round_id)
    writing = _Writing(one)
    starts = [writing.start(sitting) for sitting in sittings]
    Start.objects.bulk_create(starts, batch_size=BATCH)
    Entry.objects.bulk_create(
        (writing.entry(start, sitting) for start, sitting in zip(starts, sittings, strict=True)),
        batch_size=BATCH,
    )
    return len(starts)


@transaction.atomic
def approve_all(contest_id: int, *, by: User, at: datetime) -> int:
    """Approve every wording of a contest that waits and that somebody else wrote, for a bank that was looked at before; how many."""
    contest = unsealed(contest_id)
    rows = ItemVersion.objects.filter(item__contest=contest, state=VersionState.PROPOSED).exclude(author=by)
    waiting = {version.item_id: version for version in rows}
    for version in waiting.values():
        version.state, version.reviewed_by, version.reviewed_at = VersionState.APPROVED, by, at
    ItemVersion.objects.bulk_update(
        waiting.values(), ["state", "reviewed_by", "reviewed_at"], batch_size=BATCH
    )
    items = list(Item.objects.filter(pk__in=waiting))
    for item in items:
        item.current = waiting[item.pk]
    Item.objects.bulk_update(items, ["current"], batch_size=BATCH)
    uncheck(contest)
    note("items_approved", contest, by=by, at=at, count=len(waiting))
    return len(waiting)


class _Writing:
    """What all attempts of a round share: rules, secret, papers, keys."""

    def __init__(self, one: Round) -> None:
        contest = one.contest
        self.round, self.rules = one, rules_in(contest)
        self.opens, self.closes = milliseconds(one.opens_at), milliseconds(one.closes_at)
        self.receipt_key = bytes.fromhex(contest.receipt_key)
        pool = read_pool(bytes(contest.commitments.get(name="pool.jsonl").body))
        self.orders = {row.key: row.order for row in contest.audiences.all()}
        self.drawers = {
            plan.audience: Drawer(
                plan, pool=pool, contest=self.rules.contest, secret=bytes.fromhex(one.secret.secret),
                mixed=self.rules.mixed, options_mixed=self.rules.options_mixed,
            )
            for plan in self.rules.papers
            if plan.round == one.key
        }  # fmt: skip
        rows = ItemVersion.objects.filter(item__contest=contest, item__current_id__isnull=False)
        self.keys = {
            key: tuple(right)
            for key, right in rows.filter(state__in=["frozen", "revealed"]).values_list("item__key", "key")
        }

    def start(self, said: Sitting) -> Start:
        longest = 1000 * (self.rules.seconds + self.rules.grace_seconds)
        if not self.opens <= said.started_ms < self.closes or not 0 <= said.took_ms <= longest:
            raise ValueError(f"{said.code} was not in time")
        deadline = said.started_ms + 1000 * self.rules.seconds
        if self.rules.at_close == "stop":
            deadline = min(deadline, self.closes)
        return Start(
            round=self.round, code=said.code, number=said.number, audience=self.orders[said.audience], unit=said.unit,
            started_ms=said.started_ms, deadline_ms=deadline, network_hash=said.network or None, device_hash=said.device or None,
        )  # fmt: skip

    def entry(self, start: Start, said: Sitting) -> Entry:
        paper = self.drawers[said.audience].paper(said.code, said.number)
        if len(paper) != len(said.rights):
            raise ValueError(f"{said.code} answered {len(said.rights)} of {len(paper)} questions")
        dice = Random(f"{said.code} {said.number}")  # noqa: S311 - which wrong option was chosen
        given = []
        for question, is_right in zip(paper, said.rights, strict=True):
            right = shown_key(self.keys[question.item], question.order)
            wrong = [letter for letter in "ABCDEFGH"[: len(question.order)] if letter != right]
            given.append("" if is_right is None else right if is_right else dice.choice(wrong))
        answers, arrived = write_answers(given), said.started_ms + said.took_ms
        guess = "" if said.prediction is None else str(said.prediction)
        line = EntryLine(
            said.code, said.number, said.audience, said.unit, said.started_ms, arrived, guess, answers
        )
        text = receipt_text(line.line(), contest=self.rules.contest, round_key=self.round.key)
        return Entry(
            start=start, round=self.round, arrived_ms=arrived, prediction=said.prediction, answers=answers,
            code=receipt_code(text, key=self.receipt_key).replace("-", ""),
        )  # fmt: skip
