"""A round with everything its result depends on besides the entries."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache

from danbiet.kit.clock import milliseconds
from danbiet.kit.text import nfc

from ..calc.bundle import Closed, Disqualification, Drop, Extension
from ..calc.canonical import canonical
from ..calc.commitments import read_commitments
from ..calc.pool import Item as PoolWords
from ..calc.pool import PoolItem, read_pool
from ..calc.rules import Rules, read_rules
from ..calc.units import Unit, read_units
from ..enums import RoundEventKind
from ..models import Contest, HeadCount, Item, ItemVersion, Round, Winner

LATE = 30_000  # ms after the last moment an entry may arrive: by then what was acknowledged is committed


@lru_cache(maxsize=64)
def rules_read(text: str) -> Rules:
    """Sealed rules from their text, kept: they never change."""
    return read_rules(text.encode())


def rules_of(contest: Contest) -> Rules:
    """The sealed rules. ValueError for a contest that is not sealed."""
    if contest.rules is None:
        raise ValueError(f"{contest.key} is not sealed")
    return rules_read(contest.rules)


def last_arrival(rules: Rules, one: Round) -> int:
    """The last moment (ms) at which anything may arrive in a round (docs/contest-bundle.md, 5)."""
    ends = milliseconds(one.closes_at) + 1000 * rules.grace_seconds
    return ends if rules.at_close == "stop" else ends + 1000 * rules.seconds


def is_over(rules: Rules, one: Round, *, at: datetime) -> bool:
    """Whether nothing can arrive in the round any more."""
    return milliseconds(at) > last_arrival(rules, one) + LATE


def closed_of(one: Round) -> Closed:
    """The round as `calc.bundle.write` takes it; some ten queries and all items in memory."""
    contest = one.contest
    files = {row.name: bytes(row.body) for row in contest.commitments.all()}
    rules = rules_of(contest)
    persons, units = held_before(one, rules)
    return Closed(
        rules, one.key, bytes.fromhex(one.secret.secret), read_commitments(files["commitments.json"]), read_pool(files["pool.jsonl"]),
        tuple(items_of(contest)), units=read_units(files["units.jsonl"]), extensions=_extensions(one), drops=_drops(one),
        disqualified=_disqualified(one), parts=_parts(contest), held_persons=persons, held_units=units,
    )  # fmt: skip


def units_of(contest: Contest) -> tuple[Unit, ...]:
    """The units as they were sealed."""
    return read_units(bytes(contest.commitments.get(name="units.jsonl").body))


def unit_names(contest: Contest) -> dict[str, str]:
    """Names of the units as they were sealed, by their name in the bundle."""
    return {unit.unit: unit.name for unit in units_of(contest)}


def pool_of(contest: Contest) -> tuple[PoolItem, ...]:
    """The pool as it was sealed."""
    return read_pool(bytes(contest.commitments.get(name="pool.jsonl").body))


def words_of(item: Item, version: ItemVersion) -> PoolWords:
    """A wording as the bundle has it."""
    return PoolWords(
        item.key, item.bank.key, item.section, item.level, version.text, tuple(version.options), tuple(version.key),
        fixed=version.is_fixed, source=version.source,
    )  # fmt: skip


def items_of(contest: Contest) -> list[tuple[PoolWords, bytes]]:
    """Every sealed item with its salt, by its name."""
    sealed = Item.objects.filter(contest=contest, current__isnull=False).values("current_id")
    rows = ItemVersion.objects.filter(pk__in=sealed, state__in=["frozen", "revealed"]).select_related(
        "item__bank"
    )
    found = [(words_of(row.item, row), bytes.fromhex(row.salt)) for row in rows]
    return sorted(found, key=lambda pair: pair[0].id)


def held_before(one: Round, rules: Rules) -> tuple[frozenset[str], frozenset[str]]:
    """Codes of who won in earlier rounds, and the units of these persons; nothing where no rule asks for it."""
    if "contest" not in (rules.one_prize.person, rules.one_prize.unit):
        return frozenset(), frozenset()
    won = Winner.objects.filter(
        round__contest_id=one.contest_id, round__number__lt=one.number, entrant__isnull=False
    )
    rows = list(won.values_list("entrant__code", "entrant__unit"))
    return frozenset(code for code, _unit in rows), frozenset(unit for _code, unit in rows if unit)


def gone_of(one: Round) -> list[tuple[str, int]]:
    """Who is disqualified: (code, number), number 0 for all attempts."""
    return list(
        one.disqualifications.filter(revoked_at=None).order_by("code", "number").values_list("code", "number")
    )


def basis(one: Round) -> str:
    """A fingerprint of all that the result depends on besides entries: it changes when a new count is needed."""
    rules = rules_of(one.contest)
    persons, units = held_before(one, rules)
    said = {
        "gone": [f"{gone.participant} {gone.attempt} {gone.reason}" for gone in _disqualified(one)],
        "drops": [f"{drop.item} {drop.note}" for drop in _drops(one)],
        "closes": milliseconds(one.closes_at),
        "parts": [f"{unit} {part} {score}" for (unit, part), score in sorted(_parts(one.contest).items())],
        "held": [*sorted(persons), *sorted(units)],
    }
    return hashlib.sha256(canonical(said)).hexdigest()


def dropped_of(one: Round) -> list[str]:
    """The items that do not count in the round, by name."""
    return [drop.item for drop in _drops(one)]


def _extensions(one: Round) -> tuple[Extension, ...]:
    rows = one.events.filter(kind=RoundEventKind.EXTENDED).order_by("closes_at")
    return tuple(
        Extension(milliseconds(row.at), milliseconds(row.closes_at), nfc(row.reason))
        for row in rows
        if row.closes_at
    )


def _drops(one: Round) -> tuple[Drop, ...]:
    return tuple(
        Drop(key, nfc(note)) for key, note in one.drops.order_by("item__key").values_list("item__key", "note")
    )


def _disqualified(one: Round) -> tuple[Disqualification, ...]:
    rows = one.disqualifications.filter(revoked_at=None).order_by("code", "number")
    return tuple(
        Disqualification(row.code, row.number, milliseconds(row.at), nfc(row.reason)) for row in rows
    )


def _parts(contest: Contest) -> dict[tuple[str, str], int]:
    codes = dict(HeadCount.objects.filter(contest=contest).values_list("unit_id", "code"))
    return {
        (codes[row.unit_id], row.part): row.score for row in contest.part_scores.all() if row.unit_id in codes
    }
