"""Keeps the book up to date: read at the start, after `NOTIFY contests`, and every second where nothing was heard."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any

import psycopg

from danbiet.kit.encrypted import EncryptedTextField

from ..calc.keyed import Keyed
from ..calc.pool import read_pool
from ..calc.rules import read_rules
from ..calc.units import read_units
from .book import Book, Known, KnownRound, Window, Words

CHANNEL = "contests"
SECOND = 1.0
LOG = logging.getLogger(__name__)
SHOWN = ("frozen", "running", "appeals", "final")  # states of contests that can be entered or looked up here

# One line for everything that may change while a contest runs.
MARK = """
SELECT c.id, c.state, c.version, r.id, r.closes_at, (SELECT count(*) FROM contests_roundevent e WHERE e.round_id = r.id)
  FROM contests_contest c JOIN contests_round r ON r.contest_id = c.id WHERE c.state = ANY (%s) AND c.rules IS NOT NULL ORDER BY 1, 4
"""
CONTESTS = """
SELECT c.id, c.key, c.rules, c.receipt_key, c.signing_key, c.pepper,
       (SELECT body FROM contests_commitment m WHERE m.contest_id = c.id AND m.name = 'pool.jsonl'),
       (SELECT body FROM contests_commitment m WHERE m.contest_id = c.id AND m.name = 'units.jsonl')
  FROM contests_contest c WHERE c.state = ANY (%s) AND c.rules IS NOT NULL
"""
AUDIENCES = 'SELECT contest_id, id, entry FROM contests_audience WHERE contest_id = ANY (%s) ORDER BY contest_id, "order"'
# Of the key only whether there are several: the rest of it never comes into this process.
ITEMS = """
SELECT i.contest_id, i.key, v.text, v.options, cardinality(v.key) > 1
  FROM contests_item i JOIN contests_itemversion v ON v.id = i.current_id AND v.state IN ('frozen', 'revealed')
 WHERE i.contest_id = ANY (%s)
"""
ROUNDS = """
SELECT r.contest_id, r.id, r.key, r.name, r.number, floor(extract(epoch FROM r.opens_at) * 1000)::bigint,
       floor(extract(epoch FROM r.closes_at) * 1000)::bigint, s.secret,
       (SELECT CASE e.kind WHEN 'paused_entry' THEN e.reason END FROM contests_roundevent e
         WHERE e.round_id = r.id AND e.kind IN ('paused_entry', 'resumed') ORDER BY e.id DESC LIMIT 1)
  FROM contests_round r JOIN contests_roundsecret s ON s.round_id = r.id WHERE r.contest_id = ANY (%s)
"""
_FIELD = EncryptedTextField()


class Watch:
    """Reads the book and tells when it has changed. A database that is away changes nothing: what is known goes on."""

    def __init__(self, address: str, *, changed: Callable[[Book], None], tick: Callable[[], None]) -> None:
        self._address, self._changed, self._tick = address, changed, tick
        self._mark: list[tuple] | None = None

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._address, autocommit=True
                ) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    while True:
                        await self._look(connection)
                        await _heard(connection)
            except psycopg.Error as error:
                LOG.info("the database is away: %s", " ".join(str(error).split()))
                self._tick()
                await asyncio.sleep(SECOND)
            except Exception:  # whatever it is: said, and looked at again
                LOG.exception("the contests cannot be read")
                await asyncio.sleep(SECOND)

    async def _look(self, connection: psycopg.AsyncConnection[Any]) -> None:
        self._tick()
        mark = await (await connection.execute(MARK, [list(SHOWN)])).fetchall()
        if mark != self._mark:
            self._changed(await read_book(connection))
            self._mark = mark


async def _heard(connection: psycopg.AsyncConnection[Any]) -> None:
    with contextlib.suppress(TimeoutError):
        async for _notice in connection.notifies(timeout=SECOND, stop_after=1):
            return


async def read_book(connection: psycopg.AsyncConnection[Any]) -> Book:
    """All contests that can be entered, as they stand now. One that this version cannot read is said and left out."""

    async def rows(text: str, given: list) -> list[tuple]:
        return await (await connection.execute(text, [given])).fetchall()

    contests = await rows(CONTESTS, list(SHOWN))
    ids = [row[0] for row in contests]
    doors: dict[int, list[tuple[int, str]]] = {}
    for contest, audience, entry in await rows(AUDIENCES, ids):
        doors.setdefault(contest, []).append((audience, entry))
    words: dict[int, dict[str, Words]] = {}
    for contest, item, text, options, is_several in await rows(ITEMS, ids):
        words.setdefault(contest, {})[item] = Words(text, tuple(options), is_several=is_several)
    known = {}
    for row in contests:
        try:
            known[row[0]] = _contest(row, doors=doors.get(row[0], []), words=words.get(row[0], {}))
        except Exception:
            LOG.exception("contest %s cannot be read", row[1])
    rounds = {}
    for contest, number_of_row, key, name, number, opens, closes, secret, paused in await rows(ROUNDS, ids):
        if contest not in known:
            continue
        try:
            rounds[number_of_row] = KnownRound(
                number_of_row,
                key,
                name,
                number,
                known[contest],
                _secret(secret),
                Window(opens, closes),
                paused,
            )
        except Exception:
            LOG.exception("round %s of contest %s cannot be read", key, known[contest].key)
    return Book(
        contests={one.key: one for one in known.values()},
        rounds=rounds,
        paths={one.path: one for one in rounds.values()},
    )


def _contest(row: tuple, *, doors: list[tuple[int, str]], words: dict[str, Words]) -> Known:
    number, key, rules, receipt, signing, pepper, pool, units = row
    return Known(
        id=number,
        key=key,
        rules=read_rules(rules.encode("utf-8")),
        pool=read_pool(bytes(pool or b"")),
        words=words,
        units={unit.unit: unit.name for unit in read_units(bytes(units or b""))},
        doors=[entry for _id, entry in doors],
        audience_ids=[audience for audience, _entry in doors],
        pepper=_secret(pepper),
        receipt_key=Keyed(_secret(receipt)),
        signing_key=_secret(signing),
    )


def _secret(text: str) -> bytes:
    """A key kept encrypted as hex."""
    return bytes.fromhex(_FIELD.from_db_value(text, None, None) or "")
