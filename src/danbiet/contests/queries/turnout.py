"""Who took part, by unit and day, of what is not disqualified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

EPOCH = date(1970, 1, 1)
# Days as Vietnam has them (seven hours ahead all year), counted from 1970. A day that is not over in a round that is open is
# left out: it would be counted anew every ten minutes. Somebody counts once a contest, on the day of the first paper accepted.
SQL = """
WITH accepted AS (
    SELECT s.round_id, s.code, s.unit, (e.arrived_ms / 1000 + 25200) / 86400 AS day
      FROM contests_start s JOIN contests_entry e ON e.start_id = s.id
     WHERE s.round_id = ANY (%(rounds)s) AND NOT EXISTS (
        SELECT 1 FROM contests_disqualification d
         WHERE d.round_id = s.round_id AND d.code = s.code AND d.number IN (0, s.number) AND d.revoked_at IS NULL)
), counted AS (
    SELECT 'entries' AS what, round_id, unit, day, count(*) AS quantity FROM accepted GROUP BY 2, 3, 4
  UNION ALL
    SELECT 'persons', round_id, unit, day, count(*) FROM (
        SELECT DISTINCT ON (code) round_id, unit, day FROM accepted ORDER BY code, day, round_id) AS first GROUP BY 2, 3, 4
)
SELECT what, round_id, unit, day, quantity FROM counted WHERE day < %(today)s OR round_id = ANY (%(closed)s)
"""


@dataclass(frozen=True, slots=True)
class UnitDay:
    """How many of `what` ("persons", "entries") a unit ("" for none) had on a day of a round."""

    what: str
    round_id: int
    unit: str
    on: date
    quantity: int


def unit_days(rounds: Sequence[int], *, closed: Sequence[int], today: date) -> list[UnitDay]:
    """Persons and entries of these rounds, which are all of one contest; one query."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"rounds": list(rounds), "closed": list(closed), "today": (today - EPOCH).days})
        return [
            UnitDay(what, round_id, unit, EPOCH + timedelta(days=day), quantity)
            for what, round_id, unit, day, quantity in cursor.fetchall()
        ]
