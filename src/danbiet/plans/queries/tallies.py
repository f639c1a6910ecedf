"""One statement that caps and adds every cell of every target asked for; the same sums as `calc.cells.tally_of`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from danbiet.kit.periods import Span

from ..calc.cells import CreditLine, Tally, TargetSpec

# spec      the targets asked for, with the units each is shared among
# sets      distinct lists of units (hundreds of targets share a handful), so that the tree is walked once for each
# seat      which unit's evidence fills whose cell: the addressed unit's own and that of the units below it, as the tree
#           stood on the day of the evidence; a unit addressed itself never fills another's cell
# line      evidence added up per target, period, unit (and item, where a number of each item is asked for)
# capped    no cell above its quota: this is where surplus stops helping anything else
_SPEC = """
WITH RECURSIVE chosen AS MATERIALIZED (
    SELECT t.id AS target_id, t.task_id, t."order", t.comparison, t.quantity, t.unit_text, t.per, t.per_unit,
           t.each_quantity, t.each_unit_text, t.measure, t.is_implied,
           left(ltrim(t.unit_text), 1) = '%%' AND t.quantity IS NOT NULL AS is_percent,
           k.plan_id, k.starts_on, k.ends_on, k.periods, jsonb_array_length(k.periods) > 1 AS is_split
    FROM plans_task k JOIN plans_target t ON t.task_id = k.id
    WHERE {scope}
),
through AS MATERIALIZED (
    SELECT a.task_id,
           bool_or(a.role = 'lead' AND a.set_code <> '') AS lead_set,
           bool_or(a.role = 'support' AND a.set_code <> '') AS support_set
    FROM plans_assignment a WHERE a.task_id IN (SELECT task_id FROM chosen) GROUP BY a.task_id
),
addressed AS MATERIALIZED (
    SELECT c.target_id, array_agg(a.unit_id ORDER BY a.unit_id) AS unit_ids
    FROM chosen c
    JOIN through h ON h.task_id = c.task_id AND (h.lead_set OR c.per_unit OR c.is_percent)
    JOIN plans_assignment a ON a.task_id = c.task_id
    WHERE c.quantity IS NOT NULL AND CASE
        WHEN h.lead_set THEN a.role = 'lead' AND a.set_code <> ''
        WHEN c.is_percent AND h.support_set THEN a.role = 'support' AND a.set_code <> ''
        WHEN c.is_percent THEN a.role = 'lead'
        WHEN h.support_set THEN true
        ELSE a.role = 'lead' END
    GROUP BY c.target_id HAVING count(*) > 1
),
sets AS MATERIALIZED (
    SELECT row_number() OVER () AS set_no, unit_ids FROM (SELECT DISTINCT unit_ids FROM addressed) AS d
),
spec AS MATERIALIZED (
    SELECT c.*, s.set_no, s.unit_ids,
           date_trunc('week', c.starts_on::timestamp + '3 days'::interval)::date AS first_week,
           date_trunc('week', c.ends_on::timestamp - '3 days'::interval)::date AS last_week,
           CASE WHEN c.per IN ('month', 'quarter', 'year') THEN date_trunc(c.per, c.starts_on::timestamp)::date END AS first_bucket
    FROM chosen c LEFT JOIN addressed a USING (target_id) LEFT JOIN sets s ON s.unit_ids = a.unit_ids
),
seat AS (
    SELECT s.set_no, s.unit_ids, u.unit_id AS cell_unit, u.unit_id, '(,)'::daterange AS valid
    FROM sets s CROSS JOIN LATERAL unnest(s.unit_ids) AS u(unit_id)
  UNION ALL
    SELECT b.set_no, b.unit_ids, b.cell_unit, v.unit_id, b.valid * v.valid
    FROM seat b JOIN org_unitversion v ON v.parent_id = b.unit_id AND v.valid && b.valid
    WHERE v.unit_id <> ALL (b.unit_ids)
),
days AS MATERIALIZED (
    SELECT d::date AS day, date_trunc('week', d)::date AS week, date_trunc('month', d)::date AS month,
           date_trunc('quarter', d)::date AS quarter, date_trunc('year', d)::date AS year
    FROM (SELECT min(e."on") AS first, LEAST(max(e."on"), %(on)s) AS last FROM plans_evidence e) AS seen
    CROSS JOIN LATERAL generate_series(seen.first::timestamp, seen.last::timestamp, '1 day'::interval) AS d
),
credited AS (
    SELECT s.target_id, s.set_no, s.per, s.starts_on, s.ends_on, s.periods, s.is_split,
           s.first_week, s.last_week, s.first_bucket,
           CASE WHEN s.each_quantity IS NULL THEN '' ELSE btrim(c.item, ' ') END AS item,
           c.quantity, e.state, e.unit_id, e."on",
           CASE s.per
               WHEN 'once' THEN s.starts_on
               WHEN 'week' THEN CASE
                   WHEN NOT s.is_split AND e."on" BETWEEN s.starts_on AND s.ends_on
                       THEN LEAST(GREATEST(d.week, s.first_week), s.last_week)
                   WHEN s.is_split THEN COALESCE((
                       SELECT LEAST(GREATEST(date_trunc('week', e."on"::timestamp),
                           date_trunc('week', (p->>'starts_on')::timestamp + '3 days'::interval)),
                           date_trunc('week', (p->>'ends_on')::timestamp - '3 days'::interval))::date
                       FROM jsonb_array_elements(s.periods) WITH ORDINALITY AS x(p, n)
                       WHERE e."on" BETWEEN (p->>'starts_on')::date AND (p->>'ends_on')::date ORDER BY n LIMIT 1),
                       d.week)
                   ELSE d.week END
               WHEN 'month' THEN d.month
               WHEN 'quarter' THEN d.quarter
               ELSE d.year END AS bucket
    FROM spec s
    JOIN plans_credit c ON c.target_id = s.target_id
    JOIN plans_evidence e ON e.id = c.evidence_id
    JOIN days d ON d.day = e."on"
    WHERE s.measure = '' AND e.state IN ('accepted', 'submitted') AND e."on" <= %(on)s
),
inside AS (
    SELECT c.* FROM credited c
    WHERE c.per = 'once' OR CASE
        WHEN NOT c.is_split AND c.per = 'week' THEN c.bucket BETWEEN LEAST(c.first_week, c.last_week) AND c.last_week
        WHEN NOT c.is_split THEN c.bucket BETWEEN c.first_bucket AND c.ends_on
        ELSE EXISTS (
            SELECT FROM jsonb_array_elements(c.periods) AS x(p)
            WHERE c.bucket BETWEEN CASE c.per
                WHEN 'week' THEN LEAST(date_trunc('week', (p->>'starts_on')::timestamp + '3 days'::interval),
                                       date_trunc('week', (p->>'ends_on')::timestamp - '3 days'::interval))
                ELSE date_trunc(c.per, (p->>'starts_on')::timestamp) END
            AND CASE c.per
                WHEN 'week' THEN date_trunc('week', (p->>'ends_on')::timestamp - '3 days'::interval)
                ELSE (p->>'ends_on')::timestamp END) END
)
"""

_TALLIES = """,
line AS (
    SELECT i.target_id, i.bucket, t.cell_unit, i.item,
           COALESCE(sum(i.quantity) FILTER (WHERE i.state = 'accepted'), 0) AS done, sum(i.quantity) AS hoped
    FROM inside i LEFT JOIN seat t ON t.set_no = i.set_no AND t.unit_id = i.unit_id AND t.valid @> i."on"
    WHERE i.set_no IS NULL OR t.cell_unit IS NOT NULL
    GROUP BY i.target_id, i.bucket, t.cell_unit, i.item
),
ranked AS (
    SELECT l.target_id, l.bucket, l.cell_unit, l.done, LEAST(l.done, s.each_quantity) AS part,
           LEAST(l.hoped, s.each_quantity) AS part_hoped, floor(s.quantity) AS wanted, s.quantity IS NULL AS is_open,
           row_number() OVER (PARTITION BY l.target_id, l.bucket, l.cell_unit
                              ORDER BY LEAST(l.done, s.each_quantity) DESC) AS place,
           row_number() OVER (PARTITION BY l.target_id, l.bucket, l.cell_unit
                              ORDER BY LEAST(l.hoped, s.each_quantity) DESC) AS place_hoped
    FROM line l JOIN spec s USING (target_id)
    WHERE s.each_quantity IS NOT NULL AND s.quantity IS NOT NULL AND NOT s.is_percent AND s.comparison <> '<='
),
capped AS (
    SELECT r.target_id, r.bucket, sum(r.done) AS actual,
           sum(r.part) FILTER (WHERE r.place <= r.wanted) AS counted,
           sum(r.part_hoped) FILTER (WHERE r.place_hoped <= r.wanted) AS hoped, false AS is_broken
    FROM ranked r GROUP BY r.target_id, r.bucket, r.cell_unit
  UNION ALL
    SELECT x.target_id, x.bucket, x.done,
           CASE WHEN x.is_yes_no THEN (x.done > 0)::int WHEN x.comparison = '<=' THEN x.done
                ELSE LEAST(x.done, x.quantity) END,
           CASE WHEN x.is_yes_no THEN 1 WHEN x.comparison = '<=' THEN x.hoped ELSE LEAST(x.hoped, x.quantity) END,
           NOT x.is_yes_no AND x.comparison = '<=' AND x.done > x.quantity
    FROM (
        SELECT l.target_id, l.bucket, l.cell_unit, s.comparison, s.quantity,
               s.is_percent OR s.quantity IS NULL AS is_yes_no, sum(l.done) AS done, sum(l.hoped) AS hoped
        FROM line l JOIN spec s USING (target_id)
        WHERE s.each_quantity IS NULL OR s.quantity IS NULL OR s.is_percent OR s.comparison = '<='
        GROUP BY l.target_id, l.bucket, l.cell_unit, s.comparison, s.quantity, s.is_percent
    ) AS x
),
tally AS (
    SELECT target_id, sum(actual) AS actual, sum(counted) AS counted, sum(hoped) AS hoped,
           array_agg(DISTINCT bucket) FILTER (WHERE counted > 0) AS active,
           array_agg(bucket) FILTER (WHERE is_broken) AS broken, array_agg(DISTINCT bucket) AS reported
    FROM capped GROUP BY target_id
)
SELECT s.target_id, s.task_id, s."order", s.comparison, s.quantity, s.unit_text, s.per, s.each_quantity,
       s.each_unit_text, s.measure, s.is_implied, s.is_percent, s.unit_ids, s.plan_id,
       COALESCE(t.actual, 0), COALESCE(t.counted, 0), COALESCE(t.hoped, 0), t.active, t.broken, t.reported
