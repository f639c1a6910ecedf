"""Handing in: one statement for all that queued, one row for an attempt whoever sends it how often."""

from __future__ import annotations

from typing import NamedTuple

from .line import Line, numbers, plain

# In the order of the key, so that two processes that were sent the same attempts wait for each other and never in a circle.
INSERT = """
INSERT INTO contests_entry (start_id, round_id, arrived_ms, prediction, answers, code, trail)
SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[])
 ORDER BY 1 ON CONFLICT (start_id) DO NOTHING RETURNING start_id
"""
KEPT = """
SELECT start_id, arrived_ms, prediction, answers, code FROM contests_entry WHERE start_id = ANY ($1::bigint[])
"""
STATEMENTS = {"entry": INSERT, "entry_kept": KEPT}


class Handed(NamedTuple):
    """What is handed in. `answers` as in the bundle, `code` without hyphens, `trail` digits and dots."""

    start: int
    round: int
    arrived: int
    prediction: int | None
    answers: str
    code: str
    trail: str


class Kept(NamedTuple):
    """What stands in the database for this attempt. `is_same`: with these very answers and this prediction."""

    arrived: int
    prediction: int | None
    answers: str
    code: str
    is_same: bool


async def write(line: Line, batch: list[Handed]) -> list[Kept | None]:
    """Store what is not yet stored. None: as given, just now; else what was there before."""
    starts, rounds, arrived, predictions, answers, codes, trails = zip(*batch, strict=True)
    given = [numbers(starts), numbers(rounds), numbers(arrived), numbers(predictions)]
    result = await line.run("entry", [*given, plain(answers), plain(codes), plain(trails)])
    if result.ntuples == len(batch):
        return [None] * len(batch)
    fresh = {int(result.get_value(row, 0) or 0) for row in range(result.ntuples)}
    twice = {start for start in starts if starts.count(start) > 1} if len(fresh) < len(batch) else set()
    asked = [start for start in starts if start not in fresh or start in twice]
    kept = await read(line, asked)
    found: list[Kept | None] = []
    for handed in batch:
        if handed.start not in asked:
            found.append(None)
            continue
        there = kept[handed.start]
        is_same = (there.answers, there.prediction) == (handed.answers, handed.prediction)
        found.append(there._replace(is_same=is_same))
    return found


async def read(line: Line, starts: list[int]) -> dict[int, Kept]:
    """The entries of these attempts, as far as there are any; `is_same` says nothing here."""
    result = await line.run("entry_kept", [numbers(starts)])
    found = {}
    for row in range(result.ntuples):
        start, arrived, prediction, answers, code = (result.get_value(row, place) for place in range(5))
        found[int(start or 0)] = Kept(
            int(arrived or 0),
            None if prediction is None else int(prediction),
            (answers or b"").decode("ascii"),
            (code or b"").decode("ascii"),
            is_same=False,
        )
    return found


async def read_each(line: Line, batch: list[int]) -> list[Kept | None]:
    """The entry of each attempt, or None: for a desk of those who come after the bell."""
    kept = await read(line, batch)
    return [kept.get(start) for start in batch]
