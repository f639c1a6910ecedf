"""Beginning an attempt: two tabs, two phones, a double click and two processes all end at the same row."""

from __future__ import annotations

from typing import NamedTuple

from .line import Line, numbers, plain, quoted

# A new attempt only where the last one is handed in or has run out and the rules allow another; else nothing is written.
INSERT = """
INSERT INTO contests_start (round_id, code, number, audience, unit, started_ms, deadline_ms, network_hash, device_hash)
SELECT w.round_id, w.code, coalesce(l.number, 0) + 1, w.audience, w.unit, w.started_ms, w.deadline_ms,
       decode(w.network, 'hex'), decode(w.device, 'hex')
  FROM unnest($1::bigint[], $2::text[], $3::smallint[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::int[], $9::text[],
              $10::text[])
       AS w (round_id, code, audience, unit, started_ms, deadline_ms, grace_ms, attempts, network, device)
  LEFT JOIN LATERAL (
    SELECT s.number, s.deadline_ms, EXISTS (SELECT FROM contests_entry e WHERE e.start_id = s.id) AS is_handed
      FROM contests_start s WHERE s.round_id = w.round_id AND s.code = w.code ORDER BY s.number DESC LIMIT 1
  ) l ON true
 WHERE l.number IS NULL OR ((l.is_handed OR l.deadline_ms + w.grace_ms < w.started_ms) AND (w.attempts = 0 OR l.number < w.attempts))
 ORDER BY 1, 2 ON CONFLICT (round_id, code, number) DO NOTHING
RETURNING round_id, code, id, number
"""
LAST = """
SELECT w.place, s.id, s.number, s.audience, s.unit, s.started_ms, s.deadline_ms, e.arrived_ms, e.prediction, e.answers
  FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS w (round_id, code, place)
  CROSS JOIN LATERAL (
    SELECT * FROM contests_start s WHERE s.round_id = w.round_id AND s.code = w.code ORDER BY s.number DESC LIMIT 1
  ) s
  LEFT JOIN contests_entry e ON e.start_id = s.id
"""
STATEMENTS = {"start": INSERT, "start_last": LAST}


class Wanted(NamedTuple):
    """Somebody wants to begin or go on. Moments in ms; `attempts` 0 is without limit; hashes as hex or nothing."""

    round: int
    code: str
    audience: int
    unit: str
    started: int
    deadline: int
    grace: int
    attempts: int
    network: str | None
    device: str | None


class Begun(NamedTuple):
    """The last attempt of this participant in this round. `arrived` is None while nothing is handed in."""

    id: int
    number: int
    audience: int
    unit: str
    started: int
    deadline: int
    arrived: int | None
    prediction: int | None
    answers: str


async def write(line: Line, batch: list[Wanted]) -> list[Begun | None]:
    """Begin what may begin, then say for each where it stands. None for nobody: one begins or has begun."""
    columns = list(zip(*batch, strict=True))
    rounds, codes = numbers(columns[0]), plain(columns[1])
    middle = [numbers(columns[place]) for place in (4, 5, 6, 7)]
    hashes = [quoted(one) if None in one else plain(one) for one in columns[8:]]
    result = await line.run(
        "start", [rounds, codes, numbers(columns[2]), plain(columns[3]), *middle, *hashes]
    )
    if result.ntuples == len(batch):  # all of them new, as they wanted it
        cell = result.get_value
        fresh = {
            (int(cell(row, 0) or 0), (cell(row, 1) or b"").decode("ascii")): (
                int(cell(row, 2) or 0),
                int(cell(row, 3) or 0),
            )
            for row in range(result.ntuples)
        }
        return [_as_wanted(*fresh[wanted.round, wanted.code], wanted) for wanted in batch]
    found = await _last(line, rounds, codes)
    return [found[place] for place in range(1, len(batch) + 1)]


def _as_wanted(start: int, number: int, wanted: Wanted) -> Begun:
    return Begun(start, number, wanted.audience, wanted.unit, wanted.started, wanted.deadline, None, None, "")


def _begun(
    start: bytes | None,
    number: bytes | None,
    audience: bytes | None,
    unit: bytes | None,
    started: bytes | None,
    deadline: bytes | None,
    arrived: bytes | None = None,
    prediction: bytes | None = None,
    answers: bytes | None = None,
) -> Begun:
    return Begun(
        int(start or 0),
        int(number or 0),
        int(audience or 0),
        (unit or b"").decode("ascii"),
        int(started or 0),
        int(deadline or 0),
        None if arrived is None else int(arrived),
        None if prediction is None else int(prediction),
        (answers or b"").decode("ascii"),
    )


async def read_each(line: Line, batch: list[Wanted]) -> list[Begun | None]:
    """Where each stands, without beginning anything: after the round has closed."""
    columns = list(zip(*batch, strict=True))
    found = await _last(line, numbers(columns[0]), plain(columns[1]))
    return [found.get(place) for place in range(1, len(batch) + 1)]


async def _last(line: Line, rounds: str, codes: str) -> dict[int, Begun]:
    """The last attempts by the place of who asked."""
    result = await line.run("start_last", [rounds, codes])
    found = {}
    for row in range(result.ntuples):
        place, *cells = (result.get_value(row, at) for at in range(10))
        found[int(place or 0)] = _begun(*cells)
    return found