FROM spec s LEFT JOIN tally t USING (target_id)
ORDER BY s.task_id, s."order", s.target_id
"""

# Months: the running sum of each cell, capped month by month; what a month adds is the difference to the month before.
# Of "each" targets the single items are handed out: which of them are the best changes from month to month.
_MONTHS = """,
monthly AS (
    SELECT i.target_id, i.bucket, t.cell_unit, i.item, date_trunc('month', i."on"::timestamp)::date AS month,
           sum(i.quantity) AS quantity
    FROM inside i LEFT JOIN seat t ON t.set_no = i.set_no AND t.unit_id = i.unit_id AND t.valid @> i."on"
    WHERE i.state = 'accepted' AND (i.set_no IS NULL OR t.cell_unit IS NOT NULL)
    GROUP BY i.target_id, i.bucket, t.cell_unit, i.item, month
),
running AS (
    SELECT m.target_id, m.bucket, m.month, m.cell_unit, m.item, m.quantity,
           s.each_quantity IS NOT NULL AND s.quantity IS NOT NULL AND NOT s.is_percent AND s.comparison <> '<=' AS is_each,
           s.is_percent OR s.quantity IS NULL AS is_yes_no, s.comparison, s.quantity AS quota,
           sum(m.quantity) OVER (PARTITION BY m.target_id, m.bucket, m.cell_unit ORDER BY m.month) AS so_far
    FROM monthly m JOIN spec s USING (target_id)
),
reached AS (
    SELECT DISTINCT target_id, bucket, month, cell_unit, CASE
        WHEN is_yes_no THEN (so_far > 0)::int WHEN comparison = '<=' THEN (so_far > quota)::int
        ELSE LEAST(so_far, quota) END AS reached
    FROM running WHERE NOT is_each
),
added AS (
    SELECT target_id, bucket, month, reached - COALESCE(lag(reached) OVER (
        PARTITION BY target_id, bucket, cell_unit ORDER BY month), 0) AS added
    FROM reached
),
point AS (
    SELECT target_id, json_build_array(bucket, month, sum(added)::text) AS point
    FROM added GROUP BY target_id, bucket, month HAVING sum(added) <> 0
  UNION ALL
    SELECT target_id, json_build_array(bucket, month, quantity::text, cell_unit, item) FROM running WHERE is_each
),
points AS (SELECT target_id, json_agg(point) AS points FROM point GROUP BY target_id)
SELECT s.target_id, s.task_id, s."order", s.comparison, s.quantity, s.unit_text, s.per, s.each_quantity,
       s.each_unit_text, s.measure, s.is_implied, s.is_percent, s.unit_ids, s.plan_id, p.points
