"""Coming in: one person, one row, decided by the keyed hash of what the rules call unique."""

from __future__ import annotations

from typing import NamedTuple

from .line import Line, numbers, plain, quoted

INSERT = """
WITH given AS (
  SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::int[], $7::boolean[], $8::bigint[],
                       $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
      AS g (contest_id, audience_id, unit, code, person, birth_year, is_allowed, consent_ms, name, phone, email, birth_on, address,
            guardian)
), fresh AS (
  INSERT INTO contests_entrant (contest_id, audience_id, unit, code, unique_hash, birth_year, has_guardian_consent, consent_at)
  SELECT contest_id, audience_id, unit, code, decode(person, 'hex'), birth_year, is_allowed, to_timestamp(consent_ms / 1000.0)
    FROM given ORDER BY contest_id, person
  ON CONFLICT (contest_id, unique_hash) DO NOTHING RETURNING id, contest_id, code
), contacts AS (
  INSERT INTO contests_contact (entrant_id, name, phone, email, birth_on, address, guardian)
  SELECT fresh.id, g.name, g.phone, g.email, g.birth_on, g.address, g.guardian
    FROM fresh JOIN given g ON g.contest_id = fresh.contest_id AND g.code = fresh.code
)
SELECT count(*) FROM fresh
"""
THERE = """
SELECT w.place, e.code, a."order", e.unit
  FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS w (contest_id, person, place)
  JOIN contests_entrant e ON e.contest_id = w.contest_id AND e.unique_hash = decode(w.person, 'hex')
  JOIN contests_audience a ON a.id = e.audience_id
"""
STATEMENTS = {"entrant": INSERT, "entrant_there": THERE}


class Person(NamedTuple):
    """Somebody at the door: `person` is the keyed hash as hex, what follows `consent` is encrypted already."""

    contest: int
    audience_id: int
    unit: str
    code: str
    person: str
    birth_year: int | None
    is_allowed: bool
    consent: int
    name: str
    phone: str
    email: str
    birth_on: str
    address: str
    guardian: str


class Entrance(NamedTuple):
    """The entrant that stands: its code, the number of its audience, its unit."""

    code: str
    audience: int
    unit: str


async def write(line: Line, batch: list[Person]) -> list[Entrance]:
    """Let in who is not in yet; the same person has the same pseudonym, audience and unit as the first time."""
    columns = list(zip(*batch, strict=True))
    contests, persons = numbers(columns[0]), plain(columns[4])
    given = [
        contests,
        numbers(columns[1]),
        plain(columns[2]),
        plain(columns[3]),
        persons,
        numbers(columns[5]),
    ]
    allowed = plain(["t" if one else "f" for one in columns[6]])
    await line.run("entrant", [*given, allowed, numbers(columns[7]), *map(quoted, columns[8:])])
    result = await line.run("entrant_there", [contests, persons])
    found = {}
    for row in range(result.ntuples):
        place, code, audience, unit = ((result.get_value(row, at) or b"").decode("ascii") for at in range(4))
        found[int(place)] = Entrance(code, int(audience), unit)
    return [found[place] for place in range(1, len(batch) + 1)]