FROM spec s LEFT JOIN points p USING (target_id)
ORDER BY s.task_id, s."order", s.target_id
"""

_LINES = """
SELECT i.target_id, i.bucket, t.cell_unit, i.item, sum(i.quantity)
FROM inside i LEFT JOIN seat t ON t.set_no = i.set_no AND t.unit_id = i.unit_id AND t.valid @> i."on"
WHERE i.state = 'accepted' AND (i.set_no IS NULL OR t.cell_unit IS NOT NULL)
GROUP BY i.target_id, i.bucket, t.cell_unit, i.item
"""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as stored, the units it is shared among, its cells added up. Its task's periods are not in it."""

    id: int
    task_id: int
    order: int
    comparison: str
    quantity: Decimal | None
    unit_text: str
    per: str
    each_quantity: Decimal | None
    each_unit_text: str
    measure: str
    is_implied: bool
    is_percent: bool
    unit_ids: tuple[int, ...]
    plan_id: int
    tally: Tally

    def spec(self, periods: tuple[Span, ...]) -> TargetSpec:
        return TargetSpec(
            id=self.id,
            quantity=self.quantity,
            periods=periods,
            comparison=self.comparison,
            per=self.per,
            unit_text=self.unit_text,
            each_quantity=self.each_quantity,
            each_unit_text=self.each_unit_text,
            unit_ids=self.unit_ids,
            is_percent=self.is_percent,
            is_implied=self.is_implied,
            measure=self.measure,
            task_id=self.task_id,
            order=self.order,
        )


def target_tallies(
    *, on: date, plan_ids: Sequence[int] = (), task_ids: Sequence[int] = ()
) -> Iterator[TargetRow]:
    """Every target of these plans, or of these tasks, with evidence up to the day added up. One statement.

    Measured targets come with an empty tally: the platform's own counts are in the app measures.
    """
    for *fields, actual, counted, hoped, active, broken, reported in _rows(_TALLIES, on, plan_ids, task_ids):
        fields[12] = tuple(fields[12] or ())
        tally = Tally(
            actual, counted, hoped, frozenset(active or ()), tuple(broken or ()), frozenset(reported or ())
        )
        yield TargetRow(*[*fields, tally])


def target_months(
    *, on: date, plan_ids: Sequence[int] = ()
) -> Iterator[tuple[TargetRow, list[tuple[date, date, Decimal, int | None, str | None]]]]:
    """Every target of these plans with (bucket, month, added) for each month anything was proved in. One statement.

    Of "each" targets: (bucket, month, proved, unit, item), not yet capped.
    """
    for *fields, points in _rows(_MONTHS, on, plan_ids, ()):
        fields[12] = tuple(fields[12] or ())
        found = [
            (date.fromisoformat(bucket), date.fromisoformat(month), Decimal(value), *(rest or (None, None)))
            for bucket, month, value, *rest in points or ()
        ]
        yield TargetRow(*[*fields, Tally()]), found


def credit_lines(*, on: date, task_ids: Sequence[int]) -> Iterator[tuple[int, date, CreditLine]]:
    """Accepted evidence of these tasks added up per target, period, unit and item: (target, bucket, line). One statement."""
    for target_id, bucket, unit_id, item, quantity in _rows(_LINES, on, (), task_ids):
        yield target_id, bucket, CreditLine(bucket, quantity, unit_id, item)


def _rows(
    statement: str, on: date, plan_ids: Sequence[int], task_ids: Sequence[int]
) -> list[tuple[Any, ...]]:
    scope = "k.plan_id = ANY(%(plans)s)" if plan_ids else "k.id = ANY(%(tasks)s)"
    with connection.cursor() as cursor:
        cursor.execute(
            (_SPEC + statement).format(scope=scope),
            {"on": on, "plans": list(plan_ids), "tasks": list(task_ids)},
        )
        return list(cursor.fetchall())
